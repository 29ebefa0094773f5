import { fromMonths, toMonths, YearMonth } from '#shared/base/year-month.ts'
import { normalMonth } from '../../components/format.ts'

/** As many months as one re-check can be about. */
export const MOST_MONTHS = 60

/** Months as typed: those that were read, in order and each once, or the first piece that is no month. */
export type TypedMonths = { months: readonly YearMonth[] } | { wrong: string }

const RANGE = /\s*(?:至|到|~|～|—+)\s*/

/** Reads single months and ranges, such as `2025-03、2025-05 至 2025-08`, in any of the forms people write. */
export function readMonths(text: string): TypedMonths {
  const months = new Set<number>()
  const pieces = text
    .replaceAll(new RegExp(RANGE, 'g'), '至')
    .split(/[、，,；;\s]+/)
    .filter((piece) => piece !== '')
  for (const piece of pieces) {
    const [first, last = first, ...more] = piece.split('至').map(readMonth)
    if (first === undefined || last === undefined || more.length > 0 || last < first) return { wrong: piece }
    // A slip of the year may span centuries; one month too many is enough to be told.
    for (let month = first; month <= Math.min(last, first + MOST_MONTHS); month += 1) months.add(month)
  }
  return { months: [...months].sort((a, b) => a - b).map(fromMonths) }
}

function readMonth(text: string): number | undefined {
  const month = YearMonth.safeParse(normalMonth(text)).data
  return month === undefined ? undefined : toMonths(month)
}
