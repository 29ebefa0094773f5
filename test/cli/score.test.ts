import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { systemClock } from '#electron/services/clock.ts'
import { temporaryFolder } from './folder.ts'
import { counter, jsonLines } from './run.ts'

const pack = new URL('../../resources/policy/points/zj-2022.json', import.meta.url).pathname
const person = {
  id: '1',
  birth: '1990-01-01',
  education: 'associate',
  skill: 'none',
  insuredMonths: 48,
  residenceRegisteredOn: '2017-06-28',
}
const options = ['--pack', 'zj-2022', '--on', '2022-06-28']

describe('score', () => {
  it('gives the total with every line, and unknown where a fact is missing', async () => {
    const { code, printed } = await counter(['score', ...options], jsonLines([person, { id: '2' }]))
    expect(code).toBe(0)
    expect(printed).toMatchObject([
      // 20 + 8 + 0 + 48 × 0.5 + 60 × 0.25
      { id: '1', total: '67.00', complete: true, unknown: [], notLoaded: [], pack: 'zj-2022' },
      { id: '2', total: '0.00', complete: false },
    ])
    const [first, second] = printed as { lines: { pointsX100: number | null }[]; unknown: string[] }[]
    expect(first?.lines.map((line) => line.pointsX100)).toEqual([2000, 800, 0, 2400, 1500])
    expect(second?.lines.map((line) => line.pointsX100)).toEqual([null, null, null, null, null])
    expect(second?.unknown).toHaveLength(5)
  })

  it('is as of today without a date, and refuses a pack that is no longer in force', async () => {
    const lasting = join(temporaryFolder(), 'lasting.json')
    writeFileSync(lasting, JSON.stringify({ ...readPack(), effectiveTo: null }))
    const { printed } = await counter(['score', '--pack', lasting], jsonLines([person]))
    expect(printed).toMatchObject([{ on: systemClock.today(), pack: 'zj-2022' }])
    const over = await counter(['score', '--pack', 'zj-2022'], jsonLines([person]))
    expect(over).toMatchObject({ code: 2, printed: [], error: { at: '--on' } })
    expect(over.error?.hint).toContain('2023-07-25')
  })

  it('takes a pack from a file and names its hash', async () => {
    const byId = await counter(['score', ...options], jsonLines([person]))
    const byFile = await counter(['score', '--pack', pack, '--on', '2022-06-28'], jsonLines([person]))
    expect(byFile.printed).toEqual(byId.printed)
    expect(byFile.printed).toMatchObject([{ packHash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) }])
  })

  it.each([
    ['a day that does not exist', ['--pack', 'zj-2022', '--on', '2022-02-30'], '--on'],
    ['a day on which the pack is not in force', ['--pack', 'zj-2022', '--on', '2024-01-01'], '--on'],
    ['a purpose that is not its own', [...options, '--purpose', 'school'], '--purpose'],
    ['no pack', ['--on', '2022-06-28'], '--pack'],
    ['an unknown pack', ['--pack', 'nowhere', '--on', '2022-06-28'], '--pack'],
  ])('refuses %s', async (_, args, at) => {
    const { code, printed, error } = await counter(['score', ...args], jsonLines([person]))
    expect({ code, printed, at: error?.at }).toEqual({ code: 2, printed: [], at })
    expect(error?.hint).toBeTruthy()
  })

  it.each([
    ['an unknown field', { ...person, weight: 70 }],
    ['a fraction of a month', { ...person, insuredMonths: 1.5 }],
    ['null for a fact', { ...person, birth: null }],
    ['an unknown level', { ...person, education: 'doctor' }],
    ['a birth after the day', { ...person, birth: '2022-06-29' }],
  ])('refuses %s and names the line', async (_, line) => {
    const { code, printed, error } = await counter(['score', ...options], jsonLines([person, line, person]))
    expect({ code, lines: printed.length }).toEqual({ code: 2, lines: 1 })
    expect(error?.at).toMatch(/^line 2/)
  })
})

describe('policy', () => {
  it('lists what is installed', async () => {
    const { code, printed } = await counter(['policy', 'list'])
    expect(code).toBe(0)
    expect(printed).toContainEqual(expect.objectContaining({ id: 'zj-2022', effectiveFrom: '2022-04-01' }))
  })

  it('shows the figures of a good pack that are not loaded', async () => {
    const { code, printed } = await counter(['policy', 'check', pack])
    expect(code).toBe(0)
    expect(printed).toMatchObject([{ ok: true, pack: 'zj-2022' }])
    expect(JSON.stringify(printed)).toContain('NOT_LOADED')
  })

  it('answers no to a pack that overlaps with an installed one', async () => {
    const file = join(temporaryFolder(), 'pack.json')
    writeFileSync(file, JSON.stringify({ ...readPack(), id: 'zj-2022-again' }))
    const { code, printed } = await counter(['policy', 'check', file])
    expect(code).toBe(1)
    expect(printed).toMatchObject([{ ok: false }])
    expect(JSON.stringify(printed)).toMatch(/OVERLAP.*zj-2022-again 与 zj-2022 /)
  })

  it('refuses what is no pack and names the place', async () => {
    const file = join(temporaryFolder(), 'pack.json')
    writeFileSync(file, JSON.stringify({ ...readPack(), colour: 'red' }))
    const { code, printed, error } = await counter(['policy', 'check', file])
    expect({ code, printed, errorCode: error?.code }).toEqual({
      code: 2,
      printed: [],
      errorCode: 'POLICY_BAD',
    })
    expect((await counter(['policy', 'check', '/no/such/file'])).error?.code).toBe('NOT_FOUND')
    expect((await counter(['policy', 'mend'])).code).toBe(2)
  })
})

function readPack(): Record<string, unknown> {
  return JSON.parse(readFileSync(pack, 'utf8'))
}
