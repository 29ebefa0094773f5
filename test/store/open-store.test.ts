import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connection } from '#electron/store/connection.ts'
import { closeStore, openStore, type Reader } from '#electron/store/database.ts'
import { latestVersion } from '#electron/store/migrate.ts'
import { migrations } from '#electron/store/migrations/index.ts'
import { transaction } from '#electron/store/transaction.ts'
import { closedStore, closing, execute, KEY, newStore, refusal, rows, temporaryFolder } from './harness.ts'

function settings(reader: Reader): Record<string, unknown> {
  const { database } = reader[connection]
  const names = [
    'cipher',
    'legacy',
    'journal_mode',
    'synchronous',
    'foreign_keys',
    'temp_store',
    'secure_delete',
    'busy_timeout',
    'cache_size',
    'query_only',
    'user_version',
  ]
  return Object.fromEntries(names.map((name) => [name, database.pragma(name, { simple: true })]))
}

const EVERYWHERE = {
  cipher: 'sqlcipher',
  legacy: '4',
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  temp_store: 2,
  secure_delete: 1,
  busy_timeout: 15_000,
  user_version: latestVersion(migrations),
}

test('every connection has the settings: created, opened for writing, opened for reading', () => {
  const { path, writer } = newStore()
  expect(settings(writer)).toEqual({ ...EVERYWHERE, query_only: 0, cache_size: -24_576 })
  const reader = closing(openStore({ path, key: KEY, mode: 'read' }))
  expect(settings(reader)).toEqual({ ...EVERYWHERE, query_only: 1, cache_size: -65_536 })
  closeStore(reader)
  closeStore(writer)
  const again = closing(openStore({ path, key: KEY, mode: 'write' }))
  expect(settings(again)).toEqual({ ...EVERYWHERE, query_only: 0, cache_size: -24_576 })
})

test('the file does not begin like an unencrypted database', () => {
  expect(readFileSync(closedStore()).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3')
})

test('what was committed is there after closing and opening again', () => {
  const { path, writer } = newStore()
  transaction(writer, (tx) => {
    execute(tx, `INSERT INTO command VALUES ('c1', 'test', '{}', '2026-03-02T01:00:00.000Z')`)
  })
  closeStore(writer)
  const reader = closing(openStore({ path, key: KEY, mode: 'read' }))
  expect(rows(reader, 'SELECT id FROM command')).toEqual([{ id: 'c1' }])
})

test('a reader sees what the writer commits while both are open', () => {
  const { path, writer } = newStore()
  const reader = closing(openStore({ path, key: KEY, mode: 'read' }))
  expect(rows(reader, 'SELECT count(*) AS n FROM command')).toEqual([{ n: 0 }])
  transaction(writer, (tx) => {
    execute(tx, `INSERT INTO command VALUES ('c1', 'test', '{}', '2026-03-02T01:00:00.000Z')`)
  })
  expect(rows(reader, 'SELECT count(*) AS n FROM command')).toEqual([{ n: 1 }])
})

test('a read connection cannot write even when the types are got round', () => {
  const path = closedStore()
  const reader = closing(openStore({ path, key: KEY, mode: 'read' }))
  const insert = `INSERT INTO command VALUES ('c1', 'test', '{}', '')`
  expect(() => reader[connection].database.exec(insert)).toThrow(/readonly|read-only/i)
})

test('creating over an existing store is refused and leaves it alone', async () => {
  const path = closedStore()
  const before = readFileSync(path)
  await refusal('STORE_EXISTS', () => openStore({ path, key: KEY, mode: 'create' }))
  expect(readFileSync(path).equals(before)).toBe(true)
})

test.each(['write', 'read'] as const)('a missing store is refused for %s and not made', async (mode) => {
  const path = join(temporaryFolder(), 'store.db')
  const failure = await refusal('STORE_MISSING', () => openStore({ path, key: KEY, mode: mode as 'write' }))
  expect(failure.at).toBe('store.db')
  expect(existsSync(path)).toBe(false)
})

test.each([
  ['62 digits', 'ab'.repeat(31)],
  ['66 digits', 'ab'.repeat(33)],
  ['empty', ''],
  ['a pass phrase', '示例口令'],
  ['a letter beyond f', `${'ab'.repeat(31)}ag`],
  ['a line break after it', `${KEY}\n`],
])('a key that is not 64 hexadecimal digits is refused: %s', async (_name, key) => {
  const path = join(temporaryFolder(), 'store.db')
  const failure = await refusal('BAD_INPUT', () => openStore({ path, key, mode: 'create' }))
  expect(failure.message).not.toContain('ab')
  expect(existsSync(path)).toBe(false)
})

test('closing twice does nothing', () => {
  const { writer } = newStore()
  closeStore(writer)
  expect(() => closeStore(writer)).not.toThrow()
})

test('a creation that fails leaves no file', () => {
  const path = join(temporaryFolder(), 'store.db')
  const steps = [{ version: 10, name: 'broken', up: () => failStep() }]
  expect(() => openStore({ path, key: KEY, mode: 'create', steps })).toThrow(/第 10 版/)
  expect(existsSync(path)).toBe(false)
})

function failStep(): never {
  throw new Error('this step fails')
}
