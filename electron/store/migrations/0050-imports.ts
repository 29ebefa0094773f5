import type { Migration } from '../migrate.ts'
import { neverRemoved } from './append-only.ts'

/** Files taken in from departments: batches with their receipts, rows set aside, remembered columns, employers. */
export const migration: Migration = {
  version: 50,
  name: 'imports',
  up(database) {
    database.exec(`
      CREATE TABLE import_batch (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        dataset TEXT NOT NULL CHECK (dataset IN ('residents', 'contributions', 'permits', 'employers', 'offences')),
        source TEXT NOT NULL CHECK (json_valid(source)),
        file_name TEXT NOT NULL CHECK (file_name <> ''),
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        byte_count INTEGER NOT NULL,
        rows INTEGER NOT NULL,
        added INTEGER NOT NULL,
        unchanged INTEGER NOT NULL,
        differing INTEGER NOT NULL,
        set_aside INTEGER NOT NULL,
        account_id TEXT NOT NULL REFERENCES account (id),
        at TEXT NOT NULL,
        undone_reason TEXT CHECK (undone_reason <> ''),
        undone_by TEXT REFERENCES account (id),
        undone_at TEXT,
        CHECK (rows = added + unchanged + differing + set_aside),
        CHECK ((undone_at IS NULL) = (undone_by IS NULL) AND (undone_at IS NULL) = (undone_reason IS NULL))
      ) STRICT;
      CREATE INDEX import_batch_hash ON import_batch (sha256);
      CREATE TRIGGER import_batch_undone_once BEFORE UPDATE ON import_batch WHEN OLD.undone_at IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'what was undone stays undone'); END;
      ${neverRemoved('import_batch', 'seq')}

      CREATE TABLE set_aside_row (
        batch INTEGER NOT NULL REFERENCES import_batch (seq),
        row INTEGER NOT NULL,
        cells TEXT NOT NULL CHECK (json_valid(cells)),
        findings TEXT NOT NULL CHECK (json_valid(findings)),
        state TEXT NOT NULL CHECK (state IN ('waiting', 'mended', 'dropped')),
        account_id TEXT REFERENCES account (id),
        at TEXT,
        PRIMARY KEY (batch, row)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE column_matching (
        department TEXT NOT NULL,
        dataset TEXT NOT NULL,
        columns TEXT NOT NULL CHECK (json_valid(columns)),
        at TEXT NOT NULL,
        PRIMARY KEY (department, dataset)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE employer (
        seq INTEGER PRIMARY KEY,
        uscc TEXT NOT NULL CHECK (length(uscc) = 18),
        name TEXT NOT NULL CHECK (name <> ''),
        town TEXT NOT NULL CHECK (town <> ''),
        unionised INTEGER CHECK (unionised IN (0, 1)),
        batch INTEGER NOT NULL REFERENCES import_batch (seq),
        state TEXT NOT NULL CHECK (state IN ('accepted', 'rejected', 'superseded'))
      ) STRICT;
      CREATE UNIQUE INDEX employer_one_accepted ON employer (uscc) WHERE state = 'accepted';
      CREATE INDEX employer_name ON employer (name) WHERE state = 'accepted';
      CREATE INDEX employer_batch ON employer (batch);
      ${neverRemoved('employer', 'seq')}
    `)
  },
}
