import type { ResidentPage } from '#shared/ipc/residents.ts'
import { formatMoment } from '../../components/format.ts'
import { Section, Timeline } from '../../components/RecordPage.tsx'

/** What happened with this person, newest first. */
export function HistorySection({ timeline }: { timeline: ResidentPage['timeline'] }) {
  return (
    <Section title="经过" aside={`全部 ${timeline.length} 条`}>
      <Timeline entries={timeline} />
    </Section>
  )
}

/** Every change of the person's own fields, with who, when and why. */
export function FieldChanges({ changes }: { changes: ResidentPage['changes'] }) {
  if (changes.length === 0) return null
  return (
    <details>
      <summary>本人信息的更改 {changes.length} 次</summary>
      <ol className="timeline">
        {changes.map((change) => (
          <li key={`${change.at} ${change.field}`}>
            <time dateTime={change.at}>{formatMoment(change.at)}</time>
            <div>
              <p>
                {change.who} {change.what}
              </p>
              <p className="source">理由：{change.reason}</p>
            </div>
          </li>
        ))}
      </ol>
    </details>
  )
}
