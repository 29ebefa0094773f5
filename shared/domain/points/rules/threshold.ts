import type { ThresholdRule } from '../../../policy/index.ts'
import { measureLeaf } from '../leaves/index.ts'
import { amountOf, columnNode, figureText, type RuleContext, type RuleNode, times } from './node.ts'
import { productText, rateOf, unitsText } from './per-unit.ts'

/** Nothing below the start, the first amount at it, then so much a further unit. */
export function compileThreshold(rule: ThresholdRule, context: RuleContext): RuleNode {
  const { start, whole } = rule
  const first = amountOf(rule.first, context)
  const rate = rateOf(rule, context)
  const rateText = figureText(rule.rate, context.reading)
  const perUnit = whole ? rule.per : 1
  return columnNode(context, {
    source: measureLeaf(rule.measure, context.scope),
    least: 0,
    most: rate === 0 ? first : Number.POSITIVE_INFINITY,
    amountAt: (value) => (value < start ? 0 : first + times(Math.floor((value - start) / perUnit), rate)),
    formula(value) {
      const text = unitsText(start, { ...rule, whole: false })
      if (value < start) return { formula: `未满 ${text}，0 分`, figures: [] }
      const begin = `满 ${text} ${figureText(rule.first, context.reading)} 分`
      if (value === start) return { formula: begin, figures: [rule.first] }
      return {
        formula: `${begin} + 其后 ${productText(value - start, rule, rateText)}`,
        figures: [rule.first, rule.rate],
      }
    },
  })
}
