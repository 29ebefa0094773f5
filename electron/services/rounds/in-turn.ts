import type { ServiceContext } from '../context.ts'

const NEVER = new AbortController().signal

/**
 * Does work of a round in the process that does long work, after that which was asked for before: through the one
 * connection an import under way would be seen half done, and nothing could be written. Where there is no such process
 * it is done at once.
 * @throws CounterError CANCELLED where it was cancelled before its turn came; whatever `work` throws
 */
export async function inTurn<Result>(
  { stages }: Pick<ServiceContext, 'stages'>,
  work: (signal: AbortSignal) => Result | Promise<Result>,
  signal: AbortSignal = NEVER,
): Promise<Result> {
  return stages === null ? work(signal) : stages.alone(signal, async (either) => work(either))
}

/** As `inTurn`, for work that tells how far it is. */
export async function* progressInTurn<Progress>(
  context: Pick<ServiceContext, 'stages'>,
  work: () => AsyncGenerator<Progress>,
  signal: AbortSignal,
): AsyncGenerator<Progress> {
  const ended = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  const turn = inTurn(
    context,
    () => {
      begun.resolve()
      return ended.promise
    },
    signal,
  )
  try {
    await Promise.race([begun.promise, turn])
    yield* work()
  } finally {
    ended.resolve()
    await turn.catch(() => undefined)
  }
}
