import { assertNever } from '#shared/base/assert-never.ts'
import type { Reply, SeatRow } from '#shared/ipc/rounds.ts'

/** What staff call an answer to a place. */
export const REPLY_WORDS = {
  accepted: '接受',
  declined: '放弃',
  lapsed: '逾期',
} as const satisfies Record<Reply, string>

/** What recording each answer means, said before it is recorded. */
export const REPLY_MEANING = {
  accepted: '本人接受这个名额，之后保留给本人。',
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

/** How a place came where it did not come by the run; undefined by the run. */
export function viaText(via: SeatRow['via']): string | undefined {
  if (via === 'run') return undefined
  return via === 'replace' ? '递补' : '统筹安排'
}

/** Whether a paper may be issued to the row now, and whether an answer is due from it. */
export function dueOf({ seated, paperId, reply }: Pick<SeatRow, 'seated' | 'paperId' | 'reply'>): {
  paper: boolean
  reply: boolean
} {
  return { paper: seated && paperId === null, reply: seated && reply === null }
}
