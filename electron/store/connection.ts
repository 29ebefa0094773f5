import Sqlite from 'better-sqlite3'
import { CounterError } from '#shared/base/failure.ts'

/**
 * The raw driver handle. Only the files of this folder reach it, so that nothing outside can write without a
 * transaction.
 */
export const connection: unique symbol = Symbol('connection')
declare const writable: unique symbol
declare const changing: unique symbol

export type Connection = {
  readonly path: string
  readonly database: Sqlite.Database
  /** Prepared statements by their SQL text; dropped with the connection. */
  readonly statements: Map<string, Sqlite.Statement<unknown[], unknown>>
}

/** An open store that can be asked. */
export interface Reader {
  readonly [connection]: Connection
}
/** An open store that can also be changed, through `transaction` alone. */
export interface Writer extends Reader {
  readonly [writable]: true
}
/** An open transaction: what a function takes that changes the store. It ends with the callback it was given to. */
export interface Transaction extends Reader {
  readonly [changing]: true
}

/** Marks a file as a store of this program ("CNTR"), so that another encrypted database is not mistaken for one. */
export const APPLICATION_ID = 0x434e5452
/** How long a statement waits for another connection's lock, in milliseconds. */
const BUSY_TIMEOUT_MS = 15_000

/**
 * Pages kept in memory by one connection, in KiB. A page that is read again costs its deciphering again, some ten
 * microseconds, so the reader, which searches and lists, has most.
 */
const CACHE_KIB = { read: 64 * 1024, write: 24 * 1024 } as const

/** The settings of every connection and the value each must read back as. */
const SETTINGS = [
  { set: 'synchronous = FULL', name: 'synchronous', expected: 2 },
  { set: 'foreign_keys = ON', name: 'foreign_keys', expected: 1 },
  { set: 'temp_store = MEMORY', name: 'temp_store', expected: 2 },
  { set: 'secure_delete = ON', name: 'secure_delete', expected: 1 },
  { set: `busy_timeout = ${BUSY_TIMEOUT_MS}`, name: 'busy_timeout', expected: BUSY_TIMEOUT_MS },
] as const

/**
 * Asserts a raw 256-bit key as 64 hexadecimal digits.
 * A shorter key would be taken by the cipher as a pass phrase without a word, and an empty one as "do not encrypt".
 */
export function assertKey(key: string): void {
  if (!/^[0-9a-f]{64}$/i.test(key)) {
    throw new CounterError('BAD_INPUT', '存储密钥格式不对：应为 64 位十六进制数字，存储没有打开。', {
      at: 'key',
      hint: '请用账号和密码解锁，不要手工填写密钥；仍不行请联系系统管理员。',
    })
  }
}

/**
 * Opens the driver on `path` and gives it the key. Nothing has been read or written when this returns.
 * @param path an existing file
 * @param key 64 hexadecimal digits
 */
export function openKeyed(path: string, key: string, readonly: boolean): Sqlite.Database {
  assertKey(key)
  const database = new Sqlite(path, { readonly, fileMustExist: true, timeout: BUSY_TIMEOUT_MS })
  try {
    database.pragma("cipher = 'sqlcipher'")
    database.pragma('legacy = 4')
    expectPragma(database, 'cipher', 'sqlcipher')
    expectPragma(database, 'legacy', '4')
    const answer = database.pragma(`key = "x'${key}'"`, { simple: true })
    if (answer !== 'ok') throw new Error('the cipher did not take the key')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Sets what every connection needs and reads each setting back; throws where one did not take. */
export function applySettings(database: Sqlite.Database, readonly: boolean): void {
  // A read-only connection cannot change the journal mode, but it must find the mode the writer set.
  if (!readonly) database.pragma('journal_mode = WAL')
  expectPragma(database, 'journal_mode', 'wal')
  for (const setting of SETTINGS) {
    database.pragma(setting.set)
    expectPragma(database, setting.name, setting.expected)
  }
  const cacheSize = -(readonly ? CACHE_KIB.read : CACHE_KIB.write)
  database.pragma(`cache_size = ${cacheSize}`)
  expectPragma(database, 'cache_size', cacheSize)
  database.pragma(`query_only = ${readonly ? 'ON' : 'OFF'}`)
  expectPragma(database, 'query_only', readonly ? 1 : 0)
}

/**
 * The driver's handle of a store that is in use.
 * @throws CounterError LOCKED where it was closed, as a lock does while work waits for something
 */
export function openDatabase(reader: Reader): Sqlite.Database {
  const { database } = reader[connection]
  if (database.open) return database
  throw new CounterError('LOCKED', '窗口已锁定，这一步没有办理。', { hint: '请登录后再办。' })
}

/** The number a pragma reads as. */
export function readNumber(database: Sqlite.Database, pragma: string): number {
  return Number(database.pragma(pragma, { simple: true }))
}

function expectPragma(database: Sqlite.Database, name: string, expected: number | string): void {
  const actual = database.pragma(name, { simple: true })
  if (actual !== expected) throw new Error(`pragma ${name} is ${String(actual)}, not ${expected}`)
}
