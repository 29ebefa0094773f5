import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'

/**
 * A city at one counter: searching, the resident page, windows of the list, memory, size, and files taken in. The
 * store is made anew and thrown away; each part runs in a process of its own, so that none has the memory of another.
 * 50,000 residents and files of as many rows take some three minutes; `--residents 1000000`, whose files have 100,000
 * rows, an hour, 6 GB of memory and 8 GB of disk. Run as a file of its own it also takes `--import-rows`.
 */
const { values } = parseArgs({
  options: { residents: { type: 'string', default: '50000' }, 'import-rows': { type: 'string' } },
})
const residents = Number(values.residents)
if (!Number.isInteger(residents) || residents < 1000 || residents > 1_000_000) {
  throw new Error('--residents is a whole number from 1000 to 1000000')
}
const importRows = Number(values['import-rows'] ?? Math.min(100_000, residents))
if (!Number.isInteger(importRows) || importRows < 1 || importRows > 2 * residents) {
  throw new Error('--import-rows is a whole number up to twice the residents')
}

/** Files beside this one, each called with the store's folder, the number of residents and that of rows to take in. */
const PARTS = ['people-make', 'people-questions', 'people-memory', 'people-import'] as const
const folder = mkdtempSync(join(tmpdir(), 'counter-bench-people-'))
try {
  for (const part of PARTS) await runPart(part)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function runPart(name: string): Promise<void> {
  const file = join(import.meta.dirname, `${name}.ts`)
  const child = spawn(
    process.execPath,
    [file, join(folder, 'store'), String(residents), String(importRows)],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  )
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${name} ended with ${code}`)
}
