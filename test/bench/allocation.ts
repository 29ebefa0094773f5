import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'

/**
 * Places given out along wishes against reading every wish once, the whole way from the order to everybody's
 * explanation, its memory, places by town quotas against reading the list once, tickets against hashing alone, and small
 * rounds against an integer programme. Each part runs in a process of its own.
 */
const PARTS: [file: string, ...words: string[]][] = [
  ['allocation-places', '12588'],
  ['allocation-places', '1258800'],
  ['allocation-towns', '1000000'],
  ['allocation-tickets', '1000000'],
  ['allocation-highs'],
]
for (const [file, ...words] of PARTS) {
  const path = join(import.meta.dirname, `${file}.ts`)
  const { status } = spawnSync(process.execPath, ['--expose-gc', path, ...words], { stdio: 'inherit' })
  if (status !== 0) throw new Error(`${file} ended with ${status}`)
}
