import { mechanismOf, type RoundPlan, TieKey } from '#shared/domain/allocation/index.ts'
import type { Variation } from '#shared/ipc/round-results.ts'
import { readCount } from '../../components/form-checks.ts'
import type { Option } from '../../components/form-page.ts'
import { halfWidth } from '../../components/format.ts'
import { tieText } from '../../text/words.ts'

/** One side of a trial as typed; empty texts mean as planned. */
export interface TrialSide {
  /** Numbers of places as typed, by place. */
  capacities: Readonly<Record<string, string>>
  /** A chain of tie keys joined by commas; `none` compares nothing before the ticket. */
  ties: string
  reserved: '' | 'reserved-first' | 'open-first' | 'none'
  line: string
  firstPreferenceFirst: boolean
}

export const AS_PLANNED: TrialSide = {
  capacities: {},
  ties: '',
  reserved: '',
  line: '',
  firstPreferenceFirst: false,
}

type Plan = Pick<RoundPlan, 'kind' | 'order' | 'ties' | 'places'>

const NO_TIES = 'none'
const NO_LINE = '无'
const LONGEST_NAME = 40
const POINTS = /^\d{1,9}(\.\d{1,2})?$/

export const RESERVED_OPTIONS = [
  { value: 'reserved-first', label: '留额保底' },
  { value: 'open-first', label: '留额另加' },
  { value: 'none', label: '不留额' },
] as const satisfies readonly Option[]

/** Which parts of a plan a trial can vary. */
export function variableParts(plan: Plan): {
  ties: boolean
  reserved: boolean
  line: boolean
  wishes: boolean
} {
  const wishes = mechanismOf(plan) === 'deferred-acceptance'
  return {
    ties: plan.order === 'points',
    reserved: plan.places.some(({ reserved }) => reserved !== undefined),
    line: !wishes && plan.order === 'points',
    wishes,
  }
}

/** Chains of at most two of the keys that were frozen, or none. */
export function tieOptions({ ties }: Plan): Option[] {
  const chains = ties.flatMap((first) => [
    [first],
    ...ties.filter((second) => second !== first).map((second) => [first, second]),
  ])
  return [
    ...chains.map((chain) => ({ value: chain.join(','), label: chain.map(tieText).join('，再') })),
    { value: NO_TIES, label: '不比，直接比签号' },
  ]
}

/** What is wrong with a side as typed; undefined where nothing is. */
export function trialError(plan: Plan, { capacities, line }: TrialSide): string | undefined {
  const bad = plan.places.find(({ id }) => {
    const text = (capacities[id] ?? '').trim()
    return text !== '' && readCount(text) === undefined
  })
  if (bad !== undefined) return `“${bad.name}”的名额应为整数，只写数字。`
  const points = halfWidth(line.trim())
  if (points !== '' && points !== NO_LINE && !POINTS.test(points))
    return '分数线应为最多两位小数的数；不设分数线请写“无”。'
  return undefined
}

/** The variation that a side means; it is to be without errors. */
export function readVariation(plan: Plan, side: TrialSide): Variation {
  const capacities = changedPlaces(plan, side)
  const line = halfWidth(side.line.trim())
  return {
    name: sideName(plan, side),
    ...(capacities.length === 0 ? {} : { capacities }),
    ...(side.ties === '' ? {} : { ties: readTies(side.ties) }),
    ...(side.reserved === '' ? {} : { reserved: side.reserved }),
    ...(line === '' ? {} : { line: line === NO_LINE ? null : line }),
    ...(side.firstPreferenceFirst ? { firstPreferenceFirst: true as const } : {}),
  }
}

function changedPlaces({ places }: Plan, side: TrialSide): { place: string; capacity: number }[] {
  return places.flatMap(({ id, capacity: planned }) => {
    const capacity = readCount((side.capacities[id] ?? '').trim())
    return capacity === undefined || capacity === planned ? [] : [{ place: id, capacity }]
  })
}

function readTies(text: string): TieKey[] {
  return text === NO_TIES ? [] : text.split(',').map((tie) => TieKey.parse(tie))
}

/** What a side changes, in few words: 照方案 where it changes nothing. */
export function sideName(plan: Plan, side: TrialSide): string {
  const changed = changedPlaces(plan, side)
  const [first] = changed
  const place = plan.places.find(({ id }) => id === first?.place)
  const words = [
    ...(first === undefined
      ? []
      : [changed.length === 1 ? `${place?.name} ${first.capacity} 个` : `改 ${changed.length} 处名额`]),
    ...(side.ties === '' ? [] : [side.ties === NO_TIES ? '同分比签号' : '改同分次序']),
    ...RESERVED_OPTIONS.filter(({ value }) => value === side.reserved).map(({ label }) => label),
    ...(side.line.trim() === '' ? [] : [`分数线${side.line.trim()}`]),
    ...(side.firstPreferenceFirst ? ['志愿优先'] : []),
  ]
  const text = words.length === 0 ? '照方案' : words.join('，')
  return text.length <= LONGEST_NAME ? text : `${text.slice(0, LONGEST_NAME - 1)}…`
}
