import type { Reader } from '#electron/store/database.ts'
import { listHoldings } from '#electron/store/tables/holdings.ts'
import { storeHandle } from '#electron/store/tables/policies.ts'
import { findRun, lookUpSeatPlace } from '#electron/store/tables/runs.ts'
import {
  type Applicant,
  type DeferredAcceptanceRound,
  type Hash,
  type Holdings,
  listInOrder,
  nextIn,
  type Offer,
  parseResult,
  parseRound,
  type Round,
  type RoundPlan,
  type RoundResult,
  type SingleList,
  totalPlaces,
  waitingIn,
  waitingOrder,
  whoIsNext,
} from '#shared/domain/allocation/index.ts'
import type { Holding, RoundState } from '#shared/domain/cases/index.ts'
import { sha256 } from '../hash.ts'
import { keepLast } from '../keep-last.ts'

/** A run as it was performed, and who holds what now: before publication nobody has answered yet. */
export type HeldRound = {
  plan: RoundPlan
  round: Round
  result: RoundResult
  holdings: ReadonlyMap<string, Holding>
  /** The same as the waiting order asks for them. */
  standing: Holdings
}

/** Stands for a number where nobody gave a place up: the plan has more places than it was published with. */
export const ADDED_PLACES = '新增名额'

/** A place that somebody gave up, or left for a better one, or that was added, and for which nobody was called yet. */
export type Freed = { no: string; place: string }

type Run = { round: Round; result: RoundResult }

/** Rounds of an open store that are kept in memory: of 12,588 applicants one takes some 30 MB. */
const MOST_KEPT = 4
/** Runs by id, for each open store: they are never changed, and every page asks for them. */
const runsOf = new WeakMap<object, Map<string, Run>>()
/** Who holds what in a state of a round: the state is another object as soon as anything is recorded. */
const heldOf = new WeakMap<object, Map<RoundState, HeldRound>>()

/** A run with its list and result. */
export function readRun(reader: Reader, runId: string): Run {
  const kept = runsOf.get(storeHandle(reader)) ?? new Map<string, Run>()
  runsOf.set(storeHandle(reader), kept)
  const run = kept.get(runId) ?? readRunAnew(reader, runId)
  return keepLast(kept, MOST_KEPT, [runId, run])
}

function readRunAnew(reader: Reader, runId: string): Run {
  const run = findRun(reader, runId)
  if (run === undefined) throw new Error('a round that ran has its run')
  return { round: parseRound(JSON.parse(run.frozen)), result: parseResult(JSON.parse(run.result)) }
}

/** The last run of a round with its list, result and holdings. */
export function readHeld(reader: Reader, roundId: string, state: RoundState): HeldRound {
  const kept = heldOf.get(storeHandle(reader)) ?? new Map<RoundState, HeldRound>()
  heldOf.set(storeHandle(reader), kept)
  const held = kept.get(state) ?? readHeldAnew(reader, roundId, state)
  return keepLast(kept, MOST_KEPT, [state, held])
}

function readHeldAnew(reader: Reader, roundId: string, { plan, runs }: RoundState): HeldRound {
  const { round, result } = readRun(reader, runs.at(-1)?.runId ?? '')
  const rows = listHoldings(reader, roundId)
  const holdings = new Map<string, Holding>(
    rows.length > 0
      ? rows.map(({ no, place, via, reply }) => [no, { place, via, reply }])
      : result.seats.map(({ no, place }) => [no, { place, via: 'run', reply: null }]),
  )
  return { plan, round, result, holdings, standing: standingOf(holdings) }
}

/** Who declined, or did not answer in time, is out for good in this round. */
export function hasLeft({ reply }: Holding): boolean {
  return reply === 'declined' || reply === 'lapsed'
}

function standingOf(holdings: ReadonlyMap<string, Holding>): Holdings {
  return {
    places: new Map(Array.from(holdings, ([no, { place }]) => [no, place])),
    left: new Set(Array.from(holdings).flatMap(([no, holding]) => (hasLeft(holding) ? [no] : []))),
  }
}

/** Who waits for each place, as far as it was asked: several parts of a page ask it. */
const waitingKnown = new WeakMap<HeldRound, Map<string, readonly string[]>>()

/** Who waits for a place, first one first. */
export function waitingFor(held: HeldRound, place: string): readonly string[] {
  const known = waitingKnown.get(held) ?? new Map<string, readonly string[]>()
  waitingKnown.set(held, known)
  const waiting = known.get(place) ?? readWaiting(held, place)
  known.set(place, waiting)
  return waiting
}

function readWaiting(held: HeldRound, place: string): string[] {
  const { result, standing: holdings } = held
  const round = roundNow(held)
  if (round.mechanism !== 'deferred-acceptance') return waitingIn(listOf(round), { place, holdings })
  return waitingOrder(roundAround(held, round, place), hashOf(held.round), { result, place, holdings })
}

/** Who is called next for a place that was given up; undefined where nobody waits or nothing is free. */
export function findNext(held: HeldRound, { no, place }: Freed): Offer | undefined {
  const freed = queueOf(held.round, { no, place })
  const known = nextKnown.get(held) ?? new Map<string, Offer | undefined>()
  nextKnown.set(held, known)
  if (!known.has(freed)) known.set(freed, findNextIn(held, freed))
  return known.get(freed)
}

/** Who is called next, by queue: several parts of a page ask it. */
const nextKnown = new WeakMap<HeldRound, Map<string, Offer | undefined>>()
/** The same of a single list, which answers for all its queues at once. */
const nextInList = new WeakMap<HeldRound, (freed: string) => Offer | undefined>()

function findNextIn(held: HeldRound, freed: string): Offer | undefined {
  const { result, standing: holdings } = held
  const round = roundNow(held)
  if (round.mechanism !== 'deferred-acceptance') {
    const next = nextInList.get(held) ?? nextIn(listOf(round), holdings)
    nextInList.set(held, next)
    return next(freed)
  }
  if (!isWishedAbove(held, freed)) return undefined
  return whoIsNext(roundAround(held, round, freed), hashOf(held.round), { result, freed, holdings })
}

/** Single lists in order; a round of thousands is ordered once and not for every question. */
const lists = new WeakMap<Round, SingleList>()

function listOf(round: Exclude<Round, { mechanism: 'deferred-acceptance' }>): SingleList {
  const list = lists.get(round) ?? listInOrder(round, sha256)
  lists.set(round, list)
  return list
}

/** SHA-256 that remembers the tickets of a round. */
const hashes = new WeakMap<Round, Hash>()

function hashOf(round: Round): Hash {
  const known = hashes.get(round)
  if (known !== undefined) return known
  const worked = new Map<string, string>()
  const hash: Hash = (text) => {
    const digest = worked.get(text) ?? sha256(text)
    worked.set(text, digest)
    return digest
  }
  hashes.set(round, hash)
  return hash
}

/** Whether anybody could wait for a place: without working out tickets, which takes a while in a large round. */
function isWishedAbove({ round, holdings }: HeldRound, place: string): boolean {
  const wishing = whereIn(round).wishing.get(place) ?? []
  return wishing.some((index) => {
    const { no = '', wishes = [] } = round.applicants[index] ?? {}
    const holding = holdings.get(no)
    if (holding === undefined || hasLeft(holding) || holding.reply === 'accepted') return false
    const heldAt = wishes.findIndex((wish) => wish.place === holding.place)
    const wishedAt = wishes.findIndex((wish) => wish.place === place)
    return heldAt === -1 || wishedAt < heldAt
  })
}

/** Where somebody's place is looked for in the waiting order: in a single list the town's quota if there is one. */
export function queueOf(round: Round, { no, place }: Freed): string {
  if (round.mechanism === 'deferred-acceptance') return place
  const group = round.applicants[whereIn(round).numbers.get(no) ?? -1]?.group
  const quotas = round.mechanism === 'ranked-quota' ? (round.quotas ?? []) : []
  if (group !== undefined && quotas.some((quota) => quota.group === group)) return group
  return round.places?.[0]?.id ?? 'city'
}

/** Where in a list of applicants somebody stands: by number, by place wished, by family. */
type Where = {
  numbers: ReadonlyMap<string, number>
  wishing: ReadonlyMap<string, readonly number[]>
  families: ReadonlyMap<string, readonly number[]>
}
/** Worked out once for a list of thousands. */
const whereKnown = new WeakMap<Round['applicants'], Where>()

function whereIn({ applicants }: Round): Where {
  const known = whereKnown.get(applicants)
  if (known !== undefined) return known
  const numbers = new Map<string, number>()
  const [wishing, families] = [new Map<string, number[]>(), new Map<string, number[]>()]
  const add = (to: Map<string, number[]>, key: string, index: number) => {
    const indexes = to.get(key)
    if (indexes === undefined) to.set(key, [index])
    else indexes.push(index)
  }
  applicants.forEach(({ no, wishes = [], family }, index) => {
    numbers.set(no, index)
    for (const { place } of wishes) add(wishing, place, index)
    if (family !== undefined) add(families, family, index)
  })
  const where = { numbers, wishing, families }
  whereKnown.set(applicants, where)
  return where
}

/** Who holds each place, by index. */
const holdersKnown = new WeakMap<HeldRound, ReadonlyMap<string, readonly number[]>>()

function holdersIn(held: HeldRound): ReadonlyMap<string, readonly number[]> {
  const known = holdersKnown.get(held)
  if (known !== undefined) return known
  const { numbers } = whereIn(held.round)
  const holders = new Map<string, number[]>()
  for (const [no, { place }] of held.holdings) {
    const index = numbers.get(no)
    if (place === null || index === undefined) continue
    holders.set(place, holders.get(place) ?? [])
    holders.get(place)?.push(index)
  }
  holdersKnown.set(held, holders)
  return holders
}

/** Rounds with the places of a plan, by the round as it was run: the same object while the plan stays. */
const grownRounds = new WeakMap<Round, { plan: RoundPlan; grown: Round }>()

/** The round with as many places as its plan has now. */
export function roundNow({ round, plan }: Pick<HeldRound, 'round' | 'plan'>): Round {
  const known = grownRounds.get(round)
  if (known?.plan === plan) return known.grown
  const grown = withPlaces(round, plan)
  grownRounds.set(round, { plan, grown })
  return grown
}

function withPlaces(round: Round, plan: RoundPlan): Round {
  const capacities = new Map(plan.places.map(({ id, capacity }) => [id, capacity]))
  const grown = <Place extends { id: string; capacity: number }>(place: Place): Place => ({
    ...place,
    capacity: capacities.get(place.id) ?? place.capacity,
  })
  if (round.mechanism === 'deferred-acceptance') return { ...round, places: round.places.map(grown) }
  const places = round.places === undefined ? {} : { places: round.places.map(grown) }
  if (round.mechanism === 'draw') return { ...round, ...places }
  return { ...round, ...places, total: totalPlaces(plan) }
}

/**
 * The round as far as the waiting order of one place needs it: whoever wished the place or holds it, with their
 * families, whose ticket they share. Whoever accepted a place has settled for it and is not moved to a better one: the
 * other wishes no longer count.
 */
function roundAround(
  held: HeldRound,
  round: DeferredAcceptanceRound,
  place: string,
): DeferredAcceptanceRound {
  const { holdings } = held
  const { wishing, families } = whereIn(round)
  const concerned = new Set([...(wishing.get(place) ?? []), ...(holdersIn(held).get(place) ?? [])])
  for (const index of [...concerned])
    for (const member of families.get(round.applicants[index]?.family ?? '') ?? []) concerned.add(member)
  const applicants = [...concerned]
    .sort((a, b) => a - b)
    .flatMap((index): Applicant[] => {
      const applicant = round.applicants[index]
      if (applicant === undefined) return []
      const holding = holdings.get(applicant.no)
      if (holding?.reply !== 'accepted' || applicant.wishes === undefined) return [applicant]
      return [{ ...applicant, wishes: applicant.wishes.filter((wish) => wish.place === holding.place) }]
    })
  return { ...round, applicants }
}

/** How many places are free at a place, or of the single list. */
export function freeAt(plan: RoundPlan, holdings: ReadonlyMap<string, Holding>, place: string): number {
  const held = [...holdings.values()].filter((holding) => holding.place !== null)
  const planned = plan.places.length === 1 ? undefined : plan.places.find(({ id }) => id === place)
  if (planned === undefined) return totalPlaces(plan) - held.length
  return planned.capacity - held.filter((holding) => holding.place === place).length
}

/** What is free in a state of a round, which several parts of a page ask. */
const freedIn = new WeakMap<RoundState, readonly Freed[]>()

/** Places given up for which nobody was called, the oldest first, then places added: never more than are free. */
export function freedPlaces(reader: Reader, roundId: string, state: RoundState): readonly Freed[] {
  const known = freedIn.get(state)
  if (known !== undefined) return known
  const added = addedPlaces(state)
  const given = state.placeEvents.filter((event) => event.kind !== 'reply' || event.reply !== 'accepted')
  const freed =
    given.length + added.length === 0
      ? []
      : onlyFree(state.plan, readHeld(reader, roundId, state).holdings, [
          ...givenUp(reader, state, given),
          ...added,
        ])
  freedIn.set(state, freed)
  return freed
}

/** Places given up or left, but those that somebody was called for; `moves` are the events that move anybody. */
function givenUp(reader: Reader, { runs }: RoundState, moves: RoundState['placeEvents']): Freed[] {
  const seatOf = lookUpSeatPlace(reader, runs.at(-1)?.runId ?? '')
  const places = new Map<string, string | null>()
  const freed: Freed[] = []
  for (const event of moves) {
    const { no } = event
    const before = places.has(no) ? (places.get(no) ?? null) : seatOf(no)
    if (event.kind === 'replace') takeOut(freed, { no: event.freedBy, place: event.place })
    if (before !== null) freed.push({ no, place: before })
    places.set(no, event.kind === 'reply' ? null : event.place)
  }
  return freed
}

/** Each place that has seats which were added after publication and which nobody was called for: once, not by seat. */
function addedPlaces({ plan, publishedPlan, placeEvents }: RoundState): Freed[] {
  const isSingle = plan.places.length === 1
  return plan.places.flatMap(({ id, capacity }) => {
    const before = publishedPlan?.places.find((place) => place.id === id)?.capacity ?? capacity
    const called = placeEvents.filter(
      (event) =>
        event.kind === 'replace' && event.freedBy === ADDED_PLACES && (isSingle || event.place === id),
    )
    return capacity - before > called.length ? [{ no: ADDED_PLACES, place: id }] : []
  })
}

function takeOut(freed: Freed[], { no, place }: Freed): void {
  const exact = freed.findIndex((entry) => entry.no === no && entry.place === place)
  const index = exact === -1 ? freed.findIndex((entry) => entry.no === no) : exact
  if (index !== -1) freed.splice(index, 1)
}

/** What was arranged for somebody meanwhile, or was given beyond the number, waits for nobody. */
function onlyFree(plan: RoundPlan, holdings: ReadonlyMap<string, Holding>, freed: readonly Freed[]): Freed[] {
  const left = new Map<string, number>()
  return freed.filter(({ place }) => {
    const key = plan.places.length === 1 ? '' : place
    const free = left.get(key) ?? freeAt(plan, holdings, place)
    left.set(key, free - 1)
    return free > 0
  })
}
