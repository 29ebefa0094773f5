import { fullMonths, fullYears, type PlainDate, toDays } from '../../../base/plain-date.ts'
import type { TimeUnit } from './turns.ts'

const UNIT_WORDS = { day: '天', month: '个月', year: '年' } as const satisfies Record<TimeUnit, string>

/** Full units from one day to another, negative where it lies before. */
export function fullUnits(from: PlainDate, to: PlainDate, unit: TimeUnit): number {
  if (unit === 'month') return fullMonths(from, to)
  return unit === 'year' ? fullYears(from, to) : toDays(to) - toDays(from)
}

/** So many units in words: `72 个月`. */
export function unitText(count: number, unit: TimeUnit): string {
  return `${count} ${UNIT_WORDS[unit]}`
}
