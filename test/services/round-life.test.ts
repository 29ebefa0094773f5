import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { arrangePlace } from '#electron/services/rounds/arrange.ts'
import { closeRound } from '#electron/services/rounds/close.ts'
import { getEntrantPage } from '#electron/services/rounds/entrant-page.ts'
import { getLeftovers } from '#electron/services/rounds/leftovers.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { getRoundPage } from '#electron/services/rounds/page.ts'
import { replaceApplicant } from '#electron/services/rounds/replace.ts'
import { recordReply } from '#electron/services/rounds/replies.ts'
import { listHoldings } from '#electron/store/tables/holdings.ts'
import type { Reply } from '#shared/ipc/rounds.ts'
import { child, listPlan, openedRound, person, schoolPlan } from './round-fixture.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { publishToEnd, runToEnd } from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const command = () => ({ commandId: randomUUID() })

async function published(roundId: string): Promise<string> {
  await runToEnd(office.as('clerk'), roundId)
  publishToEnd(office, roundId)
  return roundId
}

function reply(roundId: string, no: string, answer: Reply): void {
  recordReply(office.as('clerk'), { ...command(), roundId, no, reply: answer })
}

const holders = (roundId: string) =>
  Object.fromEntries(listHoldings(office.writer, roundId).map(({ no, place }) => [no, place]))

test('rent support: a line that includes its number, equals all admitted, a place given up and taken', async () => {
  const plan = listPlan(2, { line: '40', equals: 'admit', replyDays: 3 })
  const people = [person('P1', 50), person('P2', 45), person('P3', 45), person('P4', 40), person('P5', 39.99)]
  const roundId = await published((await openedRound(office, plan, people)).roundId)
  expect(holders(roundId)).toEqual({ P1: 'city', P2: 'city', P3: 'city', P4: null, P5: null })
  const below = getEntrantPage(office.as('clerk'), { roundId, no: 'P5' })
  expect(below.wishes[0]).toMatchObject({ code: 'BELOW_LINE', own: '39.99 分', cutoff: '40.00 分' })
  reply(roundId, 'P1', 'accepted')
  reply(roundId, 'P2', 'accepted')
  reply(roundId, 'P3', 'declined')
  // Equals stood one above the two places, so nobody is called for the place that was one too many.
  const surplus = () => replaceApplicant(office.as('clerk'), { ...command(), roundId, no: 'P3' })
  expect(surplus).toThrow(expect.objectContaining({ code: 'CONFLICT' }))
  reply(roundId, 'P2', 'declined')
  const [freed] = getRoundPage(office.as('clerk'), roundId).freed
  const replace = { ...command(), roundId, no: freed?.no ?? '' }
  expect(replaceApplicant(office.as('clerk'), replace)).toEqual({ no: 'P4' })
  expect(getRoundPage(office.as('clerk'), roundId).freed).toEqual([])
  reply(roundId, 'P4', 'accepted')
  expect(closeRound(office.as('supervisor'), { ...command(), roundId })).toEqual({ status: 'closed' })
  expect(getRoundPage(office.as('clerk'), roundId).timeline.length).toBeGreaterThan(8)
})

test('twins go to one school by the declared pass, and the rest to a second round and to 统筹安排', async () => {
  const classes = [
    { class: 1, name: '示例一类' },
    { class: 2, name: '示例二类' },
  ]
  const plan = schoolPlan({ A: 2, B: 1, C: 2 }, { classes, siblingClass: 0 })
  const wish = (no: string, points: number, wishes: string[], family?: string) => ({
    ...child(no, points, wishes, family === undefined ? {} : { family }),
    wishes: wishes.map((place) => ({ place, class: 2 })),
  })
  const children = [
    wish('N1', 90, ['A', 'B']),
    wish('N2', 70, ['A', 'B'], 'T'),
    wish('N3', 60, ['A', 'B'], 'T'),
    wish('N4', 80, ['A', 'B']),
    wish('N5', 10, ['A']),
  ]
  const alone = await openedRound(office, schoolPlan({ A: 2, B: 1, C: 2 }, { classes }), children, {
    title: '各自',
  })
  await runToEnd(office.as('clerk'), alone.roundId)
  const roundId = await published((await openedRound(office, plan, children)).roundId)
  // Without the pass N2 gets the one place of B and N3 nothing; with it both keep what the class gives them.
  expect(getEntrantPage(office.as('clerk'), { roundId: alone.roundId, no: 'N2' }).placeId).toBe('B')
  expect(holders(roundId)).toMatchObject({ N1: 'A', N5: null })
  expect(getLeftovers(office.as('clerk'), roundId).places).toContainEqual(
    expect.objectContaining({ id: 'C', free: 2 }),
  )
  const arrange = { ...command(), roundId, no: 'N5', place: 'C', reason: '示例：就近安排' }
  expect(arrangePlace(office.as('supervisor'), arrange)).toEqual({ no: 'N5', place: 'C' })
  expect(getEntrantPage(office.as('clerk'), { roundId, no: 'N5' }).result).toContain('统筹安排')
  const next = { ...command(), title: '示例第二轮', plan: schoolPlan({ C: 1 }), after: roundId }
  const second = openRound(office.as('supervisor'), next)
  const { after, applications } = getRoundPage(office.as('clerk'), second.id)
  expect(after).toMatchObject({ id: roundId })
  const waiting = listHoldings(office.writer, roundId).filter(({ place }) => place === null).length
  expect(applications).toBe(waiting)
})
