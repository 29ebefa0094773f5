import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { applySettings, connection, openKeyed } from '#electron/store/connection.ts'
import { closeStore, openStore, type Reader } from '#electron/store/database.ts'
import { assertOrdered, type Migration } from '#electron/store/migrate.ts'
import { migrations } from '#electron/store/migrations/index.ts'
import { transaction } from '#electron/store/transaction.ts'
import { closing, execute, KEY, newStore, refusal, rows } from './harness.ts'

function step(version: number, sql: string): Migration {
  return { version, name: `step-${version}`, up: (database: Sqlite.Database) => void database.exec(sql) }
}

const FIRST = step(10, `CREATE TABLE parent (id INTEGER PRIMARY KEY); INSERT INTO parent VALUES (1)`)
const SECOND = step(20, 'CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent (id))')

function versionOf(reader: Reader): unknown {
  return reader[connection].database.pragma('user_version', { simple: true })
}

function tables(reader: Reader): unknown[] {
  return rows(reader, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").map(
    (row) => row.name,
  )
}

function storeAt(...steps: Migration[]): string {
  const { path, writer } = newStore(steps)
  closeStore(writer)
  return path
}

describe('the order of the steps', () => {
  test('the steps of the program are in order', () => {
    expect(() => assertOrdered(migrations)).not.toThrow()
  })
  test.each([
    ['falling', [20, 10]],
    ['twice the same', [10, 10]],
    ['not a multiple of ten', [10, 15]],
    ['zero', [0]],
    ['negative', [-10]],
  ])('%s is refused', (_name, versions) => {
    expect(() => assertOrdered(versions.map((version) => step(version, '')))).toThrow(/out of order/)
  })
})

test('a new store goes through every step', () => {
  const { path, writer } = newStore([FIRST, SECOND])
  expect(versionOf(writer)).toBe(20)
  expect(tables(writer)).toEqual(['child', 'parent'])
  expect(readdirSync(dirname(path)).filter((name) => name.includes('before'))).toEqual([])
})

test('an older store is brought up to date, keeping its rows and a proven copy of before', () => {
  const path = storeAt(FIRST)
  const writer = closing(openStore({ path, key: KEY, mode: 'write', steps: [FIRST, SECOND] }))
  expect(versionOf(writer)).toBe(20)
  expect(rows(writer, 'SELECT id FROM parent')).toEqual([{ id: 1 }])
  const copyPath = `${path}.before-10`
  expect(readFileSync(copyPath).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3')
  const copy = openKeyed(copyPath, KEY, true)
  expect(copy.pragma('user_version', { simple: true })).toBe(10)
  expect(copy.prepare('SELECT count(*) AS n FROM parent').get()).toEqual({ n: 1 })
  copy.close()
  expect(existsSync(`${copyPath}.unproven`)).toBe(false)
})

test('the copy of before opens as a store when it is put in the place of the store', () => {
  const path = storeAt(FIRST)
  closeStore(openStore({ path, key: KEY, mode: 'write', steps: [FIRST, SECOND] }))
  const writer = closing(openStore({ path: `${path}.before-10`, key: KEY, mode: 'write', steps: [FIRST] }))
  expect(rows(writer, 'SELECT id FROM parent')).toEqual([{ id: 1 }])
})

test('an up-to-date store is not copied', () => {
  const path = storeAt(FIRST, SECOND)
  closeStore(openStore({ path, key: KEY, mode: 'write', steps: [FIRST, SECOND] }))
  expect(readdirSync(dirname(path))).toEqual(['store.db'])
})

test.each([
  ['throws', step(20, 'CREATE TABLE extra (id INTEGER); INSERT INTO nowhere VALUES (1)')],
  [
    'leaves a broken reference',
    step(
      20,
      'CREATE TABLE extra (id INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED); INSERT INTO extra VALUES (7)',
    ),
  ],
])('a step that %s leaves the version and the rows of before', async (_name, bad) => {
  const path = storeAt(FIRST)
  const third = step(30, 'CREATE TABLE never (id INTEGER)')
  const failure = await refusal('INTERNAL', () =>
    openStore({ path, key: KEY, mode: 'write', steps: [FIRST, bad, third] }),
  )
  expect(failure.message).toMatch(/第 10 版.*第 20 版/)
  const writer = closing(openStore({ path, key: KEY, mode: 'write', steps: [FIRST] }))
  expect(versionOf(writer)).toBe(10)
  expect(tables(writer)).toEqual(['parent'])
})

test('a store whose references were broken before is not brought up to date', async () => {
  const path = storeAt(FIRST, SECOND)
  const database = openKeyed(path, KEY, false)
  database.pragma('foreign_keys = OFF')
  database.exec('INSERT INTO child VALUES (1, 99)')
  database.close()
  const third = step(30, 'CREATE TABLE never (id INTEGER)')
  const failure = await refusal('INTERNAL', () =>
    openStore({ path, key: KEY, mode: 'write', steps: [FIRST, SECOND, third] }),
  )
  expect(failure.cause).toMatchObject({ message: '1 rows miss what they refer to' })
  const writer = closing(openStore({ path, key: KEY, mode: 'write', steps: [FIRST, SECOND] }))
  expect(tables(writer)).toEqual(['child', 'parent'])
})

test('steps before the one that failed stay', async () => {
  const path = storeAt(FIRST)
  const bad = step(30, 'INSERT INTO nowhere VALUES (1)')
  await refusal('INTERNAL', () => openStore({ path, key: KEY, mode: 'write', steps: [FIRST, SECOND, bad] }))
  const writer = closing(openStore({ path, key: KEY, mode: 'write', steps: [FIRST, SECOND] }))
  expect(versionOf(writer)).toBe(20)
})

test('no step is taken when the copy cannot be made', async () => {
  const path = storeAt(FIRST)
  mkdirSync(`${path}.before-10`)
  await refusal('INTERNAL', () => openStore({ path, key: KEY, mode: 'write', steps: [FIRST, SECOND] }))
  const writer = closing(openStore({ path, key: KEY, mode: 'write', steps: [FIRST] }))
  expect(versionOf(writer)).toBe(10)
  expect(tables(writer)).toEqual(['parent'])
})

test('an older store is not changed by a reader, which says that it must be brought up to date first', async () => {
  const path = storeAt(FIRST)
  const before = readFileSync(path)
  await refusal('CONFLICT', () => openStore({ path, key: KEY, mode: 'read', steps: [FIRST, SECOND] }))
  expect(readFileSync(path).equals(before)).toBe(true)
})

test('the rows of a store that was not closed are in the copy', () => {
  const { path, writer } = newStore([FIRST])
  transaction(writer, (tx) => {
    execute(tx, 'INSERT INTO parent VALUES (2)')
  })
  // Still open: the row is in the write-ahead log alone.
  closing(openStore({ path, key: KEY, mode: 'write', steps: [FIRST, SECOND] }))
  const copy = openKeyed(`${path}.before-10`, KEY, false)
  applySettings(copy, false)
  expect(copy.prepare('SELECT count(*) AS n FROM parent').get()).toEqual({ n: 2 })
  copy.close()
})
