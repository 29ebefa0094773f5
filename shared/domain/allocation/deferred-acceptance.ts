import type { Market } from './market.ts'
import { addTo, emptyTiers, lastOf, NOBODY, removeLast, type Tiers } from './tiers.ts'

/** No wish was granted. */
export const UNPLACED = -1

/**
 * Applicant-proposing deferred acceptance: by applicant's number the granted wish, as a position in `market.wishes`,
 * or UNPLACED. Everybody proposes down the list; a place keeps the best so far and turns away the last of them when a
 * better one comes. The outcome is the best stable one for every applicant at once, and nobody gains by stating other
 * wishes than the true ones (Gale and Shapley 1962; Roth 1982). Who proposes when changes nothing of it; whoever is
 * turned away waits for the next turn and everybody has it in order, since memory far apart is slow to reach.
 */
export function deferAcceptance(market: Market): Int32Array {
  const { applicants, starts } = market
  const granted = new Int32Array(applicants).fill(UNPLACED)
  const away = new Int32Array(Math.ceil(applicants / BITS))
  const propose = proposalsIn(market, granted, away)
  let turnedAway = 0
  for (let comer = 0; comer < applicants; comer += 1) turnedAway += propose(comer, starts[comer] ?? 0)
  while (turnedAway > 0) {
    turnedAway = 0
    for (let word = 0; word < away.length; word += 1) {
      let bits = away[word] ?? 0
      if (bits === 0) continue
      away[word] = 0
      while (bits !== 0) {
        const comer = BITS * word + BITS - 1 - Math.clz32(bits & -bits)
        bits &= bits - 1
        turnedAway += propose(comer, (granted[comer] ?? 0) + 1)
      }
    }
  }
  return granted
}

/** Applicants that one number of `away` marks. */
const BITS = 32

/**
 * Somebody's proposals from a wish on, until a place takes it: says how many that place turned away for it, 1 or 0. What
 * is granted is written; whoever was turned away is marked in `away`, and `granted` still says by which place.
 */
function proposalsIn(
  { applicants, starts, wishes, tierPlaces, firstTiers, capacities }: Market,
  granted: Int32Array,
  away: Int32Array,
): (proposer: number, from: number) => number {
  const tiers = emptyTiers(applicants, tierPlaces.length)
  const left = capacities.slice()
  const lastTiers = capacities.map((capacity) => (capacity === 0 ? NO_TIER : EVERY_TIER))
  return (proposer, from) => {
    const end = starts[proposer + 1] ?? 0
    for (let wish = from; wish < end; wish += 1) {
      const tier = wishes[wish] ?? 0
      const place = tierPlaces[tier] ?? 0
      const lastTier = lastTiers[place] ?? NO_TIER
      if (tier > lastTier || (tier === lastTier && proposer > lastOf(tiers, tier))) continue
      granted[proposer] = wish
      const seats = left[place] ?? 0
      if (seats === 0) mark(away, removeLast(tiers, lastTier))
      else left[place] = seats - 1
      addTo(tiers, tier, proposer)
      if (seats <= 1)
        lastTiers[place] = lastTierFrom(tiers, seats === 0 ? lastTier : (firstTiers[place + 1] ?? 0) - 1)
      return seats === 0 ? 1 : 0
    }
    granted[proposer] = UNPLACED
    return 0
  }
}

function mark(away: Int32Array, applicant: number): void {
  const word = applicant >>> 5
  away[word] = (away[word] ?? 0) | (1 << (applicant & 31))
}

/**
 * One after another in order takes the best place that is left. The same outcome as `deferAcceptance` where there is
 * one order, in one reading of the wishes.
 */
export function takeInTurn({ applicants, starts, wishes, tierPlaces, capacities }: Market): Int32Array {
  const left = capacities.slice()
  const granted = new Int32Array(applicants).fill(UNPLACED)
  for (let applicant = 0; applicant < applicants; applicant += 1) {
    const end = starts[applicant + 1] ?? 0
    for (let wish = starts[applicant] ?? 0; wish < end; wish += 1) {
      const place = tierPlaces[wishes[wish] ?? 0] ?? 0
      const seats = left[place] ?? 0
      if (seats === 0) continue
      left[place] = seats - 1
      granted[applicant] = wish
      break
    }
  }
  return granted
}

/** The tier of the last admitted of a place: any while seats are left, none where there are none. */
const EVERY_TIER = 2 ** 31 - 1
const NO_TIER = -1

/** The tier itself or the next one before it that has somebody; there must be one. */
function lastTierFrom(tiers: Tiers, from: number): number {
  let tier = from
  while (lastOf(tiers, tier) === NOBODY) tier -= 1
  return tier
}
