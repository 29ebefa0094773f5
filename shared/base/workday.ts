import { z } from 'zod'
import { CounterError } from './failure.ts'
import { addDays, PlainDate, toDays, yearOf } from './plain-date.ts'

/** The State Council notice a year's days were taken from. */
export const WorkCalendarNotice = z.strictObject({
  year: z.int(),
  /** Document numbers, the yearly notice first, later changes after it. */
  numbers: z.array(z.string()).min(1),
  /** MEM: number from memory, not yet read in the notice itself. */
  label: z.enum(['READ', 'MEM']),
})
export type WorkCalendarNotice = z.infer<typeof WorkCalendarNotice>

/**
 * Days off and make-up working days (调休) by the State Council's yearly notices. `years` are covered wholly;
 * a holiday may fall on a weekend, a make-up day always does.
 */
export const WorkCalendar = z
  .strictObject({
    source: z.string(),
    years: z.array(z.int()).min(1),
    notices: z.array(WorkCalendarNotice),
    holidays: z.array(PlainDate),
    makeups: z.array(PlainDate),
  })
  .superRefine((calendar, context) => {
    const holidays = new Set<string>(calendar.holidays)
    for (const day of calendar.makeups) {
      if (!isWeekend(day)) context.addIssue({ code: 'custom', message: `调休上班日 ${day} 不是周末` })
      if (holidays.has(day)) context.addIssue({ code: 'custom', message: `${day} 既是放假日又是上班日` })
    }
    for (const day of [...calendar.holidays, ...calendar.makeups]) {
      if (!calendar.years.includes(yearOf(day))) {
        context.addIssue({ code: 'custom', message: `${day} 不在所列年份之内` })
      }
    }
  })
export type WorkCalendar = z.infer<typeof WorkCalendar>

/**
 * Whether offices work on the day: Monday to Friday unless a holiday, and on make-up days. A year the calendar
 * does not cover is refused with BAD_INPUT, never guessed.
 */
export function isWorkday(date: PlainDate, calendar: WorkCalendar): boolean {
  requireCovered(date, calendar)
  if (calendar.makeups.includes(date)) return true
  return !isWeekend(date) && !calendar.holidays.includes(date)
}

/**
 * The `count`-th working day after `date`; `date` itself does not count. With 0 it is `date` when that is a
 * working day, else the next one. A negative or broken count, and a year not covered, are refused with BAD_INPUT.
 */
export function addWorkdays(date: PlainDate, count: number, calendar: WorkCalendar): PlainDate {
  const end = walk(date, count, calendar)
  requireCovered(end, calendar)
  return end
}

/** As `addWorkdays`, but undefined where the calendar ends before that day: what is not announced is not guessed. */
export function findWorkdayAfter(
  date: PlainDate,
  count: number,
  calendar: WorkCalendar,
): PlainDate | undefined {
  const end = walk(date, count, calendar)
  return isCovered(end, calendar) ? end : undefined
}

/** The `count`-th working day after `date`, or the first day on the way that the calendar does not cover. */
function walk(date: PlainDate, count: number, calendar: WorkCalendar): PlainDate {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new CounterError('BAD_INPUT', '工作日天数不是非负整数，无法推算期限。', {
      hint: '请填写 0 或正整数。',
    })
  }
  let day = count === 0 ? date : addDays(date, 1)
  for (let left = Math.max(count, 1); isCovered(day, calendar); day = addDays(day, 1)) {
    if (isWorkday(day, calendar)) left -= 1
    if (left === 0) return day
  }
  return day
}

function isCovered(date: PlainDate, calendar: WorkCalendar): boolean {
  return calendar.years.includes(yearOf(date))
}

function isWeekend(date: PlainDate): boolean {
  // 1970-01-01 was a Thursday; 0 is Monday here.
  const weekday = (((toDays(date) + 3) % 7) + 7) % 7
  return weekday >= 5
}

function requireCovered(date: PlainDate, calendar: WorkCalendar): void {
  if (isCovered(date, calendar)) return
  const year = yearOf(date)
  throw new CounterError('BAD_INPUT', `工作日历中没有 ${year} 年的放假安排，无法推算工作日。`, {
    hint: `请在国务院办公厅公布 ${year} 年放假通知后更新工作日历，或人工确认期限。`,
  })
}
