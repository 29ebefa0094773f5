import { Link } from '@tanstack/react-router'
import type { ResidentPage } from '#shared/ipc/residents.ts'
import { Notice } from '../../components/FailureAlert.tsx'
import { KeyHint } from '../../components/KeyHint.tsx'
import { useKeys } from '../../components/keys.tsx'
import { SUBJECT_WORDS } from '../../text/words.ts'
import type { FactGroup } from './fact-groups.ts'
import { jumpTo, jumpToWaiting } from './jump.ts'
import type { Waiting } from './resident-waiting.ts'

/** What waits for a person; each leads to its place on the page. */
export function WaitingBar({ waiting }: { waiting: readonly Waiting[] }) {
  if (waiting.length === 0) return null
  return (
    <ul className="waiting-bar" aria-label="等着处理的">
      {waiting.map(({ label, target }) => (
        <li key={label}>
          <button
            type="button"
            className="plain-button tag tag-unknown"
            onClick={() => jumpToWaiting(target)}
          >
            <span aria-hidden="true">?</span>
            {label}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** The subjects of the facts, each under its number key. */
export function SubjectKeys({ groups }: { groups: readonly FactGroup[] }) {
  useKeys(
    '本页',
    groups.map(({ subject }, position) => ({
      keys: String(position + 1),
      label: `到${SUBJECT_WORDS[subject]}`,
      run: () => jumpTo(`subject-${subject}`),
    })),
  )
  return (
    <nav aria-label="事实分类" className="subject-keys">
      {groups.map(({ subject, waiting, unknown }, position) => (
        <button
          key={subject}
          type="button"
          className="plain-button subject-key"
          onClick={() => jumpTo(`subject-${subject}`)}
        >
          <KeyHint keys={String(position + 1)} /> {SUBJECT_WORDS[subject]}
          {waiting + unknown === 0 ? null : (
            <span className="subject-count">
              <span aria-hidden="true">?</span>
              <span className="unseen">待核或未知 </span>
              {waiting + unknown}
            </span>
          )}
        </button>
      ))}
    </nav>
  )
}

/** A record that was merged away says so first, and leads to the one that was kept. */
export function MergedNotice({ resident }: { resident: ResidentPage }) {
  const { mergedInto } = resident
  if (mergedInto === null) return null
  return (
    <Notice tone="unknown">
      这份记录已并入另一份，只供查看。办理请到{' '}
      <Link to="/residents/$id" params={{ id: mergedInto.id }}>
        {mergedInto.name} 的记录
      </Link>
      。
    </Notice>
  )
}
