import { z } from 'zod'
import { readStrictly } from '../../base/read-strictly.ts'

/**
 * The codes of an explanation. NOT_CONSENTED: the person did not agree to take part and was skipped. BELOW_LINE: fewer
 * points than the round's line, whatever was free.
 */
export const WhyCode = z.enum([
  'NOT_ELIGIBLE',
  'NOT_CONSENTED',
  'BELOW_LINE',
  'LOWER_CLASS',
  'LOWER_POINTS',
  'LOST_TIE',
  'LOST_TICKET',
  'NO_SEATS',
])
export type WhyCode = z.infer<typeof WhyCode>

const KeyValue = z.union([z.number(), z.string()])

/** Why a place was not given: the first key that differs from the last admitted, own value against the cut-off's. */
export const Why = z.strictObject({
  wish: z.int().exactOptional(),
  place: z.string(),
  code: WhyCode,
  /** With NOT_ELIGIBLE: the rule by which verification refused the wish or the person. */
  rule: z.string().exactOptional(),
  /** The name of the tie key that decided, without `ties.`. */
  tie: z.string().exactOptional(),
  own: KeyValue.exactOptional(),
  cutoff: KeyValue.exactOptional(),
  /** Present when the cut-off is that of the seats kept for the applicant's tag. */
  kind: z.literal('reserved').exactOptional(),
  /** With LOWER_POINTS of a wish: the least more points, all else equal, to stand before the last admitted. */
  enough: z.number().positive().exactOptional(),
})
export type Why = z.infer<typeof Why>

/** `place` is null for whoever got none; `kind` says on which ground a place was given. */
export const Seat = z.strictObject({
  no: z.string(),
  place: z.string().nullable(),
  wish: z.int().exactOptional(),
  kind: z.enum(['quota', 'open', 'reserved']).exactOptional(),
  why: z.array(Why).exactOptional(),
})
export type Seat = z.infer<typeof Seat>

/** The order values of one applicant; points are in points. */
export const KeyValues = z.strictObject({
  class: z.number().exactOptional(),
  priority: z.number().exactOptional(),
  points: z.number().exactOptional(),
  ties: z.record(z.string(), z.number()).exactOptional(),
  group: z.string().exactOptional(),
  ticket: z.string().exactOptional(),
})
export type KeyValues = z.infer<typeof KeyValues>

/**
 * The last admitted of a place; `last` is absent while nobody was admitted. At a place which keeps seats for a tag,
 * `capacity` and `filled` are of all its seats, `last` is the last admitted on an open one, and `reserved` are those
 * kept and taken by holders of the tag.
 */
export const Cutoff = z.strictObject({
  place: z.string(),
  capacity: z.int().min(0),
  filled: z.int().min(0),
  last: KeyValues.exactOptional(),
  reserved: z
    .strictObject({ capacity: z.int().min(0), filled: z.int().min(0), last: KeyValues.exactOptional() })
    .exactOptional(),
})
export type Cutoff = z.infer<typeof Cutoff>

export const SiblingWish = z.strictObject({ no: z.string(), place: z.string() })
export type SiblingWish = z.infer<typeof SiblingWish>

/**
 * `counter.result/1`: seats in the order of the applicants given, and the whole ranking in `order` if there is one.
 * `siblings`: the wishes that took the sibling class in the second run, by number; present where the round has one.
 */
export const RoundResult = z.strictObject({
  format: z.literal('counter.result/1'),
  round: z.string(),
  inputHash: z.string().regex(/^sha256:[0-9a-f]{64}$/, '应为 sha256: 加 64 位十六进制数'),
  engine: z.string(),
  seats: z.array(Seat),
  cutoffs: z.array(Cutoff),
  order: z.array(z.string()).exactOptional(),
  siblings: z.array(SiblingWish).exactOptional(),
})
export type RoundResult = z.infer<typeof RoundResult>

/** A result from its JSON value; what does not fit is BAD_INPUT with the JSON path in `at`. */
export function parseResult(json: unknown): RoundResult {
  return readStrictly(RoundResult, json, {
    code: 'BAD_INPUT',
    what: '结果文件',
    hint: '请使用系统生成的原结果文件，不要改动。',
  })
}
