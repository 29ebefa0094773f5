import type { CDPSession, Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { mouse } from './hands.ts'
import { CLERK, RESIDENT, register, setUp, unlock } from './journey.ts'

/** An input method at work: what is being composed is in the field, but nothing has been chosen yet. */
async function compose(session: CDPSession, text: string): Promise<void> {
  await session.send('Input.imeSetComposition', {
    text,
    selectionStart: text.length,
    selectionEnd: text.length,
  })
}

/** Notes every Enter with whether the page knew that it belonged to the input method. */
async function watchEnter(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: boolean[] = []
    Object.assign(window, { enters: seen })
    window.addEventListener(
      'keydown',
      (event) => event.key === 'Enter' && seen.push(event.isComposing || event.keyCode === 229),
      true,
    )
  })
}

const enters = (page: Page) => page.evaluate(() => (window as Window & { enters?: boolean[] }).enters)

test('Enter while an input method composes neither submits nor opens', async ({ shell }) => {
  const { page } = shell
  const hands = mouse(page)
  await setUp(hands)
  await unlock(hands, CLERK)
  await register(hands, RESIDENT)
  await watchEnter(page)
  const session = await page.context().newCDPSession(page)

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '查找居民、办件、文书或命令' }).fill('犇')
  await page.getByRole('option', { name: /犇喆/ }).waitFor()
  await hands.press('link', '今日')
  await page.keyboard.press('Control+k')
  await compose(session, '犇喆')
  await page.getByRole('option', { name: /犇喆/ }).waitFor()
  await page.keyboard.press('Enter')
  expect(await enters(page)).toEqual([true])
  await expect(page.getByRole('heading', { level: 1, name: '今日' })).toBeVisible()

  await session.send('Input.insertText', { text: '犇喆' })
  await page.keyboard.press('Enter')
  expect(await enters(page)).toEqual([true, false])
  await expect(page.getByRole('heading', { level: 1, name: RESIDENT.name })).toBeVisible()
})

test('Ctrl Enter while composing does not turn the page of a form', async ({ shell }) => {
  const { page } = shell
  await page.getByLabel('单位名称').fill('示例中心')
  await page.getByLabel('发文代字').fill('示例')
  await page.getByLabel('本机窗口').click()
  const session = await page.context().newCDPSession(page)
  await compose(session, '示例窗口')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: '单位', exact: true })).toBeVisible()
  await session.send('Input.insertText', { text: '示例窗口' })
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: '第一位主管' })).toBeVisible()
})
