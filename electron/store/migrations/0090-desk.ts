import type { Migration } from '../migrate.ts'
import { neverRemoved } from './append-only.ts'

/** What lies on a clerk's desk: forms half filled in, and the register of lists that left as files. */
export const migration: Migration = {
  version: 90,
  name: 'desk',
  up(database) {
    database.exec(`
      CREATE TABLE draft (
        account_id TEXT NOT NULL REFERENCES account (id),
        key TEXT NOT NULL CHECK (key <> ''),
        body TEXT NOT NULL CHECK (json_valid(body)),
        saved_at TEXT NOT NULL,
        PRIMARY KEY (account_id, key)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE export_record (
        id TEXT PRIMARY KEY NOT NULL,
        list TEXT NOT NULL CHECK (list <> ''),
        columns TEXT NOT NULL CHECK (json_array_length(columns) >= 1),
        question TEXT NOT NULL CHECK (json_valid(question)),
        reason TEXT NOT NULL CHECK (reason <> ''),
        account_id TEXT NOT NULL REFERENCES account (id),
        at TEXT NOT NULL,
        outcome TEXT CHECK (outcome IN ('done', 'cancelled')),
        rows INTEGER CHECK (rows >= 0),
        sha256 TEXT CHECK (length(sha256) = 64),
        CHECK ((outcome IS 'done') = (rows IS NOT NULL AND sha256 IS NOT NULL))
      ) STRICT;
      CREATE INDEX export_record_at ON export_record (at);
      CREATE TRIGGER export_record_settled_once BEFORE UPDATE ON export_record
        WHEN OLD.outcome IS NOT NULL OR NEW.outcome IS NULL OR NEW.id <> OLD.id OR NEW.list <> OLD.list
          OR NEW.columns <> OLD.columns OR NEW.question <> OLD.question OR NEW.reason <> OLD.reason
          OR NEW.account_id <> OLD.account_id OR NEW.at <> OLD.at
        BEGIN SELECT RAISE(ABORT, 'an export can only be settled, and only once'); END;
      ${neverRemoved('export_record', 'id')}
    `)
  },
}
