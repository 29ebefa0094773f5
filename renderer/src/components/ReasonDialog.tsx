import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { Dialog } from './Dialog.tsx'
import { ImeSafeInput } from './ImeSafeInput.tsx'

const LEAST_LENGTH = 2
const MOST_LENGTH = 200

/** Asks for the reason of a step that must be answered for; the reason is kept with the record. */
export function ReasonDialog(props: {
  title: string
  open: boolean
  busy: boolean
  close(): void
  give(reason: string): void
  /** Who will read the reason; the person it is about where it is left out. */
  readBy?: string
  /** What the step changes, said before the reason is asked for. */
  children?: ReactNode
}) {
  return (
    <Dialog title={props.title} open={props.open} close={props.close}>
      <AskReason {...props} />
    </Dialog>
  )
}

function AskReason(props: {
  title: string
  busy: boolean
  give(reason: string): void
  readBy?: string
  children?: ReactNode
}) {
  const { readBy = '本人可能看到' } = props
  const [reason, setReason] = useState('')
  const ready = reason.trim().length >= LEAST_LENGTH
  function give(): void {
    if (ready) props.give(reason.trim())
  }
  return (
    <div className="dialog-form">
      {props.children}
      <label htmlFor="action-reason">理由（记入经过，{readBy}）</label>
      <ImeSafeInput
        id="action-reason"
        maxLength={MOST_LENGTH}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onEnter={give}
      />
      <div className="form-buttons">
        <span className="source">{ready ? '' : '请先写明理由，至少 2 个字。'}</span>
        <Button type="primary" disabled={!ready} loading={props.busy} onClick={give}>
          {props.title}
        </Button>
      </div>
    </div>
  )
}
