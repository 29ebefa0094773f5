import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { csvOf, schoolList } from '../fixtures/school-list.ts'
import { expect, Shell, test } from './fixture.ts'
import { type Hands, mouse } from './hands.ts'
import { goTo, handOver, heading, openBoard, unlock } from './journey.ts'
import { look } from './look.ts'
import { upholdObjection } from './round-journey.ts'
import { ACCOUNTS, putRoundsStore, type ShownApplicants, TITLES } from './round-screens.ts'

test.describe('the screens of rounds in every status', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rounds-screens-'))
  const shell = new Shell(folder)
  let hands: Hands
  let shown: ShownApplicants
  const breaches: string[] = []

  test.beforeAll(async () => {
    test.setTimeout(120_000)
    shown = await putRoundsStore(folder)
    await shell.start()
    hands = mouse(shell.page)
    shell.page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) breaches.push(message.text())
    })
    await unlock(hands, ACCOUNTS.supervisor)
  })
  test.afterAll(async () => {
    await shell.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('the list of rounds', async () => {
    await goTo(hands, '批次')
    await shell.page.getByRole('grid', { name: '批次' }).getByText(TITLES.closed).waitFor()
    await look(shell.page, 'rounds')
  })

  test('an open round: empty, with a list, and how one is taken in', async () => {
    const { page } = shell
    await openBoard(hands, TITLES.empty)
    await expect(page.getByText(/复核通过的办件冻结时自动列入/)).toBeVisible()
    await expect(page.getByRole('button', { name: /^导入名单/ })).toHaveCount(0)
    await look(page, 'round-empty')
    await openBoard(hands, TITLES.open)
    await page.getByRole('grid', { name: '申请' }).getByText('RX26-00001').waitFor()
    await look(page, 'round-open')
    await hands.press('button', /^导入名单/)
    await hands.attach(/选择文件/, [faultyList(folder)])
    await page.getByRole('table', { name: '名单里不对的地方' }).waitFor()
    await look(page, 'round-list-faults')
    await hands.attach(/选择文件|换一个文件/, [goodList(folder)])
    await page.getByRole('table', { name: '名单开头几行' }).waitFor()
    await look(page, 'round-list-sample')
    await page.keyboard.press('Escape')
    await hands.press('button', /^从库内居民加入/)
    await expect(page.getByRole('dialog').getByLabel('镇（街道）')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await chooseFirst(page, '申请')
    await hands.press('button', '更改申请')
    await look(page, 'round-edit-entrant')
    await page.keyboard.press('Escape')
    await hands.press('button', /^调整方案/)
    await heading(hands, '调整方案')
  })

  test('frozen, with the draw half revealed', async () => {
    const { page } = shell
    await openBoard(hands, TITLES.frozen)
    await look(page, 'round-frozen')
    await look(page, 'round-frozen-draw', page.getByRole('region', { name: '摇号种子' }))
    await expect(page.getByText(/还没有揭示或登记缺席：示例人大代表/)).toBeVisible()
    await hands.press('button', '与现在的库核对')
    await expect(page.getByText(/^核对了/)).toBeVisible()
    await look(page, 'round-frozen-check', page.getByRole('region', { name: '冻结名单' }))
  })

  test('a draw before the freeze, before the number, and when only the number is missing', async () => {
    const { page } = shell
    const draw = page.getByRole('region', { name: '摇号种子' })
    await openBoard(hands, TITLES.committing)
    await look(page, 'round-draw-committing', draw)
    await openBoard(hands, TITLES.early)
    await expect(draw.getByRole('button', { name: '缺席 示例人大代表' })).toHaveCount(0)
    await look(page, 'round-draw-early', draw)
    await hands.press('button', '揭示 示例人大代表')
    await look(page, 'round-reveal')
    await page.keyboard.press('Escape')
    await openBoard(hands, TITLES.due)
    await expect(draw.getByText('现在还不能')).toBeHidden()
    await look(page, 'round-draw-due', draw)
    await hands.press('button', '登记公共号码')
    await look(page, 'round-number')
    await page.keyboard.press('Escape')
  })

  test('ran, and announced with an objection', async () => {
    const { page } = shell
    await openBoard(hands, TITLES.ran)
    await page.getByRole('grid', { name: '排序名单' }).getByText('RX26').first().waitFor()
    await look(page, 'round-ran-places', page.getByRole('region', { name: '各去处的名额', exact: true }))
    await look(page, 'round-ran-ranking', page.getByRole('region', { name: '排序名单', exact: true }))
    await page.getByRole('grid', { name: '排序名单' }).getByText('RX26').first().click()
    await expect(page.getByRole('heading', { level: 1, name: /^申请 RX26/ })).toBeInViewport()
    await openBoard(hands, TITLES.announced)
    await look(page, 'round-announced')
    await hands.press('button', '答复')
    await hands.choose('答复', '成立，更正名单')
    await hands.tick('更正哪一项', '积分')
    await hands.tick('更正哪一项', '志愿')
    await look(page, 'round-decide')
    await page.keyboard.press('Escape')
    await hands.press('link', '先看公示名单')
    await heading(hands, '公示名单')
    await look(page, 'round-public-list')
  })

  test('published with a place given up, and closed', async () => {
    const { page } = shell
    await openBoard(hands, TITLES.published)
    await look(page, 'round-published')
    await look(
      page,
      'round-published-places',
      page.getByRole('region', { name: '各去处的名额', exact: true }),
    )
    await look(page, 'round-freed', page.getByRole('region', { name: '待递补' }))
    await hands.press('button', /^递补 /)
    await page.getByRole('button', { name: /^由 .* 递补$/ }).waitFor()
    await look(page, 'round-replace')
    await page.keyboard.press('Escape')
    await hands.press('button', /^调整方案/)
    await heading(hands, '调整方案')
    await hands.write('调整的理由', '示例：新增一个班')
    await hands.forward()
    await look(page, 'round-amend-published')
    await openBoard(hands, TITLES.published)
    await hands.press('link', '用剩余名额开始第二轮')
    await heading(hands, '开始第二轮')
    await look(page, 'round-second')
    await openBoard(hands, TITLES.closed)
    await look(page, 'round-closed')
  })

  for (const who of ['seated', 'waiting', 'replaced', 'arranged'] as const) {
    test(`the page of one applicant: ${who}`, async () => {
      await openBoard(hands, TITLES.published)
      await place(shell.page, `${await here(shell.page)}/applicants/${shown[who]}`)
      await heading(hands, `申请 ${shown[who]}`)
      await look(shell.page, `entrant-${who}`)
    })
  }

  test('arranging a place, and objecting', async () => {
    const { page } = shell
    await openApplicant(hands, TITLES.published, shown.waiting)
    await hands.press('button', /^统筹安排/)
    await look(page, 'entrant-arrange')
    await expect(page.getByRole('option', { name: /人候补，应先递补/ }).first()).toBeAttached()
    await page.getByLabel(/^去处/).selectOption({ index: 1 })
    await look(page, 'entrant-arrange-waited')
    await page.keyboard.press('Escape')
    await openApplicant(hands, TITLES.announced, shown.objector)
    await hands.press('button', /^登记异议/)
    await expect(page.getByLabel(/^理由/)).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  })

  test('a trial with 志愿优先', async () => {
    const { page } = shell
    await openBoard(hands, TITLES.ran)
    await hands.press('link', '换一种办法试算')
    await page
      .getByRole('checkbox', { name: /志愿优先/ })
      .last()
      .check()
    await hands.press('button', /^试算/)
    await page.getByRole('table', { name: '甲和乙', exact: true }).waitFor()
    await look(page, 'what-if-result')
  })

  test('the board as a clerk sees it, where the next step is another person’s', async () => {
    await handOver(hands, ACCOUNTS.clerk)
    await openBoard(hands, TITLES.announced)
    await look(shell.page, 'round-announced-clerk')
  })

  test('an upheld objection, after which the list is to be frozen anew', async () => {
    const { page } = shell
    await handOver(hands, ACCOUNTS.supervisor)
    await openBoard(hands, TITLES.announced)
    await upholdObjection(hands, '199.5')
    await expect(page.getByText(/^有异议成立。/)).toBeVisible()
    await look(page, 'round-correction-due')
    await hands.press('button', /^再次冻结/)
    await expect(page.getByLabel(/^理由/)).toBeFocused()
    await look(page, 'round-freeze-anew')
    await page.keyboard.press('Escape')
  })

  test('places are given on from the board until none is left, each after it was shown to whom', async () => {
    const { page } = shell
    await openBoard(hands, TITLES.published)
    const section = page.getByRole('region', { name: '待递补' })
    const called: string[] = []
    while (await section.getByRole('button', { name: /^递补 / }).count()) {
      await hands.press('button', /^递补 /)
      const confirm = page.getByRole('button', { name: /^由 .* 递补$/ })
      await expect(confirm).toBeFocused()
      const next = /RX26-\d+/.exec((await confirm.textContent()) ?? '')?.[0] ?? ''
      await page.keyboard.press('Enter')
      await expect(page.getByRole('dialog')).toBeHidden()
      await expect(section.getByRole('status').getByRole('link', { name: next })).toBeVisible()
      called.push(next)
    }
    expect(called.length).toBeGreaterThan(0)
    await expect(section.getByText('都已递补')).toBeVisible()
    await expect(page.getByText(/^已公布。请出具通知书/)).toBeVisible()
    await look(page, 'round-freed-done')
  })

  test('nothing of it asked for more than the content security policy allows', () => {
    expect(breaches).toEqual([])
  })
})

async function openApplicant(hands: Hands, title: string, no: string): Promise<void> {
  await openBoard(hands, title)
  await place(hands.page, `${await here(hands.page)}/applicants/${no}`)
  await heading(hands, `申请 ${no}`)
}

async function chooseFirst(page: Page, list: string): Promise<void> {
  const grid = page.getByRole('grid', { name: list })
  await grid.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
}

const MORE = schoolList({ children: 300, schools: 12, seed: 'more' })

/** Children who are not in the store yet; with faults of several kinds. */
function faultyList(folder: string): string {
  const rows = MORE.rows.slice(240).map((row, index) => ({
    ...row,
    ...(index === 3 ? { town: '示例没有的镇' } : {}),
    ...(index === 5 ? { points: '九十' } : {}),
    ...(index === 8 ? { wishes: ['X01', 'X01', 'X99'] } : {}),
    ...(index === 9 ? { class: '7' } : {}),
  }))
  return written(folder, '示例有错的名单.csv', csvOf(rows))
}

function goodList(folder: string): string {
  return written(folder, '示例名单.csv', csvOf(MORE.rows.slice(240)))
}

function written(folder: string, name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

async function place(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to
  }, path)
}

async function here(page: Page): Promise<string> {
  return page.evaluate(() => location.hash.slice(1).split('?')[0] ?? '')
}
