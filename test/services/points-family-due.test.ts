import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { endRelation } from '#electron/services/families.ts'
import { getResident } from '#electron/services/getters.ts'
import { refreshPoints } from '#electron/services/points.ts'
import { query, run } from '#electron/store/query.ts'
import { insertFact } from '#electron/store/tables/facts.ts'
import { updateResident } from '#electron/store/tables/residents.ts'
import { transaction } from '#electron/store/transaction.ts'
import { parsePlainDate as day } from '#shared/base/plain-date.ts'
import { invent, relateTo } from './family-people.ts'
import { bringIn, INSTALLED, nextPack } from './policy-files.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { idNumber, record, SOURCE } from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

test('points of a spouse in lists follow what changes of the other one, within the day', async () => {
  const indicators = INSTALLED.indicators.map((indicator) =>
    indicator.code === 'ZJ-EDU' ? { ...indicator, subject: 'either' as const } : indicator,
  )
  await bringIn(office, nextPack({ indicators, cases: [] }))
  const [one, other] = [1, 2].map((serial) =>
    invent(office, { name: `示例·第${serial}人`, number: idNumber(serial) }),
  )
  if (one === undefined || other === undefined) throw new Error('two people were made')
  const { signal } = new AbortController()
  const pointsOf = async () => {
    await refreshPoints(office.as('clerk'), signal)
    return getResident(office.writer, one.id).points_x100
  }
  record(office.as('clerk'), one.id, { kind: 'education', level: 'associate' })
  record(office.as('clerk'), other.id, { kind: 'education', level: 'bachelor' })
  // Of whom no spouse is known the higher of the two is not known either.
  const alone = await pointsOf()
  const { id } = relateTo(office, one, other, { kind: 'spouse' })
  const together = await pointsOf()
  expect(Number(together)).toBeGreaterThan(Number(alone))
  record(office.as('clerk'), other.id, { kind: 'education', level: 'associate' })
  expect(await pointsOf()).toBeLessThan(Number(together))
  record(office.as('clerk'), other.id, { kind: 'education', level: 'bachelor' })
  expect(await pointsOf()).toBe(together)
  // As an import leaves it: another fact, and nothing kept of the person whose fact it is.
  const brought = { kind: 'education', level: 'highschool' } as const
  transaction(office.writer, (tx) => {
    run(tx, query.updateTable('fact').set({ state: 'superseded' }).where('resident', '=', other.seq))
    insertFact(tx, {
      resident: other.seq,
      kind: brought.kind,
      slot: '',
      value: JSON.stringify(brought),
      valid_from: null,
      valid_to: null,
      origin: 'clerk',
      source: JSON.stringify(SOURCE),
      batch: null,
      recorded_by: office.as('clerk').account.accountId,
      recorded_at: office.clock.now(),
      initial_state: 'accepted',
    })
    updateResident(tx, other.seq, { points_on: '' })
  })
  expect(await pointsOf()).toBeLessThan(Number(together))
  const ending = { commandId: randomUUID(), relationId: id, endedOn: day('2026-06-17'), reason: '示例离婚' }
  endRelation(office.as('clerk'), ending)
  expect(await pointsOf()).toBe(alone)
  expect(await refreshPoints(office.as('clerk'), signal)).toBe(0)
})
