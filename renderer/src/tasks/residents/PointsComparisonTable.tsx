import type { LineComparison, PointsComparison } from '#shared/ipc/points.ts'
import type { PointsLineView } from '#shared/ipc/residents.ts'
import { purposeWords } from '#shared/policy/index.ts'
import { formatChange, formatPoints } from '../../components/format.ts'
import { Points } from '../../components/Points.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { ChangeBar } from './ChangeBar.tsx'

interface ComparisonProps {
  comparison: PointsComparison
  before: string
  after: string
}

/** Two results beside each other: the totals first, then each line with what its difference comes from. */
export function PointsComparisonTable({ comparison, before, after }: ComparisonProps) {
  const { lines, changeX100 } = comparison
  const most = Math.max(0, ...lines.flatMap((line) => [sizeOf(line.before), sizeOf(line.after)]))
  return (
    <>
      <p className="points-total" role="status">
        <span className="points-big">{formatPoints(comparison.after.certainX100)}</span>
        <ChangeTag x100={changeX100} />
        <span>{comparison.summary}</span>
      </p>
      <p className="source">{packWords(comparison)}</p>
      <table className="comparison-table" aria-label={`${before}与${after}逐项对比`}>
        <thead>
          <tr>
            <th scope="col">指标</th>
            <th scope="col" className="end">
              {before}
            </th>
            <th scope="col" className="end">
              {after}
            </th>
            <th scope="col" className="end">
              变化
            </th>
            <th scope="col">
              <span className="unseen">图示</span>
            </th>
            <th scope="col">为什么</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <ComparedLine key={line.code} line={line} most={most} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">合计</th>
            <td className="end">
              <Points x100={comparison.before.certainX100} />
            </td>
            <td className="end">
              <Points x100={comparison.after.certainX100} />
            </td>
            <td className="end figures">{formatChange(changeX100)}</td>
            <td />
            <td />
          </tr>
        </tfoot>
      </table>
    </>
  )
}

function sizeOf(line: PointsLineView | null): number {
  return Math.abs(line?.pointsX100 ?? 0)
}

/** What the points are for and under which pack each side stands, once where it is the same. */
function packWords({ before, after }: PointsComparison): string {
  const purpose = after.purpose === '' ? '' : `用途：${purposeWords(after.purpose)}。`
  if (before.packId === after.packId) return `${purpose}两边都按${after.packName}计。`
  return `${purpose}前按${before.packName}，后按${after.packName}。`
}

function ComparedLine({ line, most }: { line: LineComparison; most: number }) {
  const { name, before, after, changeX100, cause, text } = line
  const same = cause === 'none' && (changeX100 ?? 0) === 0
  return (
    <tr className={same ? 'is-same' : undefined}>
      <th scope="row">{name}</th>
      <Side line={before} />
      <Side line={after} />
      <td className="end figures">{changeX100 === null ? '—' : formatChange(changeX100)}</td>
      <td className="change-cell">
        <ChangeBar before={sizeOf(before)} after={sizeOf(after)} most={most} />
      </td>
      <td>{text}</td>
    </tr>
  )
}

function Side({ line }: { line: PointsLineView | null }) {
  if (line === null) return <td className="end">无此项</td>
  return (
    <td className="end">
      {line.state === 'NOT_LOADED' ? '未装载' : line.state === 'UNKNOWN' ? '待定' : null}
      {line.state === 'SCORED' ? <Points x100={line.pointsX100} /> : null}
    </td>
  )
}

/** The direction in a sign and in words, not in colour alone. */
function ChangeTag({ x100 }: { x100: number }) {
  if (x100 === 0) return <Tag tone="plain" sign="=" word="总分不变" />
  return x100 > 0 ? (
    <Tag tone="yes" sign="↑" word={`多 ${formatPoints(x100)} 分`} />
  ) : (
    <Tag tone="no" sign="↓" word={`少 ${formatPoints(-x100)} 分`} />
  )
}
