import { z } from 'zod'
import { PlainDate } from '../../base/plain-date.ts'
import { DocumentNumber, PaperLine, PaperText } from './text.ts'

/** A part of the body: 一、 in 黑体; （一） with its first sentence in 楷体; any other paragraph in 仿宋. */
export const ReplyBlock = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('heading'), text: PaperText }),
  z.strictObject({ kind: z.literal('item'), lead: PaperText, text: PaperText.nullable() }),
  z.strictObject({ kind: z.literal('paragraph'), text: PaperText }),
])
export type ReplyBlock = z.infer<typeof ReplyBlock>

/**
 * The data of the official reply in the form for a higher organ (上行文, with 签发人), GB/T 9704-2012. What is
 * null is not printed: nothing is invented in its place.
 */
export const ReplyDocument = z.strictObject({
  /** 发文机关标志, as printed in red: the organ's full or standard short name, with or without 文件. */
  mark: PaperLine,
  number: DocumentNumber,
  signer: PaperLine,
  /** Title lines as they are to be broken; the office decides where. */
  title: z.array(PaperLine).min(1).max(5),
  /** 主送, without the closing colon. */
  addressee: PaperLine,
  /** Persons named in the addressee or the body; each is set whole in one font. */
  names: z.array(PaperLine),
  body: z.array(ReplyBlock).min(1),
  /** 发文机关署名 under the body. */
  organ: PaperLine.nullable(),
  /** 成文日期. */
  date: PlainDate.nullable(),
  /** 抄送, without label and closing full stop. */
  copyTo: PaperText.nullable(),
  /** 附注: contact person and telephone, without brackets. */
  contact: PaperText.nullable(),
  /** 印发机关 and 印发日期 of the last line of the paper. */
  printed: z.strictObject({ organ: PaperLine, date: PlainDate }).nullable(),
})
export type ReplyDocument = z.infer<typeof ReplyDocument>
