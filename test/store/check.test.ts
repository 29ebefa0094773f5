import { readFileSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkStore } from '#electron/store/check.ts'
import { connection } from '#electron/store/connection.ts'
import { createStore, storePaths } from '#electron/store/create-store.ts'
import { closeStore } from '#electron/store/database.ts'
import { latestVersion } from '#electron/store/migrate.ts'
import { migrations } from '#electron/store/migrations/index.ts'
import { transaction } from '#electron/store/transaction.ts'
import {
  closedStore,
  damageByte,
  execute,
  KEY,
  newStore,
  OTHER_KEY,
  refusal,
  SET_UP,
  temporaryFolder,
} from './harness.ts'

test('a sound store is reported with its identity and counts, and not changed', async () => {
  const folder = temporaryFolder()
  const { key, storeId } = await createStore(folder, SET_UP)
  const path = storePaths(folder).store
  const before = readFileSync(path)
  const report = checkStore({ path, key })
  expect(report).toMatchObject({
    ok: true,
    version: latestVersion(migrations),
    latestVersion: latestVersion(migrations),
    pages: statSync(path).size / 4096,
    integrity: 'ok',
    brokenReferences: 0,
    storeId,
  })
  expect(report.counts).toMatchObject({ office: 1, account: 2, command: 0, audit: 0 })
  expect(readFileSync(path).equals(before)).toBe(true)
})

test('an older store is reported as it is, not brought up to date', () => {
  const path = closedStore()
  const later = [...migrations, { version: 9990, name: 'later', up: () => undefined }]
  expect(checkStore({ path, key: KEY, steps: later })).toMatchObject({
    ok: true,
    version: latestVersion(migrations),
    latestVersion: 9990,
    storeId: null,
  })
})

test('a damaged page is reported, not thrown', () => {
  const { path, writer } = newStore()
  transaction(writer, (tx) => {
    for (let index = 0; index < 200; index += 1) {
      execute(tx, `INSERT INTO command VALUES (?, 'test', ?, '')`, [`c${index}`, `"${'x'.repeat(500)}"`])
    }
  })
  closeStore(writer)
  damageByte(path, statSync(path).size - 4096 * 3 + 50)
  const report = checkStore({ path, key: KEY })
  expect(report.ok).toBe(false)
  expect(report.integrity).not.toBe('ok')
})

test('rows that refer to nothing are counted', () => {
  const { path, writer } = newStore()
  const { database } = writer[connection]
  database.pragma('foreign_keys = OFF')
  database.exec(`INSERT INTO audit VALUES (1, '', 'nobody', 'test', 'test', '{}')`)
  closeStore(writer)
  expect(checkStore({ path, key: KEY })).toMatchObject({ ok: false, integrity: 'ok', brokenReferences: 1 })
})

test('a wrong key is refused', async () => {
  const path = closedStore()
  await refusal('WRONG_KEY', () => checkStore({ path, key: OTHER_KEY }))
  await refusal('STORE_DAMAGED', () => checkStore({ path, key: OTHER_KEY, keyProven: true }))
})
