import { z } from 'zod'
import { PlainDate } from '../../base/plain-date.ts'
import { PlanCitation, RoundKind } from '../allocation/index.ts'
import { PaperHash, roundPaperHead } from './round-parts.ts'
import { PaperLine, PaperText } from './text.ts'

/** 文书名, as it stands on the paper, in the file's metadata and in lists. */
export const ROUND_FREEZE_NOTICE_TITLE = '名单冻结公告'

/** A place with its number; `conditions` says what is kept for whom, or for how many persons a flat is. */
const FrozenPlace = z.strictObject({
  name: PaperLine,
  town: PaperLine.nullable(),
  capacity: z.int().min(0),
  conditions: PaperText.nullable(),
})

const Sha256Hex = z.string().regex(/^[0-9a-f]{64}$/, '承诺值应为 64 位十六进制数字')

/** The draw as it was fixed beforehand. `drawnOver`: the hashes of the first freeze, where this is a later one. */
const FrozenDraw = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('named'), seed: PaperText }),
  z.strictObject({
    mode: z.literal('commit-reveal'),
    revealers: z
      .array(z.strictObject({ name: PaperLine, role: PaperLine, commitment: Sha256Hex, fallback: PaperText }))
      .min(1)
      .max(20),
    publicNumber: z.strictObject({ source: PaperText, day: PlainDate, otherwise: PaperText }),
    drawnOver: z.strictObject({ listHash: PaperHash, policyHash: PaperHash }).nullable(),
  }),
])

/**
 * The data of the notice that a round's list is frozen: which list, by which rules the places are given out and where
 * each rule comes from, how the seed of the draw will come about, and how anybody checks it with `sha256sum`.
 */
export const RoundFreezeNotice = z.strictObject({
  ...roundPaperHead,
  kind: RoundKind,
  /** How many applications stand on the list, with those that an objection left without a place. */
  applicants: z.int().min(1),
  listHash: PaperHash,
  policyHash: PaperHash,
  /** The day whose points and months count. */
  cutOff: PlainDate,
  /** Frozen for the how manieth time, and from the second on why. */
  freeze: z.strictObject({ number: z.int().min(1), reason: PaperText.nullable() }),
  /** When applications were taken; null where the plan leaves it open. */
  window: z.strictObject({ from: PlainDate.nullable(), until: PlainDate.nullable() }),
  publicityDays: z.int().min(0),
  replyDays: z.int().min(1),
  towns: z.array(PaperLine).min(1),
  places: z.array(FrozenPlace).min(1).max(500),
  quotas: z.array(z.strictObject({ town: PaperLine, places: z.int().min(0) })),
  /** The steps of the order in words, first step first; the last is the ticket. */
  order: z.array(PaperText).min(1),
  /** Further rules in words: who is equal, the line, what becomes of unfilled places. */
  rules: z.array(PaperText),
  citations: z.array(PlanCitation),
  draw: FrozenDraw,
  issuedOn: PlainDate,
})
export type RoundFreezeNotice = z.infer<typeof RoundFreezeNotice>
