import { PlainDate } from '#shared/base/plain-date.ts'
import { YearMonth } from '#shared/base/year-month.ts'
import type { JudgedRow } from './judged-row.ts'

const DAY = /^(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日?|(\d{2})(\d{2}))$/
const MONTH = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.]\d{1,2})?|年(\d{1,2})月(?:\d{1,2}日?)?|(\d{2})(?:\d{2})?)$/

/** The date in a cell; undefined where the cell is empty, or holds none and the row is then refused. */
export function readDay(row: JudgedRow, column: string): PlainDate | undefined {
  const text = plain(row.cell(column))
  if (text === '') return undefined
  const day = findDay(text)
  if (day !== undefined) return day
  row.refuse(column, `“${row.titleOf(column)}”的日期不存在或写法认不出。请照原件写作 2026-03-05 这样的形式。`)
  return undefined
}

/** The date of a text as departments write it, from 1900 on; undefined where it holds none. */
export function findDay(text: string): PlainDate | undefined {
  const [, year = '', ...parts] = DAY.exec(plain(text)) ?? []
  const [month = '', day = ''] = parts.filter((part) => part !== undefined)
  const date = PlainDate.safeParse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
  return date.success && date.data >= '1900' ? date.data : undefined
}

/** As `readDay` for a month; a whole date stands for its month. */
export function readMonth(row: JudgedRow, column: string): YearMonth | undefined {
  const text = row.cell(column)
  const month = monthsRead.get(text) ?? monthIn(plain(text))
  if (month === '') return undefined
  if (month !== undefined) {
    if (monthsRead.size >= MONTHS_KEPT) monthsRead.clear()
    monthsRead.set(text, month)
    return month
  }
  row.refuse(column, `“${row.titleOf(column)}”的年月不存在或写法认不出。请写作 2026-03 这样的形式。`)
  return undefined
}

/** By the text of the cell: a file says the same few months over and over. */
const monthsRead = new Map<string, YearMonth>()
const MONTHS_KEPT = 1_000

/** The month of a text, '' where it is empty; undefined where it holds none. */
function monthIn(text: string): YearMonth | '' | undefined {
  if (text === '') return ''
  const [, year = '', ...parts] = MONTH.exec(text) ?? []
  const [month = ''] = parts.filter((part) => part !== undefined)
  return YearMonth.safeParse(`${year}-${month.padStart(2, '0')}`).data
}

const YES = new Set(['是', '有', '已建', '已建会', 'Y', 'YES', '1', '√', 'TRUE'])
const NO = new Set(['否', '无', '未建', '未建会', 'N', 'NO', '0', '×', 'X', 'FALSE'])

/** Yes or no; null where the cell is empty, which is not known. */
export function readYesNo(row: JudgedRow, column: string): boolean | null {
  const text = plain(row.cell(column)).toUpperCase()
  if (text === '') return null
  if (YES.has(text)) return true
  if (!NO.has(text)) row.refuse(column, `“${row.titleOf(column)}”只能填“是”或“否”，不清楚的请留空。`)
  return false
}

/** One of the words a department may use; undefined where the row is then refused. */
export function readWord<Value>(
  row: JudgedRow,
  column: string,
  words: Readonly<Record<string, Value>>,
): Value | undefined {
  const text = plain(row.cell(column)).replace(/[\s（）()]/g, '')
  if (Object.hasOwn(words, text)) return words[text]
  if (text === '') requireCell(row, column)
  else row.refuse(column, `“${row.titleOf(column)}”的写法认不出，应为${usualWords(words)}之一。`)
  return undefined
}

/** A telephone number without what people put between its digits; '' where there is none. */
export function readPhone(row: JudgedRow, column: string): string {
  const text = plain(row.cell(column))
    .replace(/[\s-]/g, '')
    .replace(/^\+?86(?=1\d{10}$)/, '')
  if (text === '' || /^1\d{10}$/.test(text)) return text
  row.refuse(column, '手机号应为 1 开头的 11 位数字。请核对后更正，没有的请留空。')
  return ''
}

/** A text of at most `most` characters that must be there; '' where the row is then refused. */
export function readText(row: JudgedRow, column: string, most: number): string {
  const text = row.cell(column).trim()
  if (text === '') requireCell(row, column)
  else if (text.length > most)
    row.refuse(column, `“${row.titleOf(column)}”超过 ${most} 个字，可能错列。请核对这一行。`)
  return text
}

/** A town by its whole name, or without 街道 or 镇 at the end; undefined where it is none of ours. */
export function findTown(towns: readonly string[], text: string): string | undefined {
  const typed = text.replace(/^(浙江省)?(宁波市)?(慈溪市)?/, '').trim()
  if (towns.includes(typed)) return typed
  return [`${typed}街道`, `${typed}镇`].find((name) => typed !== '' && towns.includes(name))
}

/** Refuses a row for a cell that is empty and must not be. */
export function requireCell(row: JudgedRow, column: string): void {
  row.refuse(column, `“${row.titleOf(column)}”不能空。请补上。`)
}

function usualWords(words: Readonly<Record<string, unknown>>): string {
  const first = new Map(
    Object.entries(words)
      .map(([word, value]) => [value, word] as const)
      .reverse(),
  )
  return [...first.values()]
    .reverse()
    .map((word) => `“${word}”`)
    .join('')
}

/** Full-width digits and signs made half-width. */
function plain(text: string): string {
  const isAscii = /^[\x20-\x7e]*$/.test(text)
  return (isAscii ? text : text.normalize('NFKC')).trim()
}
