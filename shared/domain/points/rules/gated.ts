import type { Condition } from '../../../policy/index.ts'
import { UNKNOWN } from '../leaf.ts'
import { conditionLeaf } from '../leaves/index.ts'
import { amountIn, knownRange, numbersAt, type RuleContext, type RuleNode } from './node.ts'

/** The rule where the condition holds, nothing where it does not; open while the condition is. */
export function gatedBy(requires: Condition, rule: RuleNode, context: RuleContext): RuleNode {
  const source = conditionLeaf(requires, context.scope)
  const column = context.column(source)
  return context.place((slot) => {
    const node: RuleNode = {
      slot,
      least: 0,
      most: rule.most,
      fill({ columns, amounts, count }) {
        const to = numbersAt(amounts, slot)
        const holds = numbersAt(columns, column)
        const from = numbersAt(amounts, rule.slot)
        for (let row = 0; row < count; row += 1) {
          const value = holds[row] ?? UNKNOWN
          to[row] = value === 1 ? (from[row] ?? UNKNOWN) : value
        }
      },
      explain(cell, ceiling) {
        const value = cell.chunk.columns[column]?.[cell.row] ?? UNKNOWN
        if (value === 1) return rule.explain(cell, ceiling)
        if (value !== 0) return { basis: '', formula: '前提所据的年度名单未装载', figures: [] }
        return { basis: source.basis(cell.who, cell.at, value), formula: '不符合前提，0 分', figures: [] }
      },
      range: (cell) => {
        const value = cell.chunk.columns[column]?.[cell.row] ?? UNKNOWN
        const { least, most } = rule.range(cell)
        return knownRange(amountIn(cell, node)) ?? { least: value === 1 ? least : 0, most }
      },
    }
    return node
  })
}
