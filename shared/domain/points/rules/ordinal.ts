import type { OrdinalRule } from '../../../policy/index.ts'
import { UNKNOWN } from '../leaf.ts'
import { measureLeaf } from '../leaves/index.ts'
import { amountOf, columnNode, figureText, type RuleContext, type RuleNode, times } from './node.ts'

/** An amount by the how-manieth time it is: all times added, or the last one alone; no time is nothing. */
export function compileOrdinal(rule: OrdinalRule, context: RuleContext): RuleNode {
  const each = rule.amounts.map((figure) => amountOf(figure, context))
  const last = each.at(-1) ?? 0
  const upTo: number[] = [0]
  for (const amount of each) upTo.push(rule.take === 'sum' ? (upTo.at(-1) ?? 0) + amount : amount)
  const listed = upTo.length - 1
  return columnNode(context, {
    source: measureLeaf({ kind: 'items', of: rule.of, take: 'count' }, context.scope),
    least: 0,
    most: rule.take === 'sum' ? Number.POSITIVE_INFINITY : Math.max(...each),
    amountAt(count) {
      if (Number.isNaN(count)) return UNKNOWN
      if (count <= listed) return upTo[count] ?? UNKNOWN
      return rule.take === 'sum' ? (upTo[listed] ?? 0) + times(count - listed, last) : last
    },
    formula: (count) => ordinalWords(rule, count, context),
  })
}

function ordinalWords(rule: OrdinalRule, count: number, { reading }: RuleContext) {
  if (count === 0) return { formula: '没有，0 分', figures: [] }
  const used = rule.amounts.slice(0, count)
  const last = rule.amounts.slice(Math.min(count, rule.amounts.length) - 1).slice(0, 1)
  if (rule.take === 'last')
    return {
      formula: `第 ${count} 次 ${last.map((figure) => figureText(figure, reading)).join('')} 分`,
      figures: last,
    }
  const parts = used.map((figure, index) => `第 ${index + 1} 次 ${figureText(figure, reading)}`)
  const further = count - rule.amounts.length
  if (further > 0)
    parts.push(`其后 ${further} 次各 ${last.map((figure) => figureText(figure, reading)).join('')}`)
  return { formula: `${parts.join(' + ')} 分`, figures: used }
}
