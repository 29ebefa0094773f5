import type { Reader } from '#electron/store/database.ts'
import { countHoldings } from '#electron/store/tables/holdings.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { RoundState } from '#shared/domain/cases/index.ts'
import { carryOut } from '../command.ts'
import type { ServiceContext } from '../context.ts'
import { callsDue } from './calls.ts'
import { RoundDone, recordRoundEvent, requireRoundAction } from './state.ts'

/**
 * Closes a published round when everybody has answered and nobody waits for a place that was given up.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED; CONFLICT with how many are missing
 * @idempotent with `request.commandId`
 */
export function closeRound(
  context: ServiceContext,
  { commandId, roundId }: { commandId: string; roundId: string },
): RoundDone {
  const command = { id: commandId, kind: 'roundResults.close', result: RoundDone }
  return carryOut(context, command, (tx, at) => {
    const state = requireRoundAction({ ...context, reader: tx }, roundId, 'close')
    const reason = whyNotClosed(tx, roundId, state)
    if (reason !== undefined) {
      throw new CounterError('CONFLICT', `批次没有办结：${reason}。`, {
        at: 'close',
        hint: '请先登记答复、办理递补，再办结本批次。',
      })
    }
    const { accountId } = context.account
    const { status } = recordRoundEvent(tx, { roundId, accountId, at }, { kind: 'close' })
    return { result: { status }, object: `round:${roundId}` }
  })
}

/** What is still to be done before a round is closed; undefined where nothing is. */
export function whyNotClosed(reader: Reader, roundId: string, state: RoundState): string | undefined {
  const { unanswered } = countHoldings(reader, roundId)
  if (unanswered > 0) return `还有 ${unanswered} 人没有答复`
  const waited = callsDue(reader, roundId, state).filter(({ next }) => next !== undefined).length
  return waited === 0 ? undefined : `还有 ${waited} 个空出的名额有人候补，没有递补`
}
