import { describe, expect, test } from 'vitest'
import {
  formatChange,
  formatCount,
  formatMoment,
  formatMoney,
  formatPoints,
  formatWindow,
  normalDay,
  normalMonth,
} from '../../../renderer/src/components/format.ts'
import { VERDICT_LOOK } from '../../../renderer/src/components/verdict-look.ts'

describe('a day as people type it', () => {
  test.each([
    ['20220601', '2022-06-01'],
    ['2022.6.1', '2022-06-01'],
    ['2022/06/01', '2022-06-01'],
    ['2022年6月1日', '2022-06-01'],
    ['２０２２-０６-０１', '2022-06-01'],
    [' 2022-06-01 ', '2022-06-01'],
    ['2022-13-45', '2022-13-45'],
    ['去年', '去年'],
    ['202261', '202261'],
    ['', ''],
  ])('%j becomes %j', (typed, expected) => {
    expect(normalDay(typed)).toBe(expected)
  })
})

test('points below zero have the minus sign of type, and a change says its direction', () => {
  expect([formatPoints(150), formatPoints(-150)]).toEqual(['1.50', '−1.50'])
  expect([formatChange(150), formatChange(-5), formatChange(0)]).toEqual(['+1.50', '−0.05', '不变'])
})

test('a window of a list is told in words', () => {
  expect(formatWindow(0, 9, 10)).toBe('第 1–10 条，共 10 条')
  expect(formatWindow(999_990, 999_999, 1_000_000)).toBe('第 999,991–1,000,000 条，共 1,000,000 条')
  expect(formatWindow(0, -1, 0)).toBe('共 0 条')
})

test('numbers and money', () => {
  expect(formatCount(1234567)).toBe('1,234,567')
  expect(formatCount(0)).toBe('0')
  expect(formatMoney(1_133_334)).toBe('11333.34 元')
})

test('an instant is shown in local time without seconds', () => {
  const local = new Date(2022, 5, 28, 14, 32, 50)
  expect(formatMoment(local.toISOString())).toBe('2022-06-28 14:32')
})

test('no two verdicts share sign, word or colour', () => {
  const looks = Object.values(VERDICT_LOOK)
  for (const part of ['sign', 'word', 'tone'] as const) {
    expect(new Set(looks.map((look) => look[part])).size).toBe(looks.length)
  }
})

test.each([
  ['202206', '2022-06'],
  ['2022.6', '2022-06'],
  ['2022年6月', '2022-06'],
  [' ２０２２-06 ', '2022-06'],
  ['2022', '2022'],
  ['六月', '六月'],
])('the month %j is kept as %s', (typed, expected) => {
  expect(normalMonth(typed)).toBe(expected)
})
