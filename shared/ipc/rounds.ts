import { z } from 'zod'
import { PlainDate } from '../base/plain-date.ts'
import { RoundKind, RoundPlan } from '../domain/allocation/index.ts'
import { Commitment, Correction, Reply, RoundStatus } from '../domain/cases/index.ts'
import { ActionState, CommandId, listRequest, listResponse, TimelineEntry } from './common.ts'

export { Commitment, Correction, Reply, RoundKind, RoundPlan, RoundStatus }

/** The title is a part of the draw's seed, whose parts are joined by `|`. */
const Title = z
  .string()
  .trim()
  .min(2)
  .max(60)
  .refine((text) => !text.includes('|'), '批次名称不能含有“|”')
  .refine((text) => !/[\p{C}\p{Zl}\p{Zp}]/u.test(text), '批次名称不能含有换行或看不见的字符')
const Reason = z.string().trim().min(1).max(500)
const Id = z.string().min(1)
const ofRound = { commandId: CommandId, roundId: Id }

/** Opens a round with its plan. `after`: the round whose leftovers and waiting applicants it takes over. */
export const OpenRoundRequest = z.strictObject({
  commandId: CommandId,
  title: Title,
  plan: RoundPlan,
  after: Id.exactOptional(),
})
export type OpenRoundRequest = z.infer<typeof OpenRoundRequest>

export const AmendPlanRequest = z.strictObject({ ...ofRound, plan: RoundPlan, reason: Reason })
export type AmendPlanRequest = z.infer<typeof AmendPlanRequest>

export const CommitRequest = z.strictObject({ ...ofRound, revealer: Id, commitment: Commitment })
export type CommitRequest = z.infer<typeof CommitRequest>

/**
 * A null secret: the revealer did not come, the value fixed beforehand counts. Blanks around a secret may be part of
 * what was committed to, so they are not taken off.
 */
export const RevealRequest = z.strictObject({
  ...ofRound,
  revealer: Id,
  secret: z
    .string()
    .min(1)
    .max(200)
    .refine((text) => text.trim() !== '', '请填写揭示的内容')
    .nullable(),
})
export type RevealRequest = z.infer<typeof RevealRequest>

export const PublicNumberRequest = z.strictObject({ ...ofRound, value: z.string().trim().min(1).max(200) })
export type PublicNumberRequest = z.infer<typeof PublicNumberRequest>

/** Freezing and running; the second time with a reason. */
export const RoundWorkRequest = z.strictObject({ ...ofRound, reason: Reason.exactOptional() })
export type RoundWorkRequest = z.infer<typeof RoundWorkRequest>

export const ObjectRequest = z.strictObject({ ...ofRound, no: Id, grounds: Reason })
export type ObjectRequest = z.infer<typeof ObjectRequest>

export const DecideObjectionRequest = z.strictObject({
  ...ofRound,
  objectionId: Id,
  upheld: z.boolean(),
  reason: Reason,
  correction: Correction.exactOptional(),
})
export type DecideObjectionRequest = z.infer<typeof DecideObjectionRequest>

export const ReplyRequest = z.strictObject({ ...ofRound, no: Id, reply: Reply })
export type ReplyRequest = z.infer<typeof ReplyRequest>

/**
 * The place that `no` gave up, or the one of them named, goes to the next in the waiting order. `next` is whom the
 * person at the counter was shown: where it is somebody else by now, nothing is done.
 */
export const ReplaceRequest = z.strictObject({
  ...ofRound,
  no: Id,
  place: Id.exactOptional(),
  next: Id.exactOptional(),
})
export type ReplaceRequest = z.infer<typeof ReplaceRequest>
/** Who comes next; null where nobody waits. */
export const Replaced = z.object({ no: z.string().nullable() })
export type Replaced = z.infer<typeof Replaced>

/** 统筹安排: places somebody without a place where there is room, by a supervisor and with the reason. */
export const ArrangeRequest = z.strictObject({ ...ofRound, no: Id, place: Id, reason: Reason })
export type ArrangeRequest = z.infer<typeof ArrangeRequest>

export const RoundRow = z.object({
  id: z.string(),
  title: z.string(),
  kind: RoundKind,
  status: RoundStatus,
  statusText: z.string(),
  places: z.int(),
  /** Applications that stand: cases or entrants. */
  applications: z.int(),
  seated: z.int(),
  cutOff: PlainDate,
})
export type RoundRow = z.infer<typeof RoundRow>

/** A place with how full it is and who came in last. */
export const PlaceView = z.object({
  id: z.string(),
  name: z.string(),
  town: z.string().nullable(),
  capacity: z.int(),
  filled: z.int(),
  /** Places accepted, after publication. */
  accepted: z.int(),
  /** How many named it as a wish of any rank, and as the first. */
  wished: z.int(),
  wishedFirst: z.int(),
  cutoffText: z.string(),
})
export type PlaceView = z.infer<typeof PlaceView>

export const ObjectionView = z.object({
  id: z.string(),
  no: z.string(),
  grounds: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  decision: z
    .object({ upheld: z.boolean(), reason: z.string(), at: z.iso.datetime(), by: z.string() })
    .optional(),
  /** Whether the signed-in person may decide it, and why not. */
  decide: ActionState,
})
export type ObjectionView = z.infer<typeof ObjectionView>

export const DrawView = z.object({
  mode: z.enum(['named', 'commit-reveal']),
  revealers: z.array(
    z.object({
      name: z.string(),
      role: z.string(),
      fallback: z.string(),
      commitment: z.string().nullable(),
      secret: z.string().nullable(),
      /** The secret is the value fixed beforehand. */
      absent: z.boolean(),
    }),
  ),
  number: z
    .object({ source: z.string(), day: PlainDate, otherwise: z.string(), value: z.string().nullable() })
    .nullable(),
  /** Null while it is not fixed. */
  seed: z.string().nullable(),
})
export type DrawView = z.infer<typeof DrawView>

export const FreezeView = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  listHash: z.string(),
  policyHash: z.string(),
  applicants: z.int(),
  /** How many times the list was frozen, this one included, and why anew. */
  number: z.int(),
  reason: z.string().nullable(),
})
export type FreezeView = z.infer<typeof FreezeView>

export const RunView = z.object({
  id: z.string(),
  ranAt: z.iso.datetime(),
  ranBy: z.string(),
  /** Why the round was run anew; null for the first run. */
  reason: z.string().nullable(),
  inputHash: z.string(),
  engine: z.string(),
  seed: z.string(),
  seated: z.int(),
  waiting: z.int(),
  cutoffText: z.string(),
  places: z.array(PlaceView),
  /** Filled places by the applicants' town. */
  byTown: z.array(z.object({ town: z.string(), seated: z.int(), ranked: z.int() })),
  cost: z
    .object({ totalFen: z.int(), payers: z.array(z.object({ name: z.string(), fen: z.int() })) })
    .optional(),
})
export type RunView = z.infer<typeof RunView>

/** A paper of the whole round. */
const RoundPaper = z.object({ id: z.string(), number: z.string(), title: z.string() })

export const RoundPage = RoundRow.extend({
  plan: RoundPlan,
  openedBy: z.string(),
  after: z.object({ id: z.string(), title: z.string() }).optional(),
  /** Applications by step, for the funnel picture: words and number. */
  funnel: z.array(z.object({ step: z.string(), count: z.int() })),
  draw: DrawView,
  freeze: FreezeView.optional(),
  run: RunView.optional(),
  /** Earlier runs, which are never deleted. */
  earlierRuns: z.array(z.object({ id: z.string(), ranAt: z.iso.datetime(), ranBy: z.string() })),
  announced: z.object({ from: PlainDate, until: PlainDate }).optional(),
  objections: z.array(ObjectionView),
  /** An objection was upheld since the list was frozen last: it is frozen anew with the correction. */
  correctionDue: z.boolean(),
  papers: z.array(RoundPaper),
  /**
   * Places given up for which nobody was called yet: by whom, and whether anybody waits for it; 新增名额 where the plan
   * has more than at publication.
   */
  freed: z.array(
    z.object({ no: z.string(), place: z.string(), placeName: z.string(), awaited: z.boolean() }),
  ),
  actions: z.array(ActionState),
  timeline: z.array(TimelineEntry),
})
export type RoundPage = z.infer<typeof RoundPage>

/** The order of the last run, windowed. */
export const SeatListRequest = listRequest(['rank', 'town', 'no', 'place'], {
  roundId: z.string(),
  seated: z.boolean(),
  town: z.string(),
  place: z.string(),
})
export type SeatListRequest = z.infer<typeof SeatListRequest>
export const SeatRow = z.object({
  no: z.string(),
  caseId: z.string().nullable(),
  name: z.string(),
  town: z.string().nullable(),
  rank: z.int(),
  pointsX100: z.int().nullable(),
  /** Held now; before publication, as the run gave it. */
  placeName: z.string().nullable(),
  wish: z.int().nullable(),
  seated: z.boolean(),
  /** Without a place, and called when one comes free: not given up, not refused, not below the line. */
  waits: z.boolean(),
  via: z.enum(['run', 'replace', 'arrange']),
  reply: Reply.nullable(),
  why: z.string(),
  /** The paper that tells what is held now; one from before a place was given is none. */
  paperId: z.string().nullable(),
})
export type SeatRow = z.infer<typeof SeatRow>
export const SeatList = listResponse(SeatRow)
export type SeatList = z.infer<typeof SeatList>

/** Progress of freezing or running; the last event carries `id`. Cancelling before it leaves nothing behind. */
export const RoundProgress = z.object({
  stage: z.string(),
  done: z.int(),
  total: z.int(),
  id: z.string().optional(),
})
export type RoundProgress = z.infer<typeof RoundProgress>

/** What in the store is different now from the frozen list; the list stays as it is. */
export const FrozenCheck = z.object({
  checked: z.int(),
  policyChanged: z.boolean(),
  total: z.int(),
  /** The first of them. */
  differences: z.array(z.object({ no: z.string(), what: z.string(), frozen: z.string(), now: z.string() })),
})
export type FrozenCheck = z.infer<typeof FrozenCheck>
