import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { announceRound } from '#electron/services/rounds/announce.ts'
import { arrangePlace } from '#electron/services/rounds/arrange.ts'
import { closeRound } from '#electron/services/rounds/close.ts'
import { freedPlaces } from '#electron/services/rounds/held.ts'
import { getLeftovers } from '#electron/services/rounds/leftovers.ts'
import { getRoundPage } from '#electron/services/rounds/page.ts'
import { publishRound } from '#electron/services/rounds/publish.ts'
import { replaceApplicant } from '#electron/services/rounds/replace.ts'
import { recordReply } from '#electron/services/rounds/replies.ts'
import { roundState } from '#electron/services/rounds/state.ts'
import { listHoldings } from '#electron/store/tables/holdings.ts'
import { listRunSeats } from '#electron/store/tables/runs.ts'
import type { Applicant, RoundPlan } from '#shared/domain/allocation/index.ts'
import { holdingsOf, type Reply } from '#shared/domain/cases/index.ts'
import { child, listPlan, person, ranRound, schoolPlan } from './round-fixture.ts'
import { openTestOffice, type TestOffice, type Who } from './test-office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

let serial = 0
async function published(plan: RoundPlan, applicants: readonly Applicant[]): Promise<string> {
  serial += 1
  const { roundId } = await ranRound(office, plan, applicants, { title: `示例第${serial}批次` })
  announceRound(office.as('clerk'), { commandId: randomUUID(), roundId })
  publishRound(office.as('supervisor'), { commandId: randomUUID(), roundId })
  return roundId
}

const reply = (roundId: string, no: string, answer: Reply, commandId: string = randomUUID()) =>
  recordReply(office.as('clerk'), { commandId, roundId, no, reply: answer })
const replace = (roundId: string, no: string, commandId: string = randomUUID()) =>
  replaceApplicant(office.as('clerk'), { commandId, roundId, no }).no
const arrange = (roundId: string, no: string, place: string, who: Who = 'supervisor') =>
  arrangePlace(office.as(who), { commandId: randomUUID(), roundId, no, place, reason: '示例·就近统筹' })
const close = (roundId: string, who: Who = 'supervisor') =>
  closeRound(office.as(who), { commandId: randomUUID(), roundId })
const held = (roundId: string) =>
  Object.fromEntries(listHoldings(office.writer, roundId).map(({ no, place }) => [no, place]))

const family = [
  child('A1', 90, ['甲', '乙']),
  child('A2', 80, ['甲', '乙']),
  child('A3', 70, ['甲']),
  child('A4', 60, ['乙']),
]

test('an answer is recorded once for whoever holds a place; an accepted one may be withdrawn', async () => {
  const roundId = await published(schoolPlan({ 甲: 1, 乙: 1 }), family)
  const commandId = randomUUID()
  expect(reply(roundId, 'A1', 'accepted', commandId)).toEqual({ reply: 'accepted' })
  expect(reply(roundId, 'A1', 'accepted', commandId)).toEqual({ reply: 'accepted' })
  expect(() => reply(roundId, 'A1', 'accepted')).toThrow(/已登记“已接受”；之后只能再登记放弃/)
  expect(() => reply(roundId, 'A1', 'lapsed')).toThrow(/之后只能再登记放弃/)
  expect(reply(roundId, 'A1', 'declined')).toEqual({ reply: 'declined' })
  expect(() => reply(roundId, 'A1', 'accepted')).toThrow(/已登记“已放弃”，不能再改/)
  expect(() => reply(roundId, 'A3', 'accepted')).toThrow(/没有去处/)
  expect(() => reply(roundId, 'A9', 'accepted')).toThrow(/冻结名单上没有/)
  expect(roundState(office.writer, roundId).placeEvents).toHaveLength(2)
})

test('nobody answers before the result is published', async () => {
  const { roundId } = await ranRound(office, schoolPlan({ 甲: 1, 乙: 1 }), family)
  expect(() => reply(roundId, 'A1', 'accepted')).toThrow(/待公示/)
  expect(() => replace(roundId, 'A1')).toThrow(/待公示/)
  expect(() => arrange(roundId, 'A3', '乙')).toThrow(/待公示/)
  expect(() => close(roundId)).toThrow(/待公示/)
  expect(() => getLeftovers(office.as('clerk'), roundId)).toThrow(/还没有公布结果/)
})

test('no answer lapses the day after the last working day, counted from publication or from the replacement', async () => {
  const roundId = await published(schoolPlan({ 甲: 1, 乙: 1 }), family)
  // Two working days after Thursday 18 June: Friday is a holiday, so Monday and Tuesday.
  office.clock.setToday('2026-06-23')
  expect(() => reply(roundId, 'A1', 'lapsed')).toThrow(/到 2026-06-23 为止，2026-06-24 起可以登记逾期/)
  office.clock.setToday('2026-06-24')
  reply(roundId, 'A1', 'lapsed')
  expect(replace(roundId, 'A1')).toBe('A2')
  expect(() => reply(roundId, 'A2', 'lapsed')).toThrow(/到 2026-06-26 为止/)
  office.clock.setToday('2026-06-27')
  expect(reply(roundId, 'A2', 'lapsed')).toEqual({ reply: 'lapsed' })
})

test('a place given up goes to the next who waits for it, and what that one leaves is given up in turn', async () => {
  const roundId = await published(schoolPlan({ 甲: 1, 乙: 1 }), family)
  expect(held(roundId)).toEqual({ A1: '甲', A2: '乙', A3: null, A4: null })
  reply(roundId, 'A1', 'declined')
  const commandId = randomUUID()
  expect(replace(roundId, 'A1', commandId)).toBe('A2')
  expect(replace(roundId, 'A1', commandId)).toBe('A2')
  expect(held(roundId)).toEqual({ A1: null, A2: '甲', A3: null, A4: null })
  expect(() => replace(roundId, 'A1')).toThrow(/已经递补/)
  expect(getRoundPage(office.as('clerk'), roundId).freed).toEqual([
    { no: 'A2', place: '乙', placeName: '示例乙小学', awaited: true },
  ])
  expect(replace(roundId, 'A2')).toBe('A4')
  expect(held(roundId)).toEqual({ A1: null, A2: '甲', A3: null, A4: '乙' })
  expect(getRoundPage(office.as('clerk'), roundId).freed).toEqual([])
})

test('whoever accepted stays where that is, and the next one is called', async () => {
  const roundId = await published(schoolPlan({ 甲: 1, 乙: 1 }), family)
  reply(roundId, 'A2', 'accepted')
  reply(roundId, 'A1', 'declined')
  expect(replace(roundId, 'A1')).toBe('A3')
  expect(held(roundId)).toEqual({ A1: null, A2: '乙', A3: '甲', A4: null })
})

test('whoever gave a place up is out for good, also of other places', async () => {
  const roundId = await published(schoolPlan({ 甲: 1, 乙: 1 }), [
    child('A1', 90, ['甲', '乙']),
    child('A2', 80, ['乙']),
  ])
  reply(roundId, 'A1', 'declined')
  expect(replace(roundId, 'A1')).toBeNull()
  reply(roundId, 'A2', 'declined')
  expect(replace(roundId, 'A2')).toBeNull()
  expect(roundState(office.writer, roundId).placeEvents.map(({ kind }) => kind)).toEqual(['reply', 'reply'])
})

test('the class goes before the points along the waiting order too, and kept seats go to holders of the tag', async () => {
  const classes = [
    { class: 1, name: '有房' },
    { class: 2, name: '租房' },
  ]
  const inClass = (no: string, points: number, own: number, tags?: string[]): Applicant => ({
    ...child(no, points, [], tags === undefined ? {} : { tags }),
    wishes: [{ place: '甲', class: own }],
  })
  const roundId = await published(schoolPlan({ 甲: 1 }, { classes }), [
    inClass('A1', 50, 1),
    inClass('A2', 99, 2),
    inClass('A3', 40, 1),
  ])
  reply(roundId, 'A1', 'declined')
  expect(replace(roundId, 'A1')).toBe('A3')
  const reserved = { tag: '示例标签', count: 1, precedence: 'reserved-first' }
  const places = [{ id: '甲', name: '示例甲小学', town: null, capacity: 2, reserved }]
  const kept = await published(schoolPlan({}, { classes, places }), [
    inClass('B1', 50, 1, ['示例标签']),
    inClass('B2', 90, 1),
    inClass('B3', 80, 1),
    inClass('B4', 40, 1, ['示例标签']),
  ])
  reply(kept, 'B1', 'declined')
  expect(replace(kept, 'B1')).toBe('B4')
  reply(kept, 'B2', 'declined')
  expect(replace(kept, 'B2')).toBe('B3')
})

test('in a list with quotas a freed place goes to the next of the town, then to the city', async () => {
  const quotas = [{ town: '龙山镇', places: 1 }]
  const roundId = await published(listPlan(2, { quotas }), [
    person('B1', 90),
    person('B2', 85),
    person('B3', 50, { group: '龙山镇' }),
    person('B4', 40, { group: '龙山镇' }),
  ])
  reply(roundId, 'B3', 'declined')
  expect(replace(roundId, 'B3')).toBe('B4')
  reply(roundId, 'B4', 'declined')
  expect(replace(roundId, 'B4')).toBe('B2')
  reply(roundId, 'B1', 'declined')
  expect(replace(roundId, 'B1')).toBeNull()
})

test('a place is arranged by a supervisor for somebody without one, where there is room and nobody waits', async () => {
  const roundId = await published(schoolPlan({ 甲: 1, 乙: 1, 丙: 2 }), family)
  expect(() => arrange(roundId, 'A3', '丙', 'clerk')).toThrow(/须由主管办理/)
  expect(() => arrange(roundId, 'A3', '甲')).toThrow(/共 1 个名额，已有 1 人，没有空余/)
  expect(() => arrange(roundId, 'A1', '丙')).toThrow(/已有去处/)
  expect(() => arrange(roundId, 'A9', '丙')).toThrow(/冻结名单上没有/)
  expect(() => arrange(roundId, 'A3', '丁')).toThrow(/不在本批次的方案里/)
  reply(roundId, 'A1', 'declined')
  expect(() => arrange(roundId, 'A4', '甲')).toThrow(/空余 1 个名额，但还有人候补/)
  expect(() => arrange(roundId, 'A1', '丙')).toThrow(/已放弃/)
  expect(arrange(roundId, 'A4', '丙')).toEqual({ no: 'A4', place: '丙' })
  expect(held(roundId)).toMatchObject({ A4: '丙' })
  const { placeEvents } = roundState(office.writer, roundId)
  expect(placeEvents.at(-1)).toMatchObject({ kind: 'arrange', no: 'A4', reason: '示例·就近统筹' })
})

test('a round is closed when everybody has answered and nobody waits for what was given up', async () => {
  const roundId = await published(schoolPlan({ 甲: 1, 乙: 1 }), family)
  expect(() => close(roundId, 'clerk')).toThrow(/须由主管办理/)
  expect(() => close(roundId)).toThrow(/还有 2 人没有答复/)
  reply(roundId, 'A2', 'accepted')
  reply(roundId, 'A1', 'declined')
  expect(() => close(roundId)).toThrow(/还有 1 个空出的名额有人候补/)
  expect(replace(roundId, 'A1')).toBe('A3')
  expect(() => close(roundId)).toThrow(/还有 1 人没有答复/)
  reply(roundId, 'A3', 'declined')
  expect(replace(roundId, 'A3')).toBeNull()
  expect(close(roundId)).toEqual({ status: 'closed' })
  expect(() => reply(roundId, 'A2', 'declined')).toThrow(/已办结/)
})

test('what is left is told to whoever plans the next round', async () => {
  const roundId = await published(schoolPlan({ 甲: 1, 乙: 1, 丙: 2 }), family)
  expect(getLeftovers(office.as('clerk'), roundId)).toEqual({
    places: [{ id: '丙', name: '示例丙小学', free: 2, waiting: 0, callFirst: false }],
    waiting: 2,
  })
  reply(roundId, 'A1', 'declined')
  expect(getLeftovers(office.as('clerk'), roundId)).toEqual({
    places: [
      { id: '甲', name: '示例甲小学', free: 1, waiting: 2, callFirst: true },
      { id: '丙', name: '示例丙小学', free: 2, waiting: 0, callFirst: false },
    ],
    waiting: 2,
  })
  const list = await published(listPlan(5, { quotas: [{ town: '龙山镇', places: 2 }] }), [person('B1', 90)])
  expect(getLeftovers(office.as('clerk'), list)).toEqual({
    places: [
      { id: '龙山镇', name: '示例补贴名额（龙山镇）', free: 2, waiting: 0, callFirst: false },
      { id: 'city', name: '示例补贴名额', free: 2, waiting: 0, callFirst: false },
    ],
    waiting: 0,
  })
})

test('whatever is answered and replaced, capacities hold and the holdings are the fold of the events', async () => {
  const schools = ['甲', '乙', '丙']
  const children = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 5 }), fc.shuffledSubarray(schools, { minLength: 1 })),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  const steps = fc.array(fc.tuple(fc.nat(7), fc.constantFrom('accepted', 'declined', 'replace')), {
    maxLength: 20,
  })
  await fc.assert(
    fc.asyncProperty(children, steps, async (drawn, done) => {
      const plan = schoolPlan({ 甲: 1, 乙: 2, 丙: 1 })
      const applicants = drawn.map(([points, wishes], index) => child(`A${index}`, points, wishes))
      const roundId = await published(plan, applicants)
      for (const [index, step] of done) {
        const no = `A${index}`
        try {
          if (step === 'replace') replace(roundId, no)
          else reply(roundId, no, step as Reply)
        } catch (error) {
          expect(error).toMatchObject({ code: 'CONFLICT' })
        }
        requireSound(roundId, plan)
      }
    }),
    { numRuns: 25 },
  )
})

function requireSound(roundId: string, plan: RoundPlan): void {
  const rows = listHoldings(office.writer, roundId)
  for (const { id, capacity } of plan.places)
    expect(rows.filter(({ place }) => place === id).length).toBeLessThanOrEqual(capacity)
  const state = roundState(office.writer, roundId)
  const runId = state.runs.at(-1)?.runId ?? ''
  const seats = listRunSeats(office.writer, runId).map(({ no, place }) => [no, place] as const)
  const folded = holdingsOf(seats, state.placeEvents)
  expect(
    new Map(rows.map(({ no, place, via, reply: answer }) => [no, { place, via, reply: answer }])),
  ).toEqual(folded)
  for (const { place } of freedPlaces(office.writer, roundId, state))
    expect(rows.filter((row) => row.place === place).length).toBeLessThan(
      plan.places.find(({ id }) => id === place)?.capacity ?? 0,
    )
}
