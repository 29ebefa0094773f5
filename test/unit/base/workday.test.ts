import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parsePlainDate } from '#shared/base/plain-date.ts'
import { addWorkdays, findWorkdayAfter, isWorkday, WorkCalendar } from '#shared/base/workday.ts'

const stored: unknown = JSON.parse(
  readFileSync(new URL('../../../resources/data/workdays.json', import.meta.url), 'utf8'),
)
const calendar = WorkCalendar.parse(stored)

describe('isWorkday', () => {
  it.each([
    ['2026-03-06', true],
    ['2026-03-07', false],
    ['2026-03-08', false],
    ['2026-02-14', true],
    ['2026-02-17', false],
    ['2025-01-26', true],
    ['2025-09-28', true],
    ['2025-10-08', false],
    ['2025-10-11', true],
    ['2024-02-09', true],
    ['2024-02-10', false],
    ['2020-01-31', false],
    ['2020-02-01', false],
    ['2020-02-03', true],
    ['2018-12-29', true],
    ['2018-12-31', false],
  ])('%s: %s', (date, expected) => expect(isWorkday(parsePlainDate(date), calendar)).toBe(expected))

  it.each(['2017-12-31', '2027-01-01'])('refuses %s, whose year is not covered, by name', (date) => {
    expect(() => isWorkday(parsePlainDate(date), calendar)).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', message: expect.stringContaining(date.slice(0, 4)) }),
    )
  })
})

describe('addWorkdays', () => {
  it.each([
    ['2026-03-05', 1, '2026-03-06'],
    ['2026-03-06', 1, '2026-03-09'],
    ['2026-03-07', 1, '2026-03-09'],
    ['2026-03-07', 0, '2026-03-09'],
    ['2026-03-06', 0, '2026-03-06'],
    ['2026-02-14', 0, '2026-02-14'],
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-13', 3, '2026-02-25'],
    ['2025-09-26', 3, '2025-09-30'],
    ['2025-09-30', 1, '2025-10-09'],
    ['2025-12-31', 1, '2026-01-04'],
  ])('%s and %i: %s', (from, count, expected) => {
    expect(addWorkdays(parsePlainDate(from), count, calendar)).toBe(expected)
  })

  it('refuses to count into a year it does not know', () => {
    expect(addWorkdays(parsePlainDate('2026-12-30'), 1, calendar)).toBe('2026-12-31')
    expect(() => addWorkdays(parsePlainDate('2026-12-30'), 2, calendar)).toThrow('2027')
  })

  it.each([-1, 0.5, Number.NaN])('refuses %f days', (count) => {
    expect(() => addWorkdays(parsePlainDate('2026-03-05'), count, calendar)).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT' }),
    )
  })
})

describe('WorkCalendar', () => {
  it.each([
    ['a make-up day on a Monday', { makeups: ['2026-03-02'] }],
    ['a day both off and worked', { holidays: ['2026-02-14'], makeups: ['2026-02-14'] }],
    ['a day of another year', { holidays: ['2027-01-01'] }],
    ['a day that does not exist', { holidays: ['2026-02-30'] }],
    ['no year', { years: [] }],
    ['an unknown field', { weekends: [] }],
  ])('refuses %s', (_, change) => {
    expect(WorkCalendar.safeParse({ ...calendar, ...change }).success).toBe(false)
  })
})

describe('findWorkdayAfter', () => {
  it.each([
    ['2026-12-28', 3, '2026-12-31'],
    ['2026-12-29', 3, undefined],
    ['2027-03-01', 0, undefined],
    ['2025-09-30', 1, '2025-10-09'],
  ])('%s and %i working days: %s', (date, count, expected) =>
    expect(findWorkdayAfter(parsePlainDate(date), count, calendar)).toBe(expected),
  )

  it('refuses a broken count', () => {
    expect(() => findWorkdayAfter(parsePlainDate('2026-03-06'), -1, calendar)).toThrow(/工作日天数/)
  })
})
