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
