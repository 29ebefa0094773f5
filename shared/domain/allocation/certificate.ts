import { deferAcceptance, takeInTurn, UNPLACED } from './deferred-acceptance.ts'
import {
  type KeyColumn,
  type Levels,
  levelsOf,
  marketOf,
  type Placement,
  reservedPlacesOf,
} from './market.ts'

/** Who sits where, by applicant in the order given. */
export interface Matching {
  /** The granted wish as a position in `wishPlaces`, or UNPLACED. */
  wishes: Int32Array
  /** 1 for a holder of the tag on a seat kept for it. */
  reserved: Uint8Array
}

/** The admissions of every place on one ground: how many, and who is the last of them with which wish (else -1). */
export interface Ground {
  filled: Int32Array
  lastWish: Int32Array
  lastApplicant: Int32Array
  lastRank: Int32Array
}

/** The cut-offs of all places: on open seats, reverted ones included, and on reserved ones. */
export interface Certificate {
  open: Ground
  reserved: Ground
  /** By place: 1 where the last one on a reserved seat stands after the last one on an open seat, or alone. */
  reservedIsEasier: Uint8Array
}

/**
 * What `explainEveryone` says of a wish: the position of the order key that decided against it, or one of these.
 * ALL_RESERVED: every seat went to holders of a tag that the person lacks.
 */
export const REASON = { AFTER_SEAT: 255, SEATED: 254, NO_SEATS: 253, ALL_RESERVED: 252 } as const

/** Gives out the seats: by taking turns where one order holds at all places, else by deferred acceptance. */
export function matchApplicants(placement: Placement, levels: Levels = levelsOf(placement)): Matching {
  const market = marketOf(placement, levels)
  const granted = market.levelCount === 1 ? takeInTurn(market) : deferAcceptance(market)
  const { applicants, starts, ranking, wishPlaces } = placement
  const reservedPlaces = reservedPlacesOf(placement)
  const matching = {
    wishes: new Int32Array(applicants).fill(UNPLACED),
    reserved: new Uint8Array(applicants),
  }
  for (let rank = 0; rank < applicants; rank += 1) {
    const position = granted[rank] ?? UNPLACED
    if (position === UNPLACED) continue
    const applicant = ranking[rank] ?? 0
    let wish = starts[applicant] ?? 0
    let end = market.starts[rank] ?? 0
    for (;;) {
      end += reservedPlaces[wishPlaces[wish] ?? 0] === -1 ? 1 : 2
      if (position < end) break
      wish += 1
    }
    matching.wishes[applicant] = wish
    const place = market.tierPlaces[market.wishes[position] ?? 0]
    const isReservedSeat = place !== wishPlaces[wish]
    matching.reserved[applicant] = isReservedSeat && placement.tagged[wish] === 1 ? 1 : 0
  }
  return matching
}

/** The cut-offs that follow from the seats. */
export function certificateOf(
  placement: Placement,
  matching: Matching,
  levels: Levels = levelsOf(placement),
): Certificate {
  const { applicants, ranking, wishPlaces, capacities } = placement
  const [open, reserved] = [emptyGround(capacities.length), emptyGround(capacities.length)]
  for (let rank = 0; rank < applicants; rank += 1) {
    const applicant = ranking[rank] ?? 0
    const wish = matching.wishes[applicant] ?? UNPLACED
    if (wish === UNPLACED) continue
    const place = wishPlaces[wish] ?? 0
    const ground = matching.reserved[applicant] === 1 ? reserved : open
    const last = ground.lastWish[place] ?? UNPLACED
    ground.filled[place] = (ground.filled[place] ?? 0) + 1
    if (last !== UNPLACED && (levels.codes[wish] ?? 0) < (levels.codes[last] ?? 0)) continue
    ground.lastWish[place] = wish
    ground.lastApplicant[place] = applicant
    ground.lastRank[place] = rank
  }
  const lateness = ({ lastWish, lastRank }: Ground, place: number) => {
    const wish = lastWish[place] ?? UNPLACED
    return wish === UNPLACED ? UNPLACED : (levels.codes[wish] ?? 0) * applicants + (lastRank[place] ?? 0)
  }
  const reservedIsEasier = Uint8Array.from(capacities, (_, place) =>
    lateness(reserved, place) > lateness(open, place) ? 1 : 0,
  )
  return { open, reserved, reservedIsEasier }
}

/** By wish in the order given, why it was not granted: see REASON. */
export function explainEveryone(
  placement: Placement,
  matching: Matching,
  certificate: Certificate,
): Uint8Array {
  const { applicants, starts, wishPlaces, capacities, keys } = placement
  const own: Row = { applicant: 0, wish: 0 }
  const lastOpen = rowsOf(certificate.open)
  const lastReserved = rowsOf(certificate.reserved)
  const reasons = new Uint8Array(wishPlaces.length).fill(REASON.AFTER_SEAT)
  for (let applicant = 0; applicant < applicants; applicant += 1) {
    const granted = matching.wishes[applicant] ?? UNPLACED
    const end = granted === UNPLACED ? (starts[applicant + 1] ?? 0) : granted
    if (granted !== UNPLACED) reasons[granted] = REASON.SEATED
    own.applicant = applicant
    for (let wish = starts[applicant] ?? 0; wish < end; wish += 1) {
      const place = wishPlaces[wish] ?? 0
      const isTagged = placement.tagged[wish] === 1
      const rows = isTagged && certificate.reservedIsEasier[place] === 1 ? lastReserved : lastOpen
      const last = rows[place]
      own.wish = wish
      if (last !== undefined) reasons[wish] = decidingKey(keys, own, last)
      else reasons[wish] = capacities[place] === 0 ? REASON.NO_SEATS : REASON.ALL_RESERVED
    }
  }
  return reasons
}

interface Row {
  applicant: number
  wish: number
}

/** The last admitted of each place on one ground. */
function rowsOf({ lastWish, lastApplicant }: Ground): (Row | undefined)[] {
  return Array.from(lastWish, (wish, place) =>
    wish === UNPLACED ? undefined : { applicant: lastApplicant[place] ?? 0, wish },
  )
}

/** The first key in which two differ; the last one, the ticket, where the codes alone do not say. */
function decidingKey(keys: readonly KeyColumn[], own: Row, last: Row): number {
  for (let index = 0; index < keys.length - 1; index += 1) {
    const key = keys[index]
    if (key === undefined) continue
    const differs =
      key.of === 'wish'
        ? key.codes[own.wish] !== key.codes[last.wish]
        : key.codes[own.applicant] !== key.codes[last.applicant]
    if (differs) return index
  }
  return keys.length - 1
}

function emptyGround(places: number): Ground {
  return {
    filled: new Int32Array(places),
    lastWish: new Int32Array(places).fill(UNPLACED),
    lastApplicant: new Int32Array(places).fill(UNPLACED),
    lastRank: new Int32Array(places).fill(UNPLACED),
  }
}
