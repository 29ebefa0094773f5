import { assertNever } from '../../base/assert-never.ts'
import type { Condition, Gate, PointsIndicator, PointsRule } from '../../policy/index.ts'

/** The parts of a pack that say whose facts it looks at. */
export interface FamilyAsked {
  indicators: readonly Pick<PointsIndicator, 'subject' | 'requires' | 'rule'>[]
  requires: readonly Pick<Gate, 'when'>[]
  vetoes: readonly Pick<Gate, 'when'>[]
}

/** Whether a pack looks at anybody but the applicant, so that spouse, children and guardians have to be read. */
export function packUsesFamily(pack: FamilyAsked): boolean {
  return (
    pack.indicators.some(
      (indicator) => indicator.subject !== 'applicant' || indicatorAsksForChildren(indicator),
    ) || [...pack.requires, ...pack.vetoes].some(({ when }) => asksForChildren(when))
  )
}

/** Whether an indicator rests on the children of whom it is about. */
export function indicatorAsksForChildren({
  requires,
  rule,
}: Pick<PointsIndicator, 'requires' | 'rule'>): boolean {
  return (requires !== null && asksForChildren(requires)) || (rule !== null && ruleAsksForChildren(rule))
}

function ruleAsksForChildren(rule: PointsRule): boolean {
  switch (rule.kind) {
    case 'flat':
      return asksForChildren(rule.when)
    case 'gated':
      return asksForChildren(rule.requires) || ruleAsksForChildren(rule.rule)
    case 'sum':
    case 'highest':
      return rule.of.some(ruleAsksForChildren)
    case 'choose':
      return rule.of.some((part) => ruleAsksForChildren(part.rule))
    default:
      return false
  }
}

function asksForChildren(condition: Condition): boolean {
  switch (condition.kind) {
    case 'children':
      return true
    case 'all':
    case 'any':
      return condition.of.some(asksForChildren)
    case 'not':
      return asksForChildren(condition.of)
    case 'has':
    case 'reaches':
    case 'known-by':
    case 'listed':
      return false
    default:
      return assertNever(condition)
  }
}
