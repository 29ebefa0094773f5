import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ZodError } from 'zod'
import { amendPlan } from '#electron/services/rounds/amend.ts'
import { announceRound } from '#electron/services/rounds/announce.ts'
import { arrangePlace } from '#electron/services/rounds/arrange.ts'
import { closeRound } from '#electron/services/rounds/close.ts'
import { getEntrantPage } from '#electron/services/rounds/entrant-page.ts'
import { roundFolder } from '#electron/services/rounds/folder.ts'
import { ADDED_PLACES } from '#electron/services/rounds/held.ts'
import { getLeftovers } from '#electron/services/rounds/leftovers.ts'
import { getRoundPage } from '#electron/services/rounds/page.ts'
import { publishRound } from '#electron/services/rounds/publish.ts'
import { replaceApplicant } from '#electron/services/rounds/replace.ts'
import { recordReply } from '#electron/services/rounds/replies.ts'
import { roundState } from '#electron/services/rounds/state.ts'
import { listHoldings } from '#electron/store/tables/holdings.ts'
import { CounterError } from '#shared/base/failure.ts'
import { type Applicant, RoundPlan } from '#shared/domain/allocation/index.ts'
import type { Reply } from '#shared/domain/cases/index.ts'
import { child, listPlan, person, ranRound, schoolPlan } from './round-fixture.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

async function published(
  plan: RoundPlan,
  applicants: readonly Applicant[],
  title = '示例批次',
): Promise<string> {
  const { roundId } = await ranRound(office, plan, applicants, { title })
  announceRound(office.as('clerk'), { commandId: randomUUID(), roundId })
  publishRound(office.as('supervisor'), { commandId: randomUUID(), roundId })
  return roundId
}

const reply = (roundId: string, no: string, answer: Reply) =>
  recordReply(office.as('clerk'), { commandId: randomUUID(), roundId, no, reply: answer })
const replace = (roundId: string, no: string, place?: string) =>
  replaceApplicant(office.as('clerk'), {
    commandId: randomUUID(),
    roundId,
    no,
    ...(place === undefined ? {} : { place }),
  }).no
const arrange = (roundId: string, no: string, place: string) =>
  arrangePlace(office.as('supervisor'), { commandId: randomUUID(), roundId, no, place, reason: '示例统筹' })
const amend = (roundId: string, plan: RoundPlan) =>
  amendPlan(office.as('supervisor'), { commandId: randomUUID(), roundId, plan, reason: '示例·增加名额' })
const held = (roundId: string) =>
  Object.fromEntries(listHoldings(office.writer, roundId).map(({ no, place }) => [no, place]))
const freed = (roundId: string) =>
  getRoundPage(office.as('clerk'), roundId).freed.map(({ no, place }) => [no, place])

const CHILDREN = [
  child('A1', 90, ['甲', '乙']),
  child('A2', 80, ['甲', '乙']),
  child('A3', 70, ['甲']),
  child('A4', 60, ['乙']),
]

test('a place added after publication goes along the waiting order, and what is left for it too', async () => {
  const roundId = await published(schoolPlan({ 甲: 1, 乙: 1 }), CHILDREN)
  expect(held(roundId)).toEqual({ A1: '甲', A2: '乙', A3: null, A4: null })
  amend(roundId, schoolPlan({ 甲: 2, 乙: 1 }))
  expect(freed(roundId)).toEqual([[ADDED_PLACES, '甲']])
  expect(() => arrange(roundId, 'A4', '甲')).toThrow(/还有人候补/)
  reply(roundId, 'A1', 'accepted')
  reply(roundId, 'A2', 'accepted')
  expect(() => closeRound(office.as('supervisor'), { commandId: randomUUID(), roundId })).toThrow(
    /1 个空出的名额有人候补/,
  )
  expect(replace(roundId, ADDED_PLACES)).toBe('A3')
  expect(freed(roundId)).toEqual([])
  expect(() => replace(roundId, ADDED_PLACES)).toThrow(/没有递补：新增名额/)
  amend(roundId, schoolPlan({ 甲: 2, 乙: 3 }))
  expect(replace(roundId, ADDED_PLACES, '乙')).toBe('A4')
  expect(replace(roundId, ADDED_PLACES, '乙')).toBeNull()
  expect(getLeftovers(office.as('clerk'), roundId).places).toEqual([
    { id: '乙', name: '示例乙小学', free: 1, waiting: 0, callFirst: false },
  ])
  expect(getEntrantPage(office.as('clerk'), { roundId, no: 'A4' }).timeline[0]?.what).toBe(
    '申请 A4 递补到示例乙小学，用新增的名额',
  )
})

test('in a list with a town’s places an added place goes to the next of the city', async () => {
  const quotas = [{ town: '龙山镇', places: 1 }]
  const people = [person('B1', 90), person('B2', 85), person('B3', 50, { group: '龙山镇' }), person('B4', 40)]
  const roundId = await published(listPlan(2, { quotas }), people)
  amend(roundId, listPlan(3, { quotas }))
  expect(replace(roundId, ADDED_PLACES)).toBe('B2')
  expect(freed(roundId)).toEqual([])
  reply(roundId, 'B3', 'declined')
  expect(replace(roundId, 'B3')).toBe('B4')
  expect(Object.values(held(roundId)).filter((place) => place !== null)).toHaveLength(3)
})

test('a place taken off again is given to nobody', async () => {
  const roundId = await published(schoolPlan({ 甲: 2, 乙: 1 }), CHILDREN)
  reply(roundId, 'A1', 'declined')
  amend(roundId, schoolPlan({ 甲: 1, 乙: 1 }))
  expect(freed(roundId)).toEqual([])
  expect(() => replace(roundId, 'A1')).toThrow(/没有空出/)
})

test('who left one place and gave another up holds nobody back, where only one of them is waited for', async () => {
  const roundId = await published(schoolPlan({ 甲: 1, 乙: 1 }), [
    child('A1', 90, ['甲']),
    child('A2', 80, ['甲', '乙']),
    child('A3', 70, ['甲']),
  ])
  reply(roundId, 'A1', 'declined')
  expect(replace(roundId, 'A1')).toBe('A2')
  reply(roundId, 'A2', 'declined')
  expect(freed(roundId)).toEqual([
    ['A2', '乙'],
    ['A2', '甲'],
  ])
  expect(replace(roundId, 'A2')).toBe('A3')
  reply(roundId, 'A3', 'accepted')
  expect(() => closeRound(office.as('supervisor'), { commandId: randomUUID(), roundId })).not.toThrow()
})

test('nobody arranges a place for whoever was refused or did not agree', async () => {
  const roundId = await published(schoolPlan({ 甲: 1, 乙: 3 }), [
    child('A1', 90, ['甲'], { refused: '示例条件' }),
    child('A2', 80, ['甲'], { consent: false }),
    child('A3', 70, ['甲']),
    child('A4', 60, ['甲']),
  ])
  expect(() => arrange(roundId, 'A1', '乙')).toThrow(/审核不符合条件（示例条件）/)
  expect(() => arrange(roundId, 'A2', '乙')).toThrow(/本人未同意参加/)
  const page = getEntrantPage(office.as('supervisor'), { roundId, no: 'A1' })
  expect(page.actions.find(({ action }) => action === 'arrange')?.allowed).toBe(false)
  expect(arrange(roundId, 'A4', '乙').no).toBe('A4')
})

test('the folder of a round holds the plan it ran under, whatever was added since', async () => {
  const roundId = await published(schoolPlan({ 甲: 1, 乙: 1 }), CHILDREN)
  const before = roundFolder(office.as('clerk'), roundId)
  amend(roundId, schoolPlan({ 甲: 2, 乙: 1 }))
  expect(roundFolder(office.as('clerk'), roundId)).toEqual(before)
})

const LONG = '龙山镇'
const seats = fc.integer({ min: 0, max: 3 })
const somebody = fc.record({
  points: fc.integer({ min: 1, max: 4 }),
  wishes: fc.shuffledSubarray(['甲', '乙'], { minLength: 1 }),
  tagged: fc.boolean(),
  elsewhere: fc.boolean(),
})
const step = fc.tuple(
  fc.nat(7),
  fc.constantFrom('accepted', 'declined', 'replace', 'amend', 'arrange'),
  seats,
)

const KINDS: readonly [string, (first: number, second: number) => RoundPlan][] = [
  [
    'schools that keep a seat',
    (first, second) => {
      const plan = schoolPlan({ 甲: first, 乙: second })
      const kept = { tag: '示例标签', count: 1, precedence: 'reserved-first' as const }
      return {
        ...plan,
        places: plan.places.map((place) => ({ ...place, ...(place.capacity > 0 ? { reserved: kept } : {}) })),
      }
    },
  ],
  ['a list with a town’s places', (first) => listPlan(first + 1, { quotas: [{ town: LONG, places: 1 }] })],
  [
    'a list whose town’s places revert to nobody',
    (first) => listPlan(first + 1, { quotas: [{ town: LONG, places: 1 }], reversion: 'none' }),
  ],
  ['a list that admits equals, with a line', (first) => listPlan(first, { equals: 'admit', line: '2' })],
]

let serial = 0
/** Answers everything, calls whoever can be called and closes: then nobody waits for what is free. */
function requireNobodyWaits(roundId: string, people: readonly Applicant[]): void {
  for (let turn = 0; turn < 40; turn += 1) {
    for (const { no, place, reply: answer } of listHoldings(office.writer, roundId))
      if (place !== null && answer === null) reply(roundId, no, 'accepted')
    for (const [no = '', place] of freed(roundId)) replace(roundId, no, place)
  }
  closeRound(office.as('supervisor'), { commandId: randomUUID(), roundId })
  const { plan } = roundState(office.writer, roundId)
  const rows = new Map(listHoldings(office.writer, roundId).map((row) => [row.no, row]))
  for (const { id, capacity } of plan.places) {
    const isSingle = plan.kind !== 'school'
    const holders = [...rows.values()].filter(({ place }) => place === id || (isSingle && place !== null))
    if (holders.length >= capacity || plan.reversion === 'none') continue
    for (const { no, wishes, points } of people) {
      const row = rows.get(no)
      if (row?.place !== null || row.reply !== null) continue
      const isWaiting = isSingle
        ? Number(points) >= Number(plan.line ?? 0)
        : wishes?.some(({ place }) => place === id)
      expect([id, no, isWaiting]).toEqual([id, no, false])
    }
  }
}

test.each(KINDS)('whatever is answered, added and taken off, capacities hold: %s', async (_name, planFor) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(somebody, { minLength: 1, maxLength: 8 }),
      seats,
      fc.array(step, { maxLength: 25 }),
      async (people, first, steps) => {
        serial += 1
        const plan = planFor(first, 1)
        const applicants = people.map(({ points, wishes, tagged, elsewhere }, index) => {
          const more = { ...(tagged ? { tags: ['示例标签'] } : {}), ...(elsewhere ? { group: LONG } : {}) }
          return plan.kind === 'school'
            ? child(`A${index}`, points, wishes, more)
            : person(`A${index}`, points, elsewhere ? { group: LONG } : {})
        })
        const roundId = await published(plan, applicants, `示例第${serial}批次`)
        const limits = new Map(plan.places.map(({ id, capacity }) => [id, capacity]))
        const surplus = plan.equals === 'admit' ? Object.values(held(roundId)).filter(Boolean).length : 0
        for (const [index, what, capacity] of steps) {
          const no = `A${index}`
          try {
            if (what === 'replace') replace(roundId, index === 7 ? ADDED_PLACES : no)
            else if (what === 'amend') {
              const changed = roundState(office.writer, roundId).plan
              const places = changed.places.map((place, at) => (at === 0 ? { ...place, capacity } : place))
              amend(roundId, RoundPlan.parse({ ...changed, places }))
              limits.set(places[0]?.id ?? '', capacity)
            } else if (what === 'arrange') arrange(roundId, no, plan.places[0]?.id ?? '')
            else reply(roundId, no, what)
          } catch (error) {
            expect(['CONFLICT', 'BAD_INPUT', undefined]).toContain(
              error instanceof CounterError ? error.code : undefined,
            )
            if (!(error instanceof CounterError) && !(error instanceof ZodError)) throw error
          }
          const rows = listHoldings(office.writer, roundId).filter(({ place }) => place !== null)
          const byPlace = (id: string) =>
            plan.kind === 'school' ? rows.filter(({ place }) => place === id).length : rows.length
          for (const [id, limit] of limits) expect(byPlace(id)).toBeLessThanOrEqual(Math.max(limit, surplus))
          getRoundPage(office.as('supervisor'), roundId)
        }
        requireNobodyWaits(roundId, applicants)
      },
    ),
    { numRuns: 25 },
  )
})
