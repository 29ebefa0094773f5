import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { type DemoAccounts, putDemoStore } from './demo-store.ts'
import { Shell, test } from './fixture.ts'
import { mouse } from './hands.ts'
import { apply, openRound, RESIDENT, recordFacts, register } from './journey.ts'
import { look } from './look.ts'

async function unlock(page: Page, account: { login: string; password: string }): Promise<void> {
  await page.getByLabel('账号').selectOption(account.login)
  await page.getByLabel('密码').fill(account.password)
  await page.getByRole('button', { name: '解锁' }).click()
  await page.getByRole('navigation', { name: '任务' }).waitFor()
}

/** Opens the first row of a list and waits for its page. */
async function openFirst(page: Page, list: string): Promise<void> {
  await page.getByRole('grid', { name: list }).getByRole('link').first().click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForTimeout(300)
}

type Screen = { name: string; go(page: Page): Promise<unknown> }

const place = (hash: string) => (page: Page) =>
  page.evaluate((to) => {
    location.hash = to
  }, hash)

/** Screens that a clerk sees, in the order in which they are reached. */
const SCREENS: readonly Screen[] = [
  { name: 'today', go: place('/') },
  { name: 'residents', go: place('/residents') },
  { name: 'resident', go: (page) => openFirst(page, '居民') },
  { name: 'fact-form', go: (page) => page.getByRole('link', { name: /^(记录|更新)就业/ }).click() },
  { name: 'register-form', go: place('/residents/new') },
  {
    name: 'register-form-errors',
    async go(page) {
      await page.getByLabel('身份证号码').fill('52213219900307001')
      await page.getByRole('button', { name: /^登记/ }).click()
    },
  },
  { name: 'cases', go: place('/cases') },
  { name: 'case', go: (page) => openFirst(page, '办件') },
  { name: 'rounds', go: place('/rounds') },
  { name: 'round', go: (page) => openFirst(page, '批次') },
  { name: 'papers', go: place('/papers') },
  { name: 'paper', go: (page) => openFirst(page, '文书') },
  { name: 'policy', go: place('/policy') },
  { name: 'keys', go: (page) => page.keyboard.press('?') },
  {
    name: 'find',
    async go(page) {
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+k')
      await page.keyboard.type('示例')
      await page.getByRole('option').first().waitFor()
    },
  },
]

test.describe.configure({ mode: 'serial' })

test.describe('every screen, light and dark, at two sizes', () => {
  const userData = mkdtempSync(join(tmpdir(), 'counter-screens-'))
  const shell = new Shell(userData)
  let accounts: DemoAccounts

  test.beforeAll(async () => {
    test.setTimeout(120_000)
    accounts = await putDemoStore(userData, 120)
    await shell.start()
  })
  test.afterAll(async () => {
    await shell.stop()
    rmSync(userData, { recursive: true, force: true })
  })

  test('unlock', async () => {
    await shell.page.getByRole('button', { name: '解锁' }).waitFor()
    await look(shell.page, 'unlock')
    await unlock(shell.page, accounts.clerk)
  })

  for (const screen of SCREENS) {
    test(screen.name, async () => {
      await screen.go(shell.page)
      await shell.page.waitForTimeout(400)
      await look(shell.page, screen.name)
    })
  }

  test('open-round-form, round-open', async () => {
    await shell.page.keyboard.press('Escape')
    await shell.page.keyboard.press('Control+l')
    await unlock(shell.page, accounts.supervisor)
    await place('/rounds/new')(shell.page)
    await shell.page.getByRole('group', { name: '批次用途' }).waitFor()
    await look(shell.page, 'open-round-form')
    await openRound(mouse(shell.page))
    await look(shell.page, 'round-open')
  })

  test('resident-eligible, health-check-form, case-submitted', async () => {
    test.setTimeout(120_000)
    const hands = mouse(shell.page)
    await register(hands, RESIDENT)
    await recordFacts(hands)
    await look(shell.page, 'resident-eligible')
    await hands.press('button', /^受理/)
    await look(shell.page, 'health-check-form')
    await place('/residents')(shell.page)
    await hands.openRow('居民', RESIDENT.name)
    await apply(hands)
    await look(shell.page, 'case-submitted')
  })
})

test('the first set-up', async ({ shell }) => {
  await shell.page.getByLabel('单位名称').waitFor()
  await look(shell.page, 'set-up')
})

test('a store that cannot be used says what happened and what to do', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'counter-unusable-'))
  mkdirSync(join(userData, 'office'), { recursive: true })
  writeFileSync(join(userData, 'office', 'store.db'), 'SQLite format 3\0')
  const shell = new Shell(userData)
  await shell.start()
  await shell.page.getByRole('heading', { level: 1 }).waitFor()
  await look(shell.page, 'unusable')
  await shell.stop()
  rmSync(userData, { recursive: true, force: true })
})
