import { z } from 'zod'
import { CaseAction } from './status.ts'

/** Everything that is recorded of a case; `seat` is the published outcome of its round. */
export const RecordedCaseAction = z.enum(['submit', ...CaseAction.options, 'seat'])
export type RecordedCaseAction = z.infer<typeof RecordedCaseAction>

const Person = z.strictObject({ accountId: z.string().min(1), name: z.string().min(1) })
const Reason = z.string().trim().min(1).max(200)
const common = { id: z.string().min(1), at: z.iso.datetime(), by: Person }
const withReason = { ...common, reason: Reason.exactOptional() }

/**
 * One recorded action: what, when (ISO instant), by whom. Returning a case needs a reason; `seat` says whether the
 * published round gave a place.
 */
export const CaseRecord = z.discriminatedUnion('kind', [
  z.strictObject({ ...withReason, kind: z.literal('submit') }),
  z.strictObject({ ...withReason, kind: z.literal('approve') }),
  z.strictObject({ ...common, kind: z.literal('return'), reason: Reason }),
  z.strictObject({ ...withReason, kind: z.literal('resubmit') }),
  z.strictObject({ ...withReason, kind: z.literal('withdraw') }),
  z.strictObject({ ...withReason, kind: z.literal('seat'), seated: z.boolean() }),
  z.strictObject({ ...withReason, kind: z.literal('issueNotice') }),
])
export type CaseRecord = z.infer<typeof CaseRecord>
