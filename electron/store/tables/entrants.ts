import { sql } from 'kysely'
import { bulkInsert } from '../bulk-insert.ts'
import type { Reader, Transaction } from '../connection.ts'
import { prepared } from '../prepared.ts'
import { all, get, query, run } from '../query.ts'
import type { EntrantTable } from '../schema.ts'
import type { ResidentRow } from './residents.ts'
import { contains, countOf, type Page } from './windows.ts'

export function insertEntrant(tx: Transaction, row: EntrantTable): void {
  run(tx, query.insertInto('entrant').values(row))
}

/** Inserts many applications at once. */
export function insertEntrants(tx: Transaction, rows: Iterable<EntrantTable>): void {
  const insert = bulkInsert<(string | number | null)[]>(tx, {
    into: `INSERT INTO entrant (round_id, no, source, resident_id, case_id, name, id_number, town, points_x100, given,
      entered_by, entered_at, withdrawn)`,
    row: '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  })
  for (const row of rows) {
    insert.add(
      row.round_id,
      row.no,
      row.source,
      row.resident_id,
      row.case_id,
      row.name,
      row.id_number,
      row.town,
      row.points_x100,
      row.given,
      row.entered_by,
      row.entered_at,
      row.withdrawn,
    )
  }
  insert.flush()
}

/** Changes an application while its round takes them; the service asks first. */
export function updateEntrant(
  tx: Transaction,
  { roundId, no }: { roundId: string; no: string },
  change: Partial<Pick<EntrantTable, 'given' | 'points_x100' | 'town' | 'withdrawn'>>,
): void {
  run(tx, query.updateTable('entrant').set(change).where('round_id', '=', roundId).where('no', '=', no))
}

/** Keeps the points and towns of a frozen list for the lists on screen. */
export function keepEntrantPoints(
  tx: Transaction,
  roundId: string,
  rows: Iterable<{ no: string; pointsX100: number | null; town: string | null }>,
): void {
  const keep = prepared<[number | null, string | null, string, string]>(
    tx,
    'UPDATE entrant SET points_x100 = ?, town = coalesce(?, town) WHERE round_id = ? AND no = ?',
  )
  for (const { no, pointsX100, town } of rows) keep.run(pointsX100, town, roundId, no)
}

export function findEntrant(reader: Reader, roundId: string, no: string): EntrantTable | undefined {
  return get(
    reader,
    query.selectFrom('entrant').selectAll().where('round_id', '=', roundId).where('no', '=', no),
  )
}

/** How many applications of a round stand. */
export function countStandingEntrants(reader: Reader, roundId: string): number {
  return countOf(reader, standing(roundId).select(sql<number>`count(*)`.as('n')))
}

/** The applications of a round that stand, by number: all, or those of a window. */
export function listStandingEntrants(
  reader: Reader,
  roundId: string,
  window?: { offset: number; limit: number },
): EntrantTable[] {
  const rows = standing(roundId).selectAll().orderBy('no')
  return all(reader, window === undefined ? rows : rows.limit(window.limit).offset(window.offset))
}

/** Number, identity number and standing of everything on a round's list, taken out or not. */
export function listEntrantNumbers(
  reader: Reader,
  roundId: string,
): Pick<EntrantTable, 'no' | 'id_number' | 'withdrawn'>[] {
  return all(
    reader,
    query.selectFrom('entrant').select(['no', 'id_number', 'withdrawn']).where('round_id', '=', roundId),
  )
}

/**
 * Who stands on a round's list, by number: the record that counts, or the identity number where none is stored; with
 * `applicants` also whose points count, who may be another person.
 */
export function listEntrantPersons(
  reader: Reader,
  roundId: string,
  { applicants }: { applicants: boolean },
): { no: string; person: string }[] {
  const behind = sql`
    UNION SELECT entrant.no, kept.id FROM entrant
      INNER JOIN resident AS named ON named.id = entrant.resident_id
      INNER JOIN resident AS kept ON kept.seq = coalesce(named.merged_into, named.seq)
      WHERE entrant.round_id = ${roundId} AND entrant.withdrawn IS NULL`
  const persons = sql<{ no: string; person: string }>`
    SELECT entrant.no AS no, coalesce(kept.id, entrant.id_number) AS person FROM entrant
      LEFT JOIN resident AS named ON named.id_number = entrant.id_number
      LEFT JOIN resident AS kept ON kept.seq = coalesce(named.merged_into, named.seq)
      WHERE entrant.round_id = ${roundId} AND entrant.withdrawn IS NULL AND entrant.id_number IS NOT NULL
    ${applicants ? behind : sql``}
    ORDER BY no`
  return all(reader, persons.compile(query))
}

/** Applications that came from cases, with what became of the case since. */
export function listCaseEntrants(reader: Reader, roundId: string) {
  const rows = query
    .selectFrom('entrant')
    .innerJoin('case_file', 'case_file.id', 'entrant.case_id')
    .select(['entrant.no', 'entrant.case_id', 'entrant.withdrawn', 'case_file.status'])
    .where('entrant.round_id', '=', roundId)
    .where('entrant.source', '=', 'case')
  return all(reader, rows)
}

/** The record whose points count, with those last kept for lists. */
export type CountedResident = Pick<ResidentRow, 'id' | 'points_x100'>

/** Finds the record that counts for an identity number: the one kept where records were merged. */
export function lookUpCounted(reader: Reader): (idNumber: string) => CountedResident | undefined {
  const find = prepared<[string], CountedResident>(
    reader,
    `SELECT kept.id, kept.points_x100 FROM resident
      INNER JOIN resident AS kept ON kept.seq = coalesce(resident.merged_into, resident.seq)
      WHERE resident.id_number = ? AND kept.listed = 1`,
  )
  return (idNumber) => find.get(idNumber)
}

export type EntrantListQuery = {
  text: string
  roundId: string
  filters: {
    source?: EntrantTable['source'] | undefined
    town?: string | undefined
    withdrawn?: boolean | undefined
  }
  sort: { key: 'no' | 'name' | 'town' | 'points'; descending: boolean }
  offset: number
  limit: number
}

const SORT_COLUMNS = { no: 'no', name: 'name', town: 'town', points: 'points_x100' } as const

/** A window of a round's applications. Text matches part of the name or of the number. */
export function listEntrants(reader: Reader, list: EntrantListQuery): Page<EntrantTable> {
  const matching = filtered(list)
  const rows = matching
    .selectAll()
    .orderBy(SORT_COLUMNS[list.sort.key], list.sort.descending ? 'desc' : 'asc')
    .orderBy('no')
    .limit(list.limit)
    .offset(list.offset)
  return { total: countOf(reader, matching.select(sql<number>`count(*)`.as('n'))), rows: all(reader, rows) }
}

function standing(roundId: string) {
  return query.selectFrom('entrant').where('round_id', '=', roundId).where('withdrawn', 'is', null)
}

function filtered({ text, roundId, filters }: EntrantListQuery) {
  let matching = query.selectFrom('entrant').where('round_id', '=', roundId)
  if (text !== '') matching = matching.where(contains(text, 'name', 'no'))
  if (filters.source !== undefined) matching = matching.where('source', '=', filters.source)
  if (filters.town !== undefined) matching = matching.where('town', '=', filters.town)
  if (filters.withdrawn !== undefined)
    matching = matching.where('withdrawn', filters.withdrawn ? 'is not' : 'is', null)
  return matching
}
