import { NOT_LOADED, UNKNOWN } from '../leaf.ts'
import {
  amountIn,
  type Cell,
  Highest,
  knownRange,
  numbersAt,
  type RuleContext,
  type RuleNode,
} from './node.ts'

/**
 * The part that gives most, the first of equals. Known although a part is open, once a known one reaches the ceiling
 * or the most the open ones can come to.
 */
export function highestOf(parts: readonly RuleNode[], context: RuleContext): RuleNode {
  const highest = new Highest()
  const highestWithOpen = (amountOf: (part: RuleNode) => number) => {
    highest.restart(context.ceiling)
    for (const part of parts) highest.offer(amountOf(part), part.most)
    return highest.result()
  }
  return context.place((slot) => {
    const node: RuleNode = {
      slot,
      least: Math.max(...parts.map((part) => part.least)),
      most: Math.max(...parts.map((part) => part.most)),
      fill({ amounts, count }) {
        const to = numbersAt(amounts, slot)
        to.fill(0, 0, count)
        for (const part of parts) {
          const from = numbersAt(amounts, part.slot)
          // What is open makes the highest so: NaN and Infinity stay.
          for (let row = 0; row < count; row += 1)
            to[row] = Math.max(to[row] ?? UNKNOWN, from[row] ?? UNKNOWN)
        }
        for (let row = 0; row < count; row += 1)
          if (!((to[row] ?? UNKNOWN) < NOT_LOADED))
            to[row] = highestWithOpen((part) => amounts[part.slot]?.[row] ?? UNKNOWN)
      },
      explain(cell, ceiling) {
        const amount = amountIn(cell, node)
        const winner = parts.find((part) => amountIn(cell, part) === amount)
        if (winner === undefined) return { basis: '', formula: '', figures: [] }
        const explained = winner.explain(cell, ceiling)
        return { ...explained, formula: `${explained.formula}（取最高一项）` }
      },
      range: (cell) => knownRange(amountIn(cell, node)) ?? openRange(cell),
    }
    const openRange = (cell: Cell) => {
      const ranges = parts.map((part) => part.range(cell))
      return {
        least: Math.max(...ranges.map(({ least }) => least)),
        most: Math.max(...ranges.map(({ most }) => most)),
      }
    }
    return node
  })
}
