import type { Migration } from '../migrate.ts'
import { neverRemoved } from './append-only.ts'

/** Families and households, suspected duplicates, and merges, which move nothing and can be undone. */
export const migration: Migration = {
  version: 70,
  name: 'families',
  up(database) {
    database.exec(`
      CREATE TABLE household (
        id TEXT PRIMARY KEY NOT NULL,
        town TEXT NOT NULL CHECK (town <> ''),
        address TEXT CHECK (address <> ''),
        created_by TEXT NOT NULL REFERENCES account (id),
        created_at TEXT NOT NULL
      ) STRICT;

      CREATE TABLE household_member (
        seq INTEGER PRIMARY KEY,
        household_id TEXT NOT NULL REFERENCES household (id),
        resident INTEGER NOT NULL REFERENCES resident (seq),
        joined_by TEXT NOT NULL REFERENCES account (id),
        joined_at TEXT NOT NULL,
        left_by TEXT REFERENCES account (id),
        left_at TEXT,
        CHECK ((left_by IS NULL) = (left_at IS NULL))
      ) STRICT;
      CREATE UNIQUE INDEX household_member_one ON household_member (resident) WHERE left_at IS NULL;
      CREATE INDEX household_member_household ON household_member (household_id);
      ${neverRemoved('household_member', 'seq')}

      CREATE TABLE relation (
        seq INTEGER PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('spouse', 'parentOf', 'guardianOf')),
        resident INTEGER NOT NULL REFERENCES resident (seq),
        other INTEGER NOT NULL REFERENCES resident (seq),
        custody TEXT CHECK (custody IN ('this', 'both', 'other')),
        source TEXT NOT NULL CHECK (json_valid(source)),
        recorded_by TEXT NOT NULL REFERENCES account (id),
        recorded_at TEXT NOT NULL,
        ended_on TEXT,
        ended_reason TEXT CHECK (ended_reason <> ''),
        ended_by TEXT REFERENCES account (id),
        ended_at TEXT,
        CHECK (resident <> other),
        CHECK (kind <> 'spouse' OR resident < other),
        CHECK (custody IS NULL OR kind = 'parentOf'),
        CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (ended_reason IS NULL))
      ) STRICT;
      CREATE UNIQUE INDEX relation_once ON relation (resident, other, kind) WHERE ended_at IS NULL;
      CREATE INDEX relation_other ON relation (other);
      ${neverRemoved('relation', 'seq')}

      CREATE TABLE duplicate_pair (
        seq INTEGER PRIMARY KEY,
        first INTEGER NOT NULL REFERENCES resident (seq),
        second INTEGER NOT NULL REFERENCES resident (seq),
        why TEXT NOT NULL CHECK (why <> ''),
        found_at TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'different', 'merged')),
        reason TEXT CHECK (reason <> ''),
        decided_by TEXT REFERENCES account (id),
        decided_at TEXT,
        UNIQUE (first, second),
        CHECK (first < second),
        CHECK (state = 'open' OR decided_by IS NOT NULL),
        CHECK (state <> 'different' OR reason IS NOT NULL)
      ) STRICT;
      CREATE INDEX duplicate_pair_open ON duplicate_pair (seq) WHERE state = 'open';
      CREATE INDEX duplicate_pair_second ON duplicate_pair (second);
      ${neverRemoved('duplicate_pair', 'seq')}

      CREATE TABLE resident_merge (
        id TEXT PRIMARY KEY NOT NULL,
        kept INTEGER NOT NULL REFERENCES resident (seq),
        merged INTEGER NOT NULL REFERENCES resident (seq),
        reason TEXT NOT NULL CHECK (reason <> ''),
        superseded TEXT NOT NULL CHECK (json_valid(superseded)),
        merged_by TEXT NOT NULL REFERENCES account (id),
        merged_at TEXT NOT NULL,
        undone_reason TEXT CHECK (undone_reason <> ''),
        undone_by TEXT REFERENCES account (id),
        undone_at TEXT,
        CHECK (kept <> merged),
        CHECK ((undone_at IS NULL) = (undone_by IS NULL) AND (undone_at IS NULL) = (undone_reason IS NULL))
      ) STRICT;
      CREATE UNIQUE INDEX resident_merge_once ON resident_merge (merged) WHERE undone_at IS NULL;
      CREATE INDEX resident_merge_kept ON resident_merge (kept);
      CREATE TRIGGER resident_merge_undone_once BEFORE UPDATE ON resident_merge
        WHEN OLD.undone_at IS NOT NULL OR NEW.kept <> OLD.kept OR NEW.merged <> OLD.merged
        BEGIN SELECT RAISE(ABORT, 'a merge can only be undone, and only once'); END;
      ${neverRemoved('resident_merge', 'id')}
    `)
  },
}
