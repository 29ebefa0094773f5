import { type Candidate, entryFor, isTagged } from './candidates.ts'
import { compareEntries, type Entry, keyValuesOf } from './entries.ts'
import type { Cutoff, Seat } from './result.ts'
import type { OrderKey, Place, Wish } from './round.ts'

/** One applicant at a place, as ranked there; `index` among the candidates. */
export interface Contender {
  index: number
  entry: Entry
  tagged: boolean
}

/** A place with its admitted, first one first, and which of them take the seats kept for the tag. */
export interface Filled {
  place: Place
  admitted: readonly Contender[]
  kept: readonly Contender[]
  open: readonly Contender[]
  lastKept: Entry | undefined
  lastOpen: Entry | undefined
}

/** What a choice among contenders is made for. */
export interface Choice {
  kept: Contender[]
  /** On open seats, and on kept ones that nobody with the tag took. */
  open: Contender[]
  /** All of them as the seats are given out: the kept ones before the open ones or after them, as the place says. */
  inTurn: Contender[]
}

/** The wish of a seat, if it is one of the candidate's. */
export function grantedWish(candidate: Candidate, { wish = 0 }: Seat): Wish | undefined {
  return candidate.wishes[wish - 1]
}

/** A candidate as a contender for the place of one of the wishes. */
export function contenderFor(
  order: readonly OrderKey[],
  place: Place,
  { candidate, index, wish }: { candidate: Candidate; index: number; wish: Wish },
): Contender {
  return { index, entry: entryFor(order, candidate, wish), tagged: isTagged(candidate, place) }
}

/** Every place with whom the seats put there, by place; the seats are in the order of the candidates. */
export function filledPlaces(
  { order, places }: { order: readonly OrderKey[]; places: readonly Place[] },
  candidates: readonly Candidate[],
  seats: readonly Seat[],
): Map<string, Filled> {
  const admitted = new Map(places.map((place) => [place.id, { place, contenders: [] as Contender[] }]))
  candidates.forEach((candidate, index) => {
    const seat = seats[index]
    const at = admitted.get(seat?.place ?? '')
    const wish = seat === undefined ? undefined : grantedWish(candidate, seat)
    if (at === undefined || wish === undefined) return
    at.contenders.push(contenderFor(order, at.place, { candidate, index, wish }))
  })
  return new Map(
    Array.from(admitted, ([id, { place, contenders }]) => [id, filledOf(place, inOrder(order, contenders))]),
  )
}

/** First one first. */
export function inOrder(order: readonly OrderKey[], contenders: readonly Contender[]): Contender[] {
  return [...contenders].sort((a, b) => compareEntries(order, a.entry, b.entry))
}

function filledOf(place: Place, admitted: readonly Contender[]): Filled {
  const kept = keptOf(place, admitted)
  const open = without(admitted, kept)
  return { place, admitted, kept, open, lastKept: kept.at(-1)?.entry, lastOpen: open.at(-1)?.entry }
}

/** Whom a place takes out of those who stand in order: open seats and kept ones in turn, then what reverts. */
export function choose(place: Place, ranked: readonly Contender[]): Choice {
  const kept = keptOf(place, ranked)
  const rest = without(ranked, kept)
  const open = rest.slice(0, Math.max(0, place.capacity - kept.length))
  if (place.reserved?.precedence !== 'open-first') return { kept, open, inTurn: [...kept, ...open] }
  const first = place.capacity - place.reserved.count
  return { kept, open, inTurn: [...open.slice(0, first), ...kept, ...open.slice(first)] }
}

/** The first holders of the tag, counted from the first or behind the open seats, as the place says. */
function keptOf({ capacity, reserved }: Place, ranked: readonly Contender[]): Contender[] {
  if (reserved === undefined) return []
  const from = reserved.precedence === 'open-first' ? capacity - reserved.count : 0
  return ranked
    .slice(from)
    .filter(({ tagged }) => tagged)
    .slice(0, reserved.count)
}

function without(ranked: readonly Contender[], taken: readonly Contender[]): Contender[] {
  const gone = new Set(taken)
  return ranked.filter((each) => !gone.has(each))
}

/** A place as a result shows it. */
export function cutoffOf(order: readonly OrderKey[], filled: Filled): Cutoff {
  const { place, admitted, kept, lastKept, lastOpen } = filled
  const lastOf = (last: Entry | undefined) => (last === undefined ? {} : { last: keyValuesOf(order, last) })
  const row = { place: place.id, capacity: place.capacity, filled: admitted.length, ...lastOf(lastOpen) }
  const count = place.reserved?.count ?? 0
  if (count === 0) return row
  return { ...row, reserved: { capacity: count, filled: kept.length, ...lastOf(lastKept) } }
}
