import { z } from 'zod'
import { Figure, type PlacedFigure } from '../figure.ts'

const Age = z.int('应为整数周岁').min(0).max(150)

/**
 * Points by age (shape 9 of the survey): a band of ages gets `bandPoints`; each full year younger adds
 * `perYearYounger`, up to the indicator's cap; minors and those above the band have figures of their own.
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
    above: Figure,
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
    { path: ['above'], figure: rule.above, role: 'amount' },
  ]
}
