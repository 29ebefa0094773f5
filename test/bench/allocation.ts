import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'

/**
 * Places given out along wishes against reading every wish once, the whole way from the order to everybody's
 * explanation, its memory, and tickets against hashing alone. Each part runs in a process of its own.
 */
const PARTS: [file: string, ...words: string[]][] = [
  ['allocation-places', '12588'],
  ['allocation-places', '1258800'],
  ['allocation-tickets', '1000000'],
]
for (const [file, ...words] of PARTS) {
  const path = join(import.meta.dirname, `${file}.ts`)
  const { status } = spawnSync(process.execPath, ['--expose-gc', path, ...words], { stdio: 'inherit' })
  if (status !== 0) throw new Error(`${file} ended with ${status}`)
}
