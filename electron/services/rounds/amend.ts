import type { Transaction } from '#electron/store/database.ts'
import { countCasesByStatus } from '#electron/store/tables/cases.ts'
import { listEntrantNumbers } from '#electron/store/tables/entrants.ts'
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
 * Changes the plan of a round, with a reason. While it is open anything but its kind; who has committed to the draw
 * stays as it is, and a seed named in the open once anybody applied, since whoever knows the applications' numbers would
 * choose between seeds. Once it is published only how many places there are, and never fewer than are held.
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
      requireSeedUnchosen(tx, roundId, { before: state.plan, plan })
    } else requireOnlyCapacities(tx, roundId, { before: state.plan, plan })
    const by = { roundId, accountId: context.account.accountId, at }
    const { status } = recordRoundEvent(tx, by, { kind: 'amend', plan, reason })
    return { result: { status }, object: `round:${roundId}`, detail: { cutOff: plan.cutOff } }
  })
}

function requireSameProtocol({ plan: before, commitments }: RoundState, plan: RoundPlan): void {
  if (plan.kind !== before.kind) throw badPlan('kind', '批次的种类开设后不能改')
  if (before.draw.mode === 'named') return
  const revealers = plan.draw.mode === 'named' ? [] : plan.draw.revealers
  const gone = before.draw.revealers.filter(
    (own) => commitments.has(own.name) && !revealers.some((revealer) => isSame(revealer, own)),
  )
  if (gone.length === 0) return
  const names = gone.map(({ name }) => name).join('、')
  throw new CounterError('CONFLICT', `已交了承诺值的揭示人和他们的备用值不能再改，没有保存：${names}。`, {
    at: 'plan.draw',
    hint: '请原样保留这些揭示人；还没有交的可以换人或去掉，公共号码可以改用以后的一期。',
  })
}

function requireSeedUnchosen(
  tx: Transaction,
  roundId: string,
  { before, plan }: { before: RoundPlan; plan: RoundPlan },
): void {
  if (plan.draw.mode !== 'named' || isSame(plan.draw, before.draw)) return
  if (listEntrantNumbers(tx, roundId).length + countCasesByStatus(tx, roundId).length === 0) return
  throw new CounterError(
    'CONFLICT',
    '已有申请，公开的种子不能再定或再改，没有保存：知道编号的人可以挑种子。',
    {
      at: 'plan.draw',
      hint: '请保留原来的种子，或改为几人承诺、当众揭示，再加一个公共号码。',
    },
  )
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
