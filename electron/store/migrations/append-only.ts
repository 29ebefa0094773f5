/** Triggers that refuse to change, delete or replace a row of `table`. Released migrations rely on this text. */
export function appendOnly(table: string, key: string): string {
  return `
    CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} ${refuse(table, 'changed')}
    ${neverRemoved(table, key)}
  `
}

/** Triggers that refuse to delete or replace a row of `table`. Released migrations rely on this text. */
export function neverRemoved(table: string, key: string): string {
  return `
    CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} ${refuse(table, 'deleted')}
    CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table}
      WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${key} = NEW.${key}) ${refuse(table, 'replaced')}
  `
}

function refuse(table: string, what: string): string {
  return `BEGIN SELECT RAISE(ABORT, '${table} rows are never ${what}'); END;`
}
