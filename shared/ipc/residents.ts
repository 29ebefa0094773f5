import { z } from 'zod'
import { PlainDate } from '../base/plain-date.ts'
import { FactKind, FactSource, FactValue } from '../domain/people/index.ts'
import {
  ActionState,
  CommandId,
  listRequest,
  listResponse,
  ReasonView,
  TimelineEntry,
  Verdict,
} from './common.ts'

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
  /** Certain points in hundredths as of today; null while nothing can be said. */
  pointsX100: z.int().nullable(),
  complete: z.boolean(),
  registeredAt: z.iso.datetime(),
})
export type ResidentRow = z.infer<typeof ResidentRow>
export const ResidentList = listResponse(ResidentRow)
export type ResidentList = z.infer<typeof ResidentList>

/** Answers the search field: `text` is part of a name, a whole identity number or its last 4 to 6, or a phone tail. */
export const ResidentFindRequest = z.strictObject({
  text: z.string().min(1).max(50),
  limit: z.int().min(1).max(20),
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
})
export type RegisterRequest = z.infer<typeof RegisterRequest>

export const RecordFactRequest = z.strictObject({
  commandId: CommandId,
  residentId: z.string(),
  fact: FactValue,
  source: FactSource,
})
export type RecordFactRequest = z.infer<typeof RecordFactRequest>

export const UnmaskRequest = z.strictObject({
  commandId: CommandId,
  residentId: z.string(),
  field: z.enum(['idNumber', 'phone']),
  reason: z.string().trim().min(2).max(100),
})
export type UnmaskRequest = z.infer<typeof UnmaskRequest>

export const FactView = z.object({
  id: z.string(),
  kind: FactKind,
  title: z.string(),
  /** The value in the staff's words, such as 大专 or 48 个月. */
  text: z.string(),
  value: FactValue,
  source: FactSource,
  recordedBy: z.string(),
  recordedAt: z.iso.datetime(),
  /** Earlier values of the same kind, newest first; nothing is overwritten. */
  earlier: z.array(
    z.object({ text: z.string(), source: FactSource, recordedBy: z.string(), recordedAt: z.iso.datetime() }),
  ),
})
export type FactView = z.infer<typeof FactView>

/** A line of the points card; `state` NOT_LOADED is a figure the pack does not have (未装载), never zero. */
export const PointsLineView = z.object({
  code: z.string(),
  name: z.string(),
  state: z.enum(['SCORED', 'UNKNOWN', 'NOT_LOADED']),
  pointsX100: z.int().nullable(),
  capX100: z.int().nullable(),
  basis: z.string(),
  formula: z.string(),
  clause: z.string(),
  status: z.string(),
  source: z.string(),
  note: z.string().optional(),
  remedy: z.string().optional(),
})
export type PointsLineView = z.infer<typeof PointsLineView>
export const PointsView = z.object({
  packId: z.string(),
  packName: z.string(),
  on: PlainDate,
  /** Sum of the scored lines, in hundredths. */
  certainX100: z.int(),
  /** The most the open lines could still add; null when a figure is not loaded. */
  openX100: z.int().nullable(),
  complete: z.boolean(),
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
  facts: z.array(FactView),
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
})
export type ResidentPage = z.infer<typeof ResidentPage>
