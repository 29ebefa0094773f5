import type { Reader } from '#electron/store/database.ts'
import { listHoldings } from '#electron/store/tables/holdings.ts'
import { findRun, findSeat } from '#electron/store/tables/runs.ts'
import {
  type Applicant,
  type Holdings,
  type Offer,
  parseResult,
  parseRound,
  type Round,
  type RoundPlan,
  type RoundResult,
  totalPlaces,
  waitingOrder,
  whoIsNext,
} from '#shared/domain/allocation/index.ts'
import type { Holding, RoundState } from '#shared/domain/cases/index.ts'
import { sha256 } from '../hash.ts'

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

/** A run's list and result, read once for each open store: runs are never changed, and every page asks for them. */
const lastRead = new WeakMap<Reader, { runId: string; round: Round; result: RoundResult }>()

/** A run with its list and result. */
export function readRun(reader: Reader, runId: string): { round: Round; result: RoundResult } {
  const known = lastRead.get(reader)
  if (known?.runId === runId) return known
  const run = findRun(reader, runId)
  if (run === undefined) throw new Error('a round that ran has its run')
  const read = {
    runId,
    round: parseRound(JSON.parse(run.frozen)),
    result: parseResult(JSON.parse(run.result)),
  }
  lastRead.set(reader, read)
  return read
}

/** The last run of a round with its list, result and holdings. */
export function readHeld(reader: Reader, roundId: string, { plan, runs }: RoundState): HeldRound {
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

/** Who waits for a place, first one first. */
export function waitingFor(held: HeldRound, place: string): string[] {
  const { result, standing: holdings } = held
  return waitingOrder(roundAround(held, place), sha256, { result, place, holdings })
}

/** Who is called next for a place that was given up; undefined where nobody waits or nothing is free. */
export function findNext(held: HeldRound, { no, place }: Freed): Offer | undefined {
  const { result, standing: holdings } = held
  const freed = queueOf(held.round, { no, place })
  if (!isWishedAbove(held, freed)) return undefined
  return whoIsNext(roundAround(held, place), sha256, { result, freed, holdings })
}

/** Whether anybody could wait for a place: without working out tickets, which takes a while in a large round. */
function isWishedAbove({ round, holdings }: HeldRound, place: string): boolean {
  if (round.mechanism !== 'deferred-acceptance') return true
  return round.applicants.some(({ no, wishes = [] }) => {
    const holding = holdings.get(no)
    if (holding === undefined || hasLeft(holding) || holding.reply === 'accepted') return false
    const heldAt = wishes.findIndex((wish) => wish.place === holding.place)
    const wishedAt = wishes.findIndex((wish) => wish.place === place)
    return wishedAt !== -1 && (heldAt === -1 || wishedAt < heldAt)
  })
}

/** Where somebody's place is looked for in the waiting order: in a single list the town's quota if there is one. */
export function queueOf(round: Round, { no, place }: Freed): string {
  if (round.mechanism === 'deferred-acceptance') return place
  const group = round.applicants.find((applicant) => applicant.no === no)?.group
  const quotas = round.mechanism === 'ranked-quota' ? (round.quotas ?? []) : []
  if (group !== undefined && quotas.some((quota) => quota.group === group)) return group
  return round.places?.[0]?.id ?? 'city'
}

/** The round with as many places as its plan has now. */
export function roundNow({ round, plan }: Pick<HeldRound, 'round' | 'plan'>): Round {
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
function roundAround(held: HeldRound, place: string): Round {
  const { holdings } = held
  const round = roundNow(held)
  if (round.mechanism !== 'deferred-acceptance') return round
  const isConcerned = ({ no, wishes = [] }: Applicant) =>
    holdings.get(no)?.place === place || wishes.some((wish) => wish.place === place)
  const families = new Set(
    round.applicants.filter(isConcerned).flatMap(({ family }) => (family === undefined ? [] : [family])),
  )
  const applicants = round.applicants
    .filter((applicant) => isConcerned(applicant) || families.has(applicant.family ?? ''))
    .map((applicant) => {
      const holding = holdings.get(applicant.no)
      if (holding?.reply !== 'accepted' || applicant.wishes === undefined) return applicant
      return { ...applicant, wishes: applicant.wishes.filter((wish) => wish.place === holding.place) }
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

/** Places given up for which nobody was called, the oldest first, then places added: never more than are free. */
export function freedPlaces(reader: Reader, roundId: string, state: RoundState): Freed[] {
  const { placeEvents, runs, plan } = state
  const added = addedPlaces(state)
  if (placeEvents.length + added.length === 0) return []
  const runId = runs.at(-1)?.runId ?? ''
  const places = new Map<string, string | null>()
  const freed: Freed[] = []
  for (const event of placeEvents) {
    const { no } = event
    const before = places.has(no) ? (places.get(no) ?? null) : (findSeat(reader, runId, no)?.place ?? null)
    if (event.kind === 'reply' && event.reply === 'accepted') continue
    if (event.kind === 'replace') takeOut(freed, { no: event.freedBy, place: event.place })
    if (before !== null) freed.push({ no, place: before })
    places.set(no, event.kind === 'reply' ? null : event.place)
  }
  const holdings = new Map(listHoldings(reader, roundId).map((row) => [row.no, row]))
  return onlyFree(plan, holdings, [...freed, ...added])
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
