import { z } from 'zod'
import { Condition } from '../condition.ts'
import { Figure, type PlacedFigure } from '../figure.ts'

/** So much where a condition holds, nothing where it does not (shapes 1, 28 of the survey). */
export const FlatRule = z.strictObject({ kind: z.literal('flat'), when: Condition, points: Figure })
export type FlatRule = z.infer<typeof FlatRule>

/** Every figure of the rule with its place. */
export function flatFigures(rule: FlatRule): PlacedFigure[] {
  return [{ path: ['points'], figure: rule.points, role: 'amount' }]
}
