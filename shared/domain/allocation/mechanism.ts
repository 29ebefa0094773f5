import { assertNever } from '../../base/assert-never.ts'
import { CounterError } from '../../base/failure.ts'
import type { RankedQuotaRound, Round } from './round.ts'

/** Name and version of this engine; a change of any outcome is a new version. */
export const RANKED_QUOTA_ENGINE = 'ranked-quota@1.0'

/** The round if its mechanism is supported; `deferred-acceptance` and `draw` are refused as BAD_INPUT. */
export function requireSupported(round: Round): RankedQuotaRound {
  switch (round.mechanism) {
    case 'ranked-quota':
      return round
    case 'deferred-acceptance':
    case 'draw':
      throw new CounterError('BAD_INPUT', `分配方式 ${round.mechanism} 尚未支持，本批次没有运行。`, {
        at: '$.mechanism',
        hint: '目前支持 ranked-quota（按积分排名、可设组名额）。',
      })
    default:
      return assertNever(round)
  }
}
