import { toMonths } from '#shared/base/year-month.ts'
import {
  type Contribution,
  countMonths,
  type FoldedFund,
  foldContributions,
  fundText,
  lettersOf,
} from '#shared/domain/people/index.ts'
import type { FundMonths } from '#shared/ipc/facts.ts'
import { type HeldRow, sourceOf, sourceText } from './resident-facts.ts'

/** The insurance and housing-fund months of a person, by fund and year, newest year first. */
export function fundMonths(held: readonly HeldRow[]): FundMonths[] {
  const statements: Contribution[] = held
    .map(({ value }) => value)
    .filter((value) => value.kind === 'contribution')
  return foldContributions(statements).map((folded) => {
    const { paid, backPaid, transferredIn } = countMonths(folded.months)
    return {
      fund: folded.fund,
      title: fundText(folded.fund),
      paid,
      backPaid,
      transferredIn,
      years: yearsOf(folded),
      source: latestSource(held, folded),
    }
  })
}

function yearsOf(folded: FoldedFund): FundMonths['years'] {
  const first = Math.floor(toMonths(folded.from) / 12)
  const last = Math.floor((toMonths(folded.from) + folded.months.length - 1) / 12)
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const year = last - index
    return { year, months: lettersOf(folded, { first: year * 12, length: 12 }) }
  })
}

function latestSource(held: readonly HeldRow[], { fund }: FoldedFund): string {
  const last = held.findLast(({ value }) => value.kind === 'contribution' && value.fund === fund)
  return last === undefined ? '' : sourceText(sourceOf(last.row))
}
