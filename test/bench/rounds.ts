import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'

/**
 * A round of rent support with places kept for towns, and one of school places with wishes, of everybody in a store:
 * from taking them onto the list to thousands of replies, each step against a floor and with the longest time for which
 * other calls of the same worker would have waited; and the public list of them. Each part runs in a process of its own
 * on a copy of one store. 12,588 residents, a whole city's applicants, take some two minutes on two quiet cores.
 */
const { values } = parseArgs({ options: { residents: { type: 'string', default: '12588' } } })
const residents = Number(values.residents)
if (!Number.isInteger(residents) || residents < 1000 || residents > 1_000_000) {
  throw new Error('--residents is a whole number from 1000 to 1000000')
}
const folder = mkdtempSync(join(tmpdir(), 'counter-bench-rounds-'))
const store = join(folder, 'store')
try {
  await runPart('rounds-make', store)
  for (const kind of ['rent-support', 'school']) {
    const copy = join(folder, kind)
    cpSync(store, copy, { recursive: true })
    await runPart('rounds-life', copy, kind)
    rmSync(copy, { recursive: true })
  }
  await runPart('rounds-paper', store)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Each file is called with the store's folder and the number of residents. */
async function runPart(name: string, at: string, ...more: string[]): Promise<void> {
  const file = join(import.meta.dirname, `${name}.ts`)
  const child = spawn(process.execPath, [file, at, String(residents), ...more], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${name} ended with ${code}`)
}
