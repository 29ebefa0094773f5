import { z } from 'zod'
import type { Reader, Transaction } from '#electron/store/database.ts'
import { countCasesByStatus } from '#electron/store/tables/cases.ts'
import { countStandingEntrants } from '#electron/store/tables/entrants.ts'
import { storeHandle } from '#electron/store/tables/policies.ts'
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
import { keepLast } from '../keep-last.ts'

/** What a question about a round's actions needs. */
export type RoundQuestion = Pick<ServiceContext, 'reader' | 'account' | 'clock'>

/** A `RoundEvent` without its number, time and person, which the store adds. */
export type NewRoundEvent = RoundEvent extends infer Event
  ? Event extends RoundEvent
    ? Omit<Event, 'id' | 'at' | 'by'>
    : never
  : never

/** What was last read of a round: every row with its event, by place. */
type Known = { rows: readonly RoundActionRow[]; events: readonly RoundEvent[] }

/** More rounds than these are seldom open at one time. */
const MOST_KNOWN = 12
/** By open store and round. Rows are compared each time, so nothing is told that the store does not say. */
const knownOf = new WeakMap<object, Map<string, Known>>()
/** The state of a list of events that was read before: as long as nothing is recorded, the same object. */
const stateOf = new WeakMap<readonly RoundEvent[], RoundState>()

/**
 * Everything recorded of a round, oldest first; the same list as long as nothing more is recorded. A round with
 * thousands of replies is read whole, but only what is new is parsed.
 * @throws where the round is not there: ask `getRound` before
 */
export function listRoundEvents(reader: Reader, roundId: string): readonly RoundEvent[] {
  const handle = storeHandle(reader)
  const rounds = knownOf.get(handle) ?? new Map<string, Known>()
  knownOf.set(handle, rounds)
  const rows = listRoundActions(reader, roundId)
  const read = readOn(rounds.get(roundId), rows)
  return keepLast(rounds, MOST_KNOWN, [roundId, read]).events
}

/** What is known with the rows that came since. */
function readOn(known: Known | undefined, rows: readonly RoundActionRow[]): Known {
  const same = known === undefined ? 0 : countSame(known.rows, rows)
  if (known !== undefined && same === rows.length && same === known.rows.length) return known
  const before = known?.events.slice(0, same) ?? []
  return { rows, events: [...before, ...rows.slice(same).map(eventOf)] }
}

/**
 * The state of a round from its recorded events; the same object as long as nothing more is recorded.
 * @throws CounterError STORE_DAMAGED where they contradict
 */
export function roundState(reader: Reader, roundId: string): RoundState {
  const events = listRoundEvents(reader, roundId)
  const known = stateOf.get(events)
  if (known !== undefined) return known
  const state = foldRound(events)
  stateOf.set(events, state)
  return state
}

/** How many rows from the first on are those read before. */
function countSame(before: readonly RoundActionRow[], rows: readonly RoundActionRow[]): number {
  const differing = rows.findIndex((row, index) => !isSame(before[index], row))
  return differing === -1 ? rows.length : differing
}

function isSame(before: RoundActionRow | undefined, row: RoundActionRow): boolean {
  return (
    before !== undefined &&
    before.seq === row.seq &&
    before.action === row.action &&
    before.at === row.at &&
    before.account_id === row.account_id &&
    before.actor === row.actor &&
    before.reason === row.reason &&
    before.detail === row.detail
  )
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
