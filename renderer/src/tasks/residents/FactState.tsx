import type { FactState as State } from '#shared/domain/people/index.ts'
import type { FactEntry } from '#shared/ipc/facts.ts'
import { formatMoment } from '../../components/format.ts'
import { Tag } from '../../components/VerdictTag.tsx'
import { FACT_STATE_LOOK, sourceText } from '../../text/words.ts'
import { periodWords } from './fact-questions.ts'

export function FactStateTag({ state }: { state: State }) {
  return <Tag {...FACT_STATE_LOOK[state]} />
}

/** A value with the days on which it holds. */
export function FactWords({ entry }: { entry: FactEntry }) {
  const period = periodWords(entry.valid)
  return (
    <p>
      {entry.text}
      {period === undefined ? null : <span className="fact-period">{period}</span>}
    </p>
  )
}

/** Where a value came from and how old it is. */
export function FactSourceLine({ entry }: { entry: FactEntry }) {
  return (
    <p className="source">
      {sourceText(entry.source)} · <span className="data-date">数据日 {entry.source.dataDate}</span>
      {entry.evidence.length === 0 ? '' : ` · 附 ${entry.evidence.length} 份扫描件`}
    </p>
  )
}

/** Who recorded a value and when. */
export function FactRecordedLine({ entry }: { entry: FactEntry }) {
  const way = { resident: '按本人申报记', clerk: '看证明后记', feed: '随部门数据导入' }[entry.origin]
  return (
    <p className="source">
      {entry.recordedBy} {formatMoment(entry.recordedAt)} {way}
    </p>
  )
}
