/** How a series looks: a colour of ours and, so that colour never carries it alone, a filling of its own. */
export type BarTone = 'accent' | 'plain' | 'yes' | 'no'

/** Values by the order of the categories. */
export interface BarSeries {
  name: string
  tone: BarTone
  values: readonly number[]
}

/** What a bar chart shows. `rows` lie under each other with long names, `columns` stand beside each other. */
export interface BarData {
  categories: readonly string[]
  series: readonly BarSeries[]
  shape: 'rows' | 'columns'
  /** Whether the series of a category are put onto each other. */
  stacked: boolean
  /** What the values count, such as 人. */
  unit: string
}

const ROW_HEIGHT = 26
const SPARE_HEIGHT = 64
const COLUMNS_HEIGHT = 260

/** The height in pixels in which every category can be read. */
export function chartHeight({ shape, categories }: Pick<BarData, 'shape' | 'categories'>): number {
  return shape === 'columns' ? COLUMNS_HEIGHT : SPARE_HEIGHT + categories.length * ROW_HEIGHT
}

/** Colours are names of our tokens, so that they follow the scheme by themselves. */
const FILLINGS = {
  accent: { color: 'var(--accent-solid)' },
  yes: { color: 'var(--yes)' },
  no: {
    color: 'var(--no)',
    decal: {
      symbol: 'rect',
      color: 'var(--surface)',
      dashArrayX: [1, 0],
      dashArrayY: [2, 5],
      rotation: -Math.PI / 4,
    },
  },
  plain: { color: 'var(--line)', borderColor: 'var(--tertiary)', borderWidth: 1 },
} as const satisfies Record<BarTone, object>

const LINE = { lineStyle: { color: 'var(--line)' } }

/** The chart in the words of ECharts: nothing moves, nothing answers the pointer, the table beside it has the numbers. */
export function barOption(data: BarData, fontFamily: string) {
  const text = { color: 'var(--secondary)', fontFamily, fontSize: 12 }
  const names = {
    type: 'category',
    data: [...data.categories],
    axisTick: { show: false },
    axisLine: LINE,
    axisLabel: text,
    ...(data.shape === 'rows' ? { inverse: true } : {}),
  }
  const counts = {
    type: 'value',
    name: data.unit,
    nameTextStyle: text,
    minInterval: 1,
    splitLine: LINE,
    axisLabel: text,
  }
  const rows = data.shape === 'rows'
  return {
    animation: false,
    textStyle: { fontFamily },
    legend: {
      show: data.series.length > 1,
      top: 0,
      right: 0,
      itemWidth: 14,
      itemHeight: 10,
      selectedMode: false,
      textStyle: text,
    },
    grid: {
      left: 4,
      right: rows ? 36 : 8,
      top: data.series.length > 1 ? 36 : 28,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: rows ? counts : names,
    yAxis: rows ? names : counts,
    series: data.series.map((series) => ({
      type: 'bar',
      name: series.name,
      // Nothing is drawn for none: the outline of an empty bar would still be a line.
      data: series.values.map((value) => (value === 0 ? null : value)),
      itemStyle: FILLINGS[series.tone],
      barMaxWidth: rows ? 14 : 32,
      silent: true,
      emphasis: { disabled: true },
      ...(data.stacked ? { stack: 'all' } : {}),
    })),
  }
}
