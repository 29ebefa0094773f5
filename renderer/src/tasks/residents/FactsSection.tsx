import { Link } from '@tanstack/react-router'
import { FactKind, type FactSource, factTitle } from '#shared/domain/people/index.ts'
import type { FactView } from '#shared/ipc/residents.ts'
import { formatMoment } from '../../components/format.ts'
import { Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'

function sourceWords(source: FactSource): string {
  const number = source.reference === undefined ? '' : `（${source.reference}）`
  return `${source.department} · ${source.evidence}${number} · 数据日 ${source.dataDate}`
}

/** Every kind of fact with its value, source, date and earlier values; what is missing can be recorded here. */
export function FactsSection({ residentId, facts }: { residentId: string; facts: readonly FactView[] }) {
  return (
    <Section title="事实和材料" aside="旧值保留，不覆盖">
      <table id="fact-kinds" aria-label="事实和材料">
        <thead>
          <tr>
            <th scope="col">事实</th>
            <th scope="col">内容</th>
            <th scope="col">来源与日期</th>
            <th scope="col">
              <span className="unseen">操作</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {FactKind.options.map((kind) => (
            <FactRow
              key={kind}
              residentId={residentId}
              kind={kind}
              fact={facts.find((fact) => fact.kind === kind)}
            />
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function FactRow(props: { residentId: string; kind: FactKind; fact: FactView | undefined }) {
  const { kind, fact } = props
  const title = factTitle(kind)
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>{fact === undefined ? <Tag tone="unknown" sign="?" word="未知" /> : fact.text}</td>
      <td>{fact === undefined ? null : <FactOrigin fact={fact} />}</td>
      <td className="end">
        <Link
          to="/residents/$id/facts/$kind"
          params={{ id: props.residentId, kind }}
          aria-label={`${fact === undefined ? '记录' : '更新'}${title}`}
        >
          {fact === undefined ? '记录' : '更新'}
        </Link>
      </td>
    </tr>
  )
}

function FactOrigin({ fact }: { fact: FactView }) {
  return (
    <>
      <p className="source">{sourceWords(fact.source)}</p>
      <p className="source">
        {fact.recordedBy} {formatMoment(fact.recordedAt)} 记
      </p>
      {fact.earlier.length === 0 ? null : (
        <details>
          <summary>以前的 {fact.earlier.length} 个值</summary>
          <ul className="plain-list">
            {fact.earlier.map((earlier) => (
              <li key={earlier.recordedAt}>
                {earlier.text}
                <p className="source">{sourceWords(earlier.source)}</p>
                <p className="source">
                  {earlier.recordedBy} {formatMoment(earlier.recordedAt)} 记
                </p>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
