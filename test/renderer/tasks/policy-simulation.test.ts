import { expect, test } from 'vitest'
import { PlainDate } from '#shared/base/plain-date.ts'
import type { SimulationResult } from '#shared/ipc/policies.ts'
import {
  bandsData,
  indicatorsData,
  totalsData,
  townsData,
} from '../../../renderer/src/tasks/policy/simulation-charts.ts'
import {
  bandDirection,
  bandText,
  shareText,
  signedX100,
  simulationSentences,
} from '../../../renderer/src/tasks/policy/simulation-words.ts'

const result: SimulationResult = {
  beforeName: '示例旧版',
  afterName: '示例新版',
  on: PlainDate.parse('2026-01-01'),
  residents: 1200,
  gain: 600,
  same: 400,
  lose: 200,
  meanChangeX100: 123.4,
  bands: [
    { from: null, to: -500, count: 50 },
    { from: -499, to: -1, count: 150 },
    { from: 0, to: 0, count: 400 },
    { from: 1, to: 499, count: 500 },
    { from: 500, to: null, count: 100 },
  ],
  towns: [
    { town: '示例东镇', gain: 10, same: 0, lose: 90, meanChangeX100: -50 },
    { town: '示例西镇', gain: 590, same: 400, lose: 110, meanChangeX100: 150 },
  ],
  totals: [{ fromX100: 0, before: 1200, after: 1100 }],
  indicators: [
    { code: 'A', name: '示例年龄', gain: 1, lose: 2 },
    { code: 'B', name: '示例社保', gain: 600, lose: 100 },
  ],
  open: 30,
  findings: [],
}

test.each([
  [{ from: null, to: -1000 }, '减 10 分以上', 'lose'],
  [{ from: -999, to: -500 }, '减 5 至 9.99 分', 'lose'],
  [{ from: -499, to: -1 }, '减不到 5 分', 'lose'],
  [{ from: 0, to: 0 }, '不变', 'same'],
  [{ from: 1, to: 499 }, '加不到 5 分', 'gain'],
  [{ from: 500, to: 500 }, '加 5 分', 'gain'],
  [{ from: 1000, to: null }, '加 10 分以上', 'gain'],
])('the band %j reads %s', (band, words, direction) => {
  expect(bandText(band)).toBe(words)
  expect(bandDirection(band)).toBe(direction)
})

test('the main thing comes first, and what is open is said', () => {
  const [first, ...others] = simulationSentences(result)
  expect(first).toBe('1,200 人中，600 人加分（50.0%），200 人减分（16.7%），400 人不变；平均每人 +1.23 分。')
  expect(others.join('')).toContain('减分面最大的镇街是示例东镇：90 人减分，占该镇街 90.0%')
  expect(others.join('')).toContain('影响最大的指标是示例社保')
  expect(others.at(-1)).toContain('30 人还有未定')
})

test('nobody, and nobody touched, are said as such', () => {
  expect(simulationSentences({ ...result, residents: 0 })).toHaveLength(1)
  const untouched = { ...result, gain: 0, lose: 0, towns: [], indicators: [], open: 0 }
  expect(simulationSentences(untouched).join('')).toContain('没有哪项指标的分数有变化')
  expect(shareText(1, 0)).toBe('—')
})

test('a change of nearly nothing is no change with a sign', () => {
  expect(signedX100(0.4)).toBe('0.00')
  expect(signedX100(-150)).toBe('−1.50')
})

test('every picture has the numbers of its table, everybody once', () => {
  const bands = bandsData(result)
  const total = bands.series.flatMap(({ values }) => values).reduce((sum, value) => sum + value, 0)
  expect(total).toBe(result.residents)
  expect(townsData(result).series.map(({ values }) => values)).toEqual([
    [90, 110],
    [0, 400],
    [10, 590],
  ])
  expect(indicatorsData(result).series.map(({ values }) => values)).toEqual([
    [2, 100],
    [1, 600],
  ])
  expect(totalsData(result).series.map(({ values }) => values)).toEqual([[1200], [1100]])
})

test('no two series of a picture look the same', () => {
  for (const data of [bandsData(result), totalsData(result), townsData(result), indicatorsData(result)])
    expect(new Set(data.series.map(({ tone }) => tone)).size).toBe(data.series.length)
})
