import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, parsePlainDate, toDays } from '#shared/base/plain-date.ts'
import { addWorkdays, isWorkday, WorkCalendar } from '#shared/base/workday.ts'

const calendar = WorkCalendar.parse(
  JSON.parse(readFileSync(new URL('../../../resources/data/workdays.json', import.meta.url), 'utf8')),
)
const first = parsePlainDate('2018-01-01')
const span = toDays(parsePlainDate('2026-09-30')) - toDays(first)
const dates = fc.integer({ min: 0, max: span }).map((days) => addDays(first, days))
const counts = fc.integer({ min: 1, max: 30 })

it('ends on a working day with exactly the asked number between', () => {
  fc.assert(
    fc.property(dates, counts, (date, count) => {
      const end = addWorkdays(date, count, calendar)
      let worked = 0
      for (let day = addDays(date, 1); day <= end; day = addDays(day, 1))
        worked += isWorkday(day, calendar) ? 1 : 0
      expect(isWorkday(end, calendar)).toBe(true)
      expect(worked).toBe(count)
    }),
  )
})

it('counts by steps as at once', () => {
  fc.assert(
    fc.property(dates, counts, counts, (date, a, b) => {
      expect(addWorkdays(addWorkdays(date, a, calendar), b, calendar)).toBe(
        addWorkdays(date, a + b, calendar),
      )
    }),
  )
})
