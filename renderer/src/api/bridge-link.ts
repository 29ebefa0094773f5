import { type OperationResultEnvelope, TRPCClientError, type TRPCLink } from '@trpc/client'
import { type Observer, observable } from '@trpc/server/observable'
import type { DesktopRouter, EngineRouter } from '#electron/api/index.ts'
import type { Failure } from '#shared/base/failure.ts'
import type { Bridge, CallResponse, StreamEvent } from '#shared/ipc/bridge.ts'

declare global {
  interface Window {
    readonly bridge: Bridge
  }
}

/** A refusal that came over the bridge, with everything a person needs to read. */
export class RefusedCall extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message)
    this.failure = failure
  }
}

type Routers = EngineRouter | DesktopRouter
type ClientError = TRPCClientError<Routers>
type Out = Observer<OperationResultEnvelope<unknown, ClientError>, ClientError>

/**
 * Carries queries, mutations and subscriptions over `bridge`. An unfinished call that is dropped or aborted is
 * cancelled on the other side; a refusal becomes a client error whose cause is a `RefusedCall`.
 */
export function bridgeLink(bridge: Bridge): TRPCLink<Routers> {
  const streams = new Map<number, (event: StreamEvent) => void>()
  bridge.onEvent((event) => streams.get(event.id)?.(event))
  let lastId = 0
  return () =>
    ({ op }) =>
      observable((out) => {
        lastId += 1
        const id = lastId
        const ending = endOnce(out, () => streams.delete(id))
        const giveUp = () => ending.close(() => bridge.cancel(id))
        function answer(response: CallResponse): void {
          if (!response.ok) ending.fail(new RefusedCall(response.failure))
          else if (op.type !== 'subscription') ending.answer(response.data)
        }
        // The client leaves it to the link to heed the signal.
        op.signal?.addEventListener('abort', () => {
          giveUp()
          out.error(TRPCClientError.from(new Error('the call was given up')))
        })
        if (op.type === 'subscription') streams.set(id, (event) => receive(event, out, ending))
        bridge.call({ id, type: op.type, path: op.path, input: op.input }).then(answer, ending.fail)
        return giveUp
      })
}

function receive(event: StreamEvent, out: Out, ending: ReturnType<typeof endOnce>): void {
  if (event.kind === 'data') out.next(envelope(event.data))
  else if (event.kind === 'failure') ending.fail(new RefusedCall(event.failure))
  else ending.complete()
}

function envelope(data: unknown) {
  return { result: { type: 'data' as const, data } }
}

/** The ways a call can end, of which only the first counts; `forget` is called with it. */
function endOnce(out: Out, forget: () => void) {
  let ended = false
  /** Marked first: the client drops a call while it takes the answer, which is no cancellation. */
  function close(tell: () => void): void {
    if (ended) return
    ended = true
    forget()
    tell()
  }
  return {
    close,
    fail: (cause: Error) => close(() => out.error(TRPCClientError.from(cause))),
    complete: () => close(() => out.complete()),
    answer: (data: unknown) =>
      close(() => {
        out.next(envelope(data))
        out.complete()
      }),
  }
}
