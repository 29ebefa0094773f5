import { CounterError } from './failure.ts'

/** An exact rational number in lowest terms; the denominator is always positive. */
export interface Fraction {
  readonly n: bigint
  readonly d: bigint
}

/** As many decimals as a number is written with; a longer one stays a fraction. */
const MOST_DECIMALS = 6

export const ZERO: Fraction = { n: 0n, d: 1n }

/** `n / d` in lowest terms. A number that is no integer, or a zero denominator, is refused with BAD_INPUT. */
export function fraction(n: bigint | number, d: bigint | number = 1n): Fraction {
  const numerator = toInteger(n)
  const denominator = toInteger(d)
  if (denominator === 0n) throw badFraction()
  const sign = denominator < 0n ? -1n : 1n
  const divisor = greatestCommonDivisor(numerator, denominator)
  return { n: (sign * numerator) / divisor, d: (sign * denominator) / divisor }
}

/** Reads `3`, `-3`, `0.25` or `1/4` exactly; any other text is refused with BAD_INPUT. */
export function parseFraction(text: string): Fraction {
  const match = /^(-?)(\d+)(?:\.(\d+)|\/(\d+))?$/.exec(text)
  if (match === null) throw badFraction()
  const [, sign = '', whole = '', decimals = '', denominator = '1'] = match
  const n = BigInt(`${sign}${whole}${decimals}`)
  return fraction(n, decimals === '' ? BigInt(denominator) : 10n ** BigInt(decimals.length))
}

/** An exact number as staff read it: `20`, `0.25`; `1/3` where no short decimal is exact. */
export function fractionText(value: Fraction): string {
  if (value.d === 1n) return String(value.n)
  for (let decimals = 1; decimals <= MOST_DECIMALS; decimals += 1) {
    const scaled = multiply(value, fraction(10n ** BigInt(decimals)))
    if (scaled.d === 1n) return decimalText(scaled.n, decimals)
  }
  return `${value.n}/${value.d}`
}

function decimalText(scaled: bigint, decimals: number): string {
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(decimals + 1, '0')
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** a + b, exact. */
export function add(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.d + b.n * a.d, a.d * b.d)
}

/** a - b, exact. */
export function subtract(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.d - b.n * a.d, a.d * b.d)
}

/** a × b, exact. */
export function multiply(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.n, a.d * b.d)
}

/** a ÷ b, exact; division by zero is refused with BAD_INPUT. */
export function divide(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.d, a.d * b.n)
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`; fit for `Array.sort`. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.n * b.d - b.n * a.d
  if (difference === 0n) return 0
  return difference < 0n ? -1 : 1
}

/** The smaller of the two. */
export function min(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) <= 0 ? a : b
}

/** The larger of the two. */
export function max(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) >= 0 ? a : b
}

/** The greatest integer not above the fraction. */
export function floor(value: Fraction): number {
  return Number(floorDivide(value.n, value.d))
}

/** The value in hundredths, rounded half up: 1/8 gives 13, 0.005 gives 1, -0.005 gives 0. */
export function roundToHundredths(value: Fraction): number {
  return Number(floorDivide(200n * value.n + value.d, 2n * value.d))
}

function floorDivide(n: bigint, positiveDivisor: bigint): bigint {
  const quotient = n / positiveDivisor
  return n % positiveDivisor < 0n ? quotient - 1n : quotient
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let larger = a < 0n ? -a : a
  let smaller = b < 0n ? -b : b
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller]
  return larger
}

function toInteger(value: bigint | number): bigint {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw badFraction()
  return BigInt(value)
}

function badFraction(): CounterError {
  return new CounterError('BAD_INPUT', '不是可以精确计算的数，无法参与计分。', {
    hint: '请填写整数、小数或分数，例如 3、0.25、1/4。',
  })
}
