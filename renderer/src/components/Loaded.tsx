import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Failure } from '#shared/base/failure.ts'
import { FailureAlert } from './FailureAlert.tsx'

/** What was read, or the state of reading it: a skeleton of the page's size, or the refusal in words. */
export function Loaded<Data>(props: {
  query: UseQueryResult<Data>
  failureOf(error: Error): Failure
  children(data: Data): ReactNode
}) {
  const { query } = props
  if (query.data !== undefined) return props.children(query.data)
  if (query.error !== null) {
    return (
      <div className="page">
        <FailureAlert failure={props.failureOf(query.error)} retry={() => void query.refetch()} />
      </div>
    )
  }
  return <PageSkeleton />
}

/** Two columns of grey lines where a record is about to appear. */
export function PageSkeleton() {
  return (
    <div className="page" role="status" aria-label="正在读取">
      <span className="skeleton-line skeleton-title" />
      <div className="record-grid">
        <div className="card skeleton-card" />
        <div className="card skeleton-card" />
      </div>
    </div>
  )
}
