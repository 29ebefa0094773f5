import { z } from 'zod'
import { PlainDate } from '../../base/plain-date.ts'
import { DocumentNumber, MaskedIdNumber, PaperLine, PaperText } from './text.ts'

/** 文书名, as it stands on the paper, in the file's metadata and in lists. */
export const POINTS_NOTICE_TITLE = '新市民量化积分结果告知书'

/** Points in points, as text with two decimals; a deduction with its sign (`-5.00`). */
const PointsText = z.string().regex(/^-?\d{1,6}\.\d{2}$/, '积分应为两位小数，例如 86.50')

/** What a line came to; what lacks a fact or a figure has no points and is never zero. */
export const PointsNoticeResult = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('scored'), points: PointsText }),
  /** A fact is not known: 待补材料. */
  z.strictObject({ kind: z.literal('unknown') }),
  /** A figure of the policy is not loaded: 未装载. */
  z.strictObject({ kind: z.literal('notLoaded') }),
])
export type PointsNoticeResult = z.infer<typeof PointsNoticeResult>

/** One indicator: the fact in words, the computation, where the fact came from with its data date, and the clause. */
export const PointsNoticeLine = z.strictObject({
  name: PaperLine,
  fact: PaperText.nullable(),
  formula: PaperText.nullable(),
  source: PaperText.nullable(),
  clause: PaperText.nullable(),
  result: PointsNoticeResult,
  cap: PointsText.nullable(),
})
export type PointsNoticeLine = z.infer<typeof PointsNoticeLine>

/**
 * The data of the notice that tells a resident the points of a day. Whoever reads it finds every line, what is open
 * and what would close it, and how to ask for a re-check.
 */
export const PointsNotice = z
  .strictObject({
    /** Full name of the issuing organ. */
    organ: PaperLine,
    number: DocumentNumber,
    name: PaperLine,
    idNumberMasked: MaskedIdNumber,
    /** 计分日期: the day whose points these are. */
    asOf: PlainDate,
    /** What the points are for, in words. */
    purpose: PaperLine,
    pack: z.strictObject({
      name: PaperText,
      documentNumber: PaperText,
      /** Hex SHA-256 of the policy file in force. */
      sha256: z.string().regex(/^[0-9a-f]{64}$/, '政策文件校验值应为 64 位十六进制数字'),
    }),
    lines: z.array(PointsNoticeLine).min(1).max(200),
    /** What caps, floors and gates did to the sum. */
    adjustments: z.array(z.strictObject({ name: PaperLine, fact: PaperText.nullable(), points: PointsText })),
    /** 合计: the sum of the lines that have points and of the adjustments. */
    total: PointsText,
    /** What the total can still become while lines are open; a bound of null is not known. Null where none is open. */
    range: z.strictObject({ least: PointsText.nullable(), most: PointsText.nullable() }).nullable(),
    /** Lines without points, and what would close them. */
    open: z.array(z.strictObject({ name: PaperLine, remedy: PaperText })),
    /** Whether the points may be used now, and why not. */
    standing: z.strictObject({ text: PaperText, reasons: z.array(PaperText) }),
    /** Working days within which a department answers a re-check. */
    recheckWorkingDays: z.int().min(1),
    /** 经办人: who issued it. */
    signer: PaperLine,
    contact: PaperLine.nullable(),
    issuedOn: PlainDate,
    /** True marks the paper 副本: the first print is the original. */
    copy: z.boolean(),
  })
  .superRefine((notice, context) => {
    const fault = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    const scored = notice.lines.flatMap(({ result }) => (result.kind === 'scored' ? [result.points] : []))
    const sum = [...scored, ...notice.adjustments.map(({ points }) => points)]
      .map(hundredths)
      .reduce((total, points) => total + points, 0)
    if (sum !== hundredths(notice.total)) fault('total', '合计与各项之和不符')
    const isOpen = scored.length < notice.lines.length
    if (isOpen !== notice.open.length > 0) fault('open', '没有得分的指标与待定事项不符')
    if (isOpen !== (notice.range !== null)) fault('range', '有待定的指标才写明合计的范围')
  })
export type PointsNotice = z.infer<typeof PointsNotice>

function hundredths(points: string): number {
  return Number(points.replace('.', ''))
}
