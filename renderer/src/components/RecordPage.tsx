import { Button } from 'antd'
import { type ReactNode, useId } from 'react'
import type { ActionState, TimelineEntry } from '#shared/ipc/common.ts'
import { formatMoment } from './format.ts'
import { KeyHint } from './KeyHint.tsx'
import { useKeys } from './keys.tsx'
import { PageHead } from './PageHead.tsx'

/** Something that can be done with a record: its words, its key, and whether it is allowed now. */
export interface RecordAction {
  label: string
  keys: string
  state: ActionState
  busy?: boolean
  primary?: boolean
  danger?: boolean
  run(): void
}

/** The record pattern: who or what, its actions with the reasons why not, the overview first, then sections. */
export function RecordPage(props: {
  title: string
  about: ReactNode
  actions: readonly RecordAction[]
  notice?: ReactNode
  children: ReactNode
}) {
  useKeys(
    '本页',
    props.actions
      .filter((action) => action.state.allowed)
      .map((action) => ({ keys: action.keys, label: action.label, run: action.run })),
  )
  return (
    <div className="page page-scroll">
      <PageHead title={props.title} about={props.about} focus>
        {props.actions.map((action) => (
          <ActionButton key={action.label} action={action} />
        ))}
      </PageHead>
      <WhyNot actions={props.actions} />
      {props.notice}
      {props.children}
    </div>
  )
}

function ActionButton({ action }: { action: RecordAction }) {
  const id = useId()
  const { state } = action
  return (
    <>
      <Button
        type={action.primary && state.allowed ? 'primary' : 'default'}
        danger={action.danger === true && state.allowed}
        disabled={!state.allowed}
        loading={action.busy === true}
        {...(state.allowed ? {} : { 'aria-describedby': id })}
        onClick={action.run}
      >
        {action.label} {state.allowed ? <KeyHint keys={action.keys} /> : null}
      </Button>
      {state.allowed ? null : (
        <span id={id} className="unseen">
          {state.reason ?? ''}
        </span>
      )}
    </>
  )
}

/** Says in words, not only on hovering, why an action is not allowed and who may do it. */
function WhyNot({ actions }: { actions: readonly RecordAction[] }) {
  const refused = actions.filter((action) => !action.state.allowed && action.state.reason !== undefined)
  if (refused.length === 0) return null
  return (
    <ul className="why-not">
      {refused.map((action) => (
        <li key={action.label}>
          <span className="why-not-label">{action.label}：</span>
          {action.state.reason}
        </li>
      ))}
    </ul>
  )
}

/** A titled part of a record. */
export function Section(props: {
  title: string
  aside?: ReactNode
  className?: string
  children: ReactNode
}) {
  const id = useId()
  return (
    <section className={`card ${props.className ?? ''}`} aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{props.title}</h2>
        {props.aside === undefined ? null : <span className="source">{props.aside}</span>}
      </div>
      {props.children}
    </section>
  )
}

const SHOWN_AT_FIRST = 8

/** What happened, newest first: when, who, what. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const [earlier, recent] = [entries.slice(SHOWN_AT_FIRST), entries.slice(0, SHOWN_AT_FIRST)]
  return (
    <>
      <TimelineList entries={recent} />
      {earlier.length === 0 ? null : (
        <details>
          <summary>更早的 {earlier.length} 条</summary>
          <TimelineList entries={earlier} />
        </details>
      )}
    </>
  )
}

/** Entries under each other, newest first. */
export function TimelineList({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className="timeline">
      {entries.map((entry) => (
        <li key={`${entry.at} ${entry.who} ${entry.what}`}>
          <time dateTime={entry.at}>{formatMoment(entry.at)}</time>
          <span>
            {entry.who} {entry.what}
          </span>
        </li>
      ))}
    </ol>
  )
}
