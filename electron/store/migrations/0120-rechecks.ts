import type { Migration } from '../migrate.ts'
import { appendOnly, neverRemoved } from './append-only.ts'

/**
 * Re-checks of an indicator with what was recorded about them; and papers that belong to a resident alone, such as a
 * points result notice, beside those of a case. A person's cases, and with them the papers, are found by an index.
 */
export const migration: Migration = {
  version: 120,
  name: 'rechecks',
  up(database) {
    database.exec(rechecks)
    database.exec(papers)
  },
}

const rechecks = `
  CREATE TABLE recheck (
    id TEXT PRIMARY KEY NOT NULL,
    receipt_no TEXT NOT NULL UNIQUE CHECK (receipt_no <> ''),
    resident INTEGER NOT NULL REFERENCES resident (seq),
    indicator TEXT NOT NULL CHECK (indicator <> ''),
    indicator_name TEXT NOT NULL CHECK (indicator_name <> ''),
    department TEXT NOT NULL CHECK (department <> ''),
    months TEXT NOT NULL CHECK (json_valid(months) AND json_type(months) = 'array'),
    claim TEXT NOT NULL CHECK (claim <> ''),
    before TEXT NOT NULL CHECK (json_valid(before)),
    asked_by TEXT NOT NULL REFERENCES account (id),
    asked_at TEXT NOT NULL,
    asked_on TEXT NOT NULL CHECK (asked_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    state TEXT NOT NULL CHECK (state IN ('asked', 'answered', 'closed')),
    outcome TEXT CHECK (outcome IN ('upheld', 'refused', 'withdrawn')),
    CHECK ((state = 'asked') = (outcome IS NULL))
  ) STRICT;
  CREATE INDEX recheck_state ON recheck (state, asked_on);
  CREATE INDEX recheck_resident ON recheck (resident);
  CREATE TRIGGER recheck_asked_for_good BEFORE UPDATE OF id, receipt_no, resident, indicator, indicator_name,
    department, months, claim, before, asked_by, asked_at, asked_on ON recheck
    BEGIN SELECT RAISE(ABORT, 'what was asked is never changed'); END;
  ${neverRemoved('recheck', 'id')}

  CREATE TABLE recheck_event (
    seq INTEGER PRIMARY KEY,
    recheck_id TEXT NOT NULL REFERENCES recheck (id),
    event TEXT NOT NULL CHECK (event IN ('ask', 'answer', 'close')),
    account_id TEXT NOT NULL REFERENCES account (id),
    at TEXT NOT NULL,
    detail TEXT NOT NULL CHECK (json_valid(detail)),
    UNIQUE (recheck_id, event)
  ) STRICT;
  ${appendOnly('recheck_event', 'seq')}
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
    data TEXT NOT NULL CHECK (json_valid(data)),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    pages INTEGER NOT NULL CHECK (pages >= 1),
    issued_by TEXT NOT NULL REFERENCES account (id),
    issued_at TEXT NOT NULL,
    bytes BLOB NOT NULL CHECK (substr(bytes, 1, 5) = CAST('%PDF-' AS BLOB)),
    CHECK ((case_id IS NULL) <> (resident_id IS NULL))
  ) STRICT;
  INSERT INTO paper_new (id, number, year, serial, template, template_version, title, case_id, data, sha256, pages,
      issued_by, issued_at, bytes)
    SELECT id, number, year, serial, template, template_version, title, case_id, data, sha256, pages,
      issued_by, issued_at, bytes FROM paper;
  DROP TABLE paper;
  ALTER TABLE paper_new RENAME TO paper;
  CREATE INDEX paper_case ON paper (case_id);
  CREATE INDEX paper_resident ON paper (resident_id);
  CREATE INDEX paper_issued_at ON paper (issued_at);
  CREATE INDEX case_file_resident ON case_file (resident_id);
  ${appendOnly('paper', 'id')}
`
