import { z } from 'zod'
import { Figure, type PlacedFigure } from '../figure.ts'

/**
 * A table of levels (shapes 2 and 14 of the survey), highest only: the fact holds the highest level reached. A
 * level that no choice lists is not loaded, so a known "none" has to be listed with its zero.
 */
export const LookupRule = z
  .strictObject({
    kind: z.literal('lookup'),
    take: z.literal('highest'),
    choices: z
      .array(
        z.strictObject({
          values: z.array(z.string().min(1)).min(1),
          title: z.string().trim().min(1),
          points: Figure,
        }),
      )
      .min(1),
  })
  .superRefine((rule, context) => {
    const seen = new Set<string>()
    rule.choices.forEach((choice, index) => {
      choice.values.forEach((value, position) => {
        if (seen.has(value))
          context.addIssue({
            code: 'custom',
            path: ['choices', index, 'values', position],
            message: '同一档次列了两次，无法确定取哪一档',
          })
        seen.add(value)
      })
    })
  })
export type LookupRule = z.infer<typeof LookupRule>

/** Every figure of the rule with its place. */
export function lookupFigures(rule: LookupRule): PlacedFigure[] {
  return rule.choices.map((choice, index) => ({
    path: ['choices', index, 'points'],
    figure: choice.points,
    role: 'amount',
  }))
}
