import { Link } from '@tanstack/react-router'
import { type FactKind, factTitle } from '#shared/domain/people/index.ts'
import type { FactEntry, FactView } from '#shared/ipc/facts.ts'
import type { ResidentPage } from '#shared/ipc/residents.ts'
import { Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { SUBJECT_WORDS } from '../../text/words.ts'
import { Decide, Difference } from './FactDecision.tsx'
import { FactHistoryButton } from './FactHistory.tsx'
import { FactSourceLine, FactStateTag, FactWords } from './FactState.tsx'
import { FundsPart } from './FundsSection.tsx'
import { type FactGroup, type FactLine, isUnknown, recordWord } from './fact-groups.ts'
import { PART_IDS } from './resident-waiting.ts'

/** Facts by subject, each with its value, days, source and state; what is missing can be recorded here. */
export function FactsSection(props: { resident: ResidentPage; groups: readonly FactGroup[] }) {
  const { resident, groups } = props
  return (
    <div id={PART_IDS.facts} tabIndex={-1}>
      <Section title="事实" aside="旧值保留，不覆盖">
        {groups.map((group, position) => (
          <SubjectPart key={group.subject} number={position + 1} group={group} resident={resident} />
        ))}
      </Section>
    </div>
  )
}

function SubjectPart(props: { number: number; group: FactGroup; resident: ResidentPage }) {
  const { number, group, resident } = props
  const { subject, lines, waiting, unknown } = group
  // With a record that was merged away nothing is done any more.
  const recordFor = resident.mergedInto === null ? resident.id : undefined
  const hasMonths = subject === 'insurance' && resident.funds.length > 0
  return (
    <details id={`subject-${subject}`} className="subject" open={lines.length > 0 || hasMonths}>
      <summary>
        <span className="subject-number" aria-hidden="true">
          {number}
        </span>
        <span className="subject-title">{SUBJECT_WORDS[subject]}</span>
        {waiting === 0 ? null : <Tag tone="unknown" sign="?" word={`${waiting} 项待核`} />}
        {unknown === 0 ? null : <Tag tone="unknown" sign="?" word={`${unknown} 项未知`} />}
        {lines.length === 0 && !hasMonths ? <span className="source">没有记录</span> : null}
      </summary>
      {lines.length === 0 && !hasMonths ? <p className="subject-empty source">还没有记过。</p> : null}
      {lines.length === 0 ? null : (
        <FactTable recordFor={recordFor} title={SUBJECT_WORDS[subject]} lines={lines} />
      )}
      {subject === 'insurance' ? <FundsPart residentId={resident.id} funds={resident.funds} /> : null}
    </details>
  )
}

/** `recordFor` is the resident for whom values can be recorded; undefined where none can. */
function FactTable(props: { recordFor: string | undefined; title: string; lines: readonly FactLine[] }) {
  return (
    <table className="fact-table" aria-label={props.title}>
      <colgroup>
        <col className="fact-column-title" />
        <col />
        <col className="fact-column-actions" />
      </colgroup>
      <tbody>
        {props.lines.map((line) => (
          <FactRow key={`${line.kind} ${line.view?.slot ?? ''}`} recordFor={props.recordFor} line={line} />
        ))}
      </tbody>
    </table>
  )
}

function FactRow({ recordFor, line }: { recordFor: string | undefined; line: FactLine }) {
  const { kind, view } = line
  const differs = view !== undefined && view.current !== null && view.claimed.length > 0
  return (
    <tr>
      <th scope="row">{view?.title ?? factTitle(kind)}</th>
      {differs ? (
        <td colSpan={2}>
          <Differences view={view} />
          <FactActions recordFor={recordFor} line={line} />
        </td>
      ) : (
        <>
          <td>
            <FactContent view={view} />
          </td>
          <td>
            <FactActions recordFor={recordFor} line={line} />
          </td>
        </>
      )}
    </tr>
  )
}

function FactActions({ recordFor, line }: { recordFor: string | undefined; line: FactLine }) {
  const word = recordWord(line)
  return (
    <span className="row fact-actions">
      {line.view === undefined ? null : <FactHistoryButton view={line.view} />}
      {word === undefined || recordFor === undefined ? null : (
        <RecordLink residentId={recordFor} kind={line.kind} word={word} />
      )}
    </span>
  )
}

/** The value that holds, or those that wait, or that nothing is known. */
function FactContent({ view }: { view: FactView | undefined }) {
  if (view === undefined || isUnknown(view)) return <Tag tone="unknown" sign="?" word="未知" />
  if (view.current !== null) return <Value entry={view.current} />
  return view.claimed.map((entry) => (
    <div key={entry.id}>
      <Value entry={entry} />
      <Decide title={view.title} fact={entry} accept="采信" reject="不采信" />
    </div>
  ))
}

function Value({ entry }: { entry: FactEntry }) {
  return (
    <>
      <div className="fact-value">
        <FactWords entry={entry} />
        <FactStateTag state={entry.state} />
      </div>
      <FactSourceLine entry={entry} />
    </>
  )
}

function Differences({ view }: { view: FactView }) {
  const { current } = view
  if (current === null) return null
  return view.claimed.map((claimed) => (
    <Difference key={claimed.id} title={view.title} current={current} claimed={claimed} />
  ))
}

function RecordLink(props: { residentId: string; kind: FactKind; word: string }) {
  const { residentId, kind, word } = props
  return (
    <Link
      to="/residents/$id/facts/$kind"
      params={{ id: residentId, kind }}
      aria-label={`${word}${factTitle(kind)}`}
    >
      {word}
    </Link>
  )
}
