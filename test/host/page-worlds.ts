/**
 * The page's side of the stand-in. These functions stand alone: their source is injected into each document before
 * any script of the page. The preload runs in a world of its own, as under contextIsolation; the two worlds meet only
 * on one detached node that neither page nor preload can reach by name.
 */
type Packed = { kind: string; value?: unknown }
type WorldMessage =
  | { kind: 'expose'; key: string; value: Packed }
  | { kind: 'call'; id: number; args: Packed[] }
  | { kind: 'returned'; value: Packed }
  | { kind: 'threw'; message: string }
  | { kind: 'settled'; id: number; value: Packed }
  | { kind: 'rejected'; id: number; message: string }

export type WorldLink = {
  expose(key: string, value: unknown): void
  receive(accept: (key: string, value: unknown) => void): void
}

/** `linkWorlds` with its packer, as the two worlds are given it. */
export type Link = (node: EventTarget, names: [string, string]) => WorldLink

/** What a passage does with what cannot be copied: functions and promises stay where they are, under a number. */
type Ends = {
  keep(work: (...args: unknown[]) => unknown): number
  follow(promise: Promise<unknown>): number
  call(id: number, args: unknown[]): unknown
  wait(id: number): Promise<unknown>
}

/** Turns values into what can be cloned, and back. Stands alone: its source is injected. */
export function createPacker(ends: Ends) {
  function pack(value: unknown): Packed {
    if (typeof value === 'function')
      return { kind: 'function', value: ends.keep(value as (...args: unknown[]) => unknown) }
    if (value instanceof Promise) return { kind: 'promise', value: ends.follow(value) }
    if (value instanceof Error) return { kind: 'error', value: value.message }
    if (Array.isArray(value)) return { kind: 'array', value: value.map(pack) }
    const plain =
      value !== null &&
      typeof value === 'object' &&
      Object.prototype.toString.call(value) === '[object Object]'
    if (!plain) return { kind: 'value', value }
    return { kind: 'object', value: Object.entries(value).map(([key, inner]) => [key, pack(inner)]) }
  }
  function unpack({ kind, value }: Packed): unknown {
    if (kind === 'value') return value
    if (kind === 'error') return new Error(String(value))
    if (kind === 'array') return (value as Packed[]).map(unpack)
    if (kind === 'object')
      return Object.fromEntries((value as [string, Packed][]).map(([key, inner]) => [key, unpack(inner)]))
    if (kind === 'promise') return ends.wait(value as number)
    return (...args: unknown[]) => ends.call(value as number, args)
  }
  return { pack, unpack }
}

/** One end of the passage between two worlds: values are copied, functions and promises stand in for each other. */
export function linkWorlds(
  node: EventTarget,
  [here, there]: [string, string],
  packer: typeof createPacker,
): WorldLink {
  const functions: ((...args: unknown[]) => unknown)[] = []
  const promises = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let promiseCount = 0
  let outcome: WorldMessage | undefined
  let accept: ((key: string, value: unknown) => void) | undefined
  const wait = (id: number) =>
    new Promise((resolve, reject) => {
      promises.set(id, { resolve, reject })
    })
  const { pack, unpack } = packer({ keep: (work) => functions.push(work) - 1, follow, call, wait })

  // Events are delivered at once, so that a call over the passage returns like a call.
  function post(message: WorldMessage): void {
    node.dispatchEvent(new CustomEvent(there, { detail: structuredClone(message) }))
  }
  function follow(promise: Promise<unknown>): number {
    promiseCount += 1
    const id = promiseCount
    const reject = (error: unknown) =>
      post({ kind: 'rejected', id, message: error instanceof Error ? error.message : String(error) })
    promise.then((value) => post({ kind: 'settled', id, value: pack(value) })).catch(reject)
    return id
  }
  function call(id: number, args: unknown[]): unknown {
    outcome = undefined
    post({ kind: 'call', id, args: args.map(pack) })
    const result = outcome as WorldMessage | undefined
    if (result?.kind === 'returned') return unpack(result.value)
    throw new Error(result?.kind === 'threw' ? result.message : 'An object could not be cloned.')
  }
  function answer(id: number, args: Packed[]): void {
    try {
      post({ kind: 'returned', value: pack(functions[id]?.(...args.map(unpack))) })
    } catch (error) {
      post({ kind: 'threw', message: error instanceof Error ? error.message : String(error) })
    }
  }
  node.addEventListener(here, (event) => {
    const message: WorldMessage = (event as CustomEvent).detail
    if (message.kind === 'expose') accept?.(message.key, unpack(message.value))
    else if (message.kind === 'call') answer(message.id, message.args)
    else if (message.kind === 'settled') promises.get(message.id)?.resolve(unpack(message.value))
    else if (message.kind === 'rejected') promises.get(message.id)?.reject(new Error(message.message))
    else outcome = message
  })
  return {
    expose: (key, value) => post({ kind: 'expose', key, value: pack(value) }),
    receive: (listener) => {
      accept = listener
    },
  }
}

/** The page's own world: waits for the preload's world and puts what it exposes, deeply frozen, on `window`. */
export function prepareMainWorld(link: Link, token: string): void {
  if (window.top !== window) return
  const freeze = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) freeze(inner)
    return Object.freeze(value)
  }
  window.addEventListener(
    token,
    (event) => {
      event.stopImmediatePropagation()
      const node = (event as MouseEvent).relatedTarget
      if (node === null) return
      link(node, ['to-page', 'to-preload']).receive((key, value) => {
        Object.defineProperty(window, key, { value: freeze(value), enumerable: true })
      })
    },
    { once: true },
  )
}
