import type { ChooseRule } from '../../../policy/index.ts'
import { UNKNOWN } from '../leaf.ts'
import {
  amountIn,
  type Cell,
  type FactSource,
  knownRange,
  numbersAt,
  type RuleContext,
  type RuleNode,
} from './node.ts'

/**
 * The number of the option an applicant chose under a name; unknown while nothing, or nothing on the list, is chosen.
 * Letters may be large or small.
 */
export function choiceSource(name: string, options: readonly string[]): FactSource {
  const numbers = new Map(options.map((option, index) => [option.toLowerCase(), index]))
  return {
    key: JSON.stringify(['choice', name, options]),
    fields: [],
    read: (_who, _at, { choices }) => numbers.get(choices?.[name]?.toLowerCase() ?? '') ?? UNKNOWN,
    basis: () => '',
    turns: () => [],
  }
}

/** The part the applicant chose; unknown, within the bounds of all parts, while there is no choice. */
export function compileChoose(rule: ChooseRule, parts: readonly RuleNode[], context: RuleContext): RuleNode {
  const column = context.column(
    choiceSource(
      rule.choice,
      rule.of.map(({ option }) => option),
    ),
  )
  const chosenIn = (cell: Cell) => cell.chunk.columns[column]?.[cell.row] ?? UNKNOWN
  return context.place((slot) => {
    const node: RuleNode = {
      slot,
      ...anyOf(parts),
      fill({ columns, amounts, count }) {
        const to = numbersAt(amounts, slot)
        const chosen = numbersAt(columns, column)
        for (let row = 0; row < count; row += 1) {
          const part = chosen[row] ?? UNKNOWN
          to[row] = part >= 0 ? (amounts[parts[part]?.slot ?? -1]?.[row] ?? UNKNOWN) : UNKNOWN
        }
      },
      explain(cell, ceiling) {
        const chosen = chosenIn(cell)
        const part = parts[chosen]
        if (part === undefined) return { basis: '', formula: '', figures: [] }
        const explained = part.explain(cell, ceiling)
        return { ...explained, formula: `选“${rule.of[chosen]?.title}”：${explained.formula}` }
      },
      range: (cell) =>
        knownRange(amountIn(cell, node)) ??
        parts[chosenIn(cell)]?.range(cell) ??
        anyOf(parts.map((part) => part.range(cell))),
    }
    return node
  })
}

function anyOf(ranges: readonly { least: number; most: number }[]) {
  return {
    least: Math.min(...ranges.map(({ least }) => least)),
    most: Math.max(...ranges.map(({ most }) => most)),
  }
}
