import { formatX100 } from '#shared/base/points-text.ts'
import type { PointsLineView, PointsView } from '#shared/ipc/residents.ts'
import { Points } from '../../components/Points.tsx'
import { Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { figureCaution, figureText } from '../../text/words.ts'
import { usualStatus } from './usual-status.ts'

/** Points with the reason beside every line. What is not known is shown as such and never counted as zero. */
export function PointsSection({ points }: { points: PointsView }) {
  return (
    <Section title="积分" aside={`${points.packName} · 截至 ${points.on}`}>
      <p className="points-total">
        <span className="points-big">{formatX100(points.certainX100)}</span>
        <span>{points.complete ? '已全部确定' : '已确定'}</span>
        {points.complete ? null : <Tag tone="unknown" sign="?" word={openWords(points)} />}
      </p>
      <PointsBar points={points} />
      <PointsTable lines={points.lines} />
      {points.next.length === 0 ? null : (
        <ul className="points-next">
          {points.next.map((change) => (
            <li key={`${change.on} ${change.text}`} className="source">
              {change.on} 起：{change.text}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function PointsTable({ lines }: { lines: readonly PointsLineView[] }) {
  const usual = usualStatus(lines)
  const caution = usual === undefined ? '' : figureCaution(usual)
  return (
    <table className="points-table" aria-label="积分各项">
      <thead>
        <tr>
          <th scope="col">指标</th>
          <th scope="col">依据的事实和算法</th>
          <th scope="col" className="end">
            分
          </th>
          <th scope="col" className="end">
            上限
          </th>
          <th scope="col">来源与条款</th>
        </tr>
        {caution === '' ? null : (
          <tr>
            <td colSpan={5} className="points-caution">
              各项分值：{caution}
              {lines.every((line) => line.status === usual) ? '。' : '；另有注明的除外。'}
            </td>
          </tr>
        )}
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line key={line.code} line={line} caution={line.status === usual ? '' : figureText(line.status)} />
        ))}
      </tbody>
    </table>
  )
}

function openWords({ openX100 }: PointsView): string {
  return openX100 === null ? '其余待定，其中有未装载的分值' : `其余 0 至 ${formatX100(openX100)} 待定`
}

/** How much of what could be reached is certain; only drawn where the whole is known. */
function PointsBar({ points }: { points: PointsView }) {
  const whole = points.lines.reduce((sum, line) => sum + (line.capX100 ?? 0), 0)
  if (whole === 0) return null
  return (
    <svg className="points-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect className="bar-ground" width="100" height="6" />
      <rect className="bar-fill" width={(points.certainX100 / whole) * 100} height="6" />
    </svg>
  )
}

function Line({ line, caution }: { line: PointsLineView; caution: string }) {
  return (
    <tr>
      <th scope="row">{line.name}</th>
      <td>
        <p className={line.state === 'SCORED' ? undefined : 'is-open'}>{line.basis}</p>
        {line.formula === '' ? null : <p className="source">{line.formula}</p>}
        {line.remedy === undefined ? null : <p className="source">怎么办：{line.remedy}</p>}
        {line.note === undefined ? null : (
          <details>
            <summary>计分说明</summary>
            <p className="source">{line.note}</p>
          </details>
        )}
      </td>
      <td className="end">
        <Points x100={line.pointsX100} />
      </td>
      <td className="end">
        <Points x100={line.capX100} />
      </td>
      <td>
        {line.state === 'UNKNOWN' ? <Tag tone="unknown" sign="?" word="待补材料" /> : null}
        {line.state === 'NOT_LOADED' ? <Tag tone="unknown" sign="?" word="未装载" /> : null}
        {line.source === '' ? null : <p className="source">{line.source}</p>}
        <p className="source">
          {line.clause}
          {caution === '' ? '' : `（${caution}）`}
        </p>
      </td>
    </tr>
  )
}
