import { randomUUID } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { recordFact } from '#electron/services/facts.ts'
import { refreshPoints } from '#electron/services/points.ts'
import { getResidentPage } from '#electron/services/resident-page.ts'
import { findByIdNumber, findResidents, listResidents } from '#electron/services/resident-search.ts'
import { registerResident, unmaskResident } from '#electron/services/residents.ts'
import { all } from '#electron/store/query.ts'
import { listAudit } from '#electron/store/tables/audit.ts'
import type { ResidentListRequest } from '#shared/ipc/residents.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { day, goodFacts, idNumber, record, register, SOURCE, TOWN, uscc } from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const WINDOW: ResidentListRequest = {
  text: '',
  filters: {},
  sort: { key: 'points', descending: true },
  offset: 0,
  limit: 200,
}

function registration(changes: object) {
  return { commandId: randomUUID(), name: '示例·某人', idNumber: idNumber(7), town: TOWN, ...changes }
}

test('a person is registered once, under any form of the number', () => {
  const clerk = office.as('clerk')
  const old = '522121900101007'
  const { id } = registerResident(clerk, registration({ idNumber: old }))
  expect(() => registerResident(clerk, registration({ idNumber: idNumber(7) }))).toThrow(/已经登记过/)
  expect(findByIdNumber(clerk, ` ${idNumber(7).toLowerCase()} `)).toEqual({ id, name: '示例·某人' })
  expect(findByIdNumber(clerk, idNumber(8))).toBeNull()
})

test('a refusal carries no personal data', () => {
  const wrong = `${idNumber(7).slice(0, 17)}${idNumber(7).endsWith('1') ? '2' : '1'}`
  try {
    registerResident(office.as('clerk'), registration({ idNumber: wrong }))
    throw new Error('nothing was refused')
  } catch (error) {
    expect(error).toMatchObject({ code: 'BAD_INPUT', at: 'idNumber' })
    expect(String(error)).not.toContain(wrong)
    expect(String(error)).not.toContain('某人')
  }
})

test('a birth in the future and a town outside the list are refused', () => {
  const clerk = office.as('clerk')
  expect(() => registerResident(clerk, registration({ idNumber: idNumber(1, '20260619') }))).toThrow()
  expect(registerResident(clerk, registration({ idNumber: idNumber(1, '20260618') }))).toHaveProperty('id')
  expect(() => registerResident(clerk, registration({ town: '示例镇' }))).toThrow(/镇（街道）/)
})

test('a later fact supersedes the earlier one, which stays', () => {
  const clerk = office.as('clerk')
  const id = register(clerk, 1)
  record(clerk, id, { kind: 'insurance', months: 12 })
  record(office.as('supervisor'), id, { kind: 'insurance', months: 24 })
  record(clerk, id, { kind: 'insurance', months: 36 })
  const [fact] = getResidentPage(clerk, id).facts
  expect(fact).toMatchObject({ title: expect.any(String), text: '36 个月', recordedBy: '示例·经办' })
  expect(fact?.earlier.map(({ text, recordedBy }) => [text, recordedBy])).toEqual([
    ['24 个月', '示例·主管'],
    ['12 个月', '示例·经办'],
  ])
})

test.each([
  ['source.dataDate', { kind: 'hukou', inCixi: false } as const, { ...SOURCE, dataDate: day('2026-06-19') }],
  ['fact.registeredOn', { kind: 'residence', registeredOn: day('2026-06-19') } as const, SOURCE],
  ['fact.registeredOn', { kind: 'residence', registeredOn: day('1989-12-31') } as const, SOURCE],
  [
    'fact.endorsedUntil',
    { kind: 'permit', issuedOn: day('2026-01-02'), endorsedUntil: day('2026-01-01') } as const,
    SOURCE,
  ],
  [
    'fact.uscc',
    {
      kind: 'employment',
      employer: '示例厂',
      uscc: uscc().replace(/.$/, (last) => (last === '1' ? '2' : '1')),
      town: TOWN,
      union: null,
      frontline: null,
    } as const,
    SOURCE,
  ],
])('a fact that cannot be is refused at %s', (at, fact, source) => {
  const residentId = register(office.as('clerk'), 1)
  const request = { commandId: randomUUID(), residentId, fact, source }
  expect(() => recordFact(office.as('clerk'), request)).toThrow(
    expect.objectContaining({ code: 'BAD_INPUT', at }),
  )
  expect(getResidentPage(office.as('clerk'), residentId).facts).toEqual([])
})

test('lists sort by the points of today; the points shown are never those of another day', async () => {
  const clerk = office.as('clerk')
  const ids = [12, 36, 24].map((months, index) => {
    const id = register(clerk, index + 1)
    for (const fact of goodFacts(months)) record(clerk, id, fact)
    return id
  })
  const order = () => listResidents(clerk, WINDOW).rows.map(({ id }) => ids.indexOf(id))
  expect(order()).toEqual([1, 2, 0])
  const before = listResidents(clerk, WINDOW).rows.map(({ pointsX100 }) => pointsX100)
  office.clock.setToday('2026-08-18')
  const shown = () => listResidents(clerk, WINDOW).rows.map(({ pointsX100 }) => pointsX100)
  // Two more full months of residence: half a point each.
  const later = before.map((points) => (points ?? 0) + 50)
  expect(shown()).toEqual(later)
  expect(await refreshPoints(clerk, new AbortController().signal)).toBe(3)
  expect(order()).toEqual([1, 2, 0])
  expect(shown()).toEqual(later)
  expect(getResidentPage(clerk, ids[0] ?? '').points.certainX100).toBe(later.at(-1))
  expect(await refreshPoints(clerk, new AbortController().signal)).toBe(0)
})

test('a list is filtered, windowed and counted in the store; wildcards are letters', () => {
  const clerk = office.as('clerk')
  for (const serial of [1, 2, 3, 4, 5]) register(clerk, serial)
  const sorted = { ...WINDOW, sort: { key: 'registeredAt', descending: false } as const }
  const window = listResidents(clerk, { ...sorted, offset: 2, limit: 2 })
  expect(window).toMatchObject({ total: 5, rows: [{ name: '示例·第3人' }, { name: '示例·第4人' }] })
  expect(listResidents(clerk, { ...WINDOW, text: '第4' }).total).toBe(1)
  expect(listResidents(clerk, { ...WINDOW, text: '%' }).total).toBe(0)
  expect(listResidents(clerk, { ...WINDOW, filters: { complete: true } }).total).toBe(0)
  expect(listResidents(clerk, { ...WINDOW, filters: { complete: false, town: TOWN } }).total).toBe(5)
})

test('the search field finds names and number tails, and says why; number searches leave a trace', () => {
  const clerk = office.as('clerk')
  const id = register(clerk, 5)
  const find = (text: string) => findResidents(clerk, { text, limit: 20 })
  expect(find('第5')).toMatchObject([
    { id, why: '姓名', idNumberMasked: expect.stringContaining('********') },
  ])
  expect(find(idNumber(5))).toMatchObject([{ id, why: '证件号码' }])
  expect(find(idNumber(5).slice(-4))).toMatchObject([{ id, why: '证件号码末几位' }])
  expect(find('0000')).toMatchObject([{ id, why: '手机号末几位' }])
  expect(find('没有')).toEqual([])
  const trace = listAudit(office.writer, 'search')
  expect(trace.map(({ action, actor }) => [action, actor])).toEqual([
    ['residents.find', '示例·经办'],
    ['residents.find', '示例·经办'],
    ['residents.find', '示例·经办'],
  ])
})

test('showing a number whole is recorded with its reason; neither audit nor commands hold the number', () => {
  const clerk = office.as('clerk')
  const id = register(clerk, 5)
  const request = { commandId: randomUUID(), residentId: id, field: 'idNumber', reason: '核对原件' } as const
  expect(unmaskResident(clerk, request)).toEqual({ value: idNumber(5) })
  expect(unmaskResident(clerk, request)).toEqual({ value: idNumber(5) })
  expect(getResidentPage(clerk, id).timeline[0]?.what).toBe('查看完整证件号码，事由：核对原件')
  expect(listAudit(office.writer, `resident:${id}`).map(({ action }) => action)).toEqual([
    'residents.register',
    'residents.unmask',
  ])
  const kept = CompiledQuery.raw(`SELECT detail AS text FROM audit UNION ALL SELECT result FROM command`)
  const texts = JSON.stringify(all(office.writer, kept as CompiledQuery<{ text: string }>))
  expect(texts).not.toContain(idNumber(5))
  expect(texts).not.toContain('示例·第5人')
})
