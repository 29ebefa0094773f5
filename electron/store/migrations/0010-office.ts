import type { Migration } from '../migrate.ts'
import { appendOnly } from './append-only.ts'

/** The office and its accounts, carried-out commands, and the append-only audit trail. */
export const migration: Migration = {
  version: 10,
  name: 'office',
  up(database) {
    database.exec(`
      CREATE TABLE office (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        name TEXT NOT NULL CHECK (name <> ''),
        document_code TEXT NOT NULL CHECK (document_code <> ''),
        "window" TEXT NOT NULL CHECK ("window" <> ''),
        store_id TEXT NOT NULL CHECK (store_id <> ''),
        created_at TEXT NOT NULL
      ) STRICT;

      CREATE TABLE account (
        id TEXT PRIMARY KEY NOT NULL,
        login TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL CHECK (name <> ''),
        role TEXT NOT NULL CHECK (role IN ('clerk', 'supervisor')),
        active INTEGER NOT NULL CHECK (active IN (0, 1)),
        created_at TEXT NOT NULL
      ) STRICT;

      CREATE TABLE command (
        id TEXT PRIMARY KEY NOT NULL,
        kind TEXT NOT NULL,
        result TEXT NOT NULL CHECK (json_valid(result)),
        at TEXT NOT NULL
      ) STRICT;

      CREATE TABLE audit (
        seq INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        account_id TEXT REFERENCES account (id),
        action TEXT NOT NULL,
        object TEXT NOT NULL,
        detail TEXT NOT NULL CHECK (json_valid(detail))
      ) STRICT;
      CREATE INDEX audit_object ON audit (object, seq);
      ${appendOnly('audit', 'seq')}
    `)
  },
}
