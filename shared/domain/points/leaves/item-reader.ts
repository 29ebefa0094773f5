import type { PlainDate } from '../../../base/plain-date.ts'
import { codeWords, type ItemFact, type ItemSelection } from '../../../policy/index.ts'
import type { FactItem } from '../../people/index.ts'
import type { ItemReader, LeafScope } from '../leaf.ts'
import { type ItemTest, itemTest } from './item-test.ts'
import { amountText } from './items.ts'
import { leafKey, NO_RECORD } from './scope.ts'
import { soonest } from './turns.ts'

const MOST_SHOWN = 3
const NONE: readonly FactItem[] = []

/**
 * Selects the items of a fact that count. Undefined where the fact is not known, and where nothing counts but some
 * item lacks the day or the department that would tell.
 */
export function itemReader(
  selection: ItemSelection,
  { holding, ...scope }: { holding: boolean } & LeafScope,
): ItemReader {
  const { fact } = selection
  const test = itemTest(selection, { holding, department: scope.department })
  return {
    key: leafKey(['select', selection, holding], scope),
    fields: [fact],
    select(who, { on }) {
      const items = who[fact]
      if (items === undefined) return scope.whenAbsent === 'nothing' ? NONE : undefined
      return selected(items, test, on)
    },
    basis: (items) => itemsText(fact, items),
    turns: (who, { on }) =>
      soonest(
        (who[fact] ?? []).flatMap((item) => test.turns(item, on)),
        on,
      ),
  }
}

function selected(
  items: readonly FactItem[],
  test: ItemTest,
  on: PlainDate,
): readonly FactItem[] | undefined {
  let counted = 0
  let open = false
  for (const item of items) {
    const verdict = test.verdict(item, on)
    if (verdict === 'counts') counted += 1
    else if (verdict === 'open') open = true
  }
  // Mostly all of them count: then nothing is copied.
  if (counted === items.length) return items
  if (counted === 0) return open ? undefined : NONE
  return items.filter((item) => test.verdict(item, on) === 'counts')
}

/** Items in words, the first three where they are many; papers for life go without their day. */
function itemsText(fact: ItemFact, items: readonly FactItem[]): string {
  const [first] = items
  if (first === undefined) return NO_RECORD
  if (items.length === 1) return oneText(fact, first)
  const shown = items.slice(0, MOST_SHOWN).map((item) => oneText(fact, item))
  const rest = items.length > MOST_SHOWN ? ` 等 ${items.length} 项` : ''
  return `${shown.join('、')}${rest}`
}

function oneText(fact: ItemFact, { code, from, to, amount }: FactItem): string {
  const words = codeWords(fact, code)
  if (fact === 'education' || fact === 'skill') return words
  const sized = amount === undefined ? words : `${words} ${amountText(fact, amount)}`
  if (from === null) return sized
  if (from === to) return `${sized}（${from}）`
  // What is recorded by the year holds the whole year.
  const wholeYear = from.endsWith('-01-01') && to === `${from.slice(0, 4)}-12-31`
  return wholeYear ? `${sized}（${from.slice(0, 4)} 年）` : `${sized}（${from} 起）`
}
