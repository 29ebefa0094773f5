import { type AnyTRPCRouter, callTRPCProcedure } from '@trpc/server'
import type { Failure } from '#shared/base/failure.ts'
import type { CallRequest, CallResponse, StreamEvent } from '#shared/ipc/bridge.ts'
import { faultLine, toFailure } from './failures.ts'

type Emit = (event: StreamEvent) => void
type RunningCall = { abort: AbortController; emit: Emit }

/** Answers the calls of the page; `client` is one window, whose call ids are its own. */
export interface CallServer {
  call(client: string, request: CallRequest, emit: Emit): Promise<CallResponse>
  cancel(client: string, id: number): void
  /** Ends every running call of a window that is gone, without a further event. */
  drop(client: string): void
  /** Ends every running call, before the store is locked or the program ends. */
  dropAll(): void
}

export type ServerOptions<Context> = {
  router: AnyTRPCRouter
  /** The context of one call, made when the call arrives. */
  createContext: () => Context
  /** Takes one line about a fault of the program; never personal data. */
  log: (line: string) => void
}

/**
 * Serves a router over calls and events. Every refusal is an answer with a code and a reference; a subscription is
 * answered when it starts and then sends its items, ending with `end` or `failure`.
 */
export function createServer<Context>(options: ServerOptions<Context>): CallServer {
  return new RouterServer(options)
}

class RouterServer<Context> implements CallServer {
  readonly #options: ServerOptions<Context>
  readonly #clients = new Map<string, Map<number, RunningCall>>()

  constructor(options: ServerOptions<Context>) {
    this.#options = options
  }

  async call(client: string, request: CallRequest, emit: Emit): Promise<CallResponse> {
    const { id, path } = request
    const call = this.#begin(client, id, emit)
    try {
      const data = await this.#answer(request, call)
      if (!isStream(data)) {
        this.#finish(client, id, call)
        return { ok: true, data }
      }
      // Items follow the answer, so that the window knows the call before its first event.
      setImmediate(() => void this.#stream(data, request, call).finally(() => this.#finish(client, id, call)))
      return { ok: true, data: null }
    } catch (error) {
      this.#finish(client, id, call)
      return { ok: false, failure: this.#refuse(error, path) }
    }
  }

  cancel(client: string, id: number): void {
    this.#clients.get(client)?.get(id)?.abort.abort()
  }

  drop(client: string): void {
    for (const call of this.#clients.get(client)?.values() ?? []) {
      // Nobody is left to hear it; a reloaded window would take it for the answer to a new call.
      call.emit = () => undefined
      call.abort.abort()
    }
    this.#clients.delete(client)
  }

  dropAll(): void {
    for (const calls of this.#clients.values()) for (const { abort } of calls.values()) abort.abort()
  }

  #begin(client: string, id: number, emit: Emit): RunningCall {
    const call: RunningCall = { abort: new AbortController(), emit }
    const calls = this.#clients.get(client) ?? new Map<number, RunningCall>()
    this.#clients.set(client, calls.set(id, call))
    return call
  }

  /** A reloaded window counts anew, so another call may have the same id by now. */
  #finish(client: string, id: number, call: RunningCall): void {
    const calls = this.#clients.get(client)
    if (calls?.get(id) === call) calls.delete(id)
    if (calls?.size === 0) this.#clients.delete(client)
  }

  #answer({ path, type, input }: CallRequest, { abort }: RunningCall): Promise<unknown> {
    const { router, createContext } = this.#options
    return callTRPCProcedure({
      router,
      path,
      type,
      ctx: createContext(),
      getRawInput: async () => input,
      signal: abort.signal,
      batchIndex: 0,
    })
  }

  async #stream(items: AsyncIterable<unknown>, { id, path }: CallRequest, call: RunningCall): Promise<void> {
    const { signal } = call.abort
    try {
      for await (const data of items) {
        if (signal.aborted) break
        call.emit({ id, kind: 'data', data })
      }
      call.emit({ id, kind: 'end' })
    } catch (error) {
      call.emit({ id, kind: 'failure', failure: this.#refuse(error, path) })
    }
  }

  #refuse(error: unknown, path: string): Failure {
    const { failure, isFault } = toFailure(error)
    if (isFault) this.#options.log(faultLine(error, path, failure.reference ?? ''))
    return failure
  }
}

function isStream(data: unknown): data is AsyncIterable<unknown> {
  return typeof data === 'object' && data !== null && Symbol.asyncIterator in data
}
