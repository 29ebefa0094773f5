import {
  type Applicant,
  mechanismOf,
  type RoundPlan,
  type Seat,
  type Why,
} from '#shared/domain/allocation/index.ts'
import type { Holding } from '#shared/domain/cases/index.ts'
import type { EntrantPage, WishView } from '#shared/ipc/round-results.ts'
import { enoughWords, holdingWords, placeName, valueWords, whyWords } from '../seat-words.ts'

/** What came of an application; `waitingAt` gives the position among those who wait for a place, null for none. */
export type Outcome = {
  seat: Seat
  /** The words of the run. */
  why: string
  rank: number
  holding: Holding
  waitingAt(place: string): number | null
}

/** Every wish before the run: nothing has come of it yet. */
export function wishesBefore(plan: RoundPlan, { wishes = [] }: Pick<Applicant, 'wishes'>): WishView[] {
  if (mechanismOf(plan) === 'ranked-quota') return []
  return wishes.map(({ place }, index) => ({
    ...wishHead(plan, index, place),
    outcome: 'unneeded',
    words: '批次尚未运行',
    waiting: null,
  }))
}

/** Every wish with what came of it, in words. With one list the one reason stands as wish 1. */
export function wishesAfter(plan: RoundPlan, { wishes = [] }: Applicant, outcome: Outcome): WishView[] {
  if (mechanismOf(plan) === 'ranked-quota') return [listWish(plan, outcome)]
  const held = wishes.findIndex(({ place }) => place === outcome.holding.place)
  return wishes.map(({ place }, index) => placeWish(plan, { place, index, held }, outcome))
}

/** A place held though it was none of the wishes, in words; null where a wish came true or nothing is held. */
export function placeOutside(
  plan: RoundPlan,
  { wishes = [] }: Applicant,
  { holding, rank, why }: Outcome,
): EntrantPage['outside'] {
  const { place, reply } = holding
  if (mechanismOf(plan) === 'ranked-quota' || place === null) return null
  if (wishes.some((wish) => wish.place === place)) return null
  const settled =
    reply === 'accepted' ? '接受之后不再候补各志愿' : '接受之前仍候补各志愿，轮到的改去那一处，这里的名额空出'
  return {
    placeName: placeName(plan, place),
    words: `${holdingWords(holding, { rank, plan, why })}；${settled}`,
  }
}

function listWish(plan: RoundPlan, outcome: Outcome): WishView {
  const { seat, why, rank, holding, waitingAt } = outcome
  const place = plan.places[0]?.id ?? 'city'
  const words = holdingWords(holding, { rank, plan, why })
  const head = wishHead(plan, 0, place)
  if (holding.place !== null) return { ...head, outcome: 'seated', words, waiting: null }
  const reason = seat.place === null ? seat.why?.at(-1) : undefined
  if (reason === undefined) return { ...head, outcome: 'not', words, waiting: null }
  return { ...head, outcome: 'not', ...reasonPart(plan, reason), waiting: waitingAt(place) }
}

type PlaceWish = { place: string; index: number; held: number }

function placeWish(plan: RoundPlan, { place, index, held }: PlaceWish, outcome: Outcome): WishView {
  const { seat, why, rank, holding, waitingAt } = outcome
  const head = wishHead(plan, index, place)
  if (index === held) {
    const words = holdingWords(holding, { rank, plan, why })
    return { ...head, outcome: 'seated', words, waiting: null }
  }
  const reason = seat.why?.find(({ wish }) => wish === index + 1)
  if (held !== -1 && index > held)
    return { ...head, outcome: 'unneeded', words: '已有更靠前的志愿，不再考虑', waiting: null }
  if (reason !== undefined)
    return { ...head, outcome: 'not', ...reasonPart(plan, reason), waiting: waitingAt(place) }
  if (seat.wish === index + 1)
    return { ...head, outcome: 'not', words: holdingWords(holding, { rank, plan, why }), waiting: null }
  return { ...head, outcome: 'unneeded', words: '已有更靠前的志愿，不再考虑', waiting: null }
}

function wishHead(plan: RoundPlan, index: number, place: string) {
  return { wish: index + 1, placeId: place, placeName: placeName(plan, place) }
}

/** The reason in words, with what was compared where something was. */
function reasonPart(
  plan: RoundPlan,
  why: Why,
): Pick<WishView, 'code' | 'words' | 'own' | 'cutoff' | 'enough'> {
  const key = comparedKey(why)
  const { own, cutoff } = why
  const enough = enoughWords(why, plan)
  return {
    code: why.code,
    words: whyWords(why, plan),
    ...(key === undefined || own === undefined ? {} : { own: valueWords(plan, key, own) }),
    ...(key === undefined || cutoff === undefined ? {} : { cutoff: valueWords(plan, key, cutoff) }),
    ...(enough === undefined ? {} : { enough }),
  }
}

function comparedKey({ code, tie }: Why): string | undefined {
  switch (code) {
    case 'BELOW_LINE':
    case 'LOWER_POINTS':
      return 'points'
    case 'LOST_TIE':
      return `ties.${tie ?? ''}`
    case 'LOST_TICKET':
      return 'ticket'
    case 'LOWER_CLASS':
      return 'class'
    case 'NOT_CONSENTED':
    case 'NO_SEATS':
    case 'NOT_ELIGIBLE':
      return undefined
  }
}
