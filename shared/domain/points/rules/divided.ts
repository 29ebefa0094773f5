import { divide, fraction, multiply } from '../../../base/fraction.ts'
import { type DividedRule, figureValue, MOST_OWNERS } from '../../../policy/index.ts'
import { NOT_LOADED } from '../leaf.ts'
import { itemNode } from './item-source.ts'
import { figureText, type RuleContext, type RuleNode } from './node.ts'

/**
 * An amount for each item, in equal shares to its owners; the first owner of a shared item gets `firstFactor` shares.
 * Whoever owns an item alone, or whose co-owners are not recorded, gets the whole amount once.
 */
export function compileDivided(rule: DividedRule, context: RuleContext): RuleNode {
  const shares = Array.from({ length: MOST_OWNERS }, (_, index) => shareOf(rule, index + 1, context))
  const whole = shares[0]?.other ?? NOT_LOADED
  return itemNode(context, {
    of: rule.of,
    holding: false,
    rule,
    least: 0,
    most: Number.POSITIVE_INFINITY,
    amountOf(items) {
      let amount = 0
      for (const { owners = 1, first = false } of items) {
        const share = shares[owners - 1]
        amount += share === undefined ? whole : first && owners > 1 ? share.first : share.other
      }
      return amount
    },
    formula(items) {
      if (items.length === 0) return { formula: '没有，0 分', figures: [] }
      const each = figureText(rule.each, context.reading)
      const factor = figureText(rule.firstFactor, context.reading)
      const parts = items.map(({ owners = 1, first = false }) => {
        if (owners === 1) return each
        return first ? `${each} ÷ ${owners} × ${factor}` : `${each} ÷ ${owners}`
      })
      const isFirst = items.some(({ owners = 1, first = false }) => owners > 1 && first)
      return { formula: parts.join(' + '), figures: isFirst ? [rule.each, rule.firstFactor] : [rule.each] }
    },
  })
}

/** The share of the first and of any other of so many owners. */
function shareOf(rule: DividedRule, owners: number, context: RuleContext): { first: number; other: number } {
  const each = figureValue(rule.each, context.reading)
  if (each === null) return { first: NOT_LOADED, other: NOT_LOADED }
  const share = divide(each, fraction(owners))
  const factor = figureValue(rule.firstFactor, context.reading)
  return {
    first: factor === null ? NOT_LOADED : context.exact(multiply(share, factor)),
    other: context.exact(share),
  }
}
