import { assertNever } from '../../base/assert-never.ts'
import type { Hash } from './canonical.ts'
import { allocateDeferredAcceptance } from './placement.ts'
import { verifyPlacement } from './placement-verify.ts'
import type { RoundResult } from './result.ts'
import type { RankedQuotaRound, Round } from './round.ts'
import { allocateSingleList } from './single-list.ts'
import { type Difference, verifySingleList } from './verify.ts'

/** Runs the round's mechanism. With `explain` each seat carries `why`. Bad rounds are BAD_INPUT with the place. */
export function allocateRound(round: Round, hash: Hash, options: { explain?: boolean } = {}): RoundResult {
  switch (round.mechanism) {
    case 'ranked-quota':
    case 'draw':
      return allocateSingleList(round, hash, options)
    case 'deferred-acceptance':
      return allocateDeferredAcceptance(round, hash, options)
    default:
      return assertNever(round)
  }
}

/** Runs a ranked-quota: see `allocateSingleList`. */
export function allocateRankedQuota(
  round: RankedQuotaRound,
  hash: Hash,
  options: { explain?: boolean } = {},
): RoundResult {
  return allocateSingleList(round, hash, options)
}

/**
 * Checks a result against its round without running the engine, by comparing the values of the round one with
 * another. An empty list means that the result follows from the round. A bad round is refused as BAD_INPUT.
 */
export function verifyRound(round: Round, result: RoundResult, hash: Hash): Difference[] {
  switch (round.mechanism) {
    case 'ranked-quota':
    case 'draw':
      return verifySingleList(round, result, hash)
    case 'deferred-acceptance':
      return verifyPlacement(round, result, hash)
    default:
      return assertNever(round)
  }
}
