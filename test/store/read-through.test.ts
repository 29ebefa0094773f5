import { statSync, truncateSync } from 'node:fs'
import { expect, test } from 'vitest'
import { closeStore } from '#electron/store/database.ts'
import { isReadLater, readThrough } from '#electron/store/read-through.ts'
import { transaction } from '#electron/store/transaction.ts'
import { closedStore, damageByte, execute, KEY, newStore, refusal } from './harness.ts'

/** A closed store of some thousand pages. */
function filledStore(): string {
  const { path, writer } = newStore()
  transaction(writer, (tx) => {
    for (let index = 0; index < 1500; index += 1) {
      execute(tx, `INSERT INTO command VALUES (?, 'test', ?, '')`, [
        `c${index}`,
        JSON.stringify('示例'.repeat(600)),
      ])
    }
  })
  closeStore(writer)
  return path
}

test('every page of a sound store is read', async () => {
  const path = filledStore()
  const pages = await readThrough({ path, key: KEY }, new AbortController().signal)
  expect(pages).toBe(statSync(path).size / 4096)
})

test('a damaged page anywhere is found', async () => {
  for (const part of [0.2, 0.5, 0.9]) {
    const path = filledStore()
    damageByte(path, Math.floor((statSync(path).size * part) / 4096) * 4096 + 100)
    await refusal('STORE_DAMAGED', () => readThrough({ path, key: KEY }, new AbortController().signal))
  }
})

test('it ends early when told to', async () => {
  const path = filledStore()
  const pages = await readThrough({ path, key: KEY }, AbortSignal.abort())
  expect(pages).toBe(500)
})

test('a small store is read while opening, a large one later', () => {
  const path = closedStore()
  expect(isReadLater(path)).toBe(false)
  truncateSync(path, 256 * 1024 * 1024)
  expect(isReadLater(path)).toBe(false)
  truncateSync(path, 256 * 1024 * 1024 + 1)
  expect(isReadLater(path)).toBe(true)
})
