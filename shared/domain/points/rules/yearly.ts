import { yearOf } from '../../../base/plain-date.ts'
import type { YearlyRule } from '../../../policy/index.ts'
import type { FactItem } from '../../people/index.ts'
import { NOT_LOADED, UNKNOWN } from '../leaf.ts'
import { itemNode } from './item-source.ts'
import { amountOf, figureText, type RuleContext, type RuleNode } from './node.ts'

/**
 * So much a whole unit of each calendar year, at most `yearCap` a year. An item belongs to the year of its first day;
 * one without that day, or without the amount asked for, leaves the whole unknown.
 */
export function compileYearly(rule: YearlyRule, context: RuleContext): RuleNode {
  const rate = amountOf(rule.rate, context)
  const yearCap = amountOf(rule.yearCap, context)
  return itemNode(context, {
    of: rule.of,
    holding: false,
    rule,
    least: 0,
    most: Number.POSITIVE_INFINITY,
    amountOf(items) {
      const years = yearTotals(items, rule.take)
      if (years === undefined) return UNKNOWN
      let amount = 0
      for (const total of years.values()) amount += yearAmount(Math.floor(total / rule.per), rate, yearCap)
      return amount
    },
    formula: (items) => yearlyWords(rule, yearTotals(items, rule.take) ?? new Map(), context),
  })
}

/** A year's own amount; an unread figure leaves it open unless there is nothing to bound. */
function yearAmount(units: number, rate: number, cap: number): number {
  if (units === 0 || rate === 0) return 0
  return rate === NOT_LOADED || cap === NOT_LOADED ? NOT_LOADED : Math.min(units * rate, cap)
}

function yearTotals(items: readonly FactItem[], take: YearlyRule['take']): Map<number, number> | undefined {
  const years = new Map<number, number>()
  for (const { from, amount } of items) {
    const taken = take === 'count' ? 1 : amount
    if (from === null || taken === undefined) return undefined
    const year = yearOf(from)
    years.set(year, (years.get(year) ?? 0) + taken)
  }
  return years
}

function yearlyWords(rule: YearlyRule, years: ReadonlyMap<number, number>, { reading }: RuleContext) {
  const parts = [...years]
    .sort(([a], [b]) => a - b)
    .map(([year, total]) => `${year} 年 ${Math.floor(total / rule.per)} ${rule.unit}`)
  if (parts.length === 0) return { formula: '没有，0 分', figures: [] }
  const terms = `每${rule.unit} ${figureText(rule.rate, reading)} 分，每年至多 ${figureText(rule.yearCap, reading)} 分`
  return { formula: `${parts.join('，')}；${terms}`, figures: [rule.rate, rule.yearCap] }
}
