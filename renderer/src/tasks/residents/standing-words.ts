import type { StandingView } from '#shared/ipc/residents.ts'

/** What the standing of points means at the counter: red where they give nothing, amber where they may again. */
export const STANDING_LOOK = {
  open: { tone: 'yes', sign: '✓', words: '积分可以使用' },
  frozen: { tone: 'unknown', sign: '!', words: '积分已冻结，冻结期内不能使用' },
  vetoed: { tone: 'no', sign: '✕', words: '有一票否决的情形，不计分' },
  'not-admitted': { tone: 'no', sign: '✕', words: '不满足计分的前提，不计分' },
  unknown: { tone: 'unknown', sign: '?', words: '积分能不能使用，还不能确定' },
} as const satisfies Record<StandingView['kind'], object>
