import process from 'node:process'

/**
 * What a measurement prints, in `unit`: the median, where it matters the time that 99 of 100 keep within (`p99`) and the
 * one they should (`most`), how many times the floor of the same run it is, and the longest time for which other calls of
 * the same worker would have had to wait (`blocked`).
 */
export interface Measurement {
  bench: string
  what: string
  median: number
  p99?: number
  most?: number
  floor?: number
  ratio?: number
  blocked?: number
  unit: string
}

/**
 * Medians of functions that are run in turn, so that a slow moment of the machine falls on each of them alike.
 * Microseconds for one call; a tenth of the rounds goes before, to warm up.
 */
export function medians<Name extends string>(
  tasks: Record<Name, () => unknown>,
  { rounds, callsPerRound }: { rounds: number; callsPerRound: number },
): Record<Name, number> {
  const names = Object.keys(tasks) as Name[]
  const times = new Map<Name, number[]>(names.map((name) => [name, []]))
  for (let round = -Math.ceil(rounds / 10); round < rounds; round += 1) {
    for (const name of names) {
      const begin = performance.now()
      for (let call = 0; call < callsPerRound; call += 1) tasks[name]()
      const microseconds = ((performance.now() - begin) * 1000) / callsPerRound
      if (round >= 0) times.get(name)?.push(microseconds)
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<
    Name,
    number
  >
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** One JSON line on standard output; figures to three significant digits, since more would be noise. */
export function report(measurement: Measurement): void {
  const rounded = Object.entries(measurement).map(([key, value]) => [
    key,
    typeof value === 'number' ? Number(value.toPrecision(3)) : value,
  ])
  process.stdout.write(`${JSON.stringify(Object.fromEntries(rounded))}\n`)
}
