import { rmSync } from 'node:fs'
import { basename } from 'node:path'
import type Sqlite from 'better-sqlite3'
import { CounterError } from '#shared/base/failure.ts'
import {
  APPLICATION_ID,
  applySettings,
  assertKey,
  connection,
  openKeyed,
  type Reader,
  readNumber,
  type Writer,
} from './connection.ts'
import { assertNotNewer, assertSound, latestVersion, type Migration, migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { isReadLater } from './read-through.ts'
import { damaged, storeFailure } from './store-failure.ts'
import { assertEncrypted, assertUsableFile, reserveFile } from './store-file.ts'

export type { Reader, Transaction, Writer } from './connection.ts'

/** `create` makes a new store and refuses an existing file; `write` also brings an older store up to date. */
export type OpenMode = 'create' | 'write' | 'read'

export type OpenOptions = {
  path: string
  /** The raw 256-bit key as 64 hexadecimal digits. */
  key: string
  mode: OpenMode
  /** Whether the key came out of a slot: then an unreadable file is damaged, not wrongly keyed. */
  keyProven?: boolean
  /** Whether every page was read a moment ago by the writer (0.6 s in a store of 20,000 residents). */
  alreadyChecked?: boolean
  /** The steps this program knows. */
  steps?: readonly Migration[]
}

/**
 * Opens the encrypted store; there is no other way in. Every setting is read back, the file must be encrypted,
 * of a known version and pass SQLite's quick check (a reader beside a writer need not repeat it; a large store is read
 * by `readThrough` afterwards). A file that cannot be used is left as it is.
 * @throws CounterError STORE_MISSING, STORE_EXISTS, STORE_PLAINTEXT, STORE_DAMAGED, STORE_NEWER,
 *   STORE_UNWRITABLE, STORE_FULL, WRONG_KEY; BAD_INPUT for a key that is not 64 hexadecimal digits; CONFLICT for
 *   an older store opened only for reading
 */
export function openStore(options: OpenOptions & { mode: 'create' | 'write' }): Writer
export function openStore(options: OpenOptions & { mode: 'read' }): Reader
export function openStore(options: OpenOptions): Reader {
  assertKey(options.key)
  if (options.mode === 'create') return create(options)
  assertUsableFile(options.path, options.mode === 'write')
  return guarded(options, (database) => openExisting(database, options))
}

/** Closes a store; closing it twice does nothing. */
export function closeStore(reader: Reader): void {
  const { database, statements } = reader[connection]
  statements.clear()
  database.close()
}

function create(options: OpenOptions): Reader {
  reserveFile(options.path)
  try {
    return guarded(options, (database) => {
      database.pragma(`application_id = ${APPLICATION_ID}`)
      applySettings(database, false)
      migrate(database, options.steps ?? migrations, options)
      database.pragma('wal_checkpoint(TRUNCATE)')
      assertEncrypted(options.path)
    })
  } catch (error) {
    // The file is ours from a moment ago and holds nothing yet.
    for (const suffix of ['', '-wal', '-shm']) rmSync(options.path + suffix, { force: true })
    throw error
  }
}

function openExisting(database: Sqlite.Database, options: OpenOptions): void {
  const { path, mode, alreadyChecked = false, steps = migrations } = options
  // The first read: a wrong key or a destroyed first page shows here.
  const version = assertKnown(database, path, steps)
  applySettings(database, mode === 'read')
  if (!alreadyChecked && !isReadLater(path)) assertSound(database, path)
  if (mode === 'write') {
    assertWritable(database)
    migrate(database, steps, options)
    assertEncrypted(path)
  } else if (version < latestVersion(steps)) {
    throw new CounterError('CONFLICT', `存储还是第 ${version} 版，需要先升级，暂时不能查看。`, {
      at: basename(path),
      hint: '请先在主程序中解锁一次完成升级。',
    })
  }
}

/**
 * Asserts that the file is a store of this program and not newer than it.
 * @returns the store's version
 */
export function assertKnown(database: Sqlite.Database, path: string, steps: readonly Migration[]): number {
  if (readNumber(database, 'application_id') !== APPLICATION_ID) throw damaged(path)
  const version = readNumber(database, 'user_version')
  assertNotNewer(version, steps, path)
  return version
}

/** Opens the driver, does `prepare` on it, and closes it again when that fails. */
function guarded(options: OpenOptions, prepare: (database: Sqlite.Database) => void): Reader {
  const { path, key, mode, keyProven = false } = options
  let database: Sqlite.Database | undefined
  try {
    database = openKeyed(path, key, mode === 'read')
    prepare(database)
    return brand({ path, database, statements: new Map() })
  } catch (error) {
    database?.close()
    throw storeFailure(error, path, keyProven)
  }
}

/** The brands of Reader and Writer exist in the types alone; the overloads of openStore say which one it is. */
function brand(inner: Reader[typeof connection]): Reader {
  return { [connection]: inner }
}

/** SQLite opens a file it may not write as read-only without a word; only a started change tells. */
function assertWritable(database: Sqlite.Database): void {
  database.exec('BEGIN IMMEDIATE')
  database.exec('ROLLBACK')
}
