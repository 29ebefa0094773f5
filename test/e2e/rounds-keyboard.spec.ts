import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CDPSession, Page } from '@playwright/test'
import { schoolList } from '../fixtures/school-list.ts'
import { expect, Shell, test } from './fixture.ts'
import { type Hands, keyboard, mouse } from './hands.ts'
import { handOver, openBoard, unlock } from './journey.ts'
import {
  announce,
  answer,
  callNext,
  freezeAndRun,
  importList,
  openApplicant,
  openSchoolRound,
  publish,
  runAnew,
  SCHOOL_ROUND,
  upholdObjection,
} from './round-journey.ts'
import { ACCOUNTS, putRoundsStore, type ShownApplicants, TITLES } from './round-screens.ts'

test.describe('rounds by keyboard alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rounds-keyboard-'))
  const shell = new Shell(folder)
  let hands: Hands
  let shown: ShownApplicants

  test.beforeAll(async () => {
    test.setTimeout(120_000)
    shown = await putRoundsStore(folder)
    await shell.start()
    hands = keyboard(shell.page)
    await unlock(hands, ACCOUNTS.supervisor)
  })
  test.afterAll(async () => {
    await shell.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('from the plan to the one who is called for a place that was given up', async () => {
    test.setTimeout(240_000)
    const { plan, csv, rows } = schoolList({ children: 40, schools: 3, seed: 'keys' })
    const list = join(folder, '示例名单.csv')
    writeFileSync(list, csv)
    await openSchoolRound(hands, {
      towns: plan.towns,
      schools: plan.places.map(({ reserved, ...place }) => ({ ...place, kept: reserved?.count ?? 0 })),
    })
    await handOver(hands, ACCOUNTS.clerk)
    await openBoard(hands, SCHOOL_ROUND)
    await importList(hands, list, rows.length)
    await leavesFocus(hands, 'f')
    await freezeAndRun(hands)
    await announce(hands)
    const loser = await lastOf(hands.page)
    await openApplicant(hands, loser)
    await hands.press('button', /^登记异议/)
    await hands.write(/^理由/, '示例：材料已补交')
    await hands.confirm('登记异议')
    await expect(hands.page.getByRole('dialog')).toBeHidden()
    await handOver(hands, ACCOUNTS.supervisor)
    await openBoard(hands, SCHOOL_ROUND)
    await upholdObjection(hands, '199.5')
    await expect(hands.page.getByRole('dialog')).toBeHidden()
    await handOver(hands, ACCOUNTS.clerk)
    await openBoard(hands, SCHOOL_ROUND)
    await runAnew(hands)
    await handOver(hands, ACCOUNTS.supervisor)
    await publish(hands, SCHOOL_ROUND)
    await openBoard(hands, SCHOOL_ROUND)
    await openApplicant(hands, loser)
    await leavesFocus(hands, 'a')
    await answer(hands, '放弃')
    await leavesFocus(hands, 'r')
    await callNext(hands)
  })

  test('arranging a place; the focus begins at its first choice', async () => {
    await openBoard(mouse(shell.page), TITLES.published)
    await openApplicant(hands, shown.waiting)
    await hands.page.keyboard.press('t')
    await expect(hands.page.getByLabel(/^去处/)).toBeFocused()
    await expect(hands.page.getByRole('dialog').getByRole('option').nth(1)).toBeAttached()
    await hands.page.keyboard.press('End')
    await hands.page.keyboard.press('Tab')
    await hands.page.keyboard.type('示例：经办公会研究')
    await hands.page.keyboard.press('Enter')
    await expect(hands.page.getByText(/统筹安排到/).first()).toBeVisible()
  })

  test('Enter while an input method composes moves no row, adds none and sends nothing', async () => {
    const { page } = shell
    const session = await page.context().newCDPSession(page)
    await openBoard(mouse(shell.page), TITLES.open)
    await page.getByRole('grid', { name: '申请' }).getByText('RX26-00002').waitFor()
    const grid = page.getByRole('grid', { name: '申请' })
    await grid.focus()
    await page.keyboard.press('Space')
    await hands.press('button', '更改申请')
    const first = page.getByLabel('第 1 行去处')
    await expect(first).toBeFocused()
    const rows = page.getByRole('dialog').getByRole('row')
    const before = await rows.count()
    for (let step = 1; step < before - 1; step += 1) await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await compose(session, '示例不')
    await page.keyboard.press('Enter')
    expect(await rows.count()).toBe(before)
    await expect(page.getByLabel(`第 ${before - 1} 行此处不符合`)).toBeFocused()
    await session.send('Input.insertText', { text: '示例不符合' })
    await page.keyboard.press('Enter')
    await expect(page.getByLabel(`第 ${before} 行此处不符合`)).toBeVisible()
    // Esc just after composing still belongs to the input method.
    await page.waitForTimeout(300)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()

    await openBoard(mouse(shell.page), TITLES.announced)
    await openApplicant(hands, shown.objector)
    await page.keyboard.press('o')
    await expect(page.getByLabel(/^理由/)).toBeFocused()
    await compose(session, '示例理由')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
    await session.send('Input.insertText', { text: '示例理由' })
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
  })

  test('a row that is taken away leaves the focus in the table', async () => {
    const { page } = shell
    await openBoard(mouse(shell.page), TITLES.open)
    await page.getByRole('grid', { name: '申请' }).getByText('RX26-00002').waitFor()
    await page.getByRole('grid', { name: '申请' }).focus()
    await page.keyboard.press('Space')
    await hands.press('button', '更改申请')
    await hands.press('button', '删除第 2 行')
    await expect(page.getByLabel('第 2 行去处')).toBeFocused()
    await page.keyboard.press('Escape')
  })

  test('a hash is copied, and says so', async () => {
    await openBoard(mouse(shell.page), TITLES.announced)
    await hands.press('button', '复制名单指纹')
    await expect(shell.page.getByText(/^已复制$/)).toBeVisible()
  })
})

/** Opens the dialog under a key of the page and leaves it: the page's keys and the place of the focus are back. */
async function leavesFocus({ page }: Hands, key: string): Promise<void> {
  await page.keyboard.press(key)
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
}

/** The last of the whole order. */
async function lastOf(page: Page): Promise<string> {
  const grid = page.getByRole('grid', { name: '排序名单' })
  await grid
    .getByText(/^RX26-\d{5}$/)
    .first()
    .waitFor()
  await grid.focus()
  await page.keyboard.press('End')
  await page.waitForTimeout(300)
  return (await grid.getByText(/^RX26-\d{5}$/).allTextContents()).at(-1) ?? ''
}

async function compose(session: CDPSession, text: string): Promise<void> {
  await session.send('Input.imeSetComposition', {
    text,
    selectionStart: text.length,
    selectionEnd: text.length,
  })
}
