import { z } from 'zod'
import { Figure, type PlacedFigure } from '../figure.ts'
import { Measure } from '../measure.ts'

/**
 * An amount by the band a number falls into (shapes 8 and, as the bonus of 10, of the survey). Both edges belong to
 * the band; a `to` of null is open. `otherwise` is what a number outside every band gets.
 */
export const BandsRule = z
  .strictObject({
    kind: z.literal('bands'),
    measure: Measure,
    unit: z.string().trim().min(1),
    bands: z
      .array(z.strictObject({ from: z.int().min(0), to: z.int().min(0).nullable(), points: Figure }))
      .min(1),
    otherwise: Figure,
  })
  .superRefine((rule, context) => {
    rule.bands.forEach((band, index) => {
      const before = rule.bands[index - 1]
      if (band.to !== null && band.to < band.from)
        context.addIssue({ code: 'custom', path: ['bands', index, 'to'], message: '段尾小于段首' })
      if (before !== undefined && (before.to === null || band.from <= before.to))
        context.addIssue({
          code: 'custom',
          path: ['bands', index, 'from'],
          message: '与前一段重叠或次序颠倒，无法确定取哪一段',
        })
    })
  })
export type BandsRule = z.infer<typeof BandsRule>

/** Every figure of the rule with its place. */
export function bandsFigures(rule: BandsRule): PlacedFigure[] {
  return [
    ...rule.bands.map(
      (band, index): PlacedFigure => ({
        path: ['bands', index, 'points'],
        figure: band.points,
        role: 'amount',
      }),
    ),
    { path: ['otherwise'], figure: rule.otherwise, role: 'amount' },
  ]
}
