import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sha256 } from '#electron/services/hash.ts'
import { announceRound } from '#electron/services/rounds/announce.ts'
import { arrangePlace } from '#electron/services/rounds/arrange.ts'
import { getReplacement } from '#electron/services/rounds/calls.ts'
import { closeRound } from '#electron/services/rounds/close.ts'
import { commitToDraw, recordPublicNumber, revealSecret } from '#electron/services/rounds/draw-steps.ts'
import { getEntrantPage } from '#electron/services/rounds/entrant-page.ts'
import { getLeftovers } from '#electron/services/rounds/leftovers.ts'
import { getRoundPage } from '#electron/services/rounds/page.ts'
import { isRoundWaiting } from '#electron/services/rounds/page-actions.ts'
import { issuePlaceNotice } from '#electron/services/rounds/papers.ts'
import { publishRound } from '#electron/services/rounds/publish.ts'
import { replaceApplicant } from '#electron/services/rounds/replace.ts'
import { recordReply } from '#electron/services/rounds/replies.ts'
import { listSeats } from '#electron/services/rounds/seats.ts'
import { roundState } from '#electron/services/rounds/state.ts'
import { listHoldings } from '#electron/store/tables/holdings.ts'
import { type Applicant, commitmentOf, type RoundPlan } from '#shared/domain/allocation/index.ts'
import { EntrantPage, LeftoversView, ReplacementView } from '#shared/ipc/round-results.ts'
import { type Reply, SeatList } from '#shared/ipc/rounds.ts'
import { child, listPlan, openedRound, person, ranRound, schoolPlan } from './round-fixture.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { freezeToEnd } from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

let serial = 0
async function published(plan: RoundPlan, applicants: readonly Applicant[]): Promise<string> {
  serial += 1
  const { roundId } = await ranRound(office, plan, applicants, { title: `示例递补第${serial}批次` })
  announceRound(office.as('clerk'), { commandId: randomUUID(), roundId })
  publishRound(office.as('supervisor'), { commandId: randomUUID(), roundId })
  return roundId
}

const reply = (roundId: string, no: string, answer: Reply) =>
  recordReply(office.as('clerk'), { commandId: randomUUID(), roundId, no, reply: answer })
const shown = (roundId: string, no: string, place?: string) =>
  ReplacementView.parse(
    getReplacement(office.as('clerk'), { roundId, no, ...(place === undefined ? {} : { place }) }),
  )
const replace = (roundId: string, no: string, next?: string) =>
  replaceApplicant(office.as('clerk'), {
    commandId: randomUUID(),
    roundId,
    no,
    ...(next === undefined ? {} : { next }),
  }).no
const arrange = (roundId: string, no: string, place: string) =>
  arrangePlace(office.as('supervisor'), {
    commandId: randomUUID(),
    roundId,
    no,
    place,
    reason: '示例·就近统筹',
  })
const page = (roundId: string, no: string) =>
  EntrantPage.parse(getEntrantPage(office.as('clerk'), { roundId, no }))
const rows = (roundId: string) =>
  SeatList.parse(
    listSeats(office.as('clerk'), {
      text: '',
      filters: { roundId },
      sort: { key: 'no', descending: false },
      offset: 0,
      limit: 100,
    }),
  ).rows
const actionOf = (roundId: string, action: string) =>
  getRoundPage(office.as('supervisor'), roundId).actions.find((step) => step.action === action)

const FAMILY = [
  child('A1', 90, ['甲', '乙']),
  child('A2', 80, ['甲', '乙']),
  child('A3', 70, ['甲']),
  child('A4', 60, ['乙']),
]

test('before it is done it is shown who gets the place, in which turn, and what is left for it', async () => {
  const roundId = await published(schoolPlan({ 甲: 1, 乙: 1 }), FAMILY)
  expect(() => shown(roundId, 'A1')).toThrow(/没有空出待递补的名额/)
  reply(roundId, 'A1', 'declined')
  const before = listHoldings(office.writer, roundId)
  expect(shown(roundId, 'A1')).toEqual({
    placeId: '甲',
    placeName: '示例甲小学',
    next: { no: 'A2', name: '示例·A2', rank: 2, wish: 1, waiting: 1, kept: false, leaves: '示例乙小学' },
  })
  expect(listHoldings(office.writer, roundId)).toEqual(before)
  expect(replace(roundId, 'A1', 'A2')).toBe('A2')
  expect(shown(roundId, 'A2').next).toMatchObject({ no: 'A4', leaves: null, wish: 1 })
})

test('where somebody else is next by now, nothing is done', async () => {
  const roundId = await published(schoolPlan({ 甲: 1, 乙: 1 }), FAMILY)
  reply(roundId, 'A1', 'declined')
  const next = shown(roundId, 'A1').next?.no
  reply(roundId, 'A2', 'accepted')
  const before = roundState(office.writer, roundId).placeEvents.length
  expect(() => replace(roundId, 'A1', next)).toThrow(/下一位已不是申请 A2/)
  expect(roundState(office.writer, roundId).placeEvents).toHaveLength(before)
  expect(replace(roundId, 'A1', shown(roundId, 'A1').next?.no)).toBe('A3')
})

test('a kept seat passes those who stand before its holder, and says so', async () => {
  const reserved = { tag: '示例标签', count: 1, precedence: 'reserved-first' }
  const places = [{ id: '甲', name: '示例甲小学', town: null, capacity: 2, reserved }]
  const tags = ['示例标签']
  const roundId = await published(schoolPlan({}, { places }), [
    child('B1', 50, ['甲'], { tags }),
    child('B2', 90, ['甲']),
    child('B3', 80, ['甲']),
    child('B4', 40, ['甲'], { tags }),
  ])
  reply(roundId, 'B1', 'declined')
  expect(shown(roundId, 'B1').next).toMatchObject({ no: 'B4', waiting: 2, kept: true })
})

test('a place that nobody waits for is shown as such, and no round waits for anybody because of it', async () => {
  const roundId = await published(schoolPlan({ 甲: 2, 乙: 1 }), FAMILY.slice(0, 3))
  reply(roundId, 'A1', 'declined')
  expect(getRoundPage(office.as('clerk'), roundId).freed).toMatchObject([{ no: 'A1', awaited: true }])
  expect(replace(roundId, 'A1')).toBe('A3')
  reply(roundId, 'A3', 'declined')
  expect(getRoundPage(office.as('clerk'), roundId).freed).toMatchObject([{ no: 'A3', awaited: false }])
  expect(shown(roundId, 'A3').next).toBeNull()
  expect(actionOf(roundId, 'replace')).toMatchObject({ allowed: false, reason: '空出的名额没有人候补' })
  expect(page(roundId, 'A3').actions).toContainEqual({
    action: 'replace',
    allowed: false,
    reason: '空出的名额没有人候补',
  })
  expect(isRoundWaiting(office.as('clerk'), roundId, roundState(office.writer, roundId))).toBe(false)
  reply(roundId, 'A2', 'accepted')
  closeRound(office.as('supervisor'), { commandId: randomUUID(), roundId })
})

test('in a single list the next is named, of the town where that has places', async () => {
  const quotas = [{ town: '龙山镇', places: 1 }]
  const roundId = await published(listPlan(2, { quotas }), [
    person('B1', 90),
    person('B2', 85),
    person('B3', 50, { group: '龙山镇' }),
    person('B4', 40, { group: '龙山镇' }),
  ])
  reply(roundId, 'B3', 'declined')
  expect(shown(roundId, 'B3')).toMatchObject({
    placeName: '示例补贴名额',
    next: { no: 'B4', rank: 4, wish: null, waiting: null, leaves: null },
  })
})

test('whoever was arranged waits for the wishes until the place is accepted; words, numbers and call agree', async () => {
  const roundId = await published(schoolPlan({ 甲: 1, 乙: 1, 丙: 2 }), FAMILY)
  arrange(roundId, 'A3', '丙')
  const arranged = page(roundId, 'A3')
  expect(arranged.wishes).toMatchObject([{ placeId: '甲', outcome: 'not', waiting: 2 }])
  expect(arranged.outside).toMatchObject({ placeName: '示例丙小学' })
  expect(arranged.outside?.words).toMatch(/统筹安排到示例丙小学；接受之前仍候补各志愿/)
  reply(roundId, 'A2', 'accepted')
  reply(roundId, 'A1', 'declined')
  expect(page(roundId, 'A3').wishes[0]?.waiting).toBe(1)
  expect(shown(roundId, 'A1').next).toMatchObject({ no: 'A3', leaves: '示例丙小学' })
  reply(roundId, 'A3', 'accepted')
  const settled = page(roundId, 'A3')
  expect(settled.wishes[0]?.waiting).toBeNull()
  expect(settled.outside?.words).toMatch(/已接受；接受之后不再候补/)
  expect(shown(roundId, 'A1').next).toBeNull()
})

test('an arranged place that is left for a wish comes free, and is no place outside any more', async () => {
  const roundId = await published(schoolPlan({ 甲: 1, 乙: 1, 丙: 2 }), FAMILY)
  arrange(roundId, 'A3', '丙')
  reply(roundId, 'A2', 'accepted')
  reply(roundId, 'A1', 'declined')
  expect(replace(roundId, 'A1', 'A3')).toBe('A3')
  expect(page(roundId, 'A3')).toMatchObject({ placeId: '甲', outside: null })
  expect(getRoundPage(office.as('clerk'), roundId).freed).toMatchObject([
    { no: 'A3', place: '丙', awaited: false },
  ])
})

test('a place says how many wait for it, and whether one of them comes first, exactly where arranging is refused', async () => {
  const wishes = fc.shuffledSubarray(['甲', '乙', '丙'], { minLength: 1 })
  await fc.assert(
    fc.asyncProperty(fc.array(wishes, { minLength: 4, maxLength: 8 }), fc.nat(3), async (lists, leaving) => {
      const children = lists.map((wished, index) => child(`C${index}`, 90 - index, wished))
      const roundId = await published(schoolPlan({ 甲: 1, 乙: 2, 丙: 1, 丁: 1 }), children)
      const holders = listHoldings(office.writer, roundId).filter(({ place }) => place !== null)
      for (const { no } of holders.slice(0, leaving)) reply(roundId, no, 'declined')
      const { places } = LeftoversView.parse(getLeftovers(office.as('clerk'), roundId))
      const without = listHoldings(office.writer, roundId).find(
        ({ place, reply: answer }) => place === null && answer === null,
      )
      if (without === undefined) return
      for (const { id, waiting, callFirst } of places) {
        expect(waiting > 0 || !callFirst).toBe(true)
        if (callFirst) expect(() => arrange(roundId, without.no, id)).toThrow(/还有人候补/)
        else expect(waiting).toBe(0)
      }
      const open = places.find(({ callFirst }) => !callFirst)
      if (open !== undefined) arrange(roundId, without.no, open.id)
    }),
    { numRuns: 15 },
  )
})

test('nobody waits who gave a place up, was refused or is below the line, nor anybody once the round is closed', async () => {
  const roundId = await published(listPlan(1, { line: '30' }), [
    person('P1', 90),
    person('P2', 80),
    person('P3', 20),
    person('P4', 70, { refused: '示例·不在本市居住' }),
    person('P5', 60),
  ])
  reply(roundId, 'P1', 'declined')
  replace(roundId, 'P1', 'P2')
  const waits = () => Object.fromEntries(rows(roundId).map((row) => [row.no, row.waits]))
  expect(waits()).toEqual({ P1: false, P2: false, P3: false, P4: false, P5: true })
  expect(page(roundId, 'P5').wishes[0]?.waiting).toBe(1)
  reply(roundId, 'P2', 'accepted')
  closeRound(office.as('supervisor'), { commandId: randomUUID(), roundId })
  expect(waits().P5).toBe(false)
  expect(page(roundId, 'P5').wishes[0]?.waiting).toBeNull()
})

test('a notice from before a place was given does not count as that of the place', async () => {
  const roundId = await published(schoolPlan({ 甲: 1, 乙: 1 }), FAMILY)
  const issue = (no: string) =>
    issuePlaceNotice(office.as('clerk'), { commandId: randomUUID(), roundId, no }).id
  const paperOf = (no: string) => rows(roundId).find((row) => row.no === no)?.paperId
  const first = issue('A2')
  expect(paperOf('A2')).toBe(first)
  office.clock.setToday('2026-06-19')
  reply(roundId, 'A1', 'declined')
  replace(roundId, 'A1', 'A2')
  expect(paperOf('A2')).toBeNull()
  const second = issue('A2')
  expect(second).not.toBe(first)
  expect(paperOf('A2')).toBe(second)
})

test('from the day of the number on a draw waits for whoever records an absence or the number', async () => {
  const revealers = [{ name: '示例·甲', role: '公证员', fallback: '示例备用值甲' }]
  const number = { source: '示例公报第1版', day: '2026-06-20', otherwise: '顺延至次日' }
  const plan = schoolPlan({ 甲: 1, 乙: 1 }, { draw: { mode: 'commit-reveal', revealers, number } })
  const { roundId } = await openedRound(office, plan, FAMILY)
  const ofRound = () => ({ commandId: randomUUID(), roundId })
  const waits = () => isRoundWaiting(office.as('clerk'), roundId, roundState(office.writer, roundId))
  const revealer = '示例·甲'
  const commitment = commitmentOf('示例秘密', sha256)
  commitToDraw(office.as('clerk'), { ...ofRound(), revealer, commitment })
  await freezeToEnd(office.as('clerk'), roundId)
  expect(waits()).toBe(false)
  office.clock.setToday('2026-06-20')
  expect(waits()).toBe(true)
  revealSecret(office.as('clerk'), { ...ofRound(), revealer, secret: null })
  expect(waits()).toBe(true)
  recordPublicNumber(office.as('clerk'), { ...ofRound(), value: '010203' })
  expect(waits()).toBe(true)
})

test('nobody is arranged a place at a wish that was found not to be open to them', async () => {
  const barred = { wishes: [{ place: '甲' }, { place: '丙', refused: '示例·不在学区' }] }
  const roundId = await published(schoolPlan({ 甲: 1, 丙: 1, 丁: 1 }), [
    child('A1', 90, ['甲']),
    { ...child('A2', 80, []), ...barred },
  ])
  expect(() => arrange(roundId, 'A2', '丙')).toThrow(/示例丙小学审核不符合条件（示例·不在学区）/)
  arrange(roundId, 'A2', '丁')
  expect(page(roundId, 'A2').outside?.placeName).toBe('示例丁小学')
})
