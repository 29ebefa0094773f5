import type { ImportFinding } from '#shared/ipc/imports.ts'
import { formatCount } from '../../components/format.ts'

const SHOWN = 8
const SIGNS = { bad: '✕', warning: '!', note: '·' } as const
const WORDS = { bad: '有问题', warning: '提醒', note: '说明' } as const

/** What was noticed about a file or a row, with its place; the first few of many. */
export function FindingList(props: { findings: readonly ImportFinding[]; count: number }) {
  const { findings, count } = props
  if (findings.length === 0) return null
  return (
    <ul className="finding-list">
      {findings.slice(0, SHOWN).map((finding) => (
        <li
          key={`${finding.row} ${finding.column} ${finding.message}`}
          className={`finding-${finding.severity}`}
        >
          <span aria-hidden="true">{SIGNS[finding.severity]} </span>
          <span className="unseen">{WORDS[finding.severity]}：</span>
          {placeOf(finding)}
          {finding.message}
        </li>
      ))}
      {count > SHOWN ? <li className="source">另有 {formatCount(count - SHOWN)} 处</li> : null}
    </ul>
  )
}

function placeOf({ row, column }: ImportFinding): string {
  const place = [...(row === null ? [] : [`第 ${row} 行`]), ...(column === null ? [] : [`“${column}”`])].join(
    '',
  )
  return place === '' ? '' : `${place}：`
}
