import { assertNever } from '../../../base/assert-never.ts'
import type { PointsRule } from '../../../policy/index.ts'
import { compileAgeLinear } from './age-linear.ts'
import { compileBands } from './bands.ts'
import { choiceSource, compileChoose } from './choose.ts'
import { compileDivided } from './divided.ts'
import { compileFlat } from './flat.ts'
import { gatedBy } from './gated.ts'
import { compileGranted } from './granted.ts'
import { highestOf } from './highest.ts'
import { compileLookup } from './lookup.ts'
import type { RuleContext, RuleNode } from './node.ts'
import { compileOrdinal } from './ordinal.ts'
import { compilePerUnit } from './per-unit.ts'
import { sumOf } from './sum.ts'
import { compileThreshold } from './threshold.ts'
import { compileYearly } from './yearly.ts'

export { agreeingOf } from './agreeing.ts'
export * from './node.ts'
export { choiceSource, gatedBy, highestOf, sumOf }

/** A rule as nodes that amounts can be read from; parts stand before what rests on them. */
export function compileRule(rule: PointsRule, context: RuleContext): RuleNode {
  switch (rule.kind) {
    case 'age-linear':
      return compileAgeLinear(rule, context)
    case 'bands':
      return compileBands(rule, context)
    case 'divided':
      return compileDivided(rule, context)
    case 'flat':
      return compileFlat(rule, context)
    case 'granted':
      return compileGranted(rule, context)
    case 'lookup':
      return compileLookup(rule, context)
    case 'ordinal':
      return compileOrdinal(rule, context)
    case 'per-unit':
      return compilePerUnit(rule, context)
    case 'threshold':
      return compileThreshold(rule, context)
    case 'yearly':
      return compileYearly(rule, context)
    case 'sum': {
      const inner = { ...context, ceiling: Number.POSITIVE_INFINITY }
      return sumOf(compileAll(rule.of, inner), rule.cap, context)
    }
    case 'highest':
      return highestOf(compileAll(rule.of, context), context)
    case 'choose':
      return compileChoose(
        rule,
        compileAll(
          rule.of.map((part) => part.rule),
          context,
        ),
        context,
      )
    case 'gated':
      return gatedBy(rule.requires, compileRule(rule.rule, context), context)
    default:
      return assertNever(rule)
  }
}

function compileAll(rules: readonly PointsRule[], context: RuleContext): RuleNode[] {
  return rules.map((rule) => compileRule(rule, context))
}
