import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DeferredAcceptanceRound, pointsX100, verifyRound } from '#shared/domain/allocation/index.ts'
import { sha256 } from '#test/unit/domain/support.ts'
import { compareAt, granted, isStable, rounds, run } from './allocation-rounds.ts'

/**
 * The laws where places send many away and latecomers come out of their heaps: some two hundred applicants for a
 * third as many seats, with levels at which the wishes of one person stand far apart.
 */
function crowds(shape: Parameters<typeof rounds>[0] = {}): fc.Arbitrary<DeferredAcceptanceRound> {
  const { people: _, ...alike } = { people: 0, everyWish: true, ...shape }
  return fc
    .array(rounds({ ...alike, people: 9 }), { minLength: 30, maxLength: 40, size: 'max' })
    .map(([first, ...others]) => {
      const all = [first, ...others].flatMap((round) => round?.applicants ?? [])
      return DeferredAcceptanceRound.parse({
        ...first,
        places: first?.places.map(({ capacity, reserved, ...place }) => ({
          ...place,
          capacity: 7 * (capacity + 1),
          ...(reserved === undefined ? {} : { reserved: { ...reserved, count: 5 * reserved.count } }),
        })),
        applicants: all.map((each, index) => ({ ...each, no: `T-${String(index).padStart(4, '0')}` })),
      })
    })
}

const FEW = { seed: 2022, numRuns: 12 }
const SOME = { seed: 2022, numRuns: 25 }
const NONE = Number.POSITIVE_INFINITY

function notWorse(one: readonly number[], other: readonly number[]): boolean {
  return one.every((wish, index) => wish <= (other[index] ?? NONE))
}

function someOf(round: DeferredAcceptanceRound): number[] {
  return Array.from({ length: 12 }, (_, index) => Math.floor((index * round.applicants.length) / 12))
}

it('no blocking pair, no waste, no place above its capacity, and no stable outcome is better', () => {
  let displaced = 0
  fc.assert(
    fc.property(crowds({ marks: true }), (round) => {
      const result = run(round)
      expect(isStable(round, granted(result))).toBe(true)
      expect(verifyRound(round, result, sha256)).toEqual([])
      displaced += granted(result).filter((wish) => wish > 1 && wish < NONE).length
    }),
    FEW,
  )
  expect(displaced).toBeGreaterThan(100)
})

it('under one order it is taking turns, whatever the order of the input', () => {
  fc.assert(
    fc.property(crowds({ oneOrder: true, reserves: false }), (round) => {
      const left = new Map(round.places.map(({ id, capacity }) => [id, capacity]))
      const taken = new Map<string, string>()
      for (const applicant of round.applicants.toSorted((one, other) => compareAt(round, '', [one, other]))) {
        const wish = applicant.wishes?.find(({ place }) => (left.get(place) ?? 0) > 0)
        if (wish === undefined) continue
        left.set(wish.place, (left.get(wish.place) ?? 0) - 1)
        taken.set(applicant.no, wish.place)
      }
      for (const turned of [round.applicants, round.applicants.toReversed()])
        for (const { no, place } of run({ ...round, applicants: turned }).seats)
          expect(place).toBe(taken.get(no) ?? null)
    }),
    FEW,
  )
})

it('the order of the input does not matter, siblings and all', () => {
  fc.assert(
    fc.property(crowds({ marks: true }), (plain) => {
      const hasClasses = plain.order.some(({ key }) => key === 'class')
      const round = hasClasses ? { ...plain, siblings: { class: -1 } } : plain
      const turned = { ...round, applicants: round.applicants.toReversed() }
      const [one, other] = [run(round), run(turned)]
      expect(other.seats.toReversed()).toEqual(one.seats)
      expect([other.cutoffs, other.siblings]).toEqual([one.cutoffs, one.siblings])
    }),
    FEW,
  )
})

it('more places and a withdrawal hurt nobody else, more points never the person', () => {
  fc.assert(
    fc.property(crowds({ reserves: false }), (round) => {
      const before = granted(run(round))
      for (const [at, place] of round.places.entries()) {
        const places = round.places.with(at, { ...place, capacity: place.capacity + 3 })
        expect(notWorse(granted(run({ ...round, places })), before)).toBe(true)
      }
      for (const pick of someOf(round)) {
        const own = round.applicants[pick] ?? { no: '' }
        const gone = granted(run({ ...round, applicants: round.applicants.toSpliced(pick, 1) }))
        expect(notWorse(gone, before.toSpliced(pick, 1))).toBe(true)
        const raised = { ...own, points: Number(own.points) + 0.5 }
        const after = granted(run({ ...round, applicants: round.applicants.with(pick, raised) }))
        expect(after[pick]).toBeLessThanOrEqual(before[pick] ?? NONE)
      }
    }),
    FEW,
  )
})

it('each sits at the best wish whose cut-off is met, kept seats and all', () => {
  fc.assert(
    fc.property(crowds(), (round) => {
      const { seats, cutoffs } = run(round)
      const byTicket = new Map(round.applicants.map((each) => [sha256(`${round.seed}|${each.no}`), each]))
      const cutOf = new Map(cutoffs.map((cutoff) => [cutoff.place, cutoff]))
      round.applicants.forEach((applicant, index) => {
        const met = (applicant.wishes ?? []).findIndex(({ place }) => {
          const { capacity = 0, filled = 0, last, reserved } = cutOf.get(place) ?? {}
          const isBefore = (ticket: string | undefined) => {
            const other = byTicket.get(ticket ?? '')
            return other !== undefined && compareAt(round, place, [applicant, other]) <= 0
          }
          if (filled < capacity || isBefore(last?.ticket)) return true
          const isHolder = applicant.tags?.includes('talent') === true
          return (
            isHolder &&
            reserved !== undefined &&
            (reserved.filled < reserved.capacity || isBefore(reserved.last?.ticket))
          )
        })
        expect(seats[index]?.wish).toBe(met === -1 ? undefined : met + 1)
      })
    }),
    SOME,
  )
})

it('what would have been enough is enough where no seat changed hands for it, and less only where another got better', () => {
  const counts = { tried: 0, enough: 0 }
  fc.assert(
    fc.property(crowds(), (round) => {
      const result = run(round)
      const before = granted(result)
      for (const index of someOf(round))
        for (const { wish = 0, enough } of result.seats[index]?.why ?? []) {
          const own = round.applicants[index]
          if (own === undefined || enough === undefined) continue
          const reached = (hundredths: number) => {
            const points = (pointsX100(own.points ?? 0) + hundredths) / 100
            return granted(run({ ...round, applicants: round.applicants.with(index, { ...own, points }) }))
          }
          counts.tried += 1
          if ((reached(Math.round(enough * 100))[index] ?? NONE) <= wish) counts.enough += 1
          // Whoever fell to a later wish may have pushed others to the place; who does not fall leaves them better off.
          const less = reached(Math.round(enough * 100) - 1)
          if (less[index] === wish)
            expect(less.some((each, other) => other !== index && each < (before[other] ?? NONE))).toBe(true)
        }
    }),
    FEW,
  )
  expect(counts.tried).toBeGreaterThan(30)
  expect(counts.enough / counts.tried).toBeGreaterThan(0.9)
})

it('nobody of a crowd gains by a short or another list', () => {
  fc.assert(
    fc.property(crowds(), fc.nat(200), (round, pick) => {
      const liar = round.applicants[pick]
      if (liar === undefined) return
      const truth = liar.wishes ?? []
      const told = granted(run(round))[pick] ?? NONE
      for (const first of truth)
        for (const second of truth) {
          const wishes = first === second ? [first] : [first, second]
          const lied = run({ ...round, applicants: round.applicants.with(pick, { ...liar, wishes }) })
          const reached = truth.findIndex(({ place }) => place === lied.seats[pick]?.place)
          expect(reached === -1 ? NONE : reached + 1).toBeGreaterThanOrEqual(told)
        }
    }),
    FEW,
  )
})
