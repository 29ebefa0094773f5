import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Forces a file's bytes to the disk. */
export function syncFile(path: string): void {
  const handle = openSync(path, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Forces the names in the folder that holds `path` to the disk. Windows does this with the rename itself. */
export function syncFolderOf(path: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(dirname(path), 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Replaces a file so that a power cut leaves either the old text or the new one, never a part. */
export function writeFileDurably(path: string, text: string): void {
  const unfinished = `${path}.unfinished`
  try {
    writeFileSync(unfinished, text, { mode: 0o600 })
    syncFile(unfinished)
    renameSync(unfinished, path)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
  syncFolderOf(path)
}
