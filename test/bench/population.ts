import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'

/**
 * Points of everybody: a store of residents scored and kept as a record against reading and writing alone, its memory,
 * and the scoring alone against another rule engine. The store is made anew and thrown away; each part runs in a
 * process of its own. 50,000 residents take some three minutes on two quiet cores; `--residents 1000000` is the city.
 */
const { values } = parseArgs({ options: { residents: { type: 'string', default: '50000' } } })
const residents = Number(values.residents)
if (!Number.isInteger(residents) || residents < 1000 || residents > 1_000_000) {
  throw new Error('--residents is a whole number from 1000 to 1000000')
}

/** Files beside this one, each called with the store's folder and the number of residents. */
const PARTS = ['population-zen', 'population-make', 'population-memory', 'population-run'] as const
const folder = mkdtempSync(join(tmpdir(), 'counter-bench-population-'))
try {
  for (const part of PARTS) await runPart(part)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function runPart(name: string): Promise<void> {
  const file = join(import.meta.dirname, `${name}.ts`)
  const child = spawn(process.execPath, [file, join(folder, 'store'), String(residents)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${name} ended with ${code}`)
}
