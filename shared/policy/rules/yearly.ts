import { z } from 'zod'
import { ITEM_VOCABULARY } from '../fact-fields.ts'
import { Figure, type PlacedFigure } from '../figure.ts'
import { ItemSelection } from '../measure.ts'

/**
 * So much for each `per` units within a calendar year, at most `yearCap` a year (shape 12 of the survey); the
 * indicator's cap bounds all years together.
 */
export const YearlyRule = z
  .strictObject({
    kind: z.literal('yearly'),
    of: ItemSelection,
    take: z.enum(['count', 'amount']),
    per: z.int().min(1),
    unit: z.string().trim().min(1),
    rate: Figure,
    yearCap: Figure,
  })
  .refine(({ of, take }) => take === 'count' || ITEM_VOCABULARY[of.fact].unit !== null, {
    path: ['take'],
    error: '这项事实没有数额，只能计次数',
  })
export type YearlyRule = z.infer<typeof YearlyRule>

/** Every figure of the rule with its place. */
export function yearlyFigures(rule: YearlyRule): PlacedFigure[] {
  return [
    { path: ['rate'], figure: rule.rate, role: 'rate' },
    { path: ['yearCap'], figure: rule.yearCap, role: 'amount' },
  ]
}
