import { PlainDate } from '#shared/base/plain-date.ts'
import type { PolicyDocumentRow } from '#shared/ipc/policies.ts'

/** A row of an invented pack, with what a test needs otherwise. */
export function row(more: Partial<PolicyDocumentRow> = {}): PolicyDocumentRow {
  return {
    key: 'pack:demo-2025',
    kind: 'pack',
    policyId: 'demo-2025',
    name: '示例政策包',
    documentNumber: '示例〔2025〕1号',
    effectiveFrom: PlainDate.parse('2025-01-01'),
    effectiveTo: null,
    purposes: ['school'],
    state: 'inForce',
    sha256: 'a'.repeat(64),
    errors: 0,
    notices: 0,
    current: true,
    ...more,
  }
}
