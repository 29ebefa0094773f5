import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listDifferences } from '#electron/services/differences.ts'
import { checkDuplicates, listDuplicatePairs, notSame } from '#electron/services/duplicates.ts'
import { addEvidence, judgeEvidence, openEvidence } from '#electron/services/evidence.ts'
import { moveHousehold } from '#electron/services/families.ts'
import { getBatchPage, listSetAside } from '#electron/services/imports/batches.ts'
import { mendRow } from '#electron/services/imports/mend.ts'
import { mergeResidents, undoMerge } from '#electron/services/merge.ts'
import { compareResidents } from '#electron/services/merge-view.ts'
import { refreshPoints } from '#electron/services/points.ts'
import { getResidentPage } from '#electron/services/resident-page.ts'
import { findByIdNumber, findResidents, listResidents } from '#electron/services/resident-search.ts'
import { amendResident, registerResident } from '#electron/services/residents.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { listAudit } from '#electron/store/tables/audit.ts'
import { YearMonth } from '#shared/base/year-month.ts'
import type { FactKind } from '#shared/domain/people/index.ts'
import type { AmendRequest } from '#shared/ipc/residents.ts'
import { png } from './evidence-samples.ts'
import { fileOf, importFile, months, person, undo } from './imports/import-files.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import {
  act,
  claim,
  day,
  decide,
  goodFacts,
  idNumber,
  plan,
  record,
  register,
  submit,
  TOWN,
} from './test-people.ts'

let office: TestOffice
let kept: string
let other: string
beforeEach(async () => {
  office = await openTestOffice()
  kept = register(clerk(), 1)
  other = register(clerk(), 2)
})
afterEach(() => office.close())

const clerk = () => office.as('clerk')
const page = (id: string) => getResidentPage(clerk(), id)
const permitFile = (serial: number, until: string, number = `SLZ000${serial}`) =>
  fileOf('permits', [[idNumber(serial), `示例·第${serial}人`, number, '', '2020-07-01', '', until]])

function merge(keptId = kept, otherId = other, choose: 'kept' | 'other' = 'kept'): string {
  const { conflicts } = compareResidents(clerk(), { keptId, otherId })
  const choices = conflicts.map((conflict) => ({ key: conflict.key, factId: conflict[choose].id }))
  const reason = '示例：同一个人'
  return mergeResidents(clerk(), { commandId: randomUUID(), keptId, otherId, reason, choices }).mergeId
}

function part(mergeId: string): string[] {
  return undoMerge(clerk(), { commandId: randomUUID(), mergeId, reason: '示例：并错了' }).keptNewer
}

function current(id: string, kind: FactKind): string | undefined {
  return page(id).facts.find((fact) => fact.kind === kind && fact.current !== null)?.current?.text
}

function amend(residentId: string, field: AmendRequest['field'], value: string): void {
  amendResident(clerk(), { commandId: randomUUID(), residentId, field, value, reason: '照证件更正' })
}

const LIST = {
  text: '',
  filters: {},
  sort: { key: 'points', descending: true },
  offset: 0,
  limit: 200,
} as const

/** No list may show points that the page does not: they are those of the page, or not shown. */
async function expectPoints(): Promise<void> {
  const fits = () => {
    for (const row of listResidents(clerk(), LIST).rows) {
      if (row.pointsX100 !== null) expect(row.pointsX100).toBe(page(row.id).points.certainX100)
    }
  }
  fits()
  await refreshPoints(clerk(), new AbortController().signal)
  fits()
}

describe('an import and a merge', () => {
  test('points of the kept record are due when facts of the merged one are taken back', async () => {
    const { id } = await importFile(clerk(), fileOf('contributions', [months(2, '2020-01', '2021-12')]))
    merge()
    await refreshPoints(clerk(), new AbortController().signal)
    await undo(clerk(), id)
    await expectPoints()
  })

  test('what an import taken back brought does not come back with a merge undone', async () => {
    await importFile(clerk(), permitFile(2, '2026-06-30'))
    const { id } = await importFile(clerk(), permitFile(2, '2027-06-30'))
    record(clerk(), kept, { kind: 'permit', issuedOn: day('2020-07-01'), endorsedUntil: day('2026-12-31') })
    const mergeId = merge()
    await undo(clerk(), id)
    part(mergeId)
    expect(current(kept, 'permit')).toContain('2026-12-31')
    expect(current(other, 'permit')).toContain('2026-06-30')
    await expectPoints()
  })

  test('a claim of an import taken back does not wait again with a merge undone', async () => {
    record(clerk(), other, { kind: 'permit', issuedOn: day('2020-07-01'), endorsedUntil: day('2026-12-31') })
    const { id } = await importFile(clerk(), permitFile(2, '2027-06-30'))
    const mergeId = merge()
    record(clerk(), kept, {
      kind: 'permit',
      issuedOn: day('2020-07-01'),
      endorsedUntil: day('2027-06-30'),
      number: 'SLZ0002',
    })
    await undo(clerk(), id)
    part(mergeId)
    expect(page(other).facts.flatMap(({ claimed }) => claimed)).toEqual([])
    expect(current(other, 'permit')).toContain('2026-12-31')
  })

  test('what lost to it in the merge holds again, on whichever side it is', async () => {
    record(clerk(), kept, { kind: 'permit', issuedOn: day('2020-07-01'), endorsedUntil: day('2026-12-31') })
    const { id } = await importFile(clerk(), permitFile(2, '2027-06-30'))
    const mergeId = merge(kept, other, 'other')
    await undo(clerk(), id)
    expect(current(kept, 'permit')).toContain('2026-12-31')
    part(mergeId)
    expect(current(kept, 'permit')).toContain('2026-12-31')
    expect(current(other, 'permit')).toBeUndefined()
  })

  test('one value holds after the undo, also where it had taken the place of two', async () => {
    await importFile(clerk(), permitFile(1, '2026-06-30'))
    const { id } = await importFile(clerk(), permitFile(1, '2027-06-30'))
    record(clerk(), other, { kind: 'permit', issuedOn: day('2020-07-01'), endorsedUntil: day('2026-12-31') })
    const mergeId = merge()
    await undo(clerk(), id)
    expect(current(kept, 'permit')).toBeDefined()
    await expectPoints()
    part(mergeId)
    expect(current(kept, 'permit')).toContain('2026-06-30')
    expect(current(other, 'permit')).toContain('2026-12-31')
  })

  test('undone in the order in which they were done, what was there is there', async () => {
    await importFile(clerk(), permitFile(1, '2026-06-30'))
    await importFile(clerk(), permitFile(2, '2026-12-31'))
    const mergeId = merge(kept, other, 'other')
    const { id } = await importFile(clerk(), permitFile(1, '2027-06-30'))
    part(mergeId)
    await undo(clerk(), id)
    expect(current(kept, 'permit')).toContain('2026-06-30')
    expect(current(other, 'permit')).toContain('2026-12-31')
  })

  test('a permit that holds again is found by its number', async () => {
    const found = (text: string) => findResidents(clerk(), { text, limit: 5 }).map(({ id }) => id)
    const permit = (number: string, until: string) =>
      ({ kind: 'permit', issuedOn: day('2020-07-01'), endorsedUntil: day(until), number }) as const
    record(clerk(), other, permit('SLB00002', '2026-12-31'))
    record(clerk(), kept, permit('SLA00001', '2026-12-30'))
    const mergeId = merge()
    expect(found('SLB00002')).toEqual([])
    record(clerk(), kept, permit('SLC00003', '2027-06-30'))
    part(mergeId)
    expect(found('SLB00002')).toEqual([other])
    expect(found('SLC00003')).toEqual([kept])
  })
})

describe('an import taken back', () => {
  const file = () => fileOf('residents', [person(7), person(8, { phone: '13900000008' })])
  const listed = () => listResidents(clerk(), LIST).total

  test('again takes the people back whom it listed again', async () => {
    const first = await importFile(clerk(), file())
    await undo(clerk(), first.id)
    expect(listed()).toBe(2)
    const again = await importFile(
      clerk(),
      fileOf('residents', [person(7), person(8, { phone: '13900000009' })]),
    )
    expect(listed()).toBe(4)
    await undo(clerk(), again.id)
    expect(listed()).toBe(2)
  })

  test('leaves nothing of itself, also where a mended row took the place of another of the file', async () => {
    const row = (until: string, issued = '2020-07-01') => [
      idNumber(1),
      '示例·第1人',
      '',
      '',
      issued,
      '',
      until,
    ]
    const rows = [row('2026-06-30'), row('2027-06-30', '2020-02-30')]
    const { id: batchId } = await importFile(clerk(), fileOf('permits', rows), 'setAside')
    const waiting = listSetAside(clerk(), { batchId, offset: 0, limit: 10 }).rows[0]
    const cells = { ...waiting?.cells, issuedOn: '2020-07-01' }
    const request = { commandId: randomUUID(), batchId, row: waiting?.row ?? 0, cells }
    expect(await mendRow(clerk(), request)).toMatchObject({ outcome: 'add' })
    expect(current(kept, 'permit')).toContain('2027-06-30')
    await undo(clerk(), batchId)
    expect(current(kept, 'permit')).toBeUndefined()
  })

  test('leaves nobody among the suspects, and nobody in the way of a registration', async () => {
    register(clerk(), 5, '19880101')
    const same = fileOf('residents', [['示例·第5人', idNumber(305, '19880101'), '', TOWN]])
    const { id } = await importFile(clerk(), same)
    const pairs = () => listDuplicatePairs(clerk(), { offset: 0, limit: 50 })
    expect(pairs().total).toBe(1)
    await undo(clerk(), id)
    expect(pairs()).toEqual({ total: 0, rows: [] })
    expect(page(register(clerk(), 6, '19880101')).suspects).toEqual([])
    const [five] = findResidents(clerk(), { text: '第5人', limit: 5 })
    expect(page(five?.id ?? '').suspects).toEqual([])
    const asked = { name: '示例·第5人', idNumber: idNumber(305, '19880101') }
    expect(checkDuplicates(clerk(), asked).map(({ strength }) => strength)).toEqual(['likely'])
  })

  test('frees the number: the check of the form and the registration say the same', async () => {
    const { id } = await importFile(clerk(), fileOf('residents', [person(7)]))
    await undo(clerk(), id)
    const asked = { name: '示例·第7人', idNumber: idNumber(7) }
    expect(checkDuplicates(clerk(), asked)).toEqual([])
    expect(findByIdNumber(clerk(), idNumber(7))).toBeNull()
    const again = register(clerk(), 7)
    expect(checkDuplicates(clerk(), asked)).toMatchObject([{ id: again, strength: 'same' }])
  })

  test('is no hindrance for a namesake', async () => {
    const { id } = await importFile(clerk(), fileOf('residents', [person(7)]))
    await undo(clerk(), id)
    const namesake = { name: '示例·第7人', idNumber: idNumber(307), town: TOWN }
    const registered = registerResident(clerk(), { commandId: randomUUID(), ...namesake })
    await importFile(clerk(), fileOf('residents', [person(7)]))
    expect(page(registered.id).suspects).toMatchObject([{ name: '示例·第7人' }])
  })

  test('is possible again once the case of a person it brought was withdrawn', async () => {
    const { id } = await importFile(clerk(), fileOf('residents', [person(7)]))
    const [found] = findResidents(clerk(), { text: '第7人', limit: 5 })
    const roundId = openRound(office.as('supervisor'), plan()).id
    const filed = submit(clerk(), found?.id ?? '', roundId)
    expect(getBatchPage(clerk(), id).undoBlocked).toMatch(/1 件办件/)
    act(clerk(), filed.id, 'withdraw', '示例：本人撤回')
    expect(getBatchPage(clerk(), id).undoBlocked).toBeNull()
  })
})

describe('a number that another record has', () => {
  const refusal = (value: string): { message: string; hint: string } => {
    try {
      amend(kept, 'idNumber', value)
    } catch (error) {
      expect(error).toMatchObject({ code: 'DUPLICATE', at: 'value' })
      return error as { message: string; hint: string }
    }
    throw new Error('nothing was refused')
  }

  test('of the same person: the remedy is to part them and keep the other', () => {
    merge()
    const { message, hint } = refusal(idNumber(2))
    expect(message).toContain('并入')
    expect(hint).toContain('撤销合并')
  })

  test('of somebody taken back: the remedy is to register them again', async () => {
    const { id } = await importFile(clerk(), fileOf('residents', [person(7)]))
    await undo(clerk(), id)
    const { message, hint } = refusal(idNumber(7))
    expect(message).toContain('撤销')
    expect(hint).toContain('重新登记')
  })
})

describe('who entered a part of a case', () => {
  const approvable = async (who: 'supervisor' | 'second') => {
    const roundId = openRound(office.as('supervisor'), plan()).id
    const { id } = submit(clerk(), kept, roundId)
    act(office.as(who), id, 'approve')
  }
  beforeEach(() => {
    for (const fact of goodFacts(24)) record(clerk(), kept, fact)
  })

  test('is not who took in a file of a department', async () => {
    await importFile(office.as('supervisor'), fileOf('contributions', [months(1, '2024-01', '2024-12')]))
    await approvable('supervisor')
  })

  test('is who mended a row of it by hand', async () => {
    const bad = fileOf('contributions', [months(1, '2024-01', '2024-12', '示例状态')])
    const { id: batchId } = await importFile(clerk(), bad, 'setAside')
    const { rows } = listSetAside(clerk(), { batchId, offset: 0, limit: 10 })
    const cells = { ...rows[0]?.cells, status: '正常缴费' }
    const request = { commandId: randomUUID(), batchId, row: rows[0]?.row ?? 0, cells }
    expect(await mendRow(office.as('supervisor'), request)).toMatchObject({ outcome: 'add' })
    await expect(approvable('supervisor')).rejects.toThrow()
  })

  test('is who accepted what a file claims', async () => {
    await importFile(clerk(), permitFile(1, '2027-12-31'))
    const [claimed] = page(kept).facts.flatMap((fact) => fact.claimed)
    decide(office.as('supervisor'), claimed?.id ?? '', true)
    await expect(approvable('supervisor')).rejects.toThrow()
  })
})

test('a claim is accepted once, whoever else has it on the screen, also under a merged record', () => {
  const id = claim(clerk(), other, { kind: 'insurance', months: 24 })
  merge()
  decide(clerk(), id, true)
  expect(() => decide(office.as('second'), id, true)).toThrow(expect.objectContaining({ code: 'CONFLICT' }))
  expect(current(kept, 'insurance')).toBe('24 个月')
})

test('claimed months of a merged record stand beside what holds of the person, other claims beside their place', () => {
  const pension = (months: string) =>
    ({ kind: 'contribution', fund: 'pension', from: YearMonth.parse('2025-01'), months }) as const
  record(clerk(), kept, pension('PPPPP-'))
  const ofMonths = claim(clerk(), other, pension('PP-'))
  const ofTotal = claim(clerk(), other, { kind: 'insurance', months: 24 })
  const alone = claim(clerk(), other, { kind: 'education', level: 'associate' })
  const beside = () =>
    listDifferences(clerk(), { offset: 0, limit: 10 }).rows.map((row) => [row.factId, row.current?.text])
  expect(beside()).toEqual([
    [ofMonths, undefined],
    [ofTotal, undefined],
    [alone, undefined],
  ])
  record(clerk(), kept, { kind: 'insurance', months: 12 })
  merge()
  expect(beside()).toEqual([
    [ofMonths, '养老保险 2025-01 起 3 个月：实缴 3 个月'],
    [ofTotal, '12 个月'],
    [alone, undefined],
  ])
})

describe('what happened', () => {
  const told = (id: string) => page(id).timeline.map(({ what }) => what)

  test('is told once of two merged records, and in words', () => {
    notSame(clerk(), { commandId: randomUUID(), firstId: kept, secondId: other, reason: '示例：不是' })
    const merged = merge()
    expect(told(kept).filter((what) => what === '合并重复记录')).toHaveLength(1)
    expect(told(kept).filter((what) => what === '认定不是同一个人')).toHaveLength(1)
    expect(told(kept).filter((what) => what === '登记')).toHaveLength(2)
    part(merged)
    expect(told(kept).filter((what) => /合并/.test(what))).toEqual(['撤销合并', '合并重复记录'])
    expect(told(other).filter((what) => /合并/.test(what))).toEqual(['撤销合并', '合并重复记录'])
  })

  test('to evidence is told', async () => {
    const added = await addEvidence(clerk(), {
      commandId: randomUUID(),
      residentId: kept,
      title: '示例租房合同',
      bytes: png(),
    })
    judgeEvidence(clerk(), { commandId: randomUUID(), evidenceId: added.id, accept: true })
    openEvidence(clerk(), { commandId: randomUUID(), evidenceId: added.id })
    expect(told(kept).slice(0, 2)).toEqual(['审核证明材料', '添加证明材料'])
  })

  test('to the one whose household was made by another moving in is told too', () => {
    moveHousehold(clerk(), { commandId: randomUUID(), residentId: kept, withId: other })
    expect(told(other)).toContain('变更家庭户')
    const rows = listAudit(office.writer, `resident:${other}`)
    expect(rows.at(-1)?.action).toBe('families.moveHousehold')
  })
})
