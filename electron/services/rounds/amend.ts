import type { Transaction } from '#electron/store/database.ts'
import { countGranted } from '#electron/store/tables/rounds.ts'
import { CounterError } from '#shared/base/failure.ts'
import { mechanismOf, type RoundPlan } from '#shared/domain/allocation/index.ts'
import type { RoundState } from '#shared/domain/cases/index.ts'
import type { AmendPlanRequest } from '#shared/ipc/rounds.ts'
import { carryOut } from '../command.ts'
import type { ServiceContext } from '../context.ts'
import { badPlan, requireTowns } from './plan.ts'
import { RoundDone, recordRoundEvent, requireRoundAction } from './state.ts'

/**
 * Changes the plan of a round, with a reason. While it is open anything but its kind, and who commits to the
 * draw only until somebody has; once it is published only how many places there are, and never fewer than are held.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED; BAD_INPUT at the part of the plan; CONFLICT naming the place
 * @idempotent with `request.commandId`
 */
export function amendPlan(context: ServiceContext, request: AmendPlanRequest): RoundDone {
  const { commandId, roundId, plan, reason } = request
  const command = { id: commandId, kind: 'rounds.amend', result: RoundDone }
  return carryOut(context, command, (tx, at) => {
    const state = requireRoundAction({ ...context, reader: tx }, roundId, 'amend')
    if (state.status === 'open') {
      requireTowns(context.resources, plan)
      requireSameProtocol(state, plan)
    } else requireOnlyCapacities(tx, roundId, { before: state.plan, plan })
    const by = { roundId, accountId: context.account.accountId, at }
    const { status } = recordRoundEvent(tx, by, { kind: 'amend', plan, reason })
    return { result: { status }, object: `round:${roundId}`, detail: { cutOff: plan.cutOff } }
  })
}

function requireSameProtocol({ plan: before, commitments }: RoundState, plan: RoundPlan): void {
  if (plan.kind !== before.kind) throw badPlan('kind', '批次的种类开设后不能改')
  if (commitments.size === 0 || isSame(withoutNumber(plan.draw), withoutNumber(before.draw))) return
  throw new CounterError('CONFLICT', '已有揭示人交了承诺值，揭示人和备用值不能再改，没有保存。', {
    at: 'plan.draw',
    hint: '请保留原来的揭示人和备用值；公共号码可以改用以后的一期。',
  })
}

function withoutNumber(draw: RoundPlan['draw']) {
  return draw.mode === 'named' ? draw : { ...draw, number: undefined }
}

function requireOnlyCapacities(
  tx: Transaction,
  roundId: string,
  { before, plan }: { before: RoundPlan; plan: RoundPlan },
): void {
  if (!isSame(withoutCapacities(plan), withoutCapacities(before)))
    throw badPlan('places', '已公布的批次只能调整各去处的名额，其他内容不能改')
  const isSingle = mechanismOf(plan) === 'ranked-quota'
  for (const { id, name, capacity } of plan.places) {
    const granted = countGranted(tx, roundId, isSingle ? undefined : id)
    if (capacity >= granted) continue
    throw new CounterError(
      'CONFLICT',
      `“${name}”已有 ${granted} 人占用名额，不能减到 ${capacity}，没有保存：已给出的名额不收回。`,
      { at: 'plan.places', hint: `请填不少于 ${granted} 的名额。` },
    )
  }
}

function withoutCapacities({ places, ...plan }: RoundPlan) {
  return { ...plan, places: places.map((place) => ({ ...place, capacity: 0 })) }
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
