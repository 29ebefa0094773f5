import { assertNever } from '#shared/base/assert-never.ts'
import type { EntrantPage, WishView } from '#shared/ipc/round-results.ts'
import { formatCount } from '../../components/format.ts'
import { replyLook } from './holding-words.ts'

/** Own value and cut-off on one scale: shares of the width, from 0 to 1. */
export interface Comparison {
  own: number
  cutoff: number
}

/** A number with what it counts, such as `92.50 分`; a day or a ticket is none. */
const MEASURE = /^([-−]?\d+(?:\.\d+)?)\s*([^\d\s-]*)$/
/** Room at the right, so that a mark at the largest value is not cut off. */
const ROOM = 1.05

function readMeasure(text: string): { value: number; unit: string } | undefined {
  const match = MEASURE.exec(text.trim())
  return match === null
    ? undefined
    : { value: Number((match[1] ?? '').replace('−', '-')), unit: match[2] ?? '' }
}

/**
 * Where the own value and the last admitted's stand on a scale that begins at zero, or below where one is negative.
 * Undefined where they are no numbers of one unit, or where less is better: a class, a day, a ticket.
 */
export function comparisonOf({ code, own, cutoff }: Pick<WishView, 'code' | 'own' | 'cutoff'>) {
  if (code !== 'LOWER_POINTS' && code !== 'BELOW_LINE' && code !== 'LOST_TIE') return undefined
  const [left, right] = [readMeasure(own ?? ''), readMeasure(cutoff ?? '')]
  if (left === undefined || right === undefined || left.unit !== right.unit) return undefined
  const least = Math.min(0, left.value, right.value)
  const width = (Math.max(0, left.value, right.value) - least) * ROOM
  if (width === 0) return undefined
  const share = (value: number) => (value - least) / width
  return { own: share(left.value), cutoff: share(right.value) } satisfies Comparison
}

/**
 * Sign, word and colour of what came of a wish; staff say 录取 of a wish and 入选 of the one list. A place that was
 * given up has no reason why it was not given, and is told by the answer.
 */
export function wishLook(
  { outcome, code }: Pick<WishView, 'outcome' | 'code'>,
  { byWishes, reply }: { byWishes: boolean; reply: EntrantPage['reply'] },
): { sign: string; word: string; tone: 'yes' | 'no' | 'unknown' | 'plain' } {
  if (outcome === 'not' && code === undefined && reply !== null) return replyLook(reply)
  switch (outcome) {
    case 'seated':
      return { sign: '✓', word: byWishes ? '录取' : '入选', tone: 'yes' }
    case 'not':
      return { sign: '✕', word: byWishes ? '未录取' : '未入选', tone: 'no' }
    case 'unneeded':
      return { sign: '—', word: '不再考虑', tone: 'plain' }
    default:
      return assertNever(outcome)
  }
}

/** Where somebody stands in the whole order, in words. */
export function rankText({ rank, ranked }: Pick<EntrantPage, 'rank' | 'ranked'>): string {
  return rank === null ? '不在排序之内' : `第 ${formatCount(rank)} 名，共 ${formatCount(ranked)} 人`
}
