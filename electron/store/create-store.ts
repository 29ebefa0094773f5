import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { CounterError } from '#shared/base/failure.ts'
import type { Role } from '#shared/ipc/common.ts'
import { closeStore, openStore, type Transaction } from './database.ts'
import { syncFolderOf } from './durable-file.ts'
import { createKeyFile, KEY_FILE_NAME, type KeyCost, newStoreKey } from './keys.ts'
import { query, run } from './query.ts'
import { storeFailure } from './store-failure.ts'
import { transaction } from './transaction.ts'

/** Name of the store file in its folder. */
const STORE_FILE_NAME = 'store.db'

export type NewStore = {
  office: { name: string; documentCode: string; window: string }
  accounts: readonly { login: string; name: string; role: Role; password: string }[]
  /** Now, as an ISO instant. */
  now: string
  /** What each slot costs to guess; the standard cost unless a test lowers it to the floor. */
  cost?: KeyCost
  /** Writes what else belongs to the set-up, in the same transaction as office and accounts. */
  also?: (tx: Transaction) => undefined
}

/** Where the two files of a store folder are. */
export function storePaths(folder: string): { store: string; keys: string } {
  return { store: join(folder, STORE_FILE_NAME), keys: join(folder, KEY_FILE_NAME) }
}

/**
 * Sets up an office's store: `<folder>/store.db` and `<folder>/keys.json`, both or neither. They are made in a
 * folder beside and appear by one rename, so a failure or a power cut leaves no half store.
 * @param folder one that does not exist yet, or is empty
 * @returns the raw key (64 hexadecimal digits) and the store's identity
 * @throws CounterError STORE_EXISTS, STORE_UNWRITABLE, STORE_FULL
 */
export async function createStore(
  folder: string,
  content: NewStore,
): Promise<{ key: string; storeId: string }> {
  const target = resolve(folder)
  const building = `${target}.setting-up`
  assertFree(target)
  try {
    mkdirSync(dirname(target), { recursive: true })
    // Left by a set-up that was cut off; nobody was ever told that it existed.
    rmSync(building, { recursive: true, force: true })
    mkdirSync(building, { mode: 0o700 })
    const made = await fill(building, content)
    if (existsSync(target)) rmdirSync(target)
    renameSync(building, target)
    syncFolderOf(target)
    return made
  } catch (error) {
    rmSync(building, { recursive: true, force: true })
    throw storeFailure(error, target, true)
  }
}

function assertFree(folder: string): void {
  if (!existsSync(folder)) return
  try {
    if (readdirSync(folder).length === 0) return
  } catch (error) {
    throw storeFailure(error, folder, true)
  }
  const held = existsSync(storePaths(folder).store)
  const message = held
    ? '这个文件夹里已经有一个存储，没有新建，也没有改动它。'
    : '这个文件夹不是空的，没有在里面新建存储。'
  throw new CounterError('STORE_EXISTS', message, {
    at: basename(folder),
    hint: held ? '要使用它请直接解锁；要另建请换一个空文件夹。' : '请换一个空文件夹。',
  })
}

async function fill(folder: string, content: NewStore): Promise<{ key: string; storeId: string }> {
  const { store, keys } = storePaths(folder)
  const key = newStoreKey()
  const storeId = randomUUID()
  const writer = openStore({ path: store, key, mode: 'create' })
  try {
    transaction(writer, (tx) => {
      insertOffice(tx, content, storeId)
      content.also?.(tx)
    })
  } finally {
    closeStore(writer)
  }
  await createKeyFile({
    path: keys,
    key,
    accounts: content.accounts,
    ...(content.cost && { cost: content.cost }),
  })
  return { key, storeId }
}

function insertOffice(tx: Transaction, content: NewStore, storeId: string): void {
  const { office, accounts, now } = content
  run(
    tx,
    query.insertInto('office').values({
      id: 1,
      name: office.name,
      document_code: office.documentCode,
      window: office.window,
      store_id: storeId,
      created_at: now,
    }),
  )
  for (const { login, name, role } of accounts) {
    run(
      tx,
      query.insertInto('account').values({ id: randomUUID(), login, name, role, active: 1, created_at: now }),
    )
  }
}
