import type { ItemSelection } from '../../../policy/index.ts'
import type { FactItem } from '../../people/index.ts'
import { type ItemReader, type Moment, NOT_LOADED, UNKNOWN, type Who } from '../leaf.ts'
import { itemReader } from '../leaves/index.ts'
import {
  columnNode,
  type Explanation,
  type FactSource,
  type Range,
  type RuleContext,
  type RuleNode,
} from './node.ts'

interface ItemRule extends Range {
  of: ItemSelection
  /** Only items that hold on the day. */
  holding: boolean
  /** What sets the rule apart from others over the same items. */
  rule: unknown
  amountOf(items: readonly FactItem[]): number
  formula(items: readonly FactItem[]): Omit<Explanation, 'basis'>
}

/** A rule over the items themselves: its column holds amounts already. Items that are not known are unknown. */
export function itemNode(context: RuleContext, { of, holding, rule, ...more }: ItemRule): RuleNode {
  const reader = itemReader(of, { holding, ...context.scope })
  return columnNode(context, {
    source: itemSource(reader, {
      key: JSON.stringify([reader.key, rule, context.reading, context.ceiling]),
      ...more,
    }),
    least: more.least,
    most: more.most,
    amountAt: null,
    formula(value, { who, at }) {
      const items = reader.select(who, at) ?? []
      const { formula, figures } = more.formula(items)
      return { basis: value < NOT_LOADED ? reader.basis(items) : '', formula, figures }
    },
  })
}

function itemSource(
  reader: ItemReader,
  { key, amountOf }: Pick<ItemRule, 'amountOf'> & { key: string },
): FactSource {
  const itemsOf = (who: Who, at: Moment) => reader.select(who, at)
  return {
    key,
    fields: reader.fields,
    read(who, at) {
      const items = itemsOf(who, at)
      return items === undefined ? UNKNOWN : amountOf(items)
    },
    basis: (who, at) => reader.basis(itemsOf(who, at) ?? []),
    turns: (who, at) => reader.turns(who, at),
  }
}
