import { describe, expect, it } from 'vitest'
import { formatYuan, largestRemainder, splitFen } from '#shared/base/money.ts'
import { formatX100 } from '#shared/base/points-text.ts'

describe('splitFen', () => {
  it('gives the remainder to the first', () => {
    expect(splitFen(100, 3)).toEqual([34, 33, 33])
    expect(splitFen(101, 3)).toEqual([34, 34, 33])
    expect(splitFen(0, 3)).toEqual([0, 0, 0])
    expect(splitFen(2, 3)).toEqual([1, 1, 0])
    expect(splitFen(7, 1)).toEqual([7])
  })

  it.each([
    [100, 0],
    [-1, 3],
    [0.5, 3],
    [100, 1.5],
    [100, -3],
    [Number.NaN, 3],
  ])('refuses %f in %f parts', (total, parts) => {
    expect(() => splitFen(total, parts)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }))
  })
})

describe('largestRemainder', () => {
  it('rounds to the largest remainders, the earlier first among equals', () => {
    expect(largestRemainder(100, [1, 1, 1])).toEqual([34, 33, 33])
    expect(largestRemainder(10, [1, 2, 3])).toEqual([2, 3, 5])
    expect(largestRemainder(50, [0, 5, 5])).toEqual([0, 25, 25])
    expect(largestRemainder(1, [1, 3])).toEqual([0, 1])
    expect(largestRemainder(0, [0, 0])).toEqual([0, 0])
    expect(largestRemainder(0, [])).toEqual([])
  })

  it('stays exact where floating point would not', () => {
    const total = Number.MAX_SAFE_INTEGER
    const shares = largestRemainder(total, [total, total, 1])
    expect(shares.reduce((sum, share) => sum + BigInt(share), 0n)).toBe(BigInt(total))
  })

  it.each([
    [100, []],
    [100, [0, 0]],
    [100, [1, -1, 5]],
    [100, [0.5]],
    [-1, [1]],
  ])('refuses %f by %j', (total, weights) => {
    expect(() => largestRemainder(total, weights)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }))
  })
})

describe('amounts in words of digits', () => {
  it.each([
    [3_400_000, '34000.00'],
    [5, '0.05'],
    [0, '0.00'],
    [-105, '-1.05'],
    [1_133_334, '11333.34'],
  ])('%i fen is %s', (fen, text) => expect(formatYuan(fen)).toBe(text))

  it('refuses parts of a fen', () => {
    expect(() => formatYuan(0.5)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }))
  })

  it.each([
    [7500, '75.00'],
    [7, '0.07'],
    [0, '0.00'],
    [-250, '-2.50'],
    [12_345, '123.45'],
  ])('%i hundredths is %s', (hundredths, text) => expect(formatX100(hundredths)).toBe(text))
})
