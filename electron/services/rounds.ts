import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Transaction } from '#electron/store/database.ts'
import type { RoundTable } from '#electron/store/schema.ts'
import {
  findRoundByTitle,
  insertRound,
  insertRoundAction,
  setRoundStatus,
} from '#electron/store/tables/rounds.ts'
import { findRunOfRound, listRunSeats } from '#electron/store/tables/runs.ts'
import { CounterError } from '#shared/base/failure.ts'
import { type OpenRoundRequest, RoundStatus } from '#shared/ipc/rounds.ts'
import { recordCaseAction } from './case-state.ts'
import { carryOut } from './command.ts'
import type { ServiceContext } from './context.ts'
import { getProgramme, type Resources } from './resources.ts'
import { requireRoundAction } from './round-actions.ts'

const Opened = z.object({ id: z.string() })
const Published = z.object({ status: RoundStatus })

/**
 * Opens a round of the health check with the plan the supervisor chose.
 * @throws CounterError BAD_INPUT at the field, DUPLICATE at `title`, NOT_FOUND where no programme is in force
 * @idempotent with `request.commandId`
 */
export function openRound(context: ServiceContext, request: OpenRoundRequest): { id: string } {
  const { commandId, title, towns, ties, cutOff } = request
  const command = { id: commandId, kind: 'rounds.open', result: Opened }
  return carryOut(context, command, (tx, at) => {
    getProgramme(context.resources, context.clock.today())
    requirePlan(context.resources, request)
    if (findRoundByTitle(tx, title) !== undefined) {
      throw new CounterError('DUPLICATE', '已有同名的批次，没有重复开设。', {
        at: 'title',
        hint: '请换一个能区分年度和期次的名称。',
      })
    }
    const id = randomUUID()
    const row: RoundTable = {
      id,
      title,
      places: request.places,
      towns: JSON.stringify(towns),
      cost_per_head_fen: request.costPerHeadFen,
      cut_off: cutOff,
      ties: JSON.stringify(ties),
      // The seed is used as given, so it must be one text in every hand that repeats the draw.
      seed: request.seed.normalize('NFC'),
      status: 'open',
    }
    insertRound(tx, row)
    insertRoundAction(tx, { round_id: id, action: 'open', account_id: context.account.accountId, at })
    return { result: { id }, object: `round:${id}`, detail: { places: request.places, cutOff, ties } }
  })
}

/**
 * Publishes the result of a run: every ranked case is told whether it has a place.
 * @throws CounterError NOT_FOUND; CONFLICT where there is nothing to publish; NOT_ALLOWED for whoever ran the round
 * @idempotent with `request.commandId`
 */
export function publishRound(
  context: ServiceContext,
  { commandId, roundId }: { commandId: string; roundId: string },
): { status: RoundStatus } {
  const command = { id: commandId, kind: 'rounds.publish', result: Published }
  return carryOut(context, command, (tx, at) => {
    requireRoundAction({ ...context, reader: tx }, roundId, 'publish')
    setRoundStatus(tx, roundId, 'published')
    insertRoundAction(tx, { round_id: roundId, action: 'publish', account_id: context.account.accountId, at })
    const seats = tellSeats(tx, { roundId, at, accountId: context.account.accountId })
    return { result: { status: 'published' }, object: `round:${roundId}`, detail: { seats } }
  })
}

function tellSeats(
  tx: Transaction,
  { roundId, at, accountId }: { roundId: string; at: string; accountId: string },
): number {
  const run = findRunOfRound(tx, roundId)
  if (run === undefined) throw new Error('a round that ran has its run')
  const seats = listRunSeats(tx, run.id)
  for (const seat of seats) {
    recordCaseAction(tx, {
      case_id: seat.case_id,
      action: 'seat',
      account_id: accountId,
      at,
      reason: null,
      detail: JSON.stringify({ runId: run.id, rank: seat.rank, seated: seat.seated === 1 }),
    })
  }
  return seats.length
}

function requirePlan(resources: Resources, { towns, ties }: OpenRoundRequest): void {
  if (towns.some((town) => !resources.towns.includes(town))) {
    throw badPlan('towns', '所选镇（街道）有不在名单里的')
  }
  if (new Set(towns).size < towns.length) throw badPlan('towns', '同一个镇（街道）选了两次')
  if (new Set(ties).size < ties.length) throw badPlan('ties', '同一个同分次序选了两次')
}

function badPlan(at: string, words: string): CounterError {
  return new CounterError('BAD_INPUT', `批次方案不能使用，没有开设：${words}。`, {
    at,
    hint: '请改正后再开设。',
  })
}
