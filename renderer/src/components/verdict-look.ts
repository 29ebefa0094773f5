import type { Verdict } from '#shared/ipc/common.ts'

/** Sign, word and colour of each verdict. No two share any of the three, so colour never carries it alone. */
export const VERDICT_LOOK = {
  TRUE: { sign: '✓', word: '可以', tone: 'yes' },
  UNKNOWN: { sign: '?', word: '待定', tone: 'unknown' },
  FALSE: { sign: '✕', word: '不符合', tone: 'no' },
} as const satisfies Record<Verdict, { sign: string; word: string; tone: 'yes' | 'no' | 'unknown' }>
