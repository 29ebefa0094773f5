import { CounterError } from '../../base/failure.ts'
import { compareTexts, type Hash } from './canonical.ts'
import { KeyValues, type Why } from './result.ts'
import type { Applicant, DrawRound, OrderKey, RankedQuotaRound, Round } from './round.ts'
import { ticketsIn } from './tickets.ts'

/** Why somebody, or one of the wishes, is left out whatever is free. */
export type Barred = Pick<Why, 'code' | 'rule' | 'own' | 'cutoff'>

/** An applicant with the values of the round's order keys, first key first; points in hundredths. */
export interface Entry {
  no: string
  group: string | undefined
  /** Undefined for whoever takes part. */
  barred: Barred | undefined
  values: (number | string)[]
}

/**
 * The applicants of a single list, ready to be compared, in the order given. Refused as BAD_INPUT with the place: a
 * duplicate number, a wish for an unknown place or listed twice, an order that is not total (a key twice, or the
 * ticket not last), a missing value of a key, missing points where there is a line.
 */
export function entriesOf(round: RankedQuotaRound | DrawRound, hash: Hash): Entry[] {
  refuseUnclearRound(round)
  const ticketFor = ticketsIn(round, hash)
  return round.applicants.map((applicant, index) => {
    const at = `$.applicants[${index}]`
    return {
      no: applicant.no,
      group: applicant.group,
      barred: barOf(round, applicant, at),
      values: round.order.map(({ key }) =>
        key === 'ticket' ? ticketFor(applicant) : getKeyValue(applicant, key, at),
      ),
    }
  })
}

function barOf(round: RankedQuotaRound | DrawRound, applicant: Applicant, at: string): Barred | undefined {
  const line = round.mechanism === 'ranked-quota' ? round.line : undefined
  const belowLine = line === undefined ? undefined : barBelow(pointsX100(line), getPointsX100(applicant, at))
  const isConsenting = round.mechanism === 'draw' ? applicant.consent !== false : applicant.consent === true
  return barFrom(applicant.refused ?? applicant.wishes?.[0]?.refused, isConsenting) ?? belowLine
}

/** Left out by a rule if there is one, or for not having agreed to take part. */
export function barFrom(rule: string | undefined, isConsenting: boolean): Barred | undefined {
  if (rule !== undefined) return { code: 'NOT_ELIGIBLE', rule }
  return isConsenting ? undefined : { code: 'NOT_CONSENTED' }
}

function barBelow(line: number, own: number): Barred | undefined {
  return own < line ? { code: 'BELOW_LINE', own: own / 100, cutoff: line / 100 } : undefined
}

/** Refuses what `entriesOf` refuses of any round before the values are read. */
export function refuseUnclearRound(round: Round): void {
  refuseUnclearOrder(round.order)
  refuseDuplicates(round.applicants)
  refuseBadWishes(round)
}

/** Negative when `a` stands before `b`; never 0 for two applicants: those of one ticket go by their numbers. */
export function compareEntries(order: readonly OrderKey[], a: Entry, b: Entry): number {
  const index = decidingKey(a, b)
  const ascending = compareValues(a.values[index], b.values[index])
  if (ascending === 0) return compareTexts(a.no, b.no)
  return order[index]?.dir === 'desc' ? -ascending : ascending
}

/** The position of the first key in which two entries differ; that of the ticket where they share even this one. */
export function decidingKey(a: Entry, b: Entry): number {
  const index = a.values.findIndex((value, position) => value !== b.values[position])
  return index === -1 ? a.values.length - 1 : index
}

/** Whether only the ticket tells two entries apart: it is the last key of every order. */
export function areEqual(a: Entry, b: Entry): boolean {
  return decidingKey(a, b) === a.values.length - 1
}

/** The order values as a result shows them, points in points. */
export function keyValuesOf(order: readonly OrderKey[], entry: Entry): KeyValues {
  const shown: Record<string, number | string> = {}
  const ties: Record<string, number | string> = {}
  order.forEach(({ key }, index) => {
    const value = shownValue(key, entry.values[index])
    if (value === undefined) return
    if (key.startsWith('ties.')) ties[key.slice('ties.'.length)] = value
    else shown[key] = value
  })
  return KeyValues.parse(Object.keys(ties).length === 0 ? shown : { ...shown, ties })
}

/** A key's value as a result shows it: hundredths of points become points. */
export function shownValue(key: string, value: number | string | undefined): number | string | undefined {
  return key === 'points' && typeof value === 'number' ? value / 100 : value
}

/** Points as written in a round, in hundredths, exactly. */
export function pointsX100(points: number | string): number {
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(points)) ?? []
  return Number(`${sign}${whole}${decimals.padEnd(2, '0')}`) + 0
}

/** A refusal of the round with the place. */
export function badRound(at: string, message: string): CounterError {
  return new CounterError('BAD_INPUT', `批次文件不能使用：${at} ${message}。`, {
    at,
    hint: '请更正文件中的这一处后重新运行；本次没有产生任何结果。',
  })
}

function compareValues(a: number | string | undefined, b: number | string | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return compareTexts(String(a), String(b))
}

function refuseUnclearOrder(order: readonly OrderKey[]): void {
  const seen = new Set<string>()
  order.forEach(({ key }, index) => {
    if (seen.has(key)) throw badRound(`$.order[${index}].key`, '同一排序项出现两次')
    seen.add(key)
  })
  if (order.at(-1)?.key !== 'ticket')
    throw badRound(`$.order[${order.length - 1}].key`, '最后一项应为 ticket（签号），否则同分者分不出先后')
}

function refuseDuplicates(applicants: readonly Applicant[]): void {
  const firstAt = new Map<string, number>()
  applicants.forEach(({ no }, index) => {
    const earlier = firstAt.get(no)
    if (earlier !== undefined)
      throw badRound(`$.applicants[${index}].no`, `申请编号与第 ${earlier + 1} 个申请人重复`)
    firstAt.set(no, index)
  })
}

function refuseBadWishes({ places = [], applicants }: Round): void {
  const known = new Set(places.map(({ id }) => id))
  for (const [index, { wishes = [] }] of applicants.entries()) {
    const listed = new Set<string>()
    for (const [number, { place }] of wishes.entries()) {
      const at = `$.applicants[${index}].wishes[${number}].place`
      if (!known.has(place)) throw badRound(at, '不是本批次 places 中的去处')
      if (listed.has(place)) throw badRound(at, '同一去处填报了两次')
      listed.add(place)
    }
  }
}

/** A key's value of an applicant, where `class` and `priority` are those of the first wish. */
export function getKeyValue(applicant: Applicant, key: string, at: string): number | string {
  if (key === 'points') return getPointsX100(applicant, at)
  if (key === 'group') {
    if (applicant.group === undefined) throw badRound(`${at}.group`, '缺少排序要用的组别')
    return applicant.group
  }
  if (key === 'class' || key === 'priority') return getWishValue(applicant, key, at)
  const tie = key.slice('ties.'.length)
  const value = Object.hasOwn(applicant.ties ?? {}, tie) ? applicant.ties?.[tie] : undefined
  if (value === undefined) throw badRound(`${at}.${key}`, '缺少同分排序要用的数值')
  return value
}

function getPointsX100({ points }: Applicant, at: string): number {
  if (points === undefined) throw badRound(`${at}.points`, '缺少积分')
  return pointsX100(points)
}

/** A single list has a single place and so a single wish: its class is read from there. */
function getWishValue(applicant: Applicant, key: 'class' | 'priority', at: string): number {
  const value = applicant.wishes?.[0]?.[key]
  if (value === undefined) throw badRound(`${at}.wishes[0].${key}`, '缺少排序要用的类别')
  return value
}
