import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Reader } from '#electron/store/database.ts'
import { findFreeze } from '#electron/store/tables/rounds.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import { formatX100 } from '#shared/base/points-text.ts'
import {
  type Applicant,
  allocateRound,
  pointsX100,
  type RoundPlan,
  roundOfList,
} from '#shared/domain/allocation/index.ts'
import type { Correction, Objection, RoundState } from '#shared/domain/cases/index.ts'
import type { ActionState } from '#shared/ipc/common.ts'
import type { DecideObjectionRequest, ObjectRequest } from '#shared/ipc/rounds.ts'
import { carryOut } from '../command.ts'
import type { ServiceContext } from '../context.ts'
import { sha256 } from '../hash.ts'
import { correct, correctionsOf } from './corrections.ts'
import { PART_WORDS, tieValueFaults } from './entrant-given.ts'
import { findFrozenApplicant } from './frozen-applicant.ts'
import { HOLDS_ID_NUMBER, partsWithIdNumber } from './public-text.ts'
import { type RoundQuestion, recordRoundEvent, requireRoundAction, roundActions } from './state.ts'

const Recorded = z.object({ id: z.string() })
const Decided = z.object({ upheld: z.boolean() })

/** Why objections are no longer taken, with the day; undefined while they are. */
export function objectionsOver({ announced }: RoundState, today: PlainDate): string | undefined {
  if (announced === undefined || today <= announced.until) return undefined
  return `公示已于 ${announced.until} 结束，之后提出的异议不再登记`
}

/**
 * Records an objection to what the frozen list says of an applicant.
 * @throws CounterError NOT_FOUND, also where the number is not on the list; NOT_ALLOWED; CONFLICT after the last day
 * @idempotent with `request.commandId`
 */
export function recordObjection(context: ServiceContext, request: ObjectRequest): { id: string } {
  const { commandId, roundId, no, grounds } = request
  const command = { id: commandId, kind: 'roundResults.object', result: Recorded }
  return carryOut(context, command, (tx, at) => {
    const state = requireRoundAction({ ...context, reader: tx }, roundId, 'object')
    getFrozenApplicant(tx, state, no)
    const over = objectionsOver(state, context.clock.today())
    if (over !== undefined) {
      throw new CounterError('CONFLICT', `异议没有登记：${over}。`, {
        at: no,
        hint: '请告知本人可以依法另行申诉或信访。',
      })
    }
    const objectionId = randomUUID()
    const { accountId } = context.account
    recordRoundEvent(tx, { roundId, accountId, at }, { kind: 'object', objectionId, no, grounds })
    return { result: { id: objectionId }, object: `round:${roundId}`, detail: { objectionId, no } }
  })
}

/**
 * Decides an objection. One that is upheld says what changes; the list is then frozen and run anew.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED, also for whoever recorded it; CONFLICT where it was decided before;
 *   BAD_INPUT at the correction's part
 * @idempotent with `request.commandId`
 */
export function decideObjection(
  context: ServiceContext,
  request: DecideObjectionRequest,
): { upheld: boolean } {
  const { commandId, roundId, objectionId, upheld, reason } = request
  const correction = request.correction === undefined ? undefined : asFrozen(request.correction)
  const command = { id: commandId, kind: 'roundResults.decide', result: Decided }
  return carryOut(context, command, (tx, at) => {
    const question = { ...context, reader: tx }
    const state = requireRoundAction(question, roundId, 'decide')
    const objection = getObjection(state, objectionId)
    const { allowed, reason: why } = decideState(question, roundId, objection)
    if (!allowed) {
      throw new CounterError(
        objection.decision === undefined ? 'NOT_ALLOWED' : 'CONFLICT',
        `异议没有答复：${why}。`,
        {
          at: 'decide',
          hint: '请按 Esc 退回再打开本批次，看清最新状态后再办理。',
        },
      )
    }
    if (upheld) requireCorrection(tx, state, { no: objection.no, correction })
    else if (correction !== undefined) throw badCorrection('correction', '异议不成立，名单不能更正')
    recordRoundEvent(
      tx,
      { roundId, accountId: context.account.accountId, at },
      { kind: 'decide', objectionId, upheld, reason, ...(correction === undefined ? {} : { correction }) },
    )
    return { result: { upheld }, object: `round:${roundId}`, detail: { objectionId, upheld } }
  })
}

/** Whether the signed-in person may decide an objection: a supervisor who did not record it. */
export function decideState(question: RoundQuestion, roundId: string, objection: Objection): ActionState {
  const reason = whyNotDecide(question, roundId, objection)
  return reason === undefined
    ? { action: 'decide', allowed: true }
    : { action: 'decide', allowed: false, reason }
}

function whyNotDecide(question: RoundQuestion, roundId: string, objection: Objection): string | undefined {
  if (objection.decision !== undefined) return '这件异议已经答复过'
  const state = roundActions(question, roundId).find(({ action }) => action === 'decide')
  if (state?.allowed !== true) return state?.reason
  if (objection.by.accountId === question.account.accountId) return '这件异议由您登记，须由另一位主管答复'
  return undefined
}

/** An upheld objection names what changes, and the corrected application can still be ranked. */
function requireCorrection(
  reader: Reader,
  state: RoundState,
  { no, correction }: { no: string; correction: Correction | undefined },
): void {
  if (correction === undefined) throw badCorrection('correction', '异议成立，没有写明名单上更正什么')
  requireFitting(state.plan, correction)
  const earlier = correctionsOf(state.objections).get(no) ?? []
  if (earlier.some(({ removed }) => removed === true))
    throw badCorrection('correction', '这份申请已经更正为撤出名单')
  const before = earlier.reduce(correct, getFrozenApplicant(reader, state, no))
  const after = correct(before, correction)
  if (isDeepStrictEqual(before, after))
    throw badCorrection('correction', '更正后与冻结名单相同，什么也没有改')
  requireKnownWishes(state.plan, after)
  requireRankable(reader, state, after)
}

/** Points as lists write them: 70 and 70.0 are no change of 70.00. */
function asFrozen({ points, ...others }: Correction): Correction {
  return points === undefined ? others : { ...others, points: formatX100(pointsX100(points)) }
}

/** What a correction writes could have been taken in with an application. */
function requireFitting(plan: RoundPlan, correction: Correction): void {
  const { ties = {} } = correction
  const [open] = partsWithIdNumber(correction)
  if (open !== undefined) throw badCorrection(`correction.${open}`, `更正的内容${HOLDS_ID_NUMBER}`)
  const unknown = Object.keys(ties).some((tie) => plan.ties.every((known) => known !== tie))
  if (unknown) throw badCorrection('correction.ties', '有一项同分次序本批次不比')
  const [fault] = tieValueFaults(ties)
  if (fault !== undefined) throw badCorrection('correction.ties', `${PART_WORDS[fault.part]}${fault.message}`)
}

function requireKnownWishes({ places, classes }: RoundPlan, { wishes = [] }: Applicant): void {
  const listed = new Set<string>()
  for (const [index, wish] of wishes.entries()) {
    const at = `correction.wishes.${index}`
    if (places.every(({ id }) => id !== wish.place))
      throw badCorrection(at, `第 ${index + 1} 志愿不是本批次的去处`)
    if (listed.has(wish.place)) throw badCorrection(at, `第 ${index + 1} 志愿与前面的相同`)
    listed.add(wish.place)
    const named = [wish.class, wish.priority].filter((value) => value !== undefined)
    if (classes.length > 0 && !named.some((value) => classes.some((entry) => entry.class === value)))
      throw badCorrection(at, `第 ${index + 1} 志愿没有写明类别，或类别不在方案里`)
  }
}

/** The engine itself says whether an application can be ranked: it is given this one alone. */
function requireRankable(reader: Reader, { freezes }: RoundState, applicant: Applicant): void {
  const freeze = findFreeze(reader, freezes.at(-1)?.freezeId ?? '')
  const [header = ''] = freeze?.list.split('\n') ?? []
  try {
    const round = roundOfList(`${header}\n`, 'trial')
    allocateRound({ ...round, applicants: [applicant] }, sha256)
  } catch (error) {
    if (!(error instanceof CounterError)) throw error
    throw badCorrection('correction', '更正后的申请缺少排序要用的值，排不了名次', error)
  }
}

function getFrozenApplicant(reader: Reader, state: RoundState, no: string): Applicant {
  const applicant = findFrozenApplicant(reader, state, no)
  if (applicant !== undefined) return applicant
  throw new CounterError('NOT_FOUND', '冻结名单上没有这个申请编号，异议没有登记或答复。', {
    at: 'no',
    hint: '请按申请回执核对编号；没有列入名单的，请查看名单冻结前是否已撤出。',
  })
}

function getObjection({ objections }: RoundState, id: string): Objection {
  const objection = objections.find((candidate) => candidate.id === id)
  if (objection !== undefined) return objection
  throw new CounterError('NOT_FOUND', '没有找到这件异议，没有做任何改动。', {
    hint: '请返回本批次重新选择；刚刚还在的话请联系系统管理员。',
  })
}

function badCorrection(at: string, words: string, cause?: unknown): CounterError {
  return new CounterError('BAD_INPUT', `异议没有答复：${words}。`, {
    at,
    hint: '请写明更正后的内容再答复；名单没有改动。',
    ...(cause === undefined ? {} : { cause }),
  })
}
