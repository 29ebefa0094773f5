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

  it('bounds the total while something is open, and says whether the points may be used', async () => {
    const { printed } = await counter(
      ['score', ...options],
      jsonLines([person, { ...person, skill: undefined }]),
    )
    expect(printed).toMatchObject([
      { atLeast: '67.00', atMost: '67.00', standing: { kind: 'open', reasons: [] } },
      { total: '67.00', atLeast: '67.00', atMost: '77.00', unknown: ['ZJ-SKILL'] },
    ])
  })

  it('applies the amendments that hold on the day', async () => {
    const codesOn = async (on: string) => {
      const { printed } = await counter(['score', '--pack', 'beilun-2021', '--on', on], jsonLines([{}]))
      const [answer] = printed as { lines: { code: string }[]; packHash: string }[]
      return { codes: answer?.lines.map(({ code }) => code), hash: answer?.packHash }
    }
    const [before, after] = [await codesOn('2021-09-26'), await codesOn('2021-09-27')]
    expect(before.codes).toContain('PLAN')
    expect(after.codes).not.toContain('PLAN')
    expect(after.hash).not.toBe(before.hash)
  })

  it('scores for the purpose asked, with the lists that are installed', async () => {
    const facts = {
      employment: [{ code: 'contract', from: '2025-06-30', to: null, label: '示例·养老护理' }],
      offence: [{ code: 'detention', from: '2026-01-01', to: '2026-01-01' }],
    }
    const linesFor = async (purpose: string) => {
      const args = ['score', '--pack', 'demo-city', '--on', '2026-06-30', '--purpose', purpose]
      const { printed } = await counter(args, jsonLines([facts]))
      const [answer] = printed as { lines: { code: string; pointsX100: number | null }[] }[]
      return Object.fromEntries(answer?.lines.map(({ code, pointsX100 }) => [code, pointsX100]) ?? [])
    }
    expect(await linesFor('demo-hukou')).toMatchObject({ 'DEMO-SHORT': 1000, 'DEMO-DETENTION': -2000 })
    expect(await linesFor('demo-school')).not.toHaveProperty('DEMO-DETENTION')
  })

  it('is as of today without a date, and refuses a pack that is no longer in force', async () => {
    const lasting = join(temporaryFolder(), 'lasting.json')
    writeFileSync(lasting, JSON.stringify({ ...readPack(), effectiveTo: null }))
    // Midnight may pass meanwhile.
    const before = systemClock.today()
    const { printed } = await counter(['score', '--pack', lasting], jsonLines([person]))
    const [answer] = printed as { on: string; pack: string }[]
    expect(answer).toMatchObject({ pack: 'zj-2022' })
    expect([before, systemClock.today()]).toContain(answer?.on)
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
    ['an unknown level', { ...person, education: 'phd' }],
    ['a birth after the day', { ...person, birth: '2022-06-29' }],
  ])('refuses %s and names the line', async (_, line) => {
    const { code, printed, error } = await counter(['score', ...options], jsonLines([person, line, person]))
    expect({ code, lines: printed.length }).toEqual({ code: 2, lines: 1 })
    expect(error?.at).toMatch(/^line 2/)
  })
})

function readPack(): Record<string, unknown> {
  return JSON.parse(readFileSync(pack, 'utf8'))
}
