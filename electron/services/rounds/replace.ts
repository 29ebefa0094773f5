import { CounterError } from '#shared/base/failure.ts'
import { Replaced, type ReplaceRequest } from '#shared/ipc/rounds.ts'
import { carryOut } from '../command.ts'
import type { ServiceContext } from '../context.ts'
import { givePlace } from './give-place.ts'
import { ADDED_PLACES, findNext, freedPlaces, readHeld } from './held.ts'
import { requireRoundAction } from './state.ts'

/**
 * Gives the place that somebody gave up, or one that was added, to the next one who waits for it. Nothing is run anew,
 * and nobody else is moved; where the next one leaves another place for it, that is given up in turn. Where nobody
 * waits no place is given and `no` is null.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED; CONFLICT where the number gave nothing up, or somebody was called already
 * @idempotent with `request.commandId`
 */
export function replaceApplicant(context: ServiceContext, request: ReplaceRequest): Replaced {
  const { commandId, roundId, no, place } = request
  const command = { id: commandId, kind: 'roundResults.replace', result: Replaced }
  return carryOut(context, command, (tx, at) => {
    const state = requireRoundAction({ ...context, reader: tx }, roundId, 'replace')
    const freed = freedPlaces(tx, roundId, state).filter(
      (entry) => entry.no === no && (place === undefined || entry.place === place),
    )
    if (freed.length === 0) throw nothingFreed(no)
    const held = readHeld(tx, roundId, state)
    // One person may have left several places, and not each of them is waited for.
    const [next] = freed.flatMap((entry) => findNext(held, entry) ?? [])
    if (next === undefined)
      return { result: { no: null }, object: `round:${roundId}`, detail: { freedBy: no } }
    const { accountId } = context.account
    const event = { kind: 'replace' as const, no: next.no, place: next.place, freedBy: no }
    givePlace(tx, { roundId, accountId, at, runs: state.runs }, event)
    return { result: { no: next.no }, object: `round:${roundId}`, detail: event }
  })
}

/** Why nobody can be called for what a number gave up. */
export const NOTHING_FREED = '没有空出待递补的名额，或已经递补'

function nothingFreed(no: string): CounterError {
  const about = no === ADDED_PLACES ? no : `申请 ${no} `
  return new CounterError('CONFLICT', `没有递补：${about}${NOTHING_FREED}。`, {
    at: no,
    hint: '请在本批次的“待递补”中选择。',
  })
}
