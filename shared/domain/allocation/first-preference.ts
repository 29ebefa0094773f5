import { barAt, type Candidate, candidatesOf } from './candidates.ts'
import { type Hash, inputHash } from './canonical.ts'
import { type Contender, choose, contenderFor, cutoffOf, filledPlaces, inOrder } from './filled.ts'
import { FIRST_PREFERENCE_SIMULATION } from './mechanism.ts'
import type { RoundResult, Seat } from './result.ts'
import type { DeferredAcceptanceRound, Place } from './round.ts'

/**
 * What 志愿优先 (first preference first, the Boston mechanism) would have done: a simulation to show its harm, never a
 * mechanism of a round. All first wishes are settled for good, then all second wishes over what is left, and so on;
 * so whoever states a sought-after place first and fails loses the next one to worse entitled ones as well
 * (Abdulkadiroğlu and Sönmez 2003). The class for siblings is not applied. Bad rounds are BAD_INPUT with the place.
 */
export function firstPreferenceFirst(round: DeferredAcceptanceRound, hash: Hash): RoundResult {
  const candidates = candidatesOf(round, hash)
  const granted = new Map<number, number>()
  const longest = candidates.reduce((most, { wishes }) => Math.max(most, wishes.length), 0)
  let places: readonly Place[] = round.places
  for (let position = 0; position < longest; position += 1) {
    const proposals = proposalsAt(round, candidates, { position, granted })
    places = places.map((place) => {
      const { kept, inTurn } = choose(place, inOrder(round.order, proposals.get(place.id) ?? []))
      for (const { index } of inTurn) granted.set(index, position)
      return withoutTaken(place, { seats: inTurn.length, kept: kept.length })
    })
  }
  return resultOf(round, candidates, { granted, hash })
}

/** By place who has nothing yet and states it at this position. */
function proposalsAt(
  { order, places }: DeferredAcceptanceRound,
  candidates: readonly Candidate[],
  { position, granted }: { position: number; granted: ReadonlyMap<number, number> },
): Map<string, Contender[]> {
  const byId = new Map(places.map((place) => [place.id, place]))
  const proposals = new Map(places.map(({ id }): [string, Contender[]] => [id, []]))
  candidates.forEach((candidate, index) => {
    const wish = candidate.wishes[position]
    const place = byId.get(wish?.place ?? '')
    if (wish === undefined || place === undefined || granted.has(index)) return
    if (barAt(candidate, wish) !== undefined) return
    proposals.get(place.id)?.push(contenderFor(order, place, { candidate, index, wish }))
  })
  return proposals
}

/** What a place has for later wishes; a kept seat that reverted is taken. */
function withoutTaken(place: Place, { seats, kept }: { seats: number; kept: number }): Place {
  const capacity = place.capacity - seats
  if (place.reserved === undefined) return { ...place, capacity }
  const count = Math.min(capacity, place.reserved.count - kept)
  return { ...place, capacity, reserved: { ...place.reserved, count } }
}

function resultOf(
  round: DeferredAcceptanceRound,
  candidates: readonly Candidate[],
  { granted, hash }: { granted: ReadonlyMap<number, number>; hash: Hash },
): RoundResult {
  const plain = candidates.map(({ no, wishes }, index): Seat => {
    const position = granted.get(index)
    const place = wishes[position ?? -1]?.place
    return position === undefined || place === undefined
      ? { no, place: null }
      : { no, place, wish: position + 1 }
  })
  const filled = filledPlaces(round, candidates, plain)
  const kept = new Set([...filled.values()].flatMap((place) => place.kept.map(({ index }) => index)))
  return {
    format: 'counter.result/1',
    round: round.id,
    inputHash: inputHash(round, hash),
    engine: FIRST_PREFERENCE_SIMULATION,
    seats: plain.map((seat, index) =>
      seat.place === null ? seat : { ...seat, kind: kept.has(index) ? 'reserved' : 'open' },
    ),
    cutoffs: [...filled.values()].map((place) => cutoffOf(round.order, place)),
  }
}
