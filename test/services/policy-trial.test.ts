import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { comparePolicies } from '#electron/services/policy-comparison.ts'
import { listRuns, runPoints } from '#electron/services/population/run.ts'
import { simulate } from '#electron/services/population/simulate.ts'
import { storePaths } from '#electron/store/create-store.ts'
import { closeStore, openStore, type Writer } from '#electron/store/database.ts'
import { unlockSlot } from '#electron/store/keys.ts'
import { parsePlainDate as day } from '#shared/base/plain-date.ts'
import type { PointsRunRow, SimulateRequest, SimulationResult } from '#shared/ipc/policies.ts'
import type { PointsIndicator } from '#shared/policy/index.ts'
import { bringIn, decide, draft, INSTALLED, listOf, nextPack, SHORTAGE, strike } from './policy-files.ts'
import { LOGINS, openTestOffice, PASSWORD, type TestOffice } from './test-office.ts'
import { goodFacts, record, register, TOWN } from './test-people.ts'

const ON = day('2026-06-18')
const BEFORE = `pack:${INSTALLED.id}`
const GOING_ON = new AbortController().signal
let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

function somebody(serial: number, trade = '示例·工种'): string {
  const id = register(office.as('clerk'), serial)
  for (const fact of goodFacts(10)) record(office.as('clerk'), id, fact)
  record(office.as('clerk'), id, { kind: 'office', what: 'volunteer', title: trade })
  return id
}

async function simulated(after: string, changes: Partial<SimulateRequest> = {}): Promise<SimulationResult> {
  const request = { before: BEFORE, after, on: ON, purpose: null, ...changes }
  let result: SimulationResult | undefined
  for await (const step of simulate(office.as('clerk'), request, GOING_ON)) result = step.result
  if (result === undefined) throw new Error('a simulation ends with its result')
  return result
}

async function ran(key: string): Promise<PointsRunRow> {
  const request = { commandId: randomUUID(), key, on: ON, purpose: null, reason: '示例' }
  let runId: string | undefined
  for await (const step of runPoints(office.as('supervisor'), request, GOING_ON)) runId = step.runId
  const run = listRuns(office.as('clerk')).find(({ id }) => id === runId)
  if (run === undefined) throw new Error('a batch ends with its record')
  return run
}

const refused = (at: string) => expect.objectContaining({ code: 'BAD_INPUT', at })

describe('an amendment', () => {
  test('is tried on a pack in force before it is confirmed, on top of those in force', async () => {
    somebody(1)
    await bringIn(office, strike('ZJ-EDU', { id: 'sample-edu' }))
    const key = await draft(office, strike('ZJ-SKILL'))
    const result = await simulated(key)
    expect(result).toMatchObject({ residents: 1, lose: 1, meanChangeX100: -500, beforeName: INSTALLED.name })
    expect(result.afterName).toContain('示例〔2026〕2号')
    // Neither side has what an amendment in force struck.
    expect(result.indicators.map(({ code }) => code)).not.toContain('ZJ-EDU')
    const differences = comparePolicies(office.as('clerk'), { before: BEFORE, after: key })
    expect(differences).toContainEqual(expect.objectContaining({ change: 'removed', after: null }))
    expect(differences.every(({ place, before }) => `${place}${before}`.includes('技能'))).toBe(true)
    decide(office, key)
    expect(await simulated(key)).toMatchObject({ lose: 1, meanChangeX100: -500 })
  })

  test('that begins later is compared as it will hold, and tried on its day', async () => {
    somebody(1)
    const key = await draft(office, strike('ZJ-SKILL', { effectiveFrom: day('2027-01-01') }))
    await expect(simulated(key)).rejects.toEqual(refused('on'))
    expect(await simulated(key, { on: day('2027-01-01') })).toMatchObject({ lose: 1 })
    expect(comparePolicies(office.as('clerk'), { before: BEFORE, after: key })).not.toEqual([])
  })

  test('of another pack, or on what is no pack, is refused', async () => {
    const key = await draft(office, strike('ZJ-SKILL', { packs: ['zj-2022'] }))
    await expect(simulated(key)).rejects.toEqual(refused('before'))
    await expect(simulated(key, { before: key })).rejects.toEqual(refused('key'))
    expect(() => comparePolicies(office.as('clerk'), { before: BEFORE, after: key })).toThrow(
      refused('before'),
    )
    expect(() => comparePolicies(office.as('clerk'), { before: key, after: BEFORE })).toThrow(
      refused('before'),
    )
  })
})

describe('a list', () => {
  const asking = () => nextPack({ requires: [SHORTAGE], cases: [] })

  test('is tried on a pack that asks it, in the place of the one of its year', async () => {
    somebody(1)
    somebody(2, '示例·另一工种')
    const pack = await bringIn(office, asking())
    const key = await draft(office, listOf(2026))
    const result = await simulated(key, { before: pack })
    // Without a list nobody is turned away and all is open; with it the second person is not admitted.
    expect(result).toMatchObject({ residents: 2, lose: 1, same: 1 })
    expect(result.afterName).toContain('示例〔2026〕3号')
    expect(comparePolicies(office.as('clerk'), { before: pack, after: key })).toEqual([
      { place: '名单：示例紧缺工种', change: 'added', before: null, after: '示例·工种' },
    ])
  })

  test('says what is otherwise than the year before', async () => {
    const pack = await bringIn(office, asking())
    await bringIn(office, listOf(2025, ['示例·工种', '示例·旧工种']))
    const key = await draft(office, listOf(2026, ['示例·工种', '示例·新工种']))
    expect(
      comparePolicies(office.as('clerk'), { before: pack, after: key }).map(({ change, before, after }) => [
        change,
        before ?? after,
      ]),
    ).toEqual([
      ['removed', '示例·旧工种'],
      ['added', '示例·新工种'],
    ])
  })

  test('of another year, or that the pack does not ask, is refused', async () => {
    const pack = await bringIn(office, asking())
    const key = await draft(office, listOf(2025))
    await expect(simulated(key)).rejects.toEqual(refused('before'))
    await expect(simulated(key, { before: pack })).rejects.toEqual(refused('on'))
  })

  test('tells a batch from the same batch under other lists', async () => {
    somebody(1)
    const plain = await ran(BEFORE)
    await bringIn(office, { ...Object(listOf(2026)), id: 'sample-unasked' })
    expect((await ran(BEFORE)).policyHash).toBe(plain.policyHash)
    const pack = await bringIn(office, asking())
    const first = await ran(pack)
    await bringIn(office, listOf(2026, ['示例·别的工种']))
    const second = await ran(pack)
    expect(second.policyHash).not.toBe(first.policyHash)
    expect(second.resultHash).not.toBe(first.resultHash)
  })
})

test('a simulation tells of awards beyond the quota of the pack that is tried', async () => {
  const award: PointsIndicator = {
    code: 'SAMPLE-AWARD',
    name: '示例镇村加分',
    as: { kind: 'points' },
    layer: 'province',
    cap: { value: '5' },
    status: 'READ',
    citation: '示例〔2026〕1号第七条',
    subject: 'applicant',
    verifiers: { departments: [], combine: 'any' },
    evidence: [],
    asOf: 'day',
    requires: null,
    whenAbsent: 'nothing',
    rule: {
      kind: 'granted',
      of: { fact: 'award', codes: ['town'], window: { kind: 'last', unit: 'year', count: 5 } },
      mostEachGiver: { value: '5' },
      mostShare: { value: '1/100' },
    },
  }
  const id = somebody(1)
  record(office.as('clerk'), id, {
    kind: 'award',
    giver: 'town',
    by: TOWN,
    pointsX100: 300,
    awardedOn: day('2026-03-01'),
  })
  const key = await draft(office, nextPack({ indicators: [...INSTALLED.indicators, award], cases: [] }))
  const { findings } = await simulated(key)
  expect(findings).toEqual([{ message: expect.stringContaining(TOWN), remedy: expect.any(String) }])
  expect((await simulated(BEFORE)).findings).toEqual([])
})

describe('while everybody is scored by the process for long work', () => {
  let batch: Writer
  beforeEach(async () => {
    const { store, keys } = storePaths(office.folder)
    const key = await unlockSlot(keys, LOGINS.supervisor, PASSWORD)
    batch = openStore({ path: store, key, mode: 'write', keyProven: true })
  })
  afterEach(() => closeStore(batch))

  async function scoredMeanwhile(key: string, meanwhile: () => unknown): Promise<PointsRunRow[]> {
    const request = { commandId: randomUUID(), key, on: ON, purpose: null, reason: '示例' }
    const context = { ...office.as('supervisor'), reader: batch, writer: batch }
    const run = runPoints(context, request, GOING_ON)
    expect((await run.next()).value).toMatchObject({ done: 1, total: 2 })
    await meanwhile()
    for await (const _step of run);
    return listRuns(office.as('clerk'))
  }

  test('a pack that is taken back or amended meanwhile leaves no record', async () => {
    somebody(1)
    const key = await bringIn(office, nextPack())
    const changed = expect.objectContaining({ code: 'CONFLICT', at: 'key' })
    await expect(scoredMeanwhile(key, () => bringIn(office, strike('ZJ-SKILL')))).rejects.toEqual(changed)
    await expect(scoredMeanwhile(key, () => decide(office, key, { action: 'withdraw' }))).rejects.toEqual(
      changed,
    )
    expect(listRuns(office.as('clerk'))).toEqual([])
  })

  test('counter work goes on, and the record is of the state before it', async () => {
    const id = somebody(1)
    const [run] = await scoredMeanwhile(BEFORE, () =>
      record(office.as('clerk'), id, { kind: 'insurance', months: 60 }),
    )
    // 20, 8, 5, 77 full months 19.25, and ten months of insurance 5 where there are 60 by now.
    expect(run?.meanX100).toBe(5725)
  })
})
