import { formatX100 } from '#shared/base/points-text.ts'
import {
  mechanismOf,
  type RoundPlan,
  type Seat,
  totalPlaces,
  type Why,
} from '#shared/domain/allocation/index.ts'
import type { Holding, Reply } from '#shared/domain/cases/index.ts'

const TIE_WORDS: Readonly<Record<string, string>> = {
  residenceMonths: '居住登记月数',
  insuredMonths: '社保缴费月数',
  permitMonths: '居住证月数',
  appliedOn: '申请日期',
}

const KEY_WORDS: Readonly<Record<string, string>> = {
  class: '类别',
  priority: '优先类别',
  points: '积分',
  group: '镇（街道）',
  ticket: '签号',
}

const REPLY_WORDS = {
  accepted: '已接受',
  declined: '已放弃',
  lapsed: '逾期未答复',
} as const satisfies Record<Reply, string>

/** What staff call an answer to a place. */
export function replyWords(reply: Reply): string {
  return REPLY_WORDS[reply]
}

/** What staff call a place. A single list has one name for all its places, whichever town they are kept for. */
export function placeName({ places, ...plan }: RoundPlan, id: string): string {
  const place = places.find((candidate) => candidate.id === id)
  if (place !== undefined) return place.name
  return mechanismOf(plan) === 'ranked-quota' ? (places[0]?.name ?? id) : id
}

/** What staff call a key of the order. */
export function keyWords(key: string): string {
  return KEY_WORDS[key] ?? TIE_WORDS[key.replace(/^ties\./, '')] ?? key
}

/** A value of a key of the order, in words; points in points, days as 20260615. */
export function valueWords(plan: RoundPlan, key: string, value: number | string | undefined): string {
  if (value === undefined) return '未知'
  if (key === 'points' && typeof value === 'number') return `${formatX100(Math.round(value * 100))} 分`
  if (key === 'ties.appliedOn') return dayWords(String(value))
  if (key === classKey(plan)) return className(plan, value)
  if (key === 'class') return value === 1 ? '适合本户人口的房型' : '更大的房型'
  return String(value)
}

/** Why somebody has a place of the run or has none, in the words of screens, papers and exports. */
export function seatWords(seat: Seat, { rank, plan }: { rank: number; plan: RoundPlan }): string {
  const place = `排名第 ${rank}`
  if (seat.place !== null) return `${place}，${seatedWords(seat, plan)}`
  const why = seat.why ?? []
  if (mechanismOf(plan) === 'ranked-quota') {
    const last = why.at(-1)
    return `${place}，未入选：${last === undefined ? '名额已满' : whyWords(last, plan)}`
  }
  if (why.length === 0) return `${place}，未录取：没有填报志愿`
  return `${place}，未录取：${why.map((entry) => `${wishWords(entry, plan)}${whyWords(entry, plan)}`).join('；')}`
}

/** What somebody holds after publication, and what was answered; `why` are the words of the run. */
export function holdingWords(
  { place, via, reply }: Holding,
  { rank, plan, why }: { rank: number; plan: RoundPlan; why: string },
): string {
  if (place === null) return reply === null ? why : `${why}；${replyWords(reply)}`
  const answered = reply === null ? '' : `，${replyWords(reply)}`
  switch (via) {
    case 'run':
      return `${why}${answered}`
    case 'replace':
      return `排名第 ${rank}，递补到${placeName(plan, place)}${answered}`
    case 'arrange':
      return `排名第 ${rank}，统筹安排到${placeName(plan, place)}${answered}`
  }
}

/** Why a place was not given: the first key in which the person falls behind the last admitted. */
export function whyWords({ code, rule, tie, own, cutoff }: Why, plan: RoundPlan): string {
  switch (code) {
    case 'BELOW_LINE':
      return `积分 ${valueWords(plan, 'points', own)}，未到分数线 ${valueWords(plan, 'points', cutoff)}`
    case 'LOWER_POINTS':
      return `积分 ${valueWords(plan, 'points', own)}，最后一名入选者 ${valueWords(plan, 'points', cutoff)}`
    case 'LOST_TIE':
      return tieWords(plan, `ties.${tie ?? ''}`, { own, cutoff })
    case 'LOST_TICKET':
      return '与最后一名入选者各项相同，签号在后'
    case 'NOT_CONSENTED':
      return '本人未同意参加'
    case 'NO_SEATS':
      return '没有名额'
    case 'NOT_ELIGIBLE':
      return rule === undefined ? '审核不符合条件' : `审核不符合条件：${rule}`
    case 'LOWER_CLASS':
      return classWords(plan, { own, cutoff })
  }
}

/** What would have been enough, all else equal; undefined where no number would. */
export function enoughWords({ code, own, cutoff, tie, enough }: Why, plan: RoundPlan): string | undefined {
  if (enough !== undefined) return `其他不变，再有 ${enough.toFixed(2)} 分就够`
  switch (code) {
    case 'BELOW_LINE':
      return `积分达到 ${valueWords(plan, 'points', cutoff)}（以上含本数）`
    case 'LOWER_POINTS':
      return typeof own === 'number' && typeof cutoff === 'number'
        ? `其他不变，再多于 ${(cutoff - own).toFixed(2)} 分就够`
        : undefined
    case 'LOST_TIE': {
      const key = `ties.${tie ?? ''}`
      return `同分时${keyWords(key)}${key === 'ties.appliedOn' ? '早于' : '超过'} ${valueWords(plan, key, cutoff)}`
    }
    case 'LOST_TICKET':
    case 'NOT_CONSENTED':
    case 'NO_SEATS':
    case 'NOT_ELIGIBLE':
    case 'LOWER_CLASS':
      return undefined
  }
}

function seatedWords({ place, wish, kind }: Seat, plan: RoundPlan): string {
  if (mechanismOf(plan) === 'deferred-acceptance') {
    const kept = kind === 'reserved' ? '（预留名额）' : ''
    return `第 ${wish ?? 0} 志愿录取到${placeName(plan, place ?? '')}${kept}`
  }
  if (kind === 'quota') return `在${place}的名额之内`
  if (plan.equals === 'admit') return '已入选'
  return `在 ${totalPlaces(plan)} 个名额之内`
}

function wishWords({ wish, place }: Why, plan: RoundPlan): string {
  return `第 ${wish ?? 0} 志愿${placeName(plan, place)}：`
}

type Against = { own: Why['own'] | undefined; cutoff: Why['cutoff'] | undefined }

function tieWords(plan: RoundPlan, key: string, { own, cutoff }: Against): string {
  const behind = key === 'ties.appliedOn' ? '晚于' : '少于'
  const [mine, last] = [valueWords(plan, key, own), valueWords(plan, key, cutoff)]
  return `与最后一名入选者同分，${keyWords(key)} ${mine} ${behind} ${last}`
}

function classWords(plan: RoundPlan, { own, cutoff }: Against): string {
  if (plan.kind === 'housing') return '家庭人口与房型的适配次序或优先类别在最后一名入选者之后'
  return `类别为${quoted(className(plan, own))}，最后一名入选者为${quoted(className(plan, cutoff))}`
}

function dayWords(digits: string): string {
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
}

/** Flats go by size first, and by the plan's classes after it. */
function classKey({ kind }: RoundPlan): 'class' | 'priority' {
  return kind === 'housing' ? 'priority' : 'class'
}

function className({ classes }: RoundPlan, value: number | string | undefined): string {
  return classes.find((entry) => entry.class === value)?.name ?? `第 ${value ?? '?'} 类`
}

/** A name within a sentence. */
function quoted(name: string): string {
  return `“${name}”`
}
