import { describe, expect, it } from 'vitest'
import {
  allocateRound,
  holdingsOf,
  leftovers,
  parseRound,
  secondRound,
} from '#shared/domain/allocation/index.ts'
import { child, list, member, schools, TICKET, without } from './allocation-rounds.ts'
import { sha256 } from './support.ts'

describe('a second round', () => {
  it('has what is free by wishes, for whoever holds nothing and stays', () => {
    const reserved = { tag: 'talent', count: 2, precedence: 'reserved-first' }
    const places = [
      { id: 'S1', capacity: 1 },
      { id: 'S2', capacity: 3, reserved },
    ]
    const applicants = [
      child('A', 90, ['S1']),
      child('B', 80, ['S1', 'S2'], { tags: ['talent'] }),
      child('C', 70, ['S1']),
      child('D', 60, ['S1'], { refused: '不在学区' }),
      child('E', 50, ['S2', 'S1']),
      child('F', 40, ['S1', 'S2']),
    ]
    const round = schools({ places, applicants })
    const result = allocateRound(round, sha256)
    const rest = leftovers(round, without(holdingsOf(result), 'E'))
    expect(rest).toEqual({ places: [{ place: 'S2', free: 1, kept: 1 }], numbers: ['C'] })
    const second = secondRound(round, leftovers(round, without(holdingsOf(result), 'A')), {
      id: 'AFTER-2',
      seed: 'new',
    })
    expect(second).toMatchObject({
      ...{ id: 'AFTER-2', seed: 'new', mechanism: 'deferred-acceptance', order: round.order },
      places: [{ id: 'S1', capacity: 1 }],
      applicants: [{ no: 'C', wishes: [{ place: 'S1' }] }],
    })
    expect(allocateRound(parseRound(second), sha256).seats).toMatchObject([{ no: 'C', place: 'S1' }])
  })

  it('keeps the seats behind the open ones, where these are filled first', () => {
    const reserved = { tag: 'talent', count: 1, precedence: 'open-first' }
    const round = schools({
      places: [{ id: 'S', capacity: 3, reserved }],
      applicants: [child('A', 9, ['S'], { tags: ['talent'] })],
    })
    const rest = leftovers(round, holdingsOf(allocateRound(round, sha256)))
    expect(rest.places).toEqual([{ place: 'S', free: 2, kept: 1 }])
    expect(secondRound(round, rest, { id: 'AFTER-2', seed: 's' }).places).toEqual([
      { id: 'S', capacity: 2, reserved },
    ])
  })

  it('cuts the wishes to what is free', () => {
    const places = [
      { id: 'S1', capacity: 1 },
      { id: 'S2', capacity: 0 },
    ]
    const round = schools({ places, applicants: [child('A', 9, ['S1']), child('B', 8, ['S2', 'S1'])] })
    const rest = leftovers(round, without(holdingsOf(allocateRound(round, sha256)), 'A'))
    const second = secondRound(round, rest, { id: 'AFTER-2', seed: 'example-seed' })
    expect(second.applicants).toMatchObject([{ no: 'B', wishes: [{ place: 'S1' }] }])
    expect(second.applicants[0]?.wishes).toHaveLength(1)
  })

  it('has the quotas that are left and the open places of a list', () => {
    const quotas = [
      { group: 'town-1', places: 2 },
      { group: 'town-2', places: 1 },
    ]
    const applicants = [member('A', 9, 'town-1'), member('B', 8, 'town-2'), member('C', 7, 'town-2')]
    const round = list({
      total: 4,
      quotas,
      reversion: 'none',
      applicants,
      places: [{ id: 'H', capacity: 4 }],
    })
    const rest = leftovers(round, without(holdingsOf(allocateRound(round, sha256)), 'B'))
    expect(rest.places).toEqual(
      [
        { place: 'town-1', free: 1 },
        { place: 'town-2', free: 0 },
        { place: 'H', free: 1 },
      ].filter(({ free }) => free > 0),
    )
    expect(rest.numbers).toEqual([])
    const second = secondRound(round, rest, { id: 'AFTER-2', seed: 's' })
    expect(second).toMatchObject({
      total: 2,
      places: [{ id: 'H', capacity: 2 }],
      quotas: [
        { group: 'town-1', places: 1 },
        { group: 'town-2', places: 0 },
      ],
    })
    expect(() => allocateRound(parseRound(second), sha256)).not.toThrow()
  })

  it('has the seats of a draw that are free, and an id of its own', () => {
    const applicants = ['A', 'B', 'C'].map((no) => ({ no }))
    const draw = parseRound({
      ...{ format: 'counter.round/1', id: 'DRAW', mechanism: 'draw', order: [TICKET], seed: 's' },
      ...{ places: [{ id: 'H', capacity: 2 }], applicants },
    })
    const result = allocateRound(draw, sha256)
    const [first = '', , last] = result.order ?? []
    const rest = leftovers(draw, without(holdingsOf(result), first))
    expect(rest).toEqual({ places: [{ place: 'H', free: 1 }], numbers: [last] })
    expect(secondRound(draw, rest, { id: 'DRAW-2', seed: 's' })).toMatchObject({
      places: [{ id: 'H', capacity: 1 }],
    })
    expect(() => secondRound(draw, rest, { id: 'DRAW', seed: 's' })).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', at: '$.id' }),
    )
  })
})
