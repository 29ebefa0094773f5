import type { Reader } from '#electron/store/database.ts'
import { listRecordedFacts } from '#electron/store/tables/facts.ts'
import { toMonths } from '#shared/base/year-month.ts'
import {
  type Contribution,
  type FactValue,
  foldContributions,
  fundText,
  lettersOf,
  monthsText,
} from '#shared/domain/people/index.ts'
import type { FactEntry, FactView } from '#shared/ipc/facts.ts'
import { entriesOf } from './fact-entries.ts'
import type { HeldRow } from './resident-facts.ts'

/** Claimed months with what the fold of all accepted statements says of the same months. */
export function claimedMonthsView(reader: Reader, view: FactView, held: readonly HeldRow[]): FactView {
  const [claim] = view.claimed
  return claim === undefined ? view : { ...view, current: heldEntry(reader, claim, held) }
}

function heldEntry(reader: Reader, { value }: FactEntry, held: readonly HeldRow[]): FactEntry | null {
  const months = heldMonths(value, held)
  if (months === null) return null
  const entry = entriesOf(reader, listRecordedFacts(reader, [months.fact])).get(months.fact)
  return entry === undefined ? null : { ...entry, text: months.text }
}

/** The key of a statement, and what holds for the months of a claim in words. */
export type HeldMonths = { fact: number; text: string }

/**
 * What holds for the months of a claim: the newest accepted statement that says anything of them, worded as the fold
 * of all of them. Null where nothing is known of any.
 */
export function heldMonths(value: FactValue, held: readonly HeldRow[]): HeldMonths | null {
  if (value.kind !== 'contribution') return null
  const statements = held.flatMap(({ value: other, row }) =>
    other.kind === 'contribution' && other.fund === value.fund ? [{ statement: other, row }] : [],
  )
  const [fund] = foldContributions(statements.map(({ statement }) => statement))
  const newest = statements.findLast(({ statement }) => overlaps(statement, value))
  if (fund === undefined || newest === undefined) return null
  const letters = lettersOf(fund, { first: toMonths(value.from), length: value.months.length })
  const text = `${fundText(value.fund)} ${value.from} 起 ${letters.length} 个月：${monthsText(letters)}`
  return { fact: newest.row.seq, text }
}

function overlaps(one: Contribution, other: Contribution): boolean {
  const [first, second] = [toMonths(one.from), toMonths(other.from)]
  return first < second + other.months.length && second < first + one.months.length
}
