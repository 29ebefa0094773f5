import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deferAcceptance, takeInTurn } from '#shared/domain/allocation/deferred-acceptance.ts'
import { type DeferredAcceptanceRound, verifyRound } from '#shared/domain/allocation/index.ts'
import { sha256 } from '#test/unit/domain/support.ts'
import { assignments, chosenAt, compareAt, granted, isStable, rounds, run } from './allocation-rounds.ts'

const SMALL = { people: 5 }

function better(one: readonly number[], other: readonly number[]): boolean {
  return one.every((wish, index) => wish <= (other[index] ?? 0))
}

function insideOf(round: DeferredAcceptanceRound, place: string) {
  const { seats } = run(round)
  return round.applicants.filter((_, index) => seats[index]?.place === place)
}

describe('laws of deferred acceptance', () => {
  it('is the best stable outcome for everybody among all that there are', () => {
    fc.assert(
      fc.property(rounds(SMALL), (round) => {
        const stable = [...assignments(round)].filter((wishes) => isStable(round, wishes))
        const outcome = granted(run(round))
        expect(stable).toContainEqual(outcome)
        for (const other of stable) expect(better(outcome, other)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  it('no blocking pair: nobody is passed over at a wish above the result', () => {
    fc.assert(
      fc.property(rounds({ reserves: false }), (round) => {
        const wishes = granted(run(round))
        for (const place of round.places)
          for (const [index, applicant] of round.applicants.entries()) {
            const position = (applicant.wishes ?? []).findIndex((wish) => wish.place === place.id)
            if (position === -1 || position + 1 >= (wishes[index] ?? 0)) continue
            for (const admitted of insideOf(round, place.id))
              expect(compareAt(round, place.id, [admitted, applicant])).toBe(-1)
          }
      }),
    )
  })

  it('no waste, no place above its capacity', () => {
    fc.assert(
      fc.property(rounds(), (round) => {
        const wishes = granted(run(round))
        for (const place of round.places) {
          const inside = insideOf(round, place.id)
          expect(inside.length).toBeLessThanOrEqual(place.capacity)
          if (inside.length === place.capacity) continue
          const wanting = round.applicants.filter((applicant, index) =>
            applicant.wishes?.slice(0, (wishes[index] ?? 0) - 1).some((wish) => wish.place === place.id),
          )
          expect(wanting).toEqual([])
        }
      }),
    )
  })

  it('keeps the seats of a tag for its holders, in the declared precedence, and reverts the rest', () => {
    fc.assert(
      fc.property(rounds(), (round) => {
        const { seats } = run(round)
        for (const place of round.places) {
          const inside = insideOf(round, place.id)
          expect(chosenAt(round, place, inside)).toHaveLength(inside.length)
          const { count = 0, precedence } = place.reserved ?? {}
          const ranked = inside.toSorted((one, other) => compareAt(round, place.id, [one, other]))
          const kept = ranked
            .slice(precedence === 'open-first' ? place.capacity - count : 0)
            .filter((applicant) => applicant.tags?.includes('talent'))
            .slice(0, count)
          const reserved = seats.filter((seat) => seat.place === place.id && seat.kind === 'reserved')
          expect(reserved.map((seat) => seat.no).sort()).toEqual(kept.map((each) => each.no).sort())
        }
      }),
    )
  })

  it('individual rationality: a seat is always one of the own wishes', () => {
    fc.assert(
      fc.property(rounds(), (round) => {
        run(round).seats.forEach((seat, index) => {
          const wished = round.applicants[index]?.wishes?.[(seat.wish ?? 0) - 1]?.place ?? null
          expect(seat.place).toBe(wished)
        })
      }),
    )
  })

  it('the order of the applicants and of the places does not matter', () => {
    const shuffled = rounds().chain((round) =>
      fc.record({
        round: fc.constant(round),
        applicants: fc.shuffledSubarray(round.applicants, { minLength: round.applicants.length }),
        places: fc.shuffledSubarray(round.places, { minLength: round.places.length }),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ round, applicants, places }) => {
        const [one, other] = [run(round), run({ ...round, applicants, places })]
        expect(new Map(other.seats.map((seat) => [seat.no, seat]))).toEqual(
          new Map(one.seats.map((seat) => [seat.no, seat])),
        )
        expect(new Map(other.cutoffs.map((cut) => [cut.place, cut]))).toEqual(
          new Map(one.cutoffs.map((cut) => [cut.place, cut])),
        )
        expect(run({ ...round, applicants }).inputHash).toBe(one.inputHash)
      }),
    )
  })

  it('under one order it is taking turns', () => {
    fc.assert(
      fc.property(rounds({ oneOrder: true, reserves: false }), (round) => {
        const left = new Map(round.places.map(({ id, capacity }) => [id, capacity]))
        const taken = new Map<string, string>()
        for (const applicant of round.applicants.toSorted((one, other) =>
          compareAt(round, '', [one, other]),
        )) {
          const wish = applicant.wishes?.find(({ place }) => (left.get(place) ?? 0) > 0)
          if (wish === undefined) continue
          left.set(wish.place, (left.get(wish.place) ?? 0) - 1)
          taken.set(applicant.no, wish.place)
        }
        for (const seat of run(round).seats) expect(seat.place).toBe(taken.get(seat.no) ?? null)
      }),
    )
  })

  it('the two engines agree on a market of one order', () => {
    const market = fc
      .record({
        lists: fc.array(fc.shuffledSubarray([0, 1, 2, 3, 4]), { maxLength: 30 }),
        capacities: fc.array(fc.nat(5), { minLength: 5, maxLength: 5 }),
      })
      .map(({ lists, capacities }) => {
        const starts = new Int32Array(lists.length + 1)
        lists.forEach((list, index) => {
          starts[index + 1] = (starts[index] ?? 0) + list.length
        })
        return {
          applicants: lists.length,
          starts,
          wishes: Int32Array.from(lists.flat()),
          tierPlaces: Int32Array.of(0, 1, 2, 3, 4),
          firstTiers: Int32Array.of(0, 1, 2, 3, 4, 5),
          levelCount: 1,
          capacities: Int32Array.from(capacities),
        }
      })
    fc.assert(
      fc.property(market, (each) => {
        expect(deferAcceptance(each)).toEqual(takeInTurn(each))
      }),
    )
  })

  it('more places hurt nobody', () => {
    fc.assert(
      fc.property(
        rounds({ reserves: false }),
        fc.nat(3),
        fc.integer({ min: 1, max: 3 }),
        (round, at, more) => {
          const place = round.places[at]
          if (place === undefined) return
          const places = round.places.with(at, { ...place, capacity: place.capacity + more })
          expect(better(granted(run({ ...round, places })), granted(run(round)))).toBe(true)
        },
      ),
    )
  })

  it('a withdrawal hurts nobody else', () => {
    fc.assert(
      fc.property(rounds(), fc.nat(8), (round, pick) => {
        const leaver = round.applicants[pick]
        if (leaver === undefined) return
        const wishes = granted(run(round))
        const others = granted(run({ ...round, applicants: round.applicants.toSpliced(pick, 1) }))
        expect(better(others, wishes.toSpliced(pick, 1))).toBe(true)
        const refusing = { ...round, applicants: round.applicants.with(pick, { ...leaver, consent: false }) }
        const result = run(refusing)
        expect(granted(result).toSpliced(pick, 1)).toEqual(others)
        expect(result.seats[pick]?.place).toBeNull()
        expect(result.seats[pick]?.why?.every(({ code }) => code === 'NOT_CONSENTED')).toBe(true)
        expect(verifyRound(refusing, result, sha256)).toEqual([])
      }),
    )
  })

  it('more points never hurt the person', () => {
    fc.assert(
      fc.property(rounds(), fc.nat(8), fc.integer({ min: 1, max: 8 }), (round, pick, quarters) => {
        const lucky = round.applicants[pick]
        if (lucky === undefined) return
        const raised = { ...lucky, points: Number(lucky.points) + quarters / 4 }
        const after = granted(run({ ...round, applicants: round.applicants.with(pick, raised) }))
        expect(after[pick]).toBeLessThanOrEqual(granted(run(round))[pick] ?? 0)
      }),
    )
  })

  it('nobody gains by stating other wishes than the true ones', () => {
    const PLACES = ['S1', 'S2', 'S3', 'S4']
    const lies = PLACES.flatMap((one) => [
      [one],
      ...PLACES.filter((other) => other !== one).flatMap((other) => [
        [one, other],
        ...PLACES.filter((third) => third !== one && third !== other).map((third) => [one, other, third]),
      ]),
    ])
    fc.assert(
      fc.property(rounds({ everyWish: true, people: 7 }), fc.nat(6), (round, pick) => {
        const liar = round.applicants[pick]
        if (liar === undefined) return
        const truth = liar.wishes ?? []
        const told = granted(run(round))[pick] ?? 0
        for (const lie of lies) {
          const wishes = lie.flatMap((id) => truth.filter((wish) => wish.place === id))
          const seat = run({ ...round, applicants: round.applicants.with(pick, { ...liar, wishes }) }).seats[
            pick
          ]
          const reached = truth.findIndex((wish) => wish.place === seat?.place)
          expect(reached === -1 ? Number.POSITIVE_INFINITY : reached + 1).toBeGreaterThanOrEqual(told)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('the certificate', () => {
  it('says the same as the seats: each has the best wish whose cut-off is met', () => {
    fc.assert(
      fc.property(rounds({ reserves: false }), (round) => {
        const { seats, cutoffs } = run(round)
        for (const { place, capacity, filled, last } of cutoffs) {
          const inside = insideOf(round, place)
          expect(filled).toBe(inside.length)
          expect(capacity).toBe(round.places.find(({ id }) => id === place)?.capacity)
          const worst = inside.toSorted((one, other) => compareAt(round, place, [one, other])).at(-1)
          const ticket = worst === undefined ? undefined : sha256(`${round.seed}|${worst.no}`)
          expect(last?.ticket).toBe(ticket)
        }
        round.applicants.forEach((applicant, index) => {
          const met = (applicant.wishes ?? []).findIndex(({ place }) => {
            const cut = cutoffs.find((each) => each.place === place)
            if (cut === undefined || cut.filled < cut.capacity) return true
            const last = round.applicants.find(({ no }) => sha256(`${round.seed}|${no}`) === cut.last?.ticket)
            return last !== undefined && compareAt(round, place, [applicant, last]) <= 0
          })
          expect(seats[index]?.wish).toBe(met === -1 ? undefined : met + 1)
        })
      }),
    )
  })

  it('gives one reason for each wish above the result, with the values that decided', () => {
    fc.assert(
      fc.property(rounds(), (round) => {
        for (const [index, { wish, why = [] }] of run(round).seats.entries()) {
          const above = (round.applicants[index]?.wishes ?? []).slice(
            0,
            wish === undefined ? undefined : wish - 1,
          )
          expect(why.map(({ place }) => place)).toEqual(above.map(({ place }) => place))
          for (const { code, own, cutoff } of why)
            if (code !== 'NO_SEATS' && code !== 'NOT_ELIGIBLE') expect(own).not.toBe(cutoff)
        }
      }),
    )
  })

  it('what would have been enough is enough and no hundredth less, where one order holds', () => {
    let tried = 0
    fc.assert(
      fc.property(rounds({ oneOrder: true, reserves: false }), (round) => {
        for (const [index, { why = [] }] of run(round).seats.entries())
          for (const { wish = 0, enough } of why) {
            const applicant = round.applicants[index]
            if (applicant === undefined || enough === undefined) continue
            tried += 1
            const reached = (hundredths: number) => {
              const points = (pointsX100(applicant.points) + hundredths) / 100
              const raised = round.applicants.with(index, { ...applicant, points })
              return granted(run({ ...round, applicants: raised }))[index] ?? 0
            }
            expect(reached(Math.round(enough * 100))).toBeLessThanOrEqual(wish)
            expect(reached(Math.round(enough * 100) - 1)).not.toBe(wish)
          }
      }),
    )
    expect(tried).toBeGreaterThan(20)
  })
})

function pointsX100(points: number | string | undefined): number {
  return Math.round(Number(points) * 100)
}
