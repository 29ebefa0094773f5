import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readTable } from '#electron/exchange/index.ts'
import { expect, test } from './fixture.ts'
import { keyboard, mouse } from './hands.ts'
import { CLERK, goTo, SUPERVISOR, setUp, unlock } from './journey.ts'
import {
  addScans,
  decideDifference,
  exportResidents,
  FAMILY,
  importFile,
  insuranceFile,
  mergeAndUndo,
  recordUnpaidMonth,
  registerFamily,
  residentsFile,
} from './people-journey.ts'

for (const [name, take] of [
  ['with the mouse', mouse],
  ['with the keyboard alone', keyboard],
] as const) {
  test(`a family, their papers, a department's file, a duplicate and an export, ${name}`, async ({
    shell,
  }) => {
    test.setTimeout(240_000)
    const folder = mkdtempSync(join(tmpdir(), 'people-'))
    const hands = take(shell.page)
    await setUp(hands)
    await unlock(hands, CLERK)
    await registerFamily(hands)
    await addScans(hands, folder)
    await recordUnpaidMonth(hands)
    await expect(await importFile(hands, folder, insuranceFile())).toContainText('搁置 3')
    await decideDifference(hands)
    await expect(await importFile(hands, folder, residentsFile())).toContainText('新增 1')
    await mergeAndUndo(hands)
    const exported = join(folder, 'residents.xlsx')
    await shell.dialogs.answer(exported)
    await exportResidents(hands)
    const { rows } = await readTable({ name: 'residents.xlsx', bytes: readFileSync(exported) }, {})
    const cells = [...rows].flatMap((row) => row.cells)
    for (const person of Object.values(FAMILY)) {
      expect(cells).toContain(person.name)
      expect(cells).not.toContain(person.idNumber)
    }
    rmSync(folder, { recursive: true })
  })
}

test('a form under way is there after a kill, for the one who filled it', async ({ shell }) => {
  const before = mouse(shell.page)
  await setUp(before)
  await unlock(before, CLERK)
  await goTo(before, '居民')
  await before.press('button', /登记新居民/)
  await before.write('姓名', FAMILY.father.name)
  await before.write('身份证号码', FAMILY.father.idNumber)
  await expect(before.page.getByText(/草稿已保存/)).toBeVisible()
  // A pause, after which what was typed last is saved too; the words on the page stay the same.
  await before.page.waitForTimeout(1500)
  await shell.kill()
  await shell.restart()
  const after = mouse(shell.page)
  await unlock(after, SUPERVISOR)
  await goTo(after, '居民')
  await after.press('button', /登记新居民/)
  await expect(after.page.getByLabel('姓名')).toHaveValue('')
  await after.lock()
  await unlock(after, CLERK)
  await goTo(after, '居民')
  await after.press('button', /登记新居民/)
  await expect(after.page.getByText(/已恢复 .* 保存的草稿/)).toBeVisible()
  await expect(after.page.getByLabel('姓名')).toHaveValue(FAMILY.father.name)
  await expect(after.page.getByLabel('身份证号码')).toHaveValue(FAMILY.father.idNumber)
})
