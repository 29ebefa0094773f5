import { type Entry, firstDifference, shownValue } from './entries.ts'
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
    entry.consenting ? whyNot(order, cut, entry) : { place: cut.place, code: 'NOT_CONSENTED' },
  )
}

function whyNot(order: readonly OrderKey[], { place, last }: Cut, entry: Entry): Why {
  if (last === undefined) return { place, code: 'NO_SEATS' }
  const index = firstDifference(entry, last)
  const key = order[index]?.key ?? 'ticket'
  const own = shownValue(key, entry.values[index])
  const cutoff = shownValue(key, last.values[index])
  return {
    place,
    ...codeOf(key),
    ...(own === undefined ? {} : { own }),
    ...(cutoff === undefined ? {} : { cutoff }),
  }
}

function codeOf(key: string): Pick<Why, 'code' | 'tie'> {
  if (key === 'class' || key === 'priority') return { code: 'LOWER_CLASS' }
  if (key === 'points') return { code: 'LOWER_POINTS' }
  if (key === 'ticket') return { code: 'LOST_TICKET' }
  return { code: 'LOST_TIE', tie: key.startsWith('ties.') ? key.slice('ties.'.length) : key }
}
