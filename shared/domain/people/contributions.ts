import { fromMonths, toMonths, type YearMonth } from '../../base/year-month.ts'
import { type FactValue, Fund } from './facts.ts'

/** What a department says of consecutive months of one fund. */
export type Contribution = Pick<Extract<FactValue, { kind: 'contribution' }>, 'fund' | 'from' | 'months'>

/** P paid in its month, B paid afterwards, T transferred in, - reported as not paid, a space where nothing is said. */
export type MonthLetter = 'P' | 'B' | 'T' | '-' | ' '

/** Every month of a fund between the first and the last that any statement covers, one letter a month. */
export interface FoldedFund {
  fund: Fund
  from: YearMonth
  months: string
}

/** How many months of each kind there are. */
export interface MonthCounts {
  paid: number
  backPaid: number
  transferredIn: number
  unpaid: number
}

/**
 * What holds for each month of each fund, from statements in the order in which they came to hold: a later
 * statement wins, month by month. A month that none covers is unknown, which is never "not paid".
 */
export function foldContributions(statements: readonly Contribution[]): FoldedFund[] {
  return Fund.options.flatMap((fund) => {
    const own = statements.filter((statement) => statement.fund === fund)
    return own.length === 0 ? [] : [foldFund(fund, own)]
  })
}

function foldFund(fund: Fund, statements: readonly Contribution[]): FoldedFund {
  const [only, other] = statements
  // Nearly always there is one, and a batch over everybody folds it for each of a million.
  if (only !== undefined && other === undefined) return { fund, from: only.from, months: only.months }
  const first = Math.min(...statements.map(({ from }) => toMonths(from)))
  const end = Math.max(...statements.map(({ from, months }) => toMonths(from) + months.length))
  const letters = Array.from({ length: end - first }, () => ' ')
  for (const { from, months } of statements) {
    const start = toMonths(from) - first
    for (const [index, letter] of Array.from(months).entries()) letters[start + index] = letter
  }
  return { fund, from: fromMonths(first), months: letters.join('') }
}

/**
 * The letters of a stretch of months as they were folded; a space for each month nothing is known of.
 * @param stretch its first month as `toMonths` counts, and how many months
 */
export function lettersOf(
  { from, months }: Pick<FoldedFund, 'from' | 'months'>,
  { first, length }: { first: number; length: number },
): string {
  const start = first - toMonths(from)
  return Array.from({ length }, (_, index) => months.charAt(start + index) || ' ').join('')
}

/** The months of which a statement says something else than what holds; months nothing is known of do not differ. */
export function contributionDifferences(
  { from, months }: Contribution,
  held: Pick<FoldedFund, 'from' | 'months'>,
): YearMonth[] {
  const start = toMonths(from)
  const known = lettersOf(held, { first: start, length: months.length })
  return Array.from(months).flatMap((letter, index) => {
    const before = known.charAt(index)
    return before === ' ' || before === letter ? [] : [fromMonths(start + index)]
  })
}

/** Counts the months of a row of letters. */
export function countMonths(months: string): MonthCounts {
  const counts = { paid: 0, backPaid: 0, transferredIn: 0, unpaid: 0 }
  for (let index = 0; index < months.length; index += 1) {
    const letter = months.charAt(index)
    if (letter === 'P') counts.paid += 1
    else if (letter === 'B') counts.backPaid += 1
    else if (letter === 'T') counts.transferredIn += 1
    else if (letter === '-') counts.unpaid += 1
  }
  return counts
}

/**
 * Months that count as insured: pension months paid in their own month. Back-paid and transferred-in months are
 * shown and not counted. DEFAULT, to be confirmed by the office: elsewhere they "usually do not count, or at a lower
 * rate" (domain/points.md §8, READ for Xiamen, Guangzhou, Zhongshan; nothing was READ for Ningbo).
 * @returns undefined where no paid pension month is known: months that were not paid say nothing of the others
 */
export function insuredByMonths(statements: readonly Contribution[]): number | undefined {
  const [pension] = foldContributions(statements.filter(({ fund }) => fund === 'pension'))
  const { paid } = countMonths(pension?.months ?? '')
  return paid === 0 ? undefined : paid
}
