import { existsSync, renameSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import type Sqlite from 'better-sqlite3'
import { CounterError } from '#shared/base/failure.ts'
import { openKeyed, readNumber } from './connection.ts'
import { syncFile, syncFolderOf } from './durable-file.ts'
import { damaged, driverFailure, storeFailure } from './store-failure.ts'

/** One numbered step of the schema; `up` runs inside a transaction that also marks the version. */
export type Migration = {
  /** A multiple of ten, so that a forgotten step still finds a number. */
  readonly version: number
  readonly name: string
  readonly up: (database: Sqlite.Database) => void
}

/** The version a store has after all of `steps`; 0 when there are none. */
export function latestVersion(steps: readonly Migration[]): number {
  return steps.at(-1)?.version ?? 0
}

/** Throws a program error where the numbers are not rising multiples of ten. */
export function assertOrdered(steps: readonly Migration[]): void {
  let previous = 0
  for (const step of steps) {
    if (step.version % 10 !== 0 || step.version <= previous) {
      throw new Error(`migration ${step.version} (${step.name}) is out of order after ${previous}`)
    }
    previous = step.version
  }
}

/**
 * Refuses a store that a newer program wrote.
 * @throws CounterError STORE_NEWER naming both versions
 */
export function assertNotNewer(version: number, steps: readonly Migration[], path: string): void {
  const known = latestVersion(steps)
  if (version <= known) return
  const message = `这个存储由更新的程序写成：存储是第 ${version} 版，本程序只认到第 ${known} 版；存储没有打开，也没有改动。`
  throw new CounterError('STORE_NEWER', message, {
    at: basename(path),
    hint: '请把本机的程序升级到最新版本后再打开。',
  })
}

/**
 * Brings a store to the latest version, one transaction a step, and checks it at the end. Stops at the first
 * failure, leaving the version before that step. A store that already holds data is first copied to
 * `<path>.before-<version>` and the copy is opened and checked.
 * @throws CounterError INTERNAL naming the step that failed; STORE_FULL, STORE_UNWRITABLE, STORE_DAMAGED
 */
export function migrate(
  database: Sqlite.Database,
  steps: readonly Migration[],
  store: { path: string; key: string },
): void {
  assertOrdered(steps)
  const version = readNumber(database, 'user_version')
  const pending = steps.filter((step) => step.version > version)
  if (pending.length === 0) return
  if (version > 0) copyVerified(database, { ...store, copy: `${store.path}.before-${version}` })
  // A step may build a table anew under its old name; every step is checked for lost references before it is kept.
  database.pragma('foreign_keys = OFF')
  try {
    for (const step of pending) runStep(database, step, store.path)
  } finally {
    database.pragma('foreign_keys = ON')
  }
  assertSound(database, store.path)
}

function runStep(database: Sqlite.Database, step: Migration, path: string): void {
  const from = readNumber(database, 'user_version')
  try {
    database.exec('BEGIN IMMEDIATE')
    step.up(database)
    database.pragma(`user_version = ${step.version}`)
    assertForeignKeys(database)
    database.exec('COMMIT')
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK')
    const failure = driverFailure(error, path)
    if (failure instanceof CounterError) throw failure
    const message = `存储从第 ${from} 版升级到第 ${step.version} 版（${step.name}）时失败，已退回第 ${from} 版，资料没有改动。`
    throw new CounterError('INTERNAL', message, {
      at: basename(path),
      hint: '请继续使用原来版本的程序，并把这条提示告诉系统管理员。',
      cause: error,
    })
  }
}

/**
 * Writes a consistent encrypted copy and proves that it opens with the same key and is whole.
 * A copy of that name from an earlier attempt is replaced only by one that was proven.
 */
function copyVerified(database: Sqlite.Database, target: { path: string; key: string; copy: string }): void {
  const unproven = `${target.copy}.unproven`
  rmSync(unproven, { force: true })
  try {
    database.prepare('VACUUM INTO ?').run(unproven)
    const copy = openKeyed(unproven, target.key, true)
    try {
      if (copy.pragma('integrity_check', { simple: true }) !== 'ok') throw new Error('the copy is not whole')
      if (readNumber(copy, 'user_version') !== readNumber(database, 'user_version')) {
        throw new Error('the copy has another version')
      }
    } finally {
      copy.close()
    }
    syncFile(unproven)
    renameSync(unproven, target.copy)
    syncFolderOf(target.copy)
  } catch (error) {
    if (existsSync(unproven)) rmSync(unproven, { force: true })
    const failure = storeFailure(error, target.path, true)
    if (failure instanceof CounterError) throw failure
    throw new CounterError('INTERNAL', '升级前的存储副本没有做成，升级没有开始，资料没有改动。', {
      at: basename(target.copy),
      hint: '请检查磁盘剩余空间后重试。',
      cause: error,
    })
  }
}

function assertForeignKeys(database: Sqlite.Database): void {
  const broken = database.pragma('foreign_key_check')
  if (Array.isArray(broken) && broken.length > 0)
    throw new Error(`${broken.length} rows miss what they refer to`)
}

/**
 * Reads every page with SQLite's quick check. The first page was read before, so a page that cannot be
 * deciphered is damage and not a wrong key.
 * @throws CounterError STORE_DAMAGED
 */
export function assertSound(database: Sqlite.Database, path: string): void {
  let answer: unknown
  try {
    answer = database.pragma('quick_check(1)', { simple: true })
  } catch (error) {
    throw driverFailure(error, path)
  }
  if (answer !== 'ok') throw damaged(path, new Error(String(answer)))
}
