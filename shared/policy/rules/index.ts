import { z } from 'zod'
import { assertNever } from '../../base/assert-never.ts'
import { Condition } from '../condition.ts'
import { Figure, type PlacedFigure } from '../figure.ts'
import { AgeLinearRule, ageLinearFigures } from './age-linear.ts'
import { BandsRule, bandsFigures } from './bands.ts'
import { DividedRule, dividedFigures } from './divided.ts'
import { FlatRule, flatFigures } from './flat.ts'
import { GrantedRule, grantedFigures } from './granted.ts'
import { LookupRule, lookupFigures } from './lookup.ts'
import { OrdinalRule, ordinalFigures } from './ordinal.ts'
import { PerUnitRule, perUnitFigures } from './per-unit.ts'
import { ThresholdRule, thresholdFigures } from './threshold.ts'
import { YearlyRule, yearlyFigures } from './yearly.ts'

export { MOST_OWNERS } from './divided.ts'
export type {
  AgeLinearRule,
  BandsRule,
  DividedRule,
  FlatRule,
  GrantedRule,
  LookupRule,
  OrdinalRule,
  PerUnitRule,
  ThresholdRule,
  YearlyRule,
}

/** The rules that rest on facts; the others below combine rules. */
const FactRule = z.discriminatedUnion('kind', [
  AgeLinearRule,
  BandsRule,
  DividedRule,
  FlatRule,
  GrantedRule,
  LookupRule,
  OrdinalRule,
  PerUnitRule,
  ThresholdRule,
  YearlyRule,
])
export type FactRule = z.infer<typeof FactRule>

/** The parts added up, at most `cap` together; null is no joint cap (shapes 10 and 11 of the survey). */
export interface SumRule {
  kind: 'sum'
  of: PointsRule[]
  cap: Figure | null
}

/** The part that gives most (shape 3 of the survey). */
export interface HighestRule {
  kind: 'highest'
  of: PointsRule[]
}

/** The part the applicant has chosen (shape 4 of the survey); `choice` names the question. */
export interface ChooseRule {
  kind: 'choose'
  choice: string
  of: { option: string; title: string; rule: PointsRule }[]
}

/** A rule behind a gate (shape 19 of the survey): nothing while the condition does not hold. */
export interface GatedRule {
  kind: 'gated'
  requires: Condition
  rule: PointsRule
}

/** Every shape of rule that can be scored. A new shape is one more file here and one in domain/points/rules. */
export type PointsRule = FactRule | SumRule | HighestRule | ChooseRule | GatedRule
export type RuleKind = PointsRule['kind']

const Name = z.string().regex(/^[a-z][a-z0-9-]*$/, '代码用小写字母、数字和连字符')

export const PointsRule: z.ZodType<PointsRule> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    ...FactRule.options,
    z.strictObject({ kind: z.literal('sum'), of: z.array(PointsRule).min(1), cap: Figure.nullable() }),
    z.strictObject({ kind: z.literal('highest'), of: z.array(PointsRule).min(1) }),
    z.strictObject({
      kind: z.literal('choose'),
      choice: Name,
      of: z.array(z.strictObject({ option: Name, title: z.string().trim().min(1), rule: PointsRule })).min(2),
    }),
    z.strictObject({ kind: z.literal('gated'), requires: Condition, rule: PointsRule }),
  ]),
)

/** Every figure of a rule with its place. */
export function ruleFigures(rule: PointsRule): PlacedFigure[] {
  switch (rule.kind) {
    case 'age-linear':
      return ageLinearFigures(rule)
    case 'bands':
      return bandsFigures(rule)
    case 'divided':
      return dividedFigures(rule)
    case 'flat':
      return flatFigures(rule)
    case 'granted':
      return grantedFigures(rule)
    case 'lookup':
      return lookupFigures(rule)
    case 'ordinal':
      return ordinalFigures(rule)
    case 'per-unit':
      return perUnitFigures(rule)
    case 'threshold':
      return thresholdFigures(rule)
    case 'yearly':
      return yearlyFigures(rule)
    case 'sum':
      return [
        ...partFigures(rule.of, (index) => ['of', index]),
        ...(rule.cap === null ? [] : [{ path: ['cap'], figure: rule.cap, role: 'amount' as const }]),
      ]
    case 'highest':
      return partFigures(rule.of, (index) => ['of', index])
    case 'choose':
      return partFigures(
        rule.of.map((part) => part.rule),
        (index) => ['of', index, 'rule'],
      )
    case 'gated':
      return under(['rule'], ruleFigures(rule.rule))
    default:
      return assertNever(rule)
  }
}

function partFigures(
  parts: readonly PointsRule[],
  place: (index: number) => (string | number)[],
): PlacedFigure[] {
  return parts.flatMap((part, index) => under(place(index), ruleFigures(part)))
}

function under(place: readonly (string | number)[], figures: PlacedFigure[]): PlacedFigure[] {
  return figures.map((placed) => ({ ...placed, path: [...place, ...placed.path] }))
}
