import type { SimulationResult } from '#shared/ipc/policies.ts'
import type { BarData, BarSeries } from '../../components/charts/bar-option.ts'
import { bandDirection, bandText, type Direction } from './simulation-words.ts'

const DIRECTIONS = [
  { direction: 'lose', name: '减分', tone: 'no' },
  { direction: 'same', name: '不变', tone: 'plain' },
  { direction: 'gain', name: '加分', tone: 'yes' },
] as const satisfies readonly (Omit<BarSeries, 'values'> & { direction: Direction })[]

/** Width of a band of totals, in hundredths. */
const TOTAL_BAND = 1000

/** A band of totals, both its edges included. */
export function totalText(fromX100: number): string {
  return `${fromX100 / 100} 至 ${(fromX100 + TOTAL_BAND - 1) / 100}`
}

/** How many change by how much; who loses, stays and gains each look their own. */
export function bandsData({ bands }: SimulationResult): BarData {
  return {
    categories: bands.map(bandText),
    series: DIRECTIONS.map(({ direction, ...look }) => ({
      ...look,
      values: bands.map((band) => (bandDirection(band) === direction ? band.count : 0)),
    })),
    shape: 'rows',
    stacked: true,
    unit: '人',
  }
}

/** Totals before and after beside each other. */
export function totalsData({ totals }: SimulationResult): BarData {
  return {
    categories: totals.map(({ fromX100 }) => String(fromX100 / 100)),
    series: [
      { name: '前', tone: 'plain', values: totals.map(({ before }) => before) },
      { name: '后', tone: 'accent', values: totals.map(({ after }) => after) },
    ],
    shape: 'columns',
    stacked: false,
    unit: '人',
  }
}

/** Who loses, stays and gains in each town. */
export function townsData({ towns }: SimulationResult): BarData {
  return {
    categories: towns.map(({ town }) => town),
    series: DIRECTIONS.map(({ direction, ...look }) => ({
      ...look,
      values: towns.map((town) => town[direction]),
    })),
    shape: 'rows',
    stacked: true,
    unit: '人',
  }
}

/** How many gain and lose in the line of each indicator. */
export function indicatorsData({ indicators }: SimulationResult): BarData {
  return {
    categories: indicators.map(({ name }) => name),
    series: DIRECTIONS.filter(({ direction }) => direction !== 'same').map(({ direction, ...look }) => ({
      ...look,
      values: indicators.map((indicator) => (direction === 'gain' ? indicator.gain : indicator.lose)),
    })),
    shape: 'rows',
    stacked: true,
    unit: '人',
  }
}
