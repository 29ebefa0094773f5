import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { schoolList, TALENT } from '../fixtures/school-list.ts'
import { putDemoStore } from './demo-store.ts'
import { expect, test } from './fixture.ts'
import { mouse } from './hands.ts'
import { CLERK, handOver, openBoard, SUPERVISOR, setUp, takeStep, unlock } from './journey.ts'
import {
  announce,
  answer,
  callNext,
  commitAll,
  endDraw,
  freezeAndRun,
  HOUSING_ROUND,
  importList,
  openApplicant,
  openHousingRound,
  openSchoolRound,
  publish,
  REVEALERS,
  resultOf,
  revealAll,
  runAnew,
  SCHOOL_ROUND,
  upholdObjection,
} from './round-journey.ts'

test('a school round of 600 children in 12 schools from plan to notices by two persons', async ({
  shell,
}) => {
  test.setTimeout(300_000)
  const folder = mkdtempSync(join(tmpdir(), 'rounds-'))
  const { plan, csv, rows } = schoolList({ children: 600, schools: 12, seed: 'e2e' })
  const list = join(folder, '示例名单.csv')
  writeFileSync(list, csv)
  const hands = mouse(shell.page)
  await setUp(hands)
  await unlock(hands, SUPERVISOR)
  await openSchoolRound(hands, {
    towns: plan.towns,
    schools: plan.places.map(({ reserved, ...place }) => ({ ...place, kept: reserved?.count ?? 0 })),
  })
  await handOver(hands, CLERK)
  await openBoard(hands, SCHOOL_ROUND)
  await importList(hands, list, rows.length)
  await freezeAndRun(hands)
  await announce(hands)
  // The one with the fewest points of those without a place objects.
  const loser = await lastWaiting(shell.page)
  await openApplicant(hands, loser)
  expect(await resultOf(hands)).toMatch(/没有|未/)
  await hands.press('button', /^登记异议/)
  await hands.write(/^理由/, '示例：积分少算了一项，材料已补交')
  await hands.confirm('登记异议')
  await handOver(hands, SUPERVISOR)
  await openBoard(hands, SCHOOL_ROUND)
  await expect(hands.page.getByRole('button', { name: /^公布结果/ })).toBeDisabled()
  await upholdObjection(hands, '199.5')
  await handOver(hands, CLERK)
  await openBoard(hands, SCHOOL_ROUND)
  await runAnew(hands)
  await openApplicant(hands, loser)
  const won = await resultOf(hands)
  expect(won).toContain('示例第')
  await openBoard(hands, SCHOOL_ROUND)
  await expect(hands.page.getByRole('button', { name: /^公布结果/ })).toBeDisabled()
  await handOver(hands, SUPERVISOR)
  await publish(hands, SCHOOL_ROUND)
  await handOver(hands, CLERK)
  await openBoard(hands, SCHOOL_ROUND)
  await openApplicant(hands, loser)
  await hands.press('button', /^出具通知书/)
  await expect(hands.page.getByRole('heading', { level: 1 })).toContainText('录取通知书')
  await openBoard(hands, SCHOOL_ROUND)
  await openApplicant(hands, loser)
  await answer(hands, '放弃')
  const replaced = await callNext(hands)
  expect(rows.map(({ no }) => no)).toContain(replaced)
  await hands.page.getByRole('status').getByRole('link').click()
  await expect(hands.page.getByRole('heading', { level: 1, name: `申请 ${replaced}` })).toBeVisible()
  expect(await resultOf(hands)).toContain('递补')
  await hands.press('button', /^出具通知书/)
  await expect(hands.page.getByRole('heading', { level: 1 })).toContainText('录取通知书')
  expect(rows.some(({ tags }) => tags === TALENT)).toBe(true)
  rmSync(folder, { recursive: true })
})

/** The number of the last of those without a place. */
async function lastWaiting(page: import('@playwright/test').Page): Promise<string> {
  await page.getByRole('region', { name: '排序名单' }).getByLabel('结果').selectOption({ index: 2 })
  const grid = page.getByRole('grid', { name: '排序名单' })
  await expect(grid.getByRole('row').nth(1)).toBeVisible()
  await grid.focus()
  await page.keyboard.press('End')
  await page.waitForTimeout(500)
  const numbers = await grid.getByText(/^RX26-\d{5}$/).allTextContents()
  await page.getByRole('region', { name: '排序名单' }).getByLabel('结果').selectOption({ index: 0 })
  return numbers.at(-1) ?? ''
}

test('a housing draw with three commitments, checked from the exported folder by a stranger', async ({
  shell,
}) => {
  test.setTimeout(240_000)
  const folder = mkdtempSync(join(tmpdir(), 'draw-'))
  const list = join(folder, '示例家庭.csv')
  const town = '浒山街道'
  const families = Array.from(
    { length: 40 },
    (_, index) => `ZF-${index + 1001},示例·家庭${index + 1},${town},${1 + (index % 5)}`,
  )
  writeFileSync(list, ['申请编号,姓名,镇街,家庭人口', ...families].join('\n'))
  await shell.restart({ days: -1 })
  let hands = mouse(shell.page)
  await setUp(hands)
  await unlock(hands, SUPERVISOR)
  await openHousingRound(hands, town)
  await handOver(hands, CLERK)
  await openBoard(hands, HOUSING_ROUND)
  await importList(hands, list, 40)
  await expect(hands.page.getByRole('button', { name: /^冻结名单/ })).toBeDisabled()
  await commitAll(hands)
  await takeStep(hands, '冻结名单')
  await expect(
    hands.page.getByRole('button', { name: new RegExp(`揭\\s?示\\s?${REVEALERS[0]}`) }),
  ).toBeVisible({
    timeout: 30_000,
  })
  await expect(hands.page.getByRole('button', { name: /^运行批次/ })).toBeDisabled()
  await revealAll(hands)
  await expect(hands.page.getByRole('button', { name: /^运行批次/ })).toBeDisabled()
  // The next day the number is out.
  await shell.restart()
  hands = mouse(shell.page)
  await unlock(hands, CLERK)
  await openBoard(hands, HOUSING_ROUND)
  await endDraw(hands)
  await takeStep(hands, '运行批次')
  await expect(hands.page.getByRole('heading', { name: '排序名单' })).toBeVisible({ timeout: 30_000 })
  await announce(hands)
  const archive = join(folder, 'round.zip')
  await shell.dialogs.answer(archive)
  await hands.press('button', /导出整批/)
  await expect.poll(() => existsSync(archive)).toBe(true)
  execFileSync('python3', ['-m', 'zipfile', '-e', archive, join(folder, 'out')])
  const said = execFileSync('python3', ['verify.py'], { cwd: join(folder, 'out'), encoding: 'utf8' })
  expect(said).toMatch(/全部通过\n$/)
  await handOver(hands, SUPERVISOR)
  await publish(hands, HOUSING_ROUND)
  rmSync(folder, { recursive: true })
})

test('the health check of 50 from the approved applications to the notices by two persons', async ({
  shell,
}) => {
  test.setTimeout(240_000)
  await shell.close()
  const { clerk, supervisor } = await putDemoStore(shell.userData, 700)
  await shell.restart()
  const title = '2023年新市民职工免费健康体检（演示）'
  const hands = mouse(shell.page)
  await unlock(hands, clerk)
  await openBoard(hands, title)
  await freezeAndRun(hands)
  await announce(hands)
  await expect(hands.page.getByRole('button', { name: /^公布结果/ })).toBeDisabled()
  await handOver(hands, supervisor)
  await publish(hands, title)
  const ranking = hands.page.getByRole('region', { name: '排序名单' })
  await ranking.getByLabel('结果').selectOption({ index: 1 })
  await expect(ranking.getByText('50 条')).toBeVisible()
  for (const place of [0, 1, 2])
    await ranking
      .getByRole('checkbox')
      .nth(place + 1)
      .click()
  await hands.press('button', /出具 3 份/)
  await expect(hands.page.getByText(/3 份已出具/)).toBeVisible({ timeout: 30_000 })
})
