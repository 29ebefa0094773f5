import { Link } from '@tanstack/react-router'
import type { WhatIf } from '#shared/ipc/round-results.ts'
import { BarChart } from '../../components/charts/BarChart.tsx'
import { formatCount } from '../../components/format.ts'
import { Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { basisText, envyExample, envyText, outcomeSentence, placesComparison } from './what-if-words.ts'

/** What came of a trial: people first, then the two sides, the places, and who changes. */
export function WhatIfSections({ roundId, result }: { roundId: string; result: WhatIf }) {
  return (
    <>
      <Section title="结论" aside={`甲：${result.a.name} · 乙：${result.b.name}`}>
        <p className="result-sentence" role="status">
          {outcomeSentence(result)}
        </p>
        <p className="reason-why">{basisText(result)}</p>
        <SidesTable result={result} />
      </Section>
      <PlacesBeside places={result.places} />
      <Changed roundId={roundId} result={result} />
      <Examples result={result} />
    </>
  )
}

function SidesTable({ result: { a, b } }: { result: WhatIf }) {
  const rows = [
    ['入选', `${formatCount(a.seated)} 人`, `${formatCount(b.seated)} 人`],
    ['入选第一志愿', `${formatCount(a.firstWish)} 人`, `${formatCount(b.firstWish)} 人`],
    ['次序在前却没去成更想去的地方', envyText(a.envious), envyText(b.envious)],
  ] as const
  return (
    <table aria-label="甲和乙">
      <thead>
        <tr>
          <th scope="col">比较</th>
          <th scope="col" className="end">
            甲：{a.name}
          </th>
          <th scope="col" className="end">
            乙：{b.name}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, left, right]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="end figures">{left}</td>
            <td className="end figures">{right}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function PlacesBeside({ places }: { places: WhatIf['places'] }) {
  const data = placesComparison(places)
  return (
    <Section
      title="各去处"
      aside={data === undefined ? '入选人数处处相同' : '图中只画入选人数或名额不同的去处'}
    >
      <div className={data === undefined ? '' : 'results-grid results-grid-table'}>
        {data === undefined ? null : (
          <BarChart title="甲乙入选人数不同的去处，图中的数字见旁边的表" data={data} />
        )}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className="results-table" aria-label="各去处甲乙的数字" tabIndex={0}>
          <table aria-label="各去处甲和乙">
            <thead>
              <tr>
                <th scope="col">去处</th>
                <th scope="col" className="end">
                  甲 入选 / 名额
                </th>
                <th scope="col" className="end">
                  乙 入选 / 名额
                </th>
                <th scope="col">甲 分数线</th>
                <th scope="col">乙 分数线</th>
              </tr>
            </thead>
            <tbody>
              {places.map(({ id, name, a, b }) => (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  <td className="end figures">
                    {formatCount(a.filled)} / {formatCount(a.capacity)}
                  </td>
                  <td className="end figures">
                    {formatCount(b.filled)} / {formatCount(b.capacity)}
                  </td>
                  <td>{a.cutoffText}</td>
                  <td>{b.cutoffText}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </Section>
  )
}

function Changed({ roundId, result: { changed, better, worse } }: { roundId: string; result: WhatIf }) {
  if (changed.length === 0) return null
  const total = better + worse
  const aside =
    changed.length < total ? `前 ${changed.length} 人，共 ${formatCount(total)} 人` : `${total} 人`
  return (
    <Section title="结果不同的人" aside={aside}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="results-table" aria-label="结果不同的人" tabIndex={0}>
        <table aria-label="结果不同的人">
          <thead>
            <tr>
              <th scope="col">编号</th>
              <th scope="col">甲</th>
              <th scope="col">乙</th>
              <th scope="col">对本人</th>
            </tr>
          </thead>
          <tbody>
            {changed.map(({ no, a, b, better: isBetter }) => (
              <tr key={no}>
                <th scope="row">
                  <Link to="/rounds/$id/applicants/$no" params={{ id: roundId, no }}>
                    {no}
                  </Link>
                </th>
                <td>{a ?? '候补'}</td>
                <td>{b ?? '候补'}</td>
                <td>
                  {isBetter ? (
                    <Tag tone="yes" sign="↑" word="更好" />
                  ) : (
                    <Tag tone="no" sign="↓" word="更差" />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  )
}

function Examples({ result: { examples } }: { result: WhatIf }) {
  if (examples.length === 0) return null
  return (
    <Section title="乙之下说不过去的例子" aside="窗口要向这些人解释">
      <ul className="plain-list">
        {examples.map((example) => (
          <li key={`${example.no} ${example.place}`}>{envyExample(example)}</li>
        ))}
      </ul>
    </Section>
  )
}
