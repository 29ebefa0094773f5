import { accessSync, closeSync, constants, openSync, readSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { CounterError } from '#shared/base/failure.ts'
import { damaged, storeFailure } from './store-failure.ts'

/** How every unencrypted SQLite file begins. */
const PLAINTEXT_HEADER = 'SQLite format 3\0'

/**
 * Makes the empty file a new store will fill.
 * @throws CounterError STORE_EXISTS, STORE_UNWRITABLE, STORE_FULL
 */
export function reserveFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new CounterError('STORE_EXISTS', '这里已经有一个存储，没有新建，也没有改动它。', {
        at: basename(path),
        hint: '要使用它请直接解锁；要另建请换一个空文件夹。',
      })
    }
    throw storeFailure(error, path, false)
  }
}

/**
 * Asserts that a store is there, encrypted and, where it is to be changed, writable.
 * @throws CounterError STORE_MISSING, STORE_PLAINTEXT, STORE_DAMAGED, STORE_UNWRITABLE
 */
export function assertUsableFile(path: string, forWriting: boolean): void {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) {
    throw new CounterError('STORE_MISSING', '没有找到存储文件，什么也没有新建。', {
      at: basename(path),
      hint: '请核对存储文件夹；新窗口请先做首次设置，移动过文件请放回原处。',
    })
  }
  assertEncrypted(path)
  if (!forWriting) return
  try {
    accessSync(path, constants.W_OK)
  } catch (error) {
    throw storeFailure(error, path, false)
  }
}

/**
 * Asserts that the first bytes of the file are not those of an unencrypted database.
 * @throws CounterError STORE_PLAINTEXT; STORE_DAMAGED for a file too short to be a store
 */
export function assertEncrypted(path: string): void {
  const header = Buffer.alloc(PLAINTEXT_HEADER.length)
  const handle = openSync(path, 'r')
  let length: number
  try {
    length = readSync(handle, header)
  } finally {
    closeSync(handle)
  }
  // SQLite would take an empty file for a new database and fill it.
  if (length < header.length) throw damaged(path)
  if (header.toString('latin1') !== PLAINTEXT_HEADER) return
  throw new CounterError('STORE_PLAINTEXT', '这个存储文件没有加密，程序拒绝使用，也没有改动它。', {
    at: basename(path),
    hint: '请确认放对了文件；本程序建立的存储都是加密的，请联系系统管理员查明来源。',
  })
}
