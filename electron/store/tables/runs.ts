import { sql } from 'kysely'
import type { Reader, Transaction } from '../connection.ts'
import { all, get, query, run } from '../query.ts'
import type { RoundRunTable, SeatTable } from '../schema.ts'
import { contains, countOf, type Page } from './windows.ts'

export type RunRow = Pick<
  RoundRunTable,
  'id' | 'round_id' | 'input_hash' | 'engine' | 'ran_by' | 'ran_at'
> & {
  runner: string
}
export type SeatListRow = SeatTable & { receipt_no: string; name: string; paper_id: string | null }

export function insertRun(tx: Transaction, row: RoundRunTable): void {
  run(tx, query.insertInto('round_run').values(row))
}

export function insertSeat(tx: Transaction, row: SeatTable): void {
  run(tx, query.insertInto('seat').values(row))
}

/** The run of a round, without its frozen list. */
export function findRunOfRound(reader: Reader, roundId: string): RunRow | undefined {
  const found = query
    .selectFrom('round_run')
    .innerJoin('account', 'account.id', 'round_run.ran_by')
    .select(['round_run.id', 'round_run.round_id', 'input_hash', 'engine', 'ran_by', 'ran_at'])
    .select('account.name as runner')
    .where('round_id', '=', roundId)
    .orderBy('ran_at', 'desc')
  return get(reader, found)
}

/** A run with its frozen list and result, to be verified or performed again. */
export function findRun(reader: Reader, id: string): RoundRunTable | undefined {
  return get(reader, query.selectFrom('round_run').selectAll().where('id', '=', id))
}

/** Every seat of a run by rank. */
export function listRunSeats(reader: Reader, runId: string): SeatTable[] {
  return all(reader, query.selectFrom('seat').selectAll().where('run_id', '=', runId).orderBy('rank'))
}

/** What the last run gave a case. */
export function findSeatOfCase(reader: Reader, caseId: string): SeatTable | undefined {
  const found = query
    .selectFrom('seat')
    .innerJoin('round_run', 'round_run.id', 'seat.run_id')
    .selectAll('seat')
    .where('case_id', '=', caseId)
    .orderBy('round_run.ran_at', 'desc')
  return get(reader, found)
}

/** Seated and ranked applicants by the employer's town. */
export function countSeatsByTown(reader: Reader, runId: string) {
  const counts = query
    .selectFrom('seat')
    .select(['town', sql<number>`sum(seated)`.as('seated'), sql<number>`count(*)`.as('ranked')])
    .where('run_id', '=', runId)
    .groupBy('town')
    .orderBy('town')
  return all(reader, counts)
}

export type SeatListQuery = {
  text: string
  filters: { roundId?: string | undefined; seated?: boolean | undefined; town?: string | undefined }
  sort: { key: 'rank' | 'town' | 'receiptNo'; descending: boolean }
  offset: number
  limit: number
}

const SORT_COLUMNS = { rank: 'seat.rank', town: 'seat.town', receiptNo: 'case_file.receipt_no' } as const

/** A window of seats. Text matches part of the name or of the receipt number. */
export function listSeats(reader: Reader, list: SeatListQuery): Page<SeatListRow> {
  const matching = filtered(list)
  const rows = matching
    .selectAll('seat')
    .select(['case_file.receipt_no', 'resident.name'])
    .select((eb) =>
      eb
        .selectFrom('paper')
        .select('paper.id')
        .whereRef('paper.case_id', '=', 'seat.case_id')
        .limit(1)
        .as('paper_id'),
    )
    .orderBy(SORT_COLUMNS[list.sort.key], list.sort.descending ? 'desc' : 'asc')
    .orderBy('seat.rank')
    .limit(list.limit)
    .offset(list.offset)
  return { total: countOf(reader, matching.select(sql<number>`count(*)`.as('n'))), rows: all(reader, rows) }
}

function filtered({ text, filters }: SeatListQuery) {
  let matching = query
    .selectFrom('seat')
    .innerJoin('round_run', 'round_run.id', 'seat.run_id')
    .innerJoin('case_file', 'case_file.id', 'seat.case_id')
    .innerJoin('resident', 'resident.id', 'case_file.resident_id')
  if (text !== '') {
    matching = matching.where(contains(text, 'resident.name', 'case_file.receipt_no'))
  }
  if (filters.roundId !== undefined) matching = matching.where('round_run.round_id', '=', filters.roundId)
  if (filters.seated !== undefined) matching = matching.where('seat.seated', '=', filters.seated ? 1 : 0)
  if (filters.town !== undefined) matching = matching.where('seat.town', '=', filters.town)
  return matching
}
