import { assertNever } from '../../../base/assert-never.ts'
import { addDays, addMonths, PlainDate } from '../../../base/plain-date.ts'
import { fromMonths, monthsOfDay } from '../../../base/year-month.ts'
import type { Window } from '../../../policy/index.ts'
import { comingUnits, unitDay } from './turns.ts'

/** The days of a window: later than `after`, and not later than `to`. */
export interface DaySpan {
  after: PlainDate
  to: PlainDate
}

/** The months of a window, as `toMonths` counts them: later than `after`, and not later than `to`. */
export interface MonthSpan {
  after: number
  to: number
}

/** The days of a window as seen from a day; many people are looked at on one day, so the last answer is kept. */
export function daySpans(window: Window): (on: PlainDate) => DaySpan {
  return keepingLast((on) => daySpan(window, on))
}

/** The months of a window as seen from a day: those its days lie in, of a length in months exactly so many. */
export function monthSpans(window: Window): (on: PlainDate) => MonthSpan {
  return keepingLast((on) => monthSpan(window, on))
}

/** The days on which a day leaves the window, or on which the window moves on by a year. */
export function windowTurns(window: Window, day: PlainDate, on: PlainDate): PlainDate[] {
  switch (window.kind) {
    case 'last':
      return [unitDay(day, window.unit, window.count)]
    case 'dates':
      return []
    case 'years-to':
      return comingYears(on)
    default:
      return assertNever(window)
  }
}

/** The first days of the coming months or, for a window that moves by years, of the coming years. */
export function monthWindowTurns(window: Window, on: PlainDate): PlainDate[] {
  if (window.kind === 'dates') return []
  return window.kind === 'years-to' ? comingYears(on) : comingMonths(on)
}

/** The first days of the coming months. */
export function comingMonths(on: PlainDate): PlainDate[] {
  return comingUnits(PlainDate.parse(`${fromMonths(monthsOfDay(on))}-01`), 'month', 0)
}

/** The first days of the coming years. */
export function comingYears(on: PlainDate): PlainDate[] {
  return comingUnits(PlainDate.parse(`${on.slice(0, 4)}-01-01`), 'year', 0)
}

function daySpan(window: Window, on: PlainDate): DaySpan {
  switch (window.kind) {
    case 'last':
      return { after: addMonths(on, -window.count * (window.unit === 'year' ? 12 : 1)), to: on }
    case 'dates':
      return { after: addDays(window.from, -1), to: window.to }
    case 'years-to': {
      const to = dayOfYear(on, window.monthDay)
      return { after: addMonths(to, -window.count * 12), to }
    }
    default:
      return assertNever(window)
  }
}

function monthSpan(window: Window, on: PlainDate): MonthSpan {
  if (window.kind === 'dates') return { after: monthsOfDay(window.from) - 1, to: monthsOfDay(window.to) }
  const to = monthsOfDay(window.kind === 'last' ? on : dayOfYear(on, window.monthDay))
  const months = window.kind === 'last' && window.unit === 'month' ? window.count : window.count * 12
  return { after: to - months, to }
}

/** The day of the year of `on`; where the month is shorter, its last day. */
function dayOfYear(on: PlainDate, monthDay: string): PlainDate {
  const year = on.slice(0, 4)
  const first = PlainDate.parse(`${year}-${monthDay.slice(0, 2)}-01`)
  const last = addDays(addMonths(first, 1), -1)
  const wanted = `${year}-${monthDay}`
  return wanted >= last ? last : PlainDate.parse(wanted)
}

function keepingLast<Span>(spanOn: (on: PlainDate) => Span): (on: PlainDate) => Span {
  let last: { on: PlainDate; span: Span } | undefined
  return (on) => {
    if (last === undefined || last.on !== on) last = { on, span: spanOn(on) }
    return last.span
  }
}
