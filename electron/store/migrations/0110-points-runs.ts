import type { Migration } from '../migrate.ts'
import { appendOnly } from './append-only.ts'

/** Batches of points: everybody scored under one pack on one day, kept as a record with every resident's result. */
export const migration: Migration = {
  version: 110,
  name: 'points-runs',
  up(database) {
    database.exec(`
      CREATE TABLE points_run (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        policy_key TEXT NOT NULL CHECK (policy_key <> ''),
        policy_id TEXT NOT NULL CHECK (policy_id <> ''),
        policy_name TEXT NOT NULL CHECK (policy_name <> ''),
        policy_hash TEXT NOT NULL CHECK (length(policy_hash) = 64),
        purpose TEXT NOT NULL CHECK (purpose <> ''),
        on_day TEXT NOT NULL CHECK (on_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        reason TEXT NOT NULL CHECK (reason <> ''),
        account_id TEXT NOT NULL REFERENCES account (id),
        at TEXT NOT NULL,
        data_as_of INTEGER NOT NULL,
        line_codes TEXT NOT NULL CHECK (json_array_length(line_codes) >= 1),
        residents INTEGER NOT NULL CHECK (residents >= 0),
        complete INTEGER NOT NULL CHECK (complete BETWEEN 0 AND residents),
        sum_x100 INTEGER NOT NULL,
        findings TEXT NOT NULL CHECK (json_valid(findings)),
        result_hash TEXT NOT NULL CHECK (length(result_hash) = 64)
      ) STRICT;
      CREATE INDEX points_run_at ON points_run (at);
      ${appendOnly('points_run', 'seq')}

      CREATE TABLE points_result (
        run INTEGER NOT NULL REFERENCES points_run (seq),
        resident INTEGER NOT NULL REFERENCES resident (seq),
        total_x100 INTEGER NOT NULL,
        complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
        standing TEXT NOT NULL CHECK (standing IN ('open', 'frozen', 'vetoed', 'not-admitted', 'unknown')),
        lines BLOB NOT NULL CHECK (length(lines) % 4 = 0),
        PRIMARY KEY (run, resident)
      ) STRICT, WITHOUT ROWID;
      CREATE TRIGGER points_result_no_update BEFORE UPDATE ON points_result
        BEGIN SELECT RAISE(ABORT, 'points_result rows are never changed'); END;
      CREATE TRIGGER points_result_no_delete BEFORE DELETE ON points_result
        BEGIN SELECT RAISE(ABORT, 'points_result rows are never deleted'); END;
      CREATE TRIGGER points_result_no_replace BEFORE INSERT ON points_result
        WHEN EXISTS (SELECT 1 FROM points_result WHERE run = NEW.run AND resident = NEW.resident)
        BEGIN SELECT RAISE(ABORT, 'points_result rows are never replaced'); END;
    `)
  },
}
