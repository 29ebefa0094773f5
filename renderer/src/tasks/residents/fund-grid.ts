import type { FundMonths } from '#shared/ipc/facts.ts'

/** How a month of a fund is shown. No two share sign or word, so colour never carries it alone. */
export const MONTH_LOOK = {
  P: { sign: '✓', word: '当月缴纳', tone: 'paid' },
  B: { sign: '补', word: '补缴', tone: 'back' },
  T: { sign: '转', word: '外地转入', tone: 'transferred' },
  '-': { sign: '✕', word: '没有缴', tone: 'unpaid' },
  ' ': { sign: '?', word: '没有记录', tone: 'unknown' },
} as const

export type MonthLook = (typeof MONTH_LOOK)[keyof typeof MONTH_LOOK]

const NOT_YET = { sign: '', word: '还没到', tone: 'later' } as const

/** One year as twelve cells. Months after `thisMonth` have not come and are no gap. */
export function monthCells(
  { year, months }: FundMonths['years'][number],
  thisMonth: string | undefined,
): (MonthLook | typeof NOT_YET)[] {
  return [...months].map((letter, position) => {
    const month = `${year}-${String(position + 1).padStart(2, '0')}`
    if (letter === ' ' && thisMonth !== undefined && month > thisMonth) return NOT_YET
    return isLetter(letter) ? MONTH_LOOK[letter] : MONTH_LOOK[' ']
  })
}

function isLetter(letter: string): letter is keyof typeof MONTH_LOOK {
  return letter in MONTH_LOOK
}

/** The months of a fund in words, without what is none: 已缴 45、补缴 3 个月. */
export function fundWords({ paid, backPaid, transferredIn }: FundMonths): string {
  const parts: [number, string][] = [
    [paid, '已缴'],
    [backPaid, '补缴'],
    [transferredIn, '转入'],
  ]
  const said = parts.filter(([count]) => count > 0).map(([count, word]) => `${word} ${count}`)
  return said.length === 0 ? '没有缴过' : `${said.join('、')} 个月`
}

/** Years newest first: those shown at once, and those behind a fold. */
export function splitYears(fund: FundMonths, shown: number) {
  const years = fund.years.toSorted((one, other) => other.year - one.year)
  return { recent: years.slice(0, shown), earlier: years.slice(shown) }
}
