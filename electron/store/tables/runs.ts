import { type SqlBool, sql } from 'kysely'
import type { Holding, Reply } from '#shared/domain/cases/index.ts'
import { bulkInsert } from '../bulk-insert.ts'
import type { Reader, Transaction } from '../connection.ts'
import { prepared } from '../prepared.ts'
import { all, get, query, run } from '../query.ts'
import type { RoundRunTable, SeatTable } from '../schema.ts'
import { contains, countOf, type Page } from './windows.ts'

export type RunRow = Pick<
  RoundRunTable,
  'id' | 'round_id' | 'input_hash' | 'engine' | 'seed' | 'ran_by' | 'ran_at'
> & {
  runner: string
}

/** A seat with who has it and what is held now: before publication what the run gave. */
export type SeatListRow = SeatTable & {
  name: string
  held: string | null
  via: Holding['via']
  reply: Reply | null
  paper_id: string | null
}

export function insertRun(tx: Transaction, row: RoundRunTable): void {
  run(tx, query.insertInto('round_run').values(row))
}

/** Inserts the seats of a run, many at once. */
export function insertSeatRows(tx: Transaction, rows: Iterable<SeatTable>): void {
  const insert = bulkInsert<(string | number | null)[]>(tx, {
    into: `INSERT INTO seat (run_id, no, case_id, rank, shown_rank, place, points_x100, town, outcome, why)`,
    row: '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  })
  for (const row of rows) {
    const { run_id, no, case_id, rank, shown_rank, place, points_x100, town, outcome, why } = row
    insert.add(run_id, no, case_id, rank, shown_rank, place, points_x100, town, outcome, why)
  }
  insert.flush()
}

/** Every run of a round without its frozen list, the last one first. */
export function listRunsOfRound(reader: Reader, roundId: string): RunRow[] {
  const runs = query
    .selectFrom('round_run')
    .innerJoin('account', 'account.id', 'round_run.ran_by')
    .select(['round_run.id', 'round_run.round_id', 'input_hash', 'engine', 'seed', 'ran_by', 'ran_at'])
    .select('account.name as runner')
    .where('round_id', '=', roundId)
    // Not by the time: a clock may be set back.
    .orderBy(sql`round_run.rowid`, 'desc')
  return all(reader, runs)
}

/** The last run of a round, without its frozen list. */
export function findRunOfRound(reader: Reader, roundId: string): RunRow | undefined {
  return listRunsOfRound(reader, roundId)[0]
}

/** A run with its frozen list and result, to be verified or performed again. */
export function findRun(reader: Reader, id: string): RoundRunTable | undefined {
  return get(reader, query.selectFrom('round_run').selectAll().where('id', '=', id))
}

/** Every seat of a run by rank. */
export function listRunSeats(reader: Reader, runId: string): SeatTable[] {
  return all(reader, query.selectFrom('seat').selectAll().where('run_id', '=', runId).orderBy('rank'))
}

/** The seats of a run that belong to cases, by rank. */
export function listCaseSeats(
  reader: Reader,
  runId: string,
): { case_id: string; place: string | null; shown_rank: number }[] {
  const seats = query
    .selectFrom('seat')
    .select(['case_id', 'place', 'shown_rank'])
    .where('run_id', '=', runId)
    .where('case_id', 'is not', null)
    .orderBy('rank')
    .$narrowType<{ case_id: string }>()
  return all(reader, seats)
}

/** What a run gave one applicant. */
export function findSeat(reader: Reader, runId: string, no: string): SeatTable | undefined {
  return get(reader, query.selectFrom('seat').selectAll().where('run_id', '=', runId).where('no', '=', no))
}

/** Finds the place a run gave somebody; null where it gave none, or did not have the number. */
export function lookUpSeatPlace(reader: Reader, runId: string): (no: string) => string | null {
  const find = prepared<[string, string], Pick<SeatTable, 'place'>>(
    reader,
    'SELECT place FROM seat WHERE run_id = ? AND no = ?',
  )
  return (no) => find.get(runId, no)?.place ?? null
}

export function countSeats(reader: Reader, runId: string): number {
  return countOf(
    reader,
    query.selectFrom('seat').select(sql<number>`count(*)`.as('n')).where('run_id', '=', runId),
  )
}

/** How many have a place of a run. */
export function countSeated(reader: Reader, runId: string): number {
  const seated = query
    .selectFrom('seat')
    .select(sql<number>`count(*)`.as('n'))
    .where('run_id', '=', runId)
    .where('place', 'is not', null)
  return countOf(reader, seated)
}

/** What the last run of a case's round gave it; undefined where that run did not have it on its list. */
export function findSeatOfCase(reader: Reader, caseId: string): SeatTable | undefined {
  const found = query
    .selectFrom('seat')
    .innerJoin('round_run', 'round_run.id', 'seat.run_id')
    .selectAll('seat')
    .where('case_id', '=', caseId)
    .where(IS_LAST_RUN)
  return get(reader, found)
}

const IS_LAST_RUN = sql<SqlBool>`round_run.rowid = (
  select max(other.rowid) from round_run as other where other.round_id = round_run.round_id
)`

/** What somebody holds now: from publication on the holding, before it the seat of the run. */
const HELD = sql<string | null>`case when holding.no is null then seat.place else holding.place end`

/** Who has a place now and who was ranked, by the applicant's town; null where no town is known. */
export function countSeatsByTown(reader: Reader, runId: string) {
  const counts = held(runId)
    .select(['seat.town', sql<number>`count(${HELD})`.as('seated'), sql<number>`count(*)`.as('ranked')])
    .groupBy('seat.town')
    .orderBy('seat.town')
  return all(reader, counts)
}

/** How many hold each place now, and how many of them accepted it. */
export function countSeatsByPlace(reader: Reader, runId: string) {
  const counts = held(runId)
    .select([
      HELD.as('place'),
      sql<number>`count(*)`.as('filled'),
      sql<number>`count(case when holding.reply = 'accepted' then 1 end)`.as('accepted'),
    ])
    .where(sql<SqlBool>`${HELD} is not null`)
    .groupBy(HELD)
  return all(reader, counts)
}

/** Whose place was told in a paper: of the round, or of the applicant's case. */
export function countNoticed(reader: Reader, runId: string): number {
  const noticed = held(runId).where(sql<SqlBool>`${PAPER} is not null`).select(sql<number>`count(*)`.as('n'))
  return countOf(reader, noticed)
}

const PAPER = sql<string | null>`coalesce(
  (select paper.id from paper where paper.round_id = round_run.round_id and paper.entrant_no = seat.no
    order by paper.issued_at desc limit 1),
  (select paper.id from paper where paper.case_id = seat.case_id order by paper.issued_at desc limit 1)
)`

export type SeatListQuery = {
  text: string
  filters: {
    runId: string
    seated?: boolean | undefined
    town?: string | undefined
    place?: string | undefined
  }
  sort: { key: 'rank' | 'town' | 'no' | 'place'; descending: boolean }
  offset: number
  limit: number
}

const SORT_COLUMNS = {
  rank: sql.ref('seat.rank'),
  town: sql.ref('seat.town'),
  no: sql.ref('seat.no'),
  place: HELD,
} as const

/** A window of a run's seats. Text matches part of the name or of the number. */
export function listSeats(reader: Reader, list: SeatListQuery): Page<SeatListRow> {
  const matching = filtered(list)
  const rows = matching
    .selectAll('seat')
    .select([
      sql<string>`coalesce(entrant.name, resident.name, seat.no)`.as('name'),
      HELD.as('held'),
      sql<Holding['via']>`coalesce(holding.via, 'run')`.as('via'),
      'holding.reply',
      PAPER.as('paper_id'),
    ])
    .orderBy(SORT_COLUMNS[list.sort.key], list.sort.descending ? 'desc' : 'asc')
    .orderBy('seat.rank')
    .limit(list.limit)
    .offset(list.offset)
  return { total: countOf(reader, matching.select(sql<number>`count(*)`.as('n'))), rows: all(reader, rows) }
}

function filtered({ text, filters }: SeatListQuery) {
  let matching = held(filters.runId)
    .leftJoin('entrant', (join) =>
      join.onRef('entrant.round_id', '=', 'round_run.round_id').onRef('entrant.no', '=', 'seat.no'),
    )
    .leftJoin('case_file', 'case_file.id', 'seat.case_id')
    .leftJoin('resident', 'resident.id', 'case_file.resident_id')
  if (text !== '') matching = matching.where(contains(text, 'entrant.name', 'resident.name', 'seat.no'))
  const { seated, town, place } = filters
  if (seated !== undefined) matching = matching.where(sql<SqlBool>`(${HELD} is not null) = ${seated ? 1 : 0}`)
  if (town !== undefined) matching = matching.where('seat.town', '=', town)
  if (place !== undefined) matching = matching.where(sql<SqlBool>`${HELD} = ${place}`)
  return matching
}

function held(runId: string) {
  return query
    .selectFrom('seat')
    .innerJoin('round_run', 'round_run.id', 'seat.run_id')
    .leftJoin('holding', (join) =>
      join.onRef('holding.round_id', '=', 'round_run.round_id').onRef('holding.no', '=', 'seat.no'),
    )
    .where('seat.run_id', '=', runId)
}
