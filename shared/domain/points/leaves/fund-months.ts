import { monthsOfDay, toMonths } from '../../../base/year-month.ts'
import type { Measure } from '../../../policy/index.ts'
import type { FundLetters } from '../../people/index.ts'
import { type Leaf, type LeafScope, type Moment, UNKNOWN, type Who } from '../leaf.ts'
import { leafKey } from './scope.ts'
import { soonest } from './turns.ts'
import { comingMonths, monthSpans, monthWindowTurns } from './window.ts'

type FundMonths = Extract<Measure, { kind: 'fund-months' }>

/** One fund's letters with the number of the first month and of the last one. */
interface Letters {
  first: number
  last: number
  months: string
}

/** What a letter says of its month, by its character code; of several funds the highest holds. */
type LetterTable = Uint8Array
const NOTHING = 0
const KNOWN = 1
const COUNTS = 2

interface Tally {
  count: number
  /** Whether a month lies among the ones looked at of which nothing is known. */
  open: boolean
}

/**
 * Months of the funds with one of the wanted letters, a month once however many of the funds have it; months after
 * that of the day do not count. A run ends at a break of more than `breakMonths` months. Where no month counts and
 * some fund or month is not known, the answer is unknown.
 */
export function fundMonthsLeaf(measure: FundMonths, scope: LeafScope): Leaf {
  const { funds, letters, window, run, breakMonths } = measure
  const table = letterTable(letters)
  const spanOn = window === undefined ? undefined : monthSpans(window)
  const read = (who: Who, { on }: Moment): number => {
    const known = lettersOf(who, funds)
    const today = monthsOfDay(on)
    const span = spanOn?.(on)
    const from = span === undefined ? 0 : span.after + 1
    const to = span === undefined ? today : Math.min(today, span.to)
    const tally =
      run === 'cumulative'
        ? countAll(known, table, { from, to })
        : countRun(known, table, { from, to, breakMonths })
    const open = tally.open || known.length < funds.length
    return tally.count === 0 && open && scope.whenAbsent === 'unknown' ? UNKNOWN : tally.count
  }
  return {
    key: leafKey(['fund-months', funds, letters, run, breakMonths, window], scope),
    fields: funds,
    asksChildren: false,
    read,
    basis: (_who, _at, value) => (run === 'unbroken' ? `连续 ${value} 个月` : `${value} 个月`),
    turns(who, { on }) {
      const known = lettersOf(who, funds)
      if (known.length === 0) return []
      const ahead = known.some(({ last }) => last > monthsOfDay(on)) ? comingMonths(on) : []
      return soonest([...ahead, ...(window === undefined ? [] : monthWindowTurns(window, on))], on)
    },
  }
}

function lettersOf(who: Who, funds: FundMonths['funds']): Letters[] {
  const known: Letters[] = []
  for (const fund of funds) {
    const letters: FundLetters | undefined = who[fund]
    if (letters === undefined) continue
    const first = toMonths(letters.from)
    known.push({ first, last: first + letters.months.length - 1, months: letters.months })
  }
  return known
}

function countAll(known: Letters[], table: LetterTable, { from, to }: { from: number; to: number }): Tally {
  const tally: Tally = { count: 0, open: false }
  const [only] = known
  if (only !== undefined && known.length === 1) return countOne(only, table, { from, to })
  const last = Math.min(to, lastOf(known))
  for (let month = Math.max(from, firstOf(known)); month <= last; month += 1) {
    const state = monthState(known, table, month)
    if (state === COUNTS) tally.count += 1
    else if (state === NOTHING) tally.open = true
  }
  return tally
}

/** One fund alone is what most rules ask for, so that its letters are read one after another. */
function countOne(
  { first, last, months }: Letters,
  table: LetterTable,
  { from, to }: { from: number; to: number },
): Tally {
  const tally: Tally = { count: 0, open: false }
  const end = Math.min(to, last) - first
  for (let place = Math.max(0, from - first); place <= end; place += 1) {
    const state = table[months.charCodeAt(place)] ?? NOTHING
    if (state === COUNTS) tally.count += 1
    else if (state === NOTHING) tally.open = true
  }
  return tally
}

/** Back from the last month of which anything is known. */
function countRun(
  known: Letters[],
  table: LetterTable,
  { from, to, breakMonths }: { from: number; to: number; breakMonths: number },
): Tally {
  const tally: Tally = { count: 0, open: false }
  let month = Math.min(to, lastOf(known))
  const first = Math.max(from, firstOf(known))
  while (month >= first && monthState(known, table, month) === NOTHING) {
    tally.open = true
    month -= 1
  }
  for (let without = 0; month >= first && without <= breakMonths; month -= 1) {
    const state = monthState(known, table, month)
    without = state === COUNTS ? 0 : without + 1
    if (state === COUNTS) tally.count += 1
    else if (state === NOTHING) tally.open = true
  }
  return tally
}

function letterTable(wanted: FundMonths['letters']): LetterTable {
  const table = new Uint8Array(128)
  for (const letter of ['P', 'B', 'T', '-'] as const) table[letter.charCodeAt(0)] = KNOWN
  for (const letter of wanted) table[letter.charCodeAt(0)] = COUNTS
  return table
}

function monthState(known: Letters[], table: LetterTable, month: number): number {
  let state = NOTHING
  for (const { first, months } of known) {
    // Outside the letters there is no character, and so no entry.
    const said = table[months.charCodeAt(month - first)] ?? NOTHING
    if (said > state) state = said
  }
  return state
}

function firstOf(known: Letters[]): number {
  let first = Number.POSITIVE_INFINITY
  for (const letters of known) first = Math.min(first, letters.first)
  return first
}

function lastOf(known: Letters[]): number {
  let last = -1
  for (const letters of known) last = Math.max(last, letters.last)
  return last
}
