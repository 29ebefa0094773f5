import type { Insertable, Selectable } from 'kysely'
import type { PlainDate } from '#shared/base/plain-date.ts'
import type { StoredRelation } from '#shared/domain/people/index.ts'
import type { Reader, Transaction } from '../connection.ts'
import { all, get, insert, query, run } from '../query.ts'
import type { HouseholdMemberTable, HouseholdTable, RelationTable } from '../schema.ts'
import { among } from './among.ts'
import type { ResidentRow } from './residents.ts'

export type RelationRow = Selectable<RelationTable>
export type HouseholdRow = Selectable<HouseholdTable>
export type MembershipRow = Selectable<HouseholdMemberTable>
/** What the family picture shows of a person. */
export type PersonRow = Pick<ResidentRow, 'seq' | 'id' | 'name' | 'sex' | 'birth'>

/** The most relations of one family that are read; a guardian of more wards than this is an institution. */
const MOST_RELATIONS = 200
/** The most people of one household that are shown. */
const MOST_MEMBERS = 100

/** Everything about a relation but how it ended. */
export type NewRelation = Omit<
  Insertable<RelationTable>,
  'seq' | 'ended_on' | 'ended_reason' | 'ended_by' | 'ended_at'
>
/** How a relation or a stay in a household ended: by whom and when it was recorded. */
export type EndedBy = { accountId: string; at: string }

/** @returns the relation's key */
export function insertRelation(tx: Transaction, row: NewRelation): number {
  const open = { ended_on: null, ended_reason: null, ended_by: null, ended_at: null }
  return insert(tx, query.insertInto('relation').values({ ...row, ...open }))
}

/** Ends a relation; it stays in the store. */
export function endRelationRow(
  tx: Transaction,
  seq: number,
  end: EndedBy & { on: PlainDate | null; reason: string },
): void {
  const ended = { ended_on: end.on, ended_reason: end.reason, ended_by: end.accountId, ended_at: end.at }
  run(tx, query.updateTable('relation').set(ended).where('seq', '=', seq))
}

export function findRelation(reader: Reader, seq: number): RelationRow | undefined {
  return get(reader, query.selectFrom('relation').selectAll().where('seq', '=', seq))
}

/** The relations that hold now and touch one of these records, in the order they were recorded. */
export function listRelationsOf(reader: Reader, records: readonly number[]): RelationRow[] {
  const current = query.selectFrom('relation').select('seq').where('ended_at', 'is', null)
  // Each end has an index of its own; asked for both ends at once, SQLite would read the whole table.
  const either = current.where(among('resident', records)).union(current.where(among('other', records)))
  const touching = query
    .selectFrom('relation')
    .selectAll()
    .where('seq', 'in', either)
    .orderBy('seq')
    .limit(MOST_RELATIONS)
  return all(reader, touching)
}

/** The relations that hold now between two of these records, in the order they were recorded. */
export function listRelationsWithin(reader: Reader, records: readonly number[]): RelationRow[] {
  const within = query
    .selectFrom('relation')
    .selectAll()
    .where('ended_at', 'is', null)
    .where(among('resident', records))
    .where(among('other', records))
    .orderBy('seq')
    .limit(MOST_RELATIONS)
  return all(reader, within)
}

/** Who stands above these records by relations of one kind that hold now: parents of children, guardians of wards. */
export function listAbove(
  reader: Reader,
  records: readonly number[],
  kind: Exclude<StoredRelation, 'spouse'>,
): number[] {
  const above = query
    .selectFrom('relation')
    .select('resident')
    .where('ended_at', 'is', null)
    .where('kind', '=', kind)
    .where(among('other', records))
    .limit(MOST_RELATIONS)
  return all(reader, above).map(({ resident }) => resident)
}

/** The person each of these records belongs to: its own key, or that of the record it was merged into. */
export function personOfRecords(reader: Reader, records: readonly number[]): Map<number, number> {
  const rows = query.selectFrom('resident').select(['seq', 'merged_into']).where(among('seq', records))
  return new Map(all(reader, rows).map(({ seq, merged_into }) => [seq, merged_into ?? seq]))
}

/** The keys of every record of these persons. */
export function recordsOfPersons(reader: Reader, persons: readonly number[]): number[] {
  const merged = query.selectFrom('resident').select('seq').where(among('merged_into', persons))
  return [...persons, ...all(reader, merged).map(({ seq }) => seq)]
}

export function listPeople(reader: Reader, seqs: readonly number[]): PersonRow[] {
  const people = query
    .selectFrom('resident')
    .select(['seq', 'id', 'name', 'sex', 'birth'])
    .where(among('seq', seqs))
  return all(reader, people)
}

export function insertHousehold(tx: Transaction, row: HouseholdRow): void {
  run(tx, query.insertInto('household').values(row))
}

export function findHousehold(reader: Reader, id: string): HouseholdRow | undefined {
  return get(reader, query.selectFrom('household').selectAll().where('id', '=', id))
}

/** Notes the address of a household that has none yet. */
export function setHouseholdAddress(tx: Transaction, id: string, address: string): void {
  run(tx, query.updateTable('household').set({ address }).where('id', '=', id).where('address', 'is', null))
}

export function joinHousehold(
  tx: Transaction,
  { householdId, resident, by }: { householdId: string; resident: number; by: EndedBy },
): void {
  const row = { household_id: householdId, resident, joined_by: by.accountId, joined_at: by.at }
  run(tx, query.insertInto('household_member').values({ ...row, left_by: null, left_at: null }))
}

/** Ends the stay of these records in whatever household they are in; the stay itself stays in the store. */
export function leaveHousehold(tx: Transaction, records: readonly number[], by: EndedBy): void {
  const left = { left_by: by.accountId, left_at: by.at }
  const current = query
    .updateTable('household_member')
    .set(left)
    .where(among('resident', records))
    .where('left_at', 'is', null)
  run(tx, current)
}

/** Where these records live now. */
export function listMemberships(reader: Reader, records: readonly number[]): MembershipRow[] {
  const current = query
    .selectFrom('household_member')
    .selectAll()
    .where(among('resident', records))
    .where('left_at', 'is', null)
  return all(reader, current)
}

/** The records that live in a household now, in the order they joined. */
export function listHouseholdRecords(reader: Reader, householdId: string): number[] {
  const members = query
    .selectFrom('household_member')
    .select('resident')
    .where('household_id', '=', householdId)
    .where('left_at', 'is', null)
    .orderBy('seq')
    .limit(MOST_MEMBERS)
  return all(reader, members).map(({ resident }) => resident)
}
