import { assertNever } from '../../../base/assert-never.ts'
import { CounterError } from '../../../base/failure.ts'
import { type Fraction, ZERO } from '../../../base/fraction.ts'
import type { PlainDate } from '../../../base/plain-date.ts'
import type { FactField, PointsRule } from '../../../policy/index.ts'
import { educationText, type PointsFacts, skillText } from '../../people/index.ts'
import { ageLinearTurns, evaluateAgeLinear } from './age-linear.ts'
import { evaluateLookup, lookupRange } from './lookup.ts'
import type { RuleContext, RuleOutcome } from './outcome.ts'
import { evaluateMonths, evaluateMonthsSince, monthsSinceTurns } from './per-unit.ts'

export type { RuleContext, RuleOutcome }

/** A known fact in the form the rules read. */
export type KnownFact =
  | { shape: 'date'; date: PlainDate }
  | { shape: 'choice'; value: string; text: string }
  | { shape: 'count'; count: number }

/** The fact an indicator rests on, or undefined where it is not known. */
export function findKnownFact(facts: PointsFacts, field: FactField): KnownFact | undefined {
  switch (field) {
    case 'birth':
    case 'residenceRegisteredOn':
      return facts[field] === undefined ? undefined : { shape: 'date', date: facts[field] }
    case 'insuredMonths':
      return facts[field] === undefined ? undefined : { shape: 'count', count: facts[field] }
    case 'education':
      return facts[field] === undefined
        ? undefined
        : { shape: 'choice', value: facts[field], text: educationText(facts[field]) }
    case 'skill':
      return facts[field] === undefined
        ? undefined
        : { shape: 'choice', value: facts[field], text: skillText(facts[field]) }
    default:
      return assertNever(field)
  }
}

/** What a rule says of a fact on a day. A rule laid over a fact it cannot read is POLICY_BAD. */
export function evaluateRule(rule: PointsRule, fact: KnownFact, context: RuleContext): RuleOutcome {
  if (rule.kind === 'age-linear' && fact.shape === 'date') return evaluateAgeLinear(rule, fact.date, context)
  if (rule.kind === 'lookup' && fact.shape === 'choice') return evaluateLookup(rule, fact, context)
  if (rule.kind === 'per-unit' && fact.shape === 'count') return evaluateMonths(rule, fact.count, context)
  if (rule.kind === 'per-unit' && fact.shape === 'date') return evaluateMonthsSince(rule, fact.date, context)
  throw new CounterError('POLICY_BAD', '计分规则与它所依据的事实不相配，无法计分。', {
    at: rule.kind,
    hint: '请更正政策包中该指标的事实或规则。',
  })
}

/** The coming days on which the fact moves by itself in a way the rule may answer, soonest first. */
export function ruleTurns(rule: PointsRule, fact: KnownFact, on: PlainDate): PlainDate[] {
  if (rule.kind === 'age-linear' && fact.shape === 'date') return ageLinearTurns(rule, fact.date, on)
  if (rule.kind === 'per-unit' && fact.shape === 'date') return monthsSinceTurns(fact.date, on)
  return []
}

/** Bounds that surely hold for an indicator whose fact is not known. */
export function ruleRange(rule: PointsRule, cap: Fraction): { min: Fraction; max: Fraction } {
  return rule.kind === 'lookup' ? lookupRange(rule, cap) : { min: ZERO, max: cap }
}
