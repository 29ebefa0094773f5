import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  type Applicant,
  allocateRound,
  type DeferredAcceptanceRound,
  pointsX100,
  type RoundResult,
  ticketOf,
  verifyRound,
} from '#shared/domain/allocation/index.ts'
import { sha256 } from '#test/unit/domain/support.ts'
import { families } from './public-rounds.ts'

type Placed = { round: DeferredAcceptanceRound; alone: RoundResult; together: RoundResult }

/** A round run with siblings placed together, and run without. */
const placed: fc.Arbitrary<Placed> = families.map((round) => {
  if (round.mechanism !== 'deferred-acceptance') throw new Error('families go by wishes')
  const { siblings: _, ...plain } = round
  return { round, alone: allocateRound(plain, sha256), together: allocateRound(round, sha256) }
})

/** The members of each family who take part, first one first; written anew from the format's text. */
function familiesOf({ applicants, order, seed }: DeferredAcceptanceRound): Applicant[][] {
  const names = new Set(applicants.flatMap(({ family }) => family ?? []))
  return [...names].map((name) => {
    const all = applicants.filter(({ family }) => family === name)
    const ticket = ticketOf(seed, all.map(({ no }) => no).sort()[0] ?? '', sha256)
    const ownValue = (applicant: Applicant, key: string) =>
      key === 'points'
        ? pointsX100(applicant.points ?? 0)
        : key === 'ticket'
          ? ticket
          : (applicant.ties?.[key.slice('ties.'.length)] ?? 0)
    const before = (a: Applicant, b: Applicant) => {
      for (const { key, dir } of order) {
        if (key === 'class') continue
        const [one, other] = [ownValue(a, key), ownValue(b, key)]
        if (one !== other) return one < other === (dir === 'asc') ? -1 : 1
      }
      return a.no < b.no ? -1 : 1
    }
    return all.filter(({ refused, consent }) => refused === undefined && consent !== false).sort(before)
  })
}

const placeOf = ({ seats }: RoundResult, no: string) => seats.find((seat) => seat.no === no)?.place ?? null

it('who is followed does not lose the place to who follows', () => {
  let followed = 0
  fc.assert(
    fc.property(placed, ({ round, alone, together }) => {
      const changed = new Set(together.siblings?.map(({ no }) => no))
      for (const [first, ...others] of familiesOf(round)) {
        const place = first === undefined ? null : placeOf(alone, first.no)
        if (first === undefined || place === null || !others.some(({ no }) => changed.has(no))) continue
        followed += 1
        const [was, now] = [alone, together].map(
          ({ seats }) => seats.find(({ no }) => no === first.no)?.wish ?? 99,
        )
        if (now === undefined || was === undefined || now <= was) continue
        // Somebody of another family stands before. Then nobody of this one came in behind the first one's back, but on
        // a seat kept for a tag that the first one has not.
        const came = others.filter(({ no }) => {
          const seat = together.seats.find((each) => each.no === no)
          return seat?.place === place && seat.kind === 'open' && placeOf(alone, no) !== place
        })
        expect(came).toEqual([])
      }
    }),
    { numRuns: 400 },
  )
  expect(followed).toBeGreaterThan(50)
})

it('only wishes for the place of the first of a family take the class, and only where that brings one forward', () => {
  fc.assert(
    fc.property(placed, ({ round, alone, together }) => {
      const byNo = new Map(round.applicants.map((applicant) => [applicant.no, applicant]))
      const firstOf = new Map(
        familiesOf(round).flatMap((members) => members.map(({ no }) => [no, members[0]])),
      )
      for (const { no, place } of together.siblings ?? []) {
        expect(placeOf(alone, firstOf.get(no)?.no ?? '')).toBe(place)
        const wish = byNo.get(no)?.wishes?.find((each) => each.place === place)
        expect(wish?.class).toBeGreaterThan(round.siblings?.class ?? Number.POSITIVE_INFINITY)
        expect([wish?.refused, byNo.get(no)?.refused, byNo.get(no)?.consent === false]).toEqual([
          undefined,
          undefined,
          false,
        ])
      }
      expect(verifyRound(round, together, sha256)).toEqual([])
    }),
    { numRuns: 400 },
  )
})
