import { z } from 'zod'
import type { PlainDate } from './plain-date.ts'

/** A calendar month as `YYYY-MM`. Comparable as text. */
export const YearMonth = z
  .string()
  .regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/, '应为真实存在的年月，写作 YYYY-MM')
  .brand('YearMonth')
export type YearMonth = z.infer<typeof YearMonth>

/** Months since January of the year 0, so that months can be counted and compared. */
export function toMonths(month: YearMonth): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1
}

/** The month that lies `months` after January of the year 0: the inverse of `toMonths`. */
export function fromMonths(months: number): YearMonth {
  const year = Math.floor(months / 12)
  return YearMonth.parse(
    `${String(year).padStart(4, '0')}-${String(months - year * 12 + 1).padStart(2, '0')}`,
  )
}

/** The month a day lies in, counted as `toMonths` does. */
export function monthsOfDay(day: PlainDate): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
}
