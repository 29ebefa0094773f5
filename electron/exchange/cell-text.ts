// Characters that show nothing and come along when a number is copied from a window or a web page.
const INVISIBLE = /[\s\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/
const EXCEL_DIGITS = 15

/** A cell without white space and invisible characters around it; inside, every line break is `\n`. */
export function trimCell(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && INVISIBLE.test(text.charAt(start))) start += 1
  while (end > start && INVISIBLE.test(text.charAt(end - 1))) end -= 1
  return text.slice(start, end).replace(/\r\n?/g, '\n')
}

/**
 * A number of a workbook as plain decimal text, without exponent and without the noise of binary fractions: Excel
 * keeps and shows 15 significant digits. Undefined for what is no finite number.
 */
export function decimalText(value: number): string | undefined {
  if (!Number.isFinite(value)) return undefined
  const [mantissa = '', exponent = '0'] = Math.abs(value)
    .toExponential(EXCEL_DIGITS - 1)
    .split('e')
  const digits = mantissa.replace('.', '').replace(/0+$/, '')
  if (digits === '') return '0'
  const point = Number(exponent) + 1
  const sign = value < 0 ? '-' : ''
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return sign + digits.padEnd(point, '0')
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

/** Whether a number has more whole digits than Excel keeps, so that its last digits are lost. */
export function hasLostDigits(value: number): boolean {
  return Math.abs(value) >= 10 ** EXCEL_DIGITS
}

/** Whether a text is a number that was already shortened to scientific notation, as in `3.30E+17`. */
export function isShortenedNumber(text: string): boolean {
  return /^\d(\.\d+)?E\+\d{2,}$/i.test(text)
}

/**
 * The inside form of Excel's escapes: `_x000D_` is a carriage return. The code 0 stays as written, for no text may
 * hold it (ECMA-376 Part 1, 22.9.2.19 ST_Xstring).
 */
export function unescapeExcel(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (whole, code: string) =>
    code === '0000' ? whole : String.fromCharCode(Number.parseInt(code, 16)),
  )
}

/** The inverse of `unescapeExcel`, for what XML cannot carry: an escape in the text itself, and control characters. */
export function escapeExcel(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters XML has no form for
    /[\u0001-\u0008\u000b-\u001f\ufffe\uffff]/g,
    (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  )
}
