import { describe, expect, it } from 'vitest'
import { CounterError } from '#shared/base/failure.ts'
import {
  addDays,
  addMonths,
  fromDays,
  fullMonths,
  fullYears,
  type PlainDate,
  parsePlainDate,
  toDays,
} from '#shared/base/plain-date.ts'

const day: (text: string) => PlainDate = parsePlainDate

describe('parsePlainDate', () => {
  it.each(['2024-02-29', '2000-02-29', '2026-12-31', '1850-01-01', '0000-02-29', '9999-12-31'])(
    'takes %s',
    (text) => expect(parsePlainDate(text)).toBe(text),
  )

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-5',
    '20260105',
    '2026-01-05T00:00:00Z',
    ' 2026-01-05',
    '',
  ])('refuses "%s" with what to do', (text) => {
    expect(() => parsePlainDate(text)).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', hint: expect.stringContaining('年-月-日') }),
    )
  })
})

describe('days since 1970', () => {
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-03-01', 11_017],
    ['2026-01-01', 20_454],
    ['0001-01-01', -719_162],
    ['9999-12-31', 2_932_896],
  ])('%s is %i', (text, days) => {
    expect(toDays(day(text))).toBe(days)
    expect(fromDays(days)).toBe(text)
  })

  it('crosses month, year and leap day', () => {
    expect(addDays(day('2024-02-28'), 1)).toBe('2024-02-29')
    expect(addDays(day('2025-02-28'), 1)).toBe('2025-03-01')
    expect(addDays(day('2025-12-31'), 1)).toBe('2026-01-01')
    expect(addDays(day('2026-01-01'), -1)).toBe('2025-12-31')
  })

  it.each([
    () => addDays(day('9999-12-31'), 1),
    () => addDays(day('2026-01-01'), 0.5),
    () => fromDays(Number.NaN),
  ])('refuses what lies outside the calendar (%#)', (calculate) => expect(calculate).toThrow(CounterError))
})

describe('addMonths', () => {
  it.each([
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2025-03-31', 1, '2025-04-30'],
    ['2025-03-31', -1, '2025-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2025-12-15', 1, '2026-01-15'],
    ['2025-01-15', -1, '2024-12-15'],
    ['2025-01-15', -13, '2023-12-15'],
    ['2025-06-30', 0, '2025-06-30'],
  ])('%s and %i months is %s', (from, months, to) => {
    expect(addMonths(day(from), months)).toBe(to)
  })
})

describe('fullYears', () => {
  it.each([
    ['1990-06-15', '2026-06-14', 35],
    ['1990-06-15', '2026-06-15', 36],
    ['1990-06-15', '2026-06-16', 36],
    ['2004-02-29', '2022-02-28', 17],
    ['2004-02-29', '2022-03-01', 18],
    ['2004-02-29', '2024-02-28', 19],
    ['2004-02-29', '2024-02-29', 20],
    ['2026-06-15', '2026-06-15', 0],
    ['2026-06-15', '2025-06-16', 0],
    ['2026-06-15', '2025-06-15', -1],
  ])('from %s to %s: %i', (from, to, years) => {
    expect(fullYears(day(from), day(to))).toBe(years)
  })
})

describe('fullMonths', () => {
  it.each([
    ['2025-01-31', '2025-02-28', 0],
    ['2025-01-31', '2025-03-01', 1],
    ['2025-01-31', '2025-03-30', 1],
    ['2025-01-31', '2025-03-31', 2],
    ['2025-01-15', '2025-02-14', 0],
    ['2025-01-15', '2025-02-15', 1],
    ['2024-12-01', '2026-01-01', 13],
    ['2025-05-05', '2025-05-05', 0],
    ['2025-05-05', '2025-05-04', 0],
    ['2025-05-05', '2025-04-05', -1],
  ])('from %s to %s: %i', (from, to, months) => {
    expect(fullMonths(day(from), day(to))).toBe(months)
  })
})
