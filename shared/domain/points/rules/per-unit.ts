import { divide, fraction, fractionText } from '../../../base/fraction.ts'
import { type Figure, figureValue, type PerUnitRule } from '../../../policy/index.ts'
import { NOT_LOADED } from '../leaf.ts'
import { measureLeaf } from '../leaves/index.ts'
import { amountText } from '../scale.ts'
import { columnNode, figureText, type RuleContext, type RuleNode, times } from './node.ts'

/** So much a unit of the policy; parts of a unit count pro rata, or not at all where only whole ones do. */
export function compilePerUnit(rule: PerUnitRule, context: RuleContext): RuleNode {
  const { per, whole } = rule
  const rate = rateOf(rule, context)
  const perUnit = whole ? per : 1
  const figures = [rule.rate]
  const rateText = figureText(rule.rate, context.reading)
  return columnNode(context, {
    source: measureLeaf(rule.measure, context.scope),
    least: 0,
    most: rate === 0 ? 0 : Number.POSITIVE_INFINITY,
    amountAt: (value) => times(Math.floor(value / perUnit), rate),
    formula: (value, _cell, ceiling) => ({
      formula: perUnitWords(rule, value, { one: context.one, ceiling, rate, rateText }),
      figures,
    }),
  })
}

type Rate = Pick<PerUnitRule, 'per' | 'whole' | 'unit' | 'rate'>

/** What one counted thing is worth: a unit of the policy, or pro rata one of the measure's own. */
export function rateOf({ rate, per, whole }: Rate, context: RuleContext): number {
  const value = figureValue(rate, context.reading)
  if (value === null) return NOT_LOADED
  return context.exact(whole ? value : divide(value, fraction(per)))
}

/** Units in words: `72 个整月`, pro rata `7/12 年`. */
export function unitsText(value: number, { per, whole, unit }: Omit<Rate, 'rate'>): string {
  const units = Math.floor(value / per)
  return whole || units * per === value ? `${units} ${unit}` : `${fractionText(fraction(value, per))} ${unit}`
}

/** `72 个整月 × 0.25`. */
export function productText(value: number, rule: Rate, rateText: string): string {
  return `${unitsText(value, rule)} × ${rateText}`
}

function perUnitWords(
  rule: PerUnitRule,
  value: number,
  { one, ceiling, rate, rateText }: { one: number; ceiling: number; rate: number; rateText: string },
): string {
  const product = productText(value, rule, rateText)
  const counted = rule.whole ? Math.floor(value / rule.per) : value
  const amount = times(counted, rate)
  if (amount === NOT_LOADED) return unreadText(rule.unit, rule.rate)
  if (amount < ceiling || rate === 0) return product
  const full = Math.ceil(ceiling / rate)
  return `${product}，满 ${unitsText(rule.whole ? full * rule.per : full, rule)}取满 ${amountText(ceiling, one)} 分`
}

function unreadText(unit: string, rate: Figure): string {
  return rate.value === null ? `每${unit}的分值未装载` : '分值未装载'
}
