import type { Reader, Transaction } from '../connection.ts'
import { get, query, run } from '../query.ts'
import type { CommandTable } from '../schema.ts'

export function findCommand(reader: Reader, id: string): CommandTable | undefined {
  return get(reader, query.selectFrom('command').selectAll().where('id', '=', id))
}

export function insertCommand(tx: Transaction, row: CommandTable): void {
  run(tx, query.insertInto('command').values(row))
}
