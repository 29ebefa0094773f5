import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Entry, entriesOf } from '#shared/domain/allocation/entries.ts'
import {
  allocateRankedQuota,
  costSplit,
  RankedQuotaRound,
  RoundResult as Result,
  type RoundResult,
  verifyRound,
} from '#shared/domain/allocation/index.ts'
import { type Admission, cutoffOf, cutsOf, placeOf, placePlan } from '#shared/domain/allocation/plan.ts'
import { sha256 } from '#test/unit/domain/support.ts'

const TOWNS = ['town-1', 'town-2', 'town-3']

const person = fc.record({
  points: fc.integer({ min: 0, max: 40 }).map((quarters) => quarters / 4),
  ties: fc.record({ residenceMonths: fc.integer({ min: 0, max: 3 }) }),
  group: fc.constantFrom(...TOWNS),
  consent: fc.boolean(),
})

/** Small rounds with many equal points, so that ties and tickets decide often. */
const rounds: fc.Arbitrary<RankedQuotaRound> = fc
  .record({
    people: fc.array(person, { maxLength: 14 }),
    quotas: fc
      .subarray(TOWNS)
      .chain((groups) =>
        fc.tuple(
          ...groups.map((group) =>
            fc.record({ group: fc.constant(group), places: fc.integer({ min: 0, max: 3 }) }),
          ),
        ),
      ),
    open: fc.integer({ min: 0, max: 5 }),
    reversion: fc.constantFrom('city-order', 'none'),
    seed: fc.stringMatching(/^[a-z]{4,8}$/),
  })
  .map(({ people, quotas, open, reversion, seed }) =>
    RankedQuotaRound.parse({
      format: 'counter.round/1',
      id: 'LAWS',
      mechanism: 'ranked-quota',
      order: [
        { key: 'points', dir: 'desc' },
        { key: 'ties.residenceMonths', dir: 'desc' },
        { key: 'ticket', dir: 'asc' },
      ],
      seed,
      quotas,
      reversion,
      total: open + quotas.reduce((sum, quota) => sum + quota.places, 0),
      applicants: people.map((each, index) => ({ no: `T-${String(index).padStart(3, '0')}`, ...each })),
    }),
  )

function run(round: RankedQuotaRound): RoundResult {
  return allocateRankedQuota(round, sha256, { explain: true })
}

function winners(round: RankedQuotaRound): string[] {
  return run(round)
    .seats.filter((seat) => seat.place !== null)
    .map((seat) => seat.no)
    .sort()
}

describe('laws of ranked-quota', () => {
  it('the order of the input does not matter', () => {
    fc.assert(
      fc.property(
        rounds.chain((round) =>
          fc.tuple(
            fc.constant(round),
            fc.shuffledSubarray(round.applicants, { minLength: round.applicants.length }),
          ),
        ),
        ([round, applicants]) => {
          const [one, other] = [run(round), run({ ...round, applicants })]
          expect(other.order).toEqual(one.order)
          expect(other.inputHash).toBe(one.inputHash)
          expect(other.cutoffs).toEqual(one.cutoffs)
          expect(new Map(other.seats.map((seat) => [seat.no, seat]))).toEqual(
            new Map(one.seats.map((seat) => [seat.no, seat])),
          )
        },
      ),
    )
  })

  it('no more places than the total, no quota exceeded, nobody without consent', () => {
    fc.assert(
      fc.property(rounds, (round) => {
        const { seats } = run(round)
        expect(winners(round).length).toBeLessThanOrEqual(round.total)
        for (const { group, places } of round.quotas ?? [])
          expect(
            seats.filter((seat) => seat.place === group && seat.kind === 'quota').length,
          ).toBeLessThanOrEqual(places)
        round.applicants.forEach((applicant, index) => {
          if (applicant.consent !== true) expect(seats[index]?.place).toBeNull()
        })
      }),
    )
  })

  it('no place is wasted: with reversion all are given or everybody has one', () => {
    fc.assert(
      fc.property(rounds, (round) => {
        const consenting = round.applicants.filter((applicant) => applicant.consent)
        if (round.reversion === 'city-order')
          expect(winners(round)).toHaveLength(Math.min(round.total, consenting.length))
        for (const { capacity, filled, place } of run(round).cutoffs)
          if (filled < capacity) {
            const left = run(round).seats.filter((seat, index) => {
              const applicant = round.applicants[index]
              return (
                seat.place === null && applicant?.consent && (place === 'city' || applicant.group === place)
              )
            })
            expect(left).toEqual([])
          }
      }),
    )
  })

  it('more points never hurt the person', () => {
    fc.assert(
      fc.property(rounds, fc.nat(), fc.integer({ min: 1, max: 20 }), (round, pick, quarters) => {
        const index = round.applicants.length === 0 ? -1 : pick % round.applicants.length
        const lucky = round.applicants[index]
        if (lucky === undefined || !winners(round).includes(lucky.no)) return
        const better = { ...lucky, points: Number(lucky.points) + quarters / 4 }
        expect(winners({ ...round, applicants: round.applicants.with(index, better) })).toContain(lucky.no)
      }),
    )
  })

  it('everybody without a place is told why, and nobody with a first place is', () => {
    fc.assert(
      fc.property(rounds, (round) => {
        for (const seat of run(round).seats) {
          if (seat.place === null) expect(seat.why?.length).toBeGreaterThan(0)
          if (seat.kind === 'quota') expect(seat.why).toEqual([])
        }
      }),
    )
  })
})

type Mutation = (result: RoundResult, pick: number) => unknown

function swapped<Item>(items: readonly Item[], pick: number): Item[] {
  const at = pick % Math.max(1, items.length - 1)
  const [one, other] = [items[at], items[at + 1]]
  return one === undefined || other === undefined ? [...items] : items.with(at, other).with(at + 1, one)
}

const MUTATIONS: Record<string, Mutation> = {
  'two neighbours change rank': (result, pick) => ({ ...result, order: swapped(result.order ?? [], pick) }),
  'a rank is missing': (result, pick) => ({
    ...result,
    order: (result.order ?? []).filter((_, index, all) => index !== pick % all.length),
  }),
  'the ranking is missing': ({ order: _, ...rest }) => rest,
  'two seats change places in the list': (result, pick) => ({
    ...result,
    seats: swapped(result.seats, pick),
  }),
  'a seat is missing': (result, pick) => ({
    ...result,
    seats: result.seats.toSpliced(pick % Math.max(1, result.seats.length), 1),
  }),
  'a place is taken away': (result) => {
    const index = result.seats.findIndex((seat) => seat.place !== null)
    const seat = result.seats[index]
    return seat === undefined
      ? result
      : { ...result, seats: result.seats.with(index, { no: seat.no, place: null }) }
  },
  'a place is given away': (result) => {
    const index = result.seats.findIndex((seat) => seat.place === null)
    const seat = result.seats[index]
    return seat === undefined
      ? result
      : { ...result, seats: result.seats.with(index, { ...seat, place: 'city', kind: 'open' }) }
  },
  'one wins in the place of another': (result) => {
    const [won, lost] = [
      result.seats.find((seat) => seat.place !== null),
      result.seats.find((seat) => seat.place === null),
    ]
    if (won === undefined || lost === undefined) return result
    const seats = result.seats.map((seat) =>
      seat === won ? { ...lost, no: won.no } : seat === lost ? { ...won, no: lost.no } : seat,
    )
    return { ...result, seats }
  },
  'a quota place is called open': (result) => {
    const index = result.seats.findIndex((seat) => seat.kind === 'quota')
    const seat = result.seats[index]
    return seat === undefined
      ? result
      : { ...result, seats: result.seats.with(index, { ...seat, kind: 'open' }) }
  },
  'a cut-off moves': (result) => {
    const index = result.cutoffs.findIndex((cutoff) => cutoff.last !== undefined)
    const cutoff = result.cutoffs[index]
    return cutoff === undefined
      ? result
      : {
          ...result,
          cutoffs: result.cutoffs.with(index, { ...cutoff, last: { ...cutoff.last, points: 999 } }),
        }
  },
  'a cut-off is missing': (result) => ({ ...result, cutoffs: result.cutoffs.slice(1) }),
  'an explanation is another': (result, pick) => {
    const index = pick % Math.max(1, result.seats.length)
    const seat = result.seats[index]
    return seat === undefined
      ? result
      : {
          ...result,
          seats: result.seats.with(index, { ...seat, why: [{ place: 'city', code: 'NOT_ELIGIBLE' }] }),
        }
  },
  'the hash is of another list': (result) => ({ ...result, inputHash: `sha256:${'0'.repeat(64)}` }),
  'another engine': (result) => ({ ...result, engine: 'ranked-quota@0.9' }),
  'another round': (result) => ({ ...result, round: 'OTHER' }),
}

/** Whoever has a place in the engine's result. */
function admissionsOf(round: RankedQuotaRound): Admission[] {
  const entries = entriesOf(round, sha256)
  return run(round).seats.flatMap((seat, index) => {
    const entry = entries[index]
    return entry === undefined || seat.kind === undefined || seat.kind === 'reserved'
      ? []
      : [{ entry, kind: seat.kind }]
  })
}

function losersOf(round: RankedQuotaRound, admissions: readonly Admission[]): Entry[] {
  const won = new Set(admissions.map(({ entry }) => entry.no))
  return entriesOf(round, sha256).filter((entry) => entry.barred === undefined && !won.has(entry.no))
}

/** A result in which everything fits the given admissions: seats, cut-offs, ranking and hash. */
function resultOf(round: RankedQuotaRound, admissions: readonly Admission[]): RoundResult {
  const plan = placePlan(round)
  const kinds = new Map(admissions.map(({ entry, kind }) => [entry.no, kind]))
  const seats = entriesOf(round, sha256).map((entry) => {
    const kind = kinds.get(entry.no)
    return kind === undefined
      ? { no: entry.no, place: null }
      : { no: entry.no, place: placeOf(plan, entry), kind }
  })
  const cutoffs = cutsOf(round.order, plan, admissions).map((cut) => cutoffOf(round.order, cut))
  return { ...run(round), seats, cutoffs }
}

/** Every way to give each a place of the group, an open one or nothing. */
function* everyAdmission([entry, ...others]: readonly Entry[]): Generator<Admission[]> {
  if (entry === undefined) {
    yield []
    return
  }
  for (const rest of everyAdmission(others)) {
    yield rest
    yield [{ entry, kind: 'quota' }, ...rest]
    yield [{ entry, kind: 'open' }, ...rest]
  }
}

type Forgery = (won: readonly Admission[], lost: readonly Entry[], pick: number) => Admission[] | undefined

const FORGERIES: Record<string, Forgery> = {
  'a loser sits on an open place in the place of another': (won, [loser], pick) => {
    const open = won.filter((admission) => admission.kind === 'open')
    const victim = open[pick % Math.max(1, open.length)]
    if (victim === undefined || loser === undefined) return undefined
    return [...won.filter((admission) => admission !== victim), { entry: loser, kind: 'open' }]
  },
  'a loser sits on a place of the group': (won, lost) => {
    const victim = won.find(
      ({ entry, kind }) => kind === 'quota' && lost.some((loser) => loser.group === entry.group),
    )
    const loser = lost.find((candidate) => candidate.group === victim?.entry.group)
    if (victim === undefined || loser === undefined) return undefined
    return [...won.filter((admission) => admission !== victim), { entry: loser, kind: 'quota' }]
  },
  'one place too many': (won, [loser]) =>
    loser === undefined ? undefined : [...won, { entry: loser, kind: 'open' }],
  'one place is kept back': (won) => (won.length === 0 ? undefined : won.slice(1)),
}

describe('verifyRound', () => {
  it('accepts every result of the engine, explained or not', () => {
    fc.assert(
      fc.property(rounds, (round) => {
        expect(verifyRound(round, run(round), sha256)).toEqual([])
        expect(verifyRound(round, allocateRankedQuota(round, sha256), sha256)).toEqual([])
      }),
    )
  })

  it.each(Object.entries(MUTATIONS))('rejects: %s', (_, mutate) => {
    let tried = 0
    fc.assert(
      fc.property(rounds, fc.nat(), (round, pick) => {
        const result = run(round)
        const mutated = Result.parse(mutate(result, pick))
        if (JSON.stringify(mutated) === JSON.stringify(result)) return
        tried += 1
        expect(verifyRound(round, mutated, sha256)).not.toEqual([])
      }),
      { seed: 2022, numRuns: 150 },
    )
    expect(tried).toBeGreaterThan(20)
  })

  it.each(Object.entries(FORGERIES))('rejects a result whose cut-offs were made to fit: %s', (_, forge) => {
    let tried = 0
    fc.assert(
      fc.property(rounds, fc.nat(), (round, pick) => {
        const admissions = admissionsOf(round)
        const forged = forge(admissions, losersOf(round, admissions), pick)
        if (forged === undefined) return
        tried += 1
        const at = verifyRound(round, resultOf(round, forged), sha256).map((difference) => difference.at)
        expect(at.join()).toMatch(/\$\.(seats|cutoffs)\[/)
        expect(at.join()).not.toMatch(/order|inputHash/)
      }),
      { seed: 2022, numRuns: 1000 },
    )
    expect(tried).toBeGreaterThan(20)
  })

  it('accepts one outcome alone of all that there are, with a line, and equals admitted', () => {
    const some = fc.record({ line: fc.nat(6), equals: fc.constant('admit') }, { requiredKeys: [] })
    let outcomes = 0
    fc.assert(
      fc.property(rounds, some, (all, more) => {
        const round = RankedQuotaRound.parse({ ...all, ...more, applicants: all.applicants.slice(0, 5) })
        const won = admissionsOf(round)
        const accepted = [...everyAdmission(entriesOf(round, sha256))].filter((admissions) => {
          outcomes += 1
          return verifyRound(round, resultOf(round, admissions), sha256).length === 0
        })
        expect(accepted).toEqual([won])
      }),
      { seed: 2022, numRuns: 60 },
    )
    expect(outcomes).toBeGreaterThan(3000)
  })

  it('rejects the result once anything in the list has changed', () => {
    fc.assert(
      fc.property(rounds, (round) => {
        const [first] = round.applicants
        if (first === undefined) return
        const changed = {
          ...round,
          applicants: round.applicants.with(0, { ...first, points: Number(first.points) + 0.25 }),
        }
        expect(verifyRound(changed, run(round), sha256)).toContainEqual(
          expect.objectContaining({ at: '$.inputHash' }),
        )
      }),
    )
  })
})

it('costSplit adds up to the fen, and nobody pays a fen more than the proportion rounded up', () => {
  const seats = fc
    .array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 12 })
    .filter((all) => all.some((each) => each > 0))
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000_000 }), seats, (totalFen, all) => {
      const { thirdsFen, towns } = costSplit(
        totalFen,
        all.map((each, index) => ({ town: `town-${index}`, seats: each })),
      )
      const sum = all.reduce((partial, each) => partial + each, 0)
      expect(thirdsFen.reduce((partial, fen) => partial + fen, 0)).toBe(totalFen)
      expect(towns.reduce((partial, town) => partial + town.fen, 0)).toBe(thirdsFen[2])
      for (const town of towns) expect(Math.abs(town.fen - (thirdsFen[2] * town.seats) / sum)).toBeLessThan(1)
    }),
  )
})
