import { describe, expect, it } from 'vitest'
import {
  add,
  compare,
  divide,
  floor,
  fraction,
  max,
  min,
  multiply,
  parseFraction,
  roundToHundredths,
  subtract,
} from '#shared/base/fraction.ts'

describe('parseFraction', () => {
  it.each([
    ['3', 3n, 1n],
    ['-3', -3n, 1n],
    ['0', 0n, 1n],
    ['0.25', 1n, 4n],
    ['-0.5', -1n, 2n],
    ['1/4', 1n, 4n],
    ['6/8', 3n, 4n],
    ['10/5', 2n, 1n],
  ])('%s', (text, n, d) => expect(parseFraction(text)).toEqual({ n, d }))

  it.each(['', '1/0', '.5', '1.', '1e3', '1/-4', '1.5/2', '１', ' 1', 'NaN', '1,000'])(
    'refuses "%s"',
    (text) => {
      expect(() => parseFraction(text)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }))
    },
  )
})

describe('fraction', () => {
  it('keeps the sign above and the lowest terms', () => {
    expect(fraction(2, -4)).toEqual({ n: -1n, d: 2n })
    expect(fraction(-2n, -4n)).toEqual({ n: 1n, d: 2n })
    expect(fraction(0, -7)).toEqual({ n: 0n, d: 1n })
  })

  it.each([[0.5, 1] as const, [1, 0] as const, [Number.NaN, 1] as const, [2 ** 53, 1] as const])(
    'refuses %f / %f',
    (n, d) => expect(() => fraction(n, d)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' })),
  )
})

describe('arithmetic', () => {
  const third = fraction(1, 3)
  const quarter = fraction(1, 4)

  it('is exact', () => {
    expect(add(third, quarter)).toEqual(fraction(7, 12))
    expect(subtract(quarter, third)).toEqual(fraction(-1, 12))
    expect(multiply(third, quarter)).toEqual(fraction(1, 12))
    expect(divide(third, quarter)).toEqual(fraction(4, 3))
    expect(add(parseFraction('0.1'), parseFraction('0.2'))).toEqual(parseFraction('0.3'))
  })

  it('compares', () => {
    expect(compare(third, quarter)).toBe(1)
    expect(compare(quarter, third)).toBe(-1)
    expect(compare(quarter, parseFraction('0.25'))).toBe(0)
    expect(min(third, quarter)).toEqual(quarter)
    expect(max(third, quarter)).toEqual(third)
  })

  it('refuses division by zero', () => {
    expect(() => divide(third, fraction(0))).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }))
  })
})

describe('rounding', () => {
  it.each([
    ['7/2', 3],
    ['-7/2', -4],
    ['4', 4],
    ['-4', -4],
  ])('floor of %s is %i', (text, expected) => expect(floor(parseFraction(text))).toBe(expected))

  it.each([
    ['0.005', 1],
    ['0.0049', 0],
    ['0.015', 2],
    ['1.005', 101],
    ['1/8', 13],
    ['1/3', 33],
    ['2/3', 67],
    ['-0.005', 0],
    ['-0.0051', -1],
    ['75', 7500],
  ])('%s is %i hundredths', (text, expected) => {
    expect(roundToHundredths(parseFraction(text))).toBe(expected)
  })
})
