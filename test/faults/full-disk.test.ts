import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkStore } from '#electron/store/check.ts'
import { connection } from '#electron/store/connection.ts'
import { createStore } from '#electron/store/create-store.ts'
import { closeStore, openStore, type Writer } from '#electron/store/database.ts'
import { transaction } from '#electron/store/transaction.ts'
import { CounterError } from '#shared/base/failure.ts'
import { closing, KEY, newStore, refusal, SET_UP } from '#test/store/harness.ts'
import { canMount, mountedDisk, remount } from '#test/store/mounted-disk.ts'
import { lastStep, writeStep } from './steps.ts'

/** Writes steps until one is refused. */
function writeUntilFull(writer: Writer): { acknowledged: number; failure: unknown } {
  for (let step = lastStep(writer) + 1; step < 100_000; step += 1) {
    try {
      transaction(writer, (tx) => writeStep(tx, step))
    } catch (failure) {
      return { acknowledged: step - 1, failure }
    }
  }
  throw new Error('the disk was never full')
}

function expectFull(failure: unknown): void {
  expect(failure).toBeInstanceOf(CounterError)
  expect(failure).toMatchObject({ code: 'STORE_FULL' })
}

test('a store at its limit of pages refuses the change, keeps what it promised and goes on when there is room', () => {
  const { writer } = newStore()
  const { database } = writer[connection]
  database.pragma('max_page_count = 200')
  const { acknowledged, failure } = writeUntilFull(writer)
  expectFull(failure)
  expect(acknowledged).toBeGreaterThan(50)
  expect(lastStep(writer)).toBe(acknowledged)
  expect(database.inTransaction).toBe(false)
  database.pragma('max_page_count = 1000')
  transaction(writer, (tx) => writeStep(tx, acknowledged + 1))
  expect(lastStep(writer)).toBe(acknowledged + 1)
})

test.runIf(canMount())(
  'a full disk keeps what was promised, can still be read, and goes on when there is room',
  () => {
    const folder = mountedDisk(3)
    const path = join(folder, 'store.db')
    const writer = closing(openStore({ path, key: KEY, mode: 'create' }))
    const { acknowledged, failure } = writeUntilFull(writer)
    expectFull(failure)
    expect(acknowledged).toBeGreaterThan(100)
    expect(lastStep(writer)).toBe(acknowledged)
    closeStore(writer)

    expect(checkStore({ path, key: KEY })).toMatchObject({ ok: true })
    remount(folder, 'size=12m')
    const again = closing(openStore({ path, key: KEY, mode: 'write' }))
    expect(lastStep(again)).toBe(acknowledged)
    transaction(again, (tx) => writeStep(tx, acknowledged + 1))
    expect(lastStep(again)).toBe(acknowledged + 1)
  },
)

test.runIf(canMount())('a set-up on a disk without room is refused and leaves nothing', async () => {
  const folder = mountedDisk(1)
  remount(folder, 'size=64k')
  await refusal('STORE_FULL', () => createStore(join(folder, 'store'), SET_UP))
  remount(folder, 'size=4m')
  await createStore(join(folder, 'store'), SET_UP)
})
