import { assertNever } from '../base/assert-never.ts'
import type { Condition } from './condition.ts'
import type { PointsRule } from './rules/index.ts'

/** Something within a pack and where it stands, from whatever was walked. */
export interface Placed<Value> {
  path: (string | number)[]
  value: Value
}

/** A rule and every rule within it, the outermost first. */
export function rulesWithin(rule: PointsRule): Placed<PointsRule>[] {
  return [
    { path: [], value: rule },
    ...partsOf(rule).flatMap(({ path, value }) => below(path, rulesWithin(value))),
  ]
}

/** The rules directly within a rule. */
function partsOf(rule: PointsRule): Placed<PointsRule>[] {
  switch (rule.kind) {
    case 'sum':
    case 'highest':
      return rule.of.map((value, index) => ({ path: ['of', index], value }))
    case 'choose':
      return rule.of.map((option, index) => ({ path: ['of', index, 'rule'], value: option.rule }))
    case 'gated':
      return [{ path: ['rule'], value: rule.rule }]
    default:
      return []
  }
}

/** A condition and every condition within it, the outermost first. */
export function conditionsWithin(condition: Condition): Placed<Condition>[] {
  return [{ path: [], value: condition }, ...innerConditions(condition)]
}

/** Every condition a rule hangs on, in the rules within it as well. */
export function ruleConditions(rule: PointsRule): Placed<Condition>[] {
  return rulesWithin(rule).flatMap(({ path, value }) => {
    if (value.kind === 'flat') return below([...path, 'when'], conditionsWithin(value.when))
    if (value.kind === 'gated') return below([...path, 'requires'], conditionsWithin(value.requires))
    return []
  })
}

function innerConditions(condition: Condition): Placed<Condition>[] {
  switch (condition.kind) {
    case 'children':
      return below(['each'], conditionsWithin(condition.each))
    case 'not':
      return below(['of'], conditionsWithin(condition.of))
    case 'all':
    case 'any':
      return condition.of.flatMap((part, index) => below(['of', index], conditionsWithin(part)))
    case 'has':
    case 'reaches':
    case 'known-by':
    case 'listed':
      return []
    default:
      return assertNever(condition)
  }
}

/** The same things, seen from further out. */
export function below<Value>(path: readonly (string | number)[], placed: Placed<Value>[]): Placed<Value>[] {
  return placed.map((inner) => ({ ...inner, path: [...path, ...inner.path] }))
}
