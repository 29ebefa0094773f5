import type { Migration } from '../migrate.ts'
import { appendOnly, neverRemoved } from './append-only.ts'

/** Scans and photos kept in the encrypted store, judged item by item, and the facts they support. */
export const migration: Migration = {
  version: 80,
  name: 'evidence',
  up(database) {
    database.exec(`
      CREATE TABLE evidence (
        id TEXT PRIMARY KEY NOT NULL,
        resident INTEGER NOT NULL REFERENCES resident (seq),
        title TEXT NOT NULL CHECK (title <> ''),
        media_type TEXT NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png', 'application/pdf')),
        byte_count INTEGER NOT NULL CHECK (byte_count >= 1),
        pages INTEGER NOT NULL CHECK (pages >= 1),
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        added_by TEXT NOT NULL REFERENCES account (id),
        added_at TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('pending', 'accepted', 'rejected'))
      ) STRICT;
      CREATE INDEX evidence_resident ON evidence (resident);
      CREATE INDEX evidence_hash ON evidence (sha256);
      ${neverRemoved('evidence', 'id')}
      CREATE TRIGGER evidence_kept BEFORE UPDATE ON evidence
        WHEN NEW.id <> OLD.id OR NEW.resident <> OLD.resident OR NEW.title <> OLD.title
          OR NEW.media_type <> OLD.media_type OR NEW.byte_count <> OLD.byte_count OR NEW.pages <> OLD.pages
          OR NEW.sha256 <> OLD.sha256 OR NEW.added_by <> OLD.added_by OR NEW.added_at <> OLD.added_at
        BEGIN SELECT RAISE(ABORT, 'only the state of evidence changes'); END;

      CREATE TABLE evidence_bytes (
        evidence_id TEXT PRIMARY KEY NOT NULL REFERENCES evidence (id),
        thumbnail BLOB,
        bytes BLOB NOT NULL
      ) STRICT;
      ${appendOnly('evidence_bytes', 'evidence_id')}

      CREATE TABLE evidence_event (
        seq INTEGER PRIMARY KEY,
        evidence_id TEXT NOT NULL REFERENCES evidence (id),
        event TEXT NOT NULL CHECK (event IN ('accept', 'reject')),
        reason TEXT CHECK (reason <> ''),
        account_id TEXT NOT NULL REFERENCES account (id),
        at TEXT NOT NULL,
        CHECK (event <> 'reject' OR reason IS NOT NULL)
      ) STRICT;
      CREATE INDEX evidence_event_evidence ON evidence_event (evidence_id, seq);
      ${appendOnly('evidence_event', 'seq')}

      CREATE TABLE fact_evidence (
        fact INTEGER NOT NULL REFERENCES fact (seq),
        evidence_id TEXT NOT NULL REFERENCES evidence (id),
        PRIMARY KEY (fact, evidence_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX fact_evidence_evidence ON fact_evidence (evidence_id);
      CREATE TRIGGER fact_evidence_no_update BEFORE UPDATE ON fact_evidence
        BEGIN SELECT RAISE(ABORT, 'fact_evidence rows are never changed'); END;
      CREATE TRIGGER fact_evidence_no_delete BEFORE DELETE ON fact_evidence
        BEGIN SELECT RAISE(ABORT, 'fact_evidence rows are never deleted'); END;
    `)
  },
}
