import { basename } from 'node:path'
import Sqlite from 'better-sqlite3'
import { CounterError } from '#shared/base/failure.ts'

const RESTORE_HINT = '请不要删除或覆盖这个文件，先原样复制一份留存，再联系系统管理员检查或用备份恢复。'

/**
 * Turns what the driver or the file system reported about a store into a refusal a person can act on.
 * Errors that do not concern the state of the file (a constraint, a wrong statement) come back unchanged.
 * @param keyProven whether the key came out of a slot, so that an unreadable file cannot be the key's fault
 */
export function storeFailure(error: unknown, path: string, keyProven: boolean): unknown {
  const code = errorCode(error)
  if (code === undefined) return error
  const more = { at: basename(path), cause: error }
  if (code === 'SQLITE_NOTADB') return keyProven ? damaged(path, error) : wrongKey(path, error)
  if (code.startsWith('SQLITE_CORRUPT')) return damaged(path, error)
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return new CounterError('STORE_FULL', '磁盘已满，这一步没有保存；此前保存的资料都在，仍可查看。', {
      ...more,
      hint: '请清理磁盘空间后重做这一步。',
    })
  }
  if (isUnwritable(code)) {
    return new CounterError('STORE_UNWRITABLE', '存储所在文件夹或存储文件无法写入，资料没有改动。', {
      ...more,
      hint: '请检查文件夹是否只读、磁盘是否写保护、当前 Windows 用户是否有写入权限，然后重试。',
    })
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new CounterError('CONFLICT', '存储正忙（多半在导入文件，或被另一个程序占用），这一步没有保存。', {
      ...more,
      hint: '正在导入的，请等导入完成后重做这一步；没有在导入的，请关闭另一个正在使用同一存储的程序后重试。',
    })
  }
  return error
}

/**
 * The same for an open store, whose key is proven: only what the driver itself reported is turned, so that a
 * failure of other work inside a transaction keeps its meaning.
 */
export function driverFailure(error: unknown, path: string): unknown {
  return error instanceof Sqlite.SqliteError ? storeFailure(error, path, true) : error
}

/** The file is there but cannot be read, although nothing is wrong with the key. */
export function damaged(path: string, cause?: unknown): CounterError {
  const message = '存储文件已损坏，或者密钥文件 keys.json 与它不是同一套；程序没有改动它。'
  return new CounterError('STORE_DAMAGED', message, { at: basename(path), hint: RESTORE_HINT, cause })
}

function wrongKey(path: string, cause: unknown): CounterError {
  return new CounterError('WRONG_KEY', '密钥不对，或者存储文件的开头已损坏；存储没有打开，也没有改动。', {
    at: basename(path),
    hint: '请确认密钥属于这个存储；用账号密码解锁可以分清是密钥不对还是文件损坏。',
    cause,
  })
}

function isUnwritable(code: string): boolean {
  return (
    ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOENT', 'EEXIST', 'SQLITE_PERM'].includes(code) ||
    ['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_IOERR'].some((start) => code.startsWith(start))
  )
}

function errorCode(error: unknown): string | undefined {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return undefined
}
