import { type AgeLinearRule, type Figure, figureValue } from '../../../policy/index.ts'
import { NOT_LOADED, UNKNOWN } from '../leaf.ts'
import { measureLeaf } from '../leaves/index.ts'
import { amountText } from '../scale.ts'
import { amountOf, columnNode, figureText, type RuleContext, type RuleNode, times } from './node.ts'

/** Older than anybody: the amount of this age is that of every higher one. */
const LAST_AGE = 200

/** Points by age; above the band a falling amount never goes below zero. A birth after the day is BAD_INPUT. */
export function compileAgeLinear(rule: AgeLinearRule, context: RuleContext): RuleNode {
  const amounts = Float64Array.from({ length: LAST_AGE + 1 }, (_, age) => amountAt(rule, age, context))
  return columnNode(context, {
    source: measureLeaf({ kind: 'age' }, context.scope),
    least: 0,
    most: Number.POSITIVE_INFINITY,
    amountAt: (age) => amounts[Math.min(age, LAST_AGE)] ?? UNKNOWN,
    formula: (age, _cell, ceiling) => formulaAt(rule, Math.min(age, LAST_AGE), { context, ceiling, amounts }),
  })
}

function amountAt(rule: AgeLinearRule, age: number, context: RuleContext): number {
  if (age < rule.adultFrom) return amountOf(rule.minors, context)
  const band = amountOf(rule.bandPoints, context)
  if (age <= rule.bandTo)
    return band + times(Math.max(0, rule.bandFrom - age), amountOf(rule.perYearYounger, context))
  if (rule.above.kind === 'flat') return amountOf(rule.above.points, context)
  const fall = times(age - rule.bandTo, amountOf(rule.above.perYearOlder, context))
  return Number.isFinite(fall) ? Math.max(0, band - fall) : fall
}

type Words = { formula: string; figures: readonly Figure[] }

function formulaAt(
  rule: AgeLinearRule,
  age: number,
  { context, ceiling, amounts }: { context: RuleContext; ceiling: number; amounts: Float64Array },
): Words {
  const { reading } = context
  if (age < rule.adultFrom) return flatWords(rule.minors, `${rule.adultFrom} 周岁以下`, context)
  const band = figureText(rule.bandPoints, reading)
  if (age > rule.bandTo) {
    if (rule.above.kind === 'flat') return flatWords(rule.above.points, `${rule.bandTo} 周岁以上`, context)
    const rate = figureText(rule.above.perYearOlder, reading)
    return {
      formula: `${band} −（${age} − ${rule.bandTo}）× ${rate}，不低于 0 分`,
      figures: [rule.bandPoints, rule.above.perYearOlder],
    }
  }
  const figures = [rule.bandPoints, rule.perYearYounger]
  const exact = amounts[age] ?? UNKNOWN
  if (exact === NOT_LOADED) return { formula: '年龄分值未装载', figures }
  const least = amounts[rule.bandFrom] ?? UNKNOWN
  if (age >= rule.bandFrom || exact === least)
    return { formula: `${rule.bandFrom} 至 ${rule.bandTo} 岁取 ${band} 分`, figures }
  if (exact < ceiling)
    return {
      formula: `${band} +（${rule.bandFrom} − ${age}）× ${figureText(rule.perYearYounger, reading)}`,
      figures,
    }
  const rate = (exact - least) / (rule.bandFrom - age)
  const full = rule.bandFrom - Math.max(0, Math.ceil((ceiling - least) / rate))
  return { formula: `${full} 岁及以下取满 ${amountText(ceiling, context.one)} 分`, figures }
}

function flatWords(figure: Figure, words: string, { reading }: RuleContext): Words {
  return figureValue(figure, reading) === null
    ? { formula: `${words}的分值政策未载明`, figures: [figure] }
    : { formula: `${words} ${figureText(figure, reading)} 分`, figures: [figure] }
}
