import { describe, expect, it } from 'vitest'
import { CounterError } from '#shared/base/failure.ts'
import {
  allocateRound,
  parseResult,
  parseRound,
  type RoundResult,
  verifyRound,
} from '#shared/domain/allocation/index.ts'
import { sha256 } from '#test/unit/domain/support.ts'

const ORDER = [
  { key: 'class', dir: 'asc' },
  { key: 'points', dir: 'desc' },
  { key: 'ties.permitMonths', dir: 'desc' },
  { key: 'ticket', dir: 'asc' },
]

function school(more: Record<string, unknown>) {
  const head = {
    format: 'counter.round/1',
    id: '2022-PRIMARY',
    mechanism: 'deferred-acceptance',
    seed: 'example-seed',
  }
  return parseRound({ ...head, order: ORDER, ...more })
}

function child(no: string, points: number, wishes: [place: string, ofClass: number][], more: object = {}) {
  return {
    no,
    points,
    ties: { permitMonths: 12 },
    wishes: wishes.map(([place, ofClass]) => ({ place, class: ofClass })),
    ...more,
  }
}

function seatsOf({ seats }: RoundResult) {
  return seats.map(({ no, place, wish, kind }) => [no, place, wish, kind])
}

describe('a school round in full', () => {
  const round = school({
    places: [
      { id: 'S1', capacity: 1 },
      { id: 'S2', capacity: 2, reserved: { tag: 'talent', count: 1, precedence: 'reserved-first' } },
      { id: 'S3', capacity: 0 },
    ],
    applicants: [
      child('A', 90, [
        ['S1', 2],
        ['S2', 1],
      ]),
      child('B', 50, [['S1', 1]]),
      child('C', 80, [
        ['S3', 1],
        ['S2', 1],
      ]),
      child('D', 20, [['S2', 1]], { tags: ['talent'] }),
      child('E', 79.5, [
        ['S2', 1],
        ['S1', 1],
      ]),
      child('F', 99, [['S1', 1]], { consent: false }),
    ],
  })
  const result = allocateRound(round, sha256, { explain: true })
  const ticket = (no: string) => sha256(`example-seed|${no}`)

  it('turns away whom somebody better displaces, down to the last wish', () => {
    expect(seatsOf(result)).toEqual([
      ['A', 'S2', 2, 'open'],
      ['B', null, undefined, undefined],
      ['C', null, undefined, undefined],
      ['D', 'S2', 1, 'reserved'],
      ['E', 'S1', 2, 'open'],
      ['F', null, undefined, undefined],
    ])
  })

  it('publishes the cut-offs, the kept seats apart', () => {
    const ties = { permitMonths: 12 }
    expect(result.cutoffs).toEqual([
      { place: 'S1', capacity: 1, filled: 1, last: { class: 1, points: 79.5, ties, ticket: ticket('E') } },
      {
        place: 'S2',
        capacity: 2,
        filled: 2,
        last: { class: 1, points: 90, ties, ticket: ticket('A') },
        reserved: { capacity: 1, filled: 1, last: { class: 1, points: 20, ties, ticket: ticket('D') } },
      },
      { place: 'S3', capacity: 0, filled: 0 },
    ])
    expect(result.order).toBeUndefined()
    expect(result.engine).toBe('deferred-acceptance@1.0')
  })

  it('tells each why not and what would have been enough', () => {
    const byNo = Object.fromEntries(result.seats.map(({ no, why }) => [no, why]))
    const [before, after] = [ticket('C') < ticket('A') ? 0 : 0.01, ticket('E') < ticket('A') ? 0 : 0.01]
    expect(byNo).toEqual({
      A: [{ wish: 1, place: 'S1', code: 'LOWER_CLASS', own: 2, cutoff: 1 }],
      B: [
        {
          ...{ wish: 1, place: 'S1', code: 'LOWER_POINTS', own: 50, cutoff: 79.5 },
          enough: 29.5 + (ticket('B') < ticket('E') ? 0 : 0.01),
        },
      ],
      C: [
        { wish: 1, place: 'S3', code: 'NO_SEATS' },
        { wish: 2, place: 'S2', code: 'LOWER_POINTS', own: 80, cutoff: 90, enough: 10 + before },
      ],
      D: [],
      E: [{ wish: 1, place: 'S2', code: 'LOWER_POINTS', own: 79.5, cutoff: 90, enough: 10.5 + after }],
      F: [{ wish: 1, place: 'S1', code: 'NOT_CONSENTED' }],
    })
  })

  it('is found right by the checker, and any single edit of round or result is found', () => {
    expect(differencesOf(round, result)).toEqual([])
    for (const [path, edited] of singleEdits(result))
      expect(differencesOf(round, edited), `result ${path}`).not.toEqual([])
    for (const [path, edited] of singleEdits(round))
      expect(differencesOf(edited, result), `round ${path}`).not.toEqual([])
  })
})

describe('seats kept for a tag', () => {
  const applicants = [
    child('A', 90, [['S', 1]], { tags: ['talent'] }),
    child('B', 80, [['S', 1]]),
    child('C', 70, [['S', 1]], { tags: ['talent'] }),
    child('D', 60, [['S', 1]]),
  ]
  const seatsWith = (reserved: object, people = applicants) =>
    seatsOf(
      allocateRound(school({ places: [{ id: 'S', capacity: 2, reserved }], applicants: people }), sha256),
    )

  it.each([
    [
      'reserved-first',
      [
        ['A', 'S', 1, 'reserved'],
        ['B', 'S', 1, 'open'],
        ['C', null],
        ['D', null],
      ],
    ],
    [
      'open-first',
      [
        ['A', 'S', 1, 'open'],
        ['B', null],
        ['C', 'S', 1, 'reserved'],
        ['D', null],
      ],
    ],
  ])('%s', (precedence, seats) => {
    const given = seatsWith({ tag: 'talent', count: 1, precedence })
    expect(given.map((seat) => seat.filter((part) => part !== undefined))).toEqual(seats)
  })

  it.each(['reserved-first', 'open-first'])(
    'revert to everybody when nobody has the tag: %s',
    (precedence) => {
      const plain = applicants.map((each) => ({ ...each, tags: [] }))
      const given = seatsWith({ tag: 'talent', count: 2, precedence }, plain)
      expect(given.slice(0, 2)).toEqual([
        ['A', 'S', 1, 'open'],
        ['B', 'S', 1, 'open'],
      ])
    },
  )

  it('a place with kept seats alone says so to those who lack the tag', () => {
    const reserved = { tag: 'talent', count: 2, precedence: 'open-first' }
    const round = school({ places: [{ id: 'S', capacity: 2, reserved }], applicants })
    const result = allocateRound(round, sha256, { explain: true })
    expect(result.seats[1]?.why).toEqual([{ wish: 1, place: 'S', code: 'NOT_ELIGIBLE' }])
    expect(verifyRound(round, result, sha256)).toEqual([])
  })

  it('more places than anybody can fill are no fault', () => {
    const reserved = { tag: 'talent', count: 2 ** 40, precedence: 'reserved-first' }
    const round = school({ places: [{ id: 'S', capacity: 2 ** 41, reserved }], applicants })
    const result = allocateRound(round, sha256, { explain: true })
    expect(result.seats.map(({ kind }) => kind)).toEqual(['reserved', 'open', 'reserved', 'open'])
    expect(verifyRound(round, result, sha256)).toEqual([])
  })
})

describe('ties', () => {
  it.each([
    ['ties.permitMonths', 24, { code: 'LOST_TIE', tie: 'permitMonths', own: 12, cutoff: 24 }],
    ['the ticket', 12, { code: 'LOST_TICKET' }],
  ])('are decided by %s', (_, months, why) => {
    const [early, late] = ['A', 'B'].sort((a, b) =>
      sha256(`example-seed|${a}`) < sha256(`example-seed|${b}`) ? -1 : 1,
    )
    const round = school({
      places: [{ id: 'S', capacity: 1 }],
      applicants: [
        child(late ?? '', 50, [['S', 1]]),
        child(early ?? '', 50, [['S', 1]], { ties: { permitMonths: months } }),
      ],
    })
    expect(allocateRound(round, sha256, { explain: true }).seats[0]?.why).toMatchObject([why])
  })

  it('orders that need more than 31 bits give the same as simple ones', () => {
    const applicants = Array.from({ length: 40 }, (_, index) =>
      child(
        `T-${index}`,
        (index * 7) % 11,
        [
          ['S', index % 3],
          ['Z', 1],
        ],
        {
          ties: { wide: index * 1e9 + 0.5, permitMonths: 1 },
        },
      ),
    )
    const places = [
      { id: 'S', capacity: 9 },
      { id: 'Z', capacity: 9 },
    ]
    const order = [
      { key: 'ties.wide', dir: 'desc' },
      { key: 'points', dir: 'asc' },
      ...ORDER.slice(0, 1),
      ...ORDER.slice(3),
    ]
    const round = school({ places, applicants, order })
    const result = allocateRound(round, sha256)
    expect(verifyRound(round, result, sha256)).toEqual([])
    expect(result.seats.filter(({ place }) => place === 'S').map(({ no }) => no)).toEqual(
      applicants.slice(31).map(({ no }) => no),
    )
  })
})

describe('refused rounds name the place', () => {
  const one = child('A', 1, [['S', 1]])
  const places = [{ id: 'S', capacity: 1 }]
  it.each([
    ['a place twice', { places: [...places, ...places] }, '$.places[1].id'],
    ['a fractional capacity', { places: [{ id: 'S', capacity: 0.5 }] }, '$.places[0].capacity'],
    [
      'more seats kept than there are',
      { places: [{ id: 'S', capacity: 1, reserved: { tag: 't', count: 2, precedence: 'open-first' } }] },
      '$.places[0].reserved.count',
    ],
    [
      'a wish without its class',
      { applicants: [{ ...one, wishes: [{ place: 'S' }] }] },
      '$.applicants[0].wishes[0].class',
    ],
    ['a missing tie value', { applicants: [{ ...one, ties: {} }] }, '$.applicants[0].ties.permitMonths'],
    ['a number twice', { applicants: [one, one] }, '$.applicants[1].no'],
    [
      'a wish for an unknown place',
      { applicants: [child('A', 1, [['T', 1]])] },
      '$.applicants[0].wishes[0].place',
    ],
    [
      'a wish listed twice',
      {
        applicants: [
          child('A', 1, [
            ['S', 1],
            ['S', 2],
          ]),
        ],
      },
      '$.applicants[0].wishes[1].place',
    ],
    ['an order that is not total', { order: ORDER.slice(0, 3) }, '$.order[2].key'],
  ])('%s', (_, change, at) => {
    expect(() => allocateRound(school({ places, applicants: [one], ...change }), sha256)).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', at }),
    )
  })
})

describe('a draw', () => {
  const head = { format: 'counter.round/1', id: 'DRAW', mechanism: 'draw', seed: 'example-seed' }
  const applicants = ['A', 'B', 'C', 'D', 'E'].map((no) => ({ no }))
  const order = [{ key: 'ticket', dir: 'asc' }]
  const byTicket = ['A', 'B', 'C', 'D', 'E'].sort((a, b) =>
    sha256(`example-seed|${a}`) < sha256(`example-seed|${b}`) ? -1 : 1,
  )

  it('is an order by ticket and no seats', () => {
    const round = parseRound({ ...head, order, applicants })
    const result = allocateRound(round, sha256, { explain: true })
    expect(result).toMatchObject({ engine: 'draw@1.0', order: byTicket, cutoffs: [] })
    expect(result.seats).toEqual(applicants.map(({ no }) => ({ no, place: null, why: [] })))
    expect(verifyRound(round, result, sha256)).toEqual([])
    const swapped = { ...result, order: byTicket.toReversed() }
    expect(verifyRound(round, swapped, sha256)).not.toEqual([])
  })

  it('seats the first of the order who did not refuse, as many as the place has', () => {
    const refusing = applicants.map((each) => (each.no === byTicket[0] ? { ...each, consent: false } : each))
    const round = parseRound({ ...head, order, applicants: refusing, places: [{ id: 'H', capacity: 2 }] })
    const result = allocateRound(round, sha256, { explain: true })
    const seated = result.seats.filter(({ place }) => place === 'H').map(({ no }) => no)
    expect(seated).toEqual(byTicket.slice(1, 3).sort())
    expect(result.seats.find(({ no }) => no === byTicket[0])?.why).toEqual([
      { place: 'H', code: 'NOT_CONSENTED' },
    ])
    expect(result.seats.find(({ no }) => no === byTicket[3])?.why).toMatchObject([{ code: 'LOST_TICKET' }])
    expect(differencesOf(round, result)).toEqual([])
    for (const [path, edited] of singleEdits(result))
      expect(differencesOf(round, edited), path).not.toEqual([])
  })

  it('ranks a priority group before the ticket', () => {
    const grouped = applicants.map(({ no }, index) => ({
      no,
      wishes: [{ place: 'H', class: index < 3 ? 2 : 1 }],
    }))
    const round = parseRound({
      ...head,
      order: [{ key: 'class', dir: 'asc' }, ...order],
      applicants: grouped,
      places: [{ id: 'H', capacity: 2 }],
    })
    expect(allocateRound(round, sha256).order?.slice(0, 2).sort()).toEqual(['D', 'E'])
  })

  it.each([
    [
      'two places',
      {
        places: [
          { id: 'H', capacity: 1 },
          { id: 'I', capacity: 1 },
        ],
      },
      '$.places',
    ],
    [
      'seats kept for a tag',
      { places: [{ id: 'H', capacity: 1, reserved: { tag: 't', count: 1, precedence: 'open-first' } }] },
      '$.places[0].reserved',
    ],
    ['an order without the ticket', { order: [{ key: 'group', dir: 'asc' }] }, '$.order[0].key'],
  ])('refuses %s', (_, change, at) => {
    expect(() => allocateRound(parseRound({ ...head, order, applicants, ...change }), sha256)).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', at }),
    )
  })
})

/** The differences, or what the reading of an edited file refused. */
function differencesOf(editedRound: unknown, editedResult: unknown): unknown {
  try {
    return verifyRound(parseRound(editedRound), parseResult(editedResult), sha256)
  } catch (error) {
    return error instanceof CounterError ? error.message : []
  }
}

/** Every value with one of its leaves changed, in turn, with the path of that leaf. */
function singleEdits(value: unknown): [path: string, edited: unknown][] {
  if (typeof value !== 'object' || value === null) return [['', editedLeaf(value)]]
  return Object.entries(value).flatMap(([key, part]) =>
    singleEdits(part).map(([path, edited]): [string, unknown] => [
      `.${key}${path}`,
      Array.isArray(value) ? value.with(Number(key), edited) : { ...value, [key]: edited },
    ]),
  )
}

function editedLeaf(leaf: unknown): unknown {
  if (typeof leaf === 'number') return leaf + 1
  if (typeof leaf === 'boolean') return !leaf
  return leaf === null ? 'S1' : `${String(leaf)}0`
}
