import { z } from 'zod'
import { PlainDate } from '#shared/base/plain-date.ts'
import { addWorkdays } from '#shared/base/workday.ts'
import { carryOut } from '../command.ts'
import type { ServiceContext } from '../context.ts'
import { recordRoundEvent, requireRoundAction } from './state.ts'

export const Announced = z.object({ from: PlainDate, until: PlainDate })
export type Announced = z.infer<typeof Announced>

/**
 * Announces the result of the last run (公示) from today on: `until` is the last of the plan's working days after
 * today, or today itself where the plan has none.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED; BAD_INPUT where the year's holidays are not known yet
 * @idempotent with `request.commandId`
 */
export function announceRound(
  context: ServiceContext,
  { commandId, roundId }: { commandId: string; roundId: string },
): Announced {
  const command = { id: commandId, kind: 'roundResults.announce', result: Announced }
  return carryOut(context, command, (tx, at) => {
    const { plan } = requireRoundAction({ ...context, reader: tx }, roundId, 'announce')
    const from = context.clock.today()
    const { calendar } = context.resources
    const until = plan.publicityDays === 0 ? from : addWorkdays(from, plan.publicityDays, calendar)
    const { accountId } = context.account
    recordRoundEvent(tx, { roundId, accountId, at }, { kind: 'announce', from, until })
    return { result: { from, until }, object: `round:${roundId}`, detail: { from, until } }
  })
}
