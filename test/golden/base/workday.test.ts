import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { addDays, type PlainDate, parsePlainDate } from '#shared/base/plain-date.ts'
import { isWorkday, WorkCalendar } from '#shared/base/workday.ts'
import { STATE_COUNCIL_NOTICES } from './state-council-notices.ts'

const calendar = WorkCalendar.parse(
  JSON.parse(readFileSync(new URL('../../../resources/data/workdays.json', import.meta.url), 'utf8')),
)

describe('the stored calendar against the notices', () => {
  it('agrees on every day of every year covered', () => {
    const { off, work } = daysOfNotices()
    const differences: string[] = []
    const last = parsePlainDate(`${Math.max(...calendar.years)}-12-31`)
    let day = parsePlainDate(`${Math.min(...calendar.years)}-01-01`)
    let days = 0
    for (; day <= last; day = addDays(day, 1), days += 1) {
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
      const expected = work.has(day) || (weekday !== 0 && weekday !== 6 && !off.has(day))
      if (isWorkday(day, calendar) !== expected) differences.push(day)
    }
    expect(differences).toEqual([])
    expect(days).toBe(9 * 365 + 2)
  })

  it('names a notice for each year covered', () => {
    expect(calendar.notices.map((notice) => notice.year)).toEqual(calendar.years)
    expect(STATE_COUNCIL_NOTICES.map((notice) => notice.year)).toEqual(calendar.years)
  })
})

function daysOfNotices(): { off: Set<PlainDate>; work: Set<PlainDate> } {
  const off = new Set<PlainDate>()
  const work = new Set<PlainDate>()
  for (const notice of STATE_COUNCIL_NOTICES) {
    const whole = (day: string) => parsePlainDate(day.length === 5 ? `${notice.year}-${day}` : day)
    for (const [first, last] of notice.off) {
      for (let day = whole(first); day <= whole(last); day = addDays(day, 1)) off.add(day)
    }
    for (const day of notice.work) work.add(whole(day))
  }
  return { off, work }
}
