import { barAt, type Candidate, entryFor, isTagged } from './candidates.ts'
import { canonicalJson, type Hash } from './canonical.ts'
import { compareEntries, decidingKey, type Entry } from './entries.ts'
import { whyWish } from './explain.ts'
import { cutoffOf, type Filled, filledPlaces, grantedWish } from './filled.ts'
import { improvementCycle } from './improvement.ts'
import { DEFERRED_ACCEPTANCE_ENGINE } from './mechanism.ts'
import { settledCandidates } from './placement.ts'
import type { RoundResult, Seat, Why } from './result.ts'
import type { DeferredAcceptanceRound, OrderKey, Place, Wish } from './round.ts'
import { barredDifferences, type Difference, headDifferences, unless } from './verify.ts'

interface Checked {
  order: readonly OrderKey[]
  candidates: readonly Candidate[]
  result: RoundResult
  places: ReadonlyMap<string, Filled>
}

/**
 * Checks a result of deferred acceptance from the round's own values and the seats alone: the input's hash, that
 * each seat is one of the person's wishes, capacities, which seats count as kept for a tag, that no wish above the
 * result has seats left or somebody who stands behind (no blocking pair, no waste), that no stable result is better for
 * the applicants (`improvementCycle`), cut-offs and explanations. An empty list means that the result is the only
 * possible one, told truthfully. A bad round is refused as BAD_INPUT.
 *
 * Where the round has a class for siblings the engine's first run is made again, since that run and not the result
 * decides which wishes change; the places themselves are then checked under the changed classes as above.
 */
export function verifyPlacement(
  round: DeferredAcceptanceRound,
  result: RoundResult,
  hash: Hash,
): Difference[] {
  const { candidates, siblings } = settledCandidates(round, hash)
  const heads = [
    ...headDifferences(round, result, { engine: DEFERRED_ACCEPTANCE_ENGINE, hash }),
    ...unless(result.order === undefined, '$.order', '各去处分别排序，没有统一的排名'),
    ...unless(
      canonicalJson(result.siblings ?? null) === canonicalJson(siblings ?? null),
      '$.siblings',
      '按同胞调整的志愿与第一次运行不符',
    ),
  ]
  const seatFaults = seatDifferences(round, candidates, result.seats)
  if (seatFaults.length > 0) return [...heads, ...seatFaults]
  const places = filledPlaces(round, candidates, result.seats)
  const checked = { order: round.order, candidates, result, places }
  const unstable = [...placeDifferences(checked), ...blockingDifferences(checked)]
  return [
    ...heads,
    ...(unstable.length > 0 ? unstable : improvementDifferences(checked)),
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
    const wish = grantedWish(candidate, seat)
    return [
      ...unless(wish?.place === seat.place, `${at}.place`, '不是本人该次序的志愿'),
      ...barredDifferences(wish === undefined ? undefined : barAt(candidate, wish), `${at}.place`),
      ...unless(isKindPossible, `${at}.kind`, '名额种类不可能'),
    ]
  })
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
    wishesAbove(checked, index).flatMap((wish) => {
      const cut = barAt(candidate, wish) === undefined ? cutFor(checked, candidate, wish) : undefined
      if (cut === undefined) return []
      const words = cut === 'left' ? '名额有余，却没有给填报在前的志愿' : '排在得到名额者之前，却没有得到'
      return [{ at: `$.seats[${index}]`, message: `去处 ${wish.place}：${words}` }]
    }),
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

/** Only of a stable result can be said whether a better one is possible. */
function improvementDifferences({ order, candidates, result: { seats }, places }: Checked): Difference[] {
  const cycle = improvementCycle(order, places, { candidates, seats }) ?? []
  return cycle.map((index) => ({
    at: `$.seats[${index}]`,
    message: '可以与他人依次换到各自填报在前的志愿，不影响其他任何人，却没有',
  }))
}

function cutoffDifferences(places: readonly Place[], checked: Checked): Difference[] {
  const { cutoffs } = checked.result
  if (cutoffs.length !== places.length) return [{ at: '$.cutoffs', message: '分数线的条数不对' }]
  return places.flatMap(({ id }, index) => {
    const filled = checked.places.get(id)
    const expected = filled === undefined ? undefined : cutoffOf(checked.order, filled)
    return unless(
      canonicalJson(cutoffs[index] ?? null) === canonicalJson(expected ?? null),
      `$.cutoffs[${index}]`,
      '分数线与名额不符',
    )
  })
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
  const barred = barAt(candidate, wish)
  if (barred !== undefined) return barred
  const filled = places.get(wish.place)
  if (filled === undefined || filled.place.capacity === 0) return { code: 'NO_SEATS' }
  const { lastOpen, lastKept } = filled
  const isEasier = lastOpen === undefined || (lastKept && compareEntries(order, lastKept, lastOpen) > 0)
  const isReserved = lastKept !== undefined && isEasier && isTagged(candidate, filled.place)
  const last = isReserved ? lastKept : lastOpen
  if (last === undefined) return { code: 'NOT_ELIGIBLE' }
  const own = entryFor(order, candidate, wish)
  return {
    ...whyWish(order, decidingKey(own, last), { own, last }),
    ...(isReserved ? { kind: 'reserved' } : {}),
  }
}
