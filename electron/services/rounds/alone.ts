import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Writer } from '#electron/store/database.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { RoundProgress } from '#shared/ipc/rounds.ts'

/** Stores in which a list is being frozen or a round is running now. */
const working = new WeakSet<Writer>()

/** The last stage of freezing and of running. */
export const SAVING = '保存'

/**
 * Does long work on a round once, and one at a time on each store. `made` is what the same command made before, if it
 * was carried out: then it is told and nothing is done.
 * @throws CounterError CONFLICT where other work is going on
 */
export async function* alone(
  writer: Writer,
  made: string | undefined,
  work: () => AsyncGenerator<RoundProgress>,
): AsyncGenerator<RoundProgress> {
  if (made !== undefined) {
    yield { stage: SAVING, done: 1, total: 1, id: made }
    return
  }
  if (working.has(writer)) {
    throw new CounterError('CONFLICT', '本机正在冻结名单或运行一个批次，这一次没有开始。', {
      hint: '请等它完成后再办。',
    })
  }
  working.add(writer)
  try {
    yield* work()
  } finally {
    working.delete(writer)
  }
}

/** Lets other calls have their turn. @throws CounterError CANCELLED where the person has given up meanwhile */
export async function breathe(signal: AbortSignal, words: string): Promise<void> {
  await nextTurn()
  if (!signal.aborted) return
  throw new CounterError('CANCELLED', `已取消${words}，没有留下任何结果。`, { hint: '需要时可以重新办理。' })
}

/** @throws CounterError BAD_INPUT at `reason` where a list is frozen, or a round is run, anew without one */
export function requireReason(isAgain: boolean, reason: string | undefined, words: string): void {
  if (!isAgain || reason !== undefined) return
  throw new CounterError('BAD_INPUT', `重新${words}没有写原因，没有办理：前一次的记录会一并公开。`, {
    at: 'reason',
    hint: '请写明为什么要重做，例如哪一件异议成立。',
  })
}
