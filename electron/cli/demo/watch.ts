import { setImmediate as nextTurn } from 'node:timers/promises'
import { CounterError } from '#shared/base/failure.ts'

/** Who is told how far the work is, and who may stop it. */
export interface Watch {
  note(text: string): void
  signal: AbortSignal
}

/** The items one by one, telling each tenth of the way; Ctrl+C is heard between two of them. */
export async function* eachOf<T>(items: readonly T[], what: string, watch: Watch): AsyncGenerator<T> {
  const tenth = Math.max(1, Math.ceil(items.length / 10))
  for (const [index, item] of items.entries()) {
    if (index % 20 === 0) await nextTurn()
    requireGoingOn(watch.signal)
    yield item
    const done = index + 1
    if (done % tenth === 0 || done === items.length) watch.note(`${what} ${done}/${items.length}`)
  }
}

/** @throws CounterError CANCELLED */
export function requireGoingOn(signal: AbortSignal): void {
  if (!signal.aborted) return
  throw new CounterError('CANCELLED', '演示被中断，没有做完。', {
    hint: '已写出的部分留在输出文件夹中，不完整；请删除后重新运行。',
  })
}
