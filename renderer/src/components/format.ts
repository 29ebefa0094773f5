import { formatYuan } from '#shared/base/money.ts'
import { formatX100 } from '#shared/base/points-text.ts'
import { fromMonths, toMonths, YearMonth } from '#shared/base/year-month.ts'

function parts(instant: string): { year: string; day: string; time: string } {
  const at = new Date(instant)
  const two = (value: number) => String(value).padStart(2, '0')
  return {
    year: String(at.getFullYear()),
    day: `${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
  }
}

/** An ISO instant as local day and minute, `2022-06-28 14:32`. */
export function formatMoment(instant: string): string {
  const { year, day, time } = parts(instant)
  return `${year}-${day} ${time}`
}

/** An ISO instant as local day, `2022-06-28`. */
export function formatDay(instant: string): string {
  const { year, day } = parts(instant)
  return `${year}-${day}`
}

/** An ISO instant as local hour and minute, `14:32`. */
export function formatTime(instant: string): string {
  return parts(instant).time
}

/** A whole number with thousands marked, `12,345`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** Money in fen as yuan with its unit. */
export function formatMoney(fen: number): string {
  return `${formatYuan(fen)} 元`
}

/** Points in hundredths with the minus sign of type, not the hyphen, so that they align with others. */
export function formatPoints(x100: number): string {
  return formatX100(x100).replace('-', '−')
}

/** A change of points with its sign, `+1.50` or `−1.50`; without one it is 不变. */
export function formatChange(x100: number): string {
  if (x100 === 0) return '不变'
  return x100 > 0 ? `+${formatPoints(x100)}` : formatPoints(x100)
}

/** What rows of a list are on screen, `第 1–10 条，共 10 条`; positions from 0. */
export function formatWindow(first: number, last: number, total: number): string {
  if (total === 0) return '共 0 条'
  return `第 ${formatCount(first + 1)}–${formatCount(last + 1)} 条，共 ${formatCount(total)} 条`
}

/**
 * A day as people type it (`20220601`, `2022.6.1`, `2022年6月1日`) as `2022-06-01`; other text comes back trimmed,
 * so that the check can say what is wrong with it.
 */
export function normalDay(text: string): string {
  const plain = halfWidth(text.trim())
  const match = /^(\d{4})(?:(\d{2})(\d{2})|\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?)$/.exec(plain)
  if (match === null) return plain
  const [, year = '', month, day, looseMonth, looseDay] = match
  return `${year}-${(month ?? looseMonth ?? '').padStart(2, '0')}-${(day ?? looseDay ?? '').padStart(2, '0')}`
}

/** A month as people type it (`202206`, `2022.6`, `2022年6月`) as `2022-06`; other text comes back trimmed. */
export function normalMonth(text: string): string {
  const plain = halfWidth(text.trim())
  const match = /^(\d{4})(?:(\d{2})|\s*[-./年]\s*(\d{1,2})\s*月?)$/.exec(plain)
  if (match === null) return plain
  const [, year = '', month, looseMonth] = match
  return `${year}-${(month ?? looseMonth ?? '').padStart(2, '0')}`
}

/** Full-width digits as half-width ones. */
export function halfWidth(text: string): string {
  return text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
}

/** Months in words, those that follow one another as a range; empty for none. */
export function monthsText(months: readonly string[]): string {
  const ranges: { first: number; last: number }[] = []
  for (const month of months.map((text) => toMonths(YearMonth.parse(text)))) {
    const range = ranges.at(-1)
    if (range?.last === month - 1) range.last = month
    else ranges.push({ first: month, last: month })
  }
  return ranges
    .map(({ first, last }) =>
      first === last ? fromMonths(first) : `${fromMonths(first)} 至 ${fromMonths(last)}`,
    )
    .join('、')
}

/** Months in the width of a list's column: the first of them and how many where they are no single range. */
export function monthsShort(months: readonly string[]): string {
  const text = monthsText(months)
  return text.includes('、') ? `${months[0]} 等 ${months.length} 个月` : text
}
