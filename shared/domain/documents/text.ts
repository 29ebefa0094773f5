import { z } from 'zod'
import type { PlainDate } from '../../base/plain-date.ts'

/** C0 and C1 controls, line and paragraph separators, bidirectional controls: nothing a printed line can hold. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/**
 * One piece of text for paper: no line break, no control character, no blank at either end. At most 5,000
 * characters. Whether the fonts can print it is decided later, by electron/documents.
 */
export const PaperText = z
  .string()
  .min(1, '不能为空')
  .max(5000, '太长：一段最多 5000 字')
  .refine((text) => text === text.trim(), '首尾不能有空格')
  .refine((text) => !UNPRINTABLE.test(text), '不能含换行或控制字符')
export type PaperText = z.infer<typeof PaperText>

/** A short piece of text: a name, a title line, an organ. At most 100 characters (names may need 50). */
export const PaperLine = PaperText.max(100, '太长：最多 100 字')
export type PaperLine = z.infer<typeof PaperLine>

/** 发文字号: 机关代字, the year in 六角括号, the number without leading zeros (GB/T 9704-2012, 7.2.5). */
export const DocumentNumber = PaperLine.regex(
  /^[\p{Script=Han}A-Za-z]+〔\d{4}〕[1-9]\d*号$/u,
  '发文字号应写成“机关代字〔年份〕序号号”，年份用六角括号〔〕，序号不编虚位',
)
export type DocumentNumber = z.infer<typeof DocumentNumber>

/** First 6 and last 4 characters, the rest as `*`. A full number is refused: it must not reach paper. */
export const MaskedIdNumber = PaperLine.regex(
  /^[0-9A-Z]{6}\*{5,8}[0-9X]{4}$/,
  '证件号码应当已经遮盖：留前 6 位和后 4 位',
)
export type MaskedIdNumber = z.infer<typeof MaskedIdNumber>

/** A day as official papers write it, without leading zeros: 2022-06-05 gives `2022年6月5日` (GB/T 9704-2012, 7.3.5). */
export function formatPaperDate(date: PlainDate): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}
