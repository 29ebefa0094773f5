import type { RoundPlan, Wish } from '#shared/domain/allocation/index.ts'
import { mechanismOf } from '#shared/domain/allocation/index.ts'
import type { EntrantPage } from '#shared/ipc/round-results.ts'
import type { Correction } from '#shared/ipc/rounds.ts'
import { optionalTextError } from '../../components/form-checks.ts'
import {
  type Body,
  chosenOf,
  type Errors,
  gatherErrors,
  type Option,
  type Question,
  textOf,
} from '../../components/form-page.ts'
import { halfWidth } from '../../components/format.ts'
import { readTies, tieBody, tieErrors, tieQuestions } from './tie-values.ts'

type Frozen = NonNullable<EntrantPage['frozen']>

/** What of a plan says which corrections there are. */
export type CorrectedPlan = Pick<RoundPlan, 'kind' | 'order' | 'ties' | 'classes' | 'places'>

/** What an upheld objection may change of the frozen entry. */
type Part = 'points' | 'ties' | 'wishes' | 'class' | 'eligible' | 'tags' | 'refused' | 'removed'

const PART_WORDS = {
  points: '积分',
  ties: '同分次序的数据',
  wishes: '志愿',
  class: '类别',
  eligible: '认定符合条件',
  tags: '标签',
  refused: '改为不符合条件（留在名单，不给名额）',
  removed: '撤出名单（编号留着，不给名额）',
} as const satisfies Record<Part, string>

const MOST_WISHES = 12
const POINTS = /^-?\d{1,9}(\.\d{1,2})?$/

/** The corrections that a plan and an entry know, to be chosen from. */
export function correctionParts(plan: CorrectedPlan, frozen: Frozen | undefined): Option[] {
  const byWishes = mechanismOf(plan) === 'deferred-acceptance'
  const offered: Record<Part, boolean> = {
    points: plan.order === 'points',
    ties: plan.ties.length > 0,
    wishes: byWishes,
    class: byWishes && plan.classes.length > 0,
    eligible: [frozen, ...(frozen?.wishes ?? [])].some((each) => each?.refused !== undefined),
    tags: tagsOf(plan).length > 0,
    refused: true,
    removed: true,
  }
  return PARTS.filter((part) => offered[part]).map((part) => ({ value: part, label: PART_WORDS[part] }))
}

const PARTS: readonly Part[] = ['points', 'ties', 'wishes', 'class', 'eligible', 'tags', 'refused', 'removed']

/** Corrections of the wishes. */
const WISH_PARTS: readonly Part[] = ['wishes', 'class', 'eligible']

/** The questions of the chosen corrections, in their order. */
export function correctionQuestions(
  plan: CorrectedPlan,
  frozen: Frozen | undefined,
  body: Body,
): readonly Question[] {
  const parts = new Set(chosenOf(body, 'what'))
  return PARTS.filter((part) => parts.has(part)).flatMap((part) => questionsOf(part, plan, frozen))
}

function questionsOf(part: Part, plan: CorrectedPlan, frozen: Frozen | undefined): Question[] {
  switch (part) {
    case 'points':
      return [{ name: 'points', label: '更正后的积分', kind: 'count', hint: '最多两位小数' }]
    case 'ties':
      return tieQuestions(plan).map((question) => ({ ...question, label: `更正后的${question.label}` }))
    case 'wishes':
      return wishNumbers(frozen).map((wish) => ({
        name: `wish.${wish}`,
        label: `第 ${wish} 志愿`,
        kind: 'list',
        half: true,
        optional: true,
        options: placesFor(plan, frozen),
      }))
    case 'class':
      return [
        {
          name: 'class',
          label: '更正后的类别（各志愿都用）',
          kind: 'list',
          options: plan.classes.map((entry) => ({ value: String(entry.class), label: entry.name })),
        },
      ]
    case 'tags':
      return [
        {
          name: 'tags',
          label: '更正后的标签（都不选就是没有）',
          kind: 'many',
          options: tagsOf(plan).map((tag) => ({ value: tag, label: tag })),
        },
      ]
    case 'refused':
      return [{ name: 'refused', label: '不符合哪一项条件', kind: 'text', hint: '本人和公示中都会看到' }]
    case 'eligible':
    case 'removed':
      return []
  }
}

function tagsOf({ places }: CorrectedPlan): string[] {
  return [...new Set(places.flatMap(({ reserved }) => (reserved === undefined ? [] : [reserved.tag])))]
}

/** One more than there are, so that a wish can be added. */
function wishNumbers(frozen: Frozen | undefined): number[] {
  const count = Math.min(MOST_WISHES, (frozen?.wishes?.length ?? 4) + 1)
  return Array.from({ length: count }, (_, index) => index + 1)
}

/** A household's flats were found by its size, so a flat it did not have cannot be added here. */
function placesFor({ kind, places }: CorrectedPlan, frozen: Frozen | undefined): Option[] {
  const had = new Set(frozen?.wishes?.map(({ place }) => place))
  return places
    .filter(({ id }) => kind !== 'housing' || had.has(id))
    .map(({ id, name }) => ({ value: id, label: name }))
}

/** The body the form begins with: what stands on the frozen list. */
export function frozenBody({ kind }: Pick<CorrectedPlan, 'kind'>, frozen: Frozen | undefined): Body {
  if (frozen === undefined) return {}
  const wishes = (frozen.wishes ?? []).map(({ place }, index) => [`wish.${index + 1}`, place])
  const [first] = frozen.wishes ?? []
  const firstClass = kind === 'housing' ? first?.priority : first?.class
  return {
    ...(frozen.points === undefined ? {} : { points: String(frozen.points) }),
    ...tieBody(frozen.ties),
    ...Object.fromEntries(wishes),
    ...(firstClass === undefined ? {} : { class: String(firstClass) }),
    tags: frozen.tags ?? [],
  }
}

/** What is wrong with a correction as typed; nothing chosen or nothing changed is one as well. */
export function correctionErrors(plan: CorrectedPlan, frozen: Frozen | undefined, body: Body): Errors {
  const parts = new Set(chosenOf(body, 'what'))
  if (parts.size === 0) return { what: '请选择更正哪一项。' }
  if (parts.size > 1 && (parts.has('removed') || parts.has('refused')))
    return { what: '撤出名单或改为不符合条件时，不再更正其他各项。' }
  const errors = gatherErrors({
    ...(parts.has('points') ? { points: pointsError(textOf(body, 'points')) } : {}),
    ...(parts.has('ties') ? tieErrors(plan, body) : {}),
    ...(parts.has('wishes') ? { 'wish.1': wishesError(body, frozen) } : {}),
    ...(parts.has('class') && textOf(body, 'class') === '' ? { class: '请选择类别。' } : {}),
    ...(parts.has('refused') ? { refused: refusedError(textOf(body, 'refused')) } : {}),
  })
  if (Object.keys(errors).length > 0) return errors
  return changesNothing(plan, frozen, body) ? { what: '与名单上的完全相同，没有更正什么。' } : {}
}

function pointsError(text: string): string | undefined {
  return POINTS.test(halfWidth(text)) ? undefined : '积分应为最多两位小数的数，如 92.5。'
}

function wishesError(body: Body, frozen: Frozen | undefined): string | undefined {
  const wished = wishedPlaces(body, frozen)
  if (wished.length === 0) return '至少留一个志愿；都不要时请选“撤出名单”。'
  return new Set(wished).size < wished.length ? '同一个去处填了两次。' : undefined
}

function refusedError(text: string): string | undefined {
  return text === '' ? '请写明不符合哪一项条件。' : optionalTextError(text, '不符合的条件', 200)
}

/** The places wished, in order; a wish left empty between others moves the later ones up. */
function wishedPlaces(body: Body, frozen: Frozen | undefined): string[] {
  return wishNumbers(frozen)
    .map((wish) => textOf(body, `wish.${wish}`))
    .filter((place) => place !== '')
}

/** The correction that the filled form means; it is to be without errors. */
export function readCorrection(plan: CorrectedPlan, frozen: Frozen | undefined, body: Body): Correction {
  const parts = new Set(chosenOf(body, 'what'))
  if (parts.has('removed')) return { removed: true }
  if (parts.has('refused')) return { refused: textOf(body, 'refused') }
  return {
    ...(parts.has('points') ? { points: halfWidth(textOf(body, 'points')) } : {}),
    ...(parts.has('ties') ? { ties: readTies(plan, body) } : {}),
    ...(parts.has('eligible') && frozen?.refused !== undefined ? { refused: null } : {}),
    ...(changesWishes(frozen, parts) ? { wishes: readWishes(plan, frozen, body) } : {}),
    ...(parts.has('tags') ? { tags: [...chosenOf(body, 'tags')] } : {}),
  }
}

/** In a list without wishes there is none to be found eligible. */
function changesWishes(frozen: Frozen | undefined, parts: ReadonlySet<string>): boolean {
  const changing = WISH_PARTS.filter((part) => parts.has(part))
  return changing.some((part) => part !== 'eligible' || frozen?.wishes !== undefined)
}

/** A wish that stays keeps its class and what verification said of it; a new one takes the class of the others. */
function readWishes(plan: CorrectedPlan, frozen: Frozen | undefined, body: Body): Wish[] {
  const parts = new Set(chosenOf(body, 'what'))
  const before = frozen?.wishes ?? []
  const places = parts.has('wishes') ? wishedPlaces(body, frozen) : before.map(({ place }) => place)
  const chosen = Number(textOf(body, 'class'))
  const corrected = plan.kind === 'housing' ? { priority: chosen } : { class: chosen }
  const [first] = before
  const usual = first?.class === undefined ? {} : { class: first.class }
  return places.map((place) => {
    const { refused, ...wish } = before.find((other) => other.place === place) ?? { place, ...usual }
    return {
      ...wish,
      ...(parts.has('class') ? corrected : {}),
      ...(refused === undefined || parts.has('eligible') ? {} : { refused }),
    }
  })
}

function changesNothing(plan: CorrectedPlan, frozen: Frozen | undefined, body: Body): boolean {
  if (frozen === undefined) return false
  const { points, ties, tags, wishes, refused, removed } = readCorrection(plan, frozen, body)
  if (refused !== undefined || removed !== undefined) return false
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
  return (
    (points === undefined || Number(points) === Number(frozen.points)) &&
    (ties === undefined || Object.entries(ties).every(([tie, value]) => frozen.ties?.[tie] === value)) &&
    (tags === undefined || same([...tags].sort(), [...(frozen.tags ?? [])].sort())) &&
    (wishes === undefined || same(wishes, frozen.wishes))
  )
}
