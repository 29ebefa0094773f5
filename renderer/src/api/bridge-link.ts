import { TRPCClientError, type TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
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

/**
 * Carries queries, mutations and subscriptions over `bridge`. An unfinished call that is dropped or aborted is
 * cancelled on the other side; a refusal becomes a client error whose cause is a `RefusedCall`.
 */
export function bridgeLink(bridge: Bridge): TRPCLink<EngineRouter | DesktopRouter> {
  const streams = new Map<number, (event: StreamEvent) => void>()
  bridge.onEvent((event) => streams.get(event.id)?.(event))
  let lastId = 0
  return () =>
    ({ op }) =>
      observable((out) => {
        lastId += 1
        const id = lastId
        let finished = false
        /** Marked first: the client drops a call while it takes the answer, which is no cancellation. */
        function finish(tell: () => void): void {
          if (finished) return
          finished = true
          streams.delete(id)
          tell()
        }
        function fail(cause: Error): void {
          finish(() => out.error(TRPCClientError.from(cause)))
        }
        function give(data: unknown): void {
          out.next({ result: { type: 'data', data } })
        }
        function end(): void {
          finish(() => out.complete())
        }
        function giveUp(): void {
          finish(() => bridge.cancel(id))
        }
        function receive(event: StreamEvent): void {
          if (event.kind === 'data') give(event.data)
          else if (event.kind === 'failure') fail(new RefusedCall(event.failure))
          else end()
        }
        function answer(response: CallResponse): void {
          if (!response.ok) fail(new RefusedCall(response.failure))
          else if (op.type !== 'subscription') {
            finish(() => {
              give(response.data)
              out.complete()
            })
          }
        }
        // The client leaves it to the link to heed the signal.
        op.signal?.addEventListener('abort', () => {
          giveUp()
          out.error(TRPCClientError.from(new Error('the call was given up')))
        })
        if (op.type === 'subscription') streams.set(id, receive)
        bridge.call({ id, type: op.type, path: op.path, input: op.input }).then(answer, fail)
        return giveUp
      })
}
