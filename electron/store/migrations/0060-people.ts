import type { Migration } from '../migrate.ts'
import { appendOnly, neverRemoved } from './append-only.ts'

/**
 * People at the scale of a city: residents with an integer key, found by search keys and listed by covering indexes;
 * facts with origin, valid period and a state whose truth is the append-only events; changes of a person's own fields.
 */
export const migration: Migration = {
  version: 60,
  name: 'people',
  up(database) {
    database.exec(residents)
    database.exec(facts)
    database.exec(changesAndKeys)
    database.exec(tally)
  },
}

const residents = `
  CREATE TABLE resident_new (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    id_number TEXT NOT NULL UNIQUE CHECK (length(id_number) = 18 AND id_number = upper(id_number)),
    sex TEXT NOT NULL CHECK (sex IN ('男', '女')),
    birth TEXT NOT NULL CHECK (birth GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    phone TEXT CHECK (phone GLOB '1[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
    town TEXT NOT NULL CHECK (town <> ''),
    registered_at TEXT NOT NULL,
    registered_by TEXT NOT NULL REFERENCES account (id),
    batch INTEGER REFERENCES import_batch (seq),
    merged_into INTEGER REFERENCES resident (seq) CHECK (merged_into <> seq),
    listed INTEGER NOT NULL DEFAULT 1 CHECK (listed IN (0, 1)),
    name_key TEXT NOT NULL DEFAULT '',
    sort_key TEXT NOT NULL DEFAULT '',
    keys_version INTEGER NOT NULL DEFAULT 0,
    points_on TEXT NOT NULL DEFAULT '',
    points_pack TEXT NOT NULL DEFAULT '',
    points_x100 INTEGER CHECK (points_x100 >= 0),
    complete INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1)),
    CHECK (merged_into IS NULL OR listed = 0)
  ) STRICT;
  INSERT INTO resident_new (id, name, id_number, sex, birth, phone, town, registered_at, registered_by)
    SELECT id, name, id_number, sex, birth, phone, town, registered_at, registered_by FROM resident
    ORDER BY registered_at, id;
  CREATE TEMP TABLE old_resident AS SELECT id, seq FROM resident_new;
  CREATE TEMP TABLE old_fact AS SELECT *, row_number() OVER (ORDER BY recorded_at, id) AS seq FROM fact;
  DROP TABLE fact;
  DROP TABLE resident_points;
  DROP TABLE resident;
  ALTER TABLE resident_new RENAME TO resident;
  CREATE INDEX resident_by_name ON resident (sort_key, seq, town, complete) WHERE listed = 1;
  CREATE INDEX resident_by_points ON resident (points_x100, seq, town, complete) WHERE listed = 1;
  CREATE INDEX resident_by_registration ON resident (registered_at, seq, town, complete) WHERE listed = 1;
  CREATE INDEX resident_by_town ON resident (town, sort_key, seq, complete) WHERE listed = 1;
  CREATE INDEX resident_same_name ON resident (name_key, birth);
  CREATE INDEX resident_merged ON resident (merged_into) WHERE merged_into IS NOT NULL;
  CREATE INDEX resident_keys_due ON resident (keys_version);
  CREATE INDEX resident_points_due ON resident (points_on, points_pack);
  CREATE INDEX resident_batch ON resident (batch) WHERE batch IS NOT NULL;
`

const facts = `
  CREATE TABLE fact (
    seq INTEGER PRIMARY KEY,
    resident INTEGER NOT NULL REFERENCES resident (seq),
    kind TEXT NOT NULL,
    slot TEXT NOT NULL,
    value TEXT NOT NULL CHECK (json_valid(value) AND json_extract(value, '$.kind') = kind),
    valid_from TEXT,
    valid_to TEXT CHECK (valid_to >= valid_from),
    origin TEXT NOT NULL CHECK (origin IN ('resident', 'clerk', 'feed')),
    source TEXT CHECK (json_valid(source)),
    batch INTEGER REFERENCES import_batch (seq),
    recorded_by TEXT NOT NULL REFERENCES account (id),
    recorded_at TEXT NOT NULL,
    initial_state TEXT NOT NULL CHECK (initial_state IN ('claimed', 'accepted')),
    state TEXT NOT NULL CHECK (state IN ('claimed', 'accepted', 'rejected', 'superseded')),
    CHECK (source IS NOT NULL OR batch IS NOT NULL),
    CHECK ((origin = 'feed') = (batch IS NOT NULL))
  ) STRICT;
  INSERT INTO fact
    SELECT old_fact.seq, old_resident.seq, kind, '', value, NULL, NULL, 'clerk', source, NULL, recorded_by,
      recorded_at, 'accepted', iif(superseded_by IS NULL, 'accepted', 'superseded')
    FROM old_fact JOIN old_resident ON old_resident.id = old_fact.resident_id;
  CREATE INDEX fact_resident ON fact (resident, kind, slot);
  CREATE UNIQUE INDEX fact_one_accepted ON fact (resident, kind, slot) WHERE state = 'accepted';
  CREATE INDEX fact_claimed ON fact (batch, seq) WHERE state = 'claimed';
  CREATE INDEX fact_batch ON fact (batch) WHERE batch IS NOT NULL;
  CREATE INDEX fact_employer ON fact (json_extract(value, '$.uscc'), resident)
    WHERE kind = 'employment' AND state = 'accepted';
  CREATE TRIGGER fact_value_kept BEFORE UPDATE ON fact
    WHEN NEW.seq <> OLD.seq OR NEW.resident <> OLD.resident OR NEW.kind <> OLD.kind OR NEW.slot <> OLD.slot
      OR NEW.value <> OLD.value OR NEW.valid_from IS NOT OLD.valid_from OR NEW.valid_to IS NOT OLD.valid_to
      OR NEW.origin <> OLD.origin OR NEW.source IS NOT OLD.source OR NEW.batch IS NOT OLD.batch
      OR NEW.recorded_by <> OLD.recorded_by OR NEW.recorded_at <> OLD.recorded_at
      OR NEW.initial_state <> OLD.initial_state
    BEGIN SELECT RAISE(ABORT, 'only the state of a fact changes'); END;
  ${neverRemoved('fact', 'seq')}

  CREATE TABLE fact_event (
    seq INTEGER PRIMARY KEY,
    fact INTEGER NOT NULL REFERENCES fact (seq),
    event TEXT NOT NULL CHECK (event IN ('accept', 'reject', 'supersede', 'reinstate')),
    by_fact INTEGER REFERENCES fact (seq),
    reason TEXT CHECK (reason <> ''),
    account_id TEXT NOT NULL REFERENCES account (id),
    at TEXT NOT NULL,
    CHECK (event <> 'reject' OR reason IS NOT NULL)
  ) STRICT;
  INSERT INTO fact_event (fact, event, by_fact, account_id, at)
    SELECT earlier.seq, 'supersede', later.seq, later.recorded_by, later.recorded_at
    FROM old_fact earlier JOIN old_fact later ON later.id = earlier.superseded_by
    ORDER BY later.seq, earlier.seq;
  CREATE INDEX fact_event_fact ON fact_event (fact, seq);
  ${appendOnly('fact_event', 'seq')}
  DROP TABLE old_fact;
  DROP TABLE old_resident;
`

const changesAndKeys = `
  CREATE TABLE resident_change (
    seq INTEGER PRIMARY KEY,
    resident INTEGER NOT NULL REFERENCES resident (seq),
    field TEXT NOT NULL CHECK (field IN ('name', 'idNumber', 'phone', 'town', 'listed')),
    before TEXT,
    after TEXT,
    reason TEXT NOT NULL CHECK (reason <> ''),
    account_id TEXT NOT NULL REFERENCES account (id),
    at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX resident_change_resident ON resident_change (resident, seq);
  ${appendOnly('resident_change', 'seq')}

  CREATE TABLE search_key (
    key TEXT NOT NULL,
    resident INTEGER NOT NULL REFERENCES resident (seq),
    PRIMARY KEY (key, resident)
  ) STRICT, WITHOUT ROWID;
`

const tally = `
  CREATE TABLE resident_tally (
    town TEXT NOT NULL,
    complete INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (town, complete)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO resident_tally SELECT town, complete, count(*) FROM resident WHERE listed = 1 GROUP BY town, complete;
  CREATE TRIGGER resident_tally_insert AFTER INSERT ON resident WHEN NEW.listed = 1 BEGIN
    INSERT INTO resident_tally VALUES (NEW.town, NEW.complete, 1)
      ON CONFLICT (town, complete) DO UPDATE SET n = n + 1;
  END;
  CREATE TRIGGER resident_tally_update AFTER UPDATE OF town, complete, listed ON resident
    WHEN NEW.town <> OLD.town OR NEW.complete <> OLD.complete OR NEW.listed <> OLD.listed
  BEGIN
    UPDATE resident_tally SET n = n - 1 WHERE OLD.listed = 1 AND town = OLD.town AND complete = OLD.complete;
    INSERT INTO resident_tally SELECT NEW.town, NEW.complete, 1 WHERE NEW.listed = 1
      ON CONFLICT (town, complete) DO UPDATE SET n = n + 1;
  END;
  CREATE TABLE resident_list_version (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL
  ) STRICT;
  INSERT INTO resident_list_version VALUES (1, 0);
  CREATE TRIGGER resident_list_version_insert AFTER INSERT ON resident BEGIN
    UPDATE resident_list_version SET version = version + 1;
  END;
  CREATE TRIGGER resident_list_version_update
    AFTER UPDATE OF town, complete, listed, sort_key, points_x100, registered_at ON resident
    WHEN NEW.town <> OLD.town OR NEW.complete <> OLD.complete OR NEW.listed <> OLD.listed
      OR NEW.sort_key <> OLD.sort_key OR NEW.points_x100 IS NOT OLD.points_x100
      OR NEW.registered_at <> OLD.registered_at
  BEGIN
    UPDATE resident_list_version SET version = version + 1;
  END;
  CREATE TRIGGER resident_no_delete BEFORE DELETE ON resident
    BEGIN SELECT RAISE(ABORT, 'residents are never deleted'); END;
`
