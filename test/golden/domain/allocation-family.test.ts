import { describe, expect, it } from 'vitest'
import { allocateRound, parseRound, ticketOf, verifyRound } from '#shared/domain/allocation/index.ts'
import { sha256 } from '#test/unit/domain/support.ts'
import { person, SEED, schools, seatedIn } from './allocation-rounds.ts'

describe('one family', () => {
  const ticket = (no: string) => ticketOf(SEED, no, sha256)

  it('has the ticket of its smallest number, and goes by the numbers inside it', () => {
    const applicants = ['T3', 'T1', 'X', 'T2'].map((no) => ({
      no,
      ...(no === 'X' ? {} : { family: '示例户' }),
    }))
    const draw = parseRound({
      format: 'counter.round/1',
      id: 'DRAW',
      mechanism: 'draw',
      order: [{ key: 'ticket', dir: 'asc' }],
      seed: SEED,
      places: [{ id: 'H', capacity: 2 }],
      applicants,
    })
    const result = allocateRound(draw, sha256, { explain: true })
    const family = ['T1', 'T2', 'T3']
    expect(result.order).toEqual(ticket('X') < ticket('T1') ? ['X', ...family] : [...family, 'X'])
    expect(result.cutoffs[0]?.last?.ticket).toBe(ticket('T1'))
    expect(verifyRound(draw, result, sha256)).toEqual([])
    const why = result.seats.find(({ no }) => no === 'T3')?.why
    expect(why).toEqual([{ place: 'H', code: 'LOST_TICKET', own: ticket('T1'), cutoff: ticket('T1') }])
  })

  it('goes by the numbers also where the greatest ticket is first, and in a round with wishes', () => {
    const twins = ['T2', 'T1'].map((no) =>
      person(no, 50, { family: '示例户', wishes: [{ place: 'S', class: 1 }] }),
    )
    for (const dir of ['asc', 'desc']) {
      const order = [
        { key: 'class', dir: 'asc' },
        { key: 'ticket', dir },
      ]
      const round = schools({ order, places: [{ id: 'S', capacity: 1 }], applicants: twins })
      const result = allocateRound(round, sha256, { explain: true })
      expect(seatedIn(result)).toEqual(['T1'])
      expect(result.seats[0]?.why).toEqual([
        { wish: 1, place: 'S', code: 'LOST_TICKET', own: ticket('T1'), cutoff: ticket('T1') },
      ])
      expect(verifyRound(round, result, sha256)).toEqual([])
    }
  })
})

describe('siblings placed together', () => {
  const wish = (place: string, ofClass = 2) => ({ place, class: ofClass })
  const places = [
    { id: 'S1', capacity: 2 },
    { id: 'S2', capacity: 2 },
  ]
  /** T1 gets S1 by points; T2, the younger, would not: X stands before at S1. */
  const applicants = [
    person('T1', 90, { family: '示例户', wishes: [wish('S1'), wish('S2')] }),
    person('T2', 40, { family: '示例户', wishes: [wish('S1'), wish('S2')] }),
    person('X', 60, { wishes: [wish('S1'), wish('S2')] }),
  ]
  const BOTH = ['T1', 'T2'].map((no) => ({ no, place: 'S1' }))
  const round = schools({ places, siblings: { class: 1 }, applicants })
  const result = allocateRound(round, sha256, { explain: true })

  it('the other follows the first by the sibling class, which the result lists', () => {
    const plain = allocateRound(schools({ places, applicants }), sha256)
    expect(plain.seats.map(({ place }) => place)).toEqual(['S1', 'S2', 'S1'])
    expect(result.seats.map(({ place }) => place)).toEqual(['S1', 'S1', 'S2'])
    expect(result.siblings).toEqual(BOTH)
    expect(result.seats[2]?.why).toMatchObject([{ place: 'S1', code: 'LOWER_CLASS', own: 2, cutoff: 1 }])
  })

  it('lists the changed wishes by number, whoever stands before', () => {
    const third = person('T3', 95, { family: '示例户', wishes: [wish('S1')] })
    const second = person('T2', 80, { family: '示例户', wishes: [wish('S1')] })
    const first = person('T1', 99, { family: '示例户', wishes: [wish('S1')] })
    const three = schools({ places, siblings: { class: 1 }, applicants: [third, second, first] })
    expect(allocateRound(three, sha256).siblings).toEqual([
      { no: 'T1', place: 'S1' },
      { no: 'T2', place: 'S1' },
      { no: 'T3', place: 'S1' },
    ])
  })

  it.each([{ refused: '示例规则' }, { consent: false }])('who takes no part is not the first: %o', (left) => {
    const first = person('T0', 99, { family: '示例户', wishes: [wish('S1')], ...left })
    const three = schools({ places, siblings: { class: 1 }, applicants: [first, ...applicants] })
    const outcome = allocateRound(three, sha256)
    expect(outcome.siblings).toEqual(BOTH)
    expect(verifyRound(three, outcome, sha256)).toEqual([])
  })

  it('the first keeps the place where it is too small for both', () => {
    const small = places.map((place) => ({ ...place, capacity: 1 }))
    const narrow = schools({ places: small, siblings: { class: 1 }, applicants })
    const outcome = allocateRound(narrow, sha256)
    expect(outcome.seats.map(({ place }) => place)).toEqual(['S1', null, 'S2'])
    expect(verifyRound(narrow, outcome, sha256)).toEqual([])
  })

  it('is checked under the changed classes, and for exactly these changes', () => {
    expect(verifyRound(round, result, sha256)).toEqual([])
    const others = [
      [],
      undefined,
      [{ no: 'T2', place: 'S2' }],
      [...(result.siblings ?? []), { no: 'X', place: 'S1' }],
    ]
    for (const siblings of others) {
      const { siblings: _, ...rest } = result
      const edited = siblings === undefined ? rest : { ...rest, siblings }
      expect(verifyRound(round, edited, sha256)).toContainEqual(expect.objectContaining({ at: '$.siblings' }))
    }
    const plain = allocateRound(schools({ places, applicants }), sha256)
    expect(verifyRound(schools({ places, applicants }), { ...plain, siblings: [] }, sha256)).not.toEqual([])
  })

  it.each([
    [
      'a class as good is left as it is',
      applicants.with(1, person('T2', 40, { family: '示例户', wishes: [wish('S1', 1)] })),
    ],
    [
      'a refused wish stays refused',
      applicants.with(
        1,
        person('T2', 40, { family: '示例户', wishes: [{ ...wish('S1'), refused: '不在学区' }] }),
      ),
    ],
    ['the first has no place', applicants.with(0, person('T1', 90, { family: '示例户', wishes: [] }))],
    [
      'another wish is meant',
      applicants.with(1, person('T2', 40, { family: '示例户', wishes: [wish('S2')] })),
    ],
    ['nobody is of a family', applicants.map(({ family: _, ...each }) => each)],
  ])('nothing changes where %s', (_, people) => {
    const other = schools({ places, siblings: { class: 1 }, applicants: people })
    const outcome = allocateRound(other, sha256)
    expect(outcome.siblings).toEqual([])
    expect(verifyRound(other, outcome, sha256)).toEqual([])
  })

  it('is refused where no class can bring anybody forward', () => {
    const order = [
      { key: 'points', dir: 'desc' },
      { key: 'ticket', dir: 'asc' },
    ]
    expect(() =>
      allocateRound(schools({ order, places, siblings: { class: 1 }, applicants }), sha256),
    ).toThrow(expect.objectContaining({ code: 'BAD_INPUT', at: '$.siblings' }))
  })
})
