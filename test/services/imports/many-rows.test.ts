import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { undoImport } from '#electron/services/imports/undo.ts'
import { keepSearchKeys } from '#electron/services/search-keys.ts'
import { transaction } from '#electron/store/transaction.ts'
import type { ApplyProgress } from '#shared/ipc/imports.ts'
import { rows as raw, refusal } from '#test/store/harness.ts'
import { openTestOffice, type TestOffice } from '../test-office.ts'
import { idNumber, TOWN } from '../test-people.ts'
import { fileOf, GOING_ON, heldFacts, importFile, last } from './import-files.ts'

/** More than one step and more than one statement take. */
const PEOPLE = 1_100

let office: TestOffice
const clerk = () => office.as('clerk')
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const every = <Row>(row: (serial: number) => Row) =>
  Array.from({ length: PEOPLE }, (_, index) => row(index + 1))
/** One day of birth has room for fewer numbers. */
const numberOf = (serial: number) => idNumber(serial % 900, serial < 900 ? '19900101' : '19910101')
const importPeople = () => {
  const resident = (serial: number) => [`示例·第${serial}人`, numberOf(serial), '', TOWN]
  return importFile(clerk(), fileOf('residents', every(resident)))
}
const importPermits = (letter: string) => {
  const permit = (serial: number) => [
    ...[numberOf(serial), `示例·第${serial}人`, `${letter}${serial}`],
    ...['', '2025-07-01', '', `2026-0${letter === 'A' ? 6 : 7}-30`],
  ]
  return importFile(clerk(), fileOf('permits', every(permit)))
}

function keys(like: string): unknown[] {
  return raw(office.writer, `SELECT key, resident FROM search_key WHERE key LIKE '${like}' ORDER BY key`)
}

function undoing(batchId: string, signal: AbortSignal = GOING_ON): AsyncGenerator<ApplyProgress> {
  return undoImport(clerk(), { commandId: randomUUID(), batchId, reason: '示例文件有误' }, signal)
}

test('the keys of many are those that each would be given alone, and facts give way to those that replace them', async () => {
  await importPeople()
  await importPermits('A')
  await importPermits('B')
  expect(keys('mA%')).toEqual([])
  expect(keys('mB%')).toHaveLength(PEOPLE)
  const kept = keys('%')
  transaction(office.writer, (tx) => {
    for (let seq = 1; seq <= PEOPLE; seq += 1) keepSearchKeys(tx, seq)
  })
  expect(keys('%')).toEqual(kept)
  const replacing = `SELECT count(*) AS n FROM fact_event JOIN fact AS lost ON lost.seq = fact_event.fact
    JOIN fact AS won ON won.seq = fact_event.by_fact
    WHERE event = 'supersede' AND lost.resident = won.resident AND lost.state = 'superseded' AND won.state = 'accepted'`
  expect(raw(office.writer, replacing)).toEqual([{ n: PEOPLE }])
})

test('many are taken back with progress that never turns back, and what they replaced is found again', async () => {
  const people = await importPeople()
  const first = await importPermits('A')
  const before = [heldFacts(office.writer), keys('%')]
  const second = await importPermits('B')
  const steps: ApplyProgress[] = []
  for await (const step of undoing(second.id)) steps.push(step)
  const done = steps.slice(0, -1).map((step) => step.done)
  expect(done.length).toBeGreaterThan(3)
  expect(done).toEqual(done.toSorted((a, b) => a - b))
  expect(steps.every((step) => step.done <= step.total)).toBe(true)
  expect([heldFacts(office.writer), keys('%')]).toEqual(before)
  await last(undoing(first.id))
  await last(undoing(people.id))
  expect(keys('%')).toEqual([])
})

test('taking back many, cancelled in the middle, leaves everything', async () => {
  const people = await importPeople()
  const before = keys('%')
  const cancel = new AbortController()
  const cancelled = async () => {
    for await (const { done } of undoing(people.id, cancel.signal)) if (done > PEOPLE) cancel.abort()
  }
  await refusal('CANCELLED', cancelled)
  expect(keys('%')).toEqual(before)
  expect(raw(office.writer, 'SELECT count(*) AS n FROM resident WHERE listed = 1')).toEqual([{ n: PEOPLE }])
  await last(undoing(people.id))
  expect(keys('%')).toEqual([])
})
