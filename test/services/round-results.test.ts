import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { announceRound } from '#electron/services/rounds/announce.ts'
import { decideObjection, recordObjection } from '#electron/services/rounds/objections.ts'
import { getRoundPage } from '#electron/services/rounds/page.ts'
import { publishRound } from '#electron/services/rounds/publish.ts'
import { roundState } from '#electron/services/rounds/state.ts'
import { listHoldings } from '#electron/store/tables/holdings.ts'
import type { DecideObjectionRequest } from '#shared/ipc/rounds.ts'
import { child, listPlan, openedRound, person, ranRound, schoolPlan } from './round-fixture.ts'
import { openTestOffice, type TestOffice, type Who } from './test-office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const announce = (roundId: string, who: Who = 'clerk', commandId: string = randomUUID()) =>
  announceRound(office.as(who), { commandId, roundId })
const object = (roundId: string, no: string, who: Who = 'clerk') =>
  recordObjection(office.as(who), { commandId: randomUUID(), roundId, no, grounds: '示例·积分少算一年' }).id
const publish = (roundId: string, who: Who = 'supervisor', commandId: string = randomUUID()) =>
  publishRound(office.as(who), { commandId, roundId })
const decide = (
  roundId: string,
  objectionId: string,
  { who = 'supervisor', ...more }: Partial<DecideObjectionRequest> & { who?: Who } = {},
) =>
  decideObjection(office.as(who), {
    commandId: randomUUID(),
    roundId,
    objectionId,
    upheld: false,
    reason: '示例·经核实原分无误',
    ...more,
  })

const threeChildren = [child('A1', 90, ['甲', '乙']), child('A2', 80, ['甲', '乙']), child('A3', 70, ['甲'])]

async function announced(days = 5): Promise<string> {
  const { roundId } = await ranRound(
    office,
    schoolPlan({ 甲: 1, 乙: 1 }, { publicityDays: days }),
    threeChildren,
  )
  announce(roundId)
  return roundId
}

test('the announcement ends after so many working days; sent twice it is one', async () => {
  const { roundId } = await ranRound(
    office,
    schoolPlan({ 甲: 1, 乙: 1 }, { publicityDays: 5 }),
    threeChildren,
  )
  const commandId = randomUUID()
  // Thursday 18 June; the Dragon Boat festival takes Friday 19 to Sunday 21.
  const days = { from: '2026-06-18', until: '2026-06-26' }
  expect(announce(roundId, 'clerk', commandId)).toEqual(days)
  expect(announce(roundId, 'clerk', commandId)).toEqual(days)
  expect(roundState(office.writer, roundId).announced).toEqual(days)
  expect(() => announce(roundId)).toThrow(/当前为“公示中”/)
})

test('without days of publicity it ends the day it begins, and the result is published at once', async () => {
  const { roundId } = await ranRound(office, schoolPlan({ 甲: 1, 乙: 1 }), threeChildren)
  expect(announce(roundId)).toEqual({ from: '2026-06-18', until: '2026-06-18' })
  expect(publish(roundId)).toEqual({ status: 'published' })
})

test('the end of an announcement is not guessed into a year whose holidays are not known', async () => {
  const { roundId } = await ranRound(
    office,
    schoolPlan({ 甲: 1, 乙: 1 }, { publicityDays: 5 }),
    threeChildren,
  )
  office.clock.setToday('2026-12-30')
  expect(() => announce(roundId)).toThrow(/没有 2027 年的放假安排/)
  expect(roundState(office.writer, roundId).status).toBe('ran')
})

test('objections are recorded until the last day, against numbers of the frozen list', async () => {
  const roundId = await announced()
  office.clock.setToday('2026-06-26')
  object(roundId, 'A3')
  expect(() => object(roundId, 'A9')).toThrow(/冻结名单上没有/)
  office.clock.setToday('2026-06-27')
  expect(() => object(roundId, 'A3')).toThrow(/公示已于 2026-06-26 结束/)
  expect(roundState(office.writer, roundId).objections).toHaveLength(1)
  const page = getRoundPage(office.as('clerk'), roundId)
  expect(page.actions.find(({ action }) => action === 'object')).toMatchObject({
    allowed: false,
    reason: expect.stringContaining('2026-06-26'),
  })
})

test('a round that takes applications takes no objections, and an announced one no second announcement', async () => {
  const { roundId } = await openedRound(office, schoolPlan({ 甲: 1, 乙: 1 }), threeChildren)
  expect(() => object(roundId, 'A1')).toThrow(/当前为“受理中”/)
  expect(() => announce(roundId)).toThrow(/当前为“受理中”/)
  expect(() => publish(roundId)).toThrow(/当前为“受理中”/)
  expect(() => announce('x')).toThrow(/没有找到/)
})

test('an objection is decided once, by a supervisor who did not record it', async () => {
  const roundId = await announced()
  const mine = object(roundId, 'A3', 'supervisor')
  expect(() => decide(roundId, mine, { who: 'clerk' })).toThrow(/须由主管办理/)
  expect(() => decide(roundId, mine)).toThrow(/由您登记，须由另一位主管答复/)
  expect(getRoundPage(office.as('supervisor'), roundId).objections[0]?.decide).toEqual({
    action: 'decide',
    allowed: false,
    reason: '这件异议由您登记，须由另一位主管答复',
  })
  expect(getRoundPage(office.as('second'), roundId).objections[0]?.decide.allowed).toBe(true)
  expect(decide(roundId, mine, { who: 'second' })).toEqual({ upheld: false })
  const other = object(roundId, 'A2')
  expect(() => decide(roundId, mine, { who: 'second' })).toThrow(/已经答复过/)
  expect(() => decide(roundId, 'x')).toThrow(/没有找到这件异议/)
  expect(decide(roundId, other)).toEqual({ upheld: false })
  expect(() => decide(roundId, other)).toThrow(/没有待答复的异议/)
})

test('an upheld objection names a correction that changes something and can be ranked', async () => {
  const roundId = await announced()
  const id = object(roundId, 'A3')
  const wishes = (...places: string[]) => ({ wishes: places.map((place) => ({ place })) })
  expect(() => decide(roundId, id, { upheld: true })).toThrow(/没有写明名单上更正什么/)
  expect(() => decide(roundId, id, { upheld: true, correction: {} })).toThrow(/什么也没有改/)
  expect(() => decide(roundId, id, { upheld: true, correction: { points: 70 } })).toThrow(/什么也没有改/)
  expect(() => decide(roundId, id, { upheld: true, correction: wishes('丙') })).toThrow(/第 1 志愿不是本批次/)
  expect(() => decide(roundId, id, { upheld: true, correction: wishes('甲', '甲') })).toThrow(/与前面的相同/)
  expect(() => decide(roundId, id, { correction: { points: 95 } })).toThrow(/异议不成立，名单不能更正/)
  expect(roundState(office.writer, roundId).correctionDue).toBe(false)
  expect(decide(roundId, id, { upheld: true, correction: { points: '95.50' } })).toEqual({ upheld: true })
  expect(roundState(office.writer, roundId).correctionDue).toBe(true)
})

test('a correction without a class that the order asks for is refused', async () => {
  const classes = [
    { class: 1, name: '有房' },
    { class: 2, name: '租房' },
  ]
  const { roundId } = await ranRound(office, schoolPlan({ 甲: 1 }, { classes, publicityDays: 5 }), [
    { ...child('A1', 90, []), wishes: [{ place: '甲', class: 2 }] },
  ])
  const id = object(roundId, 'A1')
  const correction = { wishes: [{ place: '甲' }] }
  expect(() => decide(roundId, id, { upheld: true, correction })).toThrow(/没有写明类别/)
  const better = { wishes: [{ place: '甲', class: 1 }] }
  expect(decide(roundId, id, { upheld: true, correction: better })).toEqual({ upheld: true })
})

test('while a correction is due nothing is announced or published, and the list may be frozen anew', async () => {
  const roundId = await announced()
  const id = object(roundId, 'A3')
  office.clock.setToday('2026-06-27')
  expect(() => publish(roundId)).toThrow(/还有 1 件异议没有答复/)
  decide(roundId, id, { upheld: true, correction: { removed: true } })
  expect(() => publish(roundId)).toThrow(/重新冻结、重新运行/)
  const freeze = getRoundPage(office.as('clerk'), roundId).actions.find(({ action }) => action === 'freeze')
  expect(freeze).toEqual({ action: 'freeze', allowed: true })
})

test('a result is published from the day after the announcement, by a supervisor who did not run the round', async () => {
  const { roundId } = await ranRound(
    office,
    schoolPlan({ 甲: 1, 乙: 1 }, { publicityDays: 5 }),
    threeChildren,
    {
      runner: 'supervisor',
    },
  )
  announce(roundId)
  office.clock.setToday('2026-06-26')
  expect(() => publish(roundId, 'second')).toThrow(/公示到 2026-06-26 为止，当天仍可提出异议，次日起可以公布/)
  office.clock.setToday('2026-06-27')
  expect(() => publish(roundId, 'clerk')).toThrow(/须由主管办理/)
  expect(() => publish(roundId)).toThrow(/由您运行，须由另一位主管/)
  const commandId = randomUUID()
  expect(publish(roundId, 'second', commandId)).toEqual({ status: 'published' })
  expect(publish(roundId, 'second', commandId)).toEqual({ status: 'published' })
  expect(() => publish(roundId, 'second')).toThrow(/已公布/)
  expect(listHoldings(office.writer, roundId)).toEqual([
    { round_id: roundId, no: 'A1', place: '甲', via: 'run', reply: null },
    { round_id: roundId, no: 'A2', place: '乙', via: 'run', reply: null },
    { round_id: roundId, no: 'A3', place: null, via: 'run', reply: null },
  ])
})

test('of a single list nothing else is asked', async () => {
  const { roundId } = await ranRound(office, listPlan(1), [person('B1', 90), person('B2', 80)])
  announce(roundId)
  publish(roundId)
  expect(listHoldings(office.writer, roundId).map(({ no, place }) => [no, place])).toEqual([
    ['B1', 'city'],
    ['B2', null],
  ])
})
