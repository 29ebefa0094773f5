import { z } from 'zod'
import { CaseAction, CaseStatus } from '../domain/cases/index.ts'
import {
  ActionState,
  CommandId,
  listRequest,
  listResponse,
  ReasonView,
  TimelineEntry,
  Verdict,
} from './common.ts'
import { RoundStatus } from './rounds.ts'

/** What the resident answers on the health-check application; null is not yet answered. */
export const HealthCheckAnswers = z.strictObject({
  /** The resident wishes to take part (本人意愿). */
  consent: z.boolean().nullable(),
  /** Separate consent to the handling of health data (PIPL arts 28 to 30). */
  healthDataConsent: z.boolean().nullable(),
})
export type HealthCheckAnswers = z.infer<typeof HealthCheckAnswers>

export const CasePreviewRequest = z.strictObject({
  residentId: z.string(),
  roundId: z.string(),
  answers: HealthCheckAnswers,
})
export const EligibilityView = z.object({
  verdict: Verdict,
  summary: z.string(),
  reasons: z.array(ReasonView),
})
export type EligibilityView = z.infer<typeof EligibilityView>

export const SubmitCaseRequest = CasePreviewRequest.extend({ commandId: CommandId })
export type SubmitCaseRequest = z.infer<typeof SubmitCaseRequest>

/** Approving is for another person than the one who entered the case. */
export const ActOnCaseRequest = z.strictObject({
  commandId: CommandId,
  caseId: z.string(),
  action: CaseAction,
  reason: z.string().trim().max(200).optional(),
})
export type ActOnCaseRequest = z.infer<typeof ActOnCaseRequest>

export const CaseListRequest = listRequest(['receiptNo', 'name', 'status', 'points', 'submittedAt'], {
  status: CaseStatus,
  roundId: z.string(),
  /** Only what the signed-in person can act on now. */
  mine: z.boolean(),
})
export type CaseListRequest = z.infer<typeof CaseListRequest>
export const CaseRow = z.object({
  id: z.string(),
  receiptNo: z.string(),
  residentId: z.string(),
  name: z.string(),
  title: z.string(),
  status: CaseStatus,
  statusText: z.string(),
  pointsX100: z.int().nullable(),
  submittedAt: z.iso.datetime(),
  submittedBy: z.string(),
})
export type CaseRow = z.infer<typeof CaseRow>
export const CaseList = listResponse(CaseRow)
export type CaseList = z.infer<typeof CaseList>

export const CasePage = CaseRow.extend({
  roundId: z.string(),
  roundTitle: z.string(),
  roundStatus: RoundStatus,
  /** The question-and-answer document as it was frozen on submission. */
  answers: z.array(z.object({ question: z.string(), answer: z.string() })),
  /** The judgement recorded on submission, and the one of today where it differs. */
  eligibility: EligibilityView,
  today: EligibilityView.optional(),
  /** The round's outcome for this case: rank (from 1) and words; absent before the run and where it is not in the list. */
  outcome: z.object({ rank: z.int(), seated: z.boolean(), text: z.string() }).optional(),
  paperId: z.string().optional(),
  timeline: z.array(TimelineEntry),
  actions: z.array(ActionState),
})
export type CasePage = z.infer<typeof CasePage>
