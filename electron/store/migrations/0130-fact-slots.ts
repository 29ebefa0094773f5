import type { Migration } from '../migrate.ts'

/**
 * A title, a certificate of a level and one of a special ability are held at once, and a registration that has ended
 * stands beside the one that holds. Until now each person had one place for skill and one for registration; what was
 * recorded moves to the place it would be recorded in today. Values are not touched.
 */
export const migration: Migration = {
  version: 130,
  name: 'fact slots',
  up(database) {
    database.exec(`
      DROP TRIGGER fact_value_kept;
      UPDATE fact SET slot = CASE
          WHEN json_extract(value, '$.level') = 'none' THEN 'none'
          WHEN json_extract(value, '$.level') LIKE 'title%' THEN 'title'
          WHEN json_extract(value, '$.level') LIKE 'special%' THEN 'special'
          ELSE 'level'
        END
        WHERE kind = 'skill';
      UPDATE fact SET slot = json_extract(value, '$.registeredOn')
        WHERE kind = 'residence' AND valid_to IS NOT NULL;
      CREATE TRIGGER fact_value_kept BEFORE UPDATE ON fact
        WHEN NEW.seq <> OLD.seq OR NEW.resident <> OLD.resident OR NEW.kind <> OLD.kind OR NEW.slot <> OLD.slot
          OR NEW.value <> OLD.value OR NEW.valid_from IS NOT OLD.valid_from OR NEW.valid_to IS NOT OLD.valid_to
          OR NEW.origin <> OLD.origin OR NEW.source IS NOT OLD.source OR NEW.batch IS NOT OLD.batch
          OR NEW.recorded_by <> OLD.recorded_by OR NEW.recorded_at <> OLD.recorded_at
          OR NEW.initial_state <> OLD.initial_state
        BEGIN SELECT RAISE(ABORT, 'only the state of a fact changes'); END;
    `)
  },
}
