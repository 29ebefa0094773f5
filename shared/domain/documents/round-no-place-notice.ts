import { z } from 'zod'
import { PlainDate } from '../../base/plain-date.ts'
import { RoundKind } from '../allocation/index.ts'
import { roundApplicant, roundPaperHead, UnmetWish } from './round-parts.ts'
import { PaperLine, PaperText } from './text.ts'

/** 文书名; a child without a place is never just refused: the paper says that a school is arranged. */
export const ROUND_NO_PLACE_NOTICE_TITLES = {
  school: '随迁子女入学统筹安排告知书',
  housing: '保障性租赁住房轮候告知书',
  'rent-support': '公租房租金补贴未列入告知书',
  'health-check': '新市民免费健康体检未列入告知书',
} as const satisfies Record<RoundKind, string>

/** The data of the notice for whoever got no place in a round, with the reason of every wish and the remedies. */
export const RoundNoPlaceNotice = z.strictObject({
  ...roundPaperHead,
  kind: RoundKind,
  ...roundApplicant,
  /** The result in words; printed where there is no wish to give the reason of. */
  result: PaperText,
  /** With one list the one reason stands as wish 1. Empty where no wish was given. */
  wishes: z.array(UnmetWish).max(500),
  remedy: z.strictObject({
    /** The government that reviews: that of the same level (行政复议法 art. 24). */
    reviewedBy: PaperLine,
    /** Whether a suit without review is pointed out; of schooling it is not (行政复议法 art. 23 (3)). */
    suit: z.boolean(),
  }),
  issuedOn: PlainDate,
})
export type RoundNoPlaceNotice = z.infer<typeof RoundNoPlaceNotice>
