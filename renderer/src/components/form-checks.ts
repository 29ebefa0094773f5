import { PlainDate } from '#shared/base/plain-date.ts'
import { YearMonth } from '#shared/base/year-month.ts'
import { halfWidth } from './format.ts'

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
  const plain = halfWidth(text)
  return /^\d{1,9}$/.test(plain) ? Number(plain) : undefined
}

/** A choice of yes, no or not known. */
export function readTriState(text: string): boolean | null {
  if (text === 'yes') return true
  return text === 'no' ? false : null
}

/** The month under a question, or undefined while it is none. */
export function readMonth(text: string): YearMonth | undefined {
  return YearMonth.safeParse(text).data
}

/** What is wrong with a month as typed: missing, no such month, or later than that of `today`. */
export function monthError(text: string, what: string, today?: PlainDate): string | undefined {
  if (text === '') return `请填写${what}。`
  const month = readMonth(text)
  if (month === undefined) return `${what}不存在或没写全。请写年和月，如 2022-06。`
  if (today !== undefined && month > today.slice(0, 7)) return `${what}晚于本月。请照缴费清单核对。`
  return undefined
}

/** What is wrong with a day that may stay empty. */
export function optionalDayError(text: string, what: string, latest?: PlainDate): string | undefined {
  return text === '' ? undefined : dayError(text, what, latest)
}

/** What is wrong with a text of at most `longest` characters that may stay empty. */
export function optionalTextError(text: string, what: string, longest: number): string | undefined {
  return text === '' ? undefined : textError(text, what, longest)
}

/** An amount of yuan as typed, in fen; undefined where it is none. */
export function readFen(text: string): number | undefined {
  const match = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(halfWidth(text).replaceAll(/[,，\s]/g, ''))
  if (match === null) return undefined
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}
