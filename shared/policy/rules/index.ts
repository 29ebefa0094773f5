import { z } from 'zod'
import { assertNever } from '../../base/assert-never.ts'
import type { FactShape } from '../fact-fields.ts'
import type { PlacedFigure } from '../figure.ts'
import { AgeLinearRule, ageLinearFigures } from './age-linear.ts'
import { LookupRule, lookupFigures } from './lookup.ts'
import { PerUnitRule, perUnitFigures } from './per-unit.ts'

export type { AgeLinearRule, LookupRule, PerUnitRule }

/** Every shape of rule that can be scored. A new shape is one more file here and one in domain/points/rules. */
export const PointsRule = z.discriminatedUnion('kind', [AgeLinearRule, LookupRule, PerUnitRule])
export type PointsRule = z.infer<typeof PointsRule>

/** Every figure of a rule with its place. */
export function ruleFigures(rule: PointsRule): PlacedFigure[] {
  switch (rule.kind) {
    case 'age-linear':
      return ageLinearFigures(rule)
    case 'lookup':
      return lookupFigures(rule)
    case 'per-unit':
      return perUnitFigures(rule)
    default:
      return assertNever(rule)
  }
}

/** The kind of fact a rule can read. */
export function ruleFactShape(rule: PointsRule): FactShape {
  switch (rule.kind) {
    case 'age-linear':
      return 'date'
    case 'lookup':
      return 'choice'
    case 'per-unit':
      return rule.count === 'recorded' ? 'count' : 'date'
    default:
      return assertNever(rule)
  }
}
