import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from './fixture.ts'
import { mouse } from './hands.ts'
import { CLERK, goTo, setUp, unlock } from './journey.ts'
import { look } from './look.ts'
import {
  addScans,
  FAMILY,
  importFile,
  insuranceFile,
  openResident,
  recordUnpaidMonth,
  registerFamily,
  residentsFile,
} from './people-journey.ts'

test('the screens of families, papers, imports, differences, duplicates and exports', async ({ shell }) => {
  test.setTimeout(300_000)
  const folder = mkdtempSync(join(tmpdir(), 'people-screens-'))
  const hands = mouse(shell.page)
  const { page } = hands
  await setUp(hands)
  await unlock(hands, CLERK)
  await goTo(hands, '交换')
  await expect(page.getByText('还没有导入过文件')).toBeVisible()
  await look(page, 'imports-empty')
  await registerFamily(hands)
  await hands.press('button', /添加家庭成员/)
  await look(page, 'relate-form')
  await page.keyboard.press('Escape')
  await addScans(hands, folder)
  await recordUnpaidMonth(hands)
  await look(page, 'resident-family')
  await page
    .getByRole('region', { name: '材料' })
    .getByRole('button', { name: /人像面/ })
    .first()
    .click()
  await expect(page.getByRole('dialog').getByRole('img').first()).toBeVisible()
  await look(page, 'evidence-viewer')
  await page.keyboard.press('Escape')
  await hands.press('button', /记一项事实/)
  await look(page, 'fact-choice')
  await page.keyboard.press('Escape')
  await importFile(hands, folder, insuranceFile(), (step) => look(page, step))
  await look(page, 'import-receipt')
  await hands.press('button', '修改')
  await expect(page.getByRole('dialog')).toContainText('证件号码')
  await look(page, 'import-mend')
  await page.keyboard.press('Escape')
  await goTo(hands, '交换')
  await look(page, 'imports')
  await hands.press('link', '差异')
  await look(page, 'differences')
  await hands.openRow('差异', FAMILY.mother.name)
  await expect(page.getByRole('dialog')).toContainText('现行（已采信）')
  await look(page, 'difference')
  await page.keyboard.press('Escape')
  await importFile(hands, folder, residentsFile())
  await goTo(hands, '居民')
  await hands.press('button', /疑似重复/)
  await look(page, 'duplicates')
  await hands.openRow('疑似重复', FAMILY.mother.name)
  await look(page, 'compare')
  await openResident(hands, FAMILY.mother.name)
  await look(page, 'resident-waiting')
  await goTo(hands, '居民')
  await hands.press('button', '导出')
  await look(page, 'export')
  await page.keyboard.press('Escape')
  await goTo(hands, '交换')
  await hands.press('link', '导出登记')
  await look(page, 'exports')
  rmSync(folder, { recursive: true })
})
