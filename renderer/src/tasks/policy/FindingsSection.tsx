import type { PolicyFindingView } from '#shared/ipc/policies.ts'
import { Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { findingsText } from './document-look.ts'

const LOOK = {
  error: { tone: 'no', sign: '✕', word: '错误' },
  notice: { tone: 'unknown', sign: '!', word: '提醒' },
} as const satisfies Record<PolicyFindingView['severity'], object>

/** What a document's check found, errors first: where, in words, and what to do. Nothing where there is nothing. */
export function FindingsSection({ findings }: { findings: readonly PolicyFindingView[] }) {
  const of = (severity: PolicyFindingView['severity']) =>
    findings.filter((finding) => finding.severity === severity)
  const [errors, notices] = [of('error'), of('notice')]
  if (findings.length === 0) return null
  return (
    <Section
      title={`检查结果：${findingsText({ errors: errors.length, notices: notices.length })}`}
      aside={errors.length === 0 ? '提醒不妨碍生效' : '有错误的文件不能生效'}
    >
      {errors.length === 0 ? null : <FindingsTable name="错误" findings={errors} />}
      {notices.length === 0 ? null : (
        <details open={errors.length === 0 && notices.length <= SHOWN_OPEN}>
          <summary>查看 {notices.length} 处提醒</summary>
          <FindingsTable name="提醒" findings={notices} />
        </details>
      )}
    </Section>
  )
}

const SHOWN_OPEN = 5

function FindingsTable({ name, findings }: { name: string; findings: readonly PolicyFindingView[] }) {
  return (
    <table className="findings-table" aria-label={name}>
      <thead>
        <tr>
          <th scope="col">轻重</th>
          <th scope="col">说明</th>
          <th scope="col">怎么办</th>
          <th scope="col">在文件的哪里</th>
        </tr>
      </thead>
      <tbody>
        {findings.map((finding) => (
          <tr key={`${finding.code} ${finding.at} ${finding.message}`}>
            <td>
              <Tag {...LOOK[finding.severity]} />
            </td>
            <td>{finding.message}</td>
            <td>{finding.remedy}</td>
            <td>
              <span className="source hash">{finding.at}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
