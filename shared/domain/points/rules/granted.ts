import { fraction } from '../../../base/fraction.ts'
import type { GrantedRule } from '../../../policy/index.ts'
import type { FactItem } from '../../people/index.ts'
import { NOT_LOADED, UNKNOWN } from '../leaf.ts'
import { amountText } from '../scale.ts'
import { itemNode } from './item-source.ts'
import { amountOf, figureText, type RuleContext, type RuleNode } from './node.ts'

/**
 * Points that givers granted: the amounts of the items, in hundredths, at most `mostEachGiver` of one giver, whom the
 * label names. A grant without an amount leaves the whole unknown. `mostShare` is the giver's to keep.
 */
export function compileGranted(rule: GrantedRule, context: RuleContext): RuleNode {
  const hundredth = context.exact(fraction(1, 100))
  const most = amountOf(rule.mostEachGiver, context)
  return itemNode(context, {
    of: rule.of,
    holding: false,
    rule,
    least: 0,
    most: Number.POSITIVE_INFINITY,
    amountOf(items) {
      const grants = grantsByGiver(items)
      if (grants === undefined) return UNKNOWN
      let amount = 0
      for (const granted of grants.values()) if (granted > 0) amount += givenAmount(granted * hundredth, most)
      return amount
    },
    formula(items) {
      const grants = [...(grantsByGiver(items) ?? [])]
      if (grants.length === 0) return { formula: '没有，0 分', figures: [] }
      const parts = grants.map(([giver, granted]) => `${giver} ${amountText(granted, 100)} 分`)
      const limit = figureText(rule.mostEachGiver, context.reading)
      return { formula: `${parts.join(' + ')}；每一赋分单位至多 ${limit} 分`, figures: [rule.mostEachGiver] }
    },
  })
}

function givenAmount(granted: number, most: number): number {
  return most === NOT_LOADED ? NOT_LOADED : Math.min(granted, most)
}

function grantsByGiver(items: readonly FactItem[]): Map<string, number> | undefined {
  const grants = new Map<string, number>()
  for (const { label = '未写明单位', amount } of items) {
    if (amount === undefined) return undefined
    grants.set(label, Math.min((grants.get(label) ?? 0) + amount, Number.MAX_SAFE_INTEGER))
  }
  return grants
}
