import { BarChart as Bars } from 'echarts/charts'
import { GridComponent, LegendComponent } from 'echarts/components'
import { type ECharts, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { type BarData, barOption, chartHeight } from './bar-option.ts'

use([Bars, GridComponent, LegendComponent, SVGRenderer])

/**
 * A picture of numbers that stand in a table beside it. `title` says for screen readers what it shows; the numbers
 * themselves are read in the table.
 */
export function BarChart({ title, data }: { title: string; data: BarData }) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts>(undefined)
  const height = chartHeight(data)
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const made = init(element, null, { renderer: 'svg' })
    chart.current = made
    const watch = new ResizeObserver(() => made.resize())
    watch.observe(element)
    return () => {
      watch.disconnect()
      made.dispose()
    }
  }, [])
  useEffect(() => {
    const element = place.current
    if (element === null) return
    chart.current?.setOption(barOption(data, getComputedStyle(element).fontFamily), { notMerge: true })
  }, [data])
  return <div ref={place} role="img" aria-label={title} style={{ height }} />
}
