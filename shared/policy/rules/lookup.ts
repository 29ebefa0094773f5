import { z } from 'zod'
import { hasItemCode } from '../fact-fields.ts'
import { Figure, type PlacedFigure } from '../figure.ts'
import { ItemSelection } from '../measure.ts'

/**
 * A table of levels (shapes 2 and 14 of the survey): the highest amount among the items a person has. A level no
 * choice lists is not loaded, unless `others` says that it is worth nothing in this table; a known "none" is zero.
 */
export const LookupRule = z
  .strictObject({
    kind: z.literal('lookup'),
    of: ItemSelection,
    /** Only items that hold on the day, where the fact is a period such as housing. */
    holding: z.boolean(),
    others: z.enum(['not-loaded', 'nothing']),
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
        const path = ['choices', index, 'values', position]
        if (!hasItemCode(rule.of.fact, value))
          context.addIssue({ code: 'custom', path, message: '这项事实没有这个代码' })
        if (seen.has(value))
          context.addIssue({ code: 'custom', path, message: '同一档次列了两次，无法确定取哪一档' })
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
