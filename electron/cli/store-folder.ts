import { basename, dirname } from 'node:path'
import { storePaths } from '#electron/store/create-store.ts'

/** A store is a folder of two files; whoever names the file in it means the folder. */
export function storeFolder(path: string): string {
  return basename(path) === basename(storePaths(path).store) ? dirname(path) : path
}
