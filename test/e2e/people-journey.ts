import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { jpeg, png } from '#test/services/evidence-samples.ts'
import { expect } from './fixture.ts'
import type { Hands } from './hands.ts'
import { goTo, heading, invented, today } from './journey.ts'

/** An invented family of four, and the same mother once more under a number typed wrongly somewhere else. */
export const FAMILY = {
  mother: { name: '示例·单秀兰', idNumber: invented('52213219880508902'), phone: '10000001234' },
  father: { name: '示例·欧阳建国', idNumber: invented('52213219860312901'), phone: '10000005678' },
  daughter: { name: '示例·欧阳小雨', idNumber: invented('33028220150601902'), phone: '' },
  son: { name: '示例·欧阳小山', idNumber: invented('33028220180601901'), phone: '' },
}
const TWICE = { name: '示例·单秀兰', idNumber: invented('52213219880508904'), phone: '10000001234' }

/** Registers the mother and, from her page, the others of her household. */
export async function registerFamily(hands: Hands): Promise<void> {
  await registerPerson(hands, FAMILY.mother)
  for (const [kind, person] of [
    ['配偶', FAMILY.father],
    ['子女', FAMILY.daughter],
    ['子女', FAMILY.son],
  ] as const) {
    await hands.press('button', /添加家庭成员/)
    await hands.choose('这个人是本人的', kind)
    await hands.choose('选哪一位', '没有登记过，下一页登记')
    await hands.forward()
    await writePerson(hands, person)
    await hands.forward()
    await hands.choose('现在住在一起吗', '同住')
    await hands.pick('来源', '公安')
    await hands.write('看过的材料', '示例户口簿')
    await hands.forward()
    await heading(hands, FAMILY.mother.name)
  }
  const picture = hands.page.getByRole('region', { name: '家庭图' })
  for (const { name } of Object.values(FAMILY)) await expect(picture).toContainText(name)
}

async function registerPerson(hands: Hands, person: typeof TWICE): Promise<void> {
  await goTo(hands, '居民')
  await hands.press('button', /登记新居民/)
  await writePerson(hands, person)
  await hands.forward()
  await heading(hands, person.name)
}

async function writePerson(hands: Hands, person: typeof TWICE): Promise<void> {
  await hands.write('姓名', person.name)
  await hands.write('身份证号码', person.idNumber)
  await hands.pick('居住地', '周巷镇')
  if (person.phone !== '') await hands.write(/手机号/, person.phone)
}

/** Adds two scans to the open resident and accepts the first of them. */
export async function addScans(hands: Hands, folder: string): Promise<void> {
  const files = [join(folder, 'front.jpg'), join(folder, 'back.png')] as const
  writeFileSync(files[0], jpeg({ width: 60, height: 40 }))
  writeFileSync(files[1], png({ width: 3, height: 2 }))
  await hands.attach(/添加材料/, [...files])
  const dialog = hands.page.getByRole('dialog', { name: /添加材料/ })
  const titles = dialog.getByLabel('名称')
  await expect(titles).toHaveCount(2)
  await hands.type(titles.nth(0), '身份证（人像面）')
  await hands.type(titles.nth(1), '身份证（国徽面）')
  await hands.page.keyboard.press('Control+Enter')
  await expect(dialog).toBeHidden()
  await expect(hands.page.getByRole('region', { name: '材料' })).toContainText('身份证（国徽面）')
}

/** Writes by hand that the mother did not pay in March, which the department's file will contradict. */
export async function recordUnpaidMonth(hands: Hands): Promise<void> {
  await hands.press('button', /记一项事实/)
  await hands.press('link', '记录参保缴存月份')
  await hands.pick('险种', '养老保险')
  await hands.write('从', '2022-03')
  await hands.write('到', '2022-03')
  await hands.choose('这几个月', '证明没有缴')
  await hands.forward()
  await hands.pick('来源', '人社')
  await hands.write('数据日', today())
  await hands.write('看过的材料', '示例缴费清单')
  await hands.forward()
  await heading(hands, FAMILY.mother.name)
}

/** A file a department sends: what it is about, its rows, and what its preview must say. */
interface SentFile {
  dataset: string
  rows: string[][]
  preview: string
}

/** Insurance months with one contradiction, one good row and three bad ones. */
export function insuranceFile(): SentFile {
  const { mother, father, daughter } = FAMILY
  return {
    dataset: '参保缴存月份',
    rows: [
      ['身份证号', '姓名', '险种', '起始年月', '截止年月', '缴费状态'],
      [mother.idNumber, mother.name, '养老保险', '2022-01', '2022-06', '正常缴费'],
      [father.idNumber, father.name, '养老保险', '2021-01', '2022-06', '正常缴费'],
      [father.idNumber, mother.name, '养老保险', '2022-07', '2022-07', '正常缴费'],
      [invented('52213219700101901'), '示例·未登记', '养老保险', '2022-01', '2022-02', '正常缴费'],
      [daughter.idNumber, daughter.name, '养老保险', '2022-13', '2022-14', '正常缴费'],
    ],
    preview: '3✕ 有问题',
  }
}

/** The mother once more, under the number that was typed wrongly somewhere else. */
export function residentsFile(): SentFile {
  return {
    dataset: '居民名单',
    rows: [
      ['身份证号', '姓名', '手机号', '居住地'],
      [TWICE.idNumber, TWICE.name, TWICE.phone, '周巷镇'],
    ],
    preview: '1! 提醒',
  }
}

/** Imports a file from choosing it to its receipt, bad rows set aside; gives the receipt. `stop` is told where one may look. */
export async function importFile(
  hands: Hands,
  folder: string,
  file: SentFile,
  stop: (step: string) => Promise<void> = async () => undefined,
): Promise<Locator> {
  const path = join(folder, `${file.rows.length}.csv`)
  writeFileSync(path, `\ufeff${file.rows.map((row) => row.join(',')).join('\r\n')}\r\n`)
  await goTo(hands, '交换')
  await hands.press('button', /导入文件/)
  await hands.pick('内容', file.dataset)
  await hands.pick('哪个部门送来', '人社')
  await hands.write('数据截至', today())
  await hands.attach('选择文件', [path])
  await stop('import-file')
  await hands.press('button', '读取文件')
  await expect(hands.page.getByRole('table', { name: '列的对应' })).toBeVisible()
  await stop('import-columns')
  await hands.page.keyboard.press('Control+Enter')
  const tiles = hands.page.getByRole('list', { name: `共 ${file.rows.length - 1} 行` })
  await expect(tiles).toContainText(file.preview)
  await expect(hands.page.getByRole('grid', { name: '各行表' })).toContainText('姓名')
  await stop('import-preview')
  await hands.page.keyboard.press('Control+Enter')
  await heading(hands, file.dataset)
  return hands.page.getByRole('region', { name: '回执' })
}

/** Adopts the department's value in place of the clerk's. */
export async function decideDifference(hands: Hands): Promise<void> {
  await goTo(hands, '交换')
  await hands.press('link', '差异')
  await hands.openRow('差异', FAMILY.mother.name)
  const dialog = hands.page.getByRole('dialog', { name: new RegExp(FAMILY.mother.name) })
  await expect(dialog).toContainText('现行（已采信）')
  await hands.press('button', '采信新值')
  await expect(dialog).toBeHidden()
  await expect(hands.page.getByText('没有待定的差异')).toBeVisible()
}

/** Merges the second record of the mother into the first, and takes it back. */
export async function mergeAndUndo(hands: Hands): Promise<void> {
  await goTo(hands, '居民')
  await hands.press('button', /疑似重复/)
  await hands.openRow('疑似重复', FAMILY.mother.name)
  await heading(hands, /比较/)
  await hands.press('button', /^合并/)
  await hands.write(/理由/, '示例：号码登记时输错一位')
  await hands.press('button', '合并两份记录')
  await heading(hands, FAMILY.mother.name)
  await expect(hands.page.getByRole('region', { name: '并入的记录' })).toContainText('输错一位')
  await hands.press('button', /^撤销合并/)
  await hands.write(/理由/, '示例：确认是两个人')
  await hands.confirm('撤销合并')
  await expect(hands.page.getByRole('region', { name: '并入的记录' })).toBeHidden()
}

/** Exports the list of residents. */
export async function exportResidents(hands: Hands): Promise<void> {
  await goTo(hands, '居民')
  await hands.press('button', '导出')
  await hands.write(/事由/, '示例：核对本月登记')
  await hands.confirm('导出')
  await expect(hands.page.getByText(/已导出 \d+ 行/)).toBeVisible()
}

/** Opens a resident by the search field. */
export async function openResident(hands: Hands, name: string): Promise<void> {
  await hands.page.keyboard.press('Control+k')
  await hands.page.keyboard.type(name)
  await hands.page
    .getByRole('option', { name: new RegExp(name) })
    .first()
    .waitFor()
  await hands.page.keyboard.press('Enter')
  await heading(hands, name)
}
