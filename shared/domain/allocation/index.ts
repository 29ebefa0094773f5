export { allocateRankedQuota, allocateRound, verifyRound } from './allocate.ts'
export { canonicalRound, type Hash, inputHash } from './canonical.ts'
export * from './certificate.ts'
export * from './compare-outcomes.ts'
export * from './cost-split.ts'
export * from './draw.ts'
export { pointsX100 } from './entries.ts'
export { firstPreferenceFirst } from './first-preference.ts'
export * from './frozen-list.ts'
export * from './harm.ts'
export * from './household.ts'
export { type KeyColumn, levelsOf, type Placement } from './market.ts'
export {
  DEFERRED_ACCEPTANCE_ENGINE,
  DRAW_ENGINE,
  FIRST_PREFERENCE_SIMULATION,
  RANKED_QUOTA_ENGINE,
} from './mechanism.ts'
export { codesOf, rankBy } from './ranking.ts'
export * from './result.ts'
export * from './round.ts'
export * from './round-plan.ts'
export * from './second-round.ts'
export { sharedRanks } from './shared-ranks.ts'
export type { SingleList } from './single-list.ts'
export { drawOrder, ticketOf, ticketTable } from './tickets.ts'
export { type Selected, selectByTown, type TownList, type TownPlaces } from './town-quotas.ts'
export type { Difference } from './verify.ts'
export {
  type Holdings,
  holdingsOf,
  listInOrder,
  nextIn,
  type Offer,
  waitingIn,
  waitingOrder,
  whoIsNext,
} from './waiting.ts'
