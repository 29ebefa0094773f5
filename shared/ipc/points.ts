import { z } from 'zod'
import { PlainDate } from '../base/plain-date.ts'
import { Assumption } from '../domain/points/index.ts'
import { ActionState, CommandId, TimelineEntry } from './common.ts'
import { PointsLineView, PointsView } from './residents.ts'

export { Assumption }

/** What the points are looked at for; the counter's everyday purpose where it is left out. */
const AskedPurpose = z.string().trim().min(1).max(40).exactOptional()

/** A resident's points as of today for a purpose, under the pack in force for it. */
export const PointsCardRequest = z.strictObject({ residentId: z.string(), purpose: AskedPurpose })
export type PointsCardRequest = z.infer<typeof PointsCardRequest>

export const WhatIfRequest = z.strictObject({
  residentId: z.string(),
  purpose: AskedPurpose,
  assumptions: z.array(Assumption).min(1).max(12),
})
export type WhatIfRequest = z.infer<typeof WhatIfRequest>

/** One line of two assessments beside each other, and what the difference comes from, in words. */
export const LineComparison = z.object({
  code: z.string(),
  name: z.string(),
  before: PointsLineView.nullable(),
  after: PointsLineView.nullable(),
  changeX100: z.int().nullable(),
  cause: z.enum(['none', 'rule', 'fact', 'time', 'added', 'struck']),
  text: z.string(),
})
export type LineComparison = z.infer<typeof LineComparison>

export const PointsComparison = z.object({
  before: PointsView,
  after: PointsView,
  changeX100: z.int(),
  lines: z.array(LineComparison),
  /** What residents may be told in a sentence or two. */
  summary: z.string(),
  /** Whether the earlier side rests on what was on record then, or (where nothing was) on what is now. */
  factsOf: z.enum(['then', 'now']),
})
export type PointsComparison = z.infer<typeof PointsComparison>

/** A resident's points on an earlier day, under the pack and with the facts of that day, beside those of today. */
export const YearOnYearRequest = z.strictObject({
  residentId: z.string(),
  purpose: AskedPurpose,
  earlier: PlainDate,
})
export type YearOnYearRequest = z.infer<typeof YearOnYearRequest>

/** Issues the points result notice of a resident as of today. */
export const CertificateRequest = z.strictObject({
  commandId: CommandId,
  residentId: z.string(),
  purpose: z.string().trim().min(1).max(40),
})
export type CertificateRequest = z.infer<typeof CertificateRequest>
export const IssuedCertificate = z.object({ paperId: z.string() })
export type IssuedCertificate = z.infer<typeof IssuedCertificate>

/** What a re-check was found to be: upheld changes the facts, refused leaves them, withdrawn by the resident. */
export const RecheckOutcome = z.enum(['upheld', 'refused', 'withdrawn'])
export type RecheckOutcome = z.infer<typeof RecheckOutcome>
/** `asked` waits for the department; `answered` waits for the office to close it; `overdue` is asked past its day. */
export const RecheckState = z.enum(['asked', 'answered', 'closed'])
export type RecheckState = z.infer<typeof RecheckState>

/** Asks a department to look again at one indicator, of insurance or the fund at one month or some. */
export const AskRecheckRequest = z.strictObject({
  commandId: CommandId,
  residentId: z.string(),
  indicator: z.string(),
  department: z.string().trim().min(1).max(40),
  /** What the points are for; where none is named what the counter works them out for. */
  purpose: z.string().trim().min(1).max(40).exactOptional(),
  /** Months in question, YYYY-MM, at most sixty; empty where the indicator has none. */
  months: z.array(z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)).max(60),
  claim: z.string().trim().min(2).max(400),
})
export type AskRecheckRequest = z.infer<typeof AskRecheckRequest>

/** Records what the department answered, by whom and on which day. */
export const AnswerRecheckRequest = z.strictObject({
  commandId: CommandId,
  recheckId: z.string(),
  outcome: RecheckOutcome,
  answer: z.string().trim().min(2).max(400),
  answeredOn: PlainDate,
  answeredBy: z.string().trim().min(1).max(60),
})
export type AnswerRecheckRequest = z.infer<typeof AnswerRecheckRequest>

/** Computes the points anew and closes the re-check with both results. */
export const CloseRecheckRequest = z.strictObject({ commandId: CommandId, recheckId: z.string() })
export type CloseRecheckRequest = z.infer<typeof CloseRecheckRequest>

export const RecheckRow = z.object({
  id: z.string(),
  receiptNo: z.string(),
  residentId: z.string(),
  name: z.string(),
  indicator: z.string(),
  indicatorName: z.string(),
  department: z.string(),
  months: z.array(z.string()),
  state: RecheckState,
  outcome: RecheckOutcome.nullable(),
  askedAt: z.iso.datetime(),
  /** Five working days after it was asked; null where the working-day calendar ends before. */
  dueOn: PlainDate.nullable(),
  overdue: z.boolean(),
})
export type RecheckRow = z.infer<typeof RecheckRow>
export const RecheckList = z.object({ total: z.int(), rows: z.array(RecheckRow) })
export type RecheckList = z.infer<typeof RecheckList>
export const RecheckListRequest = z.strictObject({
  only: z.enum(['all', 'open', 'overdue']),
  offset: z.int().min(0),
  limit: z.int().min(1).max(200),
})
export type RecheckListRequest = z.infer<typeof RecheckListRequest>

/** The re-checks of one person, of merged records too, newest first. */
export const RechecksOfResident = z.array(RecheckRow)

/** `purpose` as in `AskRecheckRequest`. */
export const RecheckChoicesRequest = z.strictObject({
  id: z.string(),
  purpose: z.string().trim().min(1).max(40).exactOptional(),
})
export type RecheckChoicesRequest = z.infer<typeof RecheckChoicesRequest>

/** What a resident can ask to have looked at again today, indicator by indicator. */
export const RecheckChoices = z.object({
  residentId: z.string(),
  name: z.string(),
  /** The day by which an answer to what is asked today is due; null where the working-day calendar ends before. */
  dueOn: PlainDate.nullable(),
  lines: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      basis: z.string(),
      state: PointsLineView.shape.state,
      pointsX100: z.int().nullable(),
      /** Departments that verify it; empty where the policy file does not say. */
      departments: z.array(z.string()),
      /** Whether the months in question are asked for. */
      byMonth: z.boolean(),
      /** Receipts of the re-checks of it that are open. */
      open: z.array(z.string()),
    }),
  ),
})
export type RecheckChoices = z.infer<typeof RecheckChoices>

export const RecheckPage = RecheckRow.extend({
  claim: z.string(),
  askedBy: z.string(),
  answer: z.string().nullable(),
  answeredOn: PlainDate.nullable(),
  answeredBy: z.string().nullable(),
  /** The points as they were when it was asked, as they were kept. */
  before: PointsView,
  /** The points when it was closed; null before. */
  after: PointsView.nullable(),
  /** What asks for a second look before closing; null where nothing does. */
  warning: z.string().nullable(),
  actions: z.array(ActionState),
  timeline: z.array(TimelineEntry),
})
export type RecheckPage = z.infer<typeof RecheckPage>
