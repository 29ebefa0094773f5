import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from './folder.ts'
import { counter } from './run.ts'

const folder = temporaryFolder()
const applicants = [
  { no: '2022-001', points: 80, consent: true },
  { no: '2022-002', points: '90.50', consent: true },
  { no: '2022-003', points: 99, consent: false },
  { no: '2022-004', points: 80, consent: true },
]
const round = {
  format: 'counter.round/1',
  id: '2022-示例',
  mechanism: 'ranked-quota',
  order: [
    { key: 'points', dir: 'desc' },
    { key: 'ticket', dir: 'asc' },
  ],
  seed: '示例种子 20220628',
  total: 2,
  applicants,
}

interface Result {
  seats: { no: string; place: string | null; why?: { code: string }[] }[]
  order: string[]
}

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

async function allocated(args: string[] = []): Promise<Result> {
  const { code, printed } = await counter(['allocate', ...args], JSON.stringify(round))
  expect(code).toBe(0)
  return printed[0] as Result
}

describe('allocate', () => {
  it('gives the places in order, from standard input or a file', async () => {
    const result = await allocated()
    expect(result.seats.map((seat) => [seat.no, seat.place !== null])).toEqual([
      ['2022-001', expect.any(Boolean)],
      ['2022-002', true],
      ['2022-003', false],
      ['2022-004', expect.any(Boolean)],
    ])
    expect(result.seats.filter((seat) => seat.place !== null)).toHaveLength(2)
    expect(result.order.slice(0, 2)).toEqual(['2022-003', '2022-002'])
    expect(result.seats.every((seat) => seat.why === undefined)).toBe(true)
    expect((await counter(['allocate', file('round.json', round)])).printed).toEqual([result])
  })

  it('says why with --explain', async () => {
    const { seats } = await allocated(['--explain'])
    const why = Object.fromEntries(seats.map((seat) => [seat.no, seat.why?.map((entry) => entry.code)]))
    expect(why['2022-003']).toEqual(['NOT_CONSENTED'])
    expect([why['2022-001'], why['2022-004']]).toContainEqual(['LOST_TICKET'])
  })

  it.each([
    ['a number twice', { ...round, applicants: [...applicants, applicants[0]] }, /applicants\[4\]\.no/],
    ['an order that is not total', { ...round, order: round.order.slice(0, 1) }, /order\[0\]/],
    ['half a place', { ...round, total: 1.5 }, /total/],
    ['an unknown field', { ...round, colour: 'red' }, /bad\.json/],
    ['a missing value', { ...round, applicants: [{ no: '1', consent: true }] }, /applicants\[0\]\.points/],
    ['text that is no JSON', '{', /bad\.json/],
    [
      'a field written twice',
      JSON.stringify(round).replace('"consent":true', '"consent":true,"consent":false'),
      /bad\.json: \$\.applicants\[0\]\.consent$/,
    ],
    [
      'one written with an escape',
      JSON.stringify(round).replace('{', '{"\\u0069d":"x",'),
      /bad\.json: \$\.id$/,
    ],
    [
      'a wish for an unknown place',
      { ...round, applicants: [{ ...applicants[0], wishes: [{ place: 'S1' }] }] },
      /applicants\[0\]\.wishes\[0\]\.place/,
    ],
    [
      'more seats kept than there are',
      {
        ...{ format: round.format, id: '2022-PRIMARY', mechanism: 'deferred-acceptance', seed: 's' },
        order: [{ key: 'class', dir: 'asc' }, ...round.order],
        places: [{ id: 'S1', capacity: 2, reserved: { tag: 't', count: 3, precedence: 'reserved-first' } }],
        applicants: [{ no: '1', points: 98, tags: ['t'], wishes: [{ place: 'S1', class: 1, priority: 4 }] }],
      },
      /\$\.places\[0\]\.reserved\.count/,
    ],
  ])('refuses %s and names the place', async (_, content, at) => {
    const { code, printed, error } = await counter(['allocate', file('bad.json', content)])
    expect({ code, printed }).toEqual({ code: 2, printed: [] })
    expect(error?.at).toMatch(at)
  })

  it('refuses a file that is not there', async () => {
    expect((await counter(['allocate', join(folder, 'none.json')])).error?.code).toBe('NOT_FOUND')
  })
})

describe('verify', () => {
  it('agrees with the engine and disagrees with an edited result or list', async () => {
    const result = await allocated(['--explain'])
    const good = file('result.json', result)
    const roundFile = file('round.json', round)
    expect(await counter(['verify', roundFile, good])).toMatchObject({
      code: 0,
      printed: [{ ok: true, differences: [] }],
    })

    const seats = result.seats.map((seat) => ({ ...seat, place: seat.no === '2022-002' ? null : seat.place }))
    const edited = await counter(['verify', roundFile, '-'], JSON.stringify({ ...result, seats }))
    expect(edited).toMatchObject({ code: 1, printed: [{ ok: false }], messages: '' })

    const raised = applicants.map((applicant) => ({ ...applicant, points: 100 }))
    const otherRound = file('other.json', { ...round, applicants: raised })
    expect(await counter(['verify', otherRound, good])).toMatchObject({ code: 1, printed: [{ ok: false }] })
  })

  it('refuses what is no result', async () => {
    const refused = await counter(['verify', file('round.json', round), file('no-result.json', {})])
    expect(refused).toMatchObject({ code: 2, printed: [] })
    expect(refused.error?.at).toContain('no-result.json')
    expect((await counter(['verify', '-', '-'])).code).toBe(2)
    expect((await counter(['verify', file('round.json', round)])).code).toBe(2)
  })
})

it('asks for everybody’s reasons where --explain is given', async () => {
  const input = file('explain-round.json', round)
  const [plain, explained] = [await allocated(), await allocated(['--explain'])]
  const verify = (name: string, result: Result) => counter(['verify', input, file(name, result), '--explain'])
  expect(await verify('explained.json', explained)).toMatchObject({ code: 0, printed: [{ ok: true }] })
  const refused = await verify('plain.json', plain)
  expect(refused).toMatchObject({ code: 1, printed: [{ ok: false }] })
  expect(JSON.stringify(refused.printed)).toContain('$.seats[0].why')
})
