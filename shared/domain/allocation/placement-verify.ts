import { type Candidate, candidatesOf, entryFor, isTagged } from './candidates.ts'
import { canonicalJson, type Hash } from './canonical.ts'
import { compareEntries, type Entry, firstDifference, keyValuesOf } from './entries.ts'
import { whyWish } from './explain.ts'
import { DEFERRED_ACCEPTANCE_ENGINE } from './mechanism.ts'
import type { Cutoff, RoundResult, Seat, Why } from './result.ts'
import type { DeferredAcceptanceRound, OrderKey, Place, Wish } from './round.ts'
import { type Difference, headDifferences, unless } from './verify.ts'

/** One admitted applicant at a place, as ranked there. */
interface Admitted {
  index: number
  entry: Entry
  tagged: boolean
}

/** A place with its admitted, first one first, and which of them take the seats kept for the tag. */
interface Filled {
  place: Place
  admitted: readonly Admitted[]
  kept: readonly Admitted[]
  lastKept: Entry | undefined
  lastOpen: Entry | undefined
}

interface Checked {
  order: readonly OrderKey[]
  candidates: readonly Candidate[]
  result: RoundResult
  places: ReadonlyMap<string, Filled>
}

/**
 * Checks a result of deferred acceptance from the round's own values and the seats alone: the input's hash, that
 * each seat is one of the person's wishes, capacities, which seats count as kept for a tag, that no wish above the
 * result has seats left or somebody who stands behind (no blocking pair, no waste), cut-offs and explanations. An
 * empty list means a stable result that is told truthfully; a stable result other than the best one for the
 * applicants passes. A bad round is refused as BAD_INPUT.
 */
export function verifyPlacement(
  round: DeferredAcceptanceRound,
  result: RoundResult,
  hash: Hash,
): Difference[] {
  const candidates = candidatesOf(round, hash)
  const heads = [
    ...headDifferences(round, result, { engine: DEFERRED_ACCEPTANCE_ENGINE, hash }),
    ...unless(result.order === undefined, '$.order', '各去处分别排序，没有统一的排名'),
  ]
  const seatFaults = seatDifferences(round, candidates, result.seats)
  if (seatFaults.length > 0) return [...heads, ...seatFaults]
  const places = new Map(
    round.places.map((place) => [place.id, filledOf(place, round.order, { candidates, result })]),
  )
  const checked = { order: round.order, candidates, result, places }
  return [
    ...heads,
    ...placeDifferences(checked),
    ...blockingDifferences(checked),
    ...cutoffDifferences(round.places, checked),
    ...whyDifferences(checked),
  ]
}

/** Each applicant has one seat, in the order given, which is one of the person's wishes. */
function seatDifferences(
  { places }: DeferredAcceptanceRound,
  candidates: readonly Candidate[],
  seats: readonly Seat[],
): Difference[] {
  if (seats.length !== candidates.length)
    return [{ at: '$.seats', message: `有 ${seats.length} 条，申请人有 ${candidates.length} 人` }]
  const known = new Map(places.map((place) => [place.id, place]))
  return candidates.flatMap((candidate, index) => {
    const seat = seats[index]
    const at = `$.seats[${index}]`
    if (seat?.no !== candidate.no) return [{ at: `${at}.no`, message: '与批次文件同一位置的申请编号不同' }]
    if (seat.place === null)
      return [
        ...unless(seat.wish === undefined, `${at}.wish`, '没有名额却写了志愿次序'),
        ...unless(seat.kind === undefined, `${at}.kind`, '没有名额却写了名额种类'),
      ]
    const place = known.get(seat.place)
    const isKindPossible =
      seat.kind === 'open' || (seat.kind === 'reserved' && place !== undefined && isTagged(candidate, place))
    return [
      ...unless(candidate.consenting, `${at}.place`, '本人未同意参加，却给了名额'),
      ...unless(grantedWish(candidate, seat)?.place === seat.place, `${at}.place`, '不是本人该次序的志愿'),
      ...unless(isKindPossible, `${at}.kind`, '名额种类不可能'),
    ]
  })
}

function grantedWish(candidate: Candidate, { wish = 0 }: Seat): Wish | undefined {
  return candidate.wishes[wish - 1]
}

function filledOf(
  place: Place,
  order: readonly OrderKey[],
  { candidates, result }: { candidates: readonly Candidate[]; result: RoundResult },
): Filled {
  const admitted = candidates
    .flatMap((candidate, index): Admitted[] => {
      const seat = result.seats[index]
      if (seat?.place !== place.id) return []
      const wish = grantedWish(candidate, seat)
      if (wish === undefined) return []
      return [{ index, entry: entryFor(order, candidate, wish), tagged: isTagged(candidate, place) }]
    })
    .sort((a, b) => compareEntries(order, a.entry, b.entry))
  const kept = keptOf(place, admitted)
  const open = admitted.filter((each) => !kept.includes(each))
  return { place, admitted, kept, lastKept: kept.at(-1)?.entry, lastOpen: open.at(-1)?.entry }
}

/** The first holders of the tag, counted from the first or behind the open seats, as the round says. */
function keptOf({ capacity, reserved }: Place, admitted: readonly Admitted[]): Admitted[] {
  if (reserved === undefined) return []
  const from = reserved.precedence === 'open-first' ? capacity - reserved.count : 0
  return admitted
    .slice(from)
    .filter(({ tagged }) => tagged)
    .slice(0, reserved.count)
}

function placeDifferences({ places, result }: Checked): Difference[] {
  return [...places.values()].flatMap(({ place, admitted, kept }, placeIndex) => [
    ...unless(
      admitted.length <= place.capacity,
      `$.cutoffs[${placeIndex}]`,
      `给出 ${admitted.length} 个名额，多于 ${place.capacity} 个`,
    ),
    ...admitted.flatMap((each) =>
      unless(
        (result.seats[each.index]?.kind === 'reserved') === kept.includes(each),
        `$.seats[${each.index}].kind`,
        '预留名额与公开名额记错',
      ),
    ),
  ])
}

/** A wish above the result that would have to be granted: seats left, or somebody behind has one. */
function blockingDifferences(checked: Checked): Difference[] {
  return checked.candidates.flatMap((candidate, index) =>
    candidate.consenting
      ? wishesAbove(checked, index).flatMap((wish) => {
          const cut = cutFor(checked, candidate, wish)
          if (cut === undefined) return []
          const words = cut === 'left' ? '名额有余，却没有给填报在前的志愿' : '排在得到名额者之前，却没有得到'
          return [{ at: `$.seats[${index}]`, message: `去处 ${wish.place}：${words}` }]
        })
      : [],
  )
}

function wishesAbove({ candidates, result }: Checked, index: number): readonly Wish[] {
  const wishes = candidates[index]?.wishes ?? []
  const granted = result.seats[index]?.wish
  return granted === undefined ? wishes : wishes.slice(0, granted - 1)
}

/** Why a wish would block, if it would. */
function cutFor({ order, places }: Checked, candidate: Candidate, wish: Wish): 'left' | 'behind' | undefined {
  const filled = places.get(wish.place)
  if (filled === undefined) return undefined
  const { place, admitted, kept, lastKept, lastOpen } = filled
  const entry = entryFor(order, candidate, wish)
  const isBefore = (last: Entry | undefined) => last !== undefined && compareEntries(order, entry, last) < 0
  if (admitted.length < place.capacity) return 'left'
  if (isBefore(lastOpen)) return 'behind'
  if (!isTagged(candidate, place)) return undefined
  if (kept.length < (place.reserved?.count ?? 0)) return 'left'
  return isBefore(lastKept) ? 'behind' : undefined
}

function cutoffDifferences(places: readonly Place[], checked: Checked): Difference[] {
  const { cutoffs } = checked.result
  if (cutoffs.length !== places.length) return [{ at: '$.cutoffs', message: '分数线的条数不对' }]
  return places.flatMap((place, index) =>
    unless(
      canonicalJson(cutoffs[index]) === canonicalJson(cutoffOf(checked, place)),
      `$.cutoffs[${index}]`,
      '分数线与名额不符',
    ),
  )
}

function cutoffOf({ order, places }: Checked, place: Place): Cutoff {
  const { admitted = [], kept = [], lastKept, lastOpen } = places.get(place.id) ?? {}
  const lastOf = (last: Entry | undefined) => (last === undefined ? {} : { last: keyValuesOf(order, last) })
  const row = { place: place.id, capacity: place.capacity, filled: admitted.length, ...lastOf(lastOpen) }
  const count = place.reserved?.count ?? 0
  if (count === 0) return row
  return { ...row, reserved: { capacity: count, filled: kept.length, ...lastOf(lastKept) } }
}

function whyDifferences(checked: Checked): Difference[] {
  const { candidates, result } = checked
  if (result.seats.every((seat) => seat.why === undefined)) return []
  return candidates.flatMap((candidate, index) => {
    const expected = wishesAbove(checked, index).map(
      (wish, position): Why => ({
        wish: position + 1,
        place: wish.place,
        ...whyOf(checked, candidate, wish),
      }),
    )
    const why = result.seats[index]?.why ?? null
    return unless(canonicalJson(why) === canonicalJson(expected), `$.seats[${index}].why`, '理由与分数线不符')
  })
}

/** Against the cut-off that is easier to reach: a holder of the tag may come in on either kind of seat. */
function whyOf({ order, places }: Checked, candidate: Candidate, wish: Wish): Omit<Why, 'place'> {
  if (!candidate.consenting) return { code: 'NOT_CONSENTED' }
  const filled = places.get(wish.place)
  if (filled === undefined || filled.place.capacity === 0) return { code: 'NO_SEATS' }
  const { lastOpen, lastKept } = filled
  const isEasier = lastOpen === undefined || (lastKept && compareEntries(order, lastKept, lastOpen) > 0)
  const isReserved = lastKept !== undefined && isEasier && isTagged(candidate, filled.place)
  const last = isReserved ? lastKept : lastOpen
  if (last === undefined) return { code: 'NOT_ELIGIBLE' }
  const own = entryFor(order, candidate, wish)
  return {
    ...whyWish(order, firstDifference(own, last), { own, last }),
    ...(isReserved ? { kind: 'reserved' } : {}),
  }
}
