import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { announceRound } from '#electron/services/rounds/announce.ts'
import { arrangePlace } from '#electron/services/rounds/arrange.ts'
import { decideObjection, recordObjection } from '#electron/services/rounds/objections.ts'
import { getRoundPage, listRounds } from '#electron/services/rounds/page.ts'
import { isRoundWaiting } from '#electron/services/rounds/page-actions.ts'
import { publishRound } from '#electron/services/rounds/publish.ts'
import { replaceApplicant } from '#electron/services/rounds/replace.ts'
import { recordReply } from '#electron/services/rounds/replies.ts'
import { listSeats } from '#electron/services/rounds/seats.ts'
import { roundState } from '#electron/services/rounds/state.ts'
import type { Reply } from '#shared/domain/cases/index.ts'
import { RoundPage, RoundRow, SeatList, type SeatListRequest } from '#shared/ipc/rounds.ts'
import { child, listPlan, openedRound, person, ranRound, SEED, schoolPlan, TITLE } from './round-fixture.ts'
import { openTestOffice, type TestOffice, type Who } from './test-office.ts'
import { freezeToEnd, runFrozen } from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const family = [
  child('A1', 90, ['甲', '乙']),
  child('A2', 80, ['甲', '乙'], { group: '龙山镇' }),
  child('A3', 70, ['甲']),
  child('A4', 60, ['乙']),
]
const page = (roundId: string, who: Who = 'clerk') => RoundPage.parse(getRoundPage(office.as(who), roundId))
const announce = (roundId: string) => announceRound(office.as('clerk'), { commandId: randomUUID(), roundId })
const publish = (roundId: string) =>
  publishRound(office.as('supervisor'), { commandId: randomUUID(), roundId })
const reply = (roundId: string, no: string, answer: Reply) =>
  recordReply(office.as('clerk'), { commandId: randomUUID(), roundId, no, reply: answer })
const replace = (roundId: string, no: string) =>
  replaceApplicant(office.as('clerk'), { commandId: randomUUID(), roundId, no })
const isWaiting = (roundId: string, who: Who) =>
  isRoundWaiting(office.as(who), roundId, roundState(office.writer, roundId))

function seats(roundId: string, changes: Partial<SeatListRequest> = {}, filters = {}): SeatList {
  const sort = { key: 'rank', descending: false } as const
  const request = { text: '', sort, offset: 0, limit: 50, ...changes, filters: { roundId, ...filters } }
  return SeatList.parse(listSeats(office.as('clerk'), request))
}
const numbers = (list: SeatList) => list.rows.map(({ no }) => no)

test('a round that takes applications has its plan, its steps and no run', async () => {
  const { roundId } = await openedRound(office, schoolPlan({ 甲: 1, 乙: 1 }), family)
  expect(page(roundId)).toMatchObject({
    title: TITLE,
    kind: 'school',
    status: 'open',
    statusText: '受理中',
    places: 2,
    applications: 4,
    seated: 0,
    openedBy: '示例·主管',
    draw: { mode: 'named', seed: SEED, revealers: [], number: null },
    earlierRuns: [],
    objections: [],
    freed: [],
    timeline: [{ who: '示例·主管', what: '开设批次' }],
  })
  expect(page(roundId)).not.toHaveProperty('run')
  expect(page(roundId)).not.toHaveProperty('freeze')
  expect(listRounds(office.as('clerk')).map((row) => RoundRow.parse(row).id)).toEqual([roundId])
  expect(() => page('x')).toThrow(/没有找到/)
})

test('a run shows every place with how full it is, who wished it and who came in last', async () => {
  const { roundId } = await ranRound(office, schoolPlan({ 甲: 1, 乙: 2 }), family)
  const { run, funnel, freeze } = page(roundId)
  expect(freeze).toMatchObject({ applicants: 4, number: 1, reason: null, by: '示例·经办' })
  expect(run).toMatchObject({ seated: 3, waiting: 1, reason: null, seed: SEED, ranBy: '示例·经办' })
  expect(run).not.toHaveProperty('cost')
  expect(run?.cutoffText).toBe('2 个去处中 2 个已满')
  expect(run?.places).toEqual([
    {
      id: '甲',
      name: '示例甲小学',
      town: '浒山街道',
      capacity: 1,
      filled: 1,
      accepted: 0,
      wished: 3,
      wishedFirst: 3,
      cutoffText: '最后一名90.00 分',
    },
    {
      id: '乙',
      name: '示例乙小学',
      town: '浒山街道',
      capacity: 2,
      filled: 2,
      accepted: 0,
      wished: 3,
      wishedFirst: 1,
      cutoffText: '最后一名60.00 分',
    },
  ])
  expect(run?.byTown).toEqual([
    { town: '浒山街道', seated: 2, ranked: 3 },
    { town: '龙山镇', seated: 1, ranked: 1 },
  ])
  expect(funnel).toEqual([
    { step: '申请', count: 4 },
    { step: '冻结名单', count: 4 },
    { step: '排序', count: 4 },
    { step: '已入选', count: 3 },
    { step: '已通知', count: 0 },
    { step: '已接受', count: 0 },
  ])
})

test('a single list has one place for everybody, and says how it stands with each town', async () => {
  const quotas = [{ town: '龙山镇', places: 1 }]
  const { roundId } = await ranRound(office, listPlan(2, { quotas }), [
    person('B1', 90),
    person('B2', 80),
    person('B3', 50, { group: '龙山镇' }),
  ])
  const { run } = page(roundId)
  expect(run?.places).toMatchObject([
    { id: 'city', name: '示例补贴名额', capacity: 2, filled: 2, wished: 3, wishedFirst: 3 },
  ])
  expect(run?.cutoffText).toBe('龙山镇最后一名50.00 分；其余名额最后一名90.00 分')
  expect(seats(roundId).rows.map(({ placeName, why }) => [placeName, why])).toEqual([
    ['示例补贴名额', '排名第 1，在 2 个名额之内'],
    [null, '排名第 2，未入选：积分 80.00 分，最后一名入选者 90.00 分'],
    ['示例补贴名额', '排名第 3，在龙山镇的名额之内'],
  ])
})

test('the order is windowed, sorted and filtered in the store, with what is held now', async () => {
  const { roundId } = await ranRound(office, schoolPlan({ 甲: 1, 乙: 1 }), family)
  expect(seats(roundId).rows[1]).toEqual({
    no: 'A2',
    caseId: null,
    name: '示例·A2',
    town: '龙山镇',
    rank: 2,
    pointsX100: 8000,
    placeName: '示例乙小学',
    wish: 2,
    seated: true,
    waits: false,
    via: 'run',
    reply: null,
    why: '排名第 2，第 2 志愿录取到示例乙小学',
    paperId: null,
  })
  announce(roundId)
  publish(roundId)
  reply(roundId, 'A1', 'declined')
  replace(roundId, 'A1')
  expect(
    seats(roundId).rows.map(({ no, placeName, wish, via, reply: answer }) => [
      no,
      placeName,
      wish,
      via,
      answer,
    ]),
  ).toEqual([
    ['A1', null, null, 'run', 'declined'],
    ['A2', '示例甲小学', 1, 'replace', null],
    ['A3', null, null, 'run', null],
    ['A4', null, null, 'run', null],
  ])
  expect(seats(roundId).rows[0]?.why).toBe('排名第 1，第 1 志愿录取到示例甲小学；已放弃')
  expect(seats(roundId).rows[1]?.why).toBe('排名第 2，递补到示例甲小学')
  expect(seats(roundId, { offset: 1, limit: 2 })).toMatchObject({
    total: 4,
    rows: [{ no: 'A2' }, { no: 'A3' }],
  })
  expect(numbers(seats(roundId, { sort: { key: 'no', descending: true } }))).toEqual(['A4', 'A3', 'A2', 'A1'])
  expect(numbers(seats(roundId, { sort: { key: 'town', descending: true } }))).toEqual([
    'A2',
    'A1',
    'A3',
    'A4',
  ])
  expect(numbers(seats(roundId, { sort: { key: 'place', descending: true } }))[0]).toBe('A2')
  expect(numbers(seats(roundId, {}, { seated: true }))).toEqual(['A2'])
  expect(numbers(seats(roundId, {}, { seated: false }))).toEqual(['A1', 'A3', 'A4'])
  expect(numbers(seats(roundId, {}, { place: '甲' }))).toEqual(['A2'])
  expect(numbers(seats(roundId, {}, { town: '龙山镇' }))).toEqual(['A2'])
  expect(numbers(seats(roundId, { text: '示例·A3' }))).toEqual(['A3'])
  expect(numbers(seats(roundId, { text: 'A4' }))).toEqual(['A4'])
  expect(numbers(seats(roundId, { text: '%' }))).toEqual([])
  expect(
    listSeats(office.as('clerk'), {
      text: '',
      filters: {},
      sort: { key: 'no', descending: false },
      offset: 0,
      limit: 5,
    }),
  ).toEqual({
    total: 0,
    rows: [],
  })
})

test('everything that was done is told, newest first, with its reasons', async () => {
  const { roundId } = await ranRound(
    office,
    schoolPlan({ 甲: 1, 乙: 1, 丙: 1 }, { publicityDays: 1 }),
    family,
  )
  announce(roundId)
  const { id } = recordObjection(office.as('clerk'), {
    commandId: randomUUID(),
    roundId,
    no: 'A3',
    grounds: '示例·少算一年',
  })
  decideObjection(office.as('second'), {
    commandId: randomUUID(),
    roundId,
    objectionId: id,
    upheld: false,
    reason: '示例·核实无误',
  })
  office.clock.setToday('2026-06-23')
  publish(roundId)
  reply(roundId, 'A1', 'declined')
  replace(roundId, 'A1')
  arrangePlace(office.as('supervisor'), {
    commandId: randomUUID(),
    roundId,
    no: 'A3',
    place: '丙',
    reason: '示例·就近',
  })
  expect(page(roundId).timeline.map(({ what }) => what)).toEqual([
    '申请 A3 统筹安排到示例丙小学，原因：示例·就近',
    '申请 A2 递补到示例甲小学，名额由 A1 空出',
    '申请 A1 已放弃',
    '公布结果',
    '异议不成立，原因：示例·核实无误',
    '登记对申请 A3 的异议：示例·少算一年',
    '公示，自 2026-06-18 至 2026-06-22',
    '运行批次',
    '冻结名单，共 4 份申请',
    '开设批次',
  ])
  expect(page(roundId).objections).toMatchObject([
    { no: 'A3', by: '示例·经办', decision: { upheld: false, by: '示例·副主管', reason: '示例·核实无误' } },
  ])
  expect(page(roundId).freed).toEqual([{ no: 'A2', place: '乙', placeName: '示例乙小学', awaited: true }])
})

test('a round waits for whoever can bring it on', async () => {
  const { roundId } = await ranRound(office, schoolPlan({ 甲: 1, 乙: 1 }, { publicityDays: 1 }), family)
  expect(isWaiting(roundId, 'clerk')).toBe(true)
  announce(roundId)
  expect(isWaiting(roundId, 'clerk')).toBe(false)
  expect(isWaiting(roundId, 'supervisor')).toBe(false)
  office.clock.setToday('2026-06-23')
  expect(isWaiting(roundId, 'supervisor')).toBe(true)
  publish(roundId)
  expect(isWaiting(roundId, 'supervisor')).toBe(false)
  reply(roundId, 'A1', 'declined')
  expect(isWaiting(roundId, 'clerk')).toBe(true)
  replace(roundId, 'A1')
  replace(roundId, 'A2')
  expect(isWaiting(roundId, 'supervisor')).toBe(false)
  reply(roundId, 'A2', 'accepted')
  reply(roundId, 'A4', 'accepted')
  expect(isWaiting(roundId, 'clerk')).toBe(false)
  expect(isWaiting(roundId, 'supervisor')).toBe(true)
})

test('the page tells why a button is off: the last day, the missing answers', async () => {
  const { roundId } = await ranRound(office, schoolPlan({ 甲: 1, 乙: 1 }, { publicityDays: 1 }), family)
  announce(roundId)
  const reasonOf = (action: string) =>
    page(roundId, 'supervisor').actions.find((step) => step.action === action)?.reason
  expect(reasonOf('publish')).toMatch(/公示到 2026-06-22/)
  office.clock.setToday('2026-06-23')
  expect(reasonOf('publish')).toBeUndefined()
  publish(roundId)
  expect(reasonOf('replace')).toBe('没有空出待递补的名额')
  expect(reasonOf('close')).toBe('还有 2 人没有答复')
})

test('after an upheld objection the list is frozen and run anew, and the run before it is kept', async () => {
  const { roundId, runId } = await ranRound(office, schoolPlan({ 甲: 1, 乙: 1 }), family)
  const { id } = recordObjection(office.as('clerk'), {
    commandId: randomUUID(),
    roundId,
    no: 'A4',
    grounds: '示例·少算',
  })
  const correction = { points: '99.50' }
  const decision = { commandId: randomUUID(), roundId, objectionId: id, upheld: true, reason: '示例·成立' }
  decideObjection(office.as('supervisor'), { ...decision, correction })
  await freezeToEnd(office.as('clerk'), roundId, { reason: '示例·更正' })
  expect(page(roundId)).toMatchObject({
    status: 'frozen',
    seated: 0,
    freeze: { number: 2, reason: '示例·更正' },
    earlierRuns: [{ id: runId }],
  })
  expect(page(roundId)).not.toHaveProperty('run')
  await runFrozen(office.as('clerk'), roundId, { reason: '示例·更正' })
  const { run, earlierRuns } = page(roundId)
  expect(run).toMatchObject({ reason: '示例·更正', seed: SEED })
  expect(earlierRuns).toMatchObject([{ id: runId, ranBy: '示例·经办' }])
  expect(seats(roundId).rows.map(({ no, placeName }) => [no, placeName])).toEqual([
    ['A4', '示例乙小学'],
    ['A1', '示例甲小学'],
    ['A2', null],
    ['A3', null],
  ])
})
