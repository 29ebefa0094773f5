import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { announceRound } from '#electron/services/rounds/announce.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { publishRound } from '#electron/services/rounds/publish.ts'
import { recordReply } from '#electron/services/rounds/replies.ts'
import { RoundPlan } from '#shared/domain/allocation/index.ts'
import { csvOf, SCHOOL_TOWNS, schoolList } from '../fixtures/school-list.ts'
import { expect, Shell, test } from './fixture.ts'
import { type Hands, mouse } from './hands.ts'
import { openBoard, unlock } from './journey.ts'
import { look } from './look.ts'
import { openApplicant } from './round-journey.ts'
import { ACCOUNTS, makeRan, type Office, putOffice, seats } from './round-screens.ts'

const LONG = '示例市示例区示例街道第一百二十三居民区附属义务教育集团九年一贯制实验学校（东南新校区）'
const TITLES = {
  large: `${LONG.slice(0, 40)}二〇二六年秋季积分入学`,
  draw: '示例二十位揭示人的摇号',
} as const
const TOWNS = [
  ...SCHOOL_TOWNS,
  ...['宗汉街道', '坎墩街道', '掌起镇', '观海卫镇', '附海镇', '桥头镇', '匡堰镇', '逍林镇'],
]
const LIST = schoolList({ children: 1_200, schools: 500, seed: 'large' })

test.describe('rounds with 500 places in 12 towns and names as long as they may be', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rounds-large-'))
  const shell = new Shell(folder)
  let hands: Hands
  let shown: { left: string; no: string }

  test.beforeAll(async () => {
    test.setTimeout(200_000)
    shown = await putOffice(folder, makeLarge)
    await shell.start()
    hands = mouse(shell.page)
    await unlock(hands, ACCOUNTS.supervisor)
  })
  test.afterAll(async () => {
    await shell.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('the board, its places and its order', async () => {
    test.setTimeout(120_000)
    const { page } = shell
    await openBoard(hands, TITLES.large)
    await look(page, 'large-board')
    await look(page, 'large-places', page.getByRole('region', { name: '各去处的名额', exact: true }))
    await look(page, 'large-ranking', page.getByRole('region', { name: '排序名单', exact: true }))
  })

  test('who is called, one applicant, and where somebody could be placed', async () => {
    test.setTimeout(120_000)
    const { page } = shell
    await openBoard(hands, TITLES.large)
    await hands.press('button', new RegExp(`^递补 ${shown.left} `))
    await page.getByRole('button', { name: /^由 .* 递补$/ }).waitFor()
    await look(page, 'large-replace')
    await page.keyboard.press('Escape')
    await openApplicant(hands, shown.no)
    await look(page, 'large-entrant')
    await hands.press('button', /^统筹安排/)
    await expect(page.getByRole('option', { name: /没有人候补/ }).first()).toBeAttached()
    await look(page, 'large-arrange')
    await page.keyboard.press('Escape')
  })

  test('a draw with as many revealers as there may be', async () => {
    const { page } = shell
    await openBoard(hands, TITLES.draw)
    await look(page, 'large-draw', page.getByRole('region', { name: '摇号种子' }))
  })
})

async function makeLarge(office: Office): Promise<{ left: string; no: string }> {
  const places = LIST.plan.places.map((place, index) => ({
    ...place,
    name: `${LONG}${index + 1}`,
    town: TOWNS[index % TOWNS.length] ?? null,
    capacity: 2,
  }))
  const plan = RoundPlan.parse({
    ...LIST.plan,
    towns: TOWNS,
    places,
    cutOff: '2026-06-15',
    publicityDays: 0,
    applyUntil: null,
  })
  const rows = LIST.rows.map((row, index) => ({
    ...row,
    tags: '',
    name: index % 3 === 0 ? '示例·阿不都热依木·买买提吐尔逊江' : row.name,
  }))
  const roundId = await makeRan(office, TITLES.large, plan, csvOf(rows))
  announceRound(office.clerk, { commandId: randomUUID(), roundId })
  publishRound(office.supervisor, { commandId: randomUUID(), roundId })
  const seated = seats(office, roundId, true)
  for (const { no } of seated.slice(0, 12))
    recordReply(office.clerk, { commandId: randomUUID(), roundId, no, reply: 'declined' })
  openDraw(office, plan)
  return { left: seated[0]?.no ?? '', no: seats(office, roundId, false)[20]?.no ?? '' }
}

function openDraw({ supervisor }: Office, plan: RoundPlan): void {
  const revealers = Array.from({ length: 20 }, (_, index) => ({
    name: `${LONG}家长代表${index + 1}`,
    role: LONG,
    fallback: `${LONG}备用值${index + 1}`,
  }))
  const number = { source: LONG.repeat(4), day: '2027-01-05' as const, otherwise: LONG.repeat(4) }
  openRound(supervisor, {
    commandId: randomUUID(),
    title: TITLES.draw,
    plan: RoundPlan.parse({ ...plan, draw: { mode: 'commit-reveal', revealers, number } }),
  })
}
