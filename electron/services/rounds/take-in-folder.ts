import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Transaction } from '#electron/store/database.ts'
import { insertEntrant } from '#electron/store/tables/entrants.ts'
import { findRoundByTitle, insertFreeze, insertRound } from '#electron/store/tables/rounds.ts'
import { insertRun, insertSeatRows } from '#electron/store/tables/runs.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import { canonicalRound, pointsX100 } from '#shared/domain/allocation/index.ts'
import { openRoundState, requireAllowed } from '#shared/domain/cases/index.ts'
import { carryOut } from '../command.ts'
import type { ServiceContext } from '../context.ts'
import { sha256 } from '../hash.ts'
import type { DrawRecord } from './draw-record.ts'
import { requireTowns } from './plan.ts'
import { type FolderTexts, type ReadFolder, readFolder } from './read-folder.ts'
import { seatRows } from './seat-rows.ts'
import { type NewRoundEvent, recordRoundEvent, roundState } from './state.ts'

const TakenIn = z.object({ id: z.string() })

/**
 * Takes in a round that another store exported, up to its run: list, draw and result are kept as they were, and the
 * applicants go by their numbers, since no names were exported. It can be looked at, explained and published here.
 * @throws CounterError NOT_ALLOWED; BAD_INPUT where the folder does not hold together; DUPLICATE where the title is taken
 * @idempotent with `request.commandId`
 */
export function takeInFolder(
  context: ServiceContext,
  { commandId, texts }: { commandId: string; texts: FolderTexts },
): { id: string } {
  const folder = readFolder(texts)
  const [difference] = folder.differences
  if (difference !== undefined) {
    throw new CounterError('BAD_INPUT', '结果不是由这份名单得出的，批次没有读入。', {
      at: 'result.json',
      hint: `第一处不符：${difference.at} ${difference.message}`,
    })
  }
  const command = { id: commandId, kind: 'rounds.takeInFolder', result: TakenIn }
  return carryOut(context, command, (tx, at) => {
    requireAllowed([openRoundState(context.account)], 'open')
    requireTowns(context.resources, folder.plan)
    requireDayReached(folder.draw, context.clock.today())
    const { title } = folder.draw
    if (findRoundByTitle(tx, title) !== undefined) {
      throw new CounterError('DUPLICATE', '已有同名的批次，没有读入。', {
        at: 'title',
        hint: '同一批次只能读入一次；请核对是否已经读入过。',
      })
    }
    const id = keepRound(tx, folder, { accountId: context.account.accountId, at })
    return { result: { id }, object: `round:${id}`, detail: { inputHash: folder.result.inputHash } }
  })
}

/** No number is known before its day. */
function requireDayReached(draw: DrawRecord, today: PlainDate): void {
  if (draw.mode === 'named' || today >= draw.number.day) return
  throw new CounterError('BAD_INPUT', `公共号码要到 ${draw.number.day} 才产生，批次没有读入。`, {
    at: 'draw.json',
    hint: '请向导出的窗口核对公共号码的日期，并核对本机的日期。',
  })
}

type Keeping = { folder: ReadFolder; by: { accountId: string; at: string } }

/** Everything in the order in which it happened there: opening, commitments, freezes, reveals, run. */
function keepRound(tx: Transaction, folder: ReadFolder, by: Keeping['by']): string {
  const id = randomUUID()
  const { plan, draw } = folder
  insertRound(tx, {
    id,
    title: draw.title,
    kind: plan.kind,
    plan: JSON.stringify(plan),
    status: 'open',
    after_round: null,
  })
  const record = (event: NewRoundEvent) => recordRoundEvent(tx, { roundId: id, ...by }, event)
  record({ kind: 'open', plan })
  keepEntrants(tx, id, { folder, by })
  for (const event of drawEvents(draw, 'commit')) record(event)
  const last = { by, list: folder.list, policyHash: draw.policyHash }
  const first = firstFreeze(folder)
  record(keepFreeze(tx, id, first === undefined ? last : { by, ...first }))
  for (const event of drawEvents(draw, 'reveal')) record(event)
  if (first !== undefined) record({ ...keepFreeze(tx, id, last), reason: '原窗口重新冻结的名单，随批次读入' })
  const { freezes } = roundState(tx, id)
  record(keepRun(tx, id, { folder, by, freezeId: freezes.at(-1)?.freezeId ?? null }))
  return id
}

function drawEvents(draw: DrawRecord, which: 'commit' | 'reveal'): NewRoundEvent[] {
  if (draw.mode === 'named') return []
  if (which === 'commit')
    return draw.revealers.map(({ name, commitment }) => ({ kind: 'commit', revealer: name, commitment }))
  return [
    ...draw.revealers.map(({ name, used, absent }) => ({
      kind: 'reveal' as const,
      revealer: name,
      secret: used,
      fallback: absent,
    })),
    { kind: 'number', value: draw.publicNumber },
  ]
}

/** Names were not exported: an applicant goes by the number. */
function keepEntrants(tx: Transaction, roundId: string, { folder, by }: Keeping): void {
  for (const { no, group, points, ...given } of folder.round.applicants) {
    insertEntrant(tx, {
      round_id: roundId,
      no,
      source: 'list',
      resident_id: null,
      case_id: null,
      name: no,
      id_number: null,
      town: group ?? null,
      points_x100: points === undefined ? null : pointsX100(points),
      given: JSON.stringify({ ...given, ...(points === undefined ? {} : { points }) }),
      entered_by: by.accountId,
      entered_at: by.at,
      withdrawn: null,
    })
  }
}

/** What the draw was held over, where an objection changed the list since. */
function firstFreeze({ draw, drawnList }: ReadFolder): Omit<Freezing, 'by'> | undefined {
  if (draw.mode === 'named' || drawnList === undefined) return undefined
  return { list: drawnList, policyHash: draw.over.policyHash }
}

type Freezing = { by: Keeping['by']; list: string; policyHash: string }

function keepFreeze(tx: Transaction, roundId: string, { by, list, policyHash }: Freezing): NewRoundEvent {
  const freezeId = randomUUID()
  const listHash = `sha256:${sha256(list)}`
  insertFreeze(tx, {
    id: freezeId,
    round_id: roundId,
    list,
    list_hash: listHash,
    policy_hash: policyHash,
    frozen_by: by.accountId,
    frozen_at: by.at,
  })
  const applicants = list.trimEnd().split('\n').length - 1
  return { kind: 'freeze', freezeId, listHash, policyHash, applicants }
}

function keepRun(
  tx: Transaction,
  roundId: string,
  { folder, by, freezeId }: Keeping & { freezeId: string | null },
): NewRoundEvent {
  const { round, result, draw, plan } = folder
  const runId = randomUUID()
  insertRun(tx, {
    id: runId,
    round_id: roundId,
    frozen: canonicalRound(round),
    result: JSON.stringify(result),
    input_hash: result.inputHash,
    policy_hash: draw.policyHash,
    engine: result.engine,
    seed: draw.seed,
    ran_by: by.accountId,
    ran_at: by.at,
    freeze_id: freezeId,
  })
  insertSeatRows(tx, seatRows(tx, { runId, roundId, plan, round, result }))
  return { kind: 'run', runId, inputHash: result.inputHash, seed: draw.seed }
}
