import { barAt, type Candidate, candidatesOf, entryFor, isTagged, isWishKey } from './candidates.ts'
import { compareTexts, type Hash, inputHash } from './canonical.ts'
import {
  type Certificate,
  certificateOf,
  explainEveryone,
  type Ground,
  type Matching,
  matchApplicants,
  REASON,
} from './certificate.ts'
import { UNPLACED } from './deferred-acceptance.ts'
import { type Entry, keyValuesOf } from './entries.ts'
import { whyWish } from './explain.ts'
import { type KeyColumn, levelsOf, type Placement } from './market.ts'
import { DEFERRED_ACCEPTANCE_ENGINE } from './mechanism.ts'
import { type Codes, codesOf, rankBy, textCodes } from './ranking.ts'
import type { Cutoff, RoundResult, Seat, SiblingWish, Why } from './result.ts'
import type { DeferredAcceptanceRound, OrderKey, Place, Wish } from './round.ts'
import { siblingWishes, withSiblingClass } from './siblings.ts'
import { ticketCode } from './tickets.ts'

interface Run {
  round: DeferredAcceptanceRound
  candidates: readonly Candidate[]
  /** By applicant the wishes of the columns, as positions among all of the person's. */
  taking: readonly number[][]
  placement: Placement
  matching: Matching
  certificate: Certificate
}

/**
 * Applicant-proposing deferred acceptance over everybody's wishes. At each place the round's order holds, with the
 * class and priority of the wish; seats kept for a tag go to its holders first, before the open seats or after them,
 * and revert to everybody. Whoever says `consent: false` is left out, and so is what verification refused. Where the
 * round has a class for siblings it is run twice, see `settledCandidates`. With `explain` each seat carries `why`, one
 * entry for each wish above the result. Bad rounds are BAD_INPUT with the place.
 */
export function allocateDeferredAcceptance(
  round: DeferredAcceptanceRound,
  hash: Hash,
  { explain = false }: { explain?: boolean } = {},
): RoundResult {
  const { candidates, siblings } = settledCandidates(round, hash)
  const run = runOver(round, candidates)
  const { placement, matching, certificate } = run
  const reasons = explain ? explainEveryone(placement, matching, certificate) : undefined
  const seats = candidates.map((candidate, applicant): Seat => {
    const why = reasons === undefined ? {} : { why: whyOf(run, applicant, reasons) }
    const wish = grantedWish(run, applicant)
    if (wish === undefined) return { no: candidate.no, place: null, ...why }
    const place = candidate.wishes[wish]?.place ?? null
    const kind = matching.reserved[applicant] === 1 ? 'reserved' : 'open'
    return { no: candidate.no, place, wish: wish + 1, kind, ...why }
  })
  return {
    format: 'counter.result/1',
    round: round.id,
    inputHash: inputHash(round, hash),
    engine: DEFERRED_ACCEPTANCE_ENGINE,
    seats,
    cutoffs: round.places.map((place, index) => cutoffAt(run, place, index)),
    ...(siblings === undefined ? {} : { siblings }),
  }
}

/** The candidates as they are placed in the end, and the wishes that took the sibling class where the round has one. */
export interface SettledCandidates {
  candidates: readonly Candidate[]
  siblings: SiblingWish[] | undefined
}

/**
 * The candidates of a round; where it has a class for siblings, after a first run whose places decide which wishes of
 * a family take that class. Bad rounds are BAD_INPUT with the place.
 */
export function settledCandidates(round: DeferredAcceptanceRound, hash: Hash): SettledCandidates {
  const candidates = candidatesOf(round, hash)
  if (round.siblings === undefined) return { candidates, siblings: undefined }
  const run = runOver(round, candidates)
  const placeOf = (applicant: number) => {
    const wish = grantedWish(run, applicant)
    return wish === undefined ? undefined : candidates[applicant]?.wishes[wish]?.place
  }
  const siblings = siblingWishes(round, candidates, placeOf)
  return { candidates: withSiblingClass(round, candidates, siblings), siblings }
}

function runOver(round: DeferredAcceptanceRound, candidates: readonly Candidate[]): Run {
  const taking = candidates.map((candidate) =>
    candidate.wishes.flatMap((wish, index) => (barAt(candidate, wish) === undefined ? [index] : [])),
  )
  const placement = placementOf(round, candidates, taking)
  const levels = levelsOf(placement)
  const matching = matchApplicants(placement, levels)
  const certificate = certificateOf(placement, matching, levels)
  return { round, candidates, taking, placement, matching, certificate }
}

/** The granted wish as a position among all of the person's; undefined for none. */
function grantedWish({ taking, placement, matching }: Run, applicant: number): number | undefined {
  const granted = matching.wishes[applicant] ?? UNPLACED
  if (granted === UNPLACED) return undefined
  return taking[applicant]?.[granted - (placement.starts[applicant] ?? 0)]
}

/** The columns of a round. What is left out has no wishes there. */
function placementOf(
  round: DeferredAcceptanceRound,
  candidates: readonly Candidate[],
  taking: readonly number[][],
): Placement {
  const { order, places } = round
  const placeIndex = new Map(places.map(({ id }, index) => [id, index]))
  const owned = candidates.flatMap((candidate, index) =>
    (taking[index] ?? []).flatMap((position): OwnedWish[] => {
      const wish = candidate.wishes[position]
      return wish === undefined ? [] : [{ candidate, wish }]
    }),
  )
  const wishes = owned.map(({ wish }) => wish)
  const starts = new Int32Array(candidates.length + 1)
  taking.forEach((own, index) => {
    starts[index + 1] = (starts[index] ?? 0) + own.length
  })
  const keys = order.map(({ key, dir }, index): KeyColumn => {
    if (isWishKey(key))
      return {
        of: 'wish',
        ...codesOf(
          wishes.map((wish) => wish[key] ?? 0),
          dir,
        ),
      }
    return {
      of: 'applicant',
      ...valueCodes(
        candidates.map(({ values }) => values[index] ?? 0),
        { key, dir },
      ),
    }
  })
  const byApplicant = keys.filter((key) => key.of === 'applicant').map(({ codes }) => codes)
  const sign = order.at(-1)?.dir === 'desc' ? -1 : 1
  return {
    applicants: candidates.length,
    starts,
    wishPlaces: Int32Array.from(wishes, ({ place }) => placeIndex.get(place) ?? 0),
    ...seatsOf(places, candidates.length),
    openFirst: Uint8Array.from(places, ({ reserved }) => (reserved?.precedence === 'open-first' ? 1 : 0)),
    tagged: taggedOf(places, owned, placeIndex),
    keys,
    ranking: rankBy(
      byApplicant,
      candidates.length,
      (one, other) =>
        sign * compareTexts(ticketAt(candidates, one), ticketAt(candidates, other)) ||
        compareTexts(candidates[one]?.no ?? '', candidates[other]?.no ?? ''),
    ),
  }
}

/** Open and kept seats; more than there are applicants say nothing and may not fit the columns. */
function seatsOf(places: readonly Place[], most: number): Pick<Placement, 'capacities' | 'reserved'> {
  const reserved = Int32Array.from(places, (place) => Math.min(place.reserved?.count ?? 0, most))
  const open = places.map((place) => Math.min(place.capacity - (place.reserved?.count ?? 0), most))
  return { capacities: Int32Array.from(open, (count, index) => count + (reserved[index] ?? 0)), reserved }
}

/** A wish that can be granted, and whose it is. */
interface OwnedWish {
  candidate: Candidate
  wish: Wish
}

function taggedOf(
  places: readonly Place[],
  owned: readonly OwnedWish[],
  placeIndex: ReadonlyMap<string, number>,
): Uint8Array {
  return Uint8Array.from(owned, ({ candidate, wish }) => {
    const place = places[placeIndex.get(wish.place) ?? -1]
    return place !== undefined && isTagged(candidate, place) ? 1 : 0
  })
}

function valueCodes(values: readonly (number | string)[], { key, dir }: OrderKey): Codes {
  if (key === 'ticket')
    return codesOf(
      values.map((ticket) => ticketCode(String(ticket))),
      dir,
    )
  if (key === 'group') return textCodes(values.map(String), dir)
  return codesOf(values.map(Number), dir)
}

function ticketAt(candidates: readonly Candidate[], index: number): string {
  return String(candidates[index]?.values.at(-1) ?? '')
}

/** One entry for each wish above the result, those that were left out among them. */
function whyOf(run: Run, applicant: number, reasons: Uint8Array): Why[] {
  const { candidates, taking } = run
  const candidate = candidates[applicant]
  if (candidate === undefined) return []
  const above = candidate.wishes.slice(0, grantedWish(run, applicant))
  const columns = new Map(taking[applicant]?.map((position, column) => [position, column]))
  return above.flatMap((wish, position): Why[] => {
    const head = { wish: position + 1, place: wish.place }
    const column = columns.get(position)
    const why =
      column === undefined ? barAt(candidate, wish) : whyAt(run, { applicant, wish, column }, reasons)
    return why === undefined ? [] : [{ ...head, ...why }]
  })
}

function whyAt(
  run: Run,
  { applicant, wish, column }: { applicant: number; wish: Wish; column: number },
  reasons: Uint8Array,
): Omit<Why, 'place'> | undefined {
  const { round, candidates, placement, certificate } = run
  const row = (placement.starts[applicant] ?? 0) + column
  const reason = reasons[row] ?? REASON.AFTER_SEAT
  if (reason === REASON.NO_SEATS) return { code: 'NO_SEATS' }
  if (reason === REASON.ALL_RESERVED) return { code: 'NOT_ELIGIBLE' }
  const place = placement.wishPlaces[row] ?? 0
  const isReserved = placement.tagged[row] === 1 && certificate.reservedIsEasier[place] === 1
  const ground = isReserved ? certificate.reserved : certificate.open
  const last = lastEntry(run, ground, place)
  const candidate = candidates[applicant]
  if (candidate === undefined || last === undefined) return undefined
  const own = entryFor(round.order, candidate, wish)
  return { ...whyWish(round.order, reason, { own, last }), ...(isReserved ? { kind: 'reserved' } : {}) }
}

function cutoffAt(run: Run, { id, capacity, reserved }: Place, index: number): Cutoff {
  const { certificate } = run
  const [open, kept] = [certificate.open.filled[index] ?? 0, certificate.reserved.filled[index] ?? 0]
  const row = { place: id, capacity, filled: open + kept, ...lastOf(run, certificate.open, index) }
  if (reserved === undefined || reserved.count === 0) return row
  return {
    ...row,
    reserved: { capacity: reserved.count, filled: kept, ...lastOf(run, certificate.reserved, index) },
  }
}

function lastOf(run: Run, ground: Ground, place: number): Pick<Cutoff, 'last'> {
  const last = lastEntry(run, ground, place)
  return last === undefined ? {} : { last: keyValuesOf(run.round.order, last) }
}

function lastEntry(
  { round, candidates, taking, placement }: Run,
  ground: Ground,
  place: number,
): Entry | undefined {
  const applicant = ground.lastApplicant[place] ?? UNPLACED
  const candidate = candidates[applicant]
  const column = (ground.lastWish[place] ?? 0) - (placement.starts[applicant] ?? 0)
  const wish = candidate?.wishes[taking[applicant]?.[column] ?? -1]
  return candidate === undefined || wish === undefined ? undefined : entryFor(round.order, candidate, wish)
}
