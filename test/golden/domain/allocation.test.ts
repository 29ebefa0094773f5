import { describe, expect, it } from 'vitest'
import { CounterError } from '#shared/base/failure.ts'
import {
  allocateRankedQuota,
  allocateRound,
  canonicalRound,
  parseResult,
  parseRound,
  RankedQuotaRound as RankedQuota,
  type RankedQuotaRound,
  verifyRound,
} from '#shared/domain/allocation/index.ts'
import { sha256 } from '#test/unit/domain/support.ts'

/** A round of ranked-quota; points and ticket decide unless another order is given. */
function round(more: Record<string, unknown>): RankedQuotaRound {
  return RankedQuota.parse({
    format: 'counter.round/1',
    id: 'TEST-CHECK',
    mechanism: 'ranked-quota',
    order: [
      { key: 'points', dir: 'desc' },
      { key: 'ticket', dir: 'asc' },
    ],
    seed: 'example-seed',
    total: 50,
    ...more,
  })
}

function seated(input: RankedQuotaRound): string[] {
  return allocateRankedQuota(input, sha256)
    .seats.filter((seat) => seat.place !== null)
    .map((seat) => seat.no)
}

describe('rank 50 and 51 with equal points', () => {
  const applicants = Array.from({ length: 60 }, (_, index) => ({
    no: `T-${String(index + 1).padStart(5, '0')}`,
    points: index < 49 ? 100 - index * 0.25 : index < 51 ? 86.5 : 50,
    group: 'town-1',
    consent: true,
  }))
  const input = round({ applicants })
  const ticket = (no: string) => sha256(`example-seed|${no}`)

  it('gives 50 places, not 51, and the ticket decides', () => {
    const winners = seated(input)
    const [first, second] = ['T-00050', 'T-00051'].sort((a, b) => (ticket(a) < ticket(b) ? -1 : 1))
    expect(winners).toHaveLength(50)
    expect(winners).toContain(first)
    expect(winners).not.toContain(second)
  })

  it('pins the tickets, so that anybody can check with printf and sha256sum', () => {
    expect(ticket('T-00050')).toMatch(/^[0-9a-f]{64}$/)
    expect([ticket('T-00050').slice(0, 8), ticket('T-00051').slice(0, 8)]).toEqual(['8496e9f0', 'a4778f34'])
  })

  it('explains the loss by the ticket and the others by their points', () => {
    const result = allocateRankedQuota(input, sha256, { explain: true })
    const why = (no: string | undefined) => result.seats.find((seat) => seat.no === no)?.why
    const loser = ['T-00050', 'T-00051'].find((no) => !seated(input).includes(no))
    const winner = ['T-00050', 'T-00051'].find((no) => no !== loser)
    expect(why(loser)).toEqual([
      { place: 'city', code: 'LOST_TICKET', own: ticket(loser ?? ''), cutoff: ticket(winner ?? '') },
    ])
    expect(why('T-00060')).toEqual([{ place: 'city', code: 'LOWER_POINTS', own: 50, cutoff: 86.5 }])
    expect(why('T-00001')).toEqual([])
    expect(result.cutoffs).toEqual([
      { place: 'city', capacity: 50, filled: 50, last: { points: 86.5, ticket: ticket(winner ?? '') } },
    ])
    expect(verifyRound(input, result, sha256)).toEqual([])
  })
})

describe('one small round in full', () => {
  const input = round({
    places: [{ id: 'HEALTH-CHECK', capacity: 3 }],
    total: 3,
    quotas: [
      { group: 'town-1', places: 1 },
      { group: 'town-2', places: 1 },
    ],
    reversion: 'city-order',
    order: [
      { key: 'points', dir: 'desc' },
      { key: 'ties.residenceMonths', dir: 'desc' },
      { key: 'ticket', dir: 'asc' },
    ],
    applicants: [
      { no: 'A1', points: '75.25', ties: { residenceMonths: 60 }, group: 'town-1', consent: true },
      { no: 'A2', points: 75.25, ties: { residenceMonths: 72 }, group: 'town-1', consent: true },
      { no: 'A3', points: 99, ties: { residenceMonths: 10 }, group: 'town-2', consent: false },
      { no: 'A4', points: 60, ties: { residenceMonths: 90 }, group: 'town-3', consent: true },
      { no: 'A5', points: 75.25, ties: { residenceMonths: 50 }, group: 'town-3', consent: true },
    ],
  })

  it('fills the quotas, reverts what is left, and says why', () => {
    const result = allocateRankedQuota(input, sha256, { explain: true })
    expect(result).toEqual({
      format: 'counter.result/1',
      round: 'TEST-CHECK',
      inputHash: `sha256:${sha256(canonicalRound(input))}`,
      engine: 'ranked-quota@1.0',
      order: ['A3', 'A2', 'A1', 'A5', 'A4'],
      seats: [
        {
          no: 'A1',
          place: 'town-1',
          kind: 'open',
          why: [{ place: 'town-1', code: 'LOST_TIE', tie: 'residenceMonths', own: 60, cutoff: 72 }],
        },
        { no: 'A2', place: 'town-1', kind: 'quota', why: [] },
        {
          no: 'A3',
          place: null,
          why: [
            { place: 'town-2', code: 'NOT_CONSENTED' },
            { place: 'HEALTH-CHECK', code: 'NOT_CONSENTED' },
          ],
        },
        {
          no: 'A4',
          place: null,
          why: [{ place: 'HEALTH-CHECK', code: 'LOWER_POINTS', own: 60, cutoff: 75.25 }],
        },
        { no: 'A5', place: 'HEALTH-CHECK', kind: 'open', why: [] },
      ],
      cutoffs: [
        { place: 'town-1', capacity: 1, filled: 1, last: expect.objectContaining({ points: 75.25 }) },
        { place: 'town-2', capacity: 1, filled: 0 },
        {
          place: 'HEALTH-CHECK',
          capacity: 2,
          filled: 2,
          last: expect.objectContaining({ ties: { residenceMonths: 50 } }),
        },
      ],
    })
    expect(verifyRound(input, result, sha256)).toEqual([])
  })

  it('any single edit of the round or of its result is found', () => {
    const result = allocateRankedQuota(input, sha256, { explain: true })
    for (const [path, edited] of singleEdits(result)) {
      expect(differencesOf(input, edited), `result ${path}`).not.toEqual([])
    }
    for (const [path, edited] of singleEdits(input)) {
      expect(differencesOf(edited, result), `round ${path}`).not.toEqual([])
    }
  })

  it('without reversion the quota of a town without applicants stays empty', () => {
    const kept = round({ ...input, reversion: 'none' })
    expect(seated(kept)).toEqual(['A1', 'A2'])
    const lost = allocateRankedQuota(kept, sha256, { explain: true })
    expect(lost.seats[4]?.why).toMatchObject([{ place: 'HEALTH-CHECK', code: 'LOST_TIE' }])
    const none = round({ ...input, quotas: [{ group: 'town-1', places: 3 }], reversion: 'none' })
    expect(allocateRankedQuota(none, sha256, { explain: true }).seats[3]?.why).toEqual([
      { place: 'HEALTH-CHECK', code: 'NO_SEATS' },
    ])
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
  return leaf === null ? 'city' : `${String(leaf)}0`
}

describe('the canonical form', () => {
  const input = round({
    applicants: [
      { no: 'B', points: 1, group: 'e\u0301' },
      { consent: true, points: 2, no: 'A' },
    ],
  })

  it('is one text whatever the order of fields and applicants, in NFC', () => {
    expect(canonicalRound(input)).toBe(
      '{"applicants":[{"consent":true,"no":"A","points":2},{"group":"\u00e9","no":"B","points":1}],' +
        '"format":"counter.round/1","id":"TEST-CHECK","mechanism":"ranked-quota",' +
        '"order":[{"dir":"desc","key":"points"},{"dir":"asc","key":"ticket"}],"seed":"example-seed","total":50}',
    )
  })

  it('takes two spellings of one group for one group', () => {
    const result = allocateRankedQuota(
      round({ ...input, quotas: [{ group: '\u00e9', places: 1 }], reversion: 'none', total: 1 }),
      sha256,
    )
    expect(result.cutoffs[0]).toMatchObject({ place: '\u00e9', filled: 0 })
    const consenting = input.applicants.map((applicant) => ({ ...applicant, consent: true }))
    const filled = round({
      applicants: consenting,
      quotas: [{ group: '\u00e9', places: 1 }],
      reversion: 'none',
    })
    expect(allocateRankedQuota(filled, sha256).seats[0]).toMatchObject({ place: '\u00e9', kind: 'quota' })
  })

  it('changes with any value', () => {
    expect(canonicalRound(round({ ...input, seed: 'example-seeds' }))).not.toBe(canonicalRound(input))
  })
})

describe('refused rounds name the place', () => {
  const person = { no: 'A', points: 1, consent: true }
  it.each([
    ['a number twice', { applicants: [person, { ...person, points: 2 }] }, '$.applicants[1].no'],
    ['no ticket', { order: [{ key: 'points', dir: 'desc' }] }, '$.order[0].key'],
    [
      'a ticket before another key',
      {
        order: [
          { key: 'ticket', dir: 'asc' },
          { key: 'points', dir: 'desc' },
        ],
      },
      '$.order[1].key',
    ],
    [
      'a key twice',
      {
        order: [
          { key: 'points', dir: 'desc' },
          { key: 'points', dir: 'asc' },
          { key: 'ticket', dir: 'asc' },
        ],
      },
      '$.order[1].key',
    ],
    ['an unknown key', { order: [{ key: 'height', dir: 'desc' }] }, '$.order[0].key'],
    [
      'a missing tie value',
      {
        order: [
          { key: 'ties.months', dir: 'desc' },
          { key: 'ticket', dir: 'asc' },
        ],
      },
      '$.applicants[0].ties.months',
    ],
    [
      'a missing group',
      {
        order: [
          { key: 'group', dir: 'asc' },
          { key: 'ticket', dir: 'asc' },
        ],
      },
      '$.applicants[0].group',
    ],
    [
      'a missing class',
      {
        order: [
          { key: 'class', dir: 'asc' },
          { key: 'ticket', dir: 'asc' },
        ],
      },
      '$.applicants[0].wishes[0].class',
    ],
    [
      'a tie value named like a property every object has',
      {
        order: [
          { key: 'ties.constructor', dir: 'desc' },
          { key: 'ticket', dir: 'asc' },
        ],
        applicants: [{ ...person, ties: { months: 1 } }],
      },
      '$.applicants[0].ties.constructor',
    ],
    [
      'a wish for an unknown place',
      { places: [{ id: 'P', capacity: 50 }], applicants: [{ ...person, wishes: [{ place: 'Q' }] }] },
      '$.applicants[0].wishes[0].place',
    ],
    [
      'a wish listed twice',
      {
        places: [{ id: 'P', capacity: 50 }],
        applicants: [{ ...person, wishes: [{ place: 'P' }, { place: 'P' }] }],
      },
      '$.applicants[0].wishes[1].place',
    ],
    ['missing points', { applicants: [{ no: 'A' }] }, '$.applicants[0].points'],
    ['three decimals', { applicants: [{ no: 'A', points: 1.005 }] }, '$.applicants[0].points'],
    ['a negative total', { total: -1 }, '$.total'],
    ['a fractional quota', { quotas: [{ group: 'g', places: 1.5 }] }, '$.quotas[0].places'],
    ['a negative capacity', { places: [{ id: 'P', capacity: -1 }] }, '$.places[0].capacity'],
    ['a capacity that is not the total', { places: [{ id: 'P', capacity: 2 }] }, '$.places[0].capacity'],
    [
      'a group twice',
      {
        quotas: [
          { group: 'g', places: 1 },
          { group: 'g', places: 1 },
        ],
        reversion: 'none',
      },
      '$.quotas[1].group',
    ],
    [
      'quotas above the total',
      { quotas: [{ group: 'g', places: 51 }], reversion: 'none' },
      '$.quotas[0].places',
    ],
    ['quotas without reversion', { quotas: [{ group: 'g', places: 1 }] }, '$.reversion'],
    [
      'a group named like the open place',
      { quotas: [{ group: 'city', places: 1 }], reversion: 'none' },
      '$.quotas[0].group',
    ],
    ['an unknown field', { remark: 'x' }, '$'],
    ['an unknown field of an applicant', { applicants: [{ ...person, name: 'x' }] }, '$.applicants[0]'],
    ['a number that is not in NFC', { applicants: [{ ...person, no: 'e\u0301' }] }, '$.applicants[0].no'],
    ['another mechanism', { mechanism: 'lottery' }, '$.mechanism'],
  ])('%s', (_, change, at) => {
    const json = { ...round({ applicants: [person] }), ...change }
    expect(() => allocateRound(parseRound(json), sha256)).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', at }),
    )
  })
})

it('reads the class of a single wish', () => {
  const input = round({
    total: 1,
    places: [{ id: 'P', capacity: 1 }],
    order: [
      { key: 'class', dir: 'asc' },
      { key: 'points', dir: 'desc' },
      { key: 'ticket', dir: 'asc' },
    ],
    applicants: [
      { no: 'A', points: 90, consent: true, wishes: [{ place: 'P', class: 2 }] },
      { no: 'B', points: 10, consent: true, wishes: [{ place: 'P', class: 1 }] },
    ],
  })
  expect(seated(input)).toEqual(['B'])
  expect(allocateRankedQuota(input, sha256, { explain: true }).seats[0]?.why).toEqual([
    { place: 'P', code: 'LOWER_CLASS', own: 2, cutoff: 1 },
  ])
})
