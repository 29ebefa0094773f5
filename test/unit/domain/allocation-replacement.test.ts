import { describe, expect, it } from 'vitest'
import {
  allocateRound,
  type Holdings,
  holdingsOf,
  waitingOrder,
  whoIsNext,
} from '#shared/domain/allocation/index.ts'
import { child, list, member, schools, without } from './allocation-rounds.ts'
import { sha256 } from './support.ts'

describe('replacement in a list with quotas', () => {
  const quotas = [
    { group: 'town-1', places: 1 },
    { group: 'town-2', places: 1 },
  ]
  const applicants = [
    member('A', 90, 'town-1'),
    member('B', 50, 'town-1'),
    member('C', 85, 'town-2'),
    member('D', 80, 'town-3'),
    member('E', 70, 'town-3'),
    member('F', 99, 'town-3', { consent: false }),
    member('G', 98, 'town-3', { refused: '重复申请' }),
  ]
  const round = list({ total: 3, quotas, reversion: 'city-order', applicants })
  const result = allocateRound(round, sha256)
  const next = (freed: string, ...left: string[]) =>
    whoIsNext(round, sha256, { result, holdings: without(holdingsOf(result), ...left), freed })

  it('goes to the next of the same group, though others of the city stand before', () => {
    expect(result.seats.map(({ place }) => place)).toEqual([
      'town-1',
      null,
      'town-2',
      'city',
      null,
      null,
      null,
    ])
    expect(next('town-1', 'A')).toEqual({ no: 'B', place: 'town-1', kind: 'quota' })
  })

  it('goes to the next of the city where nobody of the group waits, if it reverts', () => {
    expect(next('town-2', 'C')).toEqual({ no: 'E', place: 'city', kind: 'open' })
    const kept = list({ total: 3, quotas, reversion: 'none', applicants })
    const outcome = allocateRound(kept, sha256)
    const holdings = without(holdingsOf(outcome), 'C')
    expect(whoIsNext(kept, sha256, { result: outcome, holdings, freed: 'town-2' })).toBeUndefined()
  })

  it('an open place goes to the next of the city, of whatever group', () => {
    expect(next('city', 'D')).toEqual({ no: 'E', place: 'city', kind: 'open' })
    expect(next('city', 'D', 'E')).toEqual({ no: 'B', place: 'town-1', kind: 'open' })
  })

  it('is nobody while nothing is free, and when nobody waits', () => {
    expect(next('city')).toBeUndefined()
    expect(next('city', 'D', 'E', 'B')).toBeUndefined()
  })

  it('an open place held by the next of the group is the one that comes free', () => {
    const people = [...applicants, member('H', 82, 'town-1')]
    const other = list({ total: 3, quotas, reversion: 'city-order', applicants: people })
    const outcome = allocateRound(other, sha256)
    expect(outcome.seats[7]).toMatchObject({ place: 'town-1', kind: 'open' })
    const holdings = without(holdingsOf(outcome), 'A')
    expect(whoIsNext(other, sha256, { result: outcome, holdings, freed: 'town-1' })?.no).toBe('D')
  })

  it('each group has its own next one where several places are free at once', () => {
    const people = [...applicants, member('H', 10, 'town-2')]
    const other = list({ total: 3, quotas, reversion: 'city-order', applicants: people })
    const outcome = allocateRound(other, sha256)
    const holdings = without(holdingsOf(outcome), 'A', 'C', 'D')
    const nextOf = (freed: string) => whoIsNext(other, sha256, { result: outcome, holdings, freed })?.no
    expect(['town-1', 'town-2', 'city'].map(nextOf)).toEqual(['B', 'H', 'E'])
  })

  it('nobody loses a place that was given outside the order', () => {
    const two = list({ total: 1, applicants: applicants.slice(0, 2) })
    const outcome = allocateRound(two, sha256)
    const holdings: Holdings = { places: new Map([['B', 'city']]), left: new Set() }
    expect(whoIsNext(two, sha256, { result: outcome, holdings, freed: 'city' })).toBeUndefined()
    expect(waitingOrder(two, sha256, { result: outcome, place: 'city', holdings })).toEqual(['A'])
  })

  it('places of equals beyond the number are not refilled', () => {
    const people = [member('A', 90, 'x'), member('B', 80, 'x'), member('C', 80, 'x'), member('D', 70, 'x')]
    const equal = list({ total: 2, equals: 'admit', applicants: people })
    const outcome = allocateRound(equal, sha256)
    const after = (...left: string[]) =>
      whoIsNext(equal, sha256, {
        result: outcome,
        holdings: without(holdingsOf(outcome), ...left),
        freed: 'city',
      })
    expect(after('C')).toBeUndefined()
    expect(after('B', 'C')?.no).toBe('D')
  })

  it('the waiting order of a group is its members, that of the city everybody without a place', () => {
    expect(waitingOrder(round, sha256, { result, place: 'town-1' })).toEqual(['B'])
    expect(waitingOrder(round, sha256, { result, place: 'city' })).toEqual(['E', 'B'])
    const holdings = without(holdingsOf(result), 'E')
    expect(waitingOrder(round, sha256, { result, place: 'city', holdings })).toEqual(['B'])
  })

  it.each(['town-3', 'nowhere'])('refuses %s, which has no places', (place) => {
    const unknown = expect.objectContaining({ code: 'BAD_INPUT', at: '$.place' })
    expect(() => waitingOrder(round, sha256, { result, place })).toThrow(unknown)
    expect(() => next(place)).toThrow(unknown)
  })
})

describe('replacement along wishes', () => {
  const places = [
    { id: 'S1', capacity: 1 },
    { id: 'S2', capacity: 1 },
  ]
  const applicants = [
    child('A', 90, ['S1']),
    child('B', 80, ['S1', 'S2']),
    child('C', 70, ['S2', 'S1']),
    child('D', 60, ['S2'], { refused: '不在学区' }),
  ]
  const round = schools({ places, applicants })
  const result = allocateRound(round, sha256)

  it('waits whoever has nothing better, in the order of the place', () => {
    expect(result.seats.map(({ place }) => place)).toEqual(['S1', 'S2', null, null])
    expect(waitingOrder(round, sha256, { result, place: 'S1' })).toEqual(['B', 'C'])
    expect(waitingOrder(round, sha256, { result, place: 'S2' })).toEqual(['C'])
    expect(() => waitingOrder(round, sha256, { result, place: 'S3' })).toThrow(/没有这个去处/)
  })

  it('offers a freed place to the first waiting, whose own place is free then', () => {
    const left = without(holdingsOf(result), 'A')
    expect(whoIsNext(round, sha256, { result, holdings: left, freed: 'S1' })).toEqual({
      ...{ no: 'B', place: 'S1', wish: 1, kind: 'open' },
    })
    const moved = { places: new Map([...left.places, ['B', 'S1']]), left: left.left }
    expect(whoIsNext(round, sha256, { result, holdings: moved, freed: 'S1' })).toBeUndefined()
    expect(whoIsNext(round, sha256, { result, holdings: moved, freed: 'S2' })?.no).toBe('C')
  })

  it('passes on when the first declines, and ends with nobody', () => {
    const holdings = without(holdingsOf(result), 'A', 'B')
    expect(whoIsNext(round, sha256, { result, holdings, freed: 'S1' })?.no).toBe('C')
    const all = without(holdingsOf(result), 'A', 'B', 'C')
    expect(whoIsNext(round, sha256, { result, holdings: all, freed: 'S1' })).toBeUndefined()
  })

  it('counts a place given by the office to somebody who never wished it', () => {
    const holdings: Holdings = {
      places: new Map([
        ['A', 'S2'],
        ['B', 'S1'],
      ]),
      left: new Set(),
    }
    expect(whoIsNext(round, sha256, { result, holdings, freed: 'S2' })).toBeUndefined()
    expect(waitingOrder(round, sha256, { result, place: 'S1', holdings })).toEqual(['A', 'C'])
  })

  it('nobody loses a place that was given outside the order', () => {
    const holdings: Holdings = { places: new Map([['C', 'S1']]), left: new Set() }
    expect(whoIsNext(round, sha256, { result, holdings, freed: 'S1' })).toBeUndefined()
    expect(whoIsNext(round, sha256, { result, holdings, freed: 'S2' })?.no).toBe('B')
  })

  it('orders by the class that siblings took', () => {
    const wishes = [{ place: 'S1', class: 2 }]
    const family = '示例户'
    const applicants = [
      { no: 'T1', points: 90, family, wishes },
      { no: 'T2', points: 10, family, wishes },
      { no: 'T3', points: 5, family, wishes },
      { no: 'X', points: 80, wishes },
      child('Z', 95, ['S1']),
    ]
    const other = schools({ places: [{ id: 'S1', capacity: 2 }], siblings: { class: 1 }, applicants })
    const outcome = allocateRound(other, sha256)
    expect(outcome.seats.map(({ place }) => place)).toEqual(['S1', null, null, null, 'S1'])
    expect(waitingOrder(other, sha256, { result: outcome, place: 'S1' })).toEqual(['T2', 'T3', 'X'])
    const holdings = without(holdingsOf(outcome), 'Z')
    expect(whoIsNext(other, sha256, { result: outcome, holdings, freed: 'S1' })?.no).toBe('T2')
  })
})

describe('replacement on kept seats', () => {
  const tagged = { tags: ['talent'] }
  const applicants = [
    child('A', 90, ['S'], tagged),
    child('B', 80, ['S']),
    child('C', 70, ['S']),
    child('D', 60, ['S'], tagged),
  ]
  const nextWith = (precedence: string, left: string, people = applicants) => {
    const reserved = { tag: 'talent', count: 1, precedence }
    const round = schools({ places: [{ id: 'S', capacity: 2, reserved }], applicants: people })
    const result = allocateRound(round, sha256)
    const next = whoIsNext(round, sha256, { result, holdings: without(holdingsOf(result), left), freed: 'S' })
    return [next?.no, next?.kind]
  }

  it('first go to a holder of the tag, then to everybody', () => {
    expect(nextWith('reserved-first', 'A')).toEqual(['D', 'reserved'])
    expect(nextWith('reserved-first', 'A', applicants.slice(0, 3))).toEqual(['C', 'open'])
    expect(nextWith('reserved-first', 'B')).toEqual(['C', 'open'])
  })

  it('an open seat before the kept ones goes to the first waiting, tag or not', () => {
    expect(nextWith('open-first', 'A')).toEqual(['B', 'open'])
    expect(nextWith('open-first', 'D')).toEqual(['B', 'open'])
  })

  it('several free ones are offered in turn: open, kept, and what reverts', () => {
    const people = [...applicants, child('E', 50, ['S'], tagged), child('F', 40, ['S'], tagged)]
    const reserved = { tag: 'talent', count: 2, precedence: 'open-first' }
    const round = schools({ places: [{ id: 'S', capacity: 3, reserved }], applicants: people })
    const result = allocateRound(round, sha256)
    const { left, places } = without(holdingsOf(result), 'A', 'D', 'E')
    const held = new Map(places)
    const offers = [1, 2, 3].map(() => {
      const next = whoIsNext(round, sha256, { result, holdings: { places: held, left }, freed: 'S' })
      held.set(next?.no ?? '', next?.place ?? null)
      return [next?.no, next?.kind]
    })
    expect(offers).toEqual([
      ['B', 'open'],
      ['F', 'reserved'],
      ['C', 'open'],
    ])
  })
})
