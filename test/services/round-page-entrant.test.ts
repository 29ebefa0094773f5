import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { announceRound } from '#electron/services/rounds/announce.ts'
import { getEntrantPage } from '#electron/services/rounds/entrant-page.ts'
import { publishRound } from '#electron/services/rounds/publish.ts'
import { replaceApplicant } from '#electron/services/rounds/replace.ts'
import { recordReply } from '#electron/services/rounds/replies.ts'
import type { Applicant } from '#shared/domain/allocation/index.ts'
import { EntrantPage } from '#shared/ipc/round-results.ts'
import { child, listPlan, openedRound, person, ranRound, schoolPlan } from './round-fixture.ts'
import { openTestOffice, type TestOffice, type Who } from './test-office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const page = (roundId: string, no: string, who: Who = 'clerk') =>
  EntrantPage.parse(getEntrantPage(office.as(who), { roundId, no }))

function publish(roundId: string): void {
  announceRound(office.as('clerk'), { commandId: randomUUID(), roundId })
  publishRound(office.as('supervisor'), { commandId: randomUUID(), roundId })
}

const ties = { residenceMonths: 30 }
const family = [
  child('A1', 90, ['甲', '乙', '丙'], { ties }),
  child('A2', 80, ['甲', '乙', '丙'], { ties }),
  child('A3', 80, ['甲', '乙', '丙'], { ties: { residenceMonths: 20 } }),
  child('A4', 60, ['甲', '乙'], { ties }),
]
const plan = schoolPlan({ 甲: 1, 乙: 1, 丙: 1 }, { ties: ['residenceMonths'] })

test('before the freeze an applicant is shown what was given, and that nothing has come of it', async () => {
  const { roundId } = await openedRound(office, plan, family)
  expect(page(roundId, 'A3')).toMatchObject({
    no: 'A3',
    name: '示例·A3',
    rank: null,
    ranked: 0,
    result: '名单尚未冻结',
    values: [
      { name: '积分', value: '80.00 分' },
      { name: '居住登记月数', value: '20' },
    ],
    wishes: [{ placeName: '示例甲小学', words: '批次尚未运行' }, {}, {}],
    placeId: null,
    ticket: null,
    papers: [],
    timeline: [{ who: '示例·经办', what: '登记申请' }],
  })
  expect(() => page(roundId, 'A9')).toThrow(/没有这个申请编号/)
})

test('after the run every wish has its reason, the comparison and what would have been enough', async () => {
  const { roundId } = await ranRound(office, plan, family)
  const third = page(roundId, 'A3')
  expect(third).toMatchObject({
    rank: 3,
    ranked: 4,
    result: '排名第 3，第 3 志愿录取到示例丙小学（待公布）',
    placeId: '丙',
    reply: null,
  })
  expect(third.wishes).toEqual([
    {
      wish: 1,
      placeId: '甲',
      placeName: '示例甲小学',
      outcome: 'not',
      code: 'LOWER_POINTS',
      words: '积分 80.00 分，最后一名入选者 90.00 分',
      own: '80.00 分',
      cutoff: '90.00 分',
      enough: expect.stringMatching(/再有 10\.01 分就够/),
      waiting: 2,
    },
    {
      wish: 2,
      placeId: '乙',
      placeName: '示例乙小学',
      outcome: 'not',
      code: 'LOST_TIE',
      words: '与最后一名入选者同分，居住登记月数 20 少于 30',
      own: '20',
      cutoff: '30',
      enough: '同分时居住登记月数超过 30',
      waiting: 1,
    },
    {
      wish: 3,
      placeId: '丙',
      placeName: '示例丙小学',
      outcome: 'seated',
      words: '排名第 3，第 3 志愿录取到示例丙小学',
      waiting: null,
    },
  ])
  expect(page(roundId, 'A1').wishes.map(({ outcome }) => outcome)).toEqual(['seated', 'unneeded', 'unneeded'])
  expect(page(roundId, 'A4').result).toMatch(/^排名第 4，填报的 \d 个志愿都没有录取/)
  expect(page(roundId, 'A4').wishes.map(({ waiting }) => waiting)).toEqual([3, 2])
})

test('anybody checks the ticket by hand; twins have that of the smaller number', async () => {
  const seed = "示例 $HOME 'x'"
  const { roundId } = await ranRound(office, schoolPlan({ 甲: 1 }, { draw: { mode: 'named', seed } }), [
    child('A1', 90, ['甲'], { family: '示例双胞胎' }),
    child('A2', 80, ['甲'], { family: '示例双胞胎' }),
  ])
  const { ticket } = page(roundId, 'A2')
  expect(ticket).toMatchObject({ seed, no: 'A1' })
  const printed = execFileSync('sh', ['-c', ticket?.command ?? ''], { encoding: 'utf8' })
  expect(printed.split(' ')[0]).toBe(ticket?.ticket)
  expect(page(roundId, 'A1').ticket?.ticket).toBe(ticket?.ticket)
})

test('with one list the one reason stands as wish 1', async () => {
  const { roundId } = await ranRound(office, listPlan(2, { line: '60' }), [
    person('B1', 90),
    person('B2', 80),
    person('B3', 70.5),
    person('B4', 50),
    person('B5', 99, { refused: '示例·未满五年' }),
    person('B6', 99, { consent: false }),
  ])
  expect(page(roundId, 'B1').wishes).toMatchObject([{ wish: 1, outcome: 'seated', waiting: null }])
  expect(page(roundId, 'B3').wishes).toEqual([
    {
      wish: 1,
      placeId: 'city',
      placeName: '示例补贴名额',
      outcome: 'not',
      code: 'LOWER_POINTS',
      words: '积分 70.50 分，最后一名入选者 80.00 分',
      own: '70.50 分',
      cutoff: '80.00 分',
      enough: '其他不变，再多于 9.50 分就够',
      waiting: 1,
    },
  ])
  expect(page(roundId, 'B4').wishes).toMatchObject([
    {
      code: 'BELOW_LINE',
      words: '积分 50.00 分，未到分数线 60.00 分',
      enough: '积分达到 60.00 分（以上含本数）',
      waiting: null,
    },
  ])
  expect(page(roundId, 'B5').wishes).toMatchObject([
    { code: 'NOT_ELIGIBLE', words: '审核不符合条件：示例·未满五年', waiting: null },
  ])
  expect(page(roundId, 'B6').wishes).toMatchObject([{ code: 'NOT_CONSENTED', words: '本人未同意参加' }])
})

test('the class of the plan is named, and no number is said to be enough against it', async () => {
  const classes = [
    { class: 1, name: '有房' },
    { class: 2, name: '租房' },
  ]
  const inClass = (no: string, points: number, own: number): Applicant => ({
    ...child(no, points, []),
    wishes: [{ place: '甲', class: own }],
  })
  const { roundId } = await ranRound(office, schoolPlan({ 甲: 1 }, { classes }), [
    inClass('A1', 50, 1),
    inClass('A2', 99, 2),
  ])
  const { values, wishes } = page(roundId, 'A2')
  expect(values[0]).toEqual({ name: '类别', value: '租房' })
  expect(wishes[0]).toMatchObject({
    code: 'LOWER_CLASS',
    words: '类别为“租房”，最后一名入选者为“有房”',
    own: '租房',
    cutoff: '有房',
  })
  expect(wishes[0]).not.toHaveProperty('enough')
})

test('the page follows answers and replacements, and offers what is open for this applicant', async () => {
  const { roundId } = await ranRound(office, plan, family)
  publish(roundId)
  const actions = (no: string, who: Who = 'supervisor') =>
    Object.fromEntries(
      page(roundId, no, who).actions.map(({ action, allowed, reason }) => [action, allowed || reason]),
    )
  expect(actions('A1')).toMatchObject({
    reply: true,
    arrange: '已有去处',
    replace: expect.stringContaining('没有空出'),
  })
  expect(actions('A4')).toMatchObject({ reply: '没有去处，没有可答复的', arrange: true })
  expect(actions('A4', 'clerk').arrange).toMatch(/须由主管/)
  recordReply(office.as('clerk'), { commandId: randomUUID(), roundId, no: 'A1', reply: 'declined' })
  expect(page(roundId, 'A1')).toMatchObject({
    placeId: null,
    reply: 'declined',
    result: '排名第 1，第 1 志愿录取到示例甲小学；已放弃',
    wishes: [{ outcome: 'not', waiting: null }, { outcome: 'unneeded' }, { outcome: 'unneeded' }],
  })
  expect(actions('A1')).toMatchObject({
    replace: true,
    reply: expect.stringContaining('不能再改'),
    arrange: '已放弃本批次的去处',
  })
  expect(page(roundId, 'A2').wishes[0]?.waiting).toBe(1)
  replaceApplicant(office.as('clerk'), { commandId: randomUUID(), roundId, no: 'A1' })
  const moved = page(roundId, 'A2')
  expect(moved).toMatchObject({ placeId: '甲', result: '排名第 2，递补到示例甲小学' })
  expect(moved.wishes.map(({ outcome }) => outcome)).toEqual(['seated', 'unneeded', 'unneeded'])
  expect(moved.timeline.map(({ what }) => what)).toEqual([
    '申请 A2 递补到示例甲小学，名额由 A1 空出',
    '登记申请',
  ])
  expect(page(roundId, 'A1').timeline.map(({ what }) => what)).toEqual([
    '申请 A2 递补到示例甲小学，名额由 A1 空出',
    '申请 A1 已放弃',
    '登记申请',
  ])
  expect(page(roundId, 'A3').wishes[1]).toMatchObject({ outcome: 'not', waiting: 1 })
})

test('equals who are all admitted share one rank, in the row, its words and on the page', async () => {
  const { roundId } = await ranRound(office, listPlan(1, { equals: 'admit' }), [
    person('B1', 90),
    person('B2', 90),
    person('B3', 80),
  ])
  for (const no of ['B1', 'B2'])
    expect(page(roundId, no)).toMatchObject({ rank: 1, result: '排名第 1，已入选（待公布）' })
  expect(page(roundId, 'B3')).toMatchObject({ rank: 3, wishes: [{ outcome: 'not', waiting: 1 }] })
  publish(roundId)
  recordReply(office.as('clerk'), { commandId: randomUUID(), roundId, no: 'B1', reply: 'declined' })
  const again = { commandId: randomUUID(), roundId, no: 'B1' }
  expect(() => replaceApplicant(office.as('clerk'), again)).toThrow(/没有空出待递补/)
})
