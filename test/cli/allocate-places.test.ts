import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from './folder.ts'
import { counter } from './run.ts'

const SEED = '示例种子 20260901'
const folder = temporaryFolder()

interface Result {
  seats: { no: string; place: string | null; wish?: number; why?: { code: string }[] }[]
  order: string[]
}

/** One place each at two invented schools, and three children of whom two want the same one most. */
const schools = {
  format: 'counter.round/1',
  id: '2026-示例入学',
  mechanism: 'deferred-acceptance',
  order: [
    { key: 'class', dir: 'asc' },
    { key: 'points', dir: 'desc' },
    { key: 'ticket', dir: 'asc' },
  ],
  seed: SEED,
  places: [
    { id: 'S1', capacity: 1 },
    { id: 'S2', capacity: 1 },
  ],
  applicants: [
    child('2026-001', 60, ['S1', 2], ['S2', 1]),
    child('2026-002', 90, ['S1', 2], ['S2', 2]),
    child('2026-003', 80, ['S2', 2]),
  ],
}

function child(no: string, points: number, ...wishes: [place: string, group: number][]) {
  return { no, points, wishes: wishes.map(([place, group]) => ({ place, class: group })) }
}

async function allocated(round: object): Promise<Result> {
  const { code, printed } = await counter(['allocate', '--explain'], JSON.stringify(round))
  expect(code).toBe(0)
  return printed[0] as Result
}

async function verified(round: object, result: object): Promise<number | null> {
  const paths = [round, result].map((content, index) => {
    const path = join(folder, `${index}.json`)
    writeFileSync(path, JSON.stringify(content))
    return path
  })
  return (await counter(['verify', ...paths])).code
}

describe('allocate by wishes', () => {
  it('gives each the best wish that more entitled ones leave, and says why not the others', async () => {
    const { seats } = await allocated(schools)
    expect(seats.map(({ no, place, wish }) => [no, place, wish ?? null])).toEqual([
      // Displaced from S1 by more points; at S2 the better class outweighs 80 points.
      ['2026-001', 'S2', 2],
      ['2026-002', 'S1', 1],
      ['2026-003', null, null],
    ])
    expect(seats.map(({ why }) => why?.map(({ code }) => code) ?? [])).toEqual([
      ['LOWER_POINTS'],
      [],
      ['LOWER_CLASS'],
    ])
  })

  it('is accepted by the checker, which refuses a seat given to somebody else', async () => {
    const result = await allocated(schools)
    expect(await verified(schools, result)).toBe(0)
    const seats = result.seats.map((seat) =>
      seat.no === '2026-003' ? { ...seat, place: 'S1', wish: 1 } : seat,
    )
    expect(await verified(schools, { ...result, seats })).not.toBe(0)
  })
})

describe('allocate by drawing', () => {
  const numbers = ['2026-101', '2026-102', '2026-103', '2026-104']
  const draw = {
    format: 'counter.round/1',
    id: '2026-示例摇号',
    mechanism: 'draw',
    order: [{ key: 'ticket', dir: 'asc' }],
    seed: SEED,
    applicants: numbers.map((no) => ({ no, points: 0 })),
  }

  it('puts everybody in the order of tickets that anybody can work out with sha256sum', async () => {
    const result = await allocated(draw)
    const ticket = (no: string) => createHash('sha256').update(`${SEED}|${no}`).digest('hex')
    expect(result.order).toEqual([...numbers].sort((a, b) => (ticket(a) < ticket(b) ? -1 : 1)))
    expect(await verified(draw, result)).toBe(0)
    expect(await verified(draw, { ...result, order: result.order.toReversed() })).toBe(1)
  })
})

describe('allocate by what a round may say besides', () => {
  const people = [
    { no: '2026-201', points: 90 },
    { no: '2026-202', points: 80 },
    { no: '2026-203', points: 80 },
    { no: '2026-204', points: 60 },
  ].map((person) => ({ ...person, consent: true }))
  const list = {
    format: 'counter.round/1',
    id: '2026-示例名单',
    mechanism: 'ranked-quota',
    order: [
      { key: 'points', dir: 'desc' },
      { key: 'ticket', dir: 'asc' },
    ],
    seed: SEED,
    total: 4,
    applicants: people,
  }
  const family = '示例户'
  const twins = [
    { ...child('2026-301', 90, ['S1', 2], ['S2', 2]), family },
    { ...child('2026-302', 10, ['S1', 2], ['S2', 2]), family },
    child('2026-303', 50, ['S1', 2], ['S2', 2]),
  ]
  const roomy = schools.places.map((place) => ({ ...place, capacity: 2 }))

  it.each<[string, object, string[]]>([
    ['a line', { ...list, line: '80.00' }, ['2026-201', '2026-202', '2026-203']],
    ['equals admitted', { ...list, total: 2, equals: 'admit' }, ['2026-201', '2026-202', '2026-203']],
    [
      'a person found not eligible',
      {
        ...list,
        applicants: people.map((each, index) => (index === 0 ? { ...each, refused: '示例规则' } : each)),
      },
      ['2026-202', '2026-203', '2026-204'],
    ],
    [
      'a wish found not eligible',
      {
        ...schools,
        applicants: [
          { no: '2026-304', points: 90, wishes: [{ place: 'S1', class: 1, refused: '示例规则' }] },
          child('2026-305', 10, ['S1', 2]),
        ],
      },
      ['2026-305'],
    ],
    [
      'one ticket of a family',
      { ...list, total: 2, applicants: people.map((each) => ({ ...each, points: 1, family })) },
      ['2026-201', '2026-202'],
    ],
    [
      'siblings placed together',
      {
        ...schools,
        places: [{ id: 'S1', capacity: 2 }],
        applicants: twins.map(oneWish),
        siblings: { class: 1 },
      },
      ['2026-301', '2026-302'],
    ],
  ])('%s', async (_, round, seated) => {
    const result = await allocated(round)
    expect(result.seats.flatMap(({ no, place }) => (place === null ? [] : [no]))).toEqual(seated)
    expect(await verified(round, result)).toBe(0)
  })

  it('lists the wishes that siblings changed, and the checker refuses a list without them', async () => {
    const round = { ...schools, places: roomy, applicants: twins, siblings: { class: 1 } }
    const result = await allocated(round)
    expect(result).toMatchObject({
      siblings: [
        { no: '2026-301', place: 'S1' },
        { no: '2026-302', place: 'S1' },
      ],
    })
    expect(await verified(round, { ...result, siblings: [] })).toBe(1)
  })
})

function oneWish<Of extends { wishes: unknown[] }>(applicant: Of): Of {
  return { ...applicant, wishes: applicant.wishes.slice(0, 1) }
}
