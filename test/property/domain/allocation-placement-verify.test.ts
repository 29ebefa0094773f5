import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { candidatesOf } from '#shared/domain/allocation/candidates.ts'
import { cutoffOf, filledPlaces } from '#shared/domain/allocation/filled.ts'
import {
  allocateRound,
  type DeferredAcceptanceRound,
  type RoundResult,
  verifyRound,
} from '#shared/domain/allocation/index.ts'
import { sha256 } from '#test/unit/domain/support.ts'
import { assignments, granted, isStable, type Place, rounds, run } from './allocation-rounds.ts'

/** Rounds with several stable outcomes: places rank by class, the reverse of what the applicants like. */
const crossed = rounds({ people: 5, everyWish: true }).map((round) => ({
  ...round,
  order: [
    { key: 'class', dir: 'asc' as const },
    { key: 'points', dir: 'desc' as const },
    { key: 'ticket', dir: 'asc' as const },
  ],
  places: round.places.map(scarce),
  applicants: round.applicants.map((applicant) => ({
    ...applicant,
    wishes: (applicant.wishes ?? []).map((wish, index) => ({ ...wish, class: -index })),
  })),
}))

/** At most two seats, one of them kept where some are. */
function scarce({ reserved, ...place }: Place): Place {
  if (reserved === undefined) return { ...place, capacity: Math.min(1, place.capacity) }
  return { ...place, capacity: 2, reserved: { ...reserved, count: 1 } }
}

/** A result whose cut-offs and kinds of seats are those of its seats. */
function toldTruthfully(round: DeferredAcceptanceRound, wishes: readonly number[]): RoundResult {
  const candidates = candidatesOf(round, sha256)
  const seats = candidates.map(({ no, wishes: own }, index): RoundResult['seats'][number] => {
    const wish = own[(wishes[index] ?? 0) - 1]
    return wish === undefined
      ? { no, place: null }
      : { no, place: wish.place, wish: wishes[index] ?? 0, kind: 'open' }
  })
  const places = filledPlaces(round, candidates, seats)
  for (const { kept } of places.values())
    for (const { index } of kept) {
      const seat = seats[index]
      if (seat !== undefined) seat.kind = 'reserved'
    }
  const cutoffs = [...places.values()].map((filled) => cutoffOf(round.order, filled))
  return { ...allocateRound(round, sha256), seats, cutoffs }
}

describe('verifyRound of deferred acceptance', () => {
  it('accepts every result of the engine', () => {
    fc.assert(
      fc.property(rounds(), (round) => {
        expect(verifyRound(round, run(round), sha256)).toEqual([])
      }),
    )
  })

  it('rejects every other stable outcome, told truthfully, and names only who would be better off', () => {
    let tried = 0
    fc.assert(
      fc.property(crossed, (round) => {
        const result = run(round)
        const right = granted(result)
        for (const wishes of assignments(round)) {
          if (!isStable(round, wishes) || wishes.every((wish, index) => wish === right[index])) continue
          tried += 1
          const faults = verifyRound(round, toldTruthfully(round, wishes), sha256)
          expect(faults.length).toBeGreaterThan(1)
          for (const { at, message } of faults) {
            const index = Number(/^\$\.seats\[(\d+)\]$/.exec(at)?.[1])
            expect([message, right[index]]).toEqual([expect.stringContaining('依次换到'), expect.any(Number)])
            expect(right[index]).toBeLessThanOrEqual(wishes[index] ?? 0)
          }
        }
      }),
      { numRuns: 800, seed: 2008 },
    )
    expect(tried).toBeGreaterThan(100)
  })

  it('rejects every unstable outcome, cut-offs and all', () => {
    let tried = 0
    fc.assert(
      fc.property(rounds({ people: 4 }), (round) => {
        const result = run(round)
        const right = granted(result)
        for (const wishes of assignments(round)) {
          if (isStable(round, wishes) || wishes.every((wish, index) => wish === right[index])) continue
          tried += 1
          const seats = result.seats.map((seat, index) => {
            const place = round.applicants[index]?.wishes?.[(wishes[index] ?? 0) - 1]?.place
            return place === undefined
              ? { no: seat.no, place: null }
              : { no: seat.no, place, wish: wishes[index] ?? 0, kind: 'open' as const }
          })
          const at = verifyRound(round, { ...result, seats }, sha256).map((difference) => difference.at)
          expect(at.filter((each) => !each.endsWith('.why')).length).toBeGreaterThan(0)
        }
      }),
      { numRuns: 40 },
    )
    expect(tried).toBeGreaterThan(100)
  })
})
