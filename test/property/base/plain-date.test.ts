import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  fromDays,
  fullMonths,
  fullYears,
  PlainDate,
  toDays,
} from '#shared/base/plain-date.ts'

const FIRST = -719_528
const LAST = 2_932_896
const days = fc.integer({ min: FIRST, max: LAST })
const dates = days.map(fromDays)
const nearDates = fc.integer({ min: -30_000, max: 30_000 }).map(fromDays)

it('counts days there and back', () => {
  fc.assert(
    fc.property(days, (count) => {
      const date = fromDays(count)
      expect(PlainDate.safeParse(date).success).toBe(true)
      expect(toDays(date)).toBe(count)
    }),
  )
})

it('orders days as their text', () => {
  fc.assert(
    fc.property(dates, dates, (a, b) => {
      expect(a < b).toBe(toDays(a) < toDays(b))
    }),
  )
})

it('adds days by steps as at once', () => {
  const some = fc.integer({ min: -1000, max: 1000 })
  fc.assert(
    fc.property(nearDates, some, some, (date, a, b) => {
      expect(addDays(addDays(date, a), b)).toBe(addDays(date, a + b))
    }),
  )
})

it('never counts fewer months or years on a later day', () => {
  fc.assert(
    fc.property(nearDates, nearDates, (from, to) => {
      const next = addDays(to, 1)
      expect(fullMonths(from, next) - fullMonths(from, to)).toBeOneOf([0, 1])
      expect(fullYears(from, next) - fullYears(from, to)).toBeOneOf([0, 1])
    }),
  )
})

it('counts a month complete by the clamped day or the day after it', () => {
  fc.assert(
    fc.property(nearDates, fc.integer({ min: 0, max: 600 }), (from, months) => {
      const later = addMonths(from, months)
      expect(fullMonths(from, later)).toBeOneOf([months, months - 1])
      expect(fullMonths(from, addDays(later, 1))).toBe(months)
    }),
  )
})
