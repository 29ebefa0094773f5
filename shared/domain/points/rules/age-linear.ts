import { CounterError } from '../../../base/failure.ts'
import {
  add,
  compare,
  divide,
  type Fraction,
  floor,
  fraction,
  multiply,
  subtract,
} from '../../../base/fraction.ts'
import { addDays, addMonths, fullYears, type PlainDate } from '../../../base/plain-date.ts'
import { type AgeLinearRule, figureValue } from '../../../policy/index.ts'
import { fractionText } from '../words.ts'
import type { RuleContext, RuleOutcome } from './outcome.ts'

/** Points by age on the day; a birth after the day is refused as BAD_INPUT. */
export function evaluateAgeLinear(rule: AgeLinearRule, birth: PlainDate, context: RuleContext): RuleOutcome {
  if (birth > context.on)
    throw new CounterError('BAD_INPUT', '出生日期晚于计算日期，无法计算年龄。', {
      at: 'birth',
      hint: '请核对证件号码和计算日期。',
    })
  const age = fullYears(birth, context.on)
  const basis = `${age} 周岁`
  if (age < rule.adultFrom)
    return outside(rule.minors, { basis, words: `${rule.adultFrom} 周岁以下`, context })
  if (age > rule.bandTo) return outside(rule.above, { basis, words: `${rule.bandTo} 周岁以上`, context })
  const band = figureValue(rule.bandPoints, context.reading)
  const rate = figureValue(rule.perYearYounger, context.reading)
  const figures = [rule.bandPoints, rule.perYearYounger]
  if (band === null || rate === null) return { loaded: false, basis, formula: '年龄分值未装载', figures }
  const younger = Math.max(0, rule.bandFrom - age)
  const exact = add(band, multiply(rate, fraction(younger)))
  return {
    loaded: true,
    exact,
    basis,
    formula: formula(rule, { band, rate, age, exact, cap: context.cap }),
    figures,
  }
}

/** The days on which the age moves to another year that the rule may treat differently, soonest first. */
export function ageLinearTurns(rule: AgeLinearRule, birth: PlainDate, on: PlainDate): PlainDate[] {
  const age = fullYears(birth, on)
  const years = Math.max(0, rule.bandTo + 1 - age)
  return Array.from({ length: years }, (_, index) => birthday(birth, age + index + 1))
}

function birthday(birth: PlainDate, age: number): PlainDate {
  const day = addMonths(birth, age * 12)
  // Born on 29 February, the year is full on 1 March of a common year, as `fullYears` has it.
  return fullYears(birth, day) < age ? addDays(day, 1) : day
}

function outside(
  figure: AgeLinearRule['above'],
  { basis, words, context }: { basis: string; words: string; context: RuleContext },
): RuleOutcome {
  const exact = figureValue(figure, context.reading)
  return exact === null
    ? { loaded: false, basis, formula: `${words}的分值政策未载明`, figures: [figure] }
    : { loaded: true, exact, basis, formula: `${words} ${fractionText(exact)} 分`, figures: [figure] }
}

function formula(
  rule: AgeLinearRule,
  {
    band,
    rate,
    age,
    exact,
    cap,
  }: { band: Fraction; rate: Fraction; age: number; exact: Fraction; cap: Fraction },
): string {
  if (age >= rule.bandFrom || rate.n === 0n)
    return `${rule.bandFrom} 至 ${rule.bandTo} 岁取 ${fractionText(band)} 分`
  if (compare(exact, cap) < 0)
    return `${fractionText(band)} +（${rule.bandFrom} − ${age}）× ${fractionText(rate)}`
  const yearsToCap = divide(subtract(cap, band), rate)
  const full = rule.bandFrom + floor(subtract(fraction(0), yearsToCap))
  return `${full} 岁及以下取满 ${fractionText(cap)} 分`
}
