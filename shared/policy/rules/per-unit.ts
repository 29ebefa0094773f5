import { z } from 'zod'
import { Figure, type PlacedFigure } from '../figure.ts'
import { Measure } from '../measure.ts'

/**
 * So much for each unit of a measure (shapes 5, 6, 13 of the survey). `per` of the measure's own units make one unit
 * of the policy (6 months a half-year, 50000 fen 500 yuan); only `whole` ones count, or parts pro rata.
 */
export const PerUnitRule = z.strictObject({
  kind: z.literal('per-unit'),
  measure: Measure,
  per: z.int().min(1),
  whole: z.boolean(),
  /** What one unit is called on the card: 个月、个整月、次、元. */
  unit: z.string().trim().min(1),
  rate: Figure,
})
export type PerUnitRule = z.infer<typeof PerUnitRule>

/** Every figure of the rule with its place. */
export function perUnitFigures(rule: PerUnitRule): PlacedFigure[] {
  return [{ path: ['rate'], figure: rule.rate, role: 'rate' }]
}
