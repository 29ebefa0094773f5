import { Link } from '@tanstack/react-router'
import type { PointsLineView } from '#shared/ipc/residents.ts'
import { Points } from '../../components/Points.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { figureCaution, figureText } from '../../text/words.ts'
import { type PointsGroup, pointsGroups } from './points-groups.ts'
import { sharedRemedy, usualStatus } from './usual-status.ts'

interface TableProps {
  residentId: string
  lines: readonly PointsLineView[]
  /** Re-checks are asked for on the lines of the everyday purpose alone. */
  contestable: boolean
}

/** Every line with the fact, the computation, what would close it, and where each of it comes from. */
export function PointsTable({ residentId, lines, contestable }: TableProps) {
  // That a figure is not loaded is said by the line itself.
  const loaded = lines.filter(({ state }) => state !== 'NOT_LOADED')
  const usual = usualStatus(loaded)
  const caution = usual === undefined ? '' : figureCaution(usual)
  const remedy = sharedRemedy(lines)
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
        {caution === '' && remedy === undefined ? null : (
          <tr>
            <td colSpan={5} className="points-caution">
              {caution === '' ? null : (
                <p>
                  各项分值：{caution}
                  {loaded.every((line) => line.status === usual) ? '。' : '；另有注明的除外。'}
                </p>
              )}
              {remedy === undefined ? null : <p>未装载的各项：{remedy}。</p>}
            </td>
          </tr>
        )}
      </thead>
      {pointsGroups(lines).map((group) => (
        <tbody key={group.key}>
          {group.title === undefined ? null : <GroupHead title={group.title} group={group} />}
          {group.lines.map((line) => (
            <Line
              key={line.code}
              line={line}
              caution={line.state === 'NOT_LOADED' || line.status === usual ? '' : figureText(line.status)}
              remedySaid={remedy !== undefined && line.remedy === remedy}
              recheckFor={contestable && line.verifiers.length > 0 ? residentId : undefined}
            />
          ))}
        </tbody>
      ))}
    </table>
  )
}

/** A layer with what it comes to so far. */
function GroupHead({ title, group }: { title: string; group: PointsGroup }) {
  return (
    <tr className="points-group">
      <th scope="rowgroup" colSpan={2}>
        {title}
        <span className="source"> 小计</span>
      </th>
      <td className="end">
        <Points x100={group.subtotalX100} />
      </td>
      <td />
      <td>{group.open === 0 ? null : <span className="is-open">另有 {group.open} 项待定</span>}</td>
    </tr>
  )
}

interface LineProps {
  line: PointsLineView
  caution: string
  /** Whether what to do is said once for several lines. */
  remedySaid: boolean
  /** Whose re-check of the line can be asked for; undefined where none can. */
  recheckFor: string | undefined
}

function Line({ line, caution, remedySaid, recheckFor }: LineProps) {
  return (
    <tr className={line.kind === 'adjustment' ? 'points-adjustment' : undefined}>
      <th scope="row">
        {line.name}
        <KindWord line={line} />
      </th>
      <td>
        <p className={line.state === 'SCORED' ? undefined : 'is-open'}>{line.basis}</p>
        {line.formula === '' ? null : <p className="source">{line.formula}</p>}
        {remedySaid ? null : <Remedy line={line} />}
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
      <td className="end">{line.capX100 === null ? '' : <Points x100={line.capX100} />}</td>
      <td>
        {line.state === 'UNKNOWN' ? <Tag tone="unknown" sign="?" word="待补材料" /> : null}
        {line.state === 'NOT_LOADED' ? <Tag tone="unknown" sign="?" word="未装载" /> : null}
        {line.source === '' ? null : <p className="source">{line.source}</p>}
        <p className="source">
          {line.clause}
          {caution === '' ? '' : `（${caution}）`}
        </p>
        {recheckFor === undefined ? null : (
          <Link to="/residents/$id/recheck" params={{ id: recheckFor }} search={{ line: line.code }}>
            申请复核<span className="unseen">{line.name}</span>
          </Link>
        )}
      </td>
    </tr>
  )
}

/** That a line takes points off, in words. */
function KindWord({ line: { kind } }: { line: PointsLineView }) {
  if (kind === 'points') return null
  const word = { deduction: '扣分项', replacement: '替代扣分项', adjustment: '调整' }[kind]
  return <span className="points-kind">{word}</span>
}

/** What closes an open line: what to do, and the papers to ask for. */
function Remedy({ line: { remedy, evidence, state } }: { line: PointsLineView }) {
  if (remedy === undefined) return null
  const papers = state === 'UNKNOWN' && evidence.length > 0 ? `材料：${evidence.join('、')}` : ''
  return (
    <>
      <p className="source">怎么办：{remedy}</p>
      {papers === '' ? null : <p className="source">{papers}</p>}
    </>
  )
}
