import { z } from 'zod'
import type { Reader, Transaction } from '#electron/store/database.ts'
import type { EntrantTable } from '#electron/store/schema.ts'
import { snapshot } from '#electron/store/snapshot.ts'
import {
  findEntrant,
  listEntrants as listEntrantRows,
  updateEntrant,
} from '#electron/store/tables/entrants.ts'
import { CounterError } from '#shared/base/failure.ts'
import { pointsX100, type RoundPlan } from '#shared/domain/allocation/index.ts'
import {
  type EditEntrantRequest,
  EntrantGiven,
  type EntrantList,
  type EntrantListRequest,
  type EntrantRow,
  type WithdrawEntrantRequest,
} from '#shared/ipc/round-entrants.ts'
import { carryOut } from '../command.ts'
import type { ServiceContext } from '../context.ts'
import { getRound } from '../getters.ts'
import { type GivenFault, givenFaults, partWords } from './entrant-given.ts'
import { planOf } from './plan.ts'
import { requireRoundAction } from './state.ts'

const Nothing = z.strictObject({})

/** The plan of a round. @throws CounterError NOT_FOUND */
export function getPlan(reader: Reader, roundId: string): RoundPlan {
  return planOf(getRound(reader, roundId))
}

/**
 * A window of one round's applications; text matches part of the name or of the number.
 * @throws CounterError NOT_FOUND; BAD_INPUT at `filters.roundId` where no round is named
 */
export function listEntrants({ reader }: ServiceContext, request: EntrantListRequest): EntrantList {
  const { roundId, ...filters } = request.filters
  if (roundId === undefined) {
    throw new CounterError('BAD_INPUT', '没有说明是哪个批次的申请名单，没有列出。', {
      at: 'filters.roundId',
      hint: '请从批次列表打开一个批次。',
    })
  }
  return snapshot(reader, () => {
    const plan = getPlan(reader, roundId)
    const { total, rows } = listEntrantRows(reader, { ...request, roundId, filters })
    return { total, rows: rows.map((row) => entrantRow(row, plan)) }
  })
}

/** An application as lists show it; a place that the plan no longer has goes by its id. */
export function entrantRow(row: EntrantTable, { places }: Pick<RoundPlan, 'places'>): EntrantRow {
  const given = EntrantGiven.parse(JSON.parse(row.given))
  const nameOf = (id: string) => places.find((place) => place.id === id)?.name ?? id
  return {
    no: row.no,
    name: row.name,
    town: row.town,
    source: row.source,
    residentId: row.resident_id,
    caseId: row.case_id,
    pointsX100: row.points_x100,
    wishes: (given.wishes ?? []).map(({ place }) => nameOf(place)),
    given,
    withdrawn: row.withdrawn,
  }
}

/**
 * Changes what an application says itself, as a whole, while the round takes applications. What it said before stands
 * in the audit trail.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED after the freeze; CONFLICT where it was taken out; BAD_INPUT naming every
 *   part that cannot be ranked under the plan
 * @idempotent with `request.commandId`
 */
export function editEntrant(context: ServiceContext, request: EditEntrantRequest): Record<string, never> {
  const { roundId, no, given, reason } = request
  const command = { id: request.commandId, kind: 'entrants.edit', result: Nothing }
  return carryOut(context, command, (tx) => {
    const { plan, row } = getChangeable(tx, context, request)
    const faults = givenFaults(plan, given, row.resident_id !== null)
    if (faults.length > 0) throw badGiven(faults)
    const points = given.points === undefined ? null : pointsX100(given.points)
    updateEntrant(
      tx,
      { roundId, no },
      { given: JSON.stringify(given), ...(row.resident_id === null ? { points_x100: points } : {}) },
    )
    const detail = { no, reason, before: EntrantGiven.parse(JSON.parse(row.given)), after: given }
    return { result: {}, object: `round:${roundId}`, detail }
  })
}

/**
 * Takes an application off the list, with the reason; its row stays.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED after the freeze; CONFLICT where it was taken out before or came from a
 *   case, which is withdrawn itself
 * @idempotent with `request.commandId`
 */
export function withdrawEntrant(
  context: ServiceContext,
  request: WithdrawEntrantRequest,
): Record<string, never> {
  const { roundId, no, reason } = request
  const command = { id: request.commandId, kind: 'entrants.withdraw', result: Nothing }
  return carryOut(context, command, (tx) => {
    const { row } = getChangeable(tx, context, request)
    if (row.source === 'case') {
      throw new CounterError('CONFLICT', `申请 ${no} 来自办件，不能在这里撤下，没有改动。`, {
        at: 'no',
        hint: '请打开这个办件办理撤回，名单冻结时会随之撤下。',
      })
    }
    updateEntrant(tx, { roundId, no }, { withdrawn: reason })
    return { result: {}, object: `round:${roundId}`, detail: { no, reason } }
  })
}

function getChangeable(
  tx: Transaction,
  context: ServiceContext,
  { roundId, no }: { roundId: string; no: string },
): { plan: RoundPlan; row: EntrantTable } {
  getRound(tx, roundId)
  const { plan } = requireRoundAction({ ...context, reader: tx }, roundId, 'enter')
  const row = findEntrant(tx, roundId, no)
  if (row === undefined) {
    throw new CounterError('NOT_FOUND', `本批次没有编号为 ${no} 的申请，没有做任何改动。`, {
      at: 'no',
      hint: '请返回申请名单重新选择。',
    })
  }
  if (row.withdrawn === null) return { plan, row }
  throw new CounterError('CONFLICT', `申请 ${no} 已经撤下，没有改动。`, {
    at: 'no',
    hint: '要重新参加本批次的，请用新的申请编号登记。',
  })
}

function badGiven(faults: readonly GivenFault[]): CounterError {
  const words = faults.map(({ part, message }) => `${partWords(part)}：${message}`)
  const [first] = faults
  const part = first?.part ?? 'points'
  return new CounterError(
    'BAD_INPUT',
    `申请内容有 ${words.length} 处不能使用，没有保存。${words.join('；')}。`,
    {
      at: typeof part === 'string' ? `given.${part}` : `given.wishes.${part.wish}`,
      hint: '请逐处更正后再保存。',
    },
  )
}
