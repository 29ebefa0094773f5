import { open, rename, rm } from 'node:fs/promises'
import { CounterError } from '#shared/base/failure.ts'

/** Writes a file the person chose a place for. @throws CounterError STORE_UNWRITABLE where it cannot be written */
export async function save(path: string, bytes: Uint8Array): Promise<true> {
  try {
    await saveWhole(path, bytes)
    return true
  } catch (cause) {
    throw new CounterError('STORE_UNWRITABLE', '文件没有保存：选定的位置写不进去。存储里的内容没有改动。', {
      hint: '请检查该位置的权限和剩余空间，或换一个位置再保存。',
      cause,
    })
  }
}

/** Writes a file whole or not at all: beside its place first, on disk, then renamed over it. */
export async function saveWhole(path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${path}.${process.pid}.part`
  try {
    const file = await open(unfinished, 'w', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}
