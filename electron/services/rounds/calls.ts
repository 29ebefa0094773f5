import type { Reader } from '#electron/store/database.ts'
import { snapshot } from '#electron/store/snapshot.ts'
import { findEntrant } from '#electron/store/tables/entrants.ts'
import { findSeat } from '#electron/store/tables/runs.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { Offer } from '#shared/domain/allocation/index.ts'
import type { RoundState } from '#shared/domain/cases/index.ts'
import type { ReplacementRequest, ReplacementView } from '#shared/ipc/round-results.ts'
import type { ServiceContext } from '../context.ts'
import { getRound } from '../getters.ts'
import { placeName } from '../seat-words.ts'
import {
  ADDED_PLACES,
  type Freed,
  findNext,
  freedPlaces,
  type HeldRound,
  readHeld,
  waitingFor,
} from './held.ts'
import { roundState } from './state.ts'

/** A place that was given up, and who is called for it; nobody where nobody waits. */
export type Call = Freed & { next: Offer | undefined }

/** Every place given up for which nobody was called yet, with who comes next. */
export function callsDue(reader: Reader, roundId: string, state: RoundState): Call[] {
  return callsFor(reader, { roundId, state }, freedPlaces(reader, roundId, state))
}

type OfRound = { roundId: string; state: RoundState }

function callsFor(reader: Reader, { roundId, state }: OfRound, freed: readonly Freed[]): Call[] {
  if (freed.length === 0) return []
  const held = readHeld(reader, roundId, state)
  return freed.map((entry) => ({ ...entry, next: findNext(held, entry) }))
}

/** Which places a replacement is about: all that a number gave up, or the one of them that is named. */
export type Asked = { no: string; place?: string | undefined }

/** Whom a number's places go to: the first of them that somebody waits for, else the first, for nobody. */
export function findCall(
  reader: Reader,
  { roundId, state }: OfRound,
  { no, place }: Asked,
): Call | undefined {
  // One person may have left several places, and not each of them is waited for.
  const freed = freedPlaces(reader, roundId, state).filter(
    (entry) => entry.no === no && (place === undefined || entry.place === place),
  )
  const calls = callsFor(reader, { roundId, state }, freed)
  return calls.find(({ next }) => next !== undefined) ?? calls[0]
}

/** The same. @throws CounterError CONFLICT where the number gave nothing up, or somebody was called already */
export function getCall(reader: Reader, round: OfRound, asked: Asked): Call {
  const call = findCall(reader, round, asked)
  if (call === undefined) throw nothingFreed(asked.no)
  return call
}

/**
 * Who would be called for what a number gave up, before it is done: with the wish it is, the position in the waiting
 * order, and the place that is left for it.
 * @throws CounterError NOT_FOUND; CONFLICT where the number gave nothing up, or somebody was called already
 */
export function getReplacement(
  { reader }: Pick<ServiceContext, 'reader'>,
  { roundId, ...asked }: ReplacementRequest,
): ReplacementView {
  return snapshot(reader, () => {
    getRound(reader, roundId)
    const state = roundState(reader, roundId)
    const { place, next } = getCall(reader, { roundId, state }, asked)
    return {
      placeId: place,
      placeName: placeName(state.plan, place),
      next: next === undefined ? null : nextPart(reader, { roundId, state }, next),
    }
  })
}

function nextPart(
  reader: Reader,
  { roundId, state }: OfRound,
  { no, place, wish, kind }: Offer,
): NonNullable<ReplacementView['next']> {
  const held = readHeld(reader, roundId, state)
  const leaves = held.holdings.get(no)?.place ?? null
  const seat = findSeat(reader, state.runs.at(-1)?.runId ?? '', no)
  return {
    no,
    name: findEntrant(reader, roundId, no)?.name ?? no,
    rank: seat?.shown_rank ?? null,
    wish: wish ?? null,
    waiting: wish === undefined ? null : positionIn(held, place, no),
    kept: kind === 'reserved',
    leaves: leaves === null ? null : placeName(state.plan, leaves),
  }
}

function positionIn(held: HeldRound, place: string, no: string): number | null {
  const position = waitingFor(held, place).indexOf(no)
  return position === -1 ? null : position + 1
}

/** Why nobody can be called for what a number gave up. */
export const NOTHING_FREED = '没有空出待递补的名额，或已经递补'
/** Why nobody can be called though something is free. */
export const NOBODY_WAITS = '空出的名额没有人候补'

function nothingFreed(no: string): CounterError {
  const about = no === ADDED_PLACES ? no : `申请 ${no} `
  return new CounterError('CONFLICT', `没有递补：${about}${NOTHING_FREED}。`, {
    at: no,
    hint: '请在本批次的“待递补”中选择。',
  })
}
