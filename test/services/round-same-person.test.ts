import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mergeResidents } from '#electron/services/merge.ts'
import { amendPlan } from '#electron/services/rounds/amend.ts'
import { announceRound } from '#electron/services/rounds/announce.ts'
import { takeList } from '#electron/services/rounds/entrant-list.ts'
import { withdrawEntrant } from '#electron/services/rounds/entrants.ts'
import { checkFrozen } from '#electron/services/rounds/frozen-check.ts'
import { addMatching } from '#electron/services/rounds/matching.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { publishRound } from '#electron/services/rounds/publish.ts'
import { roundState } from '#electron/services/rounds/state.ts'
import { listStandingEntrants } from '#electron/store/tables/entrants.ts'
import { findFreeze } from '#electron/store/tables/rounds.ts'
import { planOf, roundsOf } from './entrant-help.ts'
import { child, listPlan, person, ranRound, runCorrected, schoolPlan, uphold } from './round-fixture.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { day, freezeToEnd, idNumber, OTHER_TOWN, runToEnd, TOWN } from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const { open, enter, resident } = roundsOf(() => office)

function take(roundId: string, ...lines: string[]) {
  const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''))
  return takeList(office.as('clerk'), { commandId: randomUUID(), roundId, fileName: '示例.csv', bytes })
}

function merge(keptId: string, otherId: string): void {
  mergeResidents(office.as('supervisor'), {
    commandId: randomUUID(),
    keptId,
    otherId,
    reason: '示例同一个人',
    choices: [],
  })
}

const same = /是同一个人/

test('one person is not taken twice onto a list: as the resident whose points count, or by the own number', async () => {
  const { id } = open(planOf('rent-support'))
  resident(1)
  resident(2)
  await expect(
    take(id, '姓名,申请人证件号码', `示例甲,${idNumber(1)}`, `示例乙,${idNumber(1)}`),
  ).rejects.toThrow(/与第 2 行相同/)
  addMatching(office.as('clerk'), { commandId: randomUUID(), roundId: id, town: null, leastX100: null })
  await expect(take(id, '姓名,申请人证件号码', `示例甲,${idNumber(1)}`)).rejects.toThrow(/已有申请/)
  const other = open(planOf('rent-support')).id
  await take(other, '姓名,申请人证件号码', `示例甲,${idNumber(1)}`)
  await expect(take(other, '姓名,证件号码,积分,居住登记月数', `示例甲,${idNumber(1)},50,3`)).rejects.toThrow(
    /已有申请/,
  )
})

test('several children of one parent may apply, and no child twice', async () => {
  const { id } = open(planOf('school'))
  const parent = resident(1)
  enter(id, 'S1', { residentId: parent, given: { wishes: [{ place: 'S1' }] } })
  enter(id, 'S2', { residentId: parent, given: { wishes: [{ place: 'S1' }] }, idNumber: idNumber(9) })
  await freezeToEnd(office.as('clerk'), id)
  const twice = open(planOf('school')).id
  for (const no of ['S1', 'S2'])
    enter(twice, no, { residentId: parent, given: { wishes: [{ place: 'S1' }] }, idNumber: idNumber(9) })
  await expect(freezeToEnd(office.as('clerk'), twice)).rejects.toThrow(same)
})

test('two records of one person that were merged stop the freeze until one application is taken out', async () => {
  const { id } = open(planOf('rent-support'))
  const [kept, other] = [resident(1), resident(2)]
  enter(id, 'R1', { residentId: kept })
  enter(id, 'R2', { residentId: other })
  merge(kept, other)
  await expect(freezeToEnd(office.as('clerk'), id)).rejects.toThrow('R2（与申请 R1 是同一个人）')
  const reason = '示例·重复申请'
  withdrawEntrant(office.as('clerk'), { commandId: randomUUID(), roundId: id, no: 'R2', reason })
  await freezeToEnd(office.as('clerk'), id)
})

test('records that are merged after the freeze change nothing in it, and the check says so', async () => {
  const { id } = open(planOf('rent-support'))
  const [kept, other] = [resident(1), resident(2)]
  enter(id, 'R1', { residentId: kept })
  enter(id, 'R2', { residentId: other })
  await freezeToEnd(office.as('clerk'), id)
  const list = () =>
    findFreeze(office.writer, roundState(office.writer, id).freezes.at(-1)?.freezeId ?? '')?.list
  const before = list()
  merge(kept, other)
  expect(list()).toBe(before)
  const { differences } = await checkFrozen(office.as('clerk'), id)
  expect(differences).toEqual([
    { no: 'R2', what: '名单', frozen: '在名单内', now: expect.stringMatching(same) },
  ])
})

test('an application of a town that the plan no longer has stops the freeze', async () => {
  const plan = planOf('rent-support')
  const { id } = open(plan)
  const given = { points: 50, ties: { residenceMonths: 3 } }
  enter(id, 'R1', { given, town: OTHER_TOWN })
  enter(id, 'R2', { given })
  const fewer = { ...plan, towns: [TOWN] }
  amendPlan(office.as('supervisor'), { commandId: randomUUID(), roundId: id, plan: fewer, reason: '示例' })
  await expect(freezeToEnd(office.as('clerk'), id)).rejects.toThrow('R1（镇（街道）不在本批次的受理范围内）')
})

function published(roundId: string): string {
  announceRound(office.as('clerk'), { commandId: randomUUID(), roundId })
  publishRound(office.as('supervisor'), { commandId: randomUUID(), roundId })
  return roundId
}

async function after(roundId: string, plan: Parameters<typeof openRound>[1]['plan']) {
  const request = { commandId: randomUUID(), title: '示例第二轮', plan, after: roundId }
  const { id } = openRound(office.as('supervisor'), request)
  return listStandingEntrants(office.writer, id).map(({ no, given }) => [no, JSON.parse(given)])
}

test('a second round knows what objections corrected, and whom they removed', async () => {
  const children = ['C1', 'C2', 'C3', 'C4'].map((no, index) => child(no, 90 - index, ['甲']))
  const { roundId } = await ranRound(office, schoolPlan({ 甲: 1, 乙: 1 }), children)
  uphold(office, roundId, { no: 'C3', correction: { points: '60.00', tags: ['示例标签'] } })
  uphold(office, roundId, { no: 'C4', correction: { removed: true } })
  await runCorrected(office, roundId)
  published(roundId)
  expect(await after(roundId, schoolPlan({ 甲: 1 }))).toEqual([
    ['C2', expect.objectContaining({ points: '89' })],
    ['C3', expect.objectContaining({ points: '60.00', tags: ['示例标签'] })],
  ])
})

test('the day of application of the first round goes on counting', async () => {
  const { roundId } = await ranRound(office, listPlan(1), [person('B1', 90)])
  expect(await after(published(roundId), listPlan(1))).toEqual([])
  const plan = planOf('rent-support', {
    ties: ['appliedOn'],
    places: listPlan(1).places,
    cutOff: day('2026-06-15'),
  })
  const round = open(plan)
  enter(round.id, 'R1', { residentId: resident(1) })
  enter(round.id, 'R2', { residentId: resident(2) })
  await runToEnd(office.as('clerk'), round.id)
  const taken = openRound(office.as('supervisor'), {
    commandId: randomUUID(),
    title: '示例第三轮',
    plan,
    after: published(round.id),
  })
  const rows = listStandingEntrants(office.writer, taken.id)
  expect(rows.map(({ given }) => JSON.parse(given).ties)).toEqual([{ appliedOn: 20260610 }])
})
