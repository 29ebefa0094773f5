import { canonicalJson } from './canonical.ts'
import type { Cutoff, RoundResult, Seat } from './result.ts'

export type Change = 'better' | 'worse' | 'same'

/** A place in both results, undefined in the one that does not have it. */
export interface PlaceChange {
  place: string
  before: Cutoff | undefined
  after: Cutoff | undefined
  /** How many more are seated. */
  filled: number
  /** Whether the last admitted, on an open seat or a kept one, has other values. */
  hasOtherCutoff: boolean
}

/** What changes from one result to another, for two what-if runs over the same people. */
export interface OutcomeComparison {
  /** By number; whoever is in one of them only is not compared. */
  people: Map<string, Change>
  counts: Record<Change, number>
  /** Whose place is another, though it may be as good, in the order of the first result. */
  changed: string[]
  /** Who is in one of the results only. */
  unmatched: string[]
  /** Every place, in the order of the first result, new ones last. */
  places: PlaceChange[]
}

/**
 * Compares two results by each person's granted wish: an earlier one is better, none is the worst. In a single list a
 * place is better than none.
 */
export function compareOutcomes(before: RoundResult, after: RoundResult): OutcomeComparison {
  const later = new Map(after.seats.map((seat) => [seat.no, seat]))
  const earlier = new Set(before.seats.map(({ no }) => no))
  const people = new Map<string, Change>()
  const counts = { better: 0, worse: 0, same: 0 }
  const changed: string[] = []
  const unmatched = after.seats.filter(({ no }) => !earlier.has(no)).map(({ no }) => no)
  for (const seat of before.seats) {
    const other = later.get(seat.no)
    if (other === undefined) unmatched.push(seat.no)
    else {
      const change = changeOf(seat, other)
      people.set(seat.no, change)
      counts[change] += 1
      if (seat.place !== other.place) changed.push(seat.no)
    }
  }
  return { people, counts, changed, unmatched, places: placeChanges(before, after) }
}

function changeOf(before: Seat, after: Seat): Change {
  const difference = wishOf(after) - wishOf(before)
  if (difference === 0) return 'same'
  return difference < 0 ? 'better' : 'worse'
}

/** A number that is the smaller the better; no wish is as late as the last one. */
function wishOf({ place, wish }: Seat): number {
  return place === null ? Number.MAX_SAFE_INTEGER : (wish ?? 1)
}

function placeChanges(before: RoundResult, after: RoundResult): PlaceChange[] {
  const later = new Map(after.cutoffs.map((cutoff) => [cutoff.place, cutoff]))
  const earlier = new Map(before.cutoffs.map((cutoff) => [cutoff.place, cutoff]))
  return Array.from(new Set([...earlier.keys(), ...later.keys()]), (place) => {
    const [one, other] = [earlier.get(place), later.get(place)]
    return {
      ...{ place, before: one, after: other },
      filled: (other?.filled ?? 0) - (one?.filled ?? 0),
      hasOtherCutoff: lastValues(one) !== lastValues(other),
    }
  })
}

function lastValues(cutoff: Cutoff | undefined): string {
  return canonicalJson([cutoff?.last ?? null, cutoff?.reserved?.last ?? null])
}
