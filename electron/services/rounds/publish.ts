import type { Transaction } from '#electron/store/database.ts'
import { insertHoldingsOfRun } from '#electron/store/tables/holdings.ts'
import { listCaseSeats } from '#electron/store/tables/runs.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import type { RoundState } from '#shared/domain/cases/index.ts'
import { recordCaseAction } from '../case-state.ts'
import { carryOut } from '../command.ts'
import type { ServiceContext } from '../context.ts'
import { RoundDone, recordRoundEvent, requireRoundAction } from './state.ts'

/** Why a result cannot be published yet, with the day; undefined from the day after the announcement on. */
export function announcementRunning({ plan, announced }: RoundState, today: PlainDate): string | undefined {
  if (announced === undefined || plan.publicityDays === 0 || today > announced.until) return undefined
  return `公示到 ${announced.until} 为止，当天仍可提出异议，次日起可以公布`
}

/**
 * Publishes the result of the last run: everybody is told what is held, and the cases of the health check with it.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED, also for whoever ran the round; CONFLICT before the announcement ended
 * @idempotent with `request.commandId`
 */
export function publishRound(
  context: ServiceContext,
  { commandId, roundId }: { commandId: string; roundId: string },
): RoundDone {
  const command = { id: commandId, kind: 'roundResults.publish', result: RoundDone }
  return carryOut(context, command, (tx, at) => {
    const state = requireRoundAction({ ...context, reader: tx }, roundId, 'publish')
    const running = announcementRunning(state, context.clock.today())
    if (running !== undefined) {
      throw new CounterError('CONFLICT', `结果没有公布：${running}。`, {
        at: 'publish',
        hint: '请在公示结束后的第二天起再公布。',
      })
    }
    const runId = state.runs.at(-1)?.runId ?? ''
    const { accountId } = context.account
    const { status } = recordRoundEvent(tx, { roundId, accountId, at }, { kind: 'publish', runId })
    const seats = giveOut(tx, { roundId, runId, accountId, at })
    return { result: { status }, object: `round:${roundId}`, detail: { runId, seats } }
  })
}

function giveOut(
  tx: Transaction,
  { roundId, runId, accountId, at }: { roundId: string; runId: string; accountId: string; at: string },
): number {
  const seats = insertHoldingsOfRun(tx, roundId, runId)
  for (const { place, case_id, shown_rank } of listCaseSeats(tx, runId)) {
    recordCaseAction(tx, {
      case_id,
      action: 'seat',
      account_id: accountId,
      at,
      reason: null,
      detail: JSON.stringify({ runId, rank: shown_rank, seated: place !== null }),
    })
  }
  return seats
}
