import { z } from 'zod'
import { CounterError } from './failure.ts'

/** A calendar day as `YYYY-MM-DD`, without time or zone. Comparable as text. */
export const PlainDate = z.iso.date('应为真实存在的日期，写作 YYYY-MM-DD').brand('PlainDate')
export type PlainDate = z.infer<typeof PlainDate>

const MILLISECONDS_PER_DAY = 86_400_000
const FIRST_YEAR = 0
const LAST_YEAR = 9999

interface Parts {
  year: number
  /** 1 to 12. */
  month: number
  day: number
}

/** The day written in `text`; a text of another form or a day that does not exist is refused with BAD_INPUT. */
export function parsePlainDate(text: string): PlainDate {
  const parsed = PlainDate.safeParse(text)
  if (parsed.success) return parsed.data
  throw new CounterError('BAD_INPUT', '日期不存在或格式不对，无法据此计算。', {
    hint: '请照原件按“年-月-日”填写，例如 2026-03-05。',
  })
}

/** Days since 1970-01-01; earlier days are negative. */
export function toDays(date: PlainDate): number {
  const { year, month, day } = partsOf(date)
  return daysOf(year, month, day)
}

/** The day that lies `days` after 1970-01-01: the inverse of `toDays`. A fraction of a day, or a
 * year outside 0 to 9999, is refused with BAD_INPUT. */
export function fromDays(days: number): PlainDate {
  if (!Number.isSafeInteger(days)) throw outOfCalendar()
  const date = new Date(days * MILLISECONDS_PER_DAY)
  return plainDate({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() })
}

/** The day `days` after `date` (before it when negative). */
export function addDays(date: PlainDate, days: number): PlainDate {
  return fromDays(toDays(date) + days)
}

/**
 * The same day of the month, `months` later (earlier when negative). Where that month is shorter, its last day:
 * 31 January + 1 month is 28 or 29 February.
 */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const { year, month, day } = partsOf(date)
  const index = year * 12 + (month - 1) + months
  const target = { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 }
  return plainDate({ ...target, day: Math.min(day, daysInMonth(target.year, target.month)) })
}

/**
 * Completed calendar years between two days, 0 on the day itself and negative when `to` lies before `from`.
 * A year is complete on the anniversary. The anniversary of 29 February is 1 March in a common year.
 */
export function fullYears(from: PlainDate, to: PlainDate): number {
  if (to < from) return 0 - fullYears(to, from)
  return Math.floor(fullMonths(from, to) / 12)
}

/**
 * Completed calendar months between two days, negative when `to` lies before `from`. A month is complete on the
 * same day of a later month; where that month is too short, on the first day of the next one (from 31 January
 * the first month is complete on 1 March, and an anniversary of 29 February falls on 1 March in a common year).
 */
export function fullMonths(from: PlainDate, to: PlainDate): number {
  if (to < from) return 0 - fullMonths(to, from)
  const start = partsOf(from)
  const end = partsOf(to)
  const months = (end.year - start.year) * 12 + (end.month - start.month)
  return end.day < start.day ? months - 1 : months
}

/** The four-digit year of a day. */
export function yearOf(date: PlainDate): number {
  return partsOf(date).year
}

function partsOf(date: PlainDate): Parts {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

function plainDate({ year, month, day }: Parts): PlainDate {
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) throw outOfCalendar()
  return PlainDate.parse(`${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`)
}

function daysOf(year: number, month: number, day: number): number {
  // Date.UTC reads years 0 to 99 as 1900 to 1999; the calendar repeats exactly every 400 years of 146,097 days.
  return Date.UTC(year + 400, month - 1, day) / MILLISECONDS_PER_DAY - 146_097
}

function daysInMonth(year: number, month: number): number {
  return daysOf(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - daysOf(year, month, 1)
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

function outOfCalendar(): CounterError {
  return new CounterError('BAD_INPUT', '算出的日期超出日历范围（0000 年至 9999 年），无法使用。', {
    hint: '请核对起始日期和天数、月数。',
  })
}
