import { z } from 'zod'
import { PlainDate } from '../base/plain-date.ts'
import { holdsDigit } from '../base/typed-text.ts'
import { FactField, PolicyLayer } from '../policy/index.ts'
import {
  ActionState,
  CommandId,
  listRequest,
  listResponse,
  ReasonView,
  TimelineEntry,
  Verdict,
} from './common.ts'
import { MergeView } from './duplicates.ts'
import { EvidenceView } from './evidence.ts'
import { FactView, FundMonths } from './facts.ts'
import { FamilyView } from './families.ts'

export const ResidentListRequest = listRequest(['name', 'town', 'points', 'registeredAt'], {
  town: z.string(),
  /** Whether every fact the points need is known. */
  complete: z.boolean(),
})
export type ResidentListRequest = z.infer<typeof ResidentListRequest>

/** Personal numbers are masked here; the whole number comes only through `residents.unmask`. */
export const ResidentRow = z.object({
  id: z.string(),
  name: z.string(),
  idNumberMasked: z.string(),
  town: z.string(),
  /** Certain points in hundredths as last kept; null while nothing can be said. */
  pointsX100: z.int().nullable(),
  /** The day of those points; null while they have not been worked out. */
  pointsOn: PlainDate.nullable(),
  complete: z.boolean(),
  registeredAt: z.iso.datetime(),
})
export type ResidentRow = z.infer<typeof ResidentRow>
export const ResidentList = listResponse(ResidentRow)
export type ResidentList = z.infer<typeof ResidentList>

/**
 * What is typed into the search field: part of a name, its pinyin or initials, an employer; or a number (identity number
 * or its last 4 to 6, phone tail, permit, receipt, code of an employer).
 */
export const ResidentFindRequest = z.strictObject({
  text: z.string().min(1).max(50),
  limit: z.int().min(1).max(20),
})
/** A text without a digit. Any other goes to `residents.findByNumber`, which is recorded. */
export const ResidentFindByNameRequest = ResidentFindRequest.refine(({ text }) => !holdsDigit(text), {
  path: ['text'],
  message: '带数字的查找按号码查找办理，并留下记录',
})
export const ResidentMatch = ResidentRow.pick({
  id: true,
  name: true,
  idNumberMasked: true,
  town: true,
}).extend({ why: z.string() })
export type ResidentMatch = z.infer<typeof ResidentMatch>

export const RegisterRequest = z.strictObject({
  commandId: CommandId,
  name: z.string().trim().min(1).max(50),
  /** As typed; spaces, full-width digits and a small x are put right by the service. */
  idNumber: z.string().min(1).max(40),
  phone: z
    .string()
    .regex(/^1\d{10}$/, '手机号应为 1 开头的 11 位数字')
    .optional(),
  town: z.string().min(1),
  /** Why people who look like the same one are not; needed where the check finds any. */
  notSame: z.string().trim().min(2).max(200).exactOptional(),
})
export type RegisterRequest = z.infer<typeof RegisterRequest>

/** Corrects a field of the person, with the reason; the value before stays in the history. */
export const AmendRequest = z.strictObject({
  commandId: CommandId,
  residentId: z.string(),
  field: z.enum(['name', 'idNumber', 'phone', 'town']),
  value: z.string().max(50),
  reason: z.string().trim().min(2).max(100),
})
export type AmendRequest = z.infer<typeof AmendRequest>

export const UnmaskRequest = z.strictObject({
  commandId: CommandId,
  residentId: z.string(),
  field: z.enum(['idNumber', 'phone']),
  reason: z.string().trim().min(2).max(100),
})
export type UnmaskRequest = z.infer<typeof UnmaskRequest>

/** What a line can still come to while something is open, in hundredths; a bound of null is not known. */
export const OpenRangeView = z.object({ min: z.int().nullable(), max: z.int().nullable() })
export type OpenRangeView = z.infer<typeof OpenRangeView>

/**
 * A line of the points card; `state` NOT_LOADED is a figure the pack does not have (未装载), never zero. `pointsX100`
 * is what enters the total, `ownX100` what the indicator comes to by itself. What has a default is missing from
 * records that were frozen earlier.
 */
export const PointsLineView = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(['points', 'deduction', 'replacement', 'adjustment']).default('points'),
  layer: PolicyLayer.nullable().default(null),
  state: z.enum(['SCORED', 'UNKNOWN', 'NOT_LOADED']),
  pointsX100: z.int().nullable(),
  ownX100: z.int().nullable().default(null),
  openX100: OpenRangeView.nullable().default(null),
  capX100: z.int().nullable(),
  basis: z.string(),
  formula: z.string(),
  clause: z.string(),
  status: z.string(),
  /** Department, evidence and data date of every fact behind the line, joined by ；. */
  source: z.string(),
  /** The facts it rests on, by the names of the policy. */
  fields: z.array(FactField).default([]),
  /** The departments that verify them. */
  verifiers: z.array(z.string()).default([]),
  /** Papers the counter asks for. */
  evidence: z.array(z.string()).default([]),
  note: z.string().optional(),
  remedy: z.string().optional(),
})
export type PointsLineView = z.infer<typeof PointsLineView>

/** Whether the points may be used, and why not: frozen until a day, vetoed, not admitted, or not known yet. */
export const StandingView = z.object({
  kind: z.enum(['open', 'frozen', 'vetoed', 'not-admitted', 'unknown']),
  reasons: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      clause: z.string(),
      text: z.string(),
      until: PlainDate.nullable(),
    }),
  ),
})
export type StandingView = z.infer<typeof StandingView>

export const PointsView = z.object({
  packId: z.string(),
  packName: z.string(),
  /** The use the points are worked out for; empty in records that were frozen earlier. */
  purpose: z.string().default(''),
  on: PlainDate,
  /** Sum of the scored lines, in hundredths. */
  certainX100: z.int(),
  /** The most the open lines could still add; null when a figure is not loaded. */
  openX100: z.int().nullable(),
  /** What the total can still become while lines are open; null where nothing can be said. */
  atLeastX100: z.int().nullable().default(null),
  atMostX100: z.int().nullable().default(null),
  complete: z.boolean(),
  standing: StandingView.default({ kind: 'open', reasons: [] }),
  lines: z.array(PointsLineView),
  /** Indicators that change by themselves, such as the next full month: day, words. */
  next: z.array(z.object({ on: PlainDate, text: z.string() })),
})
export type PointsView = z.infer<typeof PointsView>

export const ProgrammeView = z.object({
  programme: z.string(),
  title: z.string(),
  verdict: Verdict,
  summary: z.string(),
  reasons: z.array(ReasonView),
  /** The open round this person may apply to; absent when none is open. */
  roundId: z.string().optional(),
  apply: ActionState,
})
export type ProgrammeView = z.infer<typeof ProgrammeView>

export const ResidentPage = z.object({
  id: z.string(),
  name: z.string(),
  idNumberMasked: z.string(),
  phoneMasked: z.string().nullable(),
  sex: z.enum(['男', '女']),
  birth: PlainDate,
  age: z.int(),
  town: z.string(),
  /** Everything but the insurance months, which are folded into `funds`. */
  facts: z.array(FactView),
  funds: z.array(FundMonths),
  evidence: z.array(EvidenceView),
  family: FamilyView,
  /** Records merged into this one, newest first. */
  merges: z.array(MergeView),
  /** The record this one was merged into, where it was. */
  mergedInto: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Other records that may be the same person. */
  suspects: z.array(z.object({ pairId: z.string(), id: z.string(), name: z.string(), why: z.string() })),
  points: PointsView,
  programmes: z.array(ProgrammeView),
  /** Residence registration, permit issue and yearly endorsement: three clocks kept apart. */
  clocks: z.array(z.object({ name: z.string(), text: z.string(), known: z.boolean() })),
  cases: z.array(
    z.object({ id: z.string(), receiptNo: z.string(), title: z.string(), statusText: z.string() }),
  ),
  papers: z.array(
    z.object({ id: z.string(), number: z.string(), title: z.string(), issuedAt: z.iso.datetime() }),
  ),
  timeline: z.array(TimelineEntry),
  /** Every change of the person's own fields, newest first; numbers masked. */
  changes: z.array(TimelineEntry.extend({ field: z.string(), reason: z.string() })),
})
export type ResidentPage = z.infer<typeof ResidentPage>
