import { type SqlBool, sql } from 'kysely'
import type { Reader, Transaction } from '../connection.ts'
import { all, get, query, run } from '../query.ts'
import type { ResidentPointsTable, ResidentTable } from '../schema.ts'
import { contains, countOf, type Page } from './windows.ts'

export function insertResident(tx: Transaction, row: ResidentTable): void {
  run(tx, query.insertInto('resident').values(row))
}

export function findResident(reader: Reader, id: string): ResidentTable | undefined {
  return get(reader, query.selectFrom('resident').selectAll().where('id', '=', id))
}

/** @param idNumber in its normal form (18 characters) */
export function findResidentByIdNumber(reader: Reader, idNumber: string): ResidentTable | undefined {
  return get(reader, query.selectFrom('resident').selectAll().where('id_number', '=', idNumber))
}

/** What a list of residents shows, with the points last kept and the day and pack they were computed for. */
export type ResidentListRow = Pick<
  ResidentTable,
  'id' | 'name' | 'id_number' | 'birth' | 'town' | 'registered_at'
> & { [Column in 'on_date' | 'pack_id' | 'points_x100' | 'complete']: ResidentPointsTable[Column] | null }

export type ResidentListQuery = {
  text: string
  filters: { town?: string | undefined; complete?: boolean | undefined }
  sort: { key: 'name' | 'town' | 'points' | 'registeredAt'; descending: boolean }
  offset: number
  limit: number
}

const SORT_COLUMNS = {
  name: 'resident.name',
  town: 'resident.town',
  points: 'resident_points.points_x100',
  registeredAt: 'resident.registered_at',
} as const

const LISTED = [
  'resident.id',
  'resident.name',
  'resident.id_number',
  'resident.birth',
  'resident.town',
  'resident.registered_at',
  'resident_points.on_date',
  'resident_points.pack_id',
  'resident_points.points_x100',
  'resident_points.complete',
] as const

/** A window of residents. Text matches part of the name; searching by number is `matchResidents`, and recorded. */
export function listResidents(reader: Reader, list: ResidentListQuery): Page<ResidentListRow> {
  const matching = filtered(list)
  const rows = matching
    .select(LISTED)
    .orderBy(SORT_COLUMNS[list.sort.key], list.sort.descending ? 'desc' : 'asc')
    .orderBy('resident.id')
    .limit(list.limit)
    .offset(list.offset)
  return { total: countOf(reader, matching.select(sql<number>`count(*)`.as('n'))), rows: all(reader, rows) }
}

function filtered({ text, filters }: ResidentListQuery) {
  let matching = query
    .selectFrom('resident')
    .leftJoin('resident_points', 'resident_points.resident_id', 'resident.id')
  if (text !== '') {
    matching = matching.where(contains(text, 'resident.name'))
  }
  if (filters.town !== undefined) matching = matching.where('resident.town', '=', filters.town)
  if (filters.complete !== undefined) {
    matching = matching.where('resident_points.complete', '=', filters.complete ? 1 : 0)
  }
  return matching
}

export type ResidentMatchRow = Pick<ResidentTable, 'id' | 'name' | 'id_number' | 'town' | 'phone'>

/** The first residents whose name, identity number tail or telephone tail matches, names first. */
export function matchResidents(reader: Reader, text: string, limit: number): ResidentMatchRow[] {
  const rows = query
    .selectFrom('resident')
    .select(['id', 'name', 'id_number', 'town', 'phone'])
    .where(matchesText(text))
    .orderBy(sql`instr(name, ${text}) = 0`)
    .orderBy('name')
    .orderBy('id')
    .limit(limit)
  return all(reader, rows)
}

function matchesText(text: string) {
  const inName = contains(text, 'resident.name')
  if (!/^\d{3,17}[\dX]$/i.test(text)) return inName
  const tail = text.toUpperCase()
  return sql<SqlBool>`(${inName} or resident.id_number like ${`%${tail}`} or resident.phone like ${`%${tail}`})`
}
