import { z } from 'zod'
import { CounterError } from '#shared/base/failure.ts'
import type { Applicant } from '#shared/domain/allocation/index.ts'
import type { Holding, RoundState } from '#shared/domain/cases/index.ts'
import type { ArrangeRequest } from '#shared/ipc/rounds.ts'
import { carryOut } from '../command.ts'
import type { ServiceContext } from '../context.ts'
import { placeName } from '../seat-words.ts'
import { givePlace } from './give-place.ts'
import { findNext, freeAt, type HeldRound, hasLeft, readHeld } from './held.ts'
import { requireRoundAction } from './state.ts'

const Arranged = z.object({ no: z.string(), place: z.string() })

/**
 * 统筹安排: places somebody without a place where there is room and nobody waits.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED; BAD_INPUT where the place is none of the plan's; CONFLICT where the
 *   person was refused, there or everywhere, or did not agree, holds a place or gave one up, where nothing is free, or
 *   somebody waits for it
 * @idempotent with `request.commandId`
 */
export function arrangePlace(context: ServiceContext, request: ArrangeRequest): z.infer<typeof Arranged> {
  const { commandId, roundId, no, place, reason } = request
  const command = { id: commandId, kind: 'roundResults.arrange', result: Arranged }
  return carryOut(context, command, (tx, at) => {
    const state = requireRoundAction({ ...context, reader: tx }, roundId, 'arrange')
    const held = readHeld(tx, roundId, state)
    const applicant = held.round.applicants.find((each) => each.no === no)
    const objection =
      whyNotArranged(held.holdings.get(no), applicant) ??
      whyBarred(state, applicant, place) ??
      whyNotHere(state, held, place)
    if (objection !== undefined) throw notArranged(no, objection)
    const { accountId } = context.account
    givePlace(tx, { roundId, accountId, at, runs: state.runs }, { kind: 'arrange', no, place, reason })
    return { result: { no, place }, object: `round:${roundId}`, detail: { no, place } }
  })
}

/** Why nobody arranges a place for an applicant; undefined where a supervisor may. */
export function whyNotArranged(
  holding: Holding | undefined,
  applicant: Pick<Applicant, 'refused' | 'consent'> | undefined,
): string | undefined {
  if (holding === undefined) return '冻结名单上没有这个编号'
  if (applicant?.refused !== undefined) return `审核不符合条件（${applicant.refused}）`
  if (applicant?.consent === false) return '本人未同意参加'
  if (holding.place !== null) return '已有去处'
  if (hasLeft(holding)) return '已放弃本批次的去处'
  return undefined
}

/** A place that verification found not to be open to the person stays closed to them. */
function whyBarred(
  { plan }: RoundState,
  applicant: Pick<Applicant, 'wishes'> | undefined,
  place: string,
): string | undefined {
  const rule = applicant?.wishes?.find((wish) => wish.place === place)?.refused
  return rule === undefined ? undefined : `${placeName(plan, place)}审核不符合条件（${rule}）`
}

function whyNotHere({ plan }: RoundState, held: HeldRound, place: string): string | undefined {
  const planned = plan.places.find(({ id }) => id === place)
  if (planned === undefined) {
    throw new CounterError('BAD_INPUT', '没有统筹安排：选的去处不在本批次的方案里。', {
      at: 'place',
      hint: '请从本批次的去处中选择。',
    })
  }
  const free = freeAt(plan, held.holdings, place)
  if (free <= 0)
    return `${placeName(plan, place)}共 ${planned.capacity} 个名额，已有 ${planned.capacity - free} 人，没有空余`
  if (findNext(held, { no: '', place }) !== undefined)
    return `${placeName(plan, place)}空余 ${free} 个名额，但还有人候补，应先递补`
  return undefined
}

function notArranged(no: string, reason: string): CounterError {
  return new CounterError('CONFLICT', `没有给申请 ${no} 统筹安排：${reason}。`, {
    at: no,
    hint: '请选择有空余名额、没有人候补的去处，或先办理递补。',
  })
}
