import { existsSync } from 'node:fs'
import { createStore, storePaths } from '#electron/store/create-store.ts'
import { closeStore, openStore, type Writer } from '#electron/store/database.ts'
import { type KeyCost, listLogins, unlockSlot } from '#electron/store/keys.ts'
import { insertAudit } from '#electron/store/tables/audit.ts'
import { findActiveAccount, getOffice } from '#electron/store/tables/office.ts'
import { transaction } from '#electron/store/transaction.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { SetUpRequest, SignedIn, UnlockRequest } from '#shared/ipc/session.ts'
import type { Clock } from './clock.ts'

/** What stands in the store's folder, without a key. */
export type FolderState = { phase: 'set-up' } | { phase: 'locked'; logins: string[] }

/** An opened store and who opened it; `key` is 64 hexadecimal digits, for the readers of the same store. */
export type OpenSession = {
  key: string
  writer: Writer
  account: SignedIn
  officeName: string
  window: string
}

/** A refused attempt to unlock, kept until the audit trail can be written. */
export type RefusedUnlock = { at: string; known: boolean }

/**
 * Looks whether the folder holds a store.
 * @throws CounterError STORE_MISSING or STORE_DAMAGED where only one of the two files is there or unreadable
 */
export function readFolder(folder: string): FolderState {
  const { store, keys } = storePaths(folder)
  if (!existsSync(store) && !existsSync(keys)) return { phase: 'set-up' }
  if (!existsSync(store)) {
    throw new CounterError('STORE_MISSING', '密钥文件还在，存储文件却不见了；程序没有新建，也没有改动。', {
      at: 'store.db',
      hint: '请把 store.db 放回密钥文件旁边，或用备份恢复。',
    })
  }
  return { phase: 'locked', logins: listLogins(keys) }
}

/**
 * Sets up the office's store with its first supervisor and first clerk.
 * @param options.cost lowered by tests alone
 * @throws CounterError BAD_INPUT where both accounts are one; STORE_EXISTS, STORE_UNWRITABLE, STORE_FULL
 */
export async function setUpOffice(
  folder: string,
  request: SetUpRequest,
  { clock, cost }: { clock: Clock; cost?: KeyCost },
): Promise<void> {
  const { office, supervisor, clerk } = request
  if (supervisor.login === clerk.login) {
    throw new CounterError('BAD_INPUT', '主管和经办用了同一个账号，批准时就没有第二个人了。', {
      at: 'clerk.login',
      hint: '请为两个人各设一个账号。',
    })
  }
  const now = clock.now()
  await createStore(folder, {
    office,
    accounts: [
      { ...supervisor, role: 'supervisor' },
      { ...clerk, role: 'clerk' },
    ],
    now,
    ...(cost === undefined ? {} : { cost }),
    also(tx) {
      insertAudit(tx, { at: now, account_id: null, action: 'session.setUp', object: 'office', detail: '{}' })
    },
  })
}

/**
 * Opens the store with an account's password, and records it together with the attempts refused before.
 * @throws CounterError WRONG_PASSWORD, also for an account out of use; STORE_DAMAGED, STORE_NEWER and the others of openStore
 */
export async function unlockOffice(
  folder: string,
  request: UnlockRequest,
  { clock, refused }: { clock: Clock; refused: readonly RefusedUnlock[] },
): Promise<OpenSession> {
  const { store, keys } = storePaths(folder)
  const key = await unlockSlot(keys, request.login, request.password)
  const writer = openStore({ path: store, key, mode: 'write', keyProven: true })
  try {
    const account = getAccount(writer, request.login)
    recordUnlock(writer, account, { at: clock.now(), refused })
    const office = getOffice(writer)
    return { key, writer, account, officeName: office.name, window: office.window }
  } catch (error) {
    closeStore(writer)
    throw error
  }
}

/** Records the lock and closes the store for writing. */
export function lockOffice({ writer, account }: OpenSession, clock: Clock): void {
  try {
    transaction(writer, (tx) => {
      insertAudit(tx, {
        at: clock.now(),
        account_id: account.accountId,
        action: 'session.lock',
        object: 'session',
        detail: '{}',
      })
    })
  } finally {
    closeStore(writer)
  }
}

/** Notes a refused attempt; whether the login exists is kept, the text typed is not. */
export function refusedUnlock(folder: string, login: string, clock: Clock): RefusedUnlock {
  return { at: clock.now(), known: listLogins(storePaths(folder).keys).includes(login) }
}

function getAccount(writer: Writer, login: string): SignedIn {
  const account = findActiveAccount(writer, login)
  if (account === undefined) {
    throw new CounterError('WRONG_PASSWORD', '账号或密码不对，存储没有打开。', {
      hint: '请核对账号和大小写后重试；账号已停用的请找主管。',
    })
  }
  return { accountId: account.id, login: account.login, name: account.name, role: account.role }
}

function recordUnlock(
  writer: Writer,
  account: SignedIn,
  { at, refused }: { at: string; refused: readonly RefusedUnlock[] },
): void {
  transaction(writer, (tx) => {
    for (const attempt of refused) {
      const detail = JSON.stringify({ known: attempt.known })
      insertAudit(tx, {
        at: attempt.at,
        account_id: null,
        action: 'session.refused',
        object: 'session',
        detail,
      })
    }
    insertAudit(tx, {
      at,
      account_id: account.accountId,
      action: 'session.unlock',
      object: 'session',
      detail: '{}',
    })
  })
}
