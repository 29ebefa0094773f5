import { Button } from 'antd'
import { useEffect, useState } from 'react'
import type { Failure } from '#shared/base/failure.ts'
import { Dialog } from './Dialog.tsx'
import { FailureAlert } from './FailureAlert.tsx'
import { ImeSafeInput } from './ImeSafeInput.tsx'

const SHOWN_MILLISECONDS = 30_000
const REASONS = ['核对本人', '填写文书', '部门核查']

/** A personal number, masked; the whole number is shown for half a minute after a reason was given and recorded. */
export function MaskedValue(props: {
  label: string
  masked: string
  unmask(reason: string): Promise<string | undefined>
  busy: boolean
  failure: Failure | undefined
}) {
  const [asking, setAsking] = useState(false)
  const [whole, setWhole] = useState<string>()
  useEffect(() => {
    if (whole === undefined) return undefined
    const timer = setTimeout(() => setWhole(undefined), SHOWN_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [whole])
  async function show(reason: string): Promise<void> {
    const value = await props.unmask(reason)
    if (value === undefined) return
    setWhole(value)
    setAsking(false)
  }
  return (
    <span className="masked">
      <span className="figures">{whole ?? props.masked}</span>
      <button
        type="button"
        className="plain-button link-button"
        onClick={() => (whole === undefined ? setAsking(true) : setWhole(undefined))}
      >
        {whole === undefined ? `查看${props.label}` : `遮住${props.label}`}
      </button>
      <Dialog title={`查看${props.label}`} open={asking} close={() => setAsking(false)}>
        <AskReason busy={props.busy} failure={props.failure} give={(reason) => void show(reason)} />
      </Dialog>
    </span>
  )
}

/** Asks why a personal number must be seen. */
function AskReason(props: { busy: boolean; failure: Failure | undefined; give(reason: string): void }) {
  const [reason, setReason] = useState('')
  const ready = reason.trim().length >= 2
  return (
    <div className="dialog-form">
      <p>查看会记入此人的经过：谁、何时、为什么。30 秒后自动遮住。</p>
      <div className="row">
        {REASONS.map((usual) => (
          <Button key={usual} size="small" onClick={() => setReason(usual)}>
            {usual}
          </Button>
        ))}
      </div>
      <label htmlFor="unmask-reason">查看理由</label>
      <ImeSafeInput
        id="unmask-reason"
        maxLength={100}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onEnter={() => {
          if (ready) props.give(reason.trim())
        }}
      />
      <FailureAlert failure={props.failure} />
      <div className="form-buttons">
        <Button
          type="primary"
          disabled={!ready}
          loading={props.busy}
          onClick={() => props.give(reason.trim())}
        >
          查看
        </Button>
        {ready ? null : <span className="source">请先写明理由，至少 2 个字。</span>}
      </div>
    </div>
  )
}
