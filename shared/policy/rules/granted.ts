import { z } from 'zod'
import { Figure, type PlacedFigure } from '../figure.ts'
import { ItemSelection } from '../measure.ts'

/**
 * Points a town or village grants as it sees fit (shape 25 of the survey): the granted amounts, at most
 * `mostEachGiver` from one giver. `mostShare` is the share of the giver's head-count that may be granted any at all
 * (1/100); it binds the giver and is checked over the whole population, never on one person. Null is no limit.
 */
export const GrantedRule = z.strictObject({
  kind: z.literal('granted'),
  of: ItemSelection,
  mostEachGiver: Figure,
  mostShare: Figure.nullable(),
})
export type GrantedRule = z.infer<typeof GrantedRule>

/** Every figure of the rule with its place. */
export function grantedFigures(rule: GrantedRule): PlacedFigure[] {
  return [
    { path: ['mostEachGiver'], figure: rule.mostEachGiver, role: 'amount' },
    ...(rule.mostShare === null
      ? []
      : [{ path: ['mostShare'], figure: rule.mostShare, role: 'rate' } satisfies PlacedFigure]),
  ]
}
