import { createHash } from 'node:crypto'

/** A repeatable source of choices: the same seed gives the same row of answers on every machine. */
export interface Random {
  /** A whole number from 0 to n - 1, each equally likely. */
  below(n: number): number
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number
  /** True in `percent` of 100 cases. */
  chance(percent: number): boolean
  /** One of the items, each equally likely; an empty list is a fault of the program. */
  pick<T>(list: readonly T[]): T
}

/** xoshiro128** started from the SHA-256 of the seed's UTF-8 text. For invented data only, never for a draw or a key. */
export function seededRandom(seed: string): Random {
  const next = xoshiro128(createHash('sha256').update(seed, 'utf8').digest())
  const below = (n: number): number => {
    // Numbers past the last whole multiple of n are thrown away: a plain remainder would favour small answers.
    const limit = 2 ** 32 - (2 ** 32 % n)
    let drawn = next()
    while (drawn >= limit) drawn = next()
    return drawn % n
  }
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: (percent) => below(100) < percent,
    pick(list) {
      for (const item of list.slice(below(list.length))) return item
      throw new Error('there is nothing to pick from')
    },
  }
}

/** David Blackman and Sebastiano Vigna's xoshiro128** 1.1 (public domain), as unsigned 32-bit numbers. */
function xoshiro128(state: Buffer): () => number {
  let a = state.readUInt32LE(0)
  let b = state.readUInt32LE(4)
  let c = state.readUInt32LE(8)
  let d = state.readUInt32LE(12)
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotate(d, 11)
    return result
  }
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by))
}
