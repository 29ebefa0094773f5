import { z } from 'zod'
import {
  FACT_SUBJECTS,
  FactKind,
  FactOrigin,
  FactPeriod,
  FactSource,
  FactState,
  FactValue,
  Fund,
} from '../domain/people/index.ts'
import { CommandId, listResponse, TimelineEntry } from './common.ts'

export const RecordFactRequest = z.strictObject({
  commandId: CommandId,
  residentId: z.string(),
  fact: FactValue,
  /** Left out where the fact has no period of its own. */
  valid: FactPeriod.exactOptional(),
  /** What the resident only says is claimed and waits; what the clerk saw evidence of is accepted. */
  origin: z.enum(['resident', 'clerk']).exactOptional(),
  source: FactSource,
  evidenceIds: z.array(z.string()).max(20).exactOptional(),
})
export type RecordFactRequest = z.infer<typeof RecordFactRequest>

/** What was recorded, and in words what about it asks for a second look. */
export const RecordedFact = z.object({ id: z.string(), warnings: z.array(z.string()).default([]) })
export type RecordedFact = z.infer<typeof RecordedFact>

/** Accepts a claimed fact, or rejects a claimed or accepted one with a reason. */
export const DecideFactRequest = z.strictObject({
  commandId: CommandId,
  factId: z.string(),
  accept: z.boolean(),
  reason: z.string().trim().min(2).max(200).exactOptional(),
})
export type DecideFactRequest = z.infer<typeof DecideFactRequest>

/** Asks for everything that was ever recorded of one kind, months included. */
export const FactHistoryRequest = z.strictObject({ residentId: z.string(), kind: FactKind })
export type FactHistoryRequest = z.infer<typeof FactHistoryRequest>

/** One value that was ever recorded, with what became of it. */
export const FactEntry = z.object({
  id: z.string(),
  /** The value in the staff's words, such as 大专 or 48 个月. */
  text: z.string(),
  value: FactValue,
  valid: FactPeriod,
  origin: FactOrigin,
  state: FactState,
  source: FactSource,
  recordedBy: z.string(),
  recordedAt: z.iso.datetime(),
  /** The import it came with. */
  batchId: z.string().optional(),
  evidence: z.array(z.object({ id: z.string(), title: z.string() })),
  /** What happened to it after it was recorded, newest first. */
  events: z.array(TimelineEntry),
})
export type FactEntry = z.infer<typeof FactEntry>

/** Everything known about one kind and slot: the value that holds, what waits beside it, and what was before. */
export const FactView = z.object({
  kind: FactKind,
  slot: z.string(),
  subject: z.enum(FACT_SUBJECTS),
  title: z.string(),
  current: FactEntry.nullable(),
  /** Claimed values; beside a current one they are a difference to decide. */
  claimed: z.array(FactEntry),
  /** Superseded and rejected values, newest first. */
  earlier: z.array(FactEntry),
})
export type FactView = z.infer<typeof FactView>

/** The months of one fund, folded from every accepted statement; a month without a letter is a space: unknown. */
export const FundMonths = z.object({
  fund: Fund,
  title: z.string(),
  paid: z.int(),
  backPaid: z.int(),
  transferredIn: z.int(),
  /** Twelve characters a year, newest year first: P, B, T, - or a space. */
  years: z.array(z.object({ year: z.int(), months: z.string().length(12) })),
  /** Latest source: department, evidence and data date in words. */
  source: z.string(),
})
export type FundMonths = z.infer<typeof FundMonths>

/** A claimed value beside what holds, for the list of differences. */
export const DifferenceRow = z.object({
  factId: z.string(),
  residentId: z.string(),
  name: z.string(),
  idNumberMasked: z.string(),
  title: z.string(),
  /** What holds now; null where nothing does yet. */
  current: FactEntry.nullable(),
  claimed: FactEntry,
})
export type DifferenceRow = z.infer<typeof DifferenceRow>
export const DifferenceListRequest = z.strictObject({
  /** Only those of one import. */
  batchId: z.string().exactOptional(),
  offset: z.int().min(0),
  limit: z.int().min(1).max(200),
})
export type DifferenceListRequest = z.infer<typeof DifferenceListRequest>
export const DifferenceList = listResponse(DifferenceRow)
export type DifferenceList = z.infer<typeof DifferenceList>
