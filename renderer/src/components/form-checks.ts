import { PlainDate } from '#shared/base/plain-date.ts'

/** The day under a question, or undefined while it is none. */
export function readDay(text: string): PlainDate | undefined {
  return PlainDate.safeParse(text).data
}

/**
 * What is wrong with a day as typed: missing, no such day, or later than `latest`. `what` names it, such as
 * 居住证签发日期.
 */
export function dayError(text: string, what: string, latest?: PlainDate): string | undefined {
  if (text === '') return `请填写${what}。`
  const day = readDay(text)
  if (day === undefined) return `${what}不存在或没写全。请照原件填写，如 2022-06-01。`
  if (latest !== undefined && day > latest) return `${what}晚于今天（${latest}）。请照原件核对。`
  return undefined
}

/** What is wrong with a text of at most `longest` characters that must be there. */
export function textError(text: string, what: string, longest: number): string | undefined {
  if (text === '') return `请填写${what}。`
  return text.length > longest ? `${what}最多 ${longest} 个字，多了 ${text.length - longest} 个。` : undefined
}

/** What is wrong with a whole number as typed that must lie between `least` and `most`. */
export function countError(
  text: string,
  what: string,
  { least, most, unit }: { least: number; most: number; unit: string },
): string | undefined {
  if (text === '') return `请填写${what}。`
  const count = readCount(text)
  if (count === undefined) return `${what}应为整数，只写数字。`
  return count < least || count > most ? `${what}应在 ${least} 至 ${most} ${unit}之间。` : undefined
}

/** A whole number as typed, half-width or full-width; undefined where it is none. */
export function readCount(text: string): number | undefined {
  const plain = text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
  return /^\d{1,9}$/.test(plain) ? Number(plain) : undefined
}

/** A choice of yes, no or not known. */
export function readTriState(text: string): boolean | null {
  if (text === 'yes') return true
  return text === 'no' ? false : null
}
