import { z } from 'zod'

/** Computed from the recorded actions, never stored as the truth. */
export const CaseStatus = z.enum([
  'submitted',
  'returned',
  'approved',
  'seated',
  'waiting',
  'noticed',
  'withdrawn',
])
export type CaseStatus = z.infer<typeof CaseStatus>

/** What a person does to a case after it was submitted. */
export const CaseAction = z.enum(['approve', 'return', 'resubmit', 'withdraw', 'issueNotice'])
export type CaseAction = z.infer<typeof CaseAction>
