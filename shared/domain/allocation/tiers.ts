/** No applicant, or the end of a list. */
export const NOBODY = -1

/**
 * The admitted by tier, which is a level at a place; applicants are numbers by rank. Whoever comes in order lies on
 * top of a list. Whoever comes later than the order says is kept in a pairing heap (Fredman, Sedgewick, Sleator and
 * Tarjan 1986), so that coming in costs the same for everybody.
 */
export interface Tiers {
  /** By tier the last of those who came in order. */
  tops: Int32Array
  /** By tier the last of those who came late. */
  lates: Int32Array
  /** Two numbers for each applicant: who is next in the same list, and the first of those below in the heap. */
  links: Int32Array
}

/** Tiers without anybody, for so many applicants. */
export function emptyTiers(applicants: number, tiers: number): Tiers {
  return {
    tops: new Int32Array(tiers).fill(NOBODY),
    lates: new Int32Array(tiers).fill(NOBODY),
    links: new Int32Array(2 * applicants),
  }
}

/** The last admitted of a tier, or NOBODY. */
export function lastOf({ tops, lates }: Tiers, tier: number): number {
  const top = tops[tier] ?? NOBODY
  const late = lates[tier] ?? NOBODY
  return top > late ? top : late
}

/** Takes somebody into a tier who is in none. */
export function addTo({ tops, lates, links }: Tiers, tier: number, comer: number): void {
  const top = tops[tier] ?? NOBODY
  if (comer > top) {
    links[2 * comer] = top
    tops[tier] = comer
    return
  }
  links[2 * comer] = NOBODY
  links[2 * comer + 1] = NOBODY
  const late = lates[tier] ?? NOBODY
  lates[tier] = late === NOBODY ? comer : joined(links, late, comer)
}

/** Takes the last admitted of a tier out and says who it was; the tier must have somebody. */
export function removeLast({ tops, lates, links }: Tiers, tier: number): number {
  const top = tops[tier] ?? NOBODY
  const late = lates[tier] ?? NOBODY
  if (top > late) {
    tops[tier] = links[2 * top] ?? NOBODY
    return top
  }
  lates[tier] = joinedAll(links, links[2 * late + 1] ?? NOBODY)
  return late
}

/** Two heaps as one: the later of the two stays on top. */
function joined(links: Int32Array, one: number, other: number): number {
  const top = one > other ? one : other
  const below = one > other ? other : one
  links[2 * below] = links[2 * top + 1] ?? NOBODY
  links[2 * top + 1] = below
  return top
}

/** A list of heaps as one: in pairs from the first, then the pairs from the last. */
function joinedAll(links: Int32Array, first: number): number {
  let pairs = NOBODY
  let one = first
  while (one !== NOBODY) {
    const other = links[2 * one] ?? NOBODY
    const after = other === NOBODY ? NOBODY : (links[2 * other] ?? NOBODY)
    const pair = other === NOBODY ? one : joined(links, one, other)
    links[2 * pair] = pairs
    pairs = pair
    one = after
  }
  if (pairs === NOBODY) return NOBODY
  let top = pairs
  let next = links[2 * pairs] ?? NOBODY
  while (next !== NOBODY) {
    const after = links[2 * next] ?? NOBODY
    top = joined(links, top, next)
    next = after
  }
  links[2 * top] = NOBODY
  return top
}
