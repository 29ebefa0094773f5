import type { Migration } from '../migrate.ts'
import { appendOnly, neverRemoved } from './append-only.ts'

/** Papers as they were issued, and every print of them; a print is recorded before it leaves and settled after. */
export const migration: Migration = {
  version: 40,
  name: 'papers',
  up(database) {
    database.exec(`
      CREATE TABLE paper (
        id TEXT PRIMARY KEY NOT NULL,
        number TEXT NOT NULL UNIQUE CHECK (number <> ''),
        year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 9999),
        serial INTEGER NOT NULL CHECK (serial >= 1),
        template TEXT NOT NULL,
        template_version TEXT NOT NULL,
        title TEXT NOT NULL CHECK (title <> ''),
        case_id TEXT NOT NULL REFERENCES case_file (id),
        data TEXT NOT NULL CHECK (json_valid(data)),
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        pages INTEGER NOT NULL CHECK (pages >= 1),
        issued_by TEXT NOT NULL REFERENCES account (id),
        issued_at TEXT NOT NULL,
        bytes BLOB NOT NULL CHECK (substr(bytes, 1, 5) = CAST('%PDF-' AS BLOB))
      ) STRICT;
      CREATE INDEX paper_case ON paper (case_id);
      CREATE INDEX paper_issued_at ON paper (issued_at);
      ${appendOnly('paper', 'id')}

      CREATE TABLE paper_print (
        seq INTEGER PRIMARY KEY,
        paper_id TEXT NOT NULL REFERENCES paper (id),
        account_id TEXT NOT NULL REFERENCES account (id),
        at TEXT NOT NULL,
        copy INTEGER NOT NULL CHECK (copy IN (0, 1)),
        outcome TEXT CHECK (outcome IN ('done', 'cancelled'))
      ) STRICT;
      CREATE INDEX paper_print_paper ON paper_print (paper_id, seq);
      CREATE UNIQUE INDEX paper_print_one_original ON paper_print (paper_id)
        WHERE copy = 0 AND outcome IS NOT 'cancelled';
      CREATE TRIGGER paper_print_settled_once BEFORE UPDATE ON paper_print
        WHEN OLD.outcome IS NOT NULL OR NEW.outcome IS NULL OR NEW.seq <> OLD.seq
          OR NEW.paper_id <> OLD.paper_id OR NEW.account_id <> OLD.account_id
          OR NEW.at <> OLD.at OR NEW.copy <> OLD.copy
        BEGIN SELECT RAISE(ABORT, 'a print can only be settled, and only once'); END;
      ${neverRemoved('paper_print', 'seq')}
    `)
  },
}
