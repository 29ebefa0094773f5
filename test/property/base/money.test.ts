import fc from 'fast-check'
import { expect, it } from 'vitest'
import { largestRemainder, splitFen } from '#shared/base/money.ts'

const totals = fc.integer({ min: 0, max: 100_000_000 })

it('splits to the total, in falling shares that differ by at most one fen', () => {
  fc.assert(
    fc.property(totals, fc.integer({ min: 1, max: 60 }), (total, parts) => {
      const shares = splitFen(total, parts)
      expect(shares).toHaveLength(parts)
      expect(sum(shares)).toBe(total)
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1)
      expect(shares).toEqual([...shares].sort((a, b) => b - a))
    }),
  )
})

it('divides by weights to the total, each share within one fen of its exact quota', () => {
  const weights = fc
    .array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 20 })
    .filter((list) => sum(list) > 0)
  fc.assert(
    fc.property(totals, weights, (total, list) => {
      const shares = largestRemainder(total, list)
      expect(sum(shares)).toBe(total)
      list.forEach((weight, index) => {
        const quota = (total * weight) / sum(list)
        expect(Math.abs((shares[index] ?? Number.NaN) - quota)).toBeLessThan(1)
        if (weight === 0) expect(shares[index]).toBe(0)
      })
    }),
  )
})

it('divides by equal weights as it splits', () => {
  fc.assert(
    fc.property(totals, fc.integer({ min: 1, max: 30 }), (total, parts) => {
      expect(
        largestRemainder(
          total,
          Array.from({ length: parts }, () => 7),
        ),
      ).toEqual(splitFen(total, parts))
    }),
  )
})

function sum(values: readonly number[]): number {
  return values.reduce((partial, value) => partial + value, 0)
}
