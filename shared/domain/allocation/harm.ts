import { barAt, type Candidate, candidatesOf, entryFor, isTagged } from './candidates.ts'
import { compareTexts, type Hash } from './canonical.ts'
import { compareEntries, type Entry } from './entries.ts'
import { type Contender, type Filled, filledPlaces } from './filled.ts'
import type { RoundResult } from './result.ts'
import type { DeferredAcceptanceRound, OrderKey } from './round.ts'
import { withSiblingClass } from './siblings.ts'

/** Somebody wished a place more than the outcome, and `sits` has a seat there and stands behind. */
export interface Harm {
  no: string
  place: string
  /** The wish for it, 1 for the first. */
  wish: number
  sits: string
}

export interface HarmReport {
  /** How many have justified envy. */
  envious: number
  /** How many seats are held by somebody who stands behind one of them. */
  seats: number
  /** The first few by number, each with the first of the wishes concerned and the last who sits there. */
  examples: Harm[]
}

const EXAMPLES = 5

/** The first of those passed over at a place, for its open seats and for its kept ones. */
interface PassedOver {
  open: Entry | undefined
  kept: Entry | undefined
}

/**
 * How many are harmed by a result with wishes: passed over at a wish above the outcome for somebody who stands behind,
 * where kept seats are compared among holders of the tag alone. None in a stable result, whichever engine it is from.
 * The seats must be in the order of the round's applicants. Bad rounds are BAD_INPUT with the place.
 */
export function harmOf(round: DeferredAcceptanceRound, result: RoundResult, hash: Hash): HarmReport {
  const { order } = round
  const candidates = withSiblingClass(round, candidatesOf(round, hash), result.siblings ?? [])
  const places = filledPlaces(round, candidates, result.seats)
  const passedOver = new Map<string, PassedOver>()
  const harms = candidates.flatMap((candidate, index): Harm[] => {
    const above = candidate.wishes.slice(0, (result.seats[index]?.wish ?? Number.POSITIVE_INFINITY) - 1)
    const found = above.flatMap((wish, position): Harm[] => {
      const filled = places.get(wish.place)
      if (filled === undefined || barAt(candidate, wish) !== undefined) return []
      const own = entryFor(order, candidate, wish)
      const behind = lastBehind(order, filled, { own, candidate })
      if (behind === undefined) return []
      passedOver.set(wish.place, earlier(order, passedOver.get(wish.place), { own, filled, candidate }))
      return [{ no: candidate.no, place: wish.place, wish: position + 1, sits: behind.no }]
    })
    return found.slice(0, 1)
  })
  return {
    envious: harms.length,
    seats: [...passedOver].reduce((sum, [id, first]) => sum + seatsBehind(order, places.get(id), first), 0),
    examples: harms.sort((a, b) => compareTexts(a.no, b.no)).slice(0, EXAMPLES),
  }
}

/** The last at the place who stands behind, on a seat that the candidate could have had. */
function lastBehind(
  order: readonly OrderKey[],
  { place, lastOpen, lastKept }: Filled,
  { own, candidate }: { own: Entry; candidate: Candidate },
): Entry | undefined {
  const reachable = isTagged(candidate, place) ? [lastKept, lastOpen] : [lastOpen]
  return reachable
    .filter((last) => last !== undefined && compareEntries(order, own, last) < 0)
    .sort((a, b) => (a === undefined || b === undefined ? 0 : compareEntries(order, b, a)))[0]
}

function earlier(
  order: readonly OrderKey[],
  { open, kept }: PassedOver = { open: undefined, kept: undefined },
  { own, filled, candidate }: { own: Entry; filled: Filled; candidate: Candidate },
): PassedOver {
  const first = (entry: Entry | undefined) =>
    entry === undefined || compareEntries(order, own, entry) < 0 ? own : entry
  return { open: first(open), kept: isTagged(candidate, filled.place) ? first(kept) : kept }
}

function seatsBehind(
  order: readonly OrderKey[],
  filled: Filled | undefined,
  { open, kept }: PassedOver,
): number {
  const behind = (seats: readonly Contender[], first: Entry | undefined) =>
    first === undefined ? 0 : seats.filter(({ entry }) => compareEntries(order, first, entry) < 0).length
  return filled === undefined ? 0 : behind(filled.open, open) + behind(filled.kept, kept)
}
