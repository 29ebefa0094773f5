import { z } from 'zod'
import { Figure, type PlacedFigure } from '../figure.ts'

const Age = z.int('应为整数周岁').min(0).max(150)

/**
 * Points by age (shape 9 of the survey): a band of ages gets `bandPoints`; each full year younger adds
 * `perYearYounger`, up to the indicator's cap; minors have a figure of their own. Above the band: one figure, or so
 * much less for each further year, never below zero.
 */
export const AgeLinearRule = z
  .strictObject({
    kind: z.literal('age-linear'),
    adultFrom: Age,
    bandFrom: Age,
    bandTo: Age,
    bandPoints: Figure,
    perYearYounger: Figure,
    minors: Figure,
    above: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('flat'), points: Figure }),
      z.strictObject({ kind: z.literal('falling'), perYearOlder: Figure }),
    ]),
  })
  .refine((rule) => rule.adultFrom <= rule.bandFrom && rule.bandFrom <= rule.bandTo, {
    path: ['bandFrom'],
    error: '年龄段应满足：成年起点 ≤ 段首 ≤ 段尾',
  })
export type AgeLinearRule = z.infer<typeof AgeLinearRule>

/** Every figure of the rule with its place. */
export function ageLinearFigures(rule: AgeLinearRule): PlacedFigure[] {
  return [
    { path: ['bandPoints'], figure: rule.bandPoints, role: 'amount' },
    { path: ['perYearYounger'], figure: rule.perYearYounger, role: 'rate' },
    { path: ['minors'], figure: rule.minors, role: 'amount' },
    rule.above.kind === 'flat'
      ? { path: ['above', 'points'], figure: rule.above.points, role: 'amount' }
      : { path: ['above', 'perYearOlder'], figure: rule.above.perYearOlder, role: 'rate' },
  ]
}
