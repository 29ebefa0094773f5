import { addDays, addMonths, fullMonths, PlainDate, yearOf } from '../../../base/plain-date.ts'

/** How far a leaf looks ahead. */
export const MOST_TURNS = 24
/** How many days are looked at on the way there. */
const MOST_STEPS = 1500

export type TimeUnit = 'day' | 'month' | 'year'

const UNITS_A_YEAR = { day: 365, month: 12, year: 1 } as const satisfies Record<TimeUnit, number>
const LAST_YEAR = 9999

/** Days from here on are written for what never ends. */
const FOR_GOOD = '9000-01-01'

/** Days later than `on`, each once, soonest first, at most `MOST_TURNS`. */
export function soonest(days: readonly PlainDate[], on: PlainDate): PlainDate[] {
  const coming = new Set(days.filter((day) => day > on))
  return [...coming].sort().slice(0, MOST_TURNS)
}

/**
 * The day on which the `count`-th unit from a day is full, as `fullMonths` and `fullYears` count; the last day of the
 * calendar where that lies beyond it, so that a slip of the pen in one record stops nobody.
 */
export function unitDay(from: PlainDate, unit: TimeUnit, count: number): PlainDate {
  if (yearOf(from) + count / UNITS_A_YEAR[unit] >= LAST_YEAR) return PlainDate.parse(`${LAST_YEAR}-12-31`)
  if (unit === 'day') return addDays(from, count)
  const months = unit === 'year' ? count * 12 : count
  const day = addMonths(from, months)
  // A month that is too short is full on the first of the following one; so is a year from 29 February.
  return fullMonths(from, day) < months ? addDays(day, 1) : day
}

/** The days on which the next units after the first `full` ones are full. */
export function comingUnits(from: PlainDate, unit: TimeUnit, full: number): PlainDate[] {
  return Array.from({ length: MOST_TURNS }, (_, index) => unitDay(from, unit, full + index + 1))
}

/** The first day on which something that holds to `last` holds no more; none where it holds for good. */
export function lapseDay(last: PlainDate | null): PlainDate[] {
  return last === null || last >= FOR_GOOD ? [] : [addDays(last, 1)]
}

/**
 * The coming days on which a value moves, found step by step where it may move on days that follow from one another.
 * @param candidates the days on which the value of a day may cease to hold; one that is missing is not found
 */
export function movingDays(
  on: PlainDate,
  valueOn: (day: PlainDate) => number,
  candidates: (day: PlainDate) => readonly PlainDate[],
): PlainDate[] {
  const moving: PlainDate[] = []
  let day: PlainDate | undefined = on
  let value = valueOn(on)
  for (let step = 0; step < MOST_STEPS && moving.length < MOST_TURNS; step += 1) {
    day = soonest(candidates(day), day)[0]
    if (day === undefined) break
    const next = valueOn(day)
    if (!Object.is(next, value)) moving.push(day)
    value = next
  }
  return moving
}
