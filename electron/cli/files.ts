import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname } from 'node:path'
import { CounterError } from '#shared/base/failure.ts'

/**
 * Writes a file whole or not at all: a reader never meets half of it, and what stood there before stays until the new
 * bytes are on disk. Readable by the owner alone, since papers name people.
 * @throws CounterError STORE_UNWRITABLE
 */
export function writeWhole(file: string, content: Uint8Array | string): void {
  makeFolder(dirname(file))
  orUnwritable(file, () => replaceFile(file, content))
}

/**
 * Makes a folder where there is none, and those above it. One at a time, because Node's own recursive form tries for
 * ever where the system lets nothing be made below a folder that exists, such as /proc.
 * @throws CounterError STORE_UNWRITABLE
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  orUnwritable(folder, () => mkdirSync(folder))
}

function orUnwritable(path: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    throw new CounterError('STORE_UNWRITABLE', '文件或文件夹写不进去，没有保存。', {
      at: basename(path),
      hint: '请核对文件夹是否存在、可写，磁盘是否已满。',
      cause: error,
    })
  }
}

function replaceFile(file: string, content: Uint8Array | string): void {
  const unfinished = `${file}.unfinished`
  const handle = openSync(unfinished, 'w', 0o600)
  try {
    writeFileSync(handle, content)
    fsyncSync(handle)
    renameSync(unfinished, file)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  } finally {
    closeSync(handle)
  }
}
