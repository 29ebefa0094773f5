import type { Migration } from '../migrate.ts'
import { appendOnly } from './append-only.ts'

/**
 * Rounds of every kind: a plan as one document, events instead of three actions, applications beside cases, frozen
 * lists, seats by application number, who holds a place after publication, and papers that belong to a round. Rounds
 * of the health check that are there keep everything: their plan is put together from their columns.
 */
export const migration: Migration = {
  version: 150,
  name: 'rounds',
  up(database) {
    database.exec(rounds)
    database.exec(events)
    database.exec(entrants)
    database.exec(runs)
    database.exec(papers)
  },
}

const rounds = `
  CREATE TABLE round_new (
    id TEXT PRIMARY KEY NOT NULL,
    title TEXT NOT NULL UNIQUE CHECK (title <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('health-check', 'school', 'rent-support', 'housing')),
    plan TEXT NOT NULL CHECK (json_valid(plan)),
    status TEXT NOT NULL CHECK (status IN ('open', 'frozen', 'ran', 'announced', 'published', 'closed')),
    after_round TEXT REFERENCES round (id)
  ) STRICT;
  INSERT INTO round_new (id, title, kind, plan, status)
    SELECT id, title, 'health-check',
      json_object(
        'kind', 'health-check', 'cutOff', cut_off, 'applyFrom', NULL, 'applyUntil', NULL, 'publicityDays', 0,
        'replyDays', 3, 'towns', json(towns), 'order', 'points', 'classes', json('[]'), 'ties', json(ties),
        'equals', 'ticket', 'line', NULL,
        'places', json_array(json_object('id', 'city', 'name', '体检名额', 'town', NULL, 'capacity', places)),
        'quotas', json('[]'), 'reversion', 'city-order', 'costPerHeadFen', cost_per_head_fen,
        'draw', json_object('mode', 'named', 'seed', seed),
        'citations', json_array(json_object('part', 'order', 'status', 'DECIDED', 'text', '主管选定'))),
      status
    FROM round;
  DROP TABLE round;
  ALTER TABLE round_new RENAME TO round;
`

const events = `
  CREATE TABLE round_action_new (
    seq INTEGER PRIMARY KEY,
    round_id TEXT NOT NULL REFERENCES round (id),
    action TEXT NOT NULL CHECK (action <> ''),
    account_id TEXT NOT NULL REFERENCES account (id),
    at TEXT NOT NULL,
    reason TEXT CHECK (reason <> ''),
    detail TEXT NOT NULL CHECK (json_valid(detail))
  ) STRICT;
  INSERT INTO round_action_new (seq, round_id, action, account_id, at, detail)
    SELECT seq, round_id, action, account_id, at,
      CASE action
        WHEN 'open' THEN (SELECT json_object('plan', json(plan)) FROM round WHERE round.id = round_id)
        WHEN 'run' THEN (SELECT json_object('runId', run.id, 'inputHash', run.input_hash, 'seed', run.seed)
          FROM round_run run WHERE run.round_id = round_action.round_id)
        ELSE (SELECT json_object('runId', run.id) FROM round_run run WHERE run.round_id = round_action.round_id)
      END
    FROM round_action;
  DROP TABLE round_action;
  ALTER TABLE round_action_new RENAME TO round_action;
  CREATE INDEX round_action_round ON round_action (round_id, seq);
  ${appendOnly('round_action', 'seq')}
`

const entrants = `
  CREATE TABLE entrant (
    round_id TEXT NOT NULL REFERENCES round (id),
    no TEXT NOT NULL CHECK (no <> ''),
    source TEXT NOT NULL CHECK (source IN ('case', 'query', 'list', 'round')),
    resident_id TEXT REFERENCES resident (id),
    case_id TEXT REFERENCES case_file (id),
    name TEXT NOT NULL CHECK (name <> ''),
    id_number TEXT,
    town TEXT,
    points_x100 INTEGER,
    given TEXT NOT NULL CHECK (json_valid(given)),
    entered_by TEXT NOT NULL REFERENCES account (id),
    entered_at TEXT NOT NULL,
    withdrawn TEXT CHECK (withdrawn <> ''),
    PRIMARY KEY (round_id, no)
  ) STRICT;
  CREATE INDEX entrant_resident ON entrant (resident_id);
  CREATE UNIQUE INDEX entrant_case ON entrant (case_id) WHERE case_id IS NOT NULL;

  CREATE TABLE round_freeze (
    id TEXT PRIMARY KEY NOT NULL,
    round_id TEXT NOT NULL REFERENCES round (id),
    list TEXT NOT NULL CHECK (list <> ''),
    list_hash TEXT NOT NULL,
    policy_hash TEXT NOT NULL,
    frozen_by TEXT NOT NULL REFERENCES account (id),
    frozen_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX round_freeze_round ON round_freeze (round_id);
  ${appendOnly('round_freeze', 'id')}
`

const runs = `
  ALTER TABLE round_run ADD COLUMN freeze_id TEXT REFERENCES round_freeze (id);

  CREATE TABLE seat_new (
    run_id TEXT NOT NULL REFERENCES round_run (id),
    no TEXT NOT NULL CHECK (no <> ''),
    case_id TEXT REFERENCES case_file (id),
    rank INTEGER NOT NULL CHECK (rank >= 1),
    shown_rank INTEGER NOT NULL CHECK (shown_rank >= 1),
    place TEXT,
    points_x100 INTEGER,
    town TEXT,
    outcome TEXT NOT NULL CHECK (json_valid(outcome)),
    why TEXT NOT NULL CHECK (why <> ''),
    PRIMARY KEY (run_id, no),
    UNIQUE (run_id, rank)
  ) STRICT;
  INSERT INTO seat_new (run_id, no, case_id, rank, shown_rank, place, points_x100, town, outcome, why)
    SELECT seat.run_id, case_file.receipt_no, seat.case_id, seat.rank, seat.rank,
      CASE seat.seated WHEN 1 THEN 'city' END, seat.points_x100, seat.town,
      json_object('no', case_file.receipt_no, 'place', CASE seat.seated WHEN 1 THEN 'city' END), seat.why
    FROM seat INNER JOIN case_file ON case_file.id = seat.case_id;
  DROP TABLE seat;
  ALTER TABLE seat_new RENAME TO seat;
  CREATE INDEX seat_case ON seat (case_id);
  CREATE INDEX seat_place ON seat (run_id, place, rank);
  CREATE TRIGGER seat_no_update BEFORE UPDATE ON seat
    BEGIN SELECT RAISE(ABORT, 'seat rows are never changed'); END;
  CREATE TRIGGER seat_no_delete BEFORE DELETE ON seat
    BEGIN SELECT RAISE(ABORT, 'seat rows are never deleted'); END;
  INSERT INTO entrant (round_id, no, source, resident_id, case_id, name, town, points_x100, given, entered_by, entered_at)
    SELECT round_run.round_id, seat.no, 'case', case_file.resident_id, seat.case_id, resident.name, seat.town,
      seat.points_x100, '{}', case_file.submitted_by, case_file.submitted_at
    FROM seat
      INNER JOIN round_run ON round_run.id = seat.run_id
      INNER JOIN case_file ON case_file.id = seat.case_id
      INNER JOIN resident ON resident.id = case_file.resident_id;

  CREATE TABLE holding (
    round_id TEXT NOT NULL REFERENCES round (id),
    no TEXT NOT NULL,
    place TEXT,
    via TEXT NOT NULL CHECK (via IN ('run', 'replace', 'arrange')),
    reply TEXT CHECK (reply IN ('accepted', 'declined', 'lapsed')),
    PRIMARY KEY (round_id, no)
  ) STRICT;
  CREATE INDEX holding_place ON holding (round_id, place);
  INSERT INTO holding (round_id, no, place, via)
    SELECT round_run.round_id, seat.no, seat.place, 'run'
    FROM seat
      INNER JOIN round_run ON round_run.id = seat.run_id
      INNER JOIN round ON round.id = round_run.round_id
    WHERE round.status = 'published';
`

const papers = `
  CREATE TABLE paper_new (
    id TEXT PRIMARY KEY NOT NULL,
    number TEXT NOT NULL UNIQUE CHECK (number <> ''),
    year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 9999),
    serial INTEGER NOT NULL CHECK (serial >= 1),
    template TEXT NOT NULL,
    template_version TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    case_id TEXT REFERENCES case_file (id),
    resident_id TEXT REFERENCES resident (id),
    round_id TEXT REFERENCES round (id),
    entrant_no TEXT,
    data TEXT NOT NULL CHECK (json_valid(data)),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    pages INTEGER NOT NULL CHECK (pages >= 1),
    issued_by TEXT NOT NULL REFERENCES account (id),
    issued_at TEXT NOT NULL,
    bytes BLOB NOT NULL CHECK (substr(bytes, 1, 5) = CAST('%PDF-' AS BLOB)),
    CHECK ((case_id IS NOT NULL) + (resident_id IS NOT NULL) + (round_id IS NOT NULL) = 1),
    CHECK (entrant_no IS NULL OR round_id IS NOT NULL),
    FOREIGN KEY (round_id, entrant_no) REFERENCES entrant (round_id, no)
  ) STRICT;
  INSERT INTO paper_new (id, number, year, serial, template, template_version, title, case_id, resident_id, data,
      sha256, pages, issued_by, issued_at, bytes)
    SELECT id, number, year, serial, template, template_version, title, case_id, resident_id, data,
      sha256, pages, issued_by, issued_at, bytes FROM paper;
  DROP TABLE paper;
  ALTER TABLE paper_new RENAME TO paper;
  CREATE INDEX paper_case ON paper (case_id);
  CREATE INDEX paper_resident ON paper (resident_id);
  CREATE INDEX paper_round ON paper (round_id, entrant_no);
  CREATE INDEX paper_issued_at ON paper (issued_at);
  ${appendOnly('paper', 'id')}
`
