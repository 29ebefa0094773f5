import type { Failure } from '#shared/base/failure.ts'

/** How far work is, or what became of it. */
export interface Standing<Progress> {
  progress: Progress | undefined
  running: boolean
  failure: Failure | undefined
}

/** Nothing goes on, and nothing is to be told. */
export const RESTING = { progress: undefined, running: false, failure: undefined }

/** Where work under way is told about, so that a page that is left and opened again finds it. */
export class Bench<Progress> {
  standing: Standing<Progress> = RESTING
  stop: (() => void) | undefined
  readonly #watchers = new Set<() => void>()

  put(standing: Standing<Progress>): void {
    this.standing = standing
    for (const watcher of this.#watchers) watcher()
  }

  /** A failure is told until the last page that could show it is left. */
  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher)
    return () => {
      this.#watchers.delete(watcher)
      if (this.#watchers.size === 0 && !this.standing.running) this.standing = RESTING
    }
  }
}

/** Work that has a name stays here while its page is away. */
const named = new Map<string, Bench<unknown>>()

/** The bench of this name, one for all who ask; without a name one of its own. */
export function benchOf(name: string | undefined): Bench<unknown> {
  if (name === undefined) return new Bench()
  const bench = named.get(name) ?? new Bench()
  named.set(name, bench)
  return bench
}
