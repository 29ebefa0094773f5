import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { type DemoAccounts, putDemoStore } from './demo-store.ts'
import { expect, Shell, test } from './fixture.ts'
import { type Hands, mouse } from './hands.ts'
import { goTo, heading } from './journey.ts'
import { look } from './look.ts'
import { DRAFT, draftFile } from './points-journey.ts'

const RESIDENTS = 300

test.describe.configure({ mode: 'serial' })

test.describe('the screens of points, policies and re-checks over a few hundred residents', () => {
  const folder = mkdtempSync(join(tmpdir(), 'points-screens-'))
  const shell = new Shell(folder)
  let accounts: DemoAccounts
  let hands: Hands
  let resident = ''
  const breaches: string[] = []

  test.beforeAll(async () => {
    test.setTimeout(120_000)
    accounts = await putDemoStore(shell.userData, RESIDENTS)
    await shell.start()
    hands = mouse(shell.page)
    shell.page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) breaches.push(message.text())
    })
    await unlock(shell.page, accounts.clerk)
  })
  test.afterAll(async () => {
    await shell.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('the points card of a resident', async () => {
    await goTo(hands, '居民')
    await shell.page.getByRole('grid', { name: '居民' }).getByRole('link').first().click()
    await shell.page.getByRole('region', { name: '积分', exact: true }).waitFor()
    resident = (await shell.page.getByRole('heading', { level: 1 }).textContent()) ?? ''
    await look(shell.page, 'points-card')
  })

  test('what if, and then and now', async () => {
    await hands.press('button', /试算与对比/)
    await heading(hands, '积分试算与对比')
    await look(shell.page, 'points-page')
    await hands.tick('假设', '社保再缴')
    await hands.tick('假设', '学历达到')
    await expect(shell.page.getByRole('region', { name: '试算：如果……' }).getByRole('status')).toBeVisible()
    await look(shell.page, 'points-what-if')
    const years = shell.page.getByRole('region', { name: '与以前对比' })
    await expect(years.getByRole('table')).toBeVisible()
    await look(shell.page, 'points-year-on-year', years)
    await hands.choose('用途', '子女入学')
    await expect(shell.page.getByRole('table', { name: '积分各项' })).toContainText('市级指标')
    await look(shell.page, 'points-layers-what-if')
    await look(shell.page, 'points-layers', shell.page.getByRole('region', { name: '积分', exact: true }))
  })

  test('the notice of the result and its paper', async () => {
    await hands.press('button', /出具告知书/)
    await expect(shell.page.getByRole('dialog')).toContainText('用途')
    await expect(shell.page.getByRole('dialog')).not.toContainText('示范')
    await look(shell.page, 'points-notice')
    await hands.confirm('出具')
    await heading(hands, /积分结果告知书/)
    await paperIsShown(shell.page)
    await look(shell.page, 'points-notice-paper')
  })

  test('a re-check: the form, the list, the record and what is due today', async () => {
    await openPerson(hands, resident)
    const line = shell.page.getByRole('row', { name: /^缴纳社保/ })
    await line.getByRole('link', { name: '申请复核' }).click()
    await heading(hands, '提出复核')
    await hands.forward()
    await hands.write('有异议的月份', '2022-03、2022-05 至 2022-06')
    await hands.write('本人的说法', '示例：这三个月单位已经缴费')
    await hands.forward()
    await hands.forward()
    await heading(hands, /复核 FH/)
    await hands.press('button', /登记答复/)
    await hands.choose('核对结果', '维持原结果（事实不变）')
    await hands.write('答复内容', '示例：三个月均未到账')
    await hands.forward()
    await heading(hands, /复核 FH/)
    await look(shell.page, 'recheck-record')
    await goTo(hands, '复核')
    await shell.page.getByRole('grid', { name: '复核' }).getByText(resident).waitFor()
    await look(shell.page, 'rechecks')
    await goTo(hands, '今日')
    await shell.page.getByRole('region', { name: '复核' }).waitFor()
    await look(shell.page, 'today-recheck')
    await openPerson(hands, resident)
    await look(shell.page, 'resident-rechecks', shell.page.getByRole('region', { name: '复核' }))
  })

  for (const [kind, title] of [
    ['office', '任职与身份'],
    ['patent', '专利'],
    ['nothing', '核查无记录'],
    ['skill', '职业技能'],
  ] as const) {
    test(`the form of ${kind}`, async () => {
      await openPerson(hands, resident)
      await place(shell.page, `${await here(shell.page)}/facts/${kind}`)
      await heading(hands, `记录${title}`)
      await look(shell.page, `fact-${kind}`)
    })
  }

  test('a draft: a file that is refused, and one that comes in', async () => {
    await goTo(hands, '政策')
    await look(shell.page, 'policies')
    await hands.press('button', /导入草稿/)
    await look(shell.page, 'policy-draft-form')
    const broken = join(folder, 'broken.json')
    writeFileSync(broken, JSON.stringify({ format: 'counter.points-pack/2', id: 'sample' }))
    await hands.attach('选择文件', [broken])
    await shell.page.keyboard.press('Control+Enter')
    await shell.page.getByRole('alert').first().waitFor()
    await look(shell.page, 'policy-draft-refused')
    await hands.attach(/换一个文件|选择文件/, [draftFile(folder)])
    await shell.page.keyboard.press('Control+Enter')
    await heading(hands, DRAFT.name)
    await look(shell.page, 'policy-draft')
  })

  test('a draft with an error', async () => {
    await goTo(hands, '政策')
    await hands.press('button', /导入草稿/)
    await hands.attach('选择文件', [wrongDraftFile(folder)])
    await shell.page.keyboard.press('Control+Enter')
    await heading(hands, WRONG_DRAFT.name)
    await expect(shell.page.getByRole('table', { name: '错误' })).toBeVisible()
    await look(shell.page, 'policy-draft-wrong')
  })

  for (const [screen, key] of [
    ['policy-pack', 'pack:zj-2023-38'],
    ['policy-pack-unread', 'pack:nb-2022-10'],
    ['policy-pack-demo', 'pack:demo-city'],
    ['policy-amendment', 'amendment:nb-2021-54'],
    ['policy-outside-list', 'list:demo-shortage-2026'],
  ] as const) {
    test(screen, async () => {
      await place(shell.page, `/policy/${key}`)
      await shell.page.getByRole('region', { name: '概况' }).waitFor()
      await look(shell.page, screen)
    })
  }

  test('a supervisor tries the draft on everybody, compares and confirms', async () => {
    test.setTimeout(120_000)
    await shell.page.keyboard.press('Control+l')
    await unlock(shell.page, accounts.supervisor)
    await goTo(hands, '政策')
    await hands.openRow('政策', DRAFT.name)
    await hands.press('button', /与另一版本比较/)
    await shell.page.getByRole('table').first().waitFor()
    await look(shell.page, 'policy-compare')
    await shell.page.keyboard.press('Escape')
    await hands.press('button', /试算全体/)
    await look(shell.page, 'policy-simulate')
    await hands.press('button', /开始试算/)
    const bands = shell.page.getByRole('region', { name: '每人变动多少', exact: true })
    await expect(bands).toBeVisible({ timeout: 30_000 })
    await look(shell.page, 'policy-simulated')
    const towns = shell.page.getByRole('region', { name: '按镇街', exact: true })
    await look(shell.page, 'policy-simulated-charts', towns)
    await shell.page.keyboard.press('Escape')
    await hands.press('button', /确认生效/)
    await expect(shell.page.getByRole('dialog')).toContainText('处不同')
    await look(shell.page, 'policy-confirm')
    await shell.page.keyboard.press('Escape')
  })

  test('an amendment and a list are tried on a pack', async () => {
    await place(shell.page, '/policy/amendment:nb-2021-54/compare')
    await expect(shell.page.getByRole('alert')).toContainText('没有这份修订所改的指标')
    await look(shell.page, 'policy-amendment-compare')
    await place(shell.page, '/policy/list:demo-shortage-2026/simulate')
    await shell.page.getByLabel('用在哪个政策包上').selectOption('pack:demo-city')
    await hands.press('button', /开始试算/)
    const bands = shell.page.getByRole('region', { name: '每人变动多少', exact: true })
    await expect(bands).toBeVisible({ timeout: 30_000 })
    await look(shell.page, 'policy-list-simulated')
  })

  test('scoring everybody for the record', async () => {
    await goTo(hands, '政策')
    await hands.press('link', '全体计分')
    await look(shell.page, 'points-runs-empty')
    await hands.press('button', /全体计分/)
    await shell.page.getByLabel('按哪个政策包').selectOption({ index: 1 })
    await hands.write(/理由/, '示例：月度留存')
    await look(shell.page, 'points-run-start')
    await hands.press('button', '开始计分')
    await expect(shell.page.getByText(/已算完并存下/)).toBeVisible({ timeout: 30_000 })
    await look(shell.page, 'points-runs')
    await shell.page
      .getByRole('grid', { name: '全体计分' })
      .getByText('示例', { exact: false })
      .first()
      .click()
    await look(shell.page, 'points-run')
  })

  test('nothing of it, charts among them, asked for more than the content security policy allows', () => {
    expect(breaches).toEqual([])
  })
})

async function unlock(page: Page, account: { login: string; password: string }): Promise<void> {
  await page.getByLabel('账号').selectOption(account.login)
  await page.getByLabel('密码').fill(account.password)
  await page.getByRole('button', { name: '解锁' }).click()
  await page.getByRole('navigation', { name: '任务' }).waitFor()
}

const WRONG_DRAFT = { id: 'sample-wrong', name: '示例有错的计分办法', documentNumber: '示例〔2026〕10号' }

/** The draft once more, with a cap that no band can reach. */
function wrongDraftFile(folder: string): string {
  const draft = JSON.parse(readFileSync(draftFile(folder), 'utf8'))
  const indicators = draft.indicators.map((indicator: { code: string }) =>
    indicator.code === 'ZJ-EDU' ? { ...indicator, cap: { value: '1', status: 'DEFAULT' } } : indicator,
  )
  const path = join(folder, 'wrong.json')
  writeFileSync(path, JSON.stringify({ ...draft, ...WRONG_DRAFT, indicators }))
  return path
}

async function place(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to
  }, path)
}

async function here(page: Page): Promise<string> {
  return page.evaluate(() => location.hash.slice(1))
}

async function openPerson(hands: Hands, name: string): Promise<void> {
  await goTo(hands, '居民')
  await hands.openRow('居民', name)
  await heading(hands, name)
}

/** The paper is drawn by a worker; its picture comes a moment after the page. */
async function paperIsShown(page: Page): Promise<void> {
  const preview = page.getByRole('img', { name: /纸面预览/ })
  const drawn = (image: HTMLImageElement) => image.complete && image.naturalWidth > 0
  await expect.poll(() => preview.evaluate(drawn)).toBe(true)
}
