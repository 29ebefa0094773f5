import { expect, test } from 'vitest'
import {
  type BarData,
  barOption,
  chartHeight,
} from '../../../../renderer/src/components/charts/bar-option.ts'

const data: BarData = {
  categories: ['甲', '乙'],
  series: [
    { name: '减分', tone: 'no', values: [1, 2] },
    { name: '加分', tone: 'yes', values: [3, 4] },
  ],
  shape: 'rows',
  stacked: true,
  unit: '人',
}

test('rows have their names at the left and the first on top', () => {
  const option = barOption(data, 'sans-serif')
  expect(option.yAxis).toMatchObject({ type: 'category', inverse: true, data: ['甲', '乙'] })
  expect(barOption({ ...data, shape: 'columns' }, 'sans-serif').xAxis).toMatchObject({ type: 'category' })
})

test('stacked series share a stack, others stand alone', () => {
  expect(barOption(data, 'x').series.map((series) => series.stack)).toEqual(['all', 'all'])
  expect(
    barOption({ ...data, stacked: false }, 'x').series.every((series) => series.stack === undefined),
  ).toBe(true)
})

test('colours are tokens, so that they follow the scheme', () => {
  const colours = JSON.stringify(barOption(data, 'x')).match(/#[0-9a-f]{3,8}|rgba?\(/gi)
  expect(colours).toBeNull()
})

test('more rows take more height, columns do not', () => {
  expect(chartHeight({ ...data, categories: ['甲', '乙', '丙'] })).toBeGreaterThan(chartHeight(data))
  const columns = { ...data, shape: 'columns' as const }
  expect(chartHeight({ ...columns, categories: ['甲'] })).toBe(chartHeight(columns))
})
