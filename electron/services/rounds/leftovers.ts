import { snapshot } from '#electron/store/snapshot.ts'
import { CounterError } from '#shared/base/failure.ts'
import { leftovers, mechanismOf } from '#shared/domain/allocation/index.ts'
import type { LeftoversView } from '#shared/ipc/round-results.ts'
import type { ServiceContext } from '../context.ts'
import { getRound } from '../getters.ts'
import { placeName } from '../seat-words.ts'
import { findNext, type HeldRound, readHeld, roundNow, waitingFor } from './held.ts'
import { roundState } from './state.ts'

/**
 * What a second round could give out: free places, and how many hold nothing and have not left.
 * @throws CounterError NOT_FOUND; CONFLICT before the result is published
 */
export function getLeftovers({ reader }: ServiceContext, roundId: string): LeftoversView {
  return snapshot(reader, () => {
    getRound(reader, roundId)
    const state = roundState(reader, roundId)
    if (state.status !== 'published' && state.status !== 'closed') {
      throw new CounterError('CONFLICT', '这个批次还没有公布结果，剩余名额还没有定。', {
        at: roundId,
        hint: '请在它公布结果后再开设下一批次。',
      })
    }
    const held = readHeld(reader, roundId, state)
    const queueAt = queuesOf(held)
    const { plan, standing } = held
    const { places, numbers } = leftovers(roundNow(held), standing)
    const quotas = new Set(plan.quotas.map(({ town }) => town))
    return {
      places: places.map(({ place, free }) => ({
        id: place,
        name: quotas.has(place) ? `${placeName(plan, place)}（${place}）` : placeName(plan, place),
        free,
        ...queueAt(place),
      })),
      waiting: numbers.length,
    }
  })
}

/** Who waits for a place: in a single list for all its places together, as nobody is placed for a town. */
function queuesOf(held: HeldRound): (place: string) => { waiting: number; callFirst: boolean } {
  const queue = (place: string) => ({
    waiting: waitingFor(held, place).length,
    callFirst: findNext(held, { no: '', place }) !== undefined,
  })
  if (mechanismOf(held.plan) === 'deferred-acceptance') return queue
  const single = queue(held.plan.places[0]?.id ?? 'city')
  return () => single
}
