import { z } from 'zod'
import { PlainDate } from '../../base/plain-date.ts'
import { RoundKind } from '../allocation/index.ts'
import { roundApplicant, roundPaperHead, UnmetWish } from './round-parts.ts'
import { PaperLine, PaperText } from './text.ts'

/** Kinds of rounds whose places are told by this notice; the health check has a notice of its own. */
export const NotifiedKind = RoundKind.exclude(['health-check'])
export type NotifiedKind = z.infer<typeof NotifiedKind>

/** 文书名 by what the round gives out. */
export const ROUND_PLACE_NOTICE_TITLES = {
  school: '随迁子女积分入学录取通知书',
  housing: '保障性租赁住房选房通知书',
  'rent-support': '公租房租金补贴入围通知书',
} as const satisfies Record<NotifiedKind, string>

/** How the place came: by the run, along the waiting order, or placed by a supervisor with a reason. */
export const PlaceSource = z.discriminatedUnion('via', [
  z.strictObject({ via: z.literal('run') }),
  z.strictObject({ via: z.literal('replace') }),
  z.strictObject({ via: z.literal('arrange'), reason: PaperText }),
])
export type PlaceSource = z.infer<typeof PlaceSource>

/** The data of the notice that offers a place of a round. What is null leaves a ruled blank to be filled in by hand. */
export const RoundPlaceNotice = z.strictObject({
  ...roundPaperHead,
  kind: NotifiedKind,
  ...roundApplicant,
  place: PaperLine,
  /** Which wish it was; null where the round has no wishes, or the place was never wished. */
  wish: z.int().min(1).nullable(),
  source: PlaceSource,
  /** Wishes before the place that were not met, each with its reason. */
  unmet: z.array(UnmetWish).max(500),
  /** Last day for the answer; null where the working days are not announced yet. */
  replyBy: PlainDate.nullable(),
  /** What to bring. */
  bring: PaperText.nullable(),
  issuedOn: PlainDate,
})
export type RoundPlaceNotice = z.infer<typeof RoundPlaceNotice>
