import { residentIdCheckDigit } from '#shared/base/resident-id.ts'
import { usccCheckCharacter } from '#shared/base/uscc.ts'
import { expect } from './fixture.ts'
import type { Hands } from './hands.ts'

/** The two invented persons of the office. */
export const SUPERVISOR = { login: 'zhuguan', name: '示例·主管甲', password: 'shili-zhuguan-01' }
export const CLERK = { login: 'chuangkou', name: '示例·窗口乙', password: 'shili-chuangkou-02' }

export function invented(first17: string): string {
  return first17 + residentIdCheckDigit(first17)
}

/** An invented resident who meets every condition of the health check, with a name that everyday fonts lack. */
export const RESIDENT = { name: '示例·犇喆', idNumber: invented('52213219900307001'), phone: '13800001234' }
export const OTHER = {
  name: '示例·买买提·吐尔逊',
  idNumber: invented('65010219880512003'),
  phone: '13900005678',
}
const EMPLOYER_CODE = '91330282MA2AF00X1'
export const EMPLOYER = { name: '示例电器有限公司', uscc: EMPLOYER_CODE + usccCheckCharacter(EMPLOYER_CODE) }
export const ROUND = '示例年度新市民职工免费健康体检'

/** The office's day: the program counts in China's time wherever the machine stands. */
export const today = () => dayFromNow(0)

/** The office's day so many days from now. */
export function dayFromNow(days: number): string {
  const instant = new Date(Date.now() + days * 86_400_000)
  return instant.toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
}

/** Goes to the task in the rail. */
export function goTo(
  hands: Hands,
  task: '今日' | '居民' | '办件' | '复核' | '批次' | '文书' | '交换' | '政策',
): Promise<void> {
  return hands.press('link', new RegExp(`^${task}`))
}

export async function heading(hands: Hands, name: string | RegExp): Promise<void> {
  await expect(hands.page.getByRole('heading', { level: 1, name })).toBeVisible()
}

/** First set-up: the office, its first supervisor and its first clerk. */
export async function setUp(hands: Hands): Promise<void> {
  await heading(hands, /建立存储/)
  await hands.write('单位名称', '慈溪市新市民服务中心')
  await hands.write('发文代字', '慈新服')
  await hands.write('本机窗口', '示例窗口 1 号')
  await hands.forward()
  for (const [title, person] of [
    ['第一位主管', SUPERVISOR],
    ['第一位窗口人员', CLERK],
  ] as const) {
    await expect(hands.page.getByRole('heading', { name: title })).toBeVisible()
    await hands.write('姓名', person.name)
    await hands.write('账号', person.login)
    await hands.write('密码', person.password)
    await hands.write('再输一遍密码', person.password)
    await hands.forward()
  }
  await expect(hands.page.getByRole('heading', { name: '核对并提交' })).toBeVisible()
  await hands.forward()
  await heading(hands, /解锁/)
}

export async function unlock(hands: Hands, person: typeof SUPERVISOR): Promise<void> {
  await heading(hands, /解锁/)
  await hands.pick('账号', person.login)
  await hands.write('密码', person.password)
  await hands.press('button', '解锁')
  await expect(hands.page.getByRole('banner')).toContainText(person.name)
}

/** Locks the window and lets another person unlock it. */
export async function handOver(hands: Hands, person: typeof SUPERVISOR): Promise<void> {
  await hands.lock()
  await expect(hands.page.getByRole('heading', { level: 1, name: /解锁/ })).toBeVisible()
  await expect(hands.page.locator('html')).not.toContainText(/示例·犇喆|522132/)
  await unlock(hands, person)
}

export async function openRound(hands: Hands): Promise<void> {
  await goTo(hands, '批次')
  await hands.press('button', /开始新批次/)
  await hands.forward()
  await hands.write('批次名称', ROUND)
  await hands.write('每人费用（元）', '680.00')
  await hands.tick(/试点镇街/, '周巷镇')
  await hands.tick(/试点镇街/, '浒山街道')
  await hands.forward()
  await hands.write('积分截止日', today())
  await hands.write('公示期（工作日）', '0')
  await hands.forward()
  await hands.write('名额', '50')
  await hands.forward()
  await hands.forward()
  await hands.pick(/积分相同的/, '居住登记月数多者在前')
  await hands.pick(/第 2 项/, '社保月数多者在前')
  await hands.forward()
  await hands.choose(/依据是什么/, '主管选定')
  await hands.write(/依据的文件和条款/, '示例：主管办公会选定')
  await hands.forward()
  await hands.forward()
  await hands.write(/公开种子/, '示例公开开奖号 0123456')
  await hands.forward()
  await hands.forward()
  await heading(hands, ROUND)
}

export async function register(hands: Hands, person: typeof RESIDENT): Promise<void> {
  await goTo(hands, '居民')
  await hands.press('button', /登记新居民/)
  await hands.write('姓名', person.name)
  await hands.write('身份证号码', person.idNumber)
  await hands.pick('居住地', '周巷镇')
  await hands.write(/手机号/, person.phone)
  await hands.forward()
  await heading(hands, person.name)
}

type Fact = { title: string; fill(hands: Hands): Promise<void>; department: string; evidence: string }

const FACTS: readonly Fact[] = [
  {
    title: '文化程度',
    fill: (hands) => hands.choose('最高学历', '大专（高职）'),
    department: '教育',
    evidence: '示例学历核验单',
  },
  {
    title: '职业技能',
    fill: (hands) => hands.pick(/职业技能等级/, '四级'),
    department: '人社',
    evidence: '示例技能证书',
  },
  {
    title: '缴纳社保',
    fill: (hands) => hands.write('省内累计缴纳月数', '48'),
    department: '人社',
    evidence: '示例缴费清单',
  },
  {
    title: '居住登记',
    fill: (hands) => hands.write('居住登记日期', '2018-03-01'),
    department: '公安',
    evidence: '示例居住登记回执',
  },
  {
    title: '居住证',
    async fill(hands) {
      await hands.write('签发日期', '2019-03-01')
      await hands.write('签注有效至', '2031-03-01')
    },
    department: '公安',
    evidence: '示例居住证',
  },
  {
    title: '就业',
    async fill(hands) {
      await hands.write('用人单位', EMPLOYER.name)
      await hands.write('统一社会信用代码', EMPLOYER.uscc)
      await hands.pick('单位所在镇街', '周巷镇')
      await hands.choose('单位是否建立工会', '是')
      await hands.choose('是否一线岗位', '是')
    },
    department: '工会',
    evidence: '示例一线岗位证明',
  },
  {
    title: '户籍',
    fill: (hands) => hands.choose('户籍', '非慈溪户籍'),
    department: '公安',
    evidence: '示例户口簿',
  },
]

/** Records the first `count` facts on the open resident page, each with its evidence. */
export async function recordFacts(hands: Hands, count = FACTS.length): Promise<void> {
  for (const fact of FACTS.slice(0, count)) {
    await hands.press('link', `记录${fact.title}`)
    await heading(hands, `记录${fact.title}`)
    await fact.fill(hands)
    await hands.forward()
    await hands.pick('来源', fact.department)
    await hands.write('数据日', today())
    await hands.write('看过的材料', fact.evidence)
    await hands.forward()
    await expect(hands.page.getByRole('link', { name: `更新${fact.title}` })).toBeVisible()
  }
}

/** Takes the application of the resident whose page is open; gives the receipt number. */
export async function apply(hands: Hands): Promise<string> {
  await hands.press('button', /^受理/)
  await hands.choose(/是否愿意参加/, '愿意')
  await hands.forward()
  await hands.choose(/健康信息/, '同意')
  await expect(hands.page.getByRole('heading', { name: '此刻的判断' })).toBeVisible()
  await hands.forward()
  await hands.forward()
  await heading(hands, /办件/)
  const title = await hands.page.getByRole('heading', { level: 1 }).textContent()
  return /[A-Z]+\d+-\d+/.exec(title ?? '')?.[0] ?? ''
}

/** Approves what waits for this person, from today's list. */
export async function approve(hands: Hands, receiptNo: string): Promise<void> {
  await goTo(hands, '今日')
  await hands.press('link', receiptNo)
  await heading(hands, new RegExp(receiptNo))
  await hands.press('button', /复核通过/)
  await expect(hands.page.getByText(`${SUPERVISOR.name} 复核通过`)).toBeVisible()
}

/** Takes a step in the head of the open board, which asks first. */
export async function takeStep(hands: Hands, step: string): Promise<void> {
  await hands.press('button', new RegExp(`^${step}`))
  await hands.confirm(step)
}

export async function openBoard(hands: Hands, title: string): Promise<void> {
  await goTo(hands, '批次')
  await hands.openRow('批次', title)
  await heading(hands, title)
}

/** Freezes the list, runs the round and announces the result. */
export async function runRound(hands: Hands, title = ROUND): Promise<void> {
  await openBoard(hands, title)
  await takeStep(hands, '冻结名单')
  await expect(hands.page.getByRole('button', { name: /^运行批次/ })).toBeEnabled({ timeout: 30_000 })
  await takeStep(hands, '运行批次')
  await expect(hands.page.getByRole('heading', { name: '排序名单' })).toBeVisible({ timeout: 30_000 })
  await takeStep(hands, '公示')
  await expect(hands.page.getByText(/^公示到/)).toBeVisible()
}

export async function publishRound(hands: Hands, title = ROUND): Promise<void> {
  await openBoard(hands, title)
  await takeStep(hands, '公布结果')
  await expect(hands.page.getByText(/^已公布。/)).toBeVisible()
}

/** Issues the notice of a seated case and opens it as on paper. */
export async function issueNotice(hands: Hands, receiptNo: string): Promise<void> {
  await goTo(hands, '办件')
  await hands.write(/在办件中查找/, receiptNo)
  await hands.openRow('办件', receiptNo)
  await hands.press('button', /出具通知书/)
  await heading(hands, /体检通知书/)
  const preview = hands.page.getByRole('img', { name: /纸面预览/ })
  await expect
    .poll(() => preview.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0))
    .toBe(true)
}

export async function printNotice(hands: Hands): Promise<void> {
  await hands.press('button', /^打印/)
  await expect(hands.page.getByText('已送打印机，并已记录。')).toBeVisible()
}
