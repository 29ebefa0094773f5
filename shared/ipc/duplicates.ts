import { z } from 'zod'
import { PlainDate } from '../base/plain-date.ts'
import { CommandId, listResponse } from './common.ts'
import { FactEntry } from './facts.ts'

/** Looks for people who may be the one being entered; a number may still lack its last digits. */
export const DuplicateCheckRequest = z.strictObject({
  name: z.string().trim().min(1).max(50),
  idNumber: z.string().trim().min(1).max(40),
})
export type DuplicateCheckRequest = z.infer<typeof DuplicateCheckRequest>

/**
 * `same` is the same number, `likely` the same name with the same birth date or a number that differs by a slip, `twin`
 * a sibling of the same day: information, never a hindrance.
 */
export const DuplicateCandidate = z.object({
  id: z.string(),
  name: z.string(),
  idNumberMasked: z.string(),
  birth: PlainDate,
  town: z.string(),
  strength: z.enum(['same', 'likely', 'twin']),
  /** In words, such as 同名、同日出生，证件号码不同. */
  why: z.string(),
})
export type DuplicateCandidate = z.infer<typeof DuplicateCandidate>

export const DuplicatePairRow = z.object({
  id: z.string(),
  first: DuplicateCandidate.omit({ strength: true, why: true }),
  second: DuplicateCandidate.omit({ strength: true, why: true }),
  why: z.string(),
  foundAt: z.iso.datetime(),
})
export type DuplicatePairRow = z.infer<typeof DuplicatePairRow>
export const DuplicateListRequest = z.strictObject({
  offset: z.int().min(0),
  limit: z.int().min(1).max(200),
})
export type DuplicateListRequest = z.infer<typeof DuplicateListRequest>
export const DuplicatePairList = listResponse(DuplicatePairRow)
export type DuplicatePairList = z.infer<typeof DuplicatePairList>

export const CompareRequest = z.strictObject({ keptId: z.string(), otherId: z.string() })
export type CompareRequest = z.infer<typeof CompareRequest>

/**
 * Two records side by side. A slot in which both hold another value needs a choice before the two can be one; what
 * both say alike needs none, and is counted.
 */
export const Comparison = z.object({
  kept: z.object({ id: z.string(), name: z.string() }),
  other: z.object({ id: z.string(), name: z.string() }),
  fields: z.array(z.object({ title: z.string(), kept: z.string(), other: z.string(), same: z.boolean() })),
  conflicts: z.array(z.object({ key: z.string(), title: z.string(), kept: FactEntry, other: FactEntry })),
  /** Numbers of facts, cases, papers and evidence on either side. */
  counts: z.array(z.object({ title: z.string(), kept: z.int(), other: z.int() })),
  /** Why the two cannot be merged now; null where they can. */
  blocked: z.string().nullable(),
})
export type Comparison = z.infer<typeof Comparison>

export const MergeRequest = z.strictObject({
  commandId: CommandId,
  keptId: z.string(),
  otherId: z.string(),
  reason: z.string().trim().min(2).max(200),
  /** The fact that holds for each conflict of the comparison: every one of them, and no other. */
  choices: z.array(z.strictObject({ key: z.string(), factId: z.string() })),
})
export type MergeRequest = z.infer<typeof MergeRequest>
export const Merged = z.object({ mergeId: z.string() })
export type Merged = z.infer<typeof Merged>

export const UndoMergeRequest = z.strictObject({
  commandId: CommandId,
  mergeId: z.string(),
  reason: z.string().trim().min(2).max(200),
})
export type UndoMergeRequest = z.infer<typeof UndoMergeRequest>
/** Titles of what did not come back as it was, because something newer holds in its place. */
export const UndoneMerge = z.object({ keptNewer: z.array(z.string()) })
export type UndoneMerge = z.infer<typeof UndoneMerge>

export const NotSameRequest = z.strictObject({
  commandId: CommandId,
  firstId: z.string(),
  secondId: z.string(),
  reason: z.string().trim().min(2).max(200),
})
export type NotSameRequest = z.infer<typeof NotSameRequest>

/** A merge on a resident's page, so that it can be undone. */
export const MergeView = z.object({
  id: z.string(),
  otherId: z.string(),
  otherName: z.string(),
  otherIdNumberMasked: z.string(),
  reason: z.string(),
  mergedBy: z.string(),
  mergedAt: z.iso.datetime(),
})
export type MergeView = z.infer<typeof MergeView>
