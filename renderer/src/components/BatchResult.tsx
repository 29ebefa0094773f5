import { Button } from 'antd'
import type { BatchOutcome } from './one-by-one.ts'

/** How many of the chosen were done, how many not, and why the first of these was not. */
export function BatchResult(props: {
  outcome: BatchOutcome | undefined
  /** Words after the numbers, such as 件通过 and 件未通过. */
  done: string
  refused: string
  /** Opens the first that was refused. */
  open(id: string): void
}) {
  const { outcome } = props
  if (outcome === undefined) return null
  const { done, refused, firstRefusal } = outcome
  return (
    <div role="status" className={`notice notice-${refused === 0 ? 'yes' : 'unknown'}`}>
      <div>
        <p>
          {done} {props.done}
          {refused === 0 ? '。' : `，${refused} ${props.refused}。`}
        </p>
        {firstRefusal === undefined ? null : (
          <>
            <p>第一件的原因：{firstRefusal.failure.message}</p>
            {firstRefusal.failure.hint === undefined ? null : <p>{firstRefusal.failure.hint}</p>}
          </>
        )}
      </div>
      {firstRefusal === undefined ? null : (
        <Button onClick={() => props.open(firstRefusal.id)}>打开这一件</Button>
      )}
    </div>
  )
}
