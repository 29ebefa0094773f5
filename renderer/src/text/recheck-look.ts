import { assertNever } from '#shared/base/assert-never.ts'
import type { RecheckRow, RecheckState } from '#shared/ipc/points.ts'

/** Sign, word and colour of a tag. */
export interface Look {
  tone: 'yes' | 'no' | 'unknown' | 'plain'
  sign: string
  word: string
}

/** Sign and colour of each state of a re-check; the words come from the domain. */
export const RECHECK_LOOK = {
  asked: { sign: '…', tone: 'plain' },
  answered: { sign: '!', tone: 'unknown' },
  closed: { sign: '✓', tone: 'yes' },
} as const satisfies Record<RecheckState, Omit<Look, 'word'>>

/** By when the department answers, and whether that is over; a day that is not announced is not guessed. */
export function dueLook({ state, dueOn, overdue }: Pick<RecheckRow, 'state' | 'dueOn' | 'overdue'>): Look {
  switch (state) {
    case 'asked':
      if (dueOn === null) return { tone: 'unknown', sign: '?', word: '待定' }
      return overdue
        ? { tone: 'no', sign: '✕', word: `${dueOn} 已超期` }
        : { tone: 'plain', sign: '○', word: `${dueOn} 到期` }
    case 'answered':
    case 'closed':
      return { tone: 'plain', sign: '✓', word: '已答复' }
    default:
      return assertNever(state)
  }
}
