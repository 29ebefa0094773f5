import { assertNever } from '#shared/base/assert-never.ts'
import { statusText } from '#shared/domain/cases/index.ts'
import type { ReplacementView } from '#shared/ipc/round-results.ts'
import type { Reply, SeatRow } from '#shared/ipc/rounds.ts'

/** What staff call an answer to a place. */
export const REPLY_WORDS = {
  accepted: '接受',
  declined: '放弃',
  lapsed: '逾期',
} as const satisfies Record<Reply, string>

/** What recording each answer means, said before it is recorded. */
export const REPLY_MEANING = {
  accepted: '本人接受这个名额，之后保留给本人；不再候补别的志愿。',
  declined: '本人放弃这个名额，名额空出，可以按候补次序递补；不能再恢复。',
  lapsed: '到答复期限的最后一天没有答复，按放弃处理，名额空出，可以按候补次序递补；不能再恢复。',
} as const satisfies Record<Reply, string>

/** Sign, word and colour of an answer. */
export function replyLook(reply: Reply): { sign: string; word: string; tone: 'yes' | 'no' | 'unknown' } {
  switch (reply) {
    case 'accepted':
      return { sign: '✓', word: REPLY_WORDS.accepted, tone: 'yes' }
    case 'declined':
      return { sign: '✕', word: REPLY_WORDS.declined, tone: 'no' }
    case 'lapsed':
      return { sign: '?', word: REPLY_WORDS.lapsed, tone: 'unknown' }
    default:
      return assertNever(reply)
  }
}

/** Whether called when a place comes free or not. */
export const WITHOUT_PLACE = '没有名额'

/** What became of somebody, in one word: whoever gave up, was refused or is below the line does not wait. */
export function resultWord({ seated, waits }: Pick<SeatRow, 'seated' | 'waits'>): string {
  if (seated) return statusText('seated')
  return waits ? statusText('waiting') : WITHOUT_PLACE
}

/** How a place came where it did not come by the run; undefined by the run. */
export function viaText(via: SeatRow['via']): string | undefined {
  if (via === 'run') return undefined
  return via === 'replace' ? '递补' : '统筹安排'
}

/** Stands for a number where the plan has more places than it was published with. */
export const ADDED_PLACES = '新增名额'

/** Who is called for a place that was given up by `freedBy`, as names and values. */
export function replacementLines({ placeName, next }: ReplacementView, freedBy: string) {
  return [
    ['去处', placeName],
    [freedBy === ADDED_PLACES ? '名额' : '由谁空出', freedBy],
    ['递补的人', next === null ? '没有人候补' : `${next.no} ${next.name}`],
    ['凭什么', next === null ? undefined : turnText(next)],
    ['现在的去处', next === null ? undefined : (next.leaves ?? '没有')],
  ] as const
}

function turnText({ wish, waiting, rank, kept }: NonNullable<ReplacementView['next']>): string {
  return [
    ...(waiting === null ? ['候补次序的下一位'] : [`候补次序第 ${waiting} 位`]),
    ...(kept ? ['用预留名额'] : []),
    ...(wish === null ? [] : [`本人第 ${wish} 志愿`]),
    ...(rank === null ? [] : [`总名次第 ${rank}`]),
  ].join('，')
}

/** Whether a paper may be issued to the row now, and whether an answer is due from it. */
export function dueOf({ seated, paperId, reply }: Pick<SeatRow, 'seated' | 'paperId' | 'reply'>): {
  paper: boolean
  reply: boolean
} {
  return { paper: seated && paperId === null, reply: seated && reply === null }
}
