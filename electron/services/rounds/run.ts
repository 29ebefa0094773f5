import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Reader } from '#electron/store/database.ts'
import type { RoundFreezeTable, RoundRunTable, SeatTable } from '#electron/store/schema.ts'
import { findFreeze } from '#electron/store/tables/rounds.ts'
import { insertRun, insertSeatRows } from '#electron/store/tables/runs.ts'
import { CounterError } from '#shared/base/failure.ts'
import {
  allocateRound,
  canonicalRound,
  type Round,
  type RoundResult,
  roundOfList,
} from '#shared/domain/allocation/index.ts'
import type { RoundState } from '#shared/domain/cases/index.ts'
import type { RoundProgress, RoundWorkRequest } from '#shared/ipc/rounds.ts'
import { carryOut, findAnswer } from '../command.ts'
import { getWriter, type ServiceContext } from '../context.ts'
import { getRound } from '../getters.ts'
import { sha256 } from '../hash.ts'
import { alone, breathe, requireReason, SAVING } from './alone.ts'
import { findSeed } from './draw-record.ts'
import { policyHashOf } from './plan.ts'
import { seatRows } from './seat-rows.ts'
import { recordRoundEvent, requireRoundAction } from './state.ts'

const Ran = z.object({ runId: z.string() })

const CHECKING = '核对名单'
const RANKING = '排序'

/**
 * Runs a round over the list frozen last, whatever the store says now, with the seed of the draw; keeps input, result
 * and everybody's seat in one transaction. Reports progress; the last item carries the run's id. Aborting before that
 * leaves nothing behind.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED; BAD_INPUT at `reason` where it ran before; CONFLICT where other work is
 *   going on, the list was frozen anew meanwhile, or the policy is not that of the frozen list; CANCELLED
 * @idempotent with `request.commandId`
 */
export async function* runRound(
  context: ServiceContext,
  request: RoundWorkRequest,
  signal: AbortSignal,
): AsyncGenerator<RoundProgress> {
  const writer = getWriter(context)
  const made = findAnswer(writer, commandOf(request))?.result.runId
  yield* alone(writer, made, () => runAlone({ ...context, reader: writer }, request, signal))
}

async function* runAlone(
  context: ServiceContext,
  request: RoundWorkRequest,
  signal: AbortSignal,
): AsyncGenerator<RoundProgress> {
  const { reader } = context
  const state = requireRoundAction(context, request.roundId, 'run')
  requireReason(state.runs.length > 0, request.reason, '运行批次')
  const freeze = getLastFreeze(reader, state)
  const total = state.freezes.at(-1)?.applicants ?? 0
  yield { stage: CHECKING, done: 0, total }
  await breathe(signal, '运行')
  requireWhole(freeze)
  requireSamePolicy(context, state, freeze)
  const seed = findSeed(getRound(reader, request.roundId).title, state)
  if (seed === undefined) throw new Error('a round that may run is drawn')
  const round = roundOfList(freeze.list, seed)
  yield { stage: RANKING, done: 0, total }
  await breathe(signal, '运行')
  const result = allocateRound(round, sha256, { explain: true })
  yield { stage: SAVING, done: 0, total }
  await breathe(signal, '运行')
  const runId = randomUUID()
  const ran = { runId, roundId: request.roundId, plan: state.plan, round, result }
  // Worked out before anything is written: nobody else can write meanwhile.
  const rows = seatRows(reader, ran)
  await breathe(signal, '运行')
  const kept = { run: runRow(ran, freeze), rows, freeze }
  await breathe(signal, '运行')
  keepRun(context, request, kept)
  yield { stage: SAVING, done: total, total, id: runId }
}

type Ran = { runId: string; roundId: string; round: Round; result: RoundResult }
type NewRun = Omit<RoundRunTable, 'ran_by' | 'ran_at'>
type Kept = { run: NewRun; rows: readonly SeatTable[]; freeze: RoundFreezeTable }

function runRow({ runId, roundId, round, result }: Ran, freeze: RoundFreezeTable): NewRun {
  return {
    id: runId,
    round_id: roundId,
    frozen: canonicalRound(round),
    result: JSON.stringify(result),
    input_hash: result.inputHash,
    policy_hash: freeze.policy_hash,
    engine: result.engine,
    seed: round.seed,
    freeze_id: freeze.id,
  }
}

function keepRun(context: ServiceContext, request: RoundWorkRequest, { run, rows, freeze }: Kept): void {
  const { roundId, reason } = request
  carryOut(context, commandOf(request), (tx, at) => {
    const state = requireRoundAction({ ...context, reader: tx }, roundId, 'run')
    if (state.freezes.at(-1)?.freezeId !== freeze.id) throw frozenAnew()
    requireSamePolicy({ ...context, reader: tx }, state, freeze)
    const { accountId } = context.account
    insertRun(tx, { ...run, ran_by: accountId, ran_at: at })
    insertSeatRows(tx, rows)
    const ran = { runId: run.id, inputHash: run.input_hash }
    const because = reason === undefined ? {} : { reason }
    recordRoundEvent(tx, { roundId, accountId, at }, { kind: 'run', ...ran, seed: run.seed, ...because })
    return {
      result: { runId: run.id },
      object: `round:${roundId}`,
      detail: { ...ran, applicants: rows.length },
    }
  })
}

function commandOf({ commandId }: RoundWorkRequest) {
  return { id: commandId, kind: 'rounds.run', result: Ran }
}

function getLastFreeze(reader: Reader, { freezes }: RoundState): RoundFreezeTable {
  const last = findFreeze(reader, freezes.at(-1)?.freezeId ?? '')
  if (last === undefined) throw new Error('a recorded freeze has its list')
  return last
}

/** The kept text must still be the one that was hashed and announced. */
function requireWhole({ list, list_hash }: RoundFreezeTable): void {
  if (`sha256:${sha256(list)}` === list_hash) return
  throw new CounterError('STORE_DAMAGED', '冻结的名单与登记的指纹不符，名单可能被改动过，没有运行。', {
    at: 'list',
    hint: '请不要继续办理本批次，联系系统管理员核对备份。',
  })
}

function requireSamePolicy(
  { reader, resources }: Pick<ServiceContext, 'reader' | 'resources'>,
  { plan, reveals, publicNumber, runs }: RoundState,
  { policy_hash }: RoundFreezeTable,
): void {
  if (policyHashOf(reader, resources, plan) === policy_hash) return
  const isSettled = reveals.size > 0 || publicNumber !== undefined || runs.length > 0
  throw new CounterError(
    'CONFLICT',
    `${plan.cutOff} 当日有效的积分政策文件在名单冻结后变了，冻结的名单不再照它计算，没有运行。`,
    {
      at: 'policy',
      hint: isSettled
        ? '摇号已经开始，名单不能重读；请主管核对是否误改了政策文件，撤回后再运行。'
        : '请重新冻结名单并写明原因，再运行。',
    },
  )
}

function frozenAnew(): CounterError {
  return new CounterError('CONFLICT', '运行期间名单重新冻结过，这一次运行没有保存。', {
    hint: '请按新的名单重新运行。',
  })
}
