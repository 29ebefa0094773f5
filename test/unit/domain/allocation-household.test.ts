import { describe, expect, it } from 'vitest'
import { allocateRound, householdWishes } from '#shared/domain/allocation/index.ts'
import { CLASS, schools, TICKET } from './allocation-rounds.ts'
import { sha256 } from './support.ts'

describe('flats by household size', () => {
  const flats = [
    { place: '三居', smallest: 4, largest: 6 },
    { place: '一居', smallest: 1, largest: 2 },
    { place: '两居', smallest: 2, largest: 3 },
  ]

  it.each([
    [
      1,
      [
        ['一居', 1],
        ['两居', 2],
        ['三居', 2],
      ],
    ],
    [
      2,
      [
        ['一居', 1],
        ['两居', 1],
        ['三居', 2],
      ],
    ],
    [
      3,
      [
        ['两居', 1],
        ['三居', 2],
      ],
    ],
    [4, [['三居', 1]]],
    [6, [['三居', 1]]],
  ])('%i persons', (size, wishes) => {
    expect(householdWishes(size, flats).map((wish) => [wish.place, wish.class])).toEqual(wishes)
  })

  it.each([
    ['a household too large', 7, flats, '$.size'],
    ['nobody', 0, flats, '$.size'],
    ['half a person', 1.5, flats, '$.size'],
    ['a type for nobody', 1, [{ place: '一居', smallest: 2, largest: 1 }], '$.flats[0]'],
    ['a type twice', 1, [...flats, ...flats], '$.flats[3]'],
  ])('refuses %s', (_, size, types, at) => {
    expect(() => householdWishes(size, types)).toThrow(expect.objectContaining({ code: 'BAD_INPUT', at }))
  })

  it('what larger households leave over goes to smaller ones by itself', () => {
    const household = (no: string, size: number) => ({ no, wishes: householdWishes(size, flats) })
    const places = flats.map(({ place }) => ({ id: place, capacity: 1 }))
    const round = schools({
      order: [CLASS, TICKET],
      places,
      applicants: [household('A', 3), household('B', 3), household('C', 3)],
    })
    const seated = allocateRound(round, sha256).seats.map(({ place }) => place ?? '')
    expect(seated.sort()).toEqual(['', '三居', '两居'])
    const late = schools({
      order: [CLASS, TICKET],
      places,
      applicants: [...round.applicants, household('D', 5)],
    })
    expect(allocateRound(late, sha256).seats[3]?.place).toBe('三居')
  })
})
