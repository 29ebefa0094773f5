import { compareTexts } from './canonical.ts'
import type { OrderKey } from './round.ts'

/** A column of an order as whole numbers: the smaller code stands before, equal codes are equal values. */
export interface Codes {
  codes: Uint32Array
  /** One more than the greatest code possible. */
  range: number
}

type Direction = OrderKey['dir']

const MOST_CODES = 2 ** 32
const DIGITS = 2 ** 16

/** The codes of numbers. Whole numbers keep their distances where these fit, others are numbered in order. */
export function codesOf(values: ArrayLike<number>, direction: Direction): Codes {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  let whole = true
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0
    if (value < least) least = value
    if (value > most) most = value
    if (!Number.isSafeInteger(value)) whole = false
  }
  if (values.length === 0) return { codes: new Uint32Array(0), range: 1 }
  if (!whole || most - least >= MOST_CODES) return denseCodes(values, direction)
  const codes = new Uint32Array(values.length)
  for (let index = 0; index < codes.length; index += 1) {
    const value = values[index] ?? 0
    codes[index] = direction === 'asc' ? value - least : most - value
  }
  return { codes, range: most - least + 1 }
}

/** The codes of numbers of any kind: their place among the different values. */
export function denseCodes(values: ArrayLike<number>, direction: Direction): Codes {
  const sorted = Float64Array.from(values).sort()
  let range = 0
  for (const value of sorted) {
    if (range > 0 && sorted[range - 1] === value) continue
    sorted[range] = value
    range += 1
  }
  const codes = new Uint32Array(values.length)
  for (let index = 0; index < codes.length; index += 1) {
    const code = positionOf(sorted, range, values[index] ?? 0)
    codes[index] = direction === 'asc' ? code : range - 1 - code
  }
  return { codes, range: Math.max(range, 1) }
}

/** The codes of texts, by code unit. */
export function textCodes(values: readonly string[], direction: Direction): Codes {
  const different = [...new Set(values)].sort(compareTexts)
  if (direction === 'desc') different.reverse()
  const numbered = new Map(different.map((text, index) => [text, index]))
  return {
    codes: Uint32Array.from(values, (text) => numbered.get(text) ?? 0),
    range: Math.max(different.length, 1),
  }
}

/**
 * The positions 0 to `size` - 1 sorted by the columns, first column first; positions that are equal in all of them by
 * `settle`. By radix, so the time grows with the number of positions alone.
 */
export function rankBy(
  columns: readonly Uint32Array[],
  size: number,
  settle: (one: number, other: number) => number,
): Uint32Array {
  let ranking = new Uint32Array(size)
  let spare = new Uint32Array(size)
  for (let index = 0; index < size; index += 1) ranking[index] = index
  const ends = new Uint32Array(DIGITS)
  for (let index = columns.length - 1; index >= 0; index -= 1) {
    for (const shift of [0, 16]) {
      const digits = { codes: columns[index] ?? new Uint32Array(0), shift }
      if (!countDigits(digits, ends, size)) continue
      distribute(digits, ends, { from: ranking, to: spare })
      ;[ranking, spare] = [spare, ranking]
    }
  }
  settleEquals(columns, ranking, settle)
  return ranking
}

interface Digits {
  codes: Uint32Array
  shift: number
}

/** Leaves in `ends` where the positions with each digit begin; false when all have the same digit. */
function countDigits({ codes, shift }: Digits, ends: Uint32Array, size: number): boolean {
  ends.fill(0)
  for (let index = 0; index < size; index += 1) {
    const digit = ((codes[index] ?? 0) >>> shift) & (DIGITS - 1)
    ends[digit] = (ends[digit] ?? 0) + 1
  }
  const first = ((codes[0] ?? 0) >>> shift) & (DIGITS - 1)
  if (ends[first] === size) return false
  let begin = 0
  for (let digit = 0; digit < DIGITS; digit += 1) {
    const count = ends[digit] ?? 0
    ends[digit] = begin
    begin += count
  }
  return true
}

function distribute(
  { codes, shift }: Digits,
  ends: Uint32Array,
  { from, to }: { from: Uint32Array; to: Uint32Array },
): void {
  for (let index = 0; index < from.length; index += 1) {
    const position = from[index] ?? 0
    const digit = ((codes[position] ?? 0) >>> shift) & (DIGITS - 1)
    const end = ends[digit] ?? 0
    to[end] = position
    ends[digit] = end + 1
  }
}

function settleEquals(
  columns: readonly Uint32Array[],
  ranking: Uint32Array,
  settle: (one: number, other: number) => number,
): void {
  let begin = 0
  for (let index = 1; index <= ranking.length; index += 1) {
    if (index < ranking.length && areEqual(columns, ranking[index - 1] ?? 0, ranking[index] ?? 0)) continue
    if (index - begin > 1) ranking.subarray(begin, index).sort(settle)
    begin = index
  }
}

/** Last column first, since that is the ticket, which nearly always differs. */
function areEqual(columns: readonly Uint32Array[], one: number, other: number): boolean {
  for (let index = columns.length - 1; index >= 0; index -= 1) {
    const codes = columns[index]
    if (codes?.[one] !== codes?.[other]) return false
  }
  return true
}

function positionOf(sorted: Float64Array, size: number, value: number): number {
  let low = 0
  let high = size - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
