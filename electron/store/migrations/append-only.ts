/** Triggers that refuse to change, delete or replace a row of `table`. Released migrations rely on this text. */
export function appendOnly(table: string, key: string): string {
  const refuse = (what: string) => `BEGIN SELECT RAISE(ABORT, '${table} rows are never ${what}'); END;`
  return `
    CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} ${refuse('changed')}
    CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} ${refuse('deleted')}
    CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table}
      WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${key} = NEW.${key}) ${refuse('replaced')}
  `
}
