import {
  compare,
  divide,
  type Fraction,
  floor,
  fraction,
  multiply,
  subtract,
} from '../../../base/fraction.ts'
import { addDays, addMonths, fullMonths, type PlainDate } from '../../../base/plain-date.ts'
import { figureValue, type PerUnitRule } from '../../../policy/index.ts'
import { fractionText } from '../words.ts'
import type { RuleContext, RuleOutcome } from './outcome.ts'

/** Points for a number of months as recorded. */
export function evaluateMonths(rule: PerUnitRule, months: number, context: RuleContext): RuleOutcome {
  return perMonth(rule, { months, basis: `${months} 个月`, unit: '个月' }, context)
}

/** Points for the full calendar months from a day to the day of assessment; before that day there are none. */
export function evaluateMonthsSince(rule: PerUnitRule, since: PlainDate, context: RuleContext): RuleOutcome {
  const months = monthsSince(since, context.on)
  return perMonth(rule, { months, basis: `${months} 个月（${since} 起）`, unit: '个整月' }, context)
}

/** The next day on which one more month is full. */
export function monthsSinceTurns(since: PlainDate, on: PlainDate): PlainDate[] {
  const next = monthsSince(since, on) + 1
  const day = addMonths(since, next)
  // A month that is too short is full on the first of the following one, as `fullMonths` has it.
  return [fullMonths(since, day) < next ? addDays(day, 1) : day]
}

function monthsSince(since: PlainDate, on: PlainDate): number {
  return Math.max(0, fullMonths(since, on))
}

function perMonth(
  rule: PerUnitRule,
  { months, basis, unit }: { months: number; basis: string; unit: string },
  { cap, reading }: RuleContext,
): RuleOutcome {
  const rate = figureValue(rule.rate, reading)
  const figures = [rule.rate]
  if (rate === null) return { loaded: false, basis, formula: '每月分值未装载', figures }
  const exact = multiply(rate, fraction(months))
  const product = `${months} ${unit} × ${fractionText(rate)}`
  const formula =
    compare(exact, cap) < 0
      ? product
      : `${product}，满 ${monthsToCap(cap, rate)} 个月取满 ${fractionText(cap)} 分`
  return { loaded: true, exact, basis, formula, figures }
}

function monthsToCap(cap: Fraction, rate: Fraction): number {
  const months = divide(cap, rate)
  return -floor(subtract(fraction(0), months))
}
