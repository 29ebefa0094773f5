import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  add,
  compare,
  type Fraction,
  floor,
  fraction,
  max,
  min,
  multiply,
  parseFraction,
  roundToHundredths,
  subtract,
  ZERO,
} from '#shared/base/fraction.ts'

const fractions: fc.Arbitrary<Fraction> = fc
  .tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 1, max: 10_000 }))
  .map(([n, d]) => fraction(n, d))

it('adds and multiplies in any order, and distributes', () => {
  fc.assert(
    fc.property(fractions, fractions, fractions, (a, b, c) => {
      expect(add(a, b)).toEqual(add(b, a))
      expect(multiply(a, b)).toEqual(multiply(b, a))
      expect(add(add(a, b), c)).toEqual(add(a, add(b, c)))
      expect(multiply(multiply(a, b), c)).toEqual(multiply(a, multiply(b, c)))
      expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)))
      expect(subtract(add(a, b), b)).toEqual(a)
      expect(add(a, ZERO)).toEqual(a)
    }),
  )
})

it('orders totally, with min and max at the ends', () => {
  fc.assert(
    fc.property(fractions, fractions, (a, b) => {
      expect(compare(a, b)).toBe(0 - compare(b, a))
      expect(
        [min(a, b), max(a, b)].map((value) => compare(value, a) === 0 || compare(value, b) === 0),
      ).toEqual([true, true])
      expect(compare(min(a, b), max(a, b))).toBeLessThanOrEqual(0)
      expect(add(min(a, b), max(a, b))).toEqual(add(a, b))
    }),
  )
})

it('reads back what it is written as', () => {
  fc.assert(
    fc.property(fractions, (a) => {
      expect(parseFraction(`${a.n}/${a.d}`)).toEqual(a)
    }),
  )
})

it('rounds to within half a hundredth, upwards when exactly half', () => {
  fc.assert(
    fc.property(fractions, (a) => {
      const error = subtract(fraction(roundToHundredths(a), 100), a)
      expect(compare(error, fraction(1, 200))).toBeLessThanOrEqual(0)
      expect(compare(error, fraction(-1, 200))).toBe(1)
    }),
  )
})

it('floors to the integer at or just below', () => {
  fc.assert(
    fc.property(fractions, (a) => {
      expect(compare(fraction(floor(a)), a)).toBeLessThanOrEqual(0)
      expect(compare(fraction(floor(a) + 1), a)).toBe(1)
    }),
  )
})
