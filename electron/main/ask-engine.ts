import type { Engine } from '#electron/engine/client.ts'
import { CounterError, type Failure } from '#shared/base/failure.ts'
import type { CallRequest } from '#shared/ipc/bridge.ts'

/** What main asks of the engine for itself. @throws CounterError what the engine refused with */
export async function askEngine(engine: Pick<Engine, 'call'>, request: CallRequest): Promise<unknown> {
  const answer = await engine.call('desktop', request, () => {})
  if (!answer.ok) throw toError(answer.failure)
  return answer.data
}

/** A refusal of the engine as an error that the desktop's own calls refuse with. */
export function toError({ code, message, at, hint }: Failure): CounterError {
  return new CounterError(code, message, {
    ...(at === undefined ? {} : { at }),
    ...(hint === undefined ? {} : { hint }),
  })
}
