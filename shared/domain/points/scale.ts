import { CounterError } from '../../base/failure.ts'
import { type Fraction, fraction, fractionText } from '../../base/fraction.ts'

/** Hundredths, and halves of them, are whole at every scale: what rounding and display need. */
const LEAST_PARTS = 200n
/** Amounts stay this many times below the largest exact number, so that sums of them are exact as well. */
const HEADROOM = 1024n

/**
 * Every amount of a pack as a whole number of the same small part of a point, so that sums, comparisons and caps are
 * exact on plain numbers. `one` is how many parts make a point.
 */
export interface Scale {
  one: number
  /** An amount in parts; exact, or POLICY_BAD where it is too large or too fine. */
  exact(value: Fraction): number
}

/** A scale that only notes the denominators that occur; its amounts mean nothing. */
export function surveyScale(denominators: Set<bigint>): Scale {
  return {
    one: 1,
    exact: (value) => {
      denominators.add(value.d)
      return 0
    },
  }
}

/** The coarsest scale at which every noted denominator divides a point. */
export function commonScale(denominators: ReadonlySet<bigint>): Scale {
  const parts = [...denominators].reduce(leastCommonMultiple, LEAST_PARTS)
  const most = BigInt(Number.MAX_SAFE_INTEGER) / HEADROOM
  if (parts > most) throw tooFine()
  return {
    one: Number(parts),
    exact: (value) => {
      const amount = value.n * (parts / value.d)
      if (amount > most) throw tooFine()
      return Number(amount)
    },
  }
}

/** A scaled amount as staff read it, such as 20 or 0.25. */
export function amountText(amount: number, one: number): string {
  return amount % one === 0 ? String(amount / one) : fractionText(fraction(amount, one))
}

/** How amounts are rounded: to whole multiples of `unit` parts, by magnitude, so that a deduction rounds as points do. */
export interface Rounding {
  unit: number
  mode: 'half-up' | 'down'
}

/** The amount rounded once, in whole units; the sign is kept. */
function unitsOf(amount: number, { unit, mode }: Rounding): number {
  const magnitude = amount < 0 ? -amount : amount
  const units = Math.floor((mode === 'down' ? magnitude : magnitude + unit / 2) / unit)
  return amount < 0 ? 0 - units : units
}

/** The amount rounded once; the sign is kept. */
export function roundAmount(amount: number, rounding: Rounding): number {
  return unitsOf(amount, rounding) * rounding.unit
}

/**
 * What lines are added up in. Where the pack rounds lines, hundredths of a point, each entered rounded: `step` of them
 * make a unit of the rounding. Where it rounds the total, parts of a point, each a unit of its own. `one` of them make
 * a point.
 */
export interface Ledger {
  one: number
  rounding: Rounding
  step: number
}

/** An amount in parts of a point as the ledger has it; what is open stays open. */
export function enter(amount: number, { rounding, step }: Ledger): number {
  return amount < Number.POSITIVE_INFINITY ? unitsOf(amount, rounding) * step : amount
}

/** As `enter` for amounts without sign, each at most `cap`, as many as there is room for. */
export function enterColumn(
  amounts: Float64Array,
  { rounding: { unit, mode }, step }: Ledger,
  { cap, to }: { cap: number; to: Float64Array },
): void {
  const more = mode === 'down' ? 0 : unit / 2
  for (let row = 0; row < to.length; row += 1) {
    const amount = amounts[row] ?? Number.NaN
    const isKnown = amount < Number.POSITIVE_INFINITY
    to[row] = isKnown ? Math.floor(((amount > cap ? cap : amount) + more) / unit) * step : amount
  }
}

/** An amount of which `one` make a point, in hundredths, half up by magnitude. */
export function hundredthsOf(amount: number, one: number): number {
  if (one === 100) return amount
  const unit = one / 100
  return amount < 0 ? 0 - Math.floor((unit / 2 - amount) / unit) : Math.floor((amount + unit / 2) / unit)
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b]
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller]
  return (a / larger) * b
}

function tooFine(): CounterError {
  return new CounterError('POLICY_BAD', '政策包的分值太大，或各分值的分母相差太细，不能精确计分。', {
    hint: '请核对各项分值的小数位数、分母和计量单位。',
  })
}
