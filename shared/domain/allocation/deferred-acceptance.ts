import { isLastWish, type Market, tierOf } from './market.ts'
import { addTo, emptyTiers, lastOf, NOBODY, removeLast, type Tiers } from './tiers.ts'

/** No wish was granted. */
export const UNPLACED = -1

/**
 * Applicant-proposing deferred acceptance: by applicant's number the granted wish, as a position in `market.wishes`,
 * or UNPLACED. Everybody proposes down the list; a place keeps the best so far and turns away the last of them when a
 * better one comes. The outcome is the best stable one for every applicant at once, and nobody gains by stating other
 * wishes than the true ones (Gale and Shapley 1962; Roth 1982).
 */
export function deferAcceptance(market: Market): Int32Array {
  const { applicants, starts, wishes, tierPlaces, firstTiers, capacities } = market
  const granted = new Int32Array(applicants).fill(UNPLACED)
  const tiers = emptyTiers(applicants, tierPlaces.length)
  const left = capacities.slice()
  const lastTiers = capacities.map((capacity) => (capacity === 0 ? NO_TIER : EVERY_TIER))
  for (let comer = 0; comer < applicants; comer += 1) {
    let proposer = comer
    let wish = starts[comer] ?? 0
    if (wish === starts[comer + 1]) continue
    for (;;) {
      const tier = tierOf(wishes[wish] ?? 0)
      const place = tierPlaces[tier] ?? 0
      const lastTier = lastTiers[place] ?? NO_TIER
      if (tier < lastTier || (tier === lastTier && proposer < lastOf(tiers, tier))) {
        granted[proposer] = wish
        const seats = left[place] ?? 0
        const turnedAway = seats === 0 ? removeLast(tiers, lastTier) : NOBODY
        addTo(tiers, tier, proposer)
        if (seats > 0) left[place] = seats - 1
        if (seats <= 1) {
          const from = seats === 0 ? lastTier : (firstTiers[place + 1] ?? 0) - 1
          lastTiers[place] = lastTierFrom(tiers, from)
        }
        if (turnedAway === NOBODY) break
        proposer = turnedAway
        wish = granted[proposer] ?? 0
      }
      if (isLastWish(wishes[wish] ?? 0)) {
        granted[proposer] = UNPLACED
        break
      }
      wish += 1
    }
  }
  return granted
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
      const place = tierPlaces[tierOf(wishes[wish] ?? 0)] ?? 0
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
