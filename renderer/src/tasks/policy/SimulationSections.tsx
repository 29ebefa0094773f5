import type { ReactNode } from 'react'
import type { SimulationResult } from '#shared/ipc/policies.ts'
import { BarChart } from '../../components/charts/BarChart.tsx'
import type { BarData } from '../../components/charts/bar-option.ts'
import { formatCount } from '../../components/format.ts'
import { Section } from '../../components/RecordPage.tsx'
import { QuotaFindings } from './QuotaFindings.tsx'
import { bandsData, indicatorsData, totalsData, totalText, townsData } from './simulation-charts.ts'
import { bandText, shareText, signedX100, simulationSentences } from './simulation-words.ts'

/** What a simulation came to: the main thing in sentences, then four pictures, each with its numbers beside it. */
export function SimulationSections({ result }: { result: SimulationResult }) {
  const [first, ...others] = simulationSentences(result)
  return (
    <>
      <Section
        title="结论"
        aside={`${result.on} · 前：${result.beforeName} · 后：${result.afterName}`}
        className="simulation-summary"
      >
        <p className="simulation-first">{first}</p>
        {others.length === 0 ? null : (
          <ul className="plain-list">
            {others.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
      </Section>
      <QuotaFindings findings={result.findings} />
      {result.residents === 0 ? null : <Charts result={result} />}
    </>
  )
}

function Charts({ result }: { result: SimulationResult }) {
  const { residents } = result
  return (
    <>
      <Picture
        title="每人变动多少"
        data={bandsData(result)}
        heads={['变动', '人数', '占比']}
        rows={result.bands.map((band) => [
          bandText(band),
          formatCount(band.count),
          shareText(band.count, residents),
        ])}
      />
      <Picture
        title="总分的分布"
        data={totalsData(result)}
        heads={['总分', '前（人）', '后（人）', '增减']}
        rows={result.totals.map(({ fromX100, before, after }) => [
          totalText(fromX100),
          formatCount(before),
          formatCount(after),
          signedCount(after - before),
        ])}
      />
      <Picture
        title="按镇街"
        data={townsData(result)}
        heads={['镇街', '加分', '不变', '减分', '平均变动']}
        rows={result.towns.map(({ town, gain, same, lose, meanChangeX100 }) => [
          town,
          formatCount(gain),
          formatCount(same),
          formatCount(lose),
          signedX100(meanChangeX100),
        ])}
      />
      <Picture
        title="按指标"
        data={indicatorsData(result)}
        heads={['指标', '加分', '减分']}
        rows={result.indicators.map(({ name, gain, lose }) => [name, formatCount(gain), formatCount(lose)])}
      />
      <p className="source">平均变动以分计；有未定项的人只比较已确定的部分。</p>
    </>
  )
}

function signedCount(count: number): string {
  return count > 0 ? `+${formatCount(count)}` : count < 0 ? `−${formatCount(-count)}` : '0'
}

/** A picture and, beside it, the same numbers as a table. */
function Picture(props: {
  title: string
  data: BarData
  heads: readonly string[]
  rows: readonly (readonly ReactNode[])[]
}) {
  const { title, data, heads, rows } = props
  if (rows.length === 0)
    return (
      <Section title={title}>
        <p className="reason-why">没有可以比较的。</p>
      </Section>
    )
  return (
    <Section title={title} aside={`单位：${data.unit}`}>
      <div className="picture-grid">
        <BarChart title={`${title}，图中的数字见旁边的表`} data={data} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className="picture-table" aria-label={`${title}的数字`} tabIndex={0}>
          <table aria-label={title}>
            <thead>
              <tr>
                {heads.map((head, at) => (
                  <th key={head} scope="col" className={at === 0 ? undefined : 'end'}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([name, ...cells]) => (
                <tr key={String(name)}>
                  <th scope="row">{name}</th>
                  {cells.map((cell, at) => (
                    <td key={heads[at + 1]} className="end">
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </Section>
  )
}
