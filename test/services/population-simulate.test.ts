import { afterEach, beforeEach, expect, test } from 'vitest'
import { simulate } from '#electron/services/population/simulate.ts'
import { lastAuditSeq } from '#electron/store/tables/audit.ts'
import { updateResident } from '#electron/store/tables/residents.ts'
import { transaction } from '#electron/store/transaction.ts'
import { parsePlainDate } from '#shared/base/plain-date.ts'
import type { FactValue } from '#shared/domain/people/index.ts'
import type { SimulateRequest, SimulationResult } from '#shared/ipc/policies.ts'
import type { PointsIndicator } from '#shared/policy/index.ts'
import { type Invented, invent } from './family-people.ts'
import { draft, INSTALLED, nextPack } from './policy-files.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { idNumber, OTHER_TOWN, record, TOWN } from './test-people.ts'

const ON = parsePlainDate('2026-06-18')
const GOING_ON = new AbortController().signal
const BEFORE = 'pack:zj-2023-38'
let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

/** Someone of 36 years, who has 20 points for that alone. */
function person(serial: number, ...facts: FactValue[]): Invented {
  const invented = invent(office, { name: `示例·第${serial}人`, number: idNumber(serial) })
  for (const fact of facts) record(office.as('clerk'), invented.id, fact)
  return invented
}

const insured = (months: number): FactValue => ({ kind: 'insurance', months })
const since = (day: string): FactValue => ({ kind: 'residence', registeredOn: parsePlainDate(day) })

/** The installed pack with half of the points for insured months, and twice those for residence. */
function changed(indicator: PointsIndicator): PointsIndicator {
  const { rule, code } = indicator
  if (rule?.kind !== 'per-unit') return indicator
  return { ...indicator, rule: { ...rule, rate: { value: code === 'ZJ-SI' ? '0.25' : '0.5' } } }
}

async function outcome(changes: Partial<SimulateRequest> = {}, signal = GOING_ON): Promise<SimulationResult> {
  const after =
    changes.after ?? (await draft(office, nextPack({ indicators: INSTALLED.indicators.map(changed) })))
  const request = { before: BEFORE, on: ON, purpose: null, ...changes, after }
  let result: SimulationResult | undefined
  for await (const step of simulate(office.as('supervisor'), request, signal)) result = step.result
  if (result === undefined) throw new Error('a simulation ends with its result')
  return result
}

test('a draft is tried on everybody, and the counts are those of a hand computation', async () => {
  // In points, before and after: 28 and 28; 30 and 25; 50 and 35; 20 and 20, open; 30 and 40.
  person(
    1,
    { kind: 'education', level: 'associate' },
    { kind: 'skill', level: 'none' },
    insured(0),
    since(ON),
  )
  person(2, insured(20))
  person(3, insured(60))
  person(4)
  const mover = person(5, since('2023-02-18'))
  transaction(office.writer, (tx) => updateResident(tx, mover.seq, { town: OTHER_TOWN }))
  const result = await outcome()
  expect(result).toMatchObject({
    beforeName: INSTALLED.name,
    afterName: '示例计分办法',
    residents: 5,
    gain: 1,
    same: 2,
    lose: 2,
    meanChangeX100: -200,
    open: 4,
  })
  expect(result.bands.filter(({ count }) => count > 0)).toEqual([
    { from: -1999, to: -1000, count: 1 },
    { from: -999, to: -500, count: 1 },
    { from: 0, to: 0, count: 2 },
    { from: 500 + 500, to: 1999, count: 1 },
  ])
  expect(result.towns).toEqual(
    [
      { town: TOWN, gain: 0, same: 2, lose: 2, meanChangeX100: -500 },
      { town: OTHER_TOWN, gain: 1, same: 0, lose: 0, meanChangeX100: 1000 },
    ].sort((a, b) => (a.town < b.town ? -1 : 1)),
  )
  expect(result.totals).toEqual([
    { fromX100: 2000, before: 2, after: 3 },
    { fromX100: 3000, before: 2, after: 1 },
    { fromX100: 4000, before: 0, after: 1 },
    { fromX100: 5000, before: 1, after: 0 },
  ])
  expect(result.indicators.filter(({ gain, lose }) => gain + lose > 0)).toEqual([
    { code: 'ZJ-SI', name: expect.any(String), gain: 0, lose: 2 },
    { code: 'ZJ-RES', name: expect.any(String), gain: 1, lose: 0 },
  ])
})

test('an indicator of the old pack alone is lost by those who had points in it', async () => {
  person(1, { kind: 'education', level: 'bachelor' })
  person(2)
  const indicators = INSTALLED.indicators.filter(({ code }) => code !== 'ZJ-EDU')
  const result = await outcome({ after: await draft(office, nextPack({ indicators, cases: [] })) })
  expect(result.indicators.find(({ code }) => code === 'ZJ-EDU')).toMatchObject({ gain: 0, lose: 1 })
  expect(result).toMatchObject({ gain: 0, same: 1, lose: 1 })
})

test('bands of change have no gap between them, and every resident is in one', async () => {
  person(1, insured(3))
  const { bands, residents } = await outcome()
  expect(bands[0]?.from).toBeNull()
  expect(bands.at(-1)?.to).toBeNull()
  for (const [index, { from }] of bands.entries())
    if (index > 0) expect(from).toBe((bands[index - 1]?.to ?? 0) + 1)
  expect(bands.reduce((sum, { count }) => sum + count, 0)).toBe(residents)
})

test('nothing is written, and an empty office has an empty result', async () => {
  const after = await draft(office, nextPack())
  const before = lastAuditSeq(office.writer)
  expect(await outcome({ after })).toMatchObject({ residents: 0, meanChangeX100: 0, towns: [], totals: [] })
  expect(lastAuditSeq(office.writer)).toBe(before)
})

test('it is cancelled between two steps', async () => {
  person(1)
  await expect(outcome({ after: BEFORE }, AbortSignal.abort())).rejects.toMatchObject({ code: 'CANCELLED' })
})

test('a purpose that one of the packs is not for is refused', async () => {
  await expect(outcome({ after: 'pack:yongkang-2023', purpose: 'health-check' })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    at: 'purpose',
  })
})
