import { describe, expect, it } from 'vitest'
import {
  allocateRankedQuota,
  allocateRound,
  canonicalRound,
  parseRound,
  sharedRanks,
  verifyRound,
} from '#shared/domain/allocation/index.ts'
import { sha256 } from '#test/unit/domain/support.ts'
import { byTicket, list, person, schools, seatedIn } from './allocation-rounds.ts'

describe('files of before', () => {
  it('keep their canonical text and engine', () => {
    const round = list({ applicants: [person('A', 1)] })
    expect(canonicalRound(round)).toBe(
      '{"applicants":[{"consent":true,"no":"A","points":1}],"format":"counter.round/1","id":"FORMATS",' +
        '"mechanism":"ranked-quota","order":[{"dir":"desc","key":"points"},{"dir":"asc","key":"ticket"}],' +
        '"seed":"example-seed","total":2}',
    )
    const result = allocateRound(round, sha256)
    expect([result.engine, 'siblings' in result]).toEqual(['ranked-quota@1.0', false])
  })
})

describe('a line', () => {
  const applicants = [person('A', 60), person('B', '59.99'), person('C', 60.01), person('D', 10)]
  const round = list({ total: 9, line: '60', applicants })
  const result = allocateRankedQuota(round, sha256, { explain: true })

  it('includes its own number, and leaves the rest empty', () => {
    expect(seatedIn(result)).toEqual(['A', 'C'])
    expect(result.cutoffs[0]).toMatchObject({ capacity: 9, filled: 2 })
    expect(result.order).toEqual(['C', 'A', 'B', 'D'])
  })

  it('tells who is below it', () => {
    expect(result.seats[1]?.why).toEqual([{ place: 'city', code: 'BELOW_LINE', own: 59.99, cutoff: 60 }])
  })

  it('is checked: one hundredth below it is no seat, and nobody above it goes without', () => {
    expect(verifyRound(round, result, sha256)).toEqual([])
    const given = { ...result, seats: result.seats.with(1, { no: 'B', place: 'city', kind: 'open' }) }
    expect(verifyRound(round, given, sha256)).toContainEqual({
      at: '$.seats[1].place',
      message: '积分未到分数线，却给了名额',
    })
    const taken = { ...result, seats: result.seats.with(0, { no: 'A', place: null }) }
    expect(verifyRound(round, taken, sha256)).not.toEqual([])
  })

  it('needs everybody’s points, whatever the order', () => {
    const order = [{ key: 'ticket', dir: 'asc' }]
    const bare = list({ order, line: 1, applicants: [person('A', 1), { no: 'B', consent: true }] })
    expect(() => allocateRound(bare, sha256)).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', at: '$.applicants[1].points' }),
    )
    expect(() => list({ line: '60.001', applicants })).toThrow()
  })
})

describe('同分同录', () => {
  const applicants = [person('A', 90), person('B', 80), person('C', 80), person('D', 80), person('E', 70)]

  it('admits whoever equals the last one, and nobody more', () => {
    const round = list({ equals: 'admit', applicants })
    const result = allocateRankedQuota(round, sha256, { explain: true })
    expect(seatedIn(result)).toEqual(['A', 'B', 'C', 'D'])
    expect(result.cutoffs[0]).toMatchObject({ capacity: 2, filled: 4, last: { points: 80 } })
    expect(result.seats[4]?.why).toEqual([{ place: 'city', code: 'LOWER_POINTS', own: 70, cutoff: 80 }])
    expect(verifyRound(round, result, sha256)).toEqual([])
  })

  it('breaks the tie by the ticket where it is not asked for', () => {
    const [first] = byTicket('B', 'C', 'D')
    expect(seatedIn(allocateRound(list({ applicants }), sha256))).toEqual(['A', first])
  })

  it('adds nobody where the last one has no equal, and gives no place where there is none', () => {
    expect(seatedIn(allocateRound(list({ equals: 'admit', total: 1, applicants }), sha256))).toEqual(['A'])
    expect(seatedIn(allocateRound(list({ equals: 'admit', total: 0, applicants }), sha256))).toEqual([])
  })

  it('leaves out the equal who did not agree or was refused', () => {
    const people = applicants
      .with(2, person('C', 80, { consent: false }))
      .with(3, person('D', 80, { refused: '社保中断' }))
    expect(seatedIn(allocateRound(list({ equals: 'admit', applicants: people }), sha256))).toEqual(['A', 'B'])
  })

  it('works for each quota by itself, and what one gives beyond its number takes no open place', () => {
    const members = [
      person('A', 90, { group: 'town-1' }),
      person('B', 90, { group: 'town-1' }),
      person('C', 50, { group: 'town-3' }),
      person('D', 50, { group: 'town-3' }),
      person('E', 40, { group: 'town-3' }),
    ]
    const quotas = [
      { group: 'town-1', places: 1 },
      { group: 'town-2', places: 1 },
    ]
    const round = list({ total: 2, quotas, reversion: 'city-order', equals: 'admit', applicants: members })
    const result = allocateRankedQuota(round, sha256)
    expect(result.seats.map(({ kind }) => kind)).toEqual(['quota', 'quota', 'open', 'open', undefined])
    expect(result.cutoffs.map(({ capacity, filled }) => [capacity, filled])).toEqual([
      [1, 2],
      [1, 0],
      [1, 2],
    ])
    expect(verifyRound(round, result, sha256)).toEqual([])
  })

  it('is refused by the checker with one equal more or less', () => {
    const round = list({ equals: 'admit', applicants })
    const result = allocateRankedQuota(round, sha256)
    const less = { ...result, seats: result.seats.with(3, { no: 'D', place: null }) }
    const more = { ...result, seats: result.seats.with(4, { no: 'E', place: 'city', kind: 'open' as const }) }
    expect(verifyRound(round, less, sha256).map(({ message }) => message)).toContain(
      '有人与最后一名得到名额者同分，却没有同录',
    )
    expect(verifyRound(round, more, sha256).map(({ message }) => message)).toContain(
      '给出 5 个名额，多于 2 个',
    )
    expect(verifyRound(list({ applicants }), result, sha256)).not.toEqual([])
  })

  it('is refused by the checker where the one beyond the number is no equal', () => {
    const round = list({ equals: 'admit', total: 1, applicants: applicants.slice(0, 2) })
    const result = allocateRankedQuota(round, sha256)
    const seats = result.seats.with(1, { no: 'B', place: 'city', kind: 'open' })
    expect(verifyRound(round, { ...result, seats }, sha256).map(({ message }) => message)).toContain(
      '给出 2 个名额，多于 1 个',
    )
  })

  it('is refused where the order is the ticket alone', () => {
    const round = list({ order: [{ key: 'ticket', dir: 'asc' }], equals: 'admit', applicants })
    expect(() => allocateRound(round, sha256)).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', at: '$.equals' }),
    )
  })
})

describe('ranks to be shown', () => {
  const applicants = [
    person('A', 90),
    person('B', 90),
    person('C', 80),
    person('D', 80),
    person('E', 70),
    person('F', 70),
  ]
  const ranksWith = (more: object) => {
    const round = list({ applicants, ...more })
    return Object.fromEntries(sharedRanks(round, allocateRound(round, sha256), sha256))
  }

  it('are shared where a tie is wholly inside or outside the line', () => {
    expect(ranksWith({ total: 4 })).toEqual({ A: 1, B: 1, C: 3, D: 3, E: 5, F: 5 })
  })

  it('are places in the order where the ticket decided', () => {
    const [first = '', second = ''] = byTicket('C', 'D')
    expect(ranksWith({ total: 3 })).toEqual({ A: 1, B: 1, [first]: 3, [second]: 4, E: 5, F: 5 })
    expect(ranksWith({ total: 3, equals: 'admit' })).toEqual({ A: 1, B: 1, C: 3, D: 3, E: 5, F: 5 })
  })

  it('are shared by equals of two towns of which one has a place of its own', () => {
    const people = [person('A', 90, { group: 'town-1' }), person('B', 90, { group: 'town-2' })]
    const more = { total: 1, quotas: [{ group: 'town-1', places: 1 }], reversion: 'none', applicants: people }
    expect(ranksWith(more)).toEqual({ A: 1, B: 1 })
    const [first = '', second = ''] = byTicket('A', 'B')
    const together = people.map((each) => ({ ...each, group: 'town-1' }))
    expect(ranksWith({ ...more, applicants: together })).toEqual({ [first]: 1, [second]: 2 })
  })
})

describe('found not eligible in verification', () => {
  it('stays in the list of a quota round and of a draw, without a seat, and is told the rule', () => {
    const applicants = [person('A', 90, { refused: '居住证已失效' }), person('B', 80), person('C', 70)]
    const round = list({ total: 1, applicants })
    const result = allocateRankedQuota(round, sha256, { explain: true })
    expect(result.order).toEqual(['A', 'B', 'C'])
    expect(result.seats[0]).toEqual({
      no: 'A',
      place: null,
      why: [{ place: 'city', code: 'NOT_ELIGIBLE', rule: '居住证已失效' }],
    })
    expect(seatedIn(result)).toEqual(['B'])
    const seats = result.seats
      .with(0, { no: 'A', place: 'city', kind: 'open' })
      .with(1, { no: 'B', place: null })
    expect(verifyRound(round, { ...result, seats }, sha256)).toContainEqual({
      at: '$.seats[0].place',
      message: '审核不符合条件，却给了名额',
    })
    const { total: _, ...rest } = round
    const draw = parseRound({ ...rest, mechanism: 'draw', places: [{ id: 'H', capacity: 9 }] })
    const drawn = allocateRound(draw, sha256, { explain: true })
    expect(seatedIn(drawn)).toEqual(['B', 'C'])
    expect(drawn.seats[0]?.why).toEqual([{ place: 'H', code: 'NOT_ELIGIBLE', rule: '居住证已失效' }])
    expect(verifyRound(draw, drawn, sha256)).toEqual([])
  })

  const wishes = [
    { place: 'S1', class: 1, refused: '不在学区' },
    { place: 'S2', class: 1 },
    { place: 'S3', class: 1 },
  ]
  const places = ['S1', 'S2', 'S3'].map((id) => ({ id, capacity: 1 }))

  it('loses one wish only, where a wish was refused', () => {
    const second = person('B', 99, { wishes: [{ place: 'S2', class: 1 }] })
    const round = schools({ places, applicants: [person('A', 90, { wishes }), second] })
    const result = allocateRound(round, sha256, { explain: true })
    expect(result.seats[0]).toMatchObject({ place: 'S3', wish: 3 })
    expect(result.seats[0]?.why).toMatchObject([
      { wish: 1, place: 'S1', code: 'NOT_ELIGIBLE', rule: '不在学区' },
      { wish: 2, place: 'S2', code: 'LOWER_POINTS', own: 90, cutoff: 99 },
    ])
    expect(verifyRound(round, result, sha256)).toEqual([])
  })

  it('loses all, where the person was', () => {
    const round = schools({ places, applicants: [person('A', 90, { wishes, refused: '材料虚假' })] })
    const result = allocateRound(round, sha256, { explain: true })
    expect(result.seats[0]?.place).toBeNull()
    expect(result.seats[0]?.why?.map(({ code, rule }) => [code, rule])).toEqual(
      wishes.map(() => ['NOT_ELIGIBLE', '材料虚假']),
    )
    expect(verifyRound(round, result, sha256)).toEqual([])
    const seats = [{ no: 'A', place: 'S2', wish: 2, kind: 'open' as const }]
    expect(verifyRound(round, { ...result, seats }, sha256)[0]?.message).toBe('审核不符合条件，却给了名额')
  })
})
