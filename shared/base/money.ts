import { CounterError } from './failure.ts'

/**
 * Splits a total of whole fen into `parts` shares that differ by at most one fen and add up to the total; the
 * remainder goes to the first shares. A total that is negative or no integer, or fewer than one part, is
 * refused with BAD_INPUT.
 */
export function splitFen(totalFen: number, parts: number): number[] {
  requireCount(totalFen, '总额')
  requireCount(parts, '份数')
  if (parts === 0) throw badAmount('份数')
  const base = Math.floor(totalFen / parts)
  const remainder = totalFen % parts
  return Array.from({ length: parts }, (_, index) => (index < remainder ? base + 1 : base))
}

/**
 * Divides whole fen in proportion to integer weights by the method of largest remainders: every share is its
 * exact quota rounded down, and the fen left over go one by one to the largest remainders, the earlier share
 * first among equals. All weights zero (with a total above zero) or a bad number is refused with BAD_INPUT.
 */
export function largestRemainder(totalFen: number, weights: readonly number[]): number[] {
  requireCount(totalFen, '总额')
  for (const weight of weights) requireCount(weight, '权数')
  const sum = weights.reduce((partial, weight) => partial + BigInt(weight), 0n)
  if (sum === 0n) {
    if (totalFen > 0) throw badAmount('权数合计')
    return weights.map(() => 0)
  }
  const quotas = weights.map((weight, index) => {
    const product = BigInt(totalFen) * BigInt(weight)
    return { index, share: Number(product / sum), remainder: product % sum }
  })
  const left = totalFen - quotas.reduce((partial, quota) => partial + quota.share, 0)
  const byRemainder = [...quotas].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  )
  const favoured = new Set(byRemainder.slice(0, left).map((quota) => quota.index))
  return quotas.map((quota) => quota.share + (favoured.has(quota.index) ? 1 : 0))
}

/** Whole fen as yuan with two decimals and no separators: 3400000 gives `34000.00`. */
export function formatYuan(fen: number): string {
  if (!Number.isSafeInteger(fen)) throw badAmount('金额')
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

function requireCount(value: number, what: string): void {
  if (!Number.isSafeInteger(value) || value < 0) throw badAmount(what)
}

function badAmount(what: string): CounterError {
  return new CounterError('BAD_INPUT', `${what}不能用来分摊金额。`, {
    hint: '金额按“分”填写非负整数，份数和权数合计须大于零。',
  })
}
