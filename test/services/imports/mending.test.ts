import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listSetAside } from '#electron/services/imports/batches.ts'
import { mendRow } from '#electron/services/imports/mend.ts'
import { findByIdNumber } from '#electron/services/resident-search.ts'
import { amendResident } from '#electron/services/residents.ts'
import { openTestOffice, type TestOffice } from '../test-office.ts'
import { idNumber, register, TOWN } from '../test-people.ts'
import { apply, fileOf, preview, rowsOf } from './import-files.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())
const clerk = () => office.as('clerk')

/** A residence permit bears the identity number of its holder. */
test('rows of a file show no permit number whole, and no identity number in a column where it does not belong', async () => {
  register(clerk(), 1)
  const permit = [idNumber(1), '示例·第1人', idNumber(1), '2020-01-01', '2020-02-01', '', '2027-02-01']
  const shifted = [idNumber(2), idNumber(2), '', '', '', '', '']
  const { stageId } = await preview(clerk(), fileOf('permits', [permit, shifted]))
  const shown = JSON.stringify(rowsOf(clerk(), stageId))
  expect(shown).not.toContain(idNumber(1))
  expect(shown).not.toContain(idNumber(2))
})

async function waitingRow(name: string) {
  const row = [name, `${idNumber(3).slice(0, 17)}?`, '', TOWN]
  const { stageId } = await preview(clerk(), fileOf('residents', [row]))
  const { batchId = '' } = await apply(clerk(), stageId, { badRows: 'setAside' })
  expect(listSetAside(clerk(), { batchId, offset: 0, limit: 9 }).total).toBe(1)
  return { batchId, row: 2 }
}

test('a mended row is read as carefully as a file: what nobody can read is refused', async () => {
  const place = await waitingRow('示例·甲')
  const cells = (name: string) => ({ name, idNumber: idNumber(3), phone: '', town: TOWN })
  for (const name of ['示例·\ue000', '示例\u0007甲', '示例\ufffd甲']) {
    const request = { commandId: randomUUID(), ...place, cells: cells(name) }
    expect(await mendRow(clerk(), request), JSON.stringify(name)).toMatchObject({ outcome: 'bad' })
  }
})

test('mending sent twice is answered as it was, whatever was corrected meanwhile', async () => {
  const place = await waitingRow('示例·甲')
  const cells = { name: '示例·甲', idNumber: idNumber(3), phone: '', town: TOWN }
  const request = { commandId: randomUUID(), ...place, cells }
  const first = await mendRow(clerk(), request)
  const { id = '' } = findByIdNumber(clerk(), idNumber(3)) ?? {}
  amendResident(clerk(), {
    commandId: randomUUID(),
    residentId: id,
    field: 'name',
    value: '示例·乙',
    reason: '示例更正',
  })
  expect(await mendRow(clerk(), request)).toEqual(first)
})
