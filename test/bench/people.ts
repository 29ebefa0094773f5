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
 * 50,000 residents and files of 100,000 rows take some five minutes on two quiet cores; `--residents 1000000` an hour,
 * 6 GB of memory and 8 GB of disk.
 */
const { values } = parseArgs({ options: { residents: { type: 'string', default: '50000' } } })
const residents = Number(values.residents)
if (!Number.isInteger(residents) || residents < 1000 || residents > 1_000_000) {
  throw new Error('--residents is a whole number from 1000 to 1000000')
}
const importRows = Math.min(100_000, 2 * residents)

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
