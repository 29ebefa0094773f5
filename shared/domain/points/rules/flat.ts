import type { FlatRule } from '../../../policy/index.ts'
import { conditionLeaf } from '../leaves/index.ts'
import { amountOf, columnNode, figureText, type RuleContext, type RuleNode } from './node.ts'

/** One amount where the condition holds. A condition that is not known, or whose list is not loaded, passes on. */
export function compileFlat(rule: FlatRule, context: RuleContext): RuleNode {
  const points = amountOf(rule.points, context)
  const text = figureText(rule.points, context.reading)
  return columnNode(context, {
    source: conditionLeaf(rule.when, context.scope),
    least: 0,
    most: points,
    amountAt: (holds) => (holds === 1 ? points : holds),
    formula(value) {
      if (value === 1)
        return {
          formula: points < Number.POSITIVE_INFINITY ? `${text} 分` : '分值未装载',
          figures: [rule.points],
        }
      return { formula: value === 0 ? '不符合，0 分' : '判断所需的年度名单未装载', figures: [] }
    },
  })
}
