import { z } from 'zod'
import { PlainDate } from '../../base/plain-date.ts'
import { Applicant, RoundPlan } from '../allocation/index.ts'

/** Statuses of a round, in the order of its life. */
export const RoundStatus = z.enum(['open', 'frozen', 'ran', 'announced', 'published', 'closed'])
export type RoundStatus = z.infer<typeof RoundStatus>

/** An answer to a place; `lapsed`: no answer by the last day. */
export const Reply = z.enum(['accepted', 'declined', 'lapsed'])
export type Reply = z.infer<typeof Reply>

const Hash = z.string().regex(/^sha256:[0-9a-f]{64}$/)
/** The hex SHA-256 of a secret. */
export const Commitment = z.string().regex(/^[0-9a-f]{64}$/, '应为 64 位十六进制数（小写）')
const No = z.string().min(1)

/** What an upheld objection changes of an applicant on the frozen list; `removed` leaves the application no place on it. */
export const Correction = z.strictObject({
  points: Applicant.shape.points,
  ties: Applicant.shape.ties,
  tags: Applicant.shape.tags,
  wishes: Applicant.shape.wishes,
  /** Null: found eligible after all. */
  refused: z.string().min(1).max(200).nullable().exactOptional(),
  removed: z.literal(true).exactOptional(),
})
export type Correction = z.infer<typeof Correction>

const Person = z.strictObject({ accountId: z.string().min(1), name: z.string().min(1) })
const common = { id: z.string().min(1), at: z.iso.datetime(), by: Person }
const Reason = z.string().trim().min(1).max(500)
const withReason = { ...common, reason: Reason.exactOptional() }
const becauseOf = { ...common, reason: Reason }

function event<Kind extends string, Detail extends z.ZodRawShape>(kind: Kind, detail: Detail) {
  return z.strictObject({ ...withReason, kind: z.literal(kind), ...detail })
}

/**
 * Everything that is recorded of a round, by whom and when; its state is the fold of these. A second freeze or run has
 * a reason. `open` of a round kept before plans were recorded has none.
 */
export const RoundEvent = z.discriminatedUnion('kind', [
  event('open', { plan: RoundPlan, after: z.string().exactOptional() }),
  z.strictObject({ ...becauseOf, kind: z.literal('amend'), plan: RoundPlan }),
  event('commit', { revealer: z.string(), commitment: Commitment }),
  event('freeze', { freezeId: z.string(), listHash: Hash, policyHash: Hash, applicants: z.int().min(1) }),
  event('reveal', { revealer: z.string(), secret: z.string().min(1), fallback: z.boolean() }),
  event('number', { value: z.string().min(1) }),
  event('run', { runId: z.string(), inputHash: z.string(), seed: z.string() }),
  event('announce', { from: PlainDate, until: PlainDate }),
  event('object', { objectionId: z.string(), no: No, grounds: Reason }),
  z.strictObject({
    ...becauseOf,
    kind: z.literal('decide'),
    objectionId: z.string(),
    upheld: z.boolean(),
    correction: Correction.exactOptional(),
  }),
  event('publish', { runId: z.string() }),
  event('reply', { no: No, reply: Reply }),
  event('replace', { no: No, place: z.string(), freedBy: No }),
  z.strictObject({ ...becauseOf, kind: z.literal('arrange'), no: No, place: z.string() }),
  event('close', {}),
])
export type RoundEvent = z.infer<typeof RoundEvent>
export type RoundEventKind = RoundEvent['kind']
