import { type Fraction, max, min, ZERO } from '../../../base/fraction.ts'
import { figureValue, type LookupRule } from '../../../policy/index.ts'
import { fractionText } from '../words.ts'
import type { RuleContext, RuleOutcome } from './outcome.ts'

/** Points of the level reached. A level the table does not list is not loaded, never zero. */
export function evaluateLookup(
  rule: LookupRule,
  fact: { value: string; text: string },
  context: RuleContext,
): RuleOutcome {
  const basis = fact.text
  const choice = rule.choices.find((candidate) => candidate.values.includes(fact.value))
  if (choice === undefined) return { loaded: false, basis, formula: '计分表未列这一档', figures: [] }
  const exact = figureValue(choice.points, context.reading)
  const figures = [choice.points]
  return exact === null
    ? { loaded: false, basis, formula: `${choice.title}的分值未装载`, figures }
    : { loaded: true, exact, basis, formula: `${choice.title} ${fractionText(exact)} 分`, figures }
}

/** From the least to the greatest listed amount; from zero to the cap where one is not loaded. */
export function lookupRange(rule: LookupRule, cap: Fraction): { min: Fraction; max: Fraction } {
  const amounts = rule.choices.map((choice) => figureValue(choice.points, 'chosen'))
  const known = amounts.filter((amount) => amount !== null)
  if (known.length < amounts.length) return { min: ZERO, max: cap }
  return { min: known.reduce(min, cap), max: min(known.reduce(max, ZERO), cap) }
}
