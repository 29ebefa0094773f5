import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ImportStages } from '#electron/services/imports/stages.ts'
import { checkStore } from '#electron/store/check.ts'
import { connection } from '#electron/store/connection.ts'
import { createStore, storePaths } from '#electron/store/create-store.ts'
import { closeStore, openStore } from '#electron/store/database.ts'
import { apply, preview } from '#test/services/imports/import-files.ts'
import { openTestOffice } from '#test/services/test-office.ts'
import { refusal, SET_UP, temporaryFolder } from '#test/store/harness.ts'
import { countWhole, fileNumber } from './import-kill-files.ts'

const KILLS = 50
/** Stores imported into at the same time, one process each. */
const LANES = 2
const IMPORTER = join(import.meta.dirname, 'import-kill-process.ts')
/** Longer than one file takes, so that kills fall anywhere in one. */
const LONGEST_DELAY_MS = 150

type Killed = { signal: string | null; taken: number; begun: boolean; errors: string }

/** Starts an importer and kills it some time after it began to take a file in. */
function killImporter(path: string, key: string, delay: number): Promise<Killed> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [IMPORTER, path, key, 'clerk'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    let errors = ''
    child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), delay))
    child.stdout.on('data', (bytes) => {
      said += bytes
    })
    child.stderr.on('data', (bytes) => {
      errors += bytes
    })
    child.on('close', (_code, signal) => {
      const lines = said.split('\n').slice(0, -1)
      const taken = lines.filter((line) => line.startsWith('taken')).at(-1)
      resolve({
        signal,
        errors,
        taken: Number(taken?.slice('taken '.length) ?? 0),
        // The last word was that a file is being taken in: the kill fell inside it.
        begun: lines.at(-1)?.startsWith('taking') ?? false,
      })
    })
  })
}

async function killRepeatedly(kills: number): Promise<{ inside: number; files: number }> {
  const folder = join(temporaryFolder(), 'store')
  const { key } = await createStore(folder, SET_UP)
  const path = storePaths(folder).store
  let promised = 0
  let inside = 0
  for (let kill = 0; kill < kills; kill += 1) {
    const killed = await killImporter(path, key, Math.random() * LONGEST_DELAY_MS)
    expect(killed).toMatchObject({ signal: 'SIGKILL', errors: '' })
    promised = Math.max(promised, killed.taken)
    if (killed.begun) inside += 1
    const reader = openStore({ path, key, mode: 'read' })
    try {
      expect(countWhole(reader)).toBeGreaterThanOrEqual(promised)
    } finally {
      closeStore(reader)
    }
  }
  expect(checkStore({ path, key })).toMatchObject({ ok: true, integrity: 'ok' })
  return { inside, files: promised }
}

test(`${KILLS} kills during imports leave every file whole or absent`, async () => {
  const lanes = await Promise.all(Array.from({ length: LANES }, () => killRepeatedly(KILLS / LANES)))
  const inside = lanes.reduce((sum, lane) => sum + lane.inside, 0)
  // The kills fell inside imports, not beside them.
  expect(inside).toBeGreaterThan(KILLS / 3)
}, 240_000)

test('an import on a store without room is refused, leaves nothing, and is taken in when there is room', async () => {
  const office = await openTestOffice({ stages: new ImportStages() })
  try {
    const clerk = office.as('clerk')
    const { database } = office.writer[connection]
    const { stageId } = await preview(clerk, fileNumber(1))
    const pages = Number(database.pragma('page_count', { simple: true }))
    database.pragma(`max_page_count = ${pages + 20}`)
    await refusal('STORE_FULL', () => apply(clerk, stageId))
    expect(database.inTransaction).toBe(false)
    expect(countWhole(office.writer)).toBe(0)
    database.pragma(`max_page_count = ${pages + 10_000}`)
    await apply(clerk, stageId)
    expect(countWhole(office.writer)).toBe(1)
  } finally {
    office.close()
  }
})
