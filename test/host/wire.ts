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
  ask: Ask<Out>
  /** Answers the other end's requests. Values are cloned as Electron clones them: a function in one is an error. */
  serve(handlers: Serve<In>): void
}

/** Joins one end of a process channel to the other. */
export function openWire<Out extends Calls, In extends Calls>(end: End): Wire<Out, In> {
  const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>()
  let handlers: Partial<Serve<In>> = {}
  let count = 0
  const post = (message: Message, failed: (error: Error) => void) => {
    try {
      if (!end.connected) throw gone()
      end.send?.(message, undefined, undefined, (error) => error && failed(error))
    } catch (error) {
      failed(asError(error))
    }
  }
  const answer = async ({ id, name, input }: Extract<Message, { kind: 'ask' }>) => {
    try {
      const handler = handlers[name as keyof In]
      if (handler === undefined) throw new Error(`Nobody answers ${name}`)
      post({ kind: 'answer', id, value: structuredClone(await handler(input)) }, ignore)
    } catch (error) {
      post({ kind: 'failure', id, message: asError(error).message }, ignore)
    }
  }
  end.on('message', (given) => {
    const message = given as Message
    if (message.kind === 'ask') return void answer(message)
    const entry = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.kind === 'answer') entry?.resolve(message.value as never)
    else entry?.reject(new Error(message.message))
  })
  end.on('disconnect', () => {
    for (const entry of waiting.values()) entry.reject(gone())
    waiting.clear()
  })
  const ask: Ask<Out> = (name, input) =>
    new Promise((resolve, reject) => {
      count += 1
      waiting.set(count, { resolve, reject })
      post({ kind: 'ask', id: count, name, input }, reject)
    })
  return {
    ask,
    serve: (given) => {
      handlers = given
    },
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
