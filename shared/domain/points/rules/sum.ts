import type { Figure } from '../../../policy/index.ts'
import { NOT_LOADED, UNKNOWN } from '../leaf.ts'
import { amountText } from '../scale.ts'
import {
  amountIn,
  amountOf,
  type Cell,
  knownRange,
  numbersAt,
  type Range,
  type RuleContext,
  type RuleNode,
} from './node.ts'

/** The parts added, at most `cap` together. Unknown while any part is, not loaded while any part or the cap is. */
export function sumOf(parts: readonly RuleNode[], cap: Figure | null, context: RuleContext): RuleNode {
  const most = cap === null ? undefined : amountOf(cap, context)
  const bounded = (amount: number) => (most === undefined || amount === 0 ? amount : capped(amount, most))
  // A cap that is not read may be any.
  const leastOf = (ranges: readonly Range[]) =>
    most === NOT_LOADED ? 0 : bounded(total(ranges.map(({ least }) => least)))
  return context.place((slot) => {
    const node: RuleNode = {
      slot,
      least: leastOf(parts),
      most: bounded(total(parts.map((part) => part.most))),
      fill({ amounts, count }) {
        const to = numbersAt(amounts, slot)
        to.fill(0)
        for (const part of parts) {
          const from = numbersAt(amounts, part.slot)
          for (let row = 0; row < count; row += 1) to[row] = (to[row] ?? UNKNOWN) + (from[row] ?? UNKNOWN)
        }
        if (most !== undefined) for (let row = 0; row < count; row += 1) to[row] = bounded(to[row] ?? UNKNOWN)
      },
      explain(cell) {
        const explained = parts.map((part) => part.explain(cell, Number.POSITIVE_INFINITY))
        const sum = total(parts.map((part) => amountIn(cell, part)))
        const isCapped = most !== undefined && sum > most && sum < NOT_LOADED
        const formula = explained.map((part) => part.formula).join(' + ')
        return {
          basis: distinct(explained.map((part) => part.basis)).join('；'),
          formula: isCapped ? `${formula}，合计以 ${amountText(most, context.one)} 分为限` : formula,
          figures: [...explained.flatMap((part) => part.figures), ...(isCapped && cap !== null ? [cap] : [])],
        }
      },
      range: (cell) => knownRange(amountIn(cell, node)) ?? openRange(cell),
    }
    const openRange = (cell: Cell) => {
      const ranges = parts.map((part) => part.range(cell))
      return {
        least: leastOf(ranges),
        most: bounded(total(ranges.map((range) => range.most))),
      }
    }
    return node
  })
}

/** Each text once, in order; empty ones are left out. */
export function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '')
}

/** An amount under an upper bound, where neither is mistaken for the other while one is open. */
function capped(amount: number, cap: number): number {
  if (cap === NOT_LOADED) return Number.isNaN(amount) ? amount : NOT_LOADED
  return amount > cap && amount !== NOT_LOADED ? cap : amount
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0)
}
