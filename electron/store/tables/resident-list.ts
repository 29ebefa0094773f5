import { type CompiledQuery, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { PlainDate } from '#shared/base/plain-date.ts'
import type { Reader, Transaction } from '../connection.ts'
import { prepared } from '../prepared.ts'
import { all, allIntegers, fillIntegers, get, query } from '../query.ts'
import { type ResidentRow, updateResident } from './residents.ts'

/** What a list of residents shows, with the points last kept and the day and pack they were computed for. */
export type ResidentListRow = Pick<ResidentRow, (typeof LISTED)[number]>

/** Which residents a list shows and in which order, without its text. */
export type ListQuestion = {
  filters: { town?: string | undefined; complete?: boolean | undefined }
  sort: { key: SortKey; descending: boolean }
}
type SortKey = 'name' | 'town' | 'points' | 'registeredAt'

const LISTED = [
  'seq',
  'id',
  'name',
  'id_number',
  'town',
  'registered_at',
  'points_on',
  'points_x100',
  'complete',
] as const

/** For each order an index that holds it whole with what the filters ask for; a pass over it reads no resident. */
const ORDERS = {
  name: { index: 'resident_by_name', columns: ['sort_key', 'seq'] },
  town: { index: 'resident_by_town', columns: ['town', 'sort_key', 'seq'] },
  points: { index: 'resident_by_points', columns: ['points_x100', 'seq'] },
  registeredAt: { index: 'resident_by_registration', columns: ['registered_at', 'seq'] },
} as const satisfies Record<SortKey, { index: string; columns: readonly string[] }>

/** The keys of the first rows of a list. */
export function listFirstSeqs(reader: Reader, question: ListQuestion, limit: number): number[] {
  const seqs: number[] = []
  for (const part of partsOf(question)) {
    const rest = limit - seqs.length
    if (rest > 0)
      seqs.push(...allIntegers(reader, compile(sql`${orderedSeqs(question, part)} LIMIT ${rest}`)))
  }
  return seqs
}

/** The keys of every row of a list, in its order. */
export function listOrder(reader: Reader, question: ListQuestion): Uint32Array {
  const numbers = new Uint32Array(countListed(reader, question.filters))
  let at = 0
  for (const part of partsOf(question)) {
    at = fillIntegers(reader, compile(orderedSeqs(question, part)), { numbers, at })
  }
  return numbers.subarray(0, at)
}

/** The keys of those rows of a list whose resident is among `seqs`, in its order. */
export function listOrderAmong(reader: Reader, question: ListQuestion, seqs: readonly number[]): number[] {
  const { sort, filters } = question
  const direction = directionOf(sort)
  const order = ORDERS[sort.key].columns.map((column) => sql`${sql.ref(column)} ${direction}`)
  const nullsLast = sort.key === 'points' ? sql`points_x100 IS NULL, ` : sql``
  return allIntegers(
    reader,
    compile(sql`
      SELECT seq FROM resident
      WHERE seq IN (SELECT value FROM json_each(${JSON.stringify(seqs)})) AND +listed = 1 ${filtered(filters)}
      ORDER BY ${nullsLast}${sql.join(order)}`),
  )
}

/** The rows of these keys, in their order. */
export function listRows(reader: Reader, seqs: readonly number[]): ResidentListRow[] {
  const rows = sql<ResidentListRow>`
    SELECT ${sql.join(LISTED.map((column) => sql.ref(`resident.${column}`)))}
    FROM json_each(${JSON.stringify(seqs)}) AS wanted CROSS JOIN resident ON resident.seq = wanted.value
    ORDER BY wanted.key`
  return all(reader, rows.compile(query))
}

/** How many residents a list without a text has. */
export function countListed(reader: Reader, filters: ListQuestion['filters']): number {
  const tally = sql<{ n: number | null }>`
    SELECT sum(n) AS n FROM resident_tally WHERE true ${filtered(filters)}`
  return get(reader, tally.compile(query))?.n ?? 0
}

/** A number that is another one as soon as any list of residents may have another order or other rows. */
export function getListVersion(reader: Reader): number {
  return get(reader, query.selectFrom('resident_list_version').select('version'))?.version ?? 0
}

/** Points that are not known come last in both directions: nobody looks for them at the top. */
function partsOf({ sort }: ListQuestion): RawBuilder<SqlBool>[] {
  if (sort.key !== 'points' || sort.descending) return [sql`true`]
  return [sql`points_x100 IS NOT NULL`, sql`points_x100 IS NULL`]
}

function orderedSeqs({ sort, filters }: ListQuestion, part: RawBuilder<SqlBool>) {
  const { index, columns } = ORDERS[sort.key]
  const direction = directionOf(sort)
  const order = columns.map((column) => sql`${sql.ref(column)} ${direction}`)
  return sql`
    SELECT seq FROM resident INDEXED BY ${sql.ref(index)}
    WHERE listed = 1 AND ${part} ${filtered(filters)}
    ORDER BY ${sql.join(order)}`
}

function directionOf({ descending }: ListQuestion['sort']) {
  return descending ? sql`DESC` : sql`ASC`
}

function filtered({ town, complete }: ListQuestion['filters']) {
  const inTown = town === undefined ? sql`` : sql`AND town = ${town}`
  const isComplete = complete === undefined ? sql`` : sql`AND complete = ${complete ? 1 : 0}`
  return sql`${inTown} ${isComplete}`
}

function compile(statement: RawBuilder<unknown>): CompiledQuery<unknown> {
  return statement.compile(query)
}

/** Which points a list wants to show. */
export type PointsDay = { on: PlainDate; packId: string }

/** Keeps a resident's points of one day in place of those kept before. */
export function saveResidentPoints(
  tx: Transaction,
  seq: number,
  kept: { day: PointsDay; pointsX100: number; complete: boolean },
): void {
  updateResident(tx, seq, {
    points_on: kept.day.on,
    points_pack: kept.day.packId,
    points_x100: kept.pointsX100,
    complete: kept.complete ? 1 : 0,
  })
}

/**
 * Marks the points kept of these residents as to be computed anew, for a reason that lies with others. Until then they
 * are shown as they are; of whom none are kept nothing changes.
 */
export function markPointsDue(tx: Transaction, seqs: readonly number[]): void {
  const mark = prepared<[number]>(
    tx,
    "UPDATE resident SET points_pack = '' WHERE seq = ? AND points_on <> ''",
  )
  for (const seq of seqs) mark.run(seq)
}

/** A resident whose points are due; `points_on` is empty where facts of their own changed. */
export type StaleResident = Pick<ResidentRow, 'seq' | 'birth' | 'points_on'>

/**
 * The first residents whose points are not those of this day and pack, those that were never computed first. Each part
 * is a range of `resident_points_due`, so that the others are not read.
 */
export function listStalePoints(reader: Reader, { on, packId }: PointsDay, limit: number): StaleResident[] {
  const parts = [
    sql`points_on < ${on}`,
    sql`points_on > ${on}`,
    sql`points_on = ${on} AND points_pack < ${packId}`,
    sql`points_on = ${on} AND points_pack > ${packId}`,
  ]
  const due = sql.join(
    parts.map(
      (part) => sql`SELECT seq, birth, points_on FROM resident INDEXED BY resident_points_due WHERE ${part}`,
    ),
    sql` UNION ALL `,
  )
  return all(reader, sql<StaleResident>`${due} LIMIT ${limit}`.compile(query))
}
