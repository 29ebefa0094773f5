import { execFileSync } from 'node:child_process'
import { afterEach } from 'vitest'
import { temporaryFolder } from './harness.ts'

const mounted: string[] = []

// Registered after the harness's own clean-up and so run before it: a mounted folder cannot be removed.
afterEach(unmountAll)

function unmountAll(): void {
  for (const folder of mounted.splice(0)) execFileSync('umount', ['--lazy', folder])
}

/** A folder that is a disk of its own, in memory and of `mebibytes`; needs the right to mount. */
export function mountedDisk(mebibytes: number): string {
  const folder = temporaryFolder()
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder], { stdio: 'pipe' })
  mounted.push(folder)
  return folder
}

/** Mounts the disk again with other options, such as `ro` or `size=12m`. */
export function remount(folder: string, options: string): void {
  execFileSync('mount', ['-o', `remount,${options}`, folder], { stdio: 'pipe' })
}

/** Whether this user may mount a disk (root outside a locked-down container). */
export function canMount(): boolean {
  try {
    mountedDisk(1)
    return true
  } catch {
    return false
  } finally {
    unmountAll()
  }
}
