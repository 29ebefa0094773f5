import { randomUUID } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listDuplicatePairs } from '#electron/services/duplicates.ts'
import { recordFact } from '#electron/services/facts.ts'
import { getResident } from '#electron/services/getters.ts'
import { refreshPoints } from '#electron/services/points.ts'
import { getResidentPage } from '#electron/services/resident-page.ts'
import { findByIdNumber, findResidents, listResidents } from '#electron/services/resident-search.ts'
import { amendResident, registerResident, unmaskResident } from '#electron/services/residents.ts'
import { all } from '#electron/store/query.ts'
import { listAudit } from '#electron/store/tables/audit.ts'
import { updateResident } from '#electron/store/tables/residents.ts'
import { transaction } from '#electron/store/transaction.ts'
import type { AmendRequest, ResidentListRequest } from '#shared/ipc/residents.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { day, goodFacts, idNumber, OTHER_TOWN, record, register, SOURCE, TOWN, uscc } from './test-people.ts'

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
  expect(fact).toMatchObject({
    title: '缴纳社保',
    current: { text: '36 个月', recordedBy: '示例·经办' },
    claimed: [],
  })
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

test('lists sort by the points last kept and say of which day they are', async () => {
  const clerk = office.as('clerk')
  const ids = [12, 36, 24].map((months, index) => {
    const id = register(clerk, index + 1)
    for (const fact of goodFacts(months)) record(clerk, id, fact)
    return id
  })
  const order = () => listResidents(clerk, WINDOW).rows.map(({ id }) => ids.indexOf(id))
  const shown = () =>
    listResidents(clerk, WINDOW).rows.map(({ pointsX100, pointsOn }) => [pointsX100, pointsOn])
  expect(order()).toEqual([1, 2, 0])
  const before = shown()
  office.clock.setToday('2026-08-18')
  expect(shown()).toEqual(before)
  expect(await refreshPoints(clerk, new AbortController().signal)).toBe(3)
  expect(order()).toEqual([1, 2, 0])
  // Two more full months of residence: half a point each.
  expect(shown()).toEqual(before.map(([points]) => [Number(points) + 50, '2026-08-18']))
  expect(getResidentPage(clerk, ids[0] ?? '').points.certainX100).toBe(shown().at(-1)?.[0])
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

test('a search that may be for a number leaves a trace without it', () => {
  const clerk = office.as('clerk')
  const id = register(clerk, 5)
  const find = (text: string) => findResidents(clerk, { text, limit: 20 })
  expect(find('示例')).toMatchObject([{ id, idNumberMasked: expect.stringContaining('********') }])
  expect(listAudit(office.writer, 'search')).toEqual([])
  expect(find(idNumber(5))).toMatchObject([{ id }])
  expect(find(idNumber(5).slice(-4))).toMatchObject([{ id }])
  const trace = listAudit(office.writer, 'search')
  expect(trace.map(({ action, actor }) => [action, actor])).toEqual([
    ['residents.findByNumber', '示例·经办'],
    ['residents.findByNumber', '示例·经办'],
  ])
  expect(JSON.stringify(trace)).not.toContain(idNumber(5).slice(-4))
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

test('a command id that was used for one number shows no other number without a record', () => {
  const clerk = office.as('clerk')
  const [one, other] = [register(clerk, 5), register(clerk, 6)]
  const request = { commandId: randomUUID(), residentId: one, field: 'idNumber', reason: '核对原件' } as const
  unmaskResident(clerk, request)
  for (const another of [
    { ...request, residentId: other },
    { ...request, field: 'phone' as const },
  ]) {
    expect(() => unmaskResident(clerk, another)).toThrow(
      expect.objectContaining({ code: 'CONFLICT', at: 'commandId' }),
    )
  }
})

describe('registering', () => {
  test('puts right what older systems left in a name, and refuses what nobody can read', () => {
    const clerk = office.as('clerk')
    const { id } = registerResident(clerk, registration({ name: ' 示例 ． 买买提•吐尔逊\ue863 ' }))
    expect(getResidentPage(clerk, id).name).toBe('示例·买买提·吐尔逊䶮')
    const unreadable = registration({ name: '示例·\ue000', idNumber: idNumber(8) })
    expect(() => registerResident(clerk, unreadable)).toThrow(
      expect.objectContaining({
        code: 'BAD_INPUT',
        at: 'name',
        message: expect.stringMatching(/第 4 个字.*U\+E000/),
      }),
    )
    expect(() => registerResident(clerk, registration({ name: ' · ' }))).toThrow(/没有填写姓名/)
  })

  test('somebody of the same name and birth date needs a reason why it is another', () => {
    const clerk = office.as('clerk')
    const first = registerResident(clerk, registration({})).id
    const twin = registration({ idNumber: idNumber(311) })
    expect(() => registerResident(clerk, twin)).toThrow(
      expect.objectContaining({
        code: 'DUPLICATE',
        at: 'notSame',
        message: expect.stringContaining('姓名相同'),
      }),
    )
    const second = registerResident(clerk, { ...twin, notSame: '同村同名，照片不同' }).id
    expect(second).not.toBe(first)
    expect(listDuplicatePairs(clerk, { offset: 0, limit: 10 }).total).toBe(0)
    expect(all(office.writer, CompiledQuery.raw('SELECT state, reason FROM duplicate_pair'))).toEqual([
      { state: 'different', reason: '同村同名，照片不同' },
    ])
  })

  test('a record that was taken back with its import is listed again under its number', () => {
    const clerk = office.as('clerk')
    const { id } = registerResident(clerk, registration({}))
    transaction(office.writer, (tx) => updateResident(tx, getResident(tx, id).seq, { listed: 0 }))
    expect(() => record(clerk, id, { kind: 'hukou', inCixi: false })).toThrow(/已随导入批次撤销/)
    const again = registerResident(clerk, registration({ name: '示例·新名', phone: '10000000007' }))
    expect(again).toEqual({ id })
    const page = getResidentPage(clerk, id)
    expect(page.name).toBe('示例·新名')
    expect(page.changes.map(({ field, what }) => `${field} ${what}`)).toEqual([
      '手机号 手机号由“未登记”改为“100****0007”',
      '姓名 姓名由“示例·某人”改为“示例·新名”',
      '名单 恢复到名单',
    ])
    expect(listResidents(clerk, WINDOW).total).toBe(1)
  })
})

describe('correcting', () => {
  const amend = (residentId: string, field: AmendRequest['field'], value: string) =>
    amendResident(office.as('clerk'), {
      commandId: randomUUID(),
      residentId,
      field,
      value,
      reason: '照身份证更正',
    })

  test('keeps what was before, masked; the person is found under either name', () => {
    const clerk = office.as('clerk')
    const id = register(clerk, 5)
    amend(id, 'name', '示例·尉迟某')
    amend(id, 'phone', '')
    amend(id, 'town', OTHER_TOWN)
    const page = getResidentPage(clerk, id)
    expect(page).toMatchObject({ name: '示例·尉迟某', phoneMasked: null, town: OTHER_TOWN })
    expect(page.changes).toMatchObject([
      {
        field: '镇（街道）',
        what: '镇（街道）由“浒山街道”改为“龙山镇”',
        who: '示例·经办',
        reason: '照身份证更正',
      },
      { field: '手机号', what: '手机号由“138****0000”改为“未登记”' },
      { field: '姓名', what: '姓名由“示例·第5人”改为“示例·尉迟某”' },
    ])
    for (const text of ['示例尉迟', '第5人']) {
      expect(findResidents(clerk, { text, limit: 5 }).map((match) => match.id)).toEqual([id])
    }
    expect(page.timeline.map(({ what }) => what)).toContain('更正姓名')
    expect(JSON.stringify(listAudit(office.writer, `resident:${id}`))).not.toMatch(/尉迟|138|照身份证/)
  })

  test('birth, sex, points and the search follow the number', () => {
    const clerk = office.as('clerk')
    const id = register(clerk, 5)
    for (const fact of goodFacts(12)) record(clerk, id, fact)
    const before = listResidents(clerk, WINDOW).rows[0]?.pointsX100 ?? 0
    amend(id, 'idNumber', idNumber(6, '19760101'))
    const page = getResidentPage(clerk, id)
    expect(page).toMatchObject({ birth: '1976-01-01', sex: '女', age: 50 })
    expect(page.changes[0]?.what).toMatch(/^证件号码由“522121\*{8}\w{4}”改为“522121\*{8}\w{4}”$/)
    // 50 years of age are 10 points; up to 40 there are 20.
    expect(listResidents(clerk, WINDOW).rows[0]?.pointsX100).toBe(before - 1000)
    expect(findByIdNumber(clerk, idNumber(6, '19760101'))?.id).toBe(id)
    expect(findByIdNumber(clerk, idNumber(5))).toBeNull()
  })

  test.each([
    ['BAD_INPUT', 'idNumber', '522121199001010070'],
    ['BAD_INPUT', 'name', '示例·第5人'],
    ['BAD_INPUT', 'name', '示例\ue000'],
    ['BAD_INPUT', 'phone', '12345'],
    ['BAD_INPUT', 'town', '示例镇'],
    ['DUPLICATE', 'idNumber', idNumber(6)],
  ] as const)('is refused as %s where %s becomes %j', (code, field, value) => {
    const id = register(office.as('clerk'), 5)
    register(office.as('clerk'), 6)
    const before = getResidentPage(office.as('clerk'), id)
    expect(() => amend(id, field, value)).toThrow(expect.objectContaining({ code, at: 'value' }))
    expect(getResidentPage(office.as('clerk'), id)).toEqual(before)
  })

  test('is done once, sent twice', () => {
    const id = register(office.as('clerk'), 5)
    const request = {
      commandId: randomUUID(),
      residentId: id,
      field: 'town',
      value: OTHER_TOWN,
      reason: '搬迁',
    } as const
    expect(amendResident(office.as('clerk'), request)).toEqual({})
    expect(amendResident(office.as('clerk'), request)).toEqual({})
    expect(getResidentPage(office.as('clerk'), id).changes).toHaveLength(1)
  })
})
