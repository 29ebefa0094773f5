import { compareEntries, decidingKey, type Entry, shownValue } from './entries.ts'
import type { Cut, SeatKind } from './plan.ts'
import type { Why } from './result.ts'
import type { OrderKey } from './round.ts'

/**
 * Why a person has no place, or not one of the group's: one entry for each place that came before the outcome, with
 * the first key that differs from the last admitted. It needs the cut-offs only, not the run.
 */
export function explainSeat({
  order,
  cuts,
  entry,
  kind,
}: {
  order: readonly OrderKey[]
  cuts: readonly Cut[]
  entry: Entry
  kind: SeatKind | undefined
}): Why[] {
  if (kind === 'quota') return []
  const tried = cuts.filter((cut) => (cut.quota ? cut.place === entry.group : kind === undefined))
  return tried.map((cut) =>
    entry.barred === undefined ? whyNot(order, cut, entry) : { place: cut.place, ...entry.barred },
  )
}

function whyNot(order: readonly OrderKey[], { place, last }: Cut, entry: Entry): Why {
  if (last === undefined) return { place, code: 'NO_SEATS' }
  return { place, ...whyAt(order, decidingKey(entry, last), { own: entry, last }) }
}

/** The same for a wish, with how many points more would have been enough where the points decided. */
export function whyWish(
  order: readonly OrderKey[],
  index: number,
  pair: { own: Entry; last: Entry },
): Omit<Why, 'place'> {
  const { key, dir } = order[index] ?? {}
  const why = whyAt(order, index, pair)
  return key === 'points' && dir === 'desc' ? { ...why, enough: pointsToPass(order, index, pair) } : why
}

/** What one key says of an applicant against the last admitted. */
function whyAt(
  order: readonly OrderKey[],
  index: number,
  { own: entry, last }: { own: Entry; last: Entry },
): Omit<Why, 'place'> {
  const key = order[index]?.key ?? 'ticket'
  const own = shownValue(key, entry.values[index])
  const cutoff = shownValue(key, last.values[index])
  return {
    ...codeOf(key),
    ...(own === undefined ? {} : { own }),
    ...(cutoff === undefined ? {} : { cutoff }),
  }
}

/** The gap in points, and a hundredth more where the next keys would not decide for the applicant. */
function pointsToPass(
  order: readonly OrderKey[],
  index: number,
  { own, last }: { own: Entry; last: Entry },
): number {
  const cutoff = Number(last.values[index])
  const gapX100 = cutoff - Number(own.values[index])
  const level = { ...own, values: own.values.map((value, at) => (at === index ? cutoff : value)) }
  return (compareEntries(order, level, last) < 0 ? gapX100 : gapX100 + 1) / 100
}

function codeOf(key: string): Pick<Why, 'code' | 'tie'> {
  if (key === 'class' || key === 'priority') return { code: 'LOWER_CLASS' }
  if (key === 'points') return { code: 'LOWER_POINTS' }
  if (key === 'ticket') return { code: 'LOST_TICKET' }
  return { code: 'LOST_TIE', tie: key.startsWith('ties.') ? key.slice('ties.'.length) : key }
}
