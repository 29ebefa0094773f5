import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepLast } from '#electron/services/keep-last.ts'
import { listRoundEvents, recordRoundEvent, roundState } from '#electron/services/rounds/state.ts'
import { transaction } from '#electron/store/transaction.ts'
import { listPlan, openedRound, person, ranRound } from './round-fixture.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

function reply(roundId: string, no: string, fail: boolean): void {
  const { accountId } = office.as('clerk').account
  transaction(office.writer, (tx) => {
    const by = { roundId, accountId, at: '2026-06-18T02:00:00.000Z' }
    const state = recordRoundEvent(tx, by, { kind: 'reply', no, reply: 'declined' })
    expect(state.placeEvents.map((event) => event.no)).toEqual([no])
    if (fail) throw new Error('rolled back')
  })
}

test('what was recorded is read again only where it changed, and a step that was rolled back is not told', async () => {
  const { roundId } = await ranRound(office, listPlan(1), [person('1', 90), person('2', 80)])
  const before = roundState(office.writer, roundId)
  expect(roundState(office.as('clerk').reader, roundId)).toBe(before)
  expect(() => reply(roundId, '1', true)).toThrow('rolled back')
  expect(roundState(office.writer, roundId)).toEqual(before)
  // The event that is recorded now has the number of the one that was not kept.
  reply(roundId, '2', false)
  const after = roundState(office.writer, roundId)
  expect(after.placeEvents.map((event) => event.no)).toEqual(['2'])
  expect(after.plan).toBe(roundState(office.writer, roundId).plan)
  expect(before.placeEvents).toEqual([])
})

test('each round has its own events', async () => {
  const { roundId: one } = await openedRound(office, listPlan(1), [], { title: '示例甲' })
  const { roundId: other } = await openedRound(office, listPlan(2), [], { title: '示例乙' })
  const places = [one, other].map((id) => roundState(office.writer, id).plan.places[0]?.capacity)
  expect(places).toEqual([1, 2])
  expect(listRoundEvents(office.writer, one)).not.toEqual(listRoundEvents(office.writer, other))
})

test('of what is kept the one not used longest goes first', () => {
  const kept = new Map<string, number>()
  for (const name of ['a', 'b', 'a', 'c']) keepLast(kept, 2, [name, 1])
  expect([...kept.keys()]).toEqual(['a', 'c'])
})
