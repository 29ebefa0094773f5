import { type SqlBool, sql } from 'kysely'
import type { PlainDate } from '#shared/base/plain-date.ts'
import type { Reader, Transaction } from '../connection.ts'
import { all, get, query, run } from '../query.ts'
import type { ResidentTable } from '../schema.ts'
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

/** What a list of residents shows; points only where they were computed for the day and pack asked for. */
export type ResidentListRow = Pick<ResidentTable, 'id' | 'name' | 'id_number' | 'town' | 'registered_at'> & {
  points_x100: number | null
  complete: number | null
}

export type ResidentListQuery = {
  text: string
  filters: { town?: string | undefined; complete?: boolean | undefined }
  sort: { key: 'name' | 'town' | 'points' | 'registeredAt'; descending: boolean }
  offset: number
  limit: number
  /** Day and pack of the points shown. */
  on: PlainDate
  packId: string
}

const SORT_COLUMNS = {
  name: 'resident.name',
  town: 'resident.town',
  points: 'resident_points.points_x100',
  registeredAt: 'resident.registered_at',
} as const

/** A window of residents. Text matches part of the name; searching by number is `matchResidents`, and recorded. */
export function listResidents(reader: Reader, list: ResidentListQuery): Page<ResidentListRow> {
  const { on, packId, filters } = list
  let matching = query
    .selectFrom('resident')
    .leftJoin('resident_points', (join) =>
      join
        .onRef('resident_points.resident_id', '=', 'resident.id')
        .on('resident_points.on_date', '=', on)
        .on('resident_points.pack_id', '=', packId),
    )
  if (list.text !== '') {
    matching = matching.where(sql<SqlBool>`resident.name like ${contains(list.text)} escape '\\'`)
  }
  if (filters.town !== undefined) matching = matching.where('resident.town', '=', filters.town)
  if (filters.complete !== undefined) {
    matching = matching.where(
      sql<SqlBool>`coalesce(resident_points.complete, 0) = ${filters.complete ? 1 : 0}`,
    )
  }
  const direction = list.sort.descending ? 'desc' : 'asc'
  const rows = matching
    .select(['resident.id', 'resident.name', 'resident.id_number', 'resident.town', 'resident.registered_at'])
    .select(['resident_points.points_x100', 'resident_points.complete'])
    .orderBy(SORT_COLUMNS[list.sort.key], direction)
    .orderBy('resident.id')
    .limit(list.limit)
    .offset(list.offset)
  return { total: countOf(reader, matching.select(sql<number>`count(*)`.as('n'))), rows: all(reader, rows) }
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
  const inName = sql<SqlBool>`resident.name like ${contains(text)} escape '\\'`
  if (!/^\d{3,17}[\dX]$/i.test(text)) return inName
  const tail = text.toUpperCase()
  return sql<SqlBool>`(${inName} or resident.id_number like ${`%${tail}`} or resident.phone like ${`%${tail}`})`
}
