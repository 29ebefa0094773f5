import { addDays, PlainDate } from '../../base/plain-date.ts'
import { findWorkdayAfter, type WorkCalendar } from '../../base/workday.ts'

/** Working days within which a department answers a re-check (甬政办发〔2022〕10号, 复核). */
export const RECHECK_WORKING_DAYS = 5

/** No five working days are further apart than this. */
const LONGEST_TERM_DAYS = 60

/**
 * The day by which a department answers what was asked on a day, which itself does not count; null where the
 * working-day calendar ends before.
 */
export function recheckDueOn(askedOn: PlainDate, calendar: WorkCalendar): PlainDate | null {
  return findWorkdayAfter(askedOn, RECHECK_WORKING_DAYS, calendar) ?? null
}

/** The answer is late on the days after the one on which it was due; a day that is not known is never late. */
export function isLate(dueOn: PlainDate | null, today: PlainDate): boolean {
  return dueOn !== null && dueOn < today
}

/**
 * The last day on which something was asked whose answer was due before `day`: whatever was asked on it or earlier
 * was due too, because later questions are never due sooner. Null where the calendar knows of none.
 */
export function lastAskedDueBefore(day: PlainDate, calendar: WorkCalendar): PlainDate | null {
  const lastKnown = PlainDate.parse(`${Math.max(...calendar.years)}-12-31`)
  const start = day < lastKnown ? day : lastKnown
  for (let back = 0; back <= LONGEST_TERM_DAYS; back += 1) {
    const askedOn = addDays(start, -back)
    if (isLate(recheckDueOn(askedOn, calendar), day)) return askedOn
  }
  return null
}
