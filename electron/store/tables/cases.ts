import { type SqlBool, sql } from 'kysely'
import type { CaseStatus } from '#shared/domain/cases/index.ts'
import type { Reader, Transaction } from '../connection.ts'
import { all, get, query, run } from '../query.ts'
import type { CaseActionTable, CaseFileTable } from '../schema.ts'
import { contains, countOf, type Page } from './windows.ts'

/** A recorded action with the name of the person who did it. */
export type CaseActionRow = Omit<CaseActionTable, 'seq'> & { seq: number; actor: string }
export type NewCaseAction = Omit<CaseActionTable, 'seq'>

/** A case with what every list shows of it. */
export type CaseListRow = CaseFileTable & { name: string; round_title: string; submitter: string }

export function insertCase(tx: Transaction, row: CaseFileTable): void {
  run(tx, query.insertInto('case_file').values(row))
}

/** Adds to the history of a case; the caller keeps the cached status in the same transaction. */
export function insertCaseAction(tx: Transaction, row: NewCaseAction): void {
  run(tx, query.insertInto('case_action').values(row))
}

type CaseCache = Partial<Pick<CaseFileTable, 'status' | 'points_x100' | 'submitted_at' | 'submitted_by'>>

/** Keeps what lists sort and filter by; the truth is in the actions. */
export function updateCaseCache(tx: Transaction, id: string, cache: CaseCache): void {
  run(tx, query.updateTable('case_file').set(cache).where('id', '=', id))
}

export function findCase(reader: Reader, id: string): CaseListRow | undefined {
  return get(reader, joined().where('case_file.id', '=', id).select(LISTED))
}

/** The case of this person in this round that was not withdrawn. @param residentIds the ids of the person's records */
export function findActiveCase(reader: Reader, residentIds: readonly string[], roundId: string) {
  const active = query
    .selectFrom('case_file')
    .selectAll()
    .where('resident_id', 'in', residentIds)
    .where('round_id', '=', roundId)
    .where('status', '<>', 'withdrawn')
  return get<CaseFileTable>(reader, active)
}

/** The recorded actions of a case, oldest first. */
export function listCaseActions(reader: Reader, caseId: string): CaseActionRow[] {
  const actions = query
    .selectFrom('case_action')
    .innerJoin('account', 'account.id', 'case_action.account_id')
    .selectAll('case_action')
    .select('account.name as actor')
    .where('case_id', '=', caseId)
    .orderBy('seq')
  return all(reader, actions)
}

/** Every case of a person, newest first. @param residentIds the ids of the person's records */
export function listCasesOfResident(reader: Reader, residentIds: readonly string[]): CaseListRow[] {
  const cases = joined()
    .where('case_file.resident_id', 'in', residentIds)
    .select(LISTED)
    .orderBy('case_file.submitted_at', 'desc')
  return all(reader, cases)
}

/** The cases of a round in one status, in the order of their receipts. */
export function listCasesInRound(reader: Reader, roundId: string, status: CaseStatus): CaseFileTable[] {
  const cases = query
    .selectFrom('case_file')
    .selectAll()
    .where('round_id', '=', roundId)
    .where('status', '=', status)
    .orderBy('receipt_no')
  return all(reader, cases)
}

/** Cases of a round by status. */
export function countCasesByStatus(reader: Reader, roundId: string): { status: CaseStatus; n: number }[] {
  const counts = query
    .selectFrom('case_file')
    .select(['status', (eb) => eb.fn.countAll<number>().as('n')])
    .where('round_id', '=', roundId)
    .groupBy('status')
  return all(reader, counts)
}

/**
 * Cases that wait for one person: the statuses that person acts on, submitted ones only where others entered them,
 * returned ones only while the round's list can still change.
 */
export type WaitingFor = { accountId: string; statuses: readonly CaseStatus[] }

export type CaseListQuery = {
  text: string
  filters: {
    status?: CaseStatus | undefined
    roundId?: string | undefined
    waitingFor?: WaitingFor | undefined
  }
  sort: { key: 'receiptNo' | 'name' | 'status' | 'points' | 'submittedAt'; descending: boolean }
  offset: number
  limit: number
}

const SORT_COLUMNS = {
  receiptNo: 'case_file.receipt_no',
  name: 'resident.name',
  status: 'case_file.status',
  points: 'case_file.points_x100',
  submittedAt: 'case_file.submitted_at',
} as const

const LISTED = [
  'case_file.id',
  'case_file.receipt_no',
  'case_file.resident_id',
  'case_file.round_id',
  'case_file.status',
  'case_file.points_x100',
  'case_file.submitted_at',
  'case_file.submitted_by',
  'resident.name',
  'round.title as round_title',
  'account.name as submitter',
] as const

/** A window of cases. Text matches part of the name or of the receipt number. */
export function listCases(reader: Reader, list: CaseListQuery): Page<CaseListRow> {
  const matching = filtered(list)
  const rows = matching
    .select(LISTED)
    .orderBy(SORT_COLUMNS[list.sort.key], list.sort.descending ? 'desc' : 'asc')
    .orderBy('case_file.id')
    .limit(list.limit)
    .offset(list.offset)
  return { total: countOf(reader, matching.select(sql<number>`count(*)`.as('n'))), rows: all(reader, rows) }
}

export function countWaitingCases(reader: Reader, waiting: WaitingFor): number {
  return countOf(reader, joined().where(waitsFor(waiting)).select(sql<number>`count(*)`.as('n')))
}

function joined() {
  return query
    .selectFrom('case_file')
    .innerJoin('resident', 'resident.id', 'case_file.resident_id')
    .innerJoin('round', 'round.id', 'case_file.round_id')
    .innerJoin('account', 'account.id', 'case_file.submitted_by')
}

function filtered({ text, filters }: CaseListQuery) {
  let matching = joined()
  if (text !== '') {
    matching = matching.where(contains(text, 'resident.name', 'case_file.receipt_no'))
  }
  if (filters.status !== undefined) matching = matching.where('case_file.status', '=', filters.status)
  if (filters.roundId !== undefined) matching = matching.where('case_file.round_id', '=', filters.roundId)
  if (filters.waitingFor !== undefined) matching = matching.where(waitsFor(filters.waitingFor))
  return matching
}

function waitsFor({ accountId, statuses }: WaitingFor) {
  const list = sql.join(statuses.map((status) => sql`${status}`))
  return sql<SqlBool>`(
    case_file.status in (${list})
    and (case_file.status <> 'returned' or round.status = 'open')
    and (case_file.status <> 'submitted' or (
      not exists (
        select 1 from case_action where case_action.case_id = case_file.id
        and case_action.action in ('submit', 'resubmit') and case_action.account_id = ${accountId}
      )
      and not exists (
        select 1 from fact where fact.resident = resident.seq
        and fact.state = 'accepted' and fact.recorded_by = ${accountId}
      )
    ))
  )`
}
