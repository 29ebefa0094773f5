import { z } from 'zod'
import { readStrictly } from '../../base/read-strictly.ts'

const HINT = '请更正文件中的这一处后重新运行；本次没有产生任何结果。'
/** Half of a character pair: there is no UTF-8 of it, and every one would hash alike. */
const HALF = /\p{Surrogate}/u
/** In NFC, as in the canonical form, so that two texts with one hash are one text. */
const Text = z.string().normalize('NFC').min(1).max(500).refine(isWhole, '含有不成字的编码')
/** Used as given in tickets, while the hash is taken over NFC: the two must be the same text. */
const ExactNfc = z
  .string()
  .min(1)
  .max(500)
  .refine((text) => isWhole(text) && text === text.normalize('NFC'), '应为 NFC 规范形式的文字')
const Count = z.int('应为非负整数').min(0, '应为非负整数')

const POINTS = /^-?\d{1,9}(\.\d{1,2})?$/

/** Points as written: a number or decimal text in points, at most two decimals. */
export const RoundPoints = z
  .union([z.number(), z.string()], { error: '应为数字或小数文字' })
  .refine((value) => POINTS.test(String(value)), '积分应为最多两位小数的数')

/** By name; a record would silently leave out a tie of the name `__proto__`. */
const Ties = z
  .unknown()
  .refine((ties) => !(ties instanceof Object && Object.hasOwn(ties, '__proto__')), '不能用 __proto__ 作名称')
  .pipe(z.record(ExactNfc, z.number()))

/** One key of the order. `class` and `priority` come from the wish, the rest from the applicant. */
export const OrderKey = z.strictObject({
  key: z
    .string()
    .regex(
      /^(class|priority|points|group|ticket|ties\..+)$/,
      '应为 class、priority、points、group、ticket 或 ties.名称',
    )
    .refine((key) => key === key.normalize('NFC'), '应为 NFC 规范形式的文字'),
  dir: z.enum(['asc', 'desc']),
})
export type OrderKey = z.infer<typeof OrderKey>

/** `refused`: the rule by which verification found the wish, or the person, not eligible; it stays in the list. */
const Wish = z.strictObject({
  place: Text,
  class: z.int().exactOptional(),
  priority: z.int().exactOptional(),
  refused: Text.exactOptional(),
})
export type Wish = z.infer<typeof Wish>

/** `family`: twins, or two applicants of one household, have one ticket: that of the family's smallest number. */
export const Applicant = z.strictObject({
  no: ExactNfc,
  family: Text.exactOptional(),
  points: RoundPoints.exactOptional(),
  ties: Ties.exactOptional(),
  tags: z.array(Text).exactOptional(),
  group: Text.exactOptional(),
  consent: z.boolean().exactOptional(),
  refused: Text.exactOptional(),
  wishes: z.array(Wish).exactOptional(),
})
export type Applicant = z.infer<typeof Applicant>

/** `reserved`: seats first offered to applicants with the tag; unused ones are for everybody. */
const Place = z.strictObject({
  id: Text,
  capacity: Count,
  reserved: z
    .strictObject({ tag: Text, count: Count, precedence: z.enum(['reserved-first', 'open-first']) })
    .exactOptional(),
})
export type Place = z.infer<typeof Place>

const common = {
  format: z.literal('counter.round/1'),
  id: Text,
  order: z.array(OrderKey).min(1),
  seed: ExactNfc,
  applicants: z.array(Applicant),
}

/** One list over the whole city, with places kept for groups if `quotas` says so. */
export const RankedQuotaRound = z.strictObject({
  ...common,
  mechanism: z.literal('ranked-quota'),
  places: z.array(Place).max(1, 'ranked-quota 最多一个去处').exactOptional(),
  quotas: z.array(z.strictObject({ group: Text, places: Count })).exactOptional(),
  total: Count,
  /** Where a quota's unfilled places go: to the next in the city's order, or to nobody. */
  reversion: z.enum(['city-order', 'none']).exactOptional(),
  /** Whoever has fewer points gets no place, whatever is free (以上 includes the number: 民法典 art. 1259). */
  line: RoundPoints.exactOptional(),
  /**
   * 同分同录: whoever equals the last admitted in every key before the ticket is admitted as well, beyond the number.
   * Each quota by itself, then the open places: what a quota gives beyond its number takes no open place.
   */
  equals: z.literal('admit').exactOptional(),
})
export type RankedQuotaRound = z.infer<typeof RankedQuotaRound>

/** Places given out along everybody's wishes. Whoever says `consent: false` is left out; nothing said is consent. */
export const DeferredAcceptanceRound = z.strictObject({
  ...common,
  mechanism: z.literal('deferred-acceptance'),
  places: z.array(Place),
  /**
   * The class of a family's wishes for the place that its first member got in a first run, the first one's too where
   * others follow. A declared heuristic for placing siblings together: where wishes are joint a stable outcome need not
   * exist, and where the place has no room for all, who follows stays outside.
   */
  siblings: z.strictObject({ class: z.int() }).exactOptional(),
})
export type DeferredAcceptanceRound = z.infer<typeof DeferredAcceptanceRound>

/** An order, and the first of it on the seats of the single place if there is one. */
export const DrawRound = z.strictObject({
  ...common,
  mechanism: z.literal('draw'),
  places: z.array(Place).max(1, 'draw 最多一个去处').exactOptional(),
})
export type DrawRound = z.infer<typeof DrawRound>

/** `counter.round/1`: the frozen input of an allocation. Unknown fields are errors. */
export const Round = z.discriminatedUnion('mechanism', [RankedQuotaRound, DeferredAcceptanceRound, DrawRound])
export type Round = z.infer<typeof Round>

function isWhole(text: string): boolean {
  return !HALF.test(text)
}

/** A round from its JSON value; what does not fit is BAD_INPUT with the JSON path in `at`. */
export function parseRound(json: unknown): Round {
  return readStrictly(Round, json, { code: 'BAD_INPUT', what: '批次文件', hint: HINT })
}
