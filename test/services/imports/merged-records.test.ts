import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mergeResidents } from '#electron/services/merge.ts'
import { compareResidents } from '#electron/services/merge-view.ts'
import { findResidents } from '#electron/services/resident-search.ts'
import { amendResident } from '#electron/services/residents.ts'
import { openTestOffice, type TestOffice } from '../test-office.ts'
import { idNumber, record, register } from '../test-people.ts'
import { fileOf, importFile, months, preview, undo } from './import-files.ts'

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
const permit = (serial: number, until: string, number: string) =>
  fileOf('permits', [[idNumber(serial), `示例·第${serial}人`, number, '', '2020-07-01', '', until]])

function merge(): string {
  const ids = { keptId: kept, otherId: other }
  const { conflicts } = compareResidents(clerk(), ids)
  const choices = conflicts.map((conflict) => ({ key: conflict.key, factId: conflict.kept.id }))
  return mergeResidents(clerk(), { commandId: randomUUID(), ...ids, reason: '示例：同一个人', choices })
    .mergeId
}

test('a permit of the merged record that an undone import gives back is found by its number', async () => {
  const found = (text: string) => findResidents(clerk(), { text, limit: 5 }).map(({ id }) => id)
  await importFile(clerk(), permit(2, '2026-06-30', 'SLB00002'))
  merge()
  const again = fileOf('permits', [
    [idNumber(1), '示例·第1人', 'SLA00001', '', '2020-07-01', '', '2027-06-30'],
  ])
  const { id } = await importFile(clerk(), again)
  record(clerk(), kept, { kind: 'identityPaper', paper: 'passport', number: 'E00000001' })
  expect(found('SLB00002')).toEqual([])
  await undo(clerk(), id)
  expect(found('SLB00002')).toEqual([kept])
})

test('a row under the number and the name of the merged record is about the person', async () => {
  amendResident(clerk(), {
    commandId: randomUUID(),
    residentId: kept,
    field: 'name',
    value: '示例·另名',
    reason: '照身份证更正',
  })
  merge()
  const { preview: seen } = await preview(clerk(), fileOf('contributions', [months(2, '2025-01', '2025-06')]))
  expect(seen).toMatchObject({ add: 1, bad: 0 })
})
