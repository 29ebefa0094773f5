import { assertNever } from '../../../base/assert-never.ts'
import { formatYuan } from '../../../base/money.ts'
import { formatX100 } from '../../../base/points-text.ts'
import { type AmountUnit, ITEM_VOCABULARY, type ItemFact, type Measure } from '../../../policy/index.ts'
import { type Leaf, type LeafScope, UNKNOWN } from '../leaf.ts'
import { itemTest } from './item-test.ts'
import { timesText } from './item-words.ts'
import { absentValue, leafKey, NO_RECORD } from './scope.ts'
import { soonest } from './turns.ts'

type Items = Extract<Measure, { kind: 'items' }>

/**
 * How many items count, or the sum of their amounts in the fact's unit, of each at most `mostEach`. Where nothing
 * counts and some item lacks its day, department or amount, the answer is unknown.
 */
export function itemsLeaf({ of, take, mostEach }: Items, scope: LeafScope): Leaf {
  const absent = absentValue(scope)
  const test = itemTest(of, { holding: false, department: scope.department })
  const most = mostEach ?? Number.POSITIVE_INFINITY
  return {
    key: leafKey(['items', of, take, mostEach], scope),
    fields: [of.fact],
    asksChildren: false,
    read(who, { on }) {
      const items = who[of.fact]
      if (items === undefined) return absent
      let total = 0
      let open = false
      for (const item of items) {
        const verdict = test.verdict(item, on)
        if (verdict === 'does-not') continue
        if (verdict === 'open' || (take === 'amount' && item.amount === undefined)) open = true
        else total += take === 'count' ? 1 : Math.min(item.amount ?? 0, most)
      }
      // Amounts no record can mean are held where numbers are still exact.
      return total === 0 && open ? UNKNOWN : Math.min(total, Number.MAX_SAFE_INTEGER)
    },
    basis(who, _at, value) {
      if (who[of.fact] === undefined) return NO_RECORD
      return take === 'count' ? timesText(of.fact, value) : `累计 ${amountText(of.fact, value)}`
    },
    turns: (who, { on }) =>
      soonest(
        (who[of.fact] ?? []).flatMap((item) => test.turns(item, on)),
        on,
      ),
  }
}

/** An amount of a fact in its unit: `600 毫升`, `1000.00 元`. */
export function amountText(fact: ItemFact, amount: number): string {
  const unit: AmountUnit | null = ITEM_VOCABULARY[fact].unit
  switch (unit) {
    case 'fen':
      return `${formatYuan(amount)} 元`
    case 'millilitre':
      return `${amount} 毫升`
    case 'hour':
      return `${amount} 小时`
    case 'squareMetre':
      return `${amount} 平方米`
    case 'pointX100':
      return `${formatX100(amount)} 分`
    case 'person':
      return `${amount} 人`
    case null:
      return String(amount)
    default:
      return assertNever(unit)
  }
}
