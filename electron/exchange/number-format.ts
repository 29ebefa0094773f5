import { decimalText, hasLostDigits } from './cell-text.ts'
import type { FileFindingCode } from './table.ts'

/** How a number cell is shown, as far as it changes what the number means. */
export type NumberFormat =
  | { kind: 'plain' }
  | { kind: 'date' }
  | { kind: 'time' }
  /** Leading zeros by format alone, as in 000000. */
  | { kind: 'padded'; width: number }

const PLAIN: NumberFormat = { kind: 'plain' }
const DATE: NumberFormat = { kind: 'date' }
const TIME: NumberFormat = { kind: 'time' }

const SECONDS_PER_DAY = 86_400
const MILLISECONDS_PER_DAY = 86_400_000
/** 9999-12-31 in the system that counts from 1900. */
const LAST_SERIAL = 2_958_465
const DAYS_BETWEEN_SYSTEMS = 1462
/** Excel counts a 29 February 1900, which never was: from there on its numbers are one too high. */
const FALSE_LEAP_DAY = 60

/**
 * The built-in formats (ECMA-376 Part 1, 18.8.30, with those of the Chinese editions 27 to 36 and 50 to 58) that
 * show a date or a time of day.
 */
export function builtInFormat(id: number): NumberFormat {
  if ([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56].includes(id)) return TIME
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return DATE
  return PLAIN
}

/** What a format code such as `yyyy"年"m"月"d"日"`, `h:mm` or `000000` shows. */
export function parseFormat(code: string): NumberFormat {
  const bare = (code.split(';')[0] ?? '')
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(h+|m+|s+)\]/gi, '$1')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general|g\/通用格式|am\/pm|a\/p|上午\/下午|e[+-]/gi, '')
  const width = /^0{2,}$/.exec(bare)?.[0].length
  if (width !== undefined) return { kind: 'padded', width }
  if (/[yde]|aaa/i.test(bare)) return DATE
  if (/[hs]/i.test(bare)) return TIME
  return /m/i.test(bare) ? DATE : PLAIN
}

/** What a number cell says: its text, or why it may not be trusted. */
export type NumberReading = { text: string; problem?: FileFindingCode }

/**
 * The text of a number cell: a date as YYYY-MM-DD (the time of day is left out), a time as HH:MM:SS, any other number as plain
 * decimal digits. A number with lost digits or a day that does not exist has an empty text and a problem.
 */
export function readNumber(value: number, format: NumberFormat, from1904: boolean): NumberReading {
  if (format.kind === 'date') return readDate(value, from1904)
  if (format.kind === 'time') return readTime(value)
  const text = decimalText(value)
  if (text === undefined || hasLostDigits(value)) return { text: '', problem: 'LONG_NUMBER' }
  if (format.kind === 'padded' && /^\d+$/.test(text)) return { text: text.padStart(format.width, '0') }
  return { text }
}

function readDate(value: number, from1904: boolean): NumberReading {
  const serial = Math.floor(value) + (from1904 ? DAYS_BETWEEN_SYSTEMS : 0)
  const exists = serial >= 1 && serial <= LAST_SERIAL && (serial !== FALSE_LEAP_DAY || from1904)
  if (!exists) return { text: '', problem: 'IMPOSSIBLE_DATE' }
  const days = serial > FALSE_LEAP_DAY ? serial - 1 : serial
  return { text: new Date(Date.UTC(1899, 11, 31) + days * MILLISECONDS_PER_DAY).toISOString().slice(0, 10) }
}

function readTime(value: number): NumberReading {
  if (!(value >= 0 && value < LAST_SERIAL)) return { text: '', problem: 'IMPOSSIBLE_DATE' }
  const seconds = Math.round((value % 1) * SECONDS_PER_DAY) % SECONDS_PER_DAY
  return { text: new Date(seconds * 1000).toISOString().slice(11, 19) }
}

/** The serial number, counted from 1900, of a day from 1900-03-01 on; undefined for any other text. */
export function dateSerial(date: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || date < '1900-03-01') return undefined
  const time = Date.parse(`${date}T00:00:00Z`)
  const exists = Number.isFinite(time) && new Date(time).toISOString().startsWith(date)
  return exists ? (time - Date.UTC(1899, 11, 30)) / MILLISECONDS_PER_DAY : undefined
}
