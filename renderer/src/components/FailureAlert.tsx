import { Button } from 'antd'
import type { Failure } from '#shared/base/failure.ts'

/** A refusal in words: what happened, what to do, and the number to quote. */
export function FailureAlert({ failure, retry }: { failure: Failure | undefined; retry?: () => void }) {
  if (failure === undefined) return null
  return (
    <div role="alert" className="notice notice-no">
      <span aria-hidden="true" className="notice-sign">
        ✕
      </span>
      <div>
        <p>{failure.message}</p>
        {failure.hint === undefined ? null : <p>{failure.hint}</p>}
        {failure.reference === undefined ? null : (
          <p className="source">编号 {failure.reference}，需要询问时请报此编号。</p>
        )}
      </div>
      {retry === undefined ? null : <Button onClick={retry}>再试一次</Button>}
    </div>
  )
}

/** Something worth knowing that hinders nothing. */
export function Notice({ tone, children }: { tone: 'plain' | 'unknown' | 'yes'; children: React.ReactNode }) {
  return (
    <div role="note" className={`notice notice-${tone}`}>
      <div>{children}</div>
    </div>
  )
}
