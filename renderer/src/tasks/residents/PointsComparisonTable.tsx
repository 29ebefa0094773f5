import { useState } from 'react'
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

/** More lines than this are too many to look through for the few that moved. */
const MOST_WHOLE = 12

/** Two results beside each other: the totals first, then each line with what its difference comes from. */
export function PointsComparisonTable({ comparison, before, after }: ComparisonProps) {
  const { lines, changeX100 } = comparison
  const [whole, setWhole] = useState(false)
  const folded = lines.length > MOST_WHOLE && !whole
  const shown = folded ? lines.filter((line) => !isSame(line)) : lines
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
          {shown.map((line) => (
            <ComparedLine key={line.code} line={line} most={most} />
          ))}
          {lines.length <= MOST_WHOLE ? null : (
            <tr>
              <td colSpan={6}>
                <button
                  type="button"
                  className="plain-button link-button"
                  aria-expanded={whole}
                  onClick={() => setWhole(!whole)}
                >
                  {whole ? '只看有变化的' : foldedWords(shown.length, lines.length)}
                </button>
              </td>
            </tr>
          )}
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

function foldedWords(shown: number, all: number): string {
  return shown === 0 ? `${all} 项都没有变化，全部列出` : `另有 ${all - shown} 项没有变化，全部列出`
}

/** The length of a bar; what caps and gates do has none, since its size is no amount of its own. */
function sizeOf(line: PointsLineView | null): number {
  return line === null || line.kind === 'adjustment' ? 0 : Math.abs(line.pointsX100 ?? 0)
}

function isSame({ cause, changeX100, before, after }: LineComparison): boolean {
  const stillOpen = before?.state === after?.state && before?.state !== 'SCORED'
  return (cause === 'none' || stillOpen) && (changeX100 ?? 0) === 0
}

/** What the points are for and under which pack each side stands, once where it is the same. */
function packWords({ before, after }: PointsComparison): string {
  const purpose = after.purpose === '' ? '' : `用途：${purposeWords(after.purpose)}。`
  if (before.packId === after.packId) return `${purpose}两边都按${after.packName}计。`
  return `${purpose}前按${before.packName}，后按${after.packName}。`
}

function ComparedLine({ line, most }: { line: LineComparison; most: number }) {
  const { name, before, after, changeX100, text } = line
  return (
    <tr className={isSame(line) ? 'is-same' : undefined}>
      <th scope="row">{name}</th>
      <Side line={before} />
      <Side line={after} />
      <td className="end figures">{changeX100 === null ? '—' : formatChange(changeX100)}</td>
      <td className="change-cell">
        <ChangeBar before={sizeOf(before)} after={sizeOf(after)} most={most} changeX100={changeX100 ?? 0} />
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
