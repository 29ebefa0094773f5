import { median, report } from './measure.ts'

/** What one piece of work took, and the longest time in which nothing else had a turn, in ms. */
export interface Watched {
  took: number
  blocked: number
}

/** Does work and watches how long other calls of the same worker would have waited. */
export async function watched(work: () => unknown): Promise<Watched> {
  let [last, blocked] = [performance.now(), 0]
  let isGoing = true
  const turn = () => {
    const now = performance.now()
    blocked = Math.max(blocked, now - last)
    last = now
    if (isGoing) setImmediate(turn)
  }
  setImmediate(turn)
  await new Promise((resolve) => setImmediate(resolve))
  const begin = performance.now()
  await work()
  const took = performance.now() - begin
  await new Promise((resolve) => setImmediate(resolve))
  isGoing = false
  return { took, blocked }
}

/** Nobody cancels. */
export const goingOn = new AbortController().signal

/** Ends a generator of progress. */
export async function toEnd(progress: AsyncIterable<unknown>): Promise<void> {
  for await (const _step of progress);
}

/** What is measured of one round; `most` is what it should keep within. */
export interface Step {
  what: string
  work: () => unknown
  floor?: () => unknown
  times?: number
  most?: number
}

/** Measures a step against its floor in the same run, and says how long others waited. */
export async function measureStep(kind: string, { what, work, floor, times = 1, most }: Step): Promise<void> {
  const [done, least]: [Watched[], Watched[]] = [[], []]
  for (let time = 0; time < times; time += 1) {
    done.push(await watched(work))
    if (floor !== undefined) least.push(await watched(floor))
  }
  const took = median(done.map((each) => each.took))
  const floored = median(least.map((each) => each.took))
  report({
    bench: 'rounds',
    what: `${kind}: ${what}`,
    median: took,
    ...(most === undefined ? {} : { most }),
    ...(floor === undefined ? {} : { floor: floored, ratio: took / floored }),
    blocked: median(done.map((each) => each.blocked)),
    unit: 'ms',
  })
}
