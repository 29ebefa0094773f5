import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { expect, Shell, test } from './fixture.ts'
import { type Hands, mouse } from './hands.ts'
import { goTo, heading, unlock } from './journey.ts'
import { look } from './look.ts'
import { ACCOUNTS, putRoundsStore } from './round-screens.ts'

test.describe('the forms of rounds of every kind', () => {
  const folder = mkdtempSync(join(tmpdir(), 'round-forms-'))
  const shell = new Shell(folder)
  let hands: Hands

  test.beforeAll(async () => {
    test.setTimeout(120_000)
    await putRoundsStore(folder)
    await shell.start()
    hands = mouse(shell.page)
    await unlock(hands, ACCOUNTS.supervisor)
  })
  test.afterAll(async () => {
    await shell.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('the form of a school round, its errors and its review', async () => {
    const { page } = shell
    await startRound(hands, '积分入学', false)
    await hands.forward()
    await hands.forward()
    await expect(page.getByText('请至少选一个镇或街道。').first()).toBeVisible()
    await look(page, 'round-form-name-errors')
    await hands.write('批次名称', '示例 2027 年秋季积分入学')
    for (const town of ['浒山街道', '古塘街道']) await hands.tick(/面向的镇/, town)
    await hands.forward()
    await hands.forward()
    await paste(page.getByLabel('第 1 行代码', { exact: true }), [
      ['X01', '示例第一小学', '浒山街道', '120', '6', '保底'],
      ['X02', '示例第二小学', '古塘街道', '90 个', '', ''],
      ['X03', '示例第三小学', '示例没有的镇', '45', '', ''],
    ])
    await hands.forward()
    await look(page, 'round-form-schools-errors')
    await hands.write('第 2 行学位', '90')
    await page.getByLabel('第 3 行镇（街道）').selectOption('古塘街道')
    await basis(hands)
    await hands.forward()
    await paste(page.getByLabel('第 1 行类别号', { exact: true }), [
      ['1', '示例：有房家庭'],
      ['2', '示例：租房家庭'],
    ])
    await hands.forward()
    await hands.pick(/积分相同的/, '居住登记月数多者在前')
    await basis(hands)
    await look(page, 'round-form-ties')
    await hands.forward()
    await hands.forward()
    await hands.write(/公开种子/, '示例双色球 2026066 期')
    await hands.forward()
    await heading(hands, '开始新批次')
    await expect(page.getByRole('heading', { name: '核对并提交' })).toBeVisible()
    await look(page, 'round-form-review')
  })

  test('the pages of the other kinds', async () => {
    const { page } = shell
    await startRound(hands, '健康体检')
    await hands.forward()
    await startRound(hands, '保租房摇号', false)
    await hands.forward()
    await hands.write('批次名称', '示例 2027 年保租房')
    await hands.tick(/面向的镇/, '浒山街道')
    await hands.forward()
    await hands.forward()
    await paste(page.getByLabel('第 1 行代码', { exact: true }), [['A', '示例一居室', '6', '1', '1']])
    await basis(hands)
    await look(page, 'round-form-flats')
    await hands.forward()
    await hands.forward()
    await basis(hands)
    await hands.forward()
    await hands.forward()
    await hands.forward()
    await look(page, 'round-form-reveal-errors')
    await startRound(hands, '租金补贴')
    await hands.forward()
    await hands.write('批次名称', '示例 2027 年租金补贴')
    await hands.tick(/面向的镇/, '浒山街道')
    await hands.forward()
    await hands.forward()
    await hands.write('名额', '50')
    await hands.choose(/怎么分到/, '先给各镇（街道）留出名额')
    await basis(hands)
    await hands.forward()
    await look(page, 'round-form-quotas')
  })
})

/** Opens the form at its first page; `again` leaves the draft of the one before. */
async function startRound(hands: Hands, kind: string, again = true): Promise<void> {
  await goTo(hands, '批次')
  await hands.press('button', /开始新批次/)
  await heading(hands, '开始新批次')
  // The draft of the form before may come back.
  if (again) await hands.press('button', '清空重填')
  await hands.choose('批次用途', kind)
}

async function basis(hands: Hands): Promise<void> {
  await hands.choose(/依据是什么/, '主管选定')
  await hands.write(/依据的文件和条款/, '示例：主管办公会选定')
}

/** Rows as they are copied from a spreadsheet, put in at this cell. */
async function paste(cell: Locator, rows: readonly (readonly string[])[]): Promise<void> {
  await cell.focus()
  await cell.evaluate(
    (element, text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    rows.map((row) => row.join('\t')).join('\n'),
  )
}
