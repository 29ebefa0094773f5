import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { csvOf, schoolList } from '../fixtures/school-list.ts'
import { expect, Shell, test } from './fixture.ts'
import { type Hands, mouse } from './hands.ts'
import { goTo, handOver, heading, openBoard, unlock } from './journey.ts'
import { look } from './look.ts'
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

  test('the form of a school round, its errors and its review', async () => {
    const { page } = shell
    await startRound(hands, '积分入学', false)
    await look(page, 'round-form-kind')
    await hands.forward()
    await hands.forward()
    await expect(page.getByText('请至少选一个镇或街道。').first()).toBeVisible()
    await look(page, 'round-form-name-errors')
    await hands.write('批次名称', '示例 2027 年秋季积分入学')
    for (const town of ['浒山街道', '古塘街道']) await hands.tick(/面向的镇/, town)
    await hands.forward()
    await look(page, 'round-form-days')
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
    await page.getByLabel('第 1 行留额用法').selectOption({ index: 1 })
    await basis(hands)
    await look(page, 'round-form-schools')
    await hands.forward()
    await paste(page.getByLabel('第 1 行类别号', { exact: true }), [
      ['1', '示例：有房家庭'],
      ['2', '示例：租房家庭'],
    ])
    await look(page, 'round-form-order')
    await hands.forward()
    await hands.pick(/积分相同的/, '居住登记月数多者在前')
    await basis(hands)
    await look(page, 'round-form-ties')
    await hands.forward()
    await look(page, 'round-form-draw')
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
    await look(page, 'round-form-cost')
    await startRound(hands, '保租房摇号')
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
    await look(page, 'round-form-city')
    await hands.forward()
    await look(page, 'round-form-quotas')
  })

  test('an open round: empty, with a list, and how one is taken in', async () => {
    const { page } = shell
    await openBoard(hands, TITLES.empty)
    await look(page, 'round-empty')
    await openBoard(hands, TITLES.open)
    await page.getByRole('grid', { name: '申请' }).getByText('RX26-00001').waitFor()
    await look(page, 'round-open')
    await look(page, 'round-open-applications', page.getByRole('region', { name: '申请', exact: true }))
    await hands.press('button', /^导入名单/)
    await hands.attach(/选择文件/, [faultyList(folder)])
    await page.getByRole('table', { name: '名单里不对的地方' }).waitFor()
    await look(page, 'round-list-faults')
    await hands.attach(/选择文件|换一个文件/, [goodList(folder)])
    await page.getByRole('table', { name: '名单开头几行' }).waitFor()
    await look(page, 'round-list-sample')
    await page.keyboard.press('Escape')
    await hands.press('button', /^从库内居民加入/)
    await look(page, 'round-matching')
    await page.keyboard.press('Escape')
    await chooseFirst(page, '申请')
    await hands.press('button', '更改申请')
    await look(page, 'round-edit-entrant')
    await page.keyboard.press('Escape')
    await hands.press('button', /^调整方案/)
    await heading(hands, '调整方案')
    await look(page, 'round-amend')
  })

  test('frozen, with the draw half revealed', async () => {
    const { page } = shell
    await openBoard(hands, TITLES.frozen)
    await look(page, 'round-frozen')
    await look(page, 'round-frozen-draw', page.getByRole('region', { name: '摇号种子' }))
    await hands.press('button', '与现在的库核对')
    await expect(page.getByText(/^核对了/)).toBeVisible()
    await look(page, 'round-frozen-check', page.getByRole('region', { name: '冻结名单' }))
  })

  test('ran, and announced with an objection', async () => {
    const { page } = shell
    await openBoard(hands, TITLES.ran)
    await page.getByRole('grid', { name: '排序名单' }).getByText('RX26').first().waitFor()
    await look(page, 'round-ran')
    await look(page, 'round-ran-places', page.getByRole('region', { name: '各去处的名额', exact: true }))
    await look(page, 'round-ran-ranking', page.getByRole('region', { name: '排序名单', exact: true }))
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
    await hands.press('button', /^调整方案/)
    await heading(hands, '调整方案')
    await look(page, 'round-amend-published')
    await openBoard(hands, TITLES.published)
    await hands.press('link', '用剩余名额开始第二轮')
    await heading(hands, '开始第二轮')
    await look(page, 'round-second')
    await openBoard(hands, TITLES.closed)
    await look(page, 'round-closed')
  })

  for (const who of ['seated', 'waiting', 'declined', 'replaced', 'arranged'] as const) {
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
    await page.keyboard.press('Escape')
    await openApplicant(hands, TITLES.announced, shown.objector)
    await hands.press('button', /^登记异议/)
    await look(page, 'entrant-object')
    await page.keyboard.press('Escape')
  })

  test('a trial with 志愿优先', async () => {
    const { page } = shell
    await openBoard(hands, TITLES.ran)
    await hands.press('link', '换一种办法试算')
    await look(page, 'what-if')
    await page
      .getByRole('checkbox', { name: /志愿优先/ })
      .last()
      .check()
    await hands.press('button', /^试算/)
    await page.getByRole('table', { name: '甲和乙' }).waitFor()
    await look(page, 'what-if-result')
    await look(page, 'what-if-changed', page.getByRole('region', { name: '结果不同的人' }).first())
  })

  test('the board as a clerk sees it, where the next step is another person’s', async () => {
    await handOver(hands, ACCOUNTS.clerk)
    await openBoard(hands, TITLES.announced)
    await look(shell.page, 'round-announced-clerk')
  })

  test('nothing of it asked for more than the content security policy allows', () => {
    expect(breaches).toEqual([])
  })
})

/** Opens the form at its first page; `again` leaves the draft of the one before. */
async function startRound(hands: Hands, kind: string, again = true): Promise<void> {
  await goTo(hands, '批次')
  await hands.press('button', /开始新批次/)
  await heading(hands, '开始新批次')
  if (again) await hands.press('button', '清空重填')
  await hands.choose('批次用途', kind)
}

async function basis(hands: Hands): Promise<void> {
  await hands.choose(/依据是什么/, '主管选定')
  await hands.write(/依据的文件和条款/, '示例：主管办公会选定')
}

async function openApplicant(hands: Hands, title: string, no: string): Promise<void> {
  await openBoard(hands, title)
  await place(hands.page, `${await here(hands.page)}/applicants/${no}`)
  await heading(hands, `申请 ${no}`)
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
