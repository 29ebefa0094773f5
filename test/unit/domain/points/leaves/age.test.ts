import { expect, it } from 'vitest'
import { CounterError } from '#shared/base/failure.ts'
import { basis, LENIENT, measure, read, turns } from './support.ts'

const age = measure({ kind: 'age' })

it.each([
  ['1986-11-24', '2026-11-23', 39],
  ['1986-11-23', '2026-11-23', 40],
  ['1985-11-24', '2026-11-23', 40],
  ['1985-11-23', '2026-11-23', 41],
  ['1971-11-24', '2026-11-23', 54],
  ['1971-11-23', '2026-11-23', 55],
  ['1965-11-24', '2026-11-23', 60],
  ['1965-11-23', '2026-11-23', 61],
  // Born on 29 February: full on 1 March of a common year.
  ['1984-02-29', '2025-02-28', 40],
  ['1984-02-29', '2025-03-01', 41],
  ['1984-02-29', '2024-02-28', 39],
  ['1984-02-29', '2024-02-29', 40],
  ['2026-11-23', '2026-11-23', 0],
])('born on %s, on %s: %i', (birth, on, years) => {
  expect(read(age, { birth }, on)).toBe(years)
  expect(basis(age, { birth }, on)).toBe(`${years} 周岁`)
})

it('is unknown without a birth, even where absence is nothing', () => {
  expect(read(age, {}, '2026-11-23')).toBeNaN()
  expect(read(measure({ kind: 'age' }, LENIENT), {}, '2026-11-23')).toBeNaN()
})

it('refuses a birth after the day', () => {
  const refused = () => read(age, { birth: '2026-11-24' }, '2026-11-23')
  expect(refused).toThrow(CounterError)
  expect(refused).toThrow('出生日期晚于计算日期')
})

it('turns on birthdays, soonest first', () => {
  expect(turns(age, { birth: '1984-02-29' }, '2025-02-28').slice(0, 4)).toEqual([
    '2025-03-01',
    '2026-03-01',
    '2027-03-01',
    '2028-02-29',
  ])
  expect(turns(age, { birth: '1984-02-29' }, '2025-03-01')).toHaveLength(24)
})
