import { z } from 'zod'
import type { RoundKind } from '../allocation/index.ts'
import { DocumentNumber, MaskedIdNumber, PaperLine, PaperText } from './text.ts'

/** Words of a kind of round: what it is for, what a place is, and what becomes of those with and without one. */
export const ROUND_WORDS = {
  'health-check': { programme: '新市民免费健康体检', place: '名额', got: '入选', without: '未列入' },
  school: { programme: '随迁子女积分入学', place: '学校', got: '录取', without: '未列入，统筹安排' },
  'rent-support': { programme: '公租房租金补贴', place: '名额', got: '入围', without: '未列入' },
  housing: { programme: '保障性租赁住房', place: '户型', got: '入选', without: '未列入，轮候' },
} as const satisfies Record<RoundKind, Record<'programme' | 'place' | 'got' | 'without', string>>

/** A hash as rounds keep it: `sha256:` and 64 hexadecimal digits. */
export const PaperHash = z.string().regex(/^sha256:[0-9a-f]{64}$/, '校验值应为 sha256: 加 64 位十六进制数字')

/** Points in points, as text with two decimals. */
export const PaperPoints = z.string().regex(/^-?\d{1,9}\.\d{2}$/, '积分应为两位小数，例如 86.50')

/** A name of which only the first character shows: a public list never holds a whole one. */
export const MaskedName = PaperLine.regex(/^.?\*+$/u, '姓名应当已经遮盖：只留第一个字')

/** What every paper of a round says of itself and of the round. */
export const roundPaperHead = {
  /** Full name of the issuing organ. */
  organ: PaperLine,
  number: DocumentNumber,
  roundTitle: PaperLine,
  /** Telephone and person to ask; null leaves a blank to be filled in. */
  contact: PaperLine.nullable(),
  /** True marks the paper 副本: the first print is the original. */
  copy: z.boolean(),
}

/** A value that counted in the order, in words. */
export const OrderValue = z.strictObject({ name: PaperLine, value: PaperText })
export type OrderValue = z.infer<typeof OrderValue>

/** Whom a notice of a round is for, and where the application stood. */
export const roundApplicant = {
  /** Who gets the place: of a school place the child. */
  name: PaperLine,
  idNumberMasked: MaskedIdNumber.nullable(),
  /** The application number. */
  no: PaperLine,
  town: PaperLine.nullable(),
  rank: z.int().min(1),
  ranked: z.int().min(1),
  /** The values that counted in the order. */
  values: z.array(OrderValue),
}

/** A wish that was not met: why, the own value against the last admitted, what would have been enough. */
export const UnmetWish = z.strictObject({
  wish: z.int().min(1),
  place: PaperLine,
  reason: PaperText,
  own: PaperText.nullable(),
  cutoff: PaperText.nullable(),
  enough: PaperText.nullable(),
  /** Position among those who wait for the place; null where the person does not wait for it. */
  waiting: z.int().min(1).nullable(),
})
export type UnmetWish = z.infer<typeof UnmetWish>
