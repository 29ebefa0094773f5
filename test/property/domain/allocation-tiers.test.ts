import fc from 'fast-check'
import { expect, it } from 'vitest'
import { deferAcceptance } from '#shared/domain/allocation/deferred-acceptance.ts'
import { type Levels, marketOf, type Placement } from '#shared/domain/allocation/market.ts'
import { addTo, emptyTiers, lastOf, NOBODY, removeLast } from '#shared/domain/allocation/tiers.ts'

const PEOPLE = 40

it('a tier always gives the last of those in it, whatever the order in which they came', () => {
  const comers = fc.shuffledSubarray(
    Array.from({ length: PEOPLE }, (_, index) => index),
    { minLength: PEOPLE },
  )
  const removals = fc.array(fc.nat(3), { minLength: PEOPLE, maxLength: PEOPLE, size: 'max' })
  fc.assert(
    fc.property(comers, removals, (order, counts) => {
      const tiers = emptyTiers(PEOPLE, 1)
      const inside: number[] = []
      order.forEach((comer, index) => {
        addTo(tiers, 0, comer)
        inside.push(comer)
        inside.sort((one, other) => one - other)
        for (let count = counts[index] ?? 0; count > 1 && inside.length > 0; count -= 1)
          expect(removeLast(tiers, 0)).toBe(inside.pop())
        expect(lastOf(tiers, 0)).toBe(inside.at(-1) ?? NOBODY)
      })
      while (inside.length > 0) expect(removeLast(tiers, 0)).toBe(inside.pop())
      expect(lastOf(tiers, 0)).toBe(NOBODY)
    }),
  )
})

/** Everybody ranked by number, with three wishes each for five places and a level of each wish. */
function cityOf(applicants: number, levelCount: number): { placement: Placement; levels: Levels } {
  const [places, wishes] = [5, 3]
  const row = Array.from({ length: applicants }, (_, index) => index)
  const size = applicants * wishes
  return {
    placement: {
      applicants,
      starts: Int32Array.from({ length: applicants + 1 }, (_, index) => index * wishes),
      wishPlaces: Int32Array.from(
        { length: size },
        (_, wish) => (Math.floor(wish / 3) * 7 + (wish % 3) * 2) % 5,
      ),
      capacities: new Int32Array(places).fill(Math.floor(applicants / 8)),
      reserved: new Int32Array(places),
      openFirst: new Uint8Array(places),
      tagged: new Uint8Array(size),
      keys: [],
      ranking: Uint32Array.from(row),
    },
    levels: {
      codes: Uint32Array.from({ length: size }, (_, wish) => (wish * 48_271) % levelCount),
      range: levelCount,
    },
  }
}

it.each([
  ['few tiers', 3, Uint16Array],
  ['many tiers', 14_000, Int32Array],
  ['more tiers than wishes', 1_000_000, Int32Array],
])('the outcome is the same however the tiers are numbered: %s', (_, levelCount, kind) => {
  const { placement, levels } = cityOf(12_000, levelCount)
  const market = marketOf(placement, levels)
  expect(market.wishes).toBeInstanceOf(kind)
  const stretched = { codes: Float64Array.from(levels.codes, (code) => code * 100), range: levelCount * 100 }
  const other = marketOf(placement, stretched)
  expect(other.tierPlaces.length).toBeLessThanOrEqual(Math.max(placement.wishPlaces.length, 2 ** 16))
  expect(deferAcceptance(other)).toEqual(deferAcceptance(market))
})
