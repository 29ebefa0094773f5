import type { Migration } from '../migrate.ts'
import { appendOnly } from './append-only.ts'

/** Rounds and cases with their append-only actions, allocation runs with their seats, and number series. */
export const migration: Migration = {
  version: 30,
  name: 'cases',
  up(database) {
    database.exec(`
      CREATE TABLE number_series (
        code TEXT NOT NULL CHECK (code <> ''),
        year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 9999),
        last INTEGER NOT NULL CHECK (last >= 1),
        PRIMARY KEY (code, year)
      ) STRICT;

      CREATE TABLE round (
        id TEXT PRIMARY KEY NOT NULL,
        title TEXT NOT NULL UNIQUE CHECK (title <> ''),
        places INTEGER NOT NULL CHECK (places >= 1),
        towns TEXT NOT NULL CHECK (json_array_length(towns) >= 1),
        cost_per_head_fen INTEGER NOT NULL CHECK (cost_per_head_fen >= 0),
        cut_off TEXT NOT NULL,
        ties TEXT NOT NULL CHECK (json_valid(ties)),
        seed TEXT NOT NULL CHECK (seed <> ''),
        status TEXT NOT NULL CHECK (status IN ('open', 'ran', 'published'))
      ) STRICT;

      CREATE TABLE round_action (
        seq INTEGER PRIMARY KEY,
        round_id TEXT NOT NULL REFERENCES round (id),
        action TEXT NOT NULL CHECK (action IN ('open', 'run', 'publish')),
        account_id TEXT NOT NULL REFERENCES account (id),
        at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX round_action_round ON round_action (round_id, seq);
      ${appendOnly('round_action', 'seq')}

      CREATE TABLE case_file (
        id TEXT PRIMARY KEY NOT NULL,
        receipt_no TEXT NOT NULL UNIQUE,
        resident_id TEXT NOT NULL REFERENCES resident (id),
        round_id TEXT NOT NULL REFERENCES round (id),
        status TEXT NOT NULL CHECK (status IN
          ('submitted', 'returned', 'approved', 'seated', 'waiting', 'noticed', 'withdrawn')),
        points_x100 INTEGER CHECK (points_x100 >= 0),
        submitted_at TEXT NOT NULL,
        submitted_by TEXT NOT NULL REFERENCES account (id)
      ) STRICT;
      CREATE UNIQUE INDEX case_file_one_active ON case_file (resident_id, round_id) WHERE status <> 'withdrawn';
      CREATE INDEX case_file_round ON case_file (round_id, status);
      CREATE INDEX case_file_submitted_at ON case_file (submitted_at);

      CREATE TABLE case_action (
        seq INTEGER PRIMARY KEY,
        case_id TEXT NOT NULL REFERENCES case_file (id),
        action TEXT NOT NULL CHECK (action IN
          ('submit', 'approve', 'return', 'resubmit', 'withdraw', 'seat', 'issueNotice')),
        account_id TEXT NOT NULL REFERENCES account (id),
        at TEXT NOT NULL,
        reason TEXT CHECK (reason <> ''),
        detail TEXT NOT NULL CHECK (json_valid(detail)),
        CHECK (action <> 'return' OR reason IS NOT NULL)
      ) STRICT;
      CREATE INDEX case_action_case ON case_action (case_id, seq);
      ${appendOnly('case_action', 'seq')}

      CREATE TABLE round_run (
        id TEXT PRIMARY KEY NOT NULL,
        round_id TEXT NOT NULL REFERENCES round (id),
        frozen TEXT NOT NULL CHECK (json_valid(frozen)),
        result TEXT NOT NULL CHECK (json_valid(result)),
        input_hash TEXT NOT NULL,
        policy_hash TEXT NOT NULL,
        engine TEXT NOT NULL,
        seed TEXT NOT NULL,
        ran_by TEXT NOT NULL REFERENCES account (id),
        ran_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX round_run_round ON round_run (round_id);
      ${appendOnly('round_run', 'id')}

      CREATE TABLE seat (
        run_id TEXT NOT NULL REFERENCES round_run (id),
        case_id TEXT NOT NULL REFERENCES case_file (id),
        rank INTEGER NOT NULL CHECK (rank >= 1),
        seated INTEGER NOT NULL CHECK (seated IN (0, 1)),
        points_x100 INTEGER NOT NULL CHECK (points_x100 >= 0),
        town TEXT NOT NULL,
        why TEXT NOT NULL CHECK (why <> ''),
        PRIMARY KEY (run_id, case_id),
        UNIQUE (run_id, rank)
      ) STRICT;
      CREATE INDEX seat_case ON seat (case_id);
      CREATE TRIGGER seat_no_update BEFORE UPDATE ON seat
        BEGIN SELECT RAISE(ABORT, 'seat rows are never changed'); END;
      CREATE TRIGGER seat_no_delete BEFORE DELETE ON seat
        BEGIN SELECT RAISE(ABORT, 'seat rows are never deleted'); END;
    `)
  },
}
