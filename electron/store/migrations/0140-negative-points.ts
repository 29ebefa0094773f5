import type { Migration } from '../migrate.ts'

/**
 * Deductions may exceed what was granted, where a pack sets no floor: points kept for lists, of cases and of seats may
 * be negative. Until now the store refused them. What was kept is not touched.
 */
export const migration: Migration = {
  version: 140,
  name: 'negative points',
  up(database) {
    database.exec(residents)
    database.exec(cases)
    database.exec(seats)
  },
}

const residents = `
  DROP INDEX resident_by_points;
  DROP TRIGGER resident_list_version_update;
  ALTER TABLE resident ADD COLUMN points_kept INTEGER;
  UPDATE resident SET points_kept = points_x100 WHERE points_x100 IS NOT NULL;
  ALTER TABLE resident DROP COLUMN points_x100;
  ALTER TABLE resident RENAME COLUMN points_kept TO points_x100;
  CREATE INDEX resident_by_points ON resident (points_x100, seq, town, complete) WHERE listed = 1;
  CREATE TRIGGER resident_list_version_update
    AFTER UPDATE OF town, complete, listed, sort_key, points_x100, registered_at ON resident
    WHEN NEW.town <> OLD.town OR NEW.complete <> OLD.complete OR NEW.listed <> OLD.listed
      OR NEW.sort_key <> OLD.sort_key OR NEW.points_x100 IS NOT OLD.points_x100
      OR NEW.registered_at <> OLD.registered_at
  BEGIN
    UPDATE resident_list_version SET version = version + 1;
  END;
`

const cases = `
  ALTER TABLE case_file ADD COLUMN points_kept INTEGER;
  UPDATE case_file SET points_kept = points_x100;
  ALTER TABLE case_file DROP COLUMN points_x100;
  ALTER TABLE case_file RENAME COLUMN points_kept TO points_x100;
`

const seats = `
  CREATE TABLE seat_new (
    run_id TEXT NOT NULL REFERENCES round_run (id),
    case_id TEXT NOT NULL REFERENCES case_file (id),
    rank INTEGER NOT NULL CHECK (rank >= 1),
    seated INTEGER NOT NULL CHECK (seated IN (0, 1)),
    points_x100 INTEGER NOT NULL,
    town TEXT NOT NULL,
    why TEXT NOT NULL CHECK (why <> ''),
    PRIMARY KEY (run_id, case_id),
    UNIQUE (run_id, rank)
  ) STRICT;
  INSERT INTO seat_new (run_id, case_id, rank, seated, points_x100, town, why)
    SELECT run_id, case_id, rank, seated, points_x100, town, why FROM seat;
  DROP TABLE seat;
  ALTER TABLE seat_new RENAME TO seat;
  CREATE INDEX seat_case ON seat (case_id);
  CREATE TRIGGER seat_no_update BEFORE UPDATE ON seat
    BEGIN SELECT RAISE(ABORT, 'seat rows are never changed'); END;
  CREATE TRIGGER seat_no_delete BEFORE DELETE ON seat
    BEGIN SELECT RAISE(ABORT, 'seat rows are never deleted'); END;
`
