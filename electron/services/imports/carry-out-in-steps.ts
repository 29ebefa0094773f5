import type { Transaction } from '#electron/store/database.ts'
import { type LongOptions, type LongStep, longTransaction } from '#electron/store/long-transaction.ts'
import { type CommandOf, type Done, findAnswer, recordCommand } from '../command.ts'
import { getWriter, type ServiceContext } from '../context.ts'

/**
 * As `carryOut`, for a change that takes long: one transaction, a step at a time, with progress and cancelling. A
 * command that was carried out before is answered as it was then.
 * @throws CounterError CANCELLED, CONFLICT where the id was used for another kind of change; whatever `work` throws
 * @idempotent with `command.id` and `command.kind`
 */
export async function carryOutInSteps<Result>(
  context: ServiceContext,
  command: CommandOf<Result>,
  work: (tx: Transaction, at: string) => Generator<LongStep, Done<Result>>,
  options: LongOptions,
): Promise<Result> {
  const at = context.clock.now()
  const outcome = await longTransaction(
    getWriter(context),
    function* (tx) {
      const earlier = findAnswer(tx, command)
      if (earlier !== undefined) return earlier
      const done = yield* work(tx, at)
      recordCommand(tx, context, { command, done, at })
      return { result: done.result }
    },
    options,
  )
  context.changes.announce()
  return outcome.result
}
