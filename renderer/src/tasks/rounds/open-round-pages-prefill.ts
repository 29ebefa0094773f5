import type { RoundPlan } from '#shared/domain/allocation/index.ts'
import type { LeftoversView } from '#shared/ipc/round-results.ts'
import type { Body } from '../../components/form-page.ts'
import { answerOf } from '../../components/table-rows.ts'

/** A plan as answers of the form, for amending it or opening another round like it. */
export function bodyOfPlan(title: string, plan: RoundPlan): Body {
  return {
    title,
    kind: plan.kind,
    towns: plan.towns,
    cutOff: plan.cutOff,
    applyFrom: plan.applyFrom ?? '',
    applyUntil: plan.applyUntil ?? '',
    publicityDays: String(plan.publicityDays),
    replyDays: String(plan.replyDays),
    cost: plan.costPerHeadFen === null ? '' : yuan(plan.costPerHeadFen),
    ...placesBody(plan),
    ...orderBody(plan),
    ...drawBody(plan),
    ...Object.fromEntries(
      plan.citations.flatMap(({ part, status, text }) => [
        [`${part}Status`, status],
        [`${part}Basis`, text],
      ]),
    ),
  }
}

/** A round that a second one follows; `seed` is the one it was run with. */
type FirstRound = { title: string; plan: RoundPlan; seed: string }

/**
 * The form of a second round: the plan of the first, with what it left over as places. The seed is kept unless another
 * draw is chosen, so that whoever waits keeps ticket and position; the first one's public number has passed.
 */
export function bodyOfSecondRound({ title, plan, seed }: FirstRound, left: LeftoversView): Body {
  const free = new Map(left.places.map((place) => [place.id, place.free]))
  const places = plan.places
    .map((place) => withoutReserve({ ...place, capacity: free.get(place.id) ?? 0 }))
    .filter(({ capacity }) => capacity > 0)
  const body = bodyOfPlan(`${title}（第二轮）`, { ...plan, places, quotas: [] })
  return {
    ...body,
    ...basis('places', `上一轮“${title}”的剩余名额`),
    mode: 'named',
    seed,
    numberDay: '',
    ...basis('draw', `沿用上一轮“${title}”的种子，签号不变`),
    applyFrom: '',
    applyUntil: '',
  }
}

/** Kept places were offered in the first round; what is left is for everybody. */
function withoutReserve({
  reserved: _kept,
  ...place
}: RoundPlan['places'][number]): RoundPlan['places'][number] {
  return place
}

function basis(part: string, text: string): Body {
  return { [`${part}Status`]: 'DECIDED', [`${part}Basis`]: text.slice(0, 200) }
}

function placesBody({ kind, places, quotas, reversion }: RoundPlan): Body {
  if (kind === 'school') return { schools: answerOf(places.map(schoolCells)), ...tagsBody(places) }
  if (kind === 'housing') return { flats: answerOf(places.map(flatCells)) }
  const [single] = places
  return {
    places: String(single?.capacity ?? 0),
    ...(single === undefined ? {} : { placeId: single.id, placeName: single.name }),
    byTown: quotas.length > 0 ? 'yes' : 'no',
    quotas: answerOf(quotas.map((quota) => [quota.town, String(quota.places)])),
    reversion,
  }
}

/** For whom places are kept is no question of the form; an amendment keeps it. */
function tagsBody(places: RoundPlan['places']): Body {
  return Object.fromEntries(
    places.flatMap(({ id, reserved }) => (reserved === undefined ? [] : [[`tag.${id}`, reserved.tag]])),
  )
}

function schoolCells({ id, name, town, capacity, reserved }: RoundPlan['places'][number]): string[] {
  const kept = reserved === undefined ? ['', ''] : [String(reserved.count), reserved.precedence]
  return [id, name, town ?? '', String(capacity), ...kept]
}

function flatCells({ id, name, capacity, household }: RoundPlan['places'][number]): string[] {
  const { smallest = '', largest = '' } = household ?? {}
  return [id, name, String(capacity), String(smallest), String(largest)]
}

function orderBody({ order, classes, ties, line, equals, siblingClass }: RoundPlan): Body {
  const chosen = order === 'points' && ties.length === 0 ? ['ticket'] : ties
  return {
    orderBy: order,
    classes: answerOf(classes.map((row) => [String(row.class), row.name])),
    ...Object.fromEntries(['tie1', 'tie2', 'tie3', 'tie4'].map((name, at) => [name, chosen[at] ?? ''])),
    line: line === null ? '' : String(line),
    equals,
    twins: siblingClass === undefined ? 'no' : 'yes',
    ...(siblingClass === undefined ? {} : { siblingClass: String(siblingClass) }),
  }
}

function drawBody({ draw }: RoundPlan): Body {
  if (draw.mode === 'named') return { mode: 'named', seed: draw.seed }
  return {
    mode: 'commit-reveal',
    revealers: answerOf(draw.revealers.map(({ name, role, fallback }) => [name, role, fallback])),
    numberSource: draw.number.source,
    numberDay: draw.number.day,
    numberOtherwise: draw.number.otherwise,
  }
}

/** An amount in fen as it is typed. */
function yuan(fen: number): string {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
}
