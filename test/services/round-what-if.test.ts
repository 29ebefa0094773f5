import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { whatIf } from '#electron/services/rounds/what-if.ts'
import type { Applicant } from '#shared/domain/allocation/index.ts'
import { Variation } from '#shared/ipc/round-results.ts'
import { child, listPlan, openedRound, person, ranRound, schoolPlan } from './round-fixture.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const AS_IS = Variation.parse({ name: '照方案' })

function compare(roundId: string, b: object, a: object = AS_IS) {
  return whatIf(office.as('clerk'), {
    roundId,
    a: Variation.parse({ name: '甲', ...a }),
    b: Variation.parse({ name: '乙', ...b }),
  })
}

const KEPT = { reserved: { tag: 'talent', count: 1, precedence: 'reserved-first' } }

/** One seat at A, kept for talents, and one at B; the talent has the fewest points. */
async function keptRound(): Promise<string> {
  const plan = schoolPlan({ A: 1, B: 1 })
  const [first, ...others] = plan.places
  const places = [{ ...first, ...KEPT }, ...others]
  const applicants = [
    child('1', 90, ['A', 'B']),
    child('2', 80, ['B', 'A']),
    child('3', 10, ['A'], { tags: ['talent'] }),
  ]
  return (await ranRound(office, schoolPlan({ A: 1, B: 1 }, { places }), applicants)).roundId
}

const people: Applicant[] = [person('1', 90), person('2', 80), person('3', 70), person('4', 60)]
const quotas = { quotas: [{ town: '浒山街道', places: 1 }] }

describe('a round by wishes', () => {
  test('with nothing changed is the same on both sides', async () => {
    const roundId = await keptRound()
    const both = await compare(roundId, {})
    expect(both).toMatchObject({ frozen: true, drawn: true, applicants: 3, better: 0, worse: 0, same: 3 })
    expect([both.changed, both.examples, both.b.envious]).toEqual([[], [], 0])
    expect(both.places[0]).toMatchObject({ id: 'A', a: { capacity: 1, filled: 1 } })
  })

  test('without the kept seats gives them to whoever has more points', async () => {
    const roundId = await keptRound()
    const { changed, better, worse } = await compare(roundId, { reserved: 'none' })
    expect([better, worse]).toEqual([2, 1])
    expect(changed.find(({ no }) => no === '3')).toMatchObject({ a: '示例A小学', b: null, better: false })
    expect(changed.find(({ no }) => no === '1')).toMatchObject({ b: '示例A小学', better: true })
  })

  test('with another number of places, none at all among them', async () => {
    const roundId = await keptRound()
    const { b, places } = await compare(roundId, { capacities: [{ place: 'A', capacity: 0 }] })
    expect(b.seated).toBe(1)
    expect(places[0]?.b).toMatchObject({ capacity: 0, filled: 0, cutoffText: '没有名额' })
    expect((await compare(roundId, { capacities: [{ place: 'A', capacity: 1_000_000 }] })).b.seated).toBe(3)
  })

  test('with first preference first shows whom it harms', async () => {
    const applicants = [child('1', 50, ['A', 'B']), child('2', 90, ['B', 'A']), child('3', 95, ['B'])]
    const { roundId } = await ranRound(office, schoolPlan({ A: 1, B: 1 }), applicants)
    const { a, b, examples } = await compare(roundId, { firstPreferenceFirst: true })
    expect([a.envious, b.envious]).toEqual([0, 1])
    expect(examples).toEqual([{ no: '2', place: '示例A小学', holder: '1' }])
  })

  test('can be tried before the freeze, with a seed that stands in', async () => {
    const plan = schoolPlan({ A: 1 }, { draw: drawn })
    const { roundId } = await openedRound(office, plan, [child('1', 50, ['A']), child('2', 90, ['A'])])
    expect(await compare(roundId, {})).toMatchObject({ frozen: false, drawn: false, a: { seated: 1 } })
  })
})

const drawn = {
  mode: 'commit-reveal',
  revealers: [{ name: '示例公证员', role: '公证', fallback: '示例备用' }],
  number: { source: '示例彩票', day: '2026-06-16', otherwise: '顺延' },
}

describe('one list', () => {
  test('with another line and number', async () => {
    const { roundId } = await ranRound(office, listPlan(3, { line: '65' }), people)
    expect(await compare(roundId, { line: '75.5' })).toMatchObject({ a: { seated: 3 }, b: { seated: 2 } })
    expect(
      await compare(roundId, { line: null, capacities: [{ place: 'city', capacity: 4 }] }),
    ).toMatchObject({
      b: { seated: 4 },
      better: 1,
    })
  })
})

describe('what does not fit is refused in words, and nothing is kept', () => {
  const school = () => keptRound()
  const list = async (changes: object = {}) =>
    (await ranRound(office, listPlan(3, { ...changes }), people)).roundId
  const byDraw = () => list({ order: 'draw' })
  test.each<[string, () => Promise<string>, object, string]>([
    ['an unknown place', school, { capacities: [{ place: 'Z', capacity: 1 }] }, '名额'],
    [
      'a place named twice',
      school,
      { capacities: [1, 2].map((capacity) => ({ place: 'A', capacity })) },
      '名额',
    ],
    [
      'more places than a plan can have',
      school,
      { capacities: [{ place: 'A', capacity: 1_000_001 }] },
      '名额',
    ],
    [
      'fewer than the towns keep',
      () => list(quotas),
      { capacities: [{ place: 'city', capacity: 0 }] },
      '名额',
    ],
    ['a line by wishes', school, { line: '60' }, '分数线'],
    ['a line in a draw', byDraw, { line: '60' }, '分数线'],
    ['first preference in a list', list, { firstPreferenceFirst: true }, '志愿优先'],
    ['an unknown tie', school, { ties: ['points'] }, '同分次序'],
    ['a tie twice', school, { ties: ['permitMonths', 'permitMonths'] }, '同分次序'],
    ['ties in a draw', byDraw, { ties: ['permitMonths'] }, '同分次序'],
    ['a tie that was not frozen', school, { ties: ['permitMonths'] }, '同分次序'],
    ['kept seats in a list', list, { reserved: 'open-first' }, '预留名额'],
  ])('%s', async (_, make, variation, at) => {
    const roundId = await make()
    await expect(compare(roundId, variation)).rejects.toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', at, message: expect.stringMatching(/^这样试算不了：/) }),
    )
  })

  test('a round that nobody applied for', async () => {
    const { roundId } = await openedRound(office, schoolPlan({ A: 1 }), [])
    await expect(compare(roundId, {})).rejects.toThrow(expect.objectContaining({ code: 'CONFLICT' }))
    await expect(compare('none', {})).rejects.toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
  })
})
