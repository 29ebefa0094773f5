import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompiledQuery } from 'kysely'
import { afterEach, expect } from 'vitest'
import {
  closeStore,
  openStore,
  type Reader,
  type Transaction,
  type Writer,
} from '#electron/store/database.ts'
import { LEAST_COST } from '#electron/store/keys.ts'
import type { Migration } from '#electron/store/migrate.ts'
import { all, run } from '#electron/store/query.ts'
import { CounterError, type FailureCode } from '#shared/base/failure.ts'

/** A key for tests alone: 64 hexadecimal digits. */
export const KEY = '5a'.repeat(32)
export const OTHER_KEY = 'a5'.repeat(32)
export const NOW = '2026-03-02T01:00:00.000Z'

const folders: string[] = []
const opened: Reader[] = []

afterEach(() => {
  for (const reader of opened.splice(0)) closeStore(reader)
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A folder of its own in the system's temporary folder; it is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'counter-store-'))
  folders.push(folder)
  return folder
}

/** Closes the store after the test, also when the test fails. */
export function closing<Store extends Reader>(store: Store): Store {
  opened.push(store)
  return store
}

/** A new store with KEY in a folder of its own. */
export function newStore(steps?: readonly Migration[]): { path: string; writer: Writer } {
  const path = join(temporaryFolder(), 'store.db')
  const writer = closing(openStore({ path, key: KEY, mode: 'create', ...(steps && { steps }) }))
  return { path, writer }
}

/** A new store that was closed again. */
export function closedStore(steps?: readonly Migration[]): string {
  const { path, writer } = newStore(steps)
  closeStore(writer)
  return path
}

/** Carries out raw SQL. */
export function execute(tx: Transaction, sql: string, parameters: unknown[] = []): number {
  return run(tx, CompiledQuery.raw(sql, parameters))
}

/** The rows of raw SQL. */
export function rows(reader: Reader, sql: string): Record<string, unknown>[] {
  return all(reader, CompiledQuery.raw(sql) as CompiledQuery<Record<string, unknown>>)
}

/** The refusal that `work` throws; fails when it throws another code or nothing. */
export async function refusal(code: FailureCode, work: () => unknown): Promise<CounterError> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof CounterError)) throw error
    expect(error.code).toBe(code)
    expect(error.message).toMatch(/[一-鿿]/)
    return error
  }
  throw new Error(`${code} was expected, nothing was refused`)
}

/** Inverts one byte of a file. */
export function damageByte(path: string, offset: number): void {
  const bytes = readFileSync(path)
  bytes[offset] = (bytes[offset] ?? 0) ^ 0xff
  writeFileSync(path, bytes)
}

/** A set-up with invented people and the cheapest slots the program accepts. */
export const SET_UP = {
  office: { name: '示例市新市民服务中心', documentCode: '示例', window: '示例一号窗口' },
  accounts: [
    { login: 'supervisor', name: '示例·主管', role: 'supervisor', password: '示例主管口令一二三' },
    { login: 'clerk', name: '示例·经办', role: 'clerk', password: '示例经办口令四五六' },
  ],
  now: NOW,
  cost: LEAST_COST,
} as const
