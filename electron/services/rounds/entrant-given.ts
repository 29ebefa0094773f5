import { PlainDate } from '#shared/base/plain-date.ts'
import {
  type Applicant,
  householdWishes,
  mechanismOf,
  type RoundPlan,
  TieKey,
  type Wish,
} from '#shared/domain/allocation/index.ts'
import type { EntrantGiven } from '#shared/ipc/round-entrants.ts'
import { HOLDS_ID_NUMBER, partsWithIdNumber } from './public-text.ts'

/** What staff call the parts of an application. */
export const PART_WORDS = {
  points: '积分',
  residenceMonths: '居住登记月数',
  insuredMonths: '社保缴费月数',
  permitMonths: '居住证月数',
  appliedOn: '申请日期',
  class: '类别',
  household: '家庭人口',
  tags: '标签',
  family: '同户编号',
  refused: '不符合的条件',
} as const
export type GivenPart = keyof typeof PART_WORDS

/** What is wrong with an application: in a part, or in the wish of an index from 0. */
export type GivenFault = { part: GivenPart | { wish: number }; message: string }

/** A part of an application as staff read it. */
export function partWords(part: GivenFault['part']): string {
  return typeof part === 'string' ? PART_WORDS[part] : `志愿${part.wish + 1}`
}

const MOST_MONTHS = 1_200

/**
 * What keeps an application from being ranked under a plan: points and ties that nobody gives, a class that is none of
 * the plan's, wishes for other places. @param isStored whether a stored resident's points count
 */
export function givenFaults(plan: RoundPlan, given: EntrantGiven, isStored: boolean): GivenFault[] {
  const faults = [
    ...tieFaults(plan, given, isStored),
    ...classFaults(plan, given),
    ...wishFaults(plan, given),
    ...partsWithIdNumber(given).map((part) => ({ part, message: HOLDS_ID_NUMBER })),
  ]
  if (plan.order === 'points' && !isStored && given.points === undefined)
    faults.unshift({ part: 'points', message: '没有积分，也没有对应的已登记居民' })
  return plan.kind === 'housing' ? [...faults, ...householdFaults(plan, given)] : faults
}

/** The wishes the engine is given: every one with the class the plan's order asks for. Ask `givenFaults` before. */
export function wishesOf(plan: RoundPlan, given: EntrantGiven): Pick<Applicant, 'wishes'> {
  const hasClasses = plan.classes.length > 0
  if (plan.kind === 'housing') {
    const priority = hasClasses && given.class !== undefined ? { priority: given.class } : {}
    return { wishes: flatWishes(plan, given).map((wish) => ({ ...wish, ...priority })) }
  }
  if (mechanismOf(plan) === 'deferred-acceptance') {
    const usual = hasClasses && given.class !== undefined ? { class: given.class } : {}
    return { wishes: (given.wishes ?? []).map((wish) => ({ ...usual, ...wish })) }
  }
  // The place of a single list stands there for the class alone.
  const [place] = plan.places
  const own = given.class ?? given.wishes?.[0]?.class
  return hasClasses && place !== undefined && own !== undefined
    ? { wishes: [{ place: place.id, class: own }] }
    : {}
}

/** A day as the tie chain compares it: 2026-06-18 is 20260618. */
export function dayNumber(day: PlainDate): number {
  return Number(day.replaceAll('-', ''))
}

function tieFaults(plan: RoundPlan, { ties = {} }: EntrantGiven, isStored: boolean): GivenFault[] {
  const missing = isStored ? [] : plan.ties.filter((tie) => ties[tie] === undefined)
  return [
    ...missing.map((part) => ({ part, message: '本批次同分时比这一项，没有填写' })),
    ...tieValueFaults(ties),
  ]
}

/** Values of the tie chain that cannot be. */
export function tieValueFaults(ties: NonNullable<EntrantGiven['ties']>): { part: TieKey; message: string }[] {
  const bad = TieKey.options.filter((tie) => {
    const value = ties[tie]
    if (value === undefined) return false
    return tie === 'appliedOn'
      ? !isDayNumber(value)
      : !(Number.isInteger(value) && value >= 0 && value <= MOST_MONTHS)
  })
  return bad.map((part) => ({
    part,
    message: part === 'appliedOn' ? '应为真实存在的日期' : `应为 0 至 ${MOST_MONTHS} 的整数`,
  }))
}

function isDayNumber(value: number): boolean {
  const text = String(value)
  return PlainDate.safeParse(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`).success
}

/** Of flats the class is the priority; the class of a wish there is by size. */
function classFaults(plan: RoundPlan, given: EntrantGiven): GivenFault[] {
  const { classes, kind } = plan
  const { wishes = [] } = given
  const known = new Set(classes.map((entry) => entry.class))
  const faults: GivenFault[] = []
  if (given.class !== undefined && !known.has(given.class))
    faults.push({
      part: 'class',
      message: classes.length === 0 ? '本批次不分类别' : '不是本批次方案里的类别',
    })
  if (kind === 'housing') {
    if (classes.length > 0 && given.class === undefined) faults.push(withoutClass)
    return faults
  }
  wishes.forEach((wish, index) => {
    if (wish.class !== undefined && !known.has(wish.class))
      faults.push({ part: { wish: index }, message: '不是本批次方案里的类别' })
  })
  const isSaidByWishes = wishes.length > 0 && wishes.every((wish) => wish.class !== undefined)
  if (classes.length > 0 && given.class === undefined && !isSaidByWishes) faults.push(withoutClass)
  return faults
}

const withoutClass: GivenFault = { part: 'class', message: '本批次分类别，没有填写' }

function wishFaults(plan: RoundPlan, { wishes = [] }: EntrantGiven): GivenFault[] {
  const known = new Set(plan.places.map(({ id }) => id))
  const listed = new Set<string>()
  const faults = wishes.flatMap(({ place }, index): GivenFault[] => {
    const part = { wish: index }
    if (!known.has(place)) return [{ part, message: '不是本批次的去处' }]
    if (listed.has(place)) return [{ part, message: '同一个去处填了两次' }]
    listed.add(place)
    return []
  })
  if (plan.kind === 'school' && wishes.length === 0)
    faults.push({ part: { wish: 0 }, message: '至少要填一个志愿' })
  return faults
}

function householdFaults(plan: RoundPlan, given: EntrantGiven): GivenFault[] {
  const { household, wishes = [] } = given
  if (household === undefined) {
    const isClear = wishes.length > 0 && wishes.every((wish) => wish.class !== undefined)
    return isClear ? [] : [{ part: 'household', message: '没有填写，无法确定可申请的房型' }]
  }
  const largeEnough = new Set(largeEnoughFlats(plan, household).map(({ place }) => place))
  if (largeEnough.size === 0) return [{ part: 'household', message: '没有住得下这么多人的房型' }]
  return wishes.flatMap(({ place }, wish) => {
    const isKnown = plan.places.some(({ id }) => id === place)
    return isKnown && !largeEnough.has(place)
      ? [{ part: { wish }, message: '这种房型住不下填写的家庭人口' }]
      : []
  })
}

/** What the household wishes itself, or every type of flat it may live in; each with its class by size. */
function flatWishes(plan: RoundPlan, { household, wishes = [] }: EntrantGiven): Wish[] {
  if (household === undefined) return wishes
  const flats = largeEnoughFlats(plan, household)
  if (wishes.length === 0) return flats
  return wishes.map((wish) => ({ ...flats.find(({ place }) => place === wish.place), ...wish }))
}

function largeEnoughFlats({ places }: RoundPlan, household: number): Wish[] {
  const flats = places.flatMap(({ id, household: size }) =>
    size === undefined ? [] : [{ place: id, smallest: size.smallest, largest: size.largest }],
  )
  return flats.some(({ largest }) => largest >= household) ? householdWishes(household, flats) : []
}
