import { createHash } from 'node:crypto'
import { expect } from './fixture.ts'
import type { Hands } from './hands.ts'
import { dayFromNow, goTo, heading, openBoard, takeStep, today } from './journey.ts'

export const SCHOOL_ROUND = '示例秋季积分入学'
export const HOUSING_ROUND = '示例保租房摇号'

/** Rows as they are copied from a spreadsheet, put in at the first cell of the table with this label. */
async function paste(hands: Hands, cell: string, rows: readonly (readonly string[])[]): Promise<void> {
  const first = hands.page.getByLabel(cell, { exact: true })
  await first.focus()
  await first.evaluate(
    (element, text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    rows.map((row) => row.join('\t')).join('\n'),
  )
}

async function basis(hands: Hands, text: string): Promise<void> {
  await hands.choose(/依据是什么/, '主管选定')
  await hands.write(/依据的文件和条款/, text)
}

type School = { id: string; name: string; town: string | null; capacity: number; kept: number }

/** The supervisor opens a school round: schools pasted from a spreadsheet, two classes, two ties, a named seed. */
export async function openSchoolRound(
  hands: Hands,
  { towns, schools }: { towns: readonly string[]; schools: readonly School[] },
): Promise<void> {
  await goTo(hands, '批次')
  await hands.press('button', /开始新批次/)
  await hands.choose('批次用途', '积分入学')
  await hands.forward()
  await hands.write('批次名称', SCHOOL_ROUND)
  for (const town of towns) await hands.tick(/面向的镇/, town)
  await hands.forward()
  await hands.write('积分截止日', today())
  await hands.write('公示期（工作日）', '0')
  await hands.forward()
  const rows = schools.map(({ id, name, town, capacity, kept }) => [
    id,
    name,
    town ?? '',
    String(capacity),
    kept === 0 ? '' : String(kept),
    kept === 0 ? '' : '保底',
  ])
  await paste(hands, '第 1 行代码', rows)
  await basis(hands, '示例：各校学位由教育局核定')
  await hands.forward()
  await paste(hands, '第 1 行类别号', [
    ['1', '示例一类'],
    ['2', '示例二类'],
  ])
  await hands.forward()
  await hands.pick(/积分相同的/, '居住登记月数多者在前')
  await hands.pick(/第 2 项/, '社保月数多者在前')
  await hands.forward()
  await basis(hands, '示例：主管办公会选定')
  await hands.forward()
  await hands.forward()
  await hands.write(/公开种子/, '示例公开开奖号 0123456')
  await hands.forward()
  await expect(hands.page.getByRole('heading', { name: '核对并提交' })).toBeVisible()
  await hands.forward()
  await heading(hands, SCHOOL_ROUND)
}

/** Takes a list of applicants into the open board from a file. */
export async function importList(hands: Hands, path: string, count: number): Promise<void> {
  await hands.press('button', /导入名单/)
  await hands.attach(/选择文件/, [path])
  await hands.press('button', `加入 ${count} 件`)
  await expect(hands.page.getByRole('dialog')).toBeHidden({ timeout: 30_000 })
  await expect(hands.page.getByRole('grid', { name: '申请' })).toBeVisible()
}

/** Freezes and runs the open board. */
export async function freezeAndRun(hands: Hands): Promise<void> {
  await takeStep(hands, '冻结名单')
  await expect(hands.page.getByRole('button', { name: /^运行批次/ })).toBeEnabled({ timeout: 60_000 })
  await takeStep(hands, '运行批次')
  await expect(hands.page.getByRole('heading', { name: '排序名单' })).toBeVisible({ timeout: 60_000 })
}

export async function announce(hands: Hands): Promise<void> {
  await takeStep(hands, '公示')
  await expect(hands.page.getByText(/^公示到/)).toBeVisible()
}

export async function openApplicant(hands: Hands, no: string): Promise<void> {
  await hands.page.getByLabel(/在排序名单中查找/).fill(no)
  await hands.openRow('排序名单', no)
  await heading(hands, `申请 ${no}`)
}

/** What the page says became of the applicant. */
export async function resultOf(hands: Hands): Promise<string> {
  return (await hands.page.locator('.result-sentence').textContent()) ?? ''
}

/** A supervisor upholds the only objection and raises the points. */
export async function upholdObjection(hands: Hands, points: string): Promise<void> {
  await hands.press('button', /^答复$/)
  await hands.choose('答复', '成立，更正名单')
  await hands.tick('更正哪一项', '积分')
  await hands.write('更正后的积分', points)
  await hands.write(/^理由/, '示例：补交的材料已核实')
  await hands.confirm('答复异议')
  await expect(hands.page.getByText('成立，名单更正')).toBeVisible()
}

/** Freezes and runs anew after an upheld objection, each with its reason, and announces again. */
export async function runAnew(hands: Hands): Promise<void> {
  for (const step of ['再次冻结', '再次运行']) {
    await hands.press('button', new RegExp(`^${step}`))
    await hands.write(/^理由/, '示例：异议成立，更正一人的积分')
    await hands.confirm(step)
    if (step === '再次冻结')
      await expect(hands.page.getByRole('button', { name: /^再次运行/ })).toBeEnabled({ timeout: 60_000 })
  }
  await expect(hands.page.getByRole('button', { name: /^公示/ })).toBeEnabled({ timeout: 60_000 })
  await announce(hands)
}

export async function publish(hands: Hands, title: string): Promise<void> {
  await openBoard(hands, title)
  await takeStep(hands, '公布结果')
  await expect(hands.page.getByText(/^已公布。/)).toBeVisible()
}

/** Records what the open applicant answered. */
export async function answer(hands: Hands, reply: '接受' | '放弃'): Promise<void> {
  await hands.press('button', /^登记答复/)
  await hands.choose('本人对名额的答复', reply)
  await hands.confirm(`登记${reply}`)
  await expect(hands.page.getByText(new RegExp(`已答复：.*${reply}`))).toBeVisible()
}

/** Calls the next for the place the open applicant gave up; who it is was shown before it is done. @returns who */
export async function callNext(hands: Hands): Promise<string> {
  await hands.press('button', /^递补/)
  const dialog = hands.page.getByRole('dialog')
  const confirm = dialog.getByRole('button', { name: /^由 .* 递补$/ })
  await expect(confirm).toBeFocused()
  const next = /^由 (.*) 递补$/.exec((await confirm.textContent()) ?? '')?.[1] ?? ''
  await expect(dialog.getByText(new RegExp(`^${next} `))).toBeVisible()
  await hands.page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(hands.page.getByRole('status').getByRole('link', { name: next })).toBeVisible()
  return next
}

export const SECRETS = ['示例公证员的秘密 3141', '示例代表的秘密 5926', '示例申请人的秘密 5358'] as const
export const REVEALERS = ['示例公证员', '示例居民代表', '示例申请人代表'] as const
const FALLBACKS = ['备用值甲一二三', '备用值乙四五六', '备用值丙七八九'] as const

/** The supervisor opens a housing round the day before its public number: three sizes of flats, three revealers. */
export async function openHousingRound(hands: Hands, town: string): Promise<void> {
  await goTo(hands, '批次')
  await hands.press('button', /开始新批次/)
  await hands.choose('批次用途', '保租房摇号')
  await hands.forward()
  await hands.write('批次名称', HOUSING_ROUND)
  await hands.tick(/面向的镇/, town)
  await hands.forward()
  await hands.write('积分截止日', dayFromNow(-1))
  await hands.write('公示期（工作日）', '0')
  await hands.forward()
  await paste(hands, '第 1 行代码', [
    ['A', '示例一居室', '6', '1', '1'],
    ['B', '示例两居室', '5', '2', '3'],
    ['C', '示例三居室', '3', '4', '6'],
  ])
  await basis(hands, '示例：本批房源')
  await hands.forward()
  await hands.choose(/先后按什么定/, '按摇号签号')
  await hands.forward()
  await basis(hands, '示例：主管办公会选定摇号')
  await hands.forward()
  await hands.choose(/签号的种子怎么定/, '几人承诺、当众揭示，再加一个公共号码')
  await hands.forward()
  await paste(
    hands,
    '第 1 行揭示人',
    REVEALERS.map((name, index) => [name, '示例身份', FALLBACKS[index] ?? '']),
  )
  await hands.write('公共号码从哪里来', '示例彩票')
  await hands.write('号码哪天产生', today())
  await hands.write('那天没有号码怎么办', '顺延到下一期')
  await hands.forward()
  await hands.forward()
  await heading(hands, HOUSING_ROUND)
}

/** Registers everybody's commitment on the open board. */
export async function commitAll(hands: Hands): Promise<void> {
  for (const [index, name] of REVEALERS.entries()) {
    await hands.press('button', new RegExp(`登\\s?记\\s?${name}的承诺值`))
    const commitment = createHash('sha256')
      .update(SECRETS[index] ?? '')
      .digest('hex')
    await hands.write(/承诺值（64 位/, commitment)
    await submitDialog(hands)
  }
}

/** Before the number's day two reveal, one of them only after a slip that is refused; nobody is absent yet. */
export async function revealAll(hands: Hands): Promise<void> {
  await hands.press('button', new RegExp(`揭\\s?示\\s?${REVEALERS[0]}`))
  await hands.write(/揭示的内容/, '示例写错的秘密')
  await hands.page.getByRole('dialog').locator('.ant-btn-primary').click()
  await expect(hands.page.getByRole('dialog').getByText(/与事先登记的承诺值不符/)).toBeVisible()
  await hands.write(/揭示的内容/, SECRETS[0])
  await submitDialog(hands)
  await hands.press('button', new RegExp(`揭\\s?示\\s?${REVEALERS[1]}`))
  await hands.write(/揭示的内容/, SECRETS[1])
  await submitDialog(hands)
  await expect(hands.page.getByText(/当天或之后才能登记缺席/)).toBeVisible()
  await expect(hands.page.getByRole('button', { name: /缺\s?席/ })).toHaveCount(0)
  await expect(hands.page.getByRole('button', { name: '登记公共号码' })).toHaveCount(0)
}

/** On the number's day the third is absent, and then the public number is taken down. */
export async function endDraw(hands: Hands): Promise<void> {
  await expect(hands.page.getByRole('button', { name: /揭\s?示\s?示例/ })).toHaveCount(0)
  await expect(hands.page.getByRole('button', { name: '登记公共号码' })).toHaveCount(0)
  await hands.press('button', new RegExp(`缺\\s?席.*${REVEALERS[2]}`))
  await submitDialog(hands)
  await expect(hands.page.getByText('缺席，用备用值')).toBeVisible()
  await hands.press('button', '登记公共号码')
  await hands.write('公共号码', '01 02 03 04 05 06 07')
  await submitDialog(hands)
  await expect(hands.page.getByText('已定下，人人可以重算')).toBeVisible()
}

async function submitDialog(hands: Hands): Promise<void> {
  await hands.page.getByRole('dialog').locator('.ant-btn-primary').click()
  await expect(hands.page.getByRole('dialog')).toBeHidden()
}
