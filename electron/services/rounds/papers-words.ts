import { assertNever } from '#shared/base/assert-never.ts'
import {
  mechanismOf,
  type OrderKey,
  orderOf,
  type PlannedPlace,
  type RoundPlan,
} from '#shared/domain/allocation/index.ts'
import { keyWords, valueWords } from '../seat-words.ts'

/** The steps of a plan's order in words, first step first. */
export function orderWords(plan: RoundPlan): string[] {
  return orderOf(plan).map((step) => stepWords(plan, step))
}

function stepWords(plan: RoundPlan, { key, dir }: OrderKey): string {
  if (key === 'ticket') return '摇号的签号，小者在前'
  if (plan.kind === 'housing' && key === 'class') return '户型与家庭人口正好适合的，在更大户型的前面'
  if (key === 'class' || key === 'priority') return classWords(plan)
  if (key === 'ties.appliedOn') return `${keyWords(key)}，早者在前`
  if (key.startsWith('ties.')) return `${keyWords(key)}，${dir === 'desc' ? '多者' : '少者'}在前`
  return `${keyWords(key)}，${dir === 'desc' ? '高者' : '低者'}在前`
}

function classWords({ classes }: RoundPlan): string {
  const names = classes.toSorted((a, b) => a.class - b.class).map(({ name }) => `“${name}”`)
  return `类别，按${names.join('、')}的次序`
}

/** The declared way of placing twins; no rule keeps them together for certain. */
const SIBLING_RULE =
  '双胞胎同校优先：同一家庭的申请先各自排一次，次序最前的一名得到某处后，其他人也填了这一处的，全家填这一处的志愿都排到优先的类别，全部再排一次；这样做过的如实公布，不保证同校'

/** What a plan says beside places and order: who gets wishes, equals, the line, unfilled places of towns. */
export function ruleWords(plan: RoundPlan): string[] {
  const rules: string[] = []
  if (mechanismOf(plan) === 'deferred-acceptance')
    rules.push('各去处只比较上列各项，志愿填在第几位不影响比较；排到的人得到自己志愿中最靠前的去处')
  if (plan.siblingClass !== undefined) rules.push(SIBLING_RULE)
  if (plan.line !== null) rules.push(`积分不满 ${valueWords(plan, 'points', Number(plan.line))}的不列入`)
  if (plan.equals === 'admit') rules.push('与最后一名除签号外各项相同的，一并列入（同分同录）')
  if (plan.quotas.length > 0) rules.push(reversionWords(plan.reversion))
  return rules
}

function reversionWords(reversion: RoundPlan['reversion']): string {
  switch (reversion) {
    case 'city-order':
      return '镇（街道）用不完的名额，按全市次序给下一位'
    case 'none':
      return '镇（街道）用不完的名额不再使用'
    default:
      return assertNever(reversion)
  }
}

/** What a place is kept for, or for how many persons it is; null where it is for everybody alike. */
export function conditionWords({ reserved, household }: PlannedPlace): string | null {
  const words: string[] = []
  if (household !== undefined) {
    const { smallest, largest } = household
    words.push(smallest === largest ? `适合 ${smallest} 口之家` : `适合 ${smallest} 至 ${largest} 口之家`)
  }
  if (reserved !== undefined) {
    const { count, tag, precedence } = reserved
    const first = precedence === 'reserved-first' ? '先用预留名额' : '先用普通名额'
    words.push(`其中 ${count} 个留给“${tag}”的申请人，${first}，用不完的转为普通名额`)
  }
  return words.length === 0 ? null : words.join('；')
}

/** A text typed by somebody as one line of a paper. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}
