import type { Reader } from '#electron/store/database.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import type { RoundState } from '#shared/domain/cases/index.ts'
import type { ActionState } from '#shared/ipc/common.ts'
import { NOBODY_WAITS } from './calls.ts'
import { whyNotClosed } from './close.ts'
import { findNext, freedPlaces, readHeld } from './held.ts'
import { objectionsOver } from './objections.ts'
import { announcementRunning } from './publish.ts'
import { type RoundQuestion, roundActions } from './state.ts'

type Now = { roundId: string; state: RoundState; today: PlainDate }

/** What can be done with a round now, with what the day and the places held say beside the table of actions. */
export function roundActionsNow(
  { reader, account, clock }: RoundQuestion,
  roundId: string,
  state: RoundState,
): ActionState[] {
  const now = { roundId, state, today: clock.today() }
  return roundActions({ reader, account, clock }, roundId).map((step) => {
    const reason = step.allowed ? whyNotNow(reader, step.action, now) : undefined
    return reason === undefined ? step : { action: step.action, allowed: false, reason }
  })
}

function whyNotNow(reader: Reader, action: string, { roundId, state, today }: Now): string | undefined {
  switch (action) {
    case 'object':
      return objectionsOver(state, today)
    case 'publish':
      return announcementRunning(state, today)
    case 'replace':
      return whyNobodyCalled(reader, roundId, state)
    case 'close':
      return whyNotClosed(reader, roundId, state)
    default:
      return undefined
  }
}

/** Looks no further than the first queue in which somebody waits: the status line asks after every change. */
function whyNobodyCalled(reader: Reader, roundId: string, state: RoundState): string | undefined {
  const freed = freedPlaces(reader, roundId, state)
  if (freed.length === 0) return '没有空出待递补的名额'
  const held = readHeld(reader, roundId, state)
  return freed.some((entry) => findNext(held, entry) !== undefined) ? undefined : NOBODY_WAITS
}

/** The steps that bring a round on: it waits for whoever may take one of them now. */
const STEPS_ON = new Set([
  'freeze',
  'absent',
  'number',
  'run',
  'announce',
  'decide',
  'publish',
  'replace',
  'close',
])

/** Whether a round waits for the signed-in person. */
export function isRoundWaiting(question: RoundQuestion, roundId: string, state: RoundState): boolean {
  if (state.status === 'closed') return false
  if (state.status === 'open' && question.clock.today() < state.plan.cutOff) return false
  const open = roundActionsNow(question, roundId, state)
  return open.some(({ action, allowed }) => allowed && STEPS_ON.has(action) && isNext(action, state))
}

/** Freezing anew is no step on unless the list is to be corrected. */
function isNext(action: string, { status, correctionDue }: RoundState): boolean {
  return action !== 'freeze' || status === 'open' || correctionDue
}
