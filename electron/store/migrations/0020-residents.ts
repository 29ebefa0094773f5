import type { Migration } from '../migrate.ts'

/** Residents, their facts (values never change, they are superseded), and the points of the day for lists. */
export const migration: Migration = {
  version: 20,
  name: 'residents',
  up(database) {
    database.exec(`
      CREATE TABLE resident (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
        id_number TEXT NOT NULL UNIQUE CHECK (length(id_number) = 18 AND id_number = upper(id_number)),
        sex TEXT NOT NULL CHECK (sex IN ('男', '女')),
        birth TEXT NOT NULL CHECK (birth GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        phone TEXT CHECK (phone GLOB '1[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
        town TEXT NOT NULL CHECK (town <> ''),
        registered_at TEXT NOT NULL,
        registered_by TEXT NOT NULL REFERENCES account (id)
      ) STRICT;
      CREATE INDEX resident_name ON resident (name);
      CREATE INDEX resident_town ON resident (town);
      CREATE INDEX resident_registered_at ON resident (registered_at);

      CREATE TABLE fact (
        id TEXT PRIMARY KEY NOT NULL,
        resident_id TEXT NOT NULL REFERENCES resident (id),
        kind TEXT NOT NULL,
        value TEXT NOT NULL CHECK (json_valid(value) AND json_extract(value, '$.kind') = kind),
        source TEXT NOT NULL CHECK (json_valid(source)),
        recorded_by TEXT NOT NULL REFERENCES account (id),
        recorded_at TEXT NOT NULL,
        superseded_by TEXT REFERENCES fact (id) DEFERRABLE INITIALLY DEFERRED CHECK (superseded_by <> id)
      ) STRICT;
      CREATE INDEX fact_resident ON fact (resident_id, kind);
      CREATE UNIQUE INDEX fact_one_current ON fact (resident_id, kind) WHERE superseded_by IS NULL;
      CREATE TRIGGER fact_value_kept BEFORE UPDATE ON fact
        WHEN OLD.superseded_by IS NOT NULL OR NEW.id <> OLD.id OR NEW.resident_id <> OLD.resident_id
          OR NEW.kind <> OLD.kind OR NEW.value <> OLD.value OR NEW.source <> OLD.source
          OR NEW.recorded_by <> OLD.recorded_by OR NEW.recorded_at <> OLD.recorded_at
        BEGIN SELECT RAISE(ABORT, 'a fact can only be superseded, and only once'); END;
      CREATE TRIGGER fact_no_delete BEFORE DELETE ON fact
        BEGIN SELECT RAISE(ABORT, 'facts are never deleted'); END;

      CREATE TABLE resident_points (
        resident_id TEXT PRIMARY KEY NOT NULL REFERENCES resident (id),
        on_date TEXT NOT NULL,
        pack_id TEXT NOT NULL,
        points_x100 INTEGER NOT NULL CHECK (points_x100 >= 0),
        complete INTEGER NOT NULL CHECK (complete IN (0, 1))
      ) STRICT;
      CREATE INDEX resident_points_order ON resident_points (points_x100);
    `)
  },
}
