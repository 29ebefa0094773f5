import { NOT_LOADED, UNKNOWN } from '../leaf.ts'
import { amountIn, knownRange, numbersAt, type RuleContext, type RuleNode } from './node.ts'
import { distinct } from './sum.ts'

/**
 * The amount where all parts come to the same, else nothing. Two known parts that differ settle it, whatever is open.
 */
export function agreeingOf(parts: readonly RuleNode[], context: RuleContext): RuleNode {
  return context.place((slot) => {
    const node: RuleNode = {
      slot,
      least: 0,
      most: Math.min(...parts.map((part) => part.most)),
      fill({ amounts, count }) {
        const to = numbersAt(amounts, slot)
        for (let row = 0; row < count; row += 1)
          to[row] = agreed(parts, (part) => amounts[part.slot]?.[row] ?? UNKNOWN)
      },
      explain(cell, ceiling) {
        // Two that differ settle it while a third is unknown, and has nothing to explain.
        const told = parts.filter((part) => !Number.isNaN(amountIn(cell, part)))
        const explained = told.map((part) => part.explain(cell, ceiling))
        const [first] = explained
        const amount = amountIn(cell, node)
        const differ = told.some((part) => amountIn(cell, part) !== amount)
        const basis = distinct(explained.map((part) => part.basis)).join('；')
        if (first === undefined || differ) return { basis, formula: '各部门认定不一致，0 分', figures: [] }
        return { ...first, basis, formula: `${first.formula}（各部门认定一致）` }
      },
      range: (cell) => knownRange(amountIn(cell, node)) ?? { least: 0, most: node.most },
    }
    return node
  })
}

function agreed(parts: readonly RuleNode[], amountOf: (part: RuleNode) => number): number {
  let common = -1
  let open = 0
  for (const part of parts) {
    const amount = amountOf(part)
    if (amount < NOT_LOADED) {
      if (common >= 0 && common !== amount) return 0
      common = amount
    } else open += amount
  }
  return open === 0 ? common : open
}
