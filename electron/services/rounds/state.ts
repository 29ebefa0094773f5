import { z } from 'zod'
import type { Reader, Transaction } from '#electron/store/database.ts'
import { countCasesByStatus } from '#electron/store/tables/cases.ts'
import { countStandingEntrants } from '#electron/store/tables/entrants.ts'
import {
  insertRoundAction,
  listRoundActions,
  type RoundActionRow,
  updateRoundCache,
} from '#electron/store/tables/rounds.ts'
import {
  type ActionState,
  allowedRoundActions,
  drawDayObjection,
  foldRound,
  type RoundAction,
  RoundEvent,
  type RoundState,
  RoundStatus,
  requireAllowed,
} from '#shared/domain/cases/index.ts'
import type { ServiceContext } from '../context.ts'
import { getRound } from '../getters.ts'

/** What a question about a round's actions needs. */
export type RoundQuestion = Pick<ServiceContext, 'reader' | 'account' | 'clock'>

/** A `RoundEvent` without its number, time and person, which the store adds. */
export type NewRoundEvent = RoundEvent extends infer Event
  ? Event extends RoundEvent
    ? Omit<Event, 'id' | 'at' | 'by'>
    : never
  : never

/** Everything recorded of a round, oldest first. @throws where the round is not there: ask `getRound` before */
export function listRoundEvents(reader: Reader, roundId: string): RoundEvent[] {
  return listRoundActions(reader, roundId).map(eventOf)
}

/** The state of a round from its recorded events. @throws CounterError STORE_DAMAGED where they contradict */
export function roundState(reader: Reader, roundId: string): RoundState {
  return foldRound(listRoundEvents(reader, roundId))
}

/** Adds an event to a round and keeps what lists show, from the fold of all events. */
export function recordRoundEvent(
  tx: Transaction,
  { roundId, accountId, at }: { roundId: string; accountId: string; at: string },
  event: NewRoundEvent,
): RoundState {
  const { kind, reason, ...detail } = event
  insertRoundAction(tx, {
    round_id: roundId,
    action: kind,
    account_id: accountId,
    at,
    reason: reason ?? null,
    detail: JSON.stringify(detail),
  })
  const state = roundState(tx, roundId)
  updateRoundCache(tx, roundId, { status: state.status, plan: JSON.stringify(state.plan) })
  return state
}

/** What a step of a round led to. */
export const RoundDone = z.object({ status: RoundStatus })
export type RoundDone = z.infer<typeof RoundDone>

/** What can be done with a round now by the signed-in person: for the buttons and for the services alike. */
export function roundActions(question: RoundQuestion, roundId: string): ActionState<RoundAction>[] {
  return actionsIn(question, roundId, roundState(question.reader, roundId))
}

/**
 * The state of a round in which the signed-in person may do this now.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED with the reason the button shows
 */
export function requireRoundAction(
  question: RoundQuestion,
  roundId: string,
  action: RoundAction,
): RoundState {
  getRound(question.reader, roundId)
  const state = roundState(question.reader, roundId)
  requireAllowed(actionsIn(question, roundId, state), action)
  return state
}

function actionsIn(question: RoundQuestion, roundId: string, state: RoundState): ActionState<RoundAction>[] {
  return allowedRoundActions(state, question.account).map((each) => {
    const { action, allowed } = each
    if (!allowed) return each
    const reason =
      drawDayObjection(state, action, question.clock.today()) ??
      (action === 'freeze' ? whyNotFrozenYet(question, roundId, state) : undefined)
    return reason === undefined ? each : { action, allowed: false, reason }
  })
}

function whyNotFrozenYet(
  { reader, clock }: RoundQuestion,
  roundId: string,
  { plan: { kind, cutOff, applyUntil }, status }: RoundState,
): string | undefined {
  if (status !== 'open') return undefined
  const today = clock.today()
  if (today < cutOff) return `积分截止日 ${cutOff} 还没有到，请在当天或之后冻结名单`
  if (applyUntil !== null && today < applyUntil)
    return `申请要到 ${applyUntil} 才截止，请在当天或之后冻结名单`
  if (countStandingEntrants(reader, roundId) > 0) return undefined
  if (kind !== 'health-check') return '本批次还没有申请，没有名单可冻结'
  const isEmpty = countCasesByStatus(reader, roundId).every((cases) => cases.status !== 'approved')
  return isEmpty ? '本批次还没有复核通过的办件，没有名单可冻结' : undefined
}

function eventOf(row: RoundActionRow): RoundEvent {
  const detail: unknown = JSON.parse(row.detail)
  return RoundEvent.parse({
    ...(typeof detail === 'object' ? detail : {}),
    id: String(row.seq),
    at: row.at,
    by: { accountId: row.account_id, name: row.actor },
    kind: row.action,
    ...(row.reason === null ? {} : { reason: row.reason }),
  })
}
