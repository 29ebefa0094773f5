import type { QuotaFindingView } from '#shared/ipc/policies.ts'
import { Notice } from '../../components/FailureAlert.tsx'

/** Towns and villages that granted points to more people than the pack allows; nothing where none did. */
export function QuotaFindings({ findings }: { findings: readonly QuotaFindingView[] }) {
  if (findings.length === 0) return null
  return (
    <Notice tone="unknown">
      {findings.map(({ message, remedy }) => (
        <div key={message}>
          <p>{message}</p>
          <p>怎么办：{remedy}</p>
        </div>
      ))}
    </Notice>
  )
}
