import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** Adds a line about a fault to `faults.log` in `folder`. The line carries no personal data (see `faultLine`). */
export function recordFault(folder: string, at: string, line: string): void {
  mkdirSync(folder, { recursive: true })
  appendFileSync(join(folder, 'faults.log'), `${at} ${line}\n`, { mode: 0o600 })
}
