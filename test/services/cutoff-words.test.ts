import { expect, test } from 'vitest'
import { cutoffWords } from '#electron/services/rounds/cutoff-words.ts'
import type { Cutoff, RoundKind } from '#shared/domain/allocation/index.ts'

const CLASSES = [
  { class: 1, name: '示例甲类' },
  { class: 2, name: '示例乙类' },
]
const FULL = { place: 'A', capacity: 2, filled: 2 }
const reserved = { capacity: 1, filled: 1, last: { class: 2, points: 30 } }

test.each<[RoundKind, Partial<Cutoff>, string]>([
  ['school', { last: { class: 2, points: 80.5 } }, '最后一名示例乙类，80.50 分'],
  ['school', { last: { class: 7 } }, '最后一名第 7 类'],
  ['school', { capacity: 0, filled: 0 }, '没有名额'],
  ['school', { filled: 1, last: { class: 2, points: 80.5 } }, '名额未满（1/2），够条件的全部入选'],
  ['rent-support', { last: { ticket: 'ff' } }, '名额已满，按签号先后'],
  ['school', { reserved }, '名额已满，都是预留名额；预留名额最后一名示例乙类，30.00 分'],
  [
    'school',
    { last: { class: 1, points: 80 }, reserved },
    '最后一名示例甲类，80.00 分；预留名额最后一名示例乙类，30.00 分',
  ],
  ['school', { last: { class: 1 }, reserved: { capacity: 1, filled: 0 } }, '最后一名示例甲类'],
  // Flats go by the size of the household first, and by the plan's classes after it.
  ['housing', { last: { class: 1, priority: 2, ticket: 'ff' } }, '最后一名人口与房型相符，示例乙类'],
  ['housing', { last: { class: 2, ticket: 'ff' } }, '最后一名人口少于房型所配'],
])('%s %o: %s', (kind, changes, words) => {
  expect(cutoffWords({ kind, classes: CLASSES }, { ...FULL, ...changes })).toBe(words)
})

test('a place that a result says nothing of has no seats', () => {
  expect(cutoffWords({ kind: 'school', classes: [] }, undefined)).toBe('没有名额')
})

test('what is said besides goes with the last one that it is true of', () => {
  const cutoff = {
    ...FULL,
    last: { points: 80, ties: { a: 3 } },
    reserved: { ...reserved, last: { ties: { a: 1 } } },
  }
  const more = ({ ties = {} }: { ties?: Record<string, number> }) =>
    Object.values(ties).map((months) => `${months} 月`)
  expect(cutoffWords({ kind: 'school', classes: [] }, cutoff, more)).toBe(
    '最后一名80.00 分，3 月；预留名额最后一名1 月',
  )
})
