import { z } from 'zod'
import { Applicant, RoundPoints, WhyCode } from '../domain/allocation/index.ts'
import { Reply } from '../domain/cases/index.ts'
import { ActionState, CommandId, TimelineEntry } from './common.ts'

const Id = z.string().min(1)

/** One applicant of a round. */
export const EntrantId = z.strictObject({ roundId: Id, no: Id })
export type EntrantId = z.infer<typeof EntrantId>

/** Names one of a round's papers for one applicant. */
export const EntrantPaperRequest = z.strictObject({ commandId: CommandId, roundId: Id, no: Id })
export type EntrantPaperRequest = z.infer<typeof EntrantPaperRequest>

/** One wish with what came of it, in words; `own` against `cutoff` where something decided. */
export const WishView = z.object({
  wish: z.int(),
  placeId: z.string(),
  placeName: z.string(),
  outcome: z.enum(['seated', 'not', 'unneeded']),
  code: WhyCode.optional(),
  words: z.string(),
  own: z.string().optional(),
  cutoff: z.string().optional(),
  /** What would have been enough, in words. */
  enough: z.string().optional(),
  /** Position among those who wait for this place; null where the person does not wait for it. */
  waiting: z.int().nullable(),
})
export type WishView = z.infer<typeof WishView>

/** What one applicant of a round is told: the values that counted, rank, every wish with its reason, what happened. */
export const EntrantPage = z.object({
  no: z.string(),
  name: z.string(),
  roundId: z.string(),
  roundTitle: z.string(),
  town: z.string().nullable(),
  residentId: z.string().nullable(),
  caseId: z.string().nullable(),
  tags: z.array(z.string()),
  /** The values of the order as frozen: name and value, first key first. */
  values: z.array(z.object({ name: z.string(), value: z.string() })),
  /** The person's entry of the last frozen list, for a correction to begin from; left out before the freeze. */
  frozen: Applicant.exactOptional(),
  /** Null before the run. */
  rank: z.int().nullable(),
  ranked: z.int(),
  result: z.string(),
  placeId: z.string().nullable(),
  reply: Reply.nullable(),
  /** With one list, the one reason stands as wish 1. */
  wishes: z.array(WishView),
  /** A place held though it was none of the wishes, in words. */
  outside: z.object({ placeName: z.string(), words: z.string() }).nullable(),
  /** How to check the ticket by hand. */
  ticket: z.object({ seed: z.string(), no: z.string(), ticket: z.string(), command: z.string() }).nullable(),
  papers: z.array(z.object({ id: z.string(), number: z.string(), title: z.string() })),
  actions: z.array(ActionState),
  timeline: z.array(TimelineEntry),
})
export type EntrantPage = z.infer<typeof EntrantPage>

/** How a round might be run otherwise: other places, another tie chain, or 志愿优先 to show why it is never used. */
export const Variation = z.strictObject({
  name: z.string().trim().min(1).max(40),
  capacities: z.array(z.strictObject({ place: Id, capacity: z.int().min(0) })).exactOptional(),
  ties: z.array(z.string()).exactOptional(),
  reserved: z.enum(['reserved-first', 'open-first', 'none']).exactOptional(),
  line: RoundPoints.nullable().exactOptional(),
  firstPreferenceFirst: z.literal(true).exactOptional(),
})
export type Variation = z.infer<typeof Variation>

/** Compares two ways of running a round on the frozen list, or on the applications so far; nothing is kept. */
export const WhatIfRequest = z.strictObject({ roundId: Id, a: Variation, b: Variation })
export type WhatIfRequest = z.infer<typeof WhatIfRequest>

const Side = z.object({
  name: z.string(),
  seated: z.int(),
  firstWish: z.int(),
  /** Applicants who see somebody behind them in a place they wished more than theirs. */
  envious: z.int(),
})
export const WhatIf = z.object({
  /** Whether the frozen list was used, or the applications as they are now. */
  frozen: z.boolean(),
  /** The seed was named or drawn; false: a trial seed stands in. */
  drawn: z.boolean(),
  applicants: z.int(),
  a: Side,
  b: Side,
  better: z.int(),
  worse: z.int(),
  same: z.int(),
  places: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      a: z.object({ capacity: z.int(), filled: z.int(), cutoffText: z.string() }),
      b: z.object({ capacity: z.int(), filled: z.int(), cutoffText: z.string() }),
    }),
  ),
  /** The first of those whose place differs. */
  changed: z.array(
    z.object({ no: z.string(), a: z.string().nullable(), b: z.string().nullable(), better: z.boolean() }),
  ),
  /** Examples of envy under b: who, what was wished, who sits there instead. */
  examples: z.array(z.object({ no: z.string(), place: z.string(), holder: z.string() })),
})
export type WhatIf = z.infer<typeof WhatIf>

/** Asks who would be called for what `no` gave up, or for the one place named. */
export const ReplacementRequest = z.strictObject({ roundId: Id, no: Id, place: Id.exactOptional() })
export type ReplacementRequest = z.infer<typeof ReplacementRequest>

/** Which place goes to whom; nobody where nobody waits for it. */
export const ReplacementView = z.object({
  placeId: z.string(),
  placeName: z.string(),
  next: z
    .object({
      no: z.string(),
      name: z.string(),
      rank: z.int().nullable(),
      /** Which wish the place is, and the position among those who wait for it; null in a single list. */
      wish: z.int().nullable(),
      waiting: z.int().nullable(),
      /** One of the seats kept for a tag: whoever has it may be called before others. */
      kept: z.boolean(),
      /** The place that comes free when this one is taken. */
      leaves: z.string().nullable(),
    })
    .nullable(),
})
export type ReplacementView = z.infer<typeof ReplacementView>

/** What a second round could give out, or be placed by 统筹安排. */
export const LeftoversView = z.object({
  places: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      free: z.int(),
      /** How many wait for it; and whether one of them has to be called before anybody is placed there. */
      waiting: z.int(),
      callFirst: z.boolean(),
    }),
  ),
  /** How many hold nothing and have not left. */
  waiting: z.int(),
})
export type LeftoversView = z.infer<typeof LeftoversView>
