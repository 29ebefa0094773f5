import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freezeRound } from '#electron/services/rounds/freeze.ts'
import { checkFrozen } from '#electron/services/rounds/frozen-check.ts'
import { inTurn, progressInTurn } from '#electron/services/rounds/in-turn.ts'
import { roundState } from '#electron/services/rounds/state.ts'
import { child, openedRound, schoolPlan } from './round-fixture.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const goingOn = new AbortController().signal

/** Long work of the same process, such as an import, until `end` is called. */
function busy() {
  const { promise, resolve } = Promise.withResolvers<void>()
  const { stages } = office.as('clerk')
  if (stages === null) throw new Error('the test office does long work')
  return { end: resolve, ended: stages.alone(goingOn, () => promise) }
}

function freeze(roundId: string, signal = goingOn) {
  const clerk = office.as('clerk')
  return progressInTurn(clerk, () => freezeRound(clerk, { commandId: randomUUID(), roundId }, signal), signal)
}

test('a list is frozen, and checked, after the long work that was asked for before', async () => {
  const { roundId } = await openedRound(office, schoolPlan({ A: 1 }), [child('1', 90, ['A'])])
  const { end, ended } = busy()
  const frozen = Array.fromAsync(freeze(roundId))
  const checked = inTurn(office.as('clerk'), (signal) => checkFrozen(office.as('clerk'), roundId, signal))
  expect(await Promise.race([frozen, new Promise((resolve) => setTimeout(resolve, 50, 'waits'))])).toBe(
    'waits',
  )
  expect(roundState(office.writer, roundId).status).toBe('open')
  end()
  await ended
  expect((await frozen).at(-1)).toMatchObject({ stage: '保存', done: 1 })
  expect(await checked).toMatchObject({ checked: 1, total: 0 })
})

test('whoever gives up while waiting leaves nothing, and the next one has a turn', async () => {
  const { roundId } = await openedRound(office, schoolPlan({ A: 1 }), [child('1', 90, ['A'])])
  const { end, ended } = busy()
  const abort = new AbortController()
  const given = Array.fromAsync(freeze(roundId, abort.signal))
  abort.abort()
  end()
  await ended
  await expect(given).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(roundState(office.writer, roundId).status).toBe('open')
  await Array.fromAsync(freeze(roundId))
  expect(roundState(office.writer, roundId).status).toBe('frozen')
})
