import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Reader } from '#electron/store/database.ts'
import type { RoundTable } from '#electron/store/schema.ts'
import { snapshot } from '#electron/store/snapshot.ts'
import { findActiveCase, insertCase } from '#electron/store/tables/cases.ts'
import { takeNextNumber } from '#electron/store/tables/number-series.ts'
import { personIds, type ResidentRow } from '#electron/store/tables/residents.ts'
import { CounterError } from '#shared/base/failure.ts'
import { type PlainDate, yearOf } from '#shared/base/plain-date.ts'
import type { Eligibility } from '#shared/domain/eligibility/index.ts'
import type { CasePreviewRequest, EligibilityView, SubmitCaseRequest } from '#shared/ipc/cases.ts'
import { recordCaseAction } from './case-state.ts'
import { carryOut } from './command.ts'
import type { ServiceContext } from './context.ts'
import { getResident, getRound } from './getters.ts'
import { assessPerson, judge } from './judgement.ts'
import { getListedResident } from './listed-resident.ts'
import { pointsView } from './points.ts'
import { readableDocument, type Submission } from './submission.ts'

/** 体检: the series of receipt numbers. */
const RECEIPT_SERIES = 'TJ'
const RECEIPT_DIGITS = 5

const Submitted = z.object({ id: z.string(), receiptNo: z.string() })

type Application = z.infer<typeof CasePreviewRequest>

/** How an application would be judged today. Nothing is kept. @throws as `submitCase` of the round */
export function previewCase(context: ServiceContext, request: Application): EligibilityView {
  return snapshot(context.reader, () => {
    const round = getHealthCheckRound(context.reader, request.roundId)
    const { eligibility } = freeze(context, context.reader, { ...request, round })
    return eligibility
  })
}

/**
 * Accepts an application and freezes its readable document, its judgement with reasons and its points. What is
 * still UNKNOWN may be accepted; it cannot be approved before it is known.
 * @throws CounterError NOT_FOUND; BAD_INPUT where the round is none of the health check; CONFLICT where it is no longer
 *   open; DUPLICATE where the person has a case
 *   in this round; NOT_ALLOWED naming the conditions that do not hold
 * @idempotent with `request.commandId`
 */
export function submitCase(context: ServiceContext, request: SubmitCaseRequest): z.infer<typeof Submitted> {
  const { residentId, roundId } = request
  const { account, clock } = context
  const command = { id: request.commandId, kind: 'cases.submit', result: Submitted }
  return carryOut(context, command, (tx, at) => {
    const round = getHealthCheckRound(tx, roundId)
    requireOpen(round)
    const submission = freeze(context, tx, { ...request, round })
    requireFree(tx, getListedResident(tx, residentId), roundId)
    requireNotRefused(submission.eligibility)
    const id = randomUUID()
    const receiptNo = receiptNumber(takeNextNumber(tx, RECEIPT_SERIES, yearOf(clock.today())), clock.today())
    insertCase(tx, {
      id,
      receipt_no: receiptNo,
      resident_id: residentId,
      round_id: roundId,
      status: 'submitted',
      points_x100: submission.points.certainX100,
      submitted_at: at,
      submitted_by: account.accountId,
    })
    recordCaseAction(tx, {
      case_id: id,
      action: 'submit',
      account_id: account.accountId,
      at,
      reason: null,
      detail: JSON.stringify(submission),
    })
    return { result: { id, receiptNo }, object: `case:${id}`, detail: { receiptNo } }
  })
}

/** The submission of an application as it stands today. @throws CounterError NOT_FOUND */
export function freeze(
  context: ServiceContext,
  reader: Reader,
  { residentId, round, answers }: Pick<Application, 'residentId' | 'answers'> & { round: RoundTable },
): Submission {
  const person = getResident(reader, residentId)
  const on = context.clock.today()
  const assessed = assessPerson(reader, person, { resources: context.resources, on })
  return {
    answers,
    document: readableDocument(answers),
    eligibility: eligibilityView(judge(assessed, { round, answers, on })),
    points: pointsView(assessed, person),
  }
}

/** A judgement as screens and frozen records carry it. */
function eligibilityView({ verdict, summary, reasons }: Eligibility): EligibilityView {
  return { verdict, summary, reasons }
}

/** @throws CounterError NOT_ALLOWED naming the conditions that do not hold */
export function requireNotRefused({ verdict, summary, reasons }: EligibilityView): void {
  if (verdict !== 'FALSE') return
  const failing = reasons.filter((reason) => reason.verdict === 'FALSE')
  const remedies = failing.flatMap(({ remedy, firstOn }) => [
    ...(remedy === undefined ? [] : [remedy]),
    ...(firstOn === undefined ? [] : [`${firstOn} 起符合`]),
  ])
  throw new CounterError('NOT_ALLOWED', `不能受理，没有保存。${summary}。`, {
    at: failing.map(({ condition }) => condition).join(','),
    hint: remedies.length === 0 ? '请向本人说明不符合的条件。' : `${remedies.join('；')}。`,
  })
}

/** Cases are applications of the health check; the other kinds take theirs on the round's own list. */
function getHealthCheckRound(reader: Reader, roundId: string): RoundTable {
  const round = getRound(reader, roundId)
  if (round.kind === 'health-check') return round
  throw new CounterError('BAD_INPUT', `批次“${round.title}”不是免费体检的批次，不收办件，没有保存。`, {
    at: 'roundId',
    hint: '请选免费体检的批次；其他批次的申请请在批次页面登记。',
  })
}

function requireOpen(round: RoundTable): void {
  if (round.status === 'open') return
  throw new CounterError('CONFLICT', `批次“${round.title}”的名单已冻结，不再受理，没有保存。`, {
    at: 'roundId',
    hint: '请等下一批次开设后再申请；何时开设请问主管。',
  })
}

function requireFree(reader: Reader, { seq }: ResidentRow, roundId: string): void {
  const active = findActiveCase(reader, personIds(reader, seq), roundId)
  if (active === undefined) return
  throw new CounterError(
    'DUPLICATE',
    `这位居民在本批次已有办件 ${active.receipt_no}，每人只能有一件，没有重复受理。`,
    {
      at: 'residentId',
      hint: '请打开原有办件继续办理。',
    },
  )
}

function receiptNumber(serial: number, on: PlainDate): string {
  return `${RECEIPT_SERIES}${yearOf(on)}-${String(serial).padStart(RECEIPT_DIGITS, '0')}`
}
