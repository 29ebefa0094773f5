import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Reader, Transaction } from '#electron/store/database.ts'
import { takeNextNumber } from '#electron/store/tables/number-series.ts'
import {
  insertRecheck,
  insertRecheckEvent,
  listRechecksOfPerson,
  updateRecheckCache,
} from '#electron/store/tables/rechecks.ts'
import { personSeqs, type ResidentRow } from '#electron/store/tables/residents.ts'
import { CounterError } from '#shared/base/failure.ts'
import { type PlainDate, yearOf } from '#shared/base/plain-date.ts'
import { allowedRecheckActions, type RecheckAction, requireAllowed } from '#shared/domain/cases/index.ts'
import type { AnswerRecheckRequest, AskRecheckRequest, CloseRecheckRequest } from '#shared/ipc/points.ts'
import type { PointsLineView, PointsView } from '#shared/ipc/residents.ts'
import { carryOut } from './command.ts'
import type { ServiceContext } from './context.ts'
import { isByMonth } from './line-facts.ts'
import { getListedResident } from './listed-resident.ts'
import { COUNTER_PURPOSE } from './policies.ts'
import {
  contestableLines,
  factMissing,
  getRecheck,
  monthsOf,
  pointsNow,
  pointsToday,
  recheckStanding,
} from './recheck-state.ts'

/** 复核: the series of receipt numbers. */
const RECEIPT_SERIES = 'FH'
const RECEIPT_DIGITS = 5

const Asked = z.object({ id: z.string() })
const Done = z.strictObject({})

/**
 * Asks a department to look again at one indicator of a resident, and keeps the points as they stand.
 * @throws CounterError NOT_FOUND, also where no pack is in force for the purpose; CONFLICT where the record was merged
 *   into another; BAD_INPUT at `indicator`,
 *   `department` or `months`; DUPLICATE with the receipt of the open re-check of the same indicator and months
 * @idempotent with `request.commandId`
 */
export function askRecheck(context: ServiceContext, request: AskRecheckRequest): { id: string } {
  const { clock, account } = context
  const command = { id: request.commandId, kind: 'rechecks.ask', result: Asked }
  return carryOut(context, command, (tx, at) => {
    const resident = getListedResident(tx, request.residentId)
    const askedOn = clock.today()
    const { purpose = COUNTER_PURPOSE } = request
    const before = pointsToday(context, tx, { person: resident, purpose })
    const line = getContestable(before, request.indicator)
    requireVerifier(line, request.department)
    const months = readMonths(line, request.months, askedOn)
    requireNoneOpen(tx, { resident, indicator: line.code, months })
    const id = randomUUID()
    const serial = takeNextNumber(tx, RECEIPT_SERIES, yearOf(askedOn))
    const receiptNo = `${RECEIPT_SERIES}${yearOf(askedOn)}-${String(serial).padStart(RECEIPT_DIGITS, '0')}`
    insertRecheck(tx, {
      id,
      receipt_no: receiptNo,
      resident: resident.seq,
      indicator: line.code,
      indicator_name: line.name,
      department: request.department,
      months: JSON.stringify(months),
      claim: request.claim,
      before: JSON.stringify(before),
      asked_by: account.accountId,
      asked_at: at,
      asked_on: askedOn,
      state: 'asked',
      outcome: null,
    })
    recordEvent(context, tx, { id, event: 'ask', at, detail: {} })
    return { result: { id }, object: `recheck:${id}`, detail: { receiptNo, indicator: line.code } }
  })
}

/**
 * Records what the department answered. Nothing is computed yet: first the facts are put right.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED where it was answered before; BAD_INPUT at `answeredOn` for a day before
 *   it was asked or after today
 * @idempotent with `request.commandId`
 */
export function answerRecheck(context: ServiceContext, request: AnswerRecheckRequest): Record<string, never> {
  const { recheckId: id, outcome, answer, answeredOn, answeredBy } = request
  const command = { id: request.commandId, kind: 'rechecks.answer', result: Done }
  return carryOut(context, command, (tx, at) => {
    requireInTurn(tx, id, 'answer')
    requireAnswerDay(answeredOn, { askedOn: getRecheck(tx, id).asked_on, today: context.clock.today() })
    recordEvent(context, tx, { id, event: 'answer', at, detail: { outcome, answer, answeredOn, answeredBy } })
    return { result: {}, object: `recheck:${id}`, detail: { outcome } }
  })
}

/**
 * Computes the points anew and closes the re-check with both results. Where the claim was upheld and no fact behind
 * the line was recorded since, this is kept in the history, and hinders nothing.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED before the answer, and where it is closed already
 * @idempotent with `request.commandId`
 */
export function closeRecheck(context: ServiceContext, request: CloseRecheckRequest): Record<string, never> {
  const { recheckId: id } = request
  const command = { id: request.commandId, kind: 'rechecks.close', result: Done }
  return carryOut(context, command, (tx, at) => {
    requireInTurn(tx, id, 'close')
    const row = getRecheck(tx, id)
    const now = pointsNow(context, tx, row)
    const unchanged = factMissing(tx, row, now)
    recordEvent(context, tx, { id, event: 'close', at, detail: { after: now.view, unchanged } })
    return { result: {}, object: `recheck:${id}`, detail: { unchanged } }
  })
}

type Event = { id: string; event: 'ask' | 'answer' | 'close'; at: string; detail: Record<string, unknown> }

/** Adds an event and keeps what lists sort by, from the fold of all events. */
function recordEvent({ account }: ServiceContext, tx: Transaction, { id, event, at, detail }: Event): void {
  insertRecheckEvent(tx, {
    recheck_id: id,
    event,
    account_id: account.accountId,
    at,
    detail: JSON.stringify(detail),
  })
  const standing = recheckStanding(tx, id)
  const outcome = standing.state === 'asked' ? null : standing.answer.outcome
  updateRecheckCache(tx, id, { state: standing.state, outcome })
}

function requireInTurn(reader: Reader, id: string, action: RecheckAction): void {
  getRecheck(reader, id)
  requireAllowed(allowedRecheckActions(recheckStanding(reader, id).state), action)
}

function getContestable(points: PointsView, code: string): PointsLineView {
  const line = contestableLines(points).find((candidate) => candidate.code === code)
  if (line !== undefined) return line
  throw new CounterError('BAD_INPUT', '现行积分政策里没有这一项指标，没有提出复核。', {
    at: 'indicator',
    hint: '请在积分明细里选择一项；政策刚换过的请刷新页面。',
  })
}

function requireVerifier({ verifiers }: PointsLineView, department: string): void {
  if (verifiers.length === 0 || verifiers.includes(department)) return
  throw new CounterError('BAD_INPUT', '这一项指标不由所选部门核验，没有提出复核。', {
    at: 'department',
    hint: `负责核验的部门：${verifiers.join('、')}。`,
  })
}

/** The months in order, each once. */
function readMonths(line: PointsLineView, typed: readonly string[], today: PlainDate): string[] {
  const months = [...new Set(typed)].sort()
  const refuse = (message: string, hint: string) =>
    new CounterError('BAD_INPUT', message, { at: 'months', hint })
  if (!isByMonth(line)) {
    if (months.length === 0) return []
    throw refuse('这一项指标不按月份核对，没有提出复核。', '请去掉月份；按月份核对的只有社保和公积金。')
  }
  if (months.length === 0) throw refuse('没有写明对哪些月份有异议，没有提出复核。', '请照缴费清单写明月份。')
  const last = months.at(-1) ?? ''
  if (last > today.slice(0, 7)) throw refuse(`${last} 还没有到，没有提出复核。`, '请照缴费清单核对月份。')
  return months
}

/** At most one open re-check of an indicator about the same month; of one without months, at most one. */
function requireNoneOpen(
  reader: Reader,
  { resident, indicator, months }: { resident: ResidentRow; indicator: string; months: readonly string[] },
): void {
  const other = listRechecksOfPerson(reader, personSeqs(reader, resident.seq)).find(
    (row) =>
      row.state !== 'closed' &&
      row.indicator === indicator &&
      (months.length === 0 || monthsOf(row).some((month) => months.includes(month))),
  )
  if (other === undefined) return
  throw new CounterError(
    'DUPLICATE',
    `这一项指标在这些月份上已有复核 ${other.receipt_no} 没有办结，没有重复提出。`,
    {
      at: months.length === 0 ? 'indicator' : 'months',
      hint: '请打开原有的复核继续办理，办结后仍有异议的再提出。',
    },
  )
}

function requireAnswerDay(
  day: PlainDate,
  { askedOn, today }: { askedOn: PlainDate; today: PlainDate },
): void {
  if (day >= askedOn && day <= today) return
  const why = day < askedOn ? `早于提出复核的 ${askedOn}` : `晚于今天（${today}）`
  throw new CounterError('BAD_INPUT', `答复日期 ${day} ${why}，没有保存。`, {
    at: 'answeredOn',
    hint: '请照部门答复上的日期填写。',
  })
}
