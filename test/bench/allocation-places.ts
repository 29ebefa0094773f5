import process from 'node:process'
import { deferAcceptance } from '#shared/domain/allocation/deferred-acceptance.ts'
import {
  certificateOf,
  explainEveryone,
  levelsOf,
  matchApplicants,
  type Placement,
  rankBy,
} from '#shared/domain/allocation/index.ts'
import { marketOf } from '#shared/domain/allocation/market.ts'
import { type City, cityOf, PLACES } from './allocation-city.ts'
import { median, medians, report } from './measure.ts'

/** The engine against reading every wish once, the whole way in seconds, and what it takes beside the data. */
const applicants = Number(process.argv[2])
const isLarge = applicants > 100_000
const city = cityOf(applicants)
const line = { bench: 'allocation' }
const what = `${applicants} × ${PLACES} with 5 wishes`

const placement = ranked(city)
const market = marketOf(placement, levelsOf(placement))
const times = medians(
  { floor: () => readWishes(placement), engine: () => deferAcceptance(market) },
  { rounds: isLarge ? 7 : 60, callsPerRound: isLarge ? 1 : 5 },
)
report({
  ...line,
  what: `${what}: places given out, against every wish read once (at most ${isLarge ? 12 : 4})`,
  median: times.engine / 1000,
  floor: times.floor / 1000,
  ratio: times.engine / times.floor,
  unit: 'ms',
})

const whole: number[] = []
for (let round = 0; round < (isLarge ? 5 : 20); round += 1) {
  const begin = performance.now()
  wholeWay(city)
  whole.push((performance.now() - begin) / 1000)
}
report({
  ...line,
  what: `${what}: order, places, cut-offs and everybody's explanation${isLarge ? ' (at most 1.5)' : ''}`,
  median: median(whole),
  ...(isLarge ? { most: 1.5 } : {}),
  unit: 's',
})

if (isLarge) {
  report({
    ...line,
    what: `${what}: memory beside the data (at most 200)`,
    median: peakBeside(),
    most: 200,
    unit: 'MB',
  })
}

function ranked(input: City): Placement {
  const columns = input.keys.filter((key) => key.of === 'applicant').map(({ codes }) => codes)
  return { ...input, ranking: rankBy(columns, input.applicants, (one, other) => one - other) }
}

function wholeWay(input: City): unknown {
  const own = ranked(input)
  const levels = levelsOf(own)
  const matching = matchApplicants(own, levels)
  const certificate = certificateOf(own, matching, levels)
  return { matching, certificate, reasons: explainEveryone(own, matching, certificate) }
}

/** Every wish's place and class read and one number written for each applicant: no engine can do less. */
function readWishes({ starts, wishPlaces, keys }: Placement): Int32Array {
  const seats = new Int32Array(applicants)
  const classes = keys[0]?.codes ?? new Uint32Array(0)
  for (let applicant = 0; applicant < applicants; applicant += 1) {
    let sum = 0
    const end = starts[applicant + 1] ?? 0
    for (let wish = starts[applicant] ?? 0; wish < end; wish += 1)
      sum += (wishPlaces[wish] ?? 0) + (classes[wish] ?? 0)
    seats[applicant] = sum
  }
  return seats
}

/** All arrays that a run makes and has not let go, at most: nothing is collected in between. */
function peakBeside(): number {
  globalThis.gc?.()
  const before = process.memoryUsage()
  const kept = wholeWay(city)
  const after = process.memoryUsage()
  if (kept === undefined) throw new Error('nothing was kept')
  return (after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed) / 2 ** 20
}
