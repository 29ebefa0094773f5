import type { Reader } from '#electron/store/database.ts'
import { snapshot } from '#electron/store/snapshot.ts'
import {
  countMatching,
  countUnclear,
  insertMatching,
  lastRunningNumber,
  type MatchingQuestion,
} from '#electron/store/tables/entrants-matching.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { RoundPlan } from '#shared/domain/allocation/index.ts'
import {
  Added,
  type AddMatchingRequest,
  type Matching,
  type MatchingRequest,
} from '#shared/ipc/round-entrants.ts'
import { carryOut } from '../command.ts'
import type { ServiceContext } from '../context.ts'
import { getRound } from '../getters.ts'
import { NUMBER_DIGITS, numberPrefix } from './entrant-numbers.ts'
import { getPlan } from './entrants.ts'
import { requireRoundAction } from './state.ts'

/**
 * How many stored residents of the round's towns, or of one of them, have at least so many points as last kept and are
 * not on its list yet. Where points matter, those whose points are not known in full are counted apart.
 * @throws CounterError NOT_FOUND; BAD_INPUT at `town`; NOT_ALLOWED for a round of the health check
 */
export function findMatching({ reader }: ServiceContext, request: MatchingRequest): Matching {
  return snapshot(reader, () => matchingOf(reader, questionOf(getPlan(reader, request.roundId), request)))
}

/**
 * Takes everybody who matches onto the list, all of them or nobody, under the round's own numbers.
 * @throws CounterError as `findMatching`; NOT_ALLOWED after the freeze
 * @idempotent with `request.commandId`
 */
export function addMatching(context: ServiceContext, request: AddMatchingRequest): { added: number } {
  const { roundId, town, leastX100 } = request
  const command = { id: request.commandId, kind: 'entrants.addMatching', result: Added }
  return carryOut(context, command, (tx, at) => {
    getRound(tx, roundId)
    const { plan } = requireRoundAction({ ...context, reader: tx }, roundId, 'enter')
    const question = questionOf(plan, request)
    const { unclear } = matchingOf(tx, question)
    const prefix = numberPrefix(plan)
    const added = insertMatching(tx, question, {
      prefix,
      digits: NUMBER_DIGITS,
      first: lastRunningNumber(tx, roundId, prefix) + 1,
      by: context.account.accountId,
      at,
    })
    return { result: { added }, object: `round:${roundId}`, detail: { town, leastX100, added, unclear } }
  })
}

function matchingOf(reader: Reader, question: MatchingQuestion): Matching {
  const found = countMatching(reader, question)
  return { found, unclear: question.complete ? countUnclear(reader, question) : 0 }
}

/** A draw asks for no points, unless a least number is named. */
function questionOf(plan: RoundPlan, { roundId, town, leastX100 }: MatchingRequest): MatchingQuestion {
  if (plan.kind === 'health-check') {
    throw new CounterError('NOT_ALLOWED', '健康体检批次的申请来自办件，不能按条件收录，没有登记。', {
      at: 'roundId',
      hint: '请为申请人受理办件，复核通过后名单冻结时自动列入。',
    })
  }
  if (town !== null && !plan.towns.includes(town)) {
    throw new CounterError('BAD_INPUT', '所选镇（街道）不在本批次的受理范围内，没有查找。', {
      at: 'town',
      hint: '请在批次方案的镇（街道）中选择。',
    })
  }
  const complete = plan.order === 'points' || leastX100 !== null
  return { roundId, towns: town === null ? plan.towns : [town], leastX100, complete }
}
