import type { FactKind } from '#shared/domain/people/index.ts'
import type { Reader, Transaction } from '../connection.ts'
import { all, get, query, run } from '../query.ts'
import type { FactTable } from '../schema.ts'

/** A fact with the name of the person who recorded it. */
export type FactRow = FactTable & { recorder: string }

export function insertFact(tx: Transaction, row: FactTable): void {
  run(tx, query.insertInto('fact').values(row))
}

/** Marks a fact as replaced by a later one; nothing else of a fact can change. */
export function supersedeFact(tx: Transaction, id: string, by: string): void {
  run(tx, query.updateTable('fact').set({ superseded_by: by }).where('id', '=', id))
}

/** The fact of this kind that holds now. */
export function findCurrentFact(reader: Reader, residentId: string, kind: FactKind): FactTable | undefined {
  const current = query
    .selectFrom('fact')
    .selectAll()
    .where('resident_id', '=', residentId)
    .where('kind', '=', kind)
    .where('superseded_by', 'is', null)
  return get(reader, current)
}

/** The facts of a resident that hold now, in the order they were recorded. */
export function listCurrentFacts(reader: Reader, residentId: string): FactTable[] {
  const current = query
    .selectFrom('fact')
    .selectAll()
    .where('resident_id', '=', residentId)
    .where('superseded_by', 'is', null)
    .orderBy('recorded_at')
    .orderBy('id')
  return all(reader, current)
}

/** Every fact of a resident that was ever recorded, newest first. */
export function listFacts(reader: Reader, residentId: string): FactRow[] {
  const every = query
    .selectFrom('fact')
    .innerJoin('account', 'account.id', 'fact.recorded_by')
    .selectAll('fact')
    .select('account.name as recorder')
    .where('fact.resident_id', '=', residentId)
    .orderBy('fact.recorded_at', 'desc')
    .orderBy('fact.superseded_by', (order) => order.asc().nullsFirst())
  return all(reader, every)
}

/** Whether this person recorded a fact of the resident that holds now. */
export function hasCurrentFactBy(reader: Reader, residentId: string, accountId: string): boolean {
  const own = query
    .selectFrom('fact')
    .select('id')
    .where('resident_id', '=', residentId)
    .where('superseded_by', 'is', null)
    .where('recorded_by', '=', accountId)
  return get(reader, own) !== undefined
}
