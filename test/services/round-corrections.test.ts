import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { getCasePage } from '#electron/services/case-page.ts'
import { sha256 } from '#electron/services/hash.ts'
import { announceRound } from '#electron/services/rounds/announce.ts'
import { checkFrozen } from '#electron/services/rounds/frozen-check.ts'
import { decideObjection, recordObjection } from '#electron/services/rounds/objections.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { publishRound } from '#electron/services/rounds/publish.ts'
import { runRound } from '#electron/services/rounds/run.ts'
import { roundState } from '#electron/services/rounds/state.ts'
import { findFreeze } from '#electron/store/tables/rounds.ts'
import { findRun, findRunOfRound, listRunSeats } from '#electron/store/tables/runs.ts'
import { parseRound, roundOfList, ticketTable } from '#shared/domain/allocation/index.ts'
import type { Correction } from '#shared/domain/cases/index.ts'
import { child, listPlan, person, ranRound, schoolPlan } from './round-fixture.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { approvedCase, freezeToEnd, idNumber, plan, runFrozen } from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const state = (roundId: string) => roundState(office.writer, roundId)

function object(roundId: string, no: string): string {
  const request = { commandId: randomUUID(), roundId, no, grounds: '示例异议' }
  return recordObjection(office.as('clerk'), request).id
}

function uphold(roundId: string, objectionId: string, correction: Correction) {
  const decision = { commandId: randomUUID(), roundId, objectionId, upheld: true, reason: '示例成立' }
  return decideObjection(office.as('supervisor'), { ...decision, correction })
}

async function again(roundId: string): Promise<void> {
  await freezeToEnd(office.as('clerk'), roundId, { reason: '示例·异议成立' })
  await runFrozen(office.as('clerk'), roundId, { reason: '示例·异议成立' })
}

function lastList(roundId: string) {
  const freeze = findFreeze(office.writer, state(roundId).freezes.at(-1)?.freezeId ?? '')
  return roundOfList(freeze?.list ?? '', 'x').applicants
}

function ticketsOf(roundId: string, run: number): Map<string, string> {
  const kept = findRun(office.writer, state(roundId).runs.at(run)?.runId ?? '')
  const lines = ticketTable(parseRound(JSON.parse(kept?.frozen ?? '')), sha256)
    .trimEnd()
    .split('\n')
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]))
}

test('of two corrections of one applicant the one decided last counts, whichever was raised first', async () => {
  const { roundId } = await ranRound(office, listPlan(1), [person('B1', 90), person('B2', 80)])
  const [first, second] = [object(roundId, 'B2'), object(roundId, 'B2')]
  uphold(roundId, second, { points: '85.00' })
  uphold(roundId, first, { points: '95.00' })
  await again(roundId)
  expect(lastList(roundId).find(({ no }) => no === 'B2')?.points).toBe('95.00')
})

test('points of a correction stand on the list as those of everybody, and are a change only as a value', async () => {
  const { roundId } = await ranRound(office, listPlan(1), [person('B1', 90), person('B2', 80)])
  const id = object(roundId, 'B2')
  for (const points of [80, '80', '80.0'])
    expect(() => uphold(roundId, id, { points }), String(points)).toThrow(/什么也没有改/)
  uphold(roundId, id, { points: '95.5' })
  await again(roundId)
  expect(lastList(roundId).map(({ points }) => points)).toEqual(['90.00', '95.50'])
})

test('whoever is removed stays on the list without a place, and no ticket becomes another', async () => {
  const twins = [
    child('C1', 90, ['甲'], { family: 'F1' }),
    child('C2', 90, ['甲'], { family: 'F1' }),
    ...['C3', 'C4', 'C5', 'C6'].map((no) => child(no, 90, ['甲'])),
  ]
  const { roundId } = await ranRound(office, schoolPlan({ 甲: 3 }), twins)
  uphold(roundId, object(roundId, 'C1'), { removed: true })
  await again(roundId)
  expect(ticketsOf(roundId, 1)).toEqual(ticketsOf(roundId, 0))
  const runId = state(roundId).runs.at(-1)?.runId ?? ''
  expect(listRunSeats(office.writer, runId).find(({ no }) => no === 'C1')).toMatchObject({
    place: null,
    why: expect.stringContaining('撤出名单'),
  })
  const { differences } = await checkFrozen(office.as('clerk'), roundId)
  expect(differences.filter(({ what }) => what !== '积分')).toEqual([])
  expect(() => uphold(roundId, object(roundId, 'C1'), { points: '99.00' })).toThrow(/已经更正为撤出名单/)
})

test('a case that was taken off the list by an objection is told so and does not stay undecided', async () => {
  const roundId = openRound(office.as('supervisor'), plan()).id
  const cases = [1, 2].map((serial) => approvedCase(office, roundId, serial))
  await freezeToEnd(office.as('clerk'), roundId)
  await runFrozen(office.as('clerk'), roundId)
  uphold(roundId, object(roundId, cases[0]?.receiptNo ?? ''), { removed: true })
  await again(roundId)
  announceRound(office.as('clerk'), { commandId: randomUUID(), roundId })
  publishRound(office.as('supervisor'), { commandId: randomUUID(), roundId })
  const page = getCasePage(office.as('clerk'), cases[0]?.caseId ?? '')
  expect(page).toMatchObject({ status: 'waiting', outcome: { seated: false } })
  expect(page.outcome?.text).toContain('撤出名单')
})

test('while a list is to be corrected it is not run, and the old announcement counts no more once it is', async () => {
  const { roundId } = await ranRound(office, listPlan(1), [person('B1', 90), person('B2', 80)])
  announceRound(office.as('clerk'), { commandId: randomUUID(), roundId })
  uphold(roundId, object(roundId, 'B2'), { points: '95.00' })
  await freezeToEnd(office.as('clerk'), roundId, { reason: '示例·异议成立' })
  expect(state(roundId).announced).toBeUndefined()
  office.clock.setToday('2026-07-01')
  uphold(roundId, object(roundId, 'B1'), { points: '96.00' })
  const request = { commandId: randomUUID(), roundId, reason: '示例' }
  const run = runRound(office.as('clerk'), request, new AbortController().signal)
  await expect(run.next()).rejects.toThrow(/重新冻结/)
  await again(roundId)
  expect(() => announceRound(office.as('clerk'), { commandId: randomUUID(), roundId })).not.toThrow()
})

test('the last run is the one recorded last, also where the clock was set back between', async () => {
  const { roundId } = await ranRound(office, listPlan(1), [person('B1', 90), person('B2', 80)])
  uphold(roundId, object(roundId, 'B2'), { points: '95.00' })
  await freezeToEnd(office.as('clerk'), roundId, { reason: '示例·异议成立' })
  office.clock.setToday('2026-06-17')
  await runFrozen(office.as('clerk'), roundId, { reason: '示例·异议成立' })
  expect(findRunOfRound(office.writer, roundId)?.id).toBe(state(roundId).runs.at(-1)?.runId)
})

test('whoever was refused on the list is found eligible by an upheld objection, and gets the place', async () => {
  const people = [person('B1', 90, { refused: '示例条件' }), person('B2', 80)]
  const { roundId } = await ranRound(office, listPlan(1), people)
  uphold(roundId, object(roundId, 'B1'), { refused: null })
  expect(() => uphold(roundId, object(roundId, 'B2'), { refused: null })).toThrow(/什么也没有改/)
  decideObjection(office.as('supervisor'), {
    commandId: randomUUID(),
    roundId,
    objectionId: state(roundId).objections.at(-1)?.id ?? '',
    upheld: false,
    reason: '示例不成立',
  })
  await again(roundId)
  expect(lastList(roundId).map(({ no, refused }) => [no, refused])).toEqual([
    ['B1', undefined],
    ['B2', undefined],
  ])
  const runId = state(roundId).runs.at(-1)?.runId ?? ''
  expect(listRunSeats(office.writer, runId)[0]).toMatchObject({ no: 'B1', place: 'city' })
})

test('no correction writes an identity number onto the list, which is published', async () => {
  const { roundId } = await ranRound(office, listPlan(1), [person('B1', 90)])
  const id = object(roundId, 'B1')
  expect(() => uphold(roundId, id, { refused: `示例 ${idNumber(3)}` })).toThrow(/不能写证件号码/)
})

test.each<[Correction, string]>([
  [{ ties: { permitMonths: 3 } }, 'correction.ties'],
  [{ ties: { residenceMonths: -1 } }, 'correction.ties'],
  [{ ties: { residenceMonths: 1.5 } }, 'correction.ties'],
])('a correction that no application could say is refused: %j', async (correction, at) => {
  const one = person('B1', 90, { ties: { residenceMonths: 3 } })
  const { roundId } = await ranRound(office, listPlan(1, { ties: ['residenceMonths'] }), [one])
  expect(() => uphold(roundId, object(roundId, 'B1'), correction)).toThrow(
    expect.objectContaining({ code: 'BAD_INPUT', at }),
  )
})
