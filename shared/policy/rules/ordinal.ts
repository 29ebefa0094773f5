import { z } from 'zod'
import { Figure, type PlacedFigure } from '../figure.ts'
import { ItemSelection } from '../measure.ts'

/**
 * An amount by the how-manieth time it is (shape 15 of the survey): the n-th entry for the n-th time, the last entry
 * for every further one. `take` says whether the amounts of all times add up or the last one alone counts.
 */
export const OrdinalRule = z.strictObject({
  kind: z.literal('ordinal'),
  of: ItemSelection,
  amounts: z.array(Figure).min(1),
  take: z.enum(['sum', 'last']),
})
export type OrdinalRule = z.infer<typeof OrdinalRule>

/** Every figure of the rule with its place. */
export function ordinalFigures(rule: OrdinalRule): PlacedFigure[] {
  return rule.amounts.map((figure, index) => ({ path: ['amounts', index], figure, role: 'amount' }))
}
