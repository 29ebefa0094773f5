import { z } from 'zod'
import { Figure, type PlacedFigure } from '../figure.ts'
import { ItemSelection } from '../measure.ts'

/**
 * An amount for each item, divided among its owners (shape 18 of the survey): `each` over the number of owners, the
 * first owner times `firstFactor`. An item whose number of owners is not recorded has one.
 */
export const DividedRule = z.strictObject({
  kind: z.literal('divided'),
  of: ItemSelection,
  each: Figure,
  firstFactor: Figure,
})
export type DividedRule = z.infer<typeof DividedRule>

/** The most owners an item can have: what keeps every share exact. */
export const MOST_OWNERS = 16

/** Every figure of the rule with its place. */
export function dividedFigures(rule: DividedRule): PlacedFigure[] {
  return [
    { path: ['each'], figure: rule.each, role: 'amount' },
    { path: ['firstFactor'], figure: rule.firstFactor, role: 'rate' },
  ]
}
