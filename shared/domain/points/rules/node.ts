import { type Fraction, fractionText } from '../../../base/fraction.ts'
import type { PlainDate } from '../../../base/plain-date.ts'
import { type FactField, type Figure, figureValue, type Reading } from '../../../policy/index.ts'
import type { PointsFacts } from '../../people/index.ts'
import { type LeafScope, type Moment, NOT_LOADED, UNKNOWN, type Who } from '../leaf.ts'

/**
 * What a column holds of each person: a `Leaf`, or something of the engine's own that reads alike. `owner` is the
 * applicant whose choices count. Sources with the same `key` read the same.
 */
export interface FactSource {
  key: string
  fields: readonly FactField[]
  asksChildren?: boolean
  read(who: Who, at: Moment, owner: PointsFacts): number
  basis(who: Who, at: Moment, value: number): string
  turns(who: Who, at: Moment): PlainDate[]
}

/** Some people at once: what was read of them by column, and what rules make of it by slot, one element a person. */
export interface Chunk {
  count: number
  columns: Float64Array[]
  amounts: Float64Array[]
}

/** One person of a chunk, and the day the facts are looked at. */
export interface Cell {
  chunk: Chunk
  row: number
  who: Who
  at: Moment
}

/** Why an amount is what it is: the facts in words, the computation in words, the figures used. */
export interface Explanation {
  basis: string
  formula: string
  figures: readonly Figure[]
}

/** Scaled bounds; a `most` of Infinity is no bound. */
export interface Range {
  least: number
  most: number
}

/**
 * A rule as compiled: `fill` writes the scaled amount of every person of a chunk into its slot, UNKNOWN where a fact
 * lacks and NOT_LOADED where a figure does. `least` and `most` hold whatever the facts are. `explain` is asked for
 * one person whose amount is not UNKNOWN; `ceiling` is what the amount is bounded by, Infinity where it is not.
 */
export interface RuleNode extends Range {
  slot: number
  fill(chunk: Chunk): void
  explain(cell: Cell, ceiling: number): Explanation
  /** What the amount can still come to for this person. */
  range(cell: Cell): Range
}

/** What a rule is compiled in: the reading and scope of its figures and facts, and where its parts are put. */
export interface RuleContext {
  reading: Reading
  scope: LeafScope
  /** Parts of one point. */
  one: number
  /** The amount from which on more makes no difference; Infinity where there is none. */
  ceiling: number
  exact(value: Fraction): number
  /** The number of the column that holds the source. */
  column(source: FactSource): number
  /** Puts a node behind those it rests on. */
  place(build: (slot: number) => RuleNode): RuleNode
}

/** A figure in parts of a point; NOT_LOADED where it is not read. */
export function amountOf(figure: Figure, context: RuleContext): number {
  const value = figureValue(figure, context.reading)
  return value === null ? NOT_LOADED : context.exact(value)
}

const texts = {
  chosen: new WeakMap<Figure, string>(),
  alternative: new WeakMap<Figure, string>(),
} as const satisfies Record<Reading, WeakMap<Figure, string>>

/** A figure as staff read it. */
export function figureText(figure: Figure, reading: Reading): string {
  const known = texts[reading].get(figure)
  if (known !== undefined) return known
  const value = figureValue(figure, reading)
  const text = value === null ? '未装载' : fractionText(value)
  texts[reading].set(figure, text)
  return text
}

/** So many times an amount; nothing of an unread figure is still nothing. */
export function times(units: number, amount: number): number {
  return units === 0 ? 0 : units * amount
}

/** Column or slot `index` of a chunk, which holds one number a person. */
export function numbersAt(arrays: readonly Float64Array[], index: number): Float64Array {
  const numbers = arrays[index]
  if (numbers === undefined) throw new RangeError(`no column ${index}`)
  return numbers
}

/** The amount a node came to for one person. */
export function amountIn(
  { chunk, row }: Pick<Cell, 'chunk' | 'row'>,
  { slot }: Pick<RuleNode, 'slot'>,
): number {
  return chunk.amounts[slot]?.[row] ?? UNKNOWN
}

interface ColumnRule extends Range {
  source: FactSource
  /** The amount for what was read, open values as well; null where that is the amount already. */
  amountAt: ((value: number) => number) | null
  /** Computation and figures; the facts in words where they are at hand, else the source is asked for them. */
  formula(value: number, cell: Cell, ceiling: number): Omit<Explanation, 'basis'> & { basis?: string }
}

/** Up to here amounts are kept by value: most of what is counted, as months and times, stays below. */
const KEPT_VALUES = 512

/** Writes the amounts of a whole column, asking the rule for small values once each. */
function filling({ amountAt }: ColumnRule): (values: Float64Array, to: Float64Array, count: number) => void {
  if (amountAt === null) return (values, to, count) => to.set(values.subarray(0, count))
  const kept = new Float64Array(KEPT_VALUES).fill(UNKNOWN)
  return (values, to, count) => {
    for (let row = 0; row < count; row += 1) {
      const value = values[row] ?? UNKNOWN
      const isKept = value >= 0 && value < KEPT_VALUES
      let amount = isKept ? (kept[value] ?? UNKNOWN) : UNKNOWN
      if (Number.isNaN(amount)) {
        amount = amountAt(value)
        if (isKept) kept[value] = amount
      }
      to[row] = amount
    }
  }
}

/** A rule that rests on one column alone, of whole numbers. */
export function columnNode(context: RuleContext, rule: ColumnRule): RuleNode {
  const { source, least, most } = rule
  const fill = filling(rule)
  const column = context.column(source)
  return context.place((slot) => {
    const node: RuleNode = {
      slot,
      least,
      most,
      fill: ({ columns, amounts, count }) =>
        fill(numbersAt(columns, column), numbersAt(amounts, slot), count),
      explain: (cell, ceiling) => {
        const value = cell.chunk.columns[column]?.[cell.row] ?? UNKNOWN
        const words = rule.formula(value, cell, ceiling)
        const basis = words.basis ?? (value < NOT_LOADED ? source.basis(cell.who, cell.at, value) : '')
        return { basis, formula: words.formula, figures: words.figures }
      },
      range: (cell) => knownRange(amountIn(cell, node)) ?? { least, most },
    }
    return node
  })
}

/** The amount itself as bounds, or undefined where it is open. */
export function knownRange(amount: number): Range | undefined {
  return Number.isFinite(amount) ? { least: amount, most: amount } : undefined
}

/**
 * The highest of several amounts of which some may be open: known once a known one reaches the ceiling or the most
 * any open one can come to. `restart` for each person, `offer` each amount, take the `result`.
 */
export class Highest {
  private best = -1
  private openMost = -1
  private unknown = false
  private ceiling = NOT_LOADED

  restart(ceiling: number): void {
    this.best = -1
    this.openMost = -1
    this.unknown = false
    this.ceiling = ceiling
  }

  offer(amount: number, most: number): void {
    if (amount < NOT_LOADED) {
      if (amount > this.best) this.best = amount
      return
    }
    if (most > this.openMost) this.openMost = most
    if (amount !== NOT_LOADED) this.unknown = true
  }

  result(): number {
    if (this.best >= this.openMost || this.best >= this.ceiling) return this.best
    return this.unknown ? UNKNOWN : NOT_LOADED
  }
}
