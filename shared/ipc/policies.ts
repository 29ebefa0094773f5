import { z } from 'zod'
import { PlainDate } from '../base/plain-date.ts'
import { PointsPack } from '../policy/index.ts'
import { ActionState, CommandId, TimelineEntry } from './common.ts'

/** What can be brought into force: a pack, an amendment of packs, or an outside list of one year. */
export const PolicyDocumentKind = z.enum(['pack', 'amendment', 'list'])
export type PolicyDocumentKind = z.infer<typeof PolicyDocumentKind>

/** `installed` came with the program; a draft waits for a second person; what was in force is never edited. */
export const PolicyDocumentState = z.enum(['installed', 'draft', 'inForce', 'withdrawn'])
export type PolicyDocumentState = z.infer<typeof PolicyDocumentState>

/** One thing to look at in a document, an `error` forbids putting it in force: JSON path, plain words, remedy. */
export const PolicyFindingView = z.object({
  severity: z.enum(['error', 'notice']),
  code: z.string(),
  at: z.string(),
  message: z.string(),
  remedy: z.string(),
})
export type PolicyFindingView = z.infer<typeof PolicyFindingView>

export const PolicyDocumentRow = z.object({
  /** `kind:id` of what was installed, else the draft's own id. */
  key: z.string(),
  kind: PolicyDocumentKind,
  policyId: z.string(),
  name: z.string(),
  documentNumber: z.string(),
  effectiveFrom: PlainDate,
  effectiveTo: PlainDate.nullable(),
  purposes: z.array(z.string()),
  state: PolicyDocumentState,
  sha256: z.string(),
  errors: z.int(),
  notices: z.int(),
  /** Whether it holds today for some purpose. */
  current: z.boolean(),
})
export type PolicyDocumentRow = z.infer<typeof PolicyDocumentRow>

export const PolicyDocumentPage = PolicyDocumentRow.extend({
  /** The pack as it stands on `on`, amendments included; null for a list or an amendment. */
  pack: PointsPack.nullable(),
  /** An amendment or a list in words, line by line. */
  lines: z.array(z.object({ title: z.string(), text: z.string() })),
  findings: z.array(PolicyFindingView),
  /** Its own worked cases: title, whether it comes out as written, in words. */
  cases: z.array(z.object({ id: z.string(), title: z.string(), ok: z.boolean(), text: z.string() })),
  actions: z.array(ActionState),
  timeline: z.array(TimelineEntry),
})
export type PolicyDocumentPage = z.infer<typeof PolicyDocumentPage>

export const PolicyKeyRequest = z.strictObject({ key: z.string() })
export type PolicyKeyRequest = z.infer<typeof PolicyKeyRequest>

/** A file with a pack, an amendment or a list (JSON), or an annex table (xlsx) for the pack named. */
export const DraftPolicyRequest = z.strictObject({
  commandId: CommandId,
  fileName: z.string().min(1).max(200),
  bytes: z.instanceof(Uint8Array),
  /** For an annex table: the document whose figures it replaces, and what the new version is called. */
  annex: z
    .strictObject({
      of: z.string(),
      policyId: z.string().regex(/^[a-z0-9-]+$/),
      documentNumber: z.string().trim().min(1),
      effectiveFrom: PlainDate,
    })
    .nullable(),
})
export type DraftPolicyRequest = z.infer<typeof DraftPolicyRequest>
export const DraftedPolicy = z.object({ key: z.string() })
export type DraftedPolicy = z.infer<typeof DraftedPolicy>

/** Puts a draft in force (by somebody else than who drafted it) or takes it back, with a reason. */
export const DecidePolicyRequest = z.strictObject({
  commandId: CommandId,
  key: z.string(),
  action: z.enum(['confirm', 'withdraw']),
  reason: z.string().trim().min(2).max(200),
})
export type DecidePolicyRequest = z.infer<typeof DecidePolicyRequest>

/** The difference between two packs in words, one entry a change. */
export const PolicyDifference = z.object({
  place: z.string(),
  change: z.enum(['added', 'removed', 'changed']),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type PolicyDifference = z.infer<typeof PolicyDifference>
/** Where `after` is an amendment or a list, `before` names the pack it would change. */
export const ComparePoliciesRequest = z.strictObject({ before: z.string(), after: z.string() })
export type ComparePoliciesRequest = z.infer<typeof ComparePoliciesRequest>

/** What one giver of points granted too much of, in words. */
export const QuotaFindingView = z.object({ message: z.string(), remedy: z.string() })
export type QuotaFindingView = z.infer<typeof QuotaFindingView>

/**
 * Tries a draft on the whole population beside a pack in force. Where `after` is an amendment or a list, it is tried on
 * the pack that `before` names, on top of what is in force.
 */
export const SimulateRequest = z.strictObject({
  before: z.string(),
  after: z.string(),
  on: PlainDate,
  purpose: z.string().nullable(),
})
export type SimulateRequest = z.infer<typeof SimulateRequest>

/** How many residents a change moves by how much: `from` to `to` hundredths, the edges of a band; null is open. */
export const GainBand = z.object({ from: z.int().nullable(), to: z.int().nullable(), count: z.int() })
export type GainBand = z.infer<typeof GainBand>

export const SimulationResult = z.object({
  beforeName: z.string(),
  afterName: z.string(),
  on: PlainDate,
  residents: z.int(),
  gain: z.int(),
  same: z.int(),
  lose: z.int(),
  meanChangeX100: z.number(),
  bands: z.array(GainBand),
  towns: z.array(
    z.object({ town: z.string(), gain: z.int(), same: z.int(), lose: z.int(), meanChangeX100: z.number() }),
  ),
  /** Totals before and after in bands of ten points. */
  totals: z.array(z.object({ fromX100: z.int(), before: z.int(), after: z.int() })),
  /** By indicator: how many gain and lose in its line. */
  indicators: z.array(z.object({ code: z.string(), name: z.string(), gain: z.int(), lose: z.int() })),
  /** Residents with open lines under either: their change is that of the certain parts. */
  open: z.int(),
  /** Towns and villages that granted points to more people than the pack tried allows, in words. */
  findings: z.array(QuotaFindingView),
})
export type SimulationResult = z.infer<typeof SimulationResult>
export const SimulationProgress = z.object({
  done: z.int(),
  total: z.int(),
  result: SimulationResult.optional(),
})
export type SimulationProgress = z.infer<typeof SimulationProgress>

/** Scores everybody under a pack on a day, also an old pack for an old batch, and keeps the result as a record. */
export const RunPointsRequest = z.strictObject({
  commandId: CommandId,
  key: z.string(),
  on: PlainDate,
  purpose: z.string().nullable(),
  reason: z.string().trim().min(2).max(200),
})
export type RunPointsRequest = z.infer<typeof RunPointsRequest>
export const RunPointsProgress = z.object({
  done: z.int(),
  total: z.int(),
  runId: z.string().optional(),
})
export type RunPointsProgress = z.infer<typeof RunPointsProgress>
export const PointsRunRow = z.object({
  id: z.string(),
  policyId: z.string(),
  policyName: z.string(),
  policyHash: z.string(),
  purpose: z.string(),
  on: PlainDate,
  residents: z.int(),
  complete: z.int(),
  meanX100: z.number(),
  at: z.iso.datetime(),
  by: z.string(),
  reason: z.string(),
  /** Hex SHA-256 over every total in the order of the residents: the same facts and pack give the same. */
  resultHash: z.string(),
  /** Towns and villages that granted points to more people than the pack allows, in words. */
  findings: z.array(QuotaFindingView),
})
export type PointsRunRow = z.infer<typeof PointsRunRow>
