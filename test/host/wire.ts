/** What passes between the stand-in inside main and the browser side that owns Chromium. */
export type WindowOptions = {
  preload: string | undefined
  width: number
  height: number
  /** What the permission handlers of main let through, in Chromium's words. */
  permissions: string[]
}
export type Fetched = { status: number; headers: Record<string, string>; body: Uint8Array }

/** Requests main answers: name, what is sent, what comes back. */
export type ToMain = {
  invoke: [{ window: number; url: string; channel: string; args: unknown[] }, unknown]
  send: [{ window: number; url: string; channel: string; args: unknown[] }, unknown]
  fetch: [
    { url: string; method: string; headers: Record<string, string>; body: Uint8Array | undefined },
    Fetched,
  ]
  willNavigate: [{ window: number; url: string }, boolean]
  willOpen: [{ window: number; url: string }, boolean]
  navigated: [{ window: number; url: string }, unknown]
  titled: [{ window: number; title: string }, unknown]
  preloadError: [{ window: number; message: string }, unknown]
  closed: [{ window: number }, unknown]
  evaluate: [{ source: string; argument: unknown }, unknown]
  quit: [null, unknown]
}
/** Requests the browser side answers. */
export type ToBrowser = {
  open: [{ window: number; url: string; options: WindowOptions }, unknown]
  send: [{ window: number; channel: string; args: unknown[] }, unknown]
  show: [{ window: number }, unknown]
  close: [{ window: number }, unknown]
}

type Calls = Record<string, [unknown, unknown]>
type Ask<C extends Calls> = <Name extends keyof C & string>(
  name: Name,
  input: C[Name][0],
) => Promise<C[Name][1]>
type Serve<C extends Calls> = { [Name in keyof C]: (input: C[Name][0]) => C[Name][1] | Promise<C[Name][1]> }
type Message =
  | { kind: 'ask'; id: number; name: string; input: unknown }
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'failure'; id: number; message: string }

/** One end of a process channel (`process` in the child, the `ChildProcess` in the parent). */
type End = {
  connected: boolean
  send?:
    | ((message: Message, handle?: never, options?: never, sent?: (error: Error | null) => void) => boolean)
    | undefined
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'disconnect', listener: () => void): unknown
}

export type Wire<Out extends Calls, In extends Calls> = {
  /** Sends a request and waits for its answer; fails, and never throws at once, when the other end is gone. */
  readonly ask: Ask<Out>
  /** Answers the other end's requests. Values are cloned as Electron clones them: a function in one is an error. */
  readonly serve: (handlers: Serve<In>) => void
}

/** Joins one end of a process channel to the other. */
export function openWire<Out extends Calls, In extends Calls>(end: End): Wire<Out, In> {
  return new ProcessWire<Out, In>(end)
}

class ProcessWire<Out extends Calls, In extends Calls> implements Wire<Out, In> {
  readonly #end: End
  readonly #waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>()
  #handlers: Partial<Serve<In>> = {}
  #count = 0

  constructor(end: End) {
    this.#end = end
    end.on('message', (message) => this.#receive(message as Message))
    end.on('disconnect', () => {
      for (const entry of this.#waiting.values()) entry.reject(gone())
      this.#waiting.clear()
    })
  }

  readonly ask: Ask<Out> = (name, input) =>
    new Promise((resolve, reject) => {
      this.#count += 1
      this.#waiting.set(this.#count, { resolve, reject })
      this.#post({ kind: 'ask', id: this.#count, name, input }, reject)
    })

  readonly serve = (handlers: Serve<In>): void => {
    this.#handlers = handlers
  }

  #receive(message: Message): void {
    if (message.kind === 'ask') return void this.#answer(message)
    const entry = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.kind === 'answer') entry?.resolve(message.value as never)
    else entry?.reject(new Error(message.message))
  }

  async #answer({ id, name, input }: Extract<Message, { kind: 'ask' }>): Promise<void> {
    try {
      const handler = this.#handlers[name as keyof In]
      if (handler === undefined) throw new Error(`Nobody answers ${name}`)
      this.#post({ kind: 'answer', id, value: structuredClone(await handler(input)) }, ignore)
    } catch (error) {
      this.#post({ kind: 'failure', id, message: asError(error).message }, ignore)
    }
  }

  #post(message: Message, failed: (error: Error) => void): void {
    try {
      if (!this.#end.connected) throw gone()
      this.#end.send?.(message, undefined, undefined, (error) => error && failed(error))
    } catch (error) {
      failed(asError(error))
    }
  }
}

function gone(): Error {
  return new Error('The other process is gone')
}

// What is sent after the other end went away (EPIPE, a closed channel) has nobody to read it.
function ignore(): void {}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
