import { describe, expect, it } from 'vitest'
import {
  allocateRound,
  compareOutcomes,
  firstPreferenceFirst,
  harmOf,
  parseRound,
  verifyRound,
} from '#shared/domain/allocation/index.ts'
import { child, list, member, schools } from './allocation-rounds.ts'
import { sha256 } from './support.ts'

describe('first preference first, simulated', () => {
  const places = [
    { id: 'S1', capacity: 1 },
    { id: 'S2', capacity: 1 },
    { id: 'S3', capacity: 1 },
  ]
  /** B is second best, asks for S1 honestly and so loses S2 to C, the worst. */
  const applicants = [
    child('A', 90, ['S1', 'S2', 'S3']),
    child('B', 80, ['S1', 'S2', 'S3']),
    child('C', 10, ['S2', 'S1', 'S3']),
  ]
  const round = schools({ places, applicants })
  const naive = firstPreferenceFirst(round, sha256)

  it('gives the better one the worse place for having been honest', () => {
    expect(naive.seats).toEqual([
      { no: 'A', place: 'S1', wish: 1, kind: 'open' },
      { no: 'B', place: 'S3', wish: 3, kind: 'open' },
      { no: 'C', place: 'S2', wish: 1, kind: 'open' },
    ])
    expect(naive.engine).toBe('first-preference-first@simulation')
    expect(naive.cutoffs.map(({ place, filled, last }) => [place, filled, last?.points])).toEqual([
      ['S1', 1, 90],
      ['S2', 1, 10],
      ['S3', 1, 80],
    ])
  })

  it('is told as harm, of which deferred acceptance does none', () => {
    expect(harmOf(round, naive, sha256)).toEqual({
      envious: 1,
      seats: 1,
      examples: [{ no: 'B', place: 'S2', wish: 2, sits: 'C' }],
    })
    expect(harmOf(round, allocateRound(round, sha256), sha256)).toEqual({
      envious: 0,
      seats: 0,
      examples: [],
    })
  })

  it('is never a mechanism, and its result passes no check', () => {
    expect(() => parseRound({ ...round, mechanism: 'first-preference-first' })).toThrow()
    expect(verifyRound(round, naive, sha256).map(({ at }) => at)).toContain('$.engine')
  })

  it('rewards a false list, which deferred acceptance does not', () => {
    const liar = child('B', 80, ['S2', 'S1', 'S3'])
    const lying = schools({ places, applicants: [applicants[0], liar, applicants[2]] })
    expect(firstPreferenceFirst(lying, sha256).seats[1]?.place).toBe('S2')
    expect(allocateRound(lying, sha256).seats[1]?.place).toBe(allocateRound(round, sha256).seats[1]?.place)
  })

  it('gives kept seats to holders of the tag among those who ask at the same time', () => {
    const reserved = { tag: 'talent', count: 1, precedence: 'reserved-first' }
    const kept = schools({
      places: [{ id: 'S1', capacity: 2, reserved }, ...places.slice(1)],
      applicants: [...applicants, child('D', 1, ['S1'], { tags: ['talent'] })],
    })
    expect(firstPreferenceFirst(kept, sha256).seats.map(({ place, kind }) => [place, kind])).toEqual([
      ['S1', 'open'],
      ['S3', 'open'],
      ['S2', 'open'],
      ['S1', 'reserved'],
    ])
  })

  it('a kept seat that is taken is not kept again, and nobody without the tag envies it', () => {
    const reserved = { tag: 'talent', count: 1, precedence: 'reserved-first' }
    const sought = { id: 'S0', capacity: 0 }
    const places = [sought, { id: 'S1', capacity: 2, reserved }]
    const later = [child('B', 80, ['S0', 'S1']), child('E', 5, ['S0', 'S1'], { tags: ['talent'] })]
    const holder = child('D', 1, ['S1'], { tags: ['talent'] })
    const once = schools({ places, applicants: [...later, holder] })
    expect(firstPreferenceFirst(once, sha256).seats.map(({ place }) => place)).toEqual(['S1', null, 'S1'])
    const crowded = schools({ places, applicants: [...later.slice(0, 1), holder, child('C', 10, ['S1'])] })
    expect(harmOf(crowded, firstPreferenceFirst(crowded, sha256), sha256)).toEqual({
      envious: 1,
      seats: 1,
      examples: [{ no: 'B', place: 'S1', wish: 2, sits: 'C' }],
    })
  })

  it('two runs are compared person by person and place by place', () => {
    const fair = allocateRound(round, sha256)
    const comparison = compareOutcomes(naive, fair)
    expect([...comparison.people]).toEqual([
      ['A', 'same'],
      ['B', 'better'],
      ['C', 'worse'],
    ])
    expect(comparison).toMatchObject({
      counts: { better: 1, worse: 1, same: 1 },
      changed: ['B', 'C'],
      unmatched: [],
    })
    expect(
      comparison.places.map(({ place, filled, hasOtherCutoff }) => [place, filled, hasOtherCutoff]),
    ).toEqual([
      ['S1', 0, false],
      ['S2', 0, true],
      ['S3', 0, true],
    ])
  })
})

describe('comparison of two results', () => {
  const run = (more: object) => allocateRound(list({ total: 1, ...more }), sha256)
  const applicants = [member('A', 90, 'x'), member('B', 80, 'x')]

  it('a place is better than none, and whoever is in one only is not compared', () => {
    const [one, two] = [
      run({ applicants }),
      run({ total: 2, applicants: [...applicants, member('C', 1, 'x')] }),
    ]
    const more = compareOutcomes(one, two)
    expect([more.counts, more.changed, more.unmatched]).toEqual([
      { better: 1, worse: 0, same: 1 },
      ['B'],
      ['C'],
    ])
    expect(more.places).toMatchObject([{ place: 'city', filled: 1, hasOtherCutoff: true }])
    expect(compareOutcomes(two, one)).toMatchObject({
      counts: { better: 0, worse: 1, same: 1 },
      unmatched: ['C'],
    })
  })

  it('names a place that only one of them has', () => {
    const open = run({ applicants })
    const other = run({ applicants, places: [{ id: 'H', capacity: 1 }] })
    expect(compareOutcomes(open, other)).toMatchObject({
      counts: { better: 0, worse: 0, same: 2 },
      changed: ['A'],
      places: [
        { place: 'city', before: { filled: 1 }, after: undefined, filled: -1 },
        { place: 'H', before: undefined, after: { filled: 1 }, filled: 1 },
      ],
    })
  })
})
