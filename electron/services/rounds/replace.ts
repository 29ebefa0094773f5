import { CounterError } from '#shared/base/failure.ts'
import { Replaced, type ReplaceRequest } from '#shared/ipc/rounds.ts'
import { carryOut } from '../command.ts'
import type { ServiceContext } from '../context.ts'
import { getCall } from './calls.ts'
import { givePlace } from './give-place.ts'
import { requireRoundAction } from './state.ts'

/**
 * Gives the place that somebody gave up, or one that was added, to the next one who waits for it. Nothing is run anew,
 * and nobody else is moved; where the next one leaves another place for it, that is given up in turn. Where nobody
 * waits no place is given and `no` is null.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED; CONFLICT where the number gave nothing up, somebody was called already,
 *   or the next one is no longer whom the person at the counter was shown
 * @idempotent with `request.commandId`
 */
export function replaceApplicant(context: ServiceContext, request: ReplaceRequest): Replaced {
  const { commandId, roundId, no, place, next: shown } = request
  const command = { id: commandId, kind: 'roundResults.replace', result: Replaced }
  return carryOut(context, command, (tx, at) => {
    const state = requireRoundAction({ ...context, reader: tx }, roundId, 'replace')
    const { next } = getCall(tx, { roundId, state }, { no, place })
    if (shown !== undefined && next?.no !== shown) throw anotherIsNext(shown)
    if (next === undefined)
      return { result: { no: null }, object: `round:${roundId}`, detail: { freedBy: no } }
    const { accountId } = context.account
    const event = { kind: 'replace' as const, no: next.no, place: next.place, freedBy: no }
    givePlace(tx, { roundId, accountId, at, runs: state.runs }, event)
    return { result: { no: next.no }, object: `round:${roundId}`, detail: event }
  })
}

function anotherIsNext(shown: string): CounterError {
  return new CounterError('CONFLICT', `没有递补：候补次序刚刚有变化，下一位已不是申请 ${shown}。`, {
    at: 'next',
    hint: '请按 Esc 退回，重新打开“递补”，看清现在的下一位后再办理。',
  })
}
