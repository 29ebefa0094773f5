import type { Reader } from '../connection.ts'
import { get, query } from '../query.ts'
import type { AccountTable, OfficeTable } from '../schema.ts'

/** The office this store belongs to; every store has one from its set-up on. */
export function getOffice(reader: Reader): OfficeTable {
  const office = get(reader, query.selectFrom('office').selectAll())
  if (office === undefined) throw new Error('a store is set up together with its office')
  return office
}

/** An account in use, by its login. */
export function findActiveAccount(reader: Reader, login: string): AccountTable | undefined {
  return get(
    reader,
    query.selectFrom('account').selectAll().where('login', '=', login).where('active', '=', 1),
  )
}

/** The name of an account, in use or not. */
export function findAccountName(reader: Reader, id: string): string | undefined {
  return get(reader, query.selectFrom('account').select('name').where('id', '=', id))?.name
}
