import { z } from 'zod'
import { type Fraction, parseFraction } from '../base/fraction.ts'

/**
 * How sure a figure is. READ: seen in the source. SEED: stated in the reply of 2022. DEFAULT: a reasonable
 * setting, shown as 默认值，待主管部门确认. CONFLICT: two sources differ and one was chosen. UNREAD: exists, not seen.
 */
export const FigureStatus = z.enum(['READ', 'SEED', 'DEFAULT', 'CONFLICT', 'UNREAD'])
export type FigureStatus = z.infer<typeof FigureStatus>

/** From the surest to the least sure. */
const BY_CERTAINTY: readonly FigureStatus[] = ['READ', 'SEED', 'DEFAULT', 'CONFLICT', 'UNREAD']

/** An exact amount, never negative: `20`, `0.25` or `1/4`. A deduction's sign belongs to its kind of rule. */
export const ExactText = z
  .string()
  .regex(
    /^\d{1,9}(\.\d{1,6}|\/[1-9]\d{0,8})?$/,
    '应为不带负号的整数、小数或分数，如 5、0.25、1/4；扣分也写正数，由“as”注明是扣分',
  )

/**
 * One figure of a policy. `null` is 未装载: it exists but was not seen, and is never scored as zero. `status` and
 * `citation` are those of the indicator unless given here. `alternative` is the other reading of a CONFLICT.
 */
export const Figure = z.strictObject({
  value: ExactText.nullable(),
  status: FigureStatus.optional(),
  citation: z.string().trim().min(1).optional(),
  note: z.string().trim().min(1).optional(),
  alternative: z.strictObject({ value: ExactText, citation: z.string().trim().min(1) }).optional(),
})
export type Figure = z.infer<typeof Figure>

/** A figure and where it stands: `path` within its rule, and whether it is a whole amount or a rate. */
export interface PlacedFigure {
  path: (string | number)[]
  figure: Figure
  /** An amount is granted as it stands, so it must fit under the cap; a rate grows with what it is multiplied by. */
  role: 'amount' | 'rate'
}

/** Which of two conflicting sources to follow. */
export type Reading = 'chosen' | 'alternative'

/** The exact value under a reading; null where the figure is not loaded. */
export function figureValue(figure: Figure, reading: Reading): Fraction | null {
  const text = reading === 'alternative' ? (figure.alternative?.value ?? figure.value) : figure.value
  return text === null ? null : parseFraction(text)
}

/** The least sure of the given statuses; READ when there is none. */
export function leastCertain(statuses: readonly FigureStatus[]): FigureStatus {
  return statuses.reduce<FigureStatus>(
    (worst, status) => (BY_CERTAINTY.indexOf(status) > BY_CERTAINTY.indexOf(worst) ? status : worst),
    'READ',
  )
}
