import process from 'node:process'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import {
  type DeferredAcceptanceRound,
  RankedQuotaRound,
  type Round,
  type RoundResult,
  verifyRound,
} from '#shared/domain/allocation/index.ts'
import { assignments, granted, isStable, rounds } from '#test/property/domain/allocation-rounds.ts'
import { sha256 } from './support.ts'

/** What a copy of the engine under test gives: its own `allocateRound`. */
type Allocate = (round: Round, hash: typeof sha256, options: { explain: boolean }) => RoundResult

/**
 * The laws in short, for copies of the engine: `node allocation-laws.ts INDEX...` prints for each, named by the path of
 * its index.ts, the laws that it breaks, as a line of JSON. What is expected is worked out by the code as it is.
 */
const SEED = 20220628
const small = fc.sample(rounds({ people: 5 }), { seed: SEED, numRuns: 60 })
const middle = fc.sample(rounds(), { seed: SEED, numRuns: 120 })
const oneOrder = fc.sample(rounds({ oneOrder: true, reserves: false }), { seed: SEED, numRuns: 40 })
const wished = [...middle, ...oneOrder]
const crowds = Array.from({ length: 25 }, (_, index) => crowdOf(SEED + index))
const ranked = fc.sample(rankedRounds(), { seed: SEED, numRuns: 80 })

const LAWS: Record<string, (allocate: Allocate) => boolean> = {
  'no blocking pair and no waste': (allocate) =>
    wished.every((round) => isStable(round, granted(run(allocate, round)))),
  'no place above its capacity': (allocate) =>
    wished.every((round) => {
      const { seats } = run(allocate, round)
      return round.places.every(
        ({ id, capacity }) => seats.filter(({ place }) => place === id).length <= capacity,
      )
    }),
  'the best stable outcome of all': (allocate) =>
    small.every((round) => {
      const outcome = granted(run(allocate, round))
      return bestStable(round).every((wish, index) => wish === outcome[index])
    }),
  'the order of the applicants does not matter': (allocate) =>
    [...middle, ...ranked].every((round) => {
      const turned = { ...round, applicants: round.applicants.toReversed() }
      const [one, other] = [run(allocate, round).seats, run(allocate, turned).seats]
      return JSON.stringify(one) === JSON.stringify(other.toReversed())
    }),
  'cut-offs, explanations and tickets are those of the seats': (allocate) =>
    [...wished, ...crowds, ...ranked].every(
      (round) => verifyRound(round, run(allocate, round), sha256).length === 0,
    ),
  'unfilled places of a quota revert': (allocate) =>
    ranked.every((round) => {
      const given = run(allocate, round).seats.filter(({ place }) => place !== null).length
      return given === Math.min(round.total, round.applicants.length)
    }),
}

function run(allocate: Allocate, round: Round): RoundResult {
  return allocate(round, sha256, { explain: true })
}

/** The applicants of forty rounds for twelve times the places: many come late to a place that sends many away. */
function crowdOf(seed: number): DeferredAcceptanceRound {
  const [first, ...others] = fc.sample(rounds({ everyWish: true }), { seed, numRuns: 40 })
  if (first === undefined) throw new Error('no round was made')
  const applicants = [first, ...others].flatMap((round) => round.applicants)
  return {
    ...first,
    places: first.places.map((place) => ({ ...place, capacity: 12 * (place.capacity + 1) })),
    applicants: applicants.map((each, index) => ({ ...each, no: `T-${String(index).padStart(4, '0')}` })),
  }
}

/** The wishes granted in the stable outcome that nobody likes less than another one, by trying all. */
function bestStable(round: DeferredAcceptanceRound): number[] {
  const stable = [...assignments(round)].filter((wishes) => isStable(round, wishes))
  return round.applicants.map((_, index) => Math.min(...stable.map((wishes) => wishes[index] ?? 0)))
}

/** Everybody consents, and unfilled places of the towns go to the next of the city. */
function rankedRounds(): fc.Arbitrary<RankedQuotaRound> {
  const towns = ['town-1', 'town-2', 'town-3']
  const person = fc.record({
    points: fc.integer({ min: 0, max: 12 }).map((quarters) => quarters / 4),
    group: fc.constantFrom(...towns),
    consent: fc.constant(true),
  })
  const counts = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3))
  return fc.tuple(fc.array(person, { maxLength: 14 }), counts, fc.nat(5)).map(([people, quotas, open]) =>
    RankedQuotaRound.parse({
      format: 'counter.round/1',
      id: 'MUTANTS',
      mechanism: 'ranked-quota',
      order: [
        { key: 'points', dir: 'desc' },
        { key: 'ticket', dir: 'asc' },
      ],
      seed: 'mutants',
      quotas: towns.map((group, index) => ({ group, places: quotas[index] })),
      reversion: 'city-order',
      total: open + quotas.reduce((sum, places) => sum + places, 0),
      applicants: people.map((each, index) => ({ no: `T-${String(index).padStart(3, '0')}`, ...each })),
    }),
  )
}

/** A copy that fails on a round breaks the law that was being asked. */
function isBroken(law: (allocate: Allocate) => boolean, allocate: Allocate): boolean {
  try {
    return !law(allocate)
  } catch {
    return true
  }
}

for (const path of process.argv.slice(2)) {
  const { allocateRound }: { allocateRound: Allocate } = await import(pathToFileURL(path).href)
  const broken = Object.entries(LAWS).filter(([, law]) => isBroken(law, allocateRound))
  process.stdout.write(`${JSON.stringify(broken.map(([name]) => name))}\n`)
}
