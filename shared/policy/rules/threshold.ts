import { z } from 'zod'
import { Figure, type PlacedFigure } from '../figure.ts'
import { Measure } from '../measure.ts'

/**
 * Nothing below `start`, `first` at it, then so much for each further `per` units (shape 7 of the survey): after one
 * year 0.5 a further month; 5 at 200,000 yuan, then 1 for each 20,000.
 */
export const ThresholdRule = z.strictObject({
  kind: z.literal('threshold'),
  measure: Measure,
  start: z.int().min(0),
  first: Figure,
  per: z.int().min(1),
  whole: z.boolean(),
  unit: z.string().trim().min(1),
  rate: Figure,
})
export type ThresholdRule = z.infer<typeof ThresholdRule>

/** Every figure of the rule with its place. */
export function thresholdFigures(rule: ThresholdRule): PlacedFigure[] {
  return [
    { path: ['first'], figure: rule.first, role: 'amount' },
    { path: ['rate'], figure: rule.rate, role: 'rate' },
  ]
}
