import { type PlainDate, yearOf } from '../../../base/plain-date.ts'
import type { Condition, OutsideList } from '../../../policy/index.ts'
import { type Leaf, type LeafScope, NOT_LOADED, UNKNOWN } from '../leaf.ts'
import { itemTest } from './item-test.ts'
import { absentValue, leafKey } from './scope.ts'
import { soonest } from './turns.ts'
import { verdictText } from './verdict-text.ts'
import { comingYears } from './window.ts'

type Listed = Extract<Condition, { kind: 'listed' }>

/**
 * Whether an item that holds on the day carries a label of the list of that year. Nobody without such an item waits
 * for the list; an item without a label leaves the answer open.
 */
export function listedLeaf({ fact, list, title }: Listed, scope: LeafScope): Leaf {
  const absent = absentValue(scope)
  const test = itemTest({}, { holding: true, department: scope.department })
  return {
    key: leafKey(['listed', fact, list, title], scope),
    fields: [fact],
    asksChildren: false,
    read(who, { on, lists }) {
      const items = who[fact]
      if (items === undefined) return absent
      const holding = items.filter((item) => test.verdict(item, on) !== 'does-not')
      if (holding.length === 0) return 0
      const entries = findList(lists, list, on)?.entries
      if (entries === undefined) return NOT_LOADED
      const named = holding.filter(({ label }) => label === undefined || entries.includes(label))
      if (named.length === 0) return 0
      return named.some((item) => item.label !== undefined && test.verdict(item, on) === 'counts')
        ? 1
        : UNKNOWN
    },
    basis: (_who, _at, value) => verdictText(title, value),
    turns(who, { on }) {
      const items = who[fact] ?? []
      const edges = items.flatMap((item) => test.turns(item, on))
      return items.length === 0 ? [] : soonest([...edges, ...comingYears(on)], on)
    },
  }
}

function findList(lists: readonly OutsideList[], id: string, on: PlainDate): OutsideList | undefined {
  const year = yearOf(on)
  return lists.find((list) => list.id === id && list.year === year)
}
