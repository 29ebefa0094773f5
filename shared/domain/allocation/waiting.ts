import { CounterError } from '../../base/failure.ts'
import { barAt, type Candidate, candidatesOf } from './candidates.ts'
import type { Hash } from './canonical.ts'
import { compareEntries, type Entry } from './entries.ts'
import { type Contender, choose, contenderFor, inOrder } from './filled.ts'
import { type PlacePlan, placeOf } from './plan.ts'
import type { RoundResult, Seat } from './result.ts'
import type { DeferredAcceptanceRound, DrawRound, Place, RankedQuotaRound, Round } from './round.ts'
import { withSiblingClass } from './siblings.ts'
import { admitInOrder, type SingleList, singleListOf } from './single-list.ts'

/** Who holds what now, after replies and replacements; and who has left for good: declined, withdrew, was refused. */
export interface Holdings {
  places: ReadonlyMap<string, string | null>
  left: ReadonlySet<string>
}

/** A place for the next one along its waiting order; `wish` where the mechanism goes by wishes. */
export interface Offer {
  no: string
  place: string
  wish?: number
  kind: NonNullable<Seat['kind']>
}

/** The holdings right after a run. */
export function holdingsOf({ seats }: RoundResult): Holdings {
  return { places: new Map(seats.map(({ no, place }) => [no, place])), left: new Set() }
}

/**
 * Who waits for a place, first one first, in the order of that place: everybody who wished it and holds neither it nor
 * a wish stated before it; in a single list everybody without a place, or of a group with a quota its members. Whoever
 * has left, was refused, did not agree or is below the line does not wait. An unknown place is BAD_INPUT.
 */
export function waitingOrder(
  round: Round,
  hash: Hash,
  {
    result,
    place,
    holdings = holdingsOf(result),
  }: { result: RoundResult; place: string; holdings?: Holdings },
): string[] {
  if (round.mechanism === 'deferred-acceptance')
    return queueAt(round, hash, { result, freed: place, holdings }).waiting.map(({ entry }) => entry.no)
  return waitingIn(listInOrder(round, hash), { place, holdings })
}

/**
 * Who is offered a freed place next; undefined when nobody waits or nothing is free. The places of the others stay as
 * they are: nobody is moved, and the match is not run again.
 *
 * By wishes: the next waiting for that place; a kept seat goes to holders of the tag first. Whoever accepts frees the
 * place held before, which is then offered in the same way.
 * In a single list: who comes up when the list is read once more without those who left. So a group's freed place goes
 * to the next of the group who has none of its places, and where that one held an open place, the open one to the next
 * of the city; nobody left in the group, and `reversion` is `city-order`: the next of the city. Places given to equals
 * beyond the number are not refilled.
 *
 * An unknown place is BAD_INPUT.
 */
export function whoIsNext(
  round: Round,
  hash: Hash,
  state: { result: RoundResult; holdings: Holdings; freed: string },
): Offer | undefined {
  return round.mechanism === 'deferred-acceptance'
    ? nextAtPlace(round, hash, state)
    : nextIn(listInOrder(round, hash), state.holdings)(state.freed)
}

/**
 * A single list with its applicants in the round's order: what does not depend on who holds what, for many questions
 * about the same round. Bad rounds are BAD_INPUT with the place.
 */
export function listInOrder(round: RankedQuotaRound | DrawRound, hash: Hash): SingleList {
  const list = singleListOf(round, hash)
  return { ...list, entries: list.entries.sort((a, b) => compareEntries(round.order, a, b)) }
}

/** `waitingOrder` of a single list that was worked out before. */
export function waitingIn(
  list: SingleList,
  { place, holdings }: { place: string; holdings: Holdings },
): string[] {
  refuseUnknownPlace(list, place)
  return rankingOf(list, holdings)
    .filter(
      ({ no, group }) => heldBy(holdings, no) === null && (place === list.plan.openPlace || group === place),
    )
    .map(({ no }) => no)
}

/** `whoIsNext` of a single list that was worked out before, for any of its places. */
export function nextIn(list: SingleList, holdings: Holdings): (freed: string) => Offer | undefined {
  const { plan } = list
  const ranking = rankingOf(list, holdings)
  const holders = list.entries.filter(({ no }) => heldBy(holdings, no) !== null)
  const holding = new Set(holders)
  const listed = new Set(admitInOrder(plan, ranking).map(({ entry }) => entry))
  const placed = holders.filter((entry) => !listed.has(entry)).length
  const admissions = admitInOrder(withoutOpenPlaces(plan, placed), ranking)
  const isFull = holders.length >= admissions.length + placed
  const coming = isFull ? [] : admissions.filter(({ entry }) => !holding.has(entry))
  return (freed) => {
    refuseUnknownPlace(list, freed)
    const next =
      coming.find(({ entry, kind }) => kind === 'quota' && entry.group === freed) ??
      coming.find(({ kind }) => kind === 'open')
    if (next === undefined) return undefined
    const { entry, kind } = next
    return { no: entry.no, place: placeOf(plan, entry), kind }
  }
}

/** Places that were given to somebody whom the list does not admit are no more among the open ones. */
function withoutOpenPlaces(plan: PlacePlan, placed: number): PlacePlan {
  return placed === 0 ? plan : { ...plan, openPlaces: Math.max(0, (plan.openPlaces ?? 0) - placed) }
}

function nextAtPlace(
  round: DeferredAcceptanceRound,
  hash: Hash,
  state: { result: RoundResult; holdings: Holdings; freed: string },
): Offer | undefined {
  const { place, wishes, holding, waiting } = queueAt(round, hash, state)
  if (holding.length >= place.capacity) return undefined
  const isWaiting = new Set(waiting)
  const next = choose(place, inOrder(round.order, [...holding, ...waiting])).inTurn.find((each) =>
    isWaiting.has(each),
  )
  if (next === undefined) return undefined
  const { kept } = choose(place, inOrder(round.order, [...holding, next]))
  const kind = kept.includes(next) ? 'reserved' : 'open'
  return { no: next.entry.no, place: place.id, wish: (wishes.get(next) ?? 0) + 1, kind }
}

/** Those who hold a place and those who wait for it, each first one first, and the position of their wish for it. */
interface Queue {
  /** With the seats of holders who never wished it taken off: they are in no order here. */
  place: Place
  wishes: ReadonlyMap<Contender, number>
  holding: Contender[]
  waiting: Contender[]
}

function queueAt(
  round: DeferredAcceptanceRound,
  hash: Hash,
  { result, holdings, freed }: { result: RoundResult; holdings: Holdings; freed: string },
): Queue {
  const place = round.places.find(({ id }) => id === freed)
  if (place === undefined) throw unknownPlace()
  const candidates = withSiblingClass(round, candidatesOf(round, hash), result.siblings ?? [])
  const wishes = new Map<Contender, number>()
  const [holding, waiting]: [Contender[], Contender[]] = [[], []]
  let placed = 0
  candidates.forEach((candidate, index) => {
    const held = heldBy(holdings, candidate.no)
    if (held === place.id) placed += 1
    const position = candidate.wishes.findIndex((wish) => wish.place === place.id)
    const wish = candidate.wishes[position]
    if (wish === undefined || !(held === place.id || isWaitingFor(candidate, position, { held, holdings })))
      return
    const contender = contenderFor(round.order, place, { candidate, index, wish })
    wishes.set(contender, position)
    if (held === place.id) holding.push(contender)
    else waiting.push(contender)
  })
  return {
    place: withoutSeats(place, placed - holding.length),
    wishes,
    holding: inOrder(round.order, holding),
    waiting: inOrder(round.order, waiting),
  }
}

/** Whether a wish comes before what the person holds; a place that was never wished comes after all wishes. */
function isWaitingFor(
  candidate: Candidate,
  position: number,
  { held, holdings }: { held: string | null; holdings: Holdings },
): boolean {
  const wish = candidate.wishes[position]
  if (wish === undefined || holdings.left.has(candidate.no) || barAt(candidate, wish) !== undefined)
    return false
  const heldAt = candidate.wishes.findIndex(({ place }) => place === held)
  return heldAt === -1 || position < heldAt
}

function withoutSeats(place: Place, seats: number): Place {
  const capacity = Math.max(0, place.capacity - seats)
  if (place.reserved === undefined) return { ...place, capacity }
  return {
    ...place,
    capacity,
    reserved: { ...place.reserved, count: Math.min(place.reserved.count, capacity) },
  }
}

/** What somebody holds now; nothing after leaving. */
export function heldBy({ places, left }: Holdings, no: string): string | null {
  return left.has(no) ? null : (places.get(no) ?? null)
}

function rankingOf({ entries }: SingleList, { left }: Holdings): Entry[] {
  return entries.filter(({ no, barred }) => barred === undefined && !left.has(no))
}

function refuseUnknownPlace({ plan }: SingleList, place: string): void {
  if (place !== plan.openPlace && !plan.quotas.has(place)) throw unknownPlace()
}

function unknownPlace(): CounterError {
  return new CounterError('BAD_INPUT', '本批次没有这个去处，无法确定候补次序。', {
    at: '$.place',
    hint: '请从本批次的去处或设有名额的组中选择。',
  })
}
