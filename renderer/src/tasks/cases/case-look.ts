import type { CaseStatus } from '#shared/domain/cases/index.ts'

/** Sign and colour of a case's status; its word comes from the record. */
export const CASE_LOOK = {
  submitted: { sign: '…', tone: 'plain' },
  returned: { sign: '?', tone: 'unknown' },
  approved: { sign: '✓', tone: 'yes' },
  seated: { sign: '✓', tone: 'yes' },
  waiting: { sign: '…', tone: 'plain' },
  noticed: { sign: '✓', tone: 'yes' },
  withdrawn: { sign: '—', tone: 'plain' },
} as const satisfies Record<CaseStatus, { sign: string; tone: 'yes' | 'unknown' | 'plain' }>
