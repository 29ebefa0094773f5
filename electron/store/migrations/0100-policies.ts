import type { Migration } from '../migrate.ts'
import { appendOnly } from './append-only.ts'

/** Policies brought in by the office: what was drafted, and who put it in force or took it back. */
export const migration: Migration = {
  version: 100,
  name: 'policies',
  up(database) {
    database.exec(`
      CREATE TABLE policy_document (
        id TEXT PRIMARY KEY NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('pack', 'amendment', 'list')),
        policy_id TEXT NOT NULL CHECK (policy_id <> ''),
        body TEXT NOT NULL CHECK (json_valid(body)),
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        file_name TEXT NOT NULL CHECK (file_name <> ''),
        drafted_by TEXT NOT NULL REFERENCES account (id),
        drafted_at TEXT NOT NULL
      ) STRICT;
      ${appendOnly('policy_document', 'id')}

      CREATE TABLE policy_event (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        document TEXT NOT NULL REFERENCES policy_document (id),
        action TEXT NOT NULL CHECK (action IN ('confirm', 'withdraw')),
        account_id TEXT NOT NULL REFERENCES account (id),
        at TEXT NOT NULL,
        reason TEXT NOT NULL CHECK (reason <> ''),
        UNIQUE (document, action)
      ) STRICT;
      ${appendOnly('policy_event', 'seq')}
      CREATE TRIGGER policy_event_two_persons BEFORE INSERT ON policy_event
        WHEN NEW.action = 'confirm' AND NEW.account_id = (
          SELECT drafted_by FROM policy_document WHERE id = NEW.document)
        BEGIN SELECT RAISE(ABORT, 'nobody confirms a policy they drafted'); END;
      CREATE TRIGGER policy_event_decided_once BEFORE INSERT ON policy_event
        WHEN EXISTS (SELECT 1 FROM policy_event
          WHERE document = NEW.document AND seq <> NEW.seq AND action IN ('withdraw', NEW.action))
        BEGIN SELECT RAISE(ABORT, 'a policy is confirmed once and withdrawn for good'); END;
    `)
  },
}
