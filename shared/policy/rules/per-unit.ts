import { z } from 'zod'
import { Figure, type PlacedFigure } from '../figure.ts'

/**
 * So much for each whole unit (shape 5 of the survey), up to the indicator's cap. `recorded` takes the count as
 * recorded; `full-months-since` counts full calendar months from a day to the day of assessment.
 */
export const PerUnitRule = z.strictObject({
  kind: z.literal('per-unit'),
  unit: z.literal('month'),
  count: z.enum(['recorded', 'full-months-since']),
  rate: Figure,
})
export type PerUnitRule = z.infer<typeof PerUnitRule>

/** Every figure of the rule with its place. */
export function perUnitFigures(rule: PerUnitRule): PlacedFigure[] {
  return [{ path: ['rate'], figure: rule.rate, role: 'rate' }]
}
