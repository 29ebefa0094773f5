import './rechecks.css'
import type { RecheckPage } from '#shared/ipc/points.ts'
import type { PointsLineView } from '#shared/ipc/residents.ts'
import { formatChange } from '../../components/format.ts'
import { Points } from '../../components/Points.tsx'
import { Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { type BothResults, bothResults } from './recheck-look.ts'

/** The points as they stood when it was asked, beside those computed anew when it was closed. */
export function BothResultsSection({ page }: { page: RecheckPage }) {
  const { before, after } = page
  const change = after === null ? null : after.certainX100 - before.certainX100
  return (
    <Section
      title="前后得分"
      aside={`提出时 ${before.on}${after === null ? '；办结时重新计分' : `；办结时 ${after.on}`}`}
    >
      <table className="both-results" aria-label="前后得分">
        <thead>
          <tr>
            <th scope="col">指标</th>
            <th scope="col">提出时</th>
            <th scope="col">办结时</th>
            <th scope="col" className="end">
              变化
            </th>
          </tr>
        </thead>
        <tbody>
          {bothResults(page).map((row) => (
            <Row key={row.code} row={row} closed={after !== null} />
          ))}
          <tr>
            <th scope="row">合计</th>
            <td>
              <Points x100={before.certainX100} />
            </td>
            <td>{after === null ? '—' : <Points x100={after.certainX100} />}</td>
            <td className="end">
              <Change x100={change} />
            </td>
          </tr>
        </tbody>
      </table>
      <p className="source">
        计分政策：{before.packName}
        {after === null || after.packId === before.packId ? '' : `；办结时改用 ${after.packName}`}
      </p>
    </Section>
  )
}

function Row({ row, closed }: { row: BothResults; closed: boolean }) {
  return (
    <tr className={row.contested ? 'both-results-contested' : undefined}>
      <th scope="row">
        {row.name}
        {row.contested ? <Tag tone="unknown" sign="!" word="本次复核" /> : null}
      </th>
      <td>{row.before === null ? '没有这一项' : <Side line={row.before} />}</td>
      <td>{row.after === null ? closed ? '没有这一项' : '—' : <Side line={row.after} />}</td>
      <td className="end">
        <Change x100={row.changeX100} />
      </td>
    </tr>
  )
}

function Side({ line }: { line: PointsLineView }) {
  return (
    <>
      {line.state === 'UNKNOWN' ? <Tag tone="unknown" sign="?" word="待补材料" /> : null}
      {line.state === 'NOT_LOADED' ? <Tag tone="unknown" sign="?" word="未装载" /> : null}
      {line.state === 'SCORED' ? <Points x100={line.pointsX100} /> : null}
      <p className="source">{line.basis}</p>
      {line.source === '' ? null : <p className="source">{line.source}</p>}
    </>
  )
}

/** A difference with its sign; a dash where there is nothing to compare. */
function Change({ x100 }: { x100: number | null }) {
  return x100 === null ? '—' : <span className="figures">{formatChange(x100)}</span>
}
