import { type Candidate, candidatesOf, entryFor, isTagged, isWishKey } from './candidates.ts'
import { compareTexts, type Hash, inputHash } from './canonical.ts'
import {
  type Certificate,
  certificateOf,
  explainEveryone,
  type Ground,
  matchApplicants,
  REASON,
} from './certificate.ts'
import { UNPLACED } from './deferred-acceptance.ts'
import { type Entry, keyValuesOf } from './entries.ts'
import { whyWish } from './explain.ts'
import { type KeyColumn, levelsOf, type Placement } from './market.ts'
import { DEFERRED_ACCEPTANCE_ENGINE } from './mechanism.ts'
import { type Codes, codesOf, rankBy, textCodes } from './ranking.ts'
import type { Cutoff, RoundResult, Seat, Why } from './result.ts'
import type { DeferredAcceptanceRound, OrderKey, Place } from './round.ts'
import { ticketCode } from './tickets.ts'

interface Run {
  round: DeferredAcceptanceRound
  candidates: readonly Candidate[]
  placement: Placement
  certificate: Certificate
}

/**
 * Applicant-proposing deferred acceptance over everybody's wishes. At each place the round's order holds, with the
 * class and priority of the wish; seats kept for a tag go to its holders first, before the open seats or after them,
 * and revert to everybody. Whoever says `consent: false` is left out. With `explain` each seat carries `why`, one
 * entry for each wish above the result. Bad rounds are BAD_INPUT with the place.
 */
export function allocateDeferredAcceptance(
  round: DeferredAcceptanceRound,
  hash: Hash,
  { explain = false }: { explain?: boolean } = {},
): RoundResult {
  const candidates = candidatesOf(round, hash)
  const placement = placementOf(round, candidates)
  const levels = levelsOf(placement)
  const matching = matchApplicants(placement, levels)
  const certificate = certificateOf(placement, matching, levels)
  const run = { round, candidates, placement, certificate }
  const reasons = explain ? explainEveryone(placement, matching, certificate) : undefined
  const seats = candidates.map((candidate, applicant): Seat => {
    const why = reasons === undefined ? {} : { why: whyOf(run, applicant, reasons) }
    const granted = matching.wishes[applicant] ?? UNPLACED
    if (granted === UNPLACED) return { no: candidate.no, place: null, ...why }
    const wish = granted - (placement.starts[applicant] ?? 0)
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
  }
}

/** The columns of a round. Whoever is left out has no wishes there. */
function placementOf(round: DeferredAcceptanceRound, candidates: readonly Candidate[]): Placement {
  const { order, places } = round
  const placeIndex = new Map(places.map(({ id }, index) => [id, index]))
  const taking = candidates.map((candidate) => (candidate.consenting ? candidate.wishes : []))
  const wishes = taking.flat()
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
    tagged: taggedOf(places, candidates, placeIndex),
    keys,
    ranking: rankBy(
      byApplicant,
      candidates.length,
      (one, other) => sign * compareTexts(ticketAt(candidates, one), ticketAt(candidates, other)),
    ),
  }
}

/** Open and kept seats; more than there are applicants say nothing and may not fit the columns. */
function seatsOf(places: readonly Place[], most: number): Pick<Placement, 'capacities' | 'reserved'> {
  const reserved = Int32Array.from(places, (place) => Math.min(place.reserved?.count ?? 0, most))
  const open = places.map((place) => Math.min(place.capacity - (place.reserved?.count ?? 0), most))
  return { capacities: Int32Array.from(open, (count, index) => count + (reserved[index] ?? 0)), reserved }
}

/** By wish of those who take part. */
function taggedOf(
  places: readonly Place[],
  candidates: readonly Candidate[],
  placeIndex: ReadonlyMap<string, number>,
): Uint8Array {
  return Uint8Array.from(
    candidates.flatMap((candidate) =>
      (candidate.consenting ? candidate.wishes : []).map((wish) => {
        const place = places[placeIndex.get(wish.place) ?? -1]
        return place !== undefined && isTagged(candidate, place) ? 1 : 0
      }),
    ),
  )
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

function whyOf(
  { round, candidates, placement, certificate }: Run,
  applicant: number,
  reasons: Uint8Array,
): Why[] {
  const candidate = candidates[applicant]
  if (candidate === undefined) return []
  const { consenting, wishes } = candidate
  if (!consenting)
    return wishes.map(({ place }, index) => ({ wish: index + 1, place, code: 'NOT_CONSENTED' }))
  const start = placement.starts[applicant] ?? 0
  return wishes.flatMap((wish, index): Why[] => {
    const reason = reasons[start + index] ?? REASON.AFTER_SEAT
    if (reason === REASON.AFTER_SEAT || reason === REASON.SEATED) return []
    const head = { wish: index + 1, place: wish.place }
    if (reason === REASON.NO_SEATS) return [{ ...head, code: 'NO_SEATS' }]
    if (reason === REASON.ALL_RESERVED) return [{ ...head, code: 'NOT_ELIGIBLE' }]
    const place = placement.wishPlaces[start + index] ?? 0
    const isReserved = placement.tagged[start + index] === 1 && certificate.reservedIsEasier[place] === 1
    const ground = isReserved ? certificate.reserved : certificate.open
    const last = lastEntry({ round, candidates, placement, certificate }, ground, place)
    if (last === undefined) return []
    const why = whyWish(round.order, reason, { own: entryFor(round.order, candidate, wish), last })
    return [{ ...head, ...why, ...(isReserved ? { kind: 'reserved' } : {}) }]
  })
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

function lastEntry({ round, candidates, placement }: Run, ground: Ground, place: number): Entry | undefined {
  const applicant = ground.lastApplicant[place] ?? UNPLACED
  const candidate = candidates[applicant]
  const wish = candidate?.wishes[(ground.lastWish[place] ?? 0) - (placement.starts[applicant] ?? 0)]
  return candidate === undefined || wish === undefined ? undefined : entryFor(round.order, candidate, wish)
}
