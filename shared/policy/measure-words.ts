import { assertNever } from '../base/assert-never.ts'
import type { Condition } from './condition.ts'
import { type AmountUnit, ITEM_VOCABULARY } from './fact-fields.ts'
import { codeWords, FACT_NAMES, ITEM_COUNTERS } from './fact-words.ts'
import type { GapPolicy, ItemSelection, Measure, Window } from './measure.ts'

const UNIT_WORDS = { day: '天', month: '个月', year: '年' } as const
const NUMBER_WORDS = { day: '天数', month: '整月数', year: '整年数' } as const
const LETTER_WORDS = { P: '当月缴纳', B: '补缴', T: '转入' } as const

/** How an amount is written, and how many of its units make one that is written. */
const AMOUNT_UNITS = {
  fen: { words: '元', per: 100 },
  millilitre: { words: '毫升', per: 1 },
  hour: { words: '小时', per: 1 },
  squareMetre: { words: '平方米', per: 1 },
  pointX100: { words: '分', per: 100 },
  person: { words: '人', per: 1 },
} as const satisfies Record<AmountUnit, { words: string; per: number }>

/** Which days count, in words. */
export function windowWords(window: Window): string {
  switch (window.kind) {
    case 'last':
      return `近 ${window.count} ${window.unit === 'year' ? '年' : '个月'}内`
    case 'dates':
      return window.from === window.to ? window.from : `${window.from} 至 ${window.to}`
    case 'years-to':
      return `截至当年 ${window.monthDay} 的 ${window.count} 年内`
    default:
      return assertNever(window)
  }
}

/** The items a rule looks at, in words: the fact or its codes, and the window. */
export function itemWords({ fact, codes, window }: ItemSelection): string {
  const names = codes === undefined ? FACT_NAMES[fact] : codes.map((code) => codeWords(fact, code)).join('、')
  return window === undefined ? names : `${windowWords(window)}的${names}`
}

/** What is measured, in words; the number and its unit come from `countWords`. */
export function measureWords(measure: Measure): string {
  switch (measure.kind) {
    case 'age':
      return '年龄'
    case 'count':
      return FACT_NAMES[measure.fact]
    case 'since':
      return `自${FACT_NAMES[measure.fact].replace(/日期$/, '')}之日起的${NUMBER_WORDS[measure.unit]}`
    case 'periods':
      return `${itemWords(measure.of)}${gapWords(measure.gaps)}${NUMBER_WORDS[measure.unit]}`
    case 'fund-months':
      return fundWords(measure)
    case 'items': {
      const most =
        measure.mostEach === undefined ? '' : `（单次最多计 ${countWords(measure, measure.mostEach)}）`
      return `${itemWords(measure.of)}${measure.take === 'amount' ? '合计' : ''}${most}`
    }
    default:
      return assertNever(measure)
  }
}

/** A number of a measure with its unit: `12 个月`, `200000 元`, `3 次`. */
export function countWords(measure: Measure, count: number): string {
  switch (measure.kind) {
    case 'age':
      return `${count} 周岁`
    case 'count':
    case 'fund-months':
      return `${count} 个月`
    case 'since':
    case 'periods':
      return `${count} ${UNIT_WORDS[measure.unit]}`
    case 'items':
      return itemCountWords(measure, count)
    default:
      return assertNever(measure)
  }
}

/** A condition in words; its own title where it has one. */
export function conditionWords(condition: Condition): string {
  switch (condition.kind) {
    case 'has':
    case 'reaches':
    case 'known-by':
    case 'listed':
    case 'children':
      return condition.title
    case 'all':
      return joined(condition.of, '，并且')
    case 'any':
      return joined(condition.of, '，或者')
    case 'not':
      return `不符合“${conditionWords(condition.of)}”`
    default:
      return assertNever(condition)
  }
}

/** What a condition looks at exactly, in words: what its title leaves to the reader. */
export function conditionDetails(condition: Condition): string {
  switch (condition.kind) {
    case 'has':
      return `有${itemWords(condition.of)}${condition.holding ? '，当日仍有效' : ''}`
    case 'reaches':
      return `${measureWords(condition.measure)}不少于 ${countWords(condition.measure, condition.atLeast)}`
    case 'known-by':
      return `${FACT_NAMES[condition.fact]}不晚于当日`
    case 'listed':
      return `当日有效的${FACT_NAMES[condition.fact]}在当年名单 ${condition.list} 中`
    case 'children':
      return `有未满 ${condition.below} 周岁的子女，且每人${conditionWords(condition.each)}（${conditionDetails(condition.each)}）`
    case 'all':
      return condition.of.map((part) => `（${conditionDetails(part)}）`).join('且')
    case 'any':
      return condition.of.map((part) => `（${conditionDetails(part)}）`).join('或')
    case 'not':
      return `不是（${conditionDetails(condition.of)}）`
    default:
      return assertNever(condition)
  }
}

function joined(conditions: readonly Condition[], word: string): string {
  return conditions
    .map((part) =>
      part.kind === 'all' || part.kind === 'any' ? `（${conditionWords(part)}）` : conditionWords(part),
    )
    .join(word)
}

function gapWords(gaps: GapPolicy): string {
  switch (gaps.kind) {
    case 'reset':
      return '连续'
    case 'exclude':
      return '累计'
    case 'tolerate':
      return `连续（间断不超过 ${gaps.days} 天的视为连续）的`
    default:
      return assertNever(gaps)
  }
}

function fundWords(measure: Extract<Measure, { kind: 'fund-months' }>): string {
  const funds = measure.funds.map((fund) => FACT_NAMES[fund]).join('或')
  const window = measure.window === undefined ? '' : `${windowWords(measure.window)}的`
  const run = measure.run === 'cumulative' ? '累计' : '连续'
  const breaks = measure.breakMonths === 0 ? '' : `，允许中断 ${measure.breakMonths} 个月`
  const letters = measure.letters.map((letter) => LETTER_WORDS[letter]).join('、')
  return `${window}${funds}${run}月数（计入${letters}${breaks}）`
}

function itemCountWords(measure: Extract<Measure, { kind: 'items' }>, count: number): string {
  const unit = ITEM_VOCABULARY[measure.of.fact].unit
  if (measure.take === 'count' || unit === null) return `${count} ${ITEM_COUNTERS[measure.of.fact] ?? '项'}`
  const { words, per } = AMOUNT_UNITS[unit]
  return `${count / per} ${words}`
}
