import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkStore } from '#electron/store/check.ts'
import { closeStore, openStore } from '#electron/store/database.ts'
import { closedStore, KEY } from '#test/store/harness.ts'
import { lastStep } from './steps.ts'

const KILLS = 200
/** Stores written to at the same time, one process each. */
const LANES = 2
const WRITER = join(import.meta.dirname, 'writer-process.ts')

type Killed = { signal: string | null; acknowledged: number; errors: string }

/** Starts a writer and kills it after `delay` milliseconds, counted from its first commit or from its start. */
function killWriter(path: string, delay: number, from: 'commit' | 'start'): Promise<Killed> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [WRITER, path, KEY], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    let errors = ''
    const kill = () => setTimeout(() => child.kill('SIGKILL'), delay)
    if (from === 'start') kill()
    else child.stdout.once('data', kill)
    child.stdout.on('data', (bytes) => {
      said += bytes
    })
    child.stderr.on('data', (bytes) => {
      errors += bytes
    })
    // The pipe is read to its end: what the process said before it died is all here.
    child.on('close', (_code, signal) => {
      const wholeLines = said.split('\n').slice(0, -1)
      resolve({ signal, errors, acknowledged: Number(wholeLines.at(-1) ?? 0) })
    })
  })
}

/** Kills writers of one store again and again and looks at the store after each. */
async function killRepeatedly(path: string, kills: number): Promise<{ kills: number; steps: number }> {
  let promised = 0
  for (let kill = 0; kill < kills; kill += 1) {
    // One in five dies while it is still opening, which is when the log of the one before is recovered.
    const opening = kill % 5 === 4
    const killed = await killWriter(path, Math.random() * (opening ? 200 : 40), opening ? 'start' : 'commit')
    expect(killed).toMatchObject({ signal: 'SIGKILL', errors: '' })
    promised = Math.max(promised, killed.acknowledged)
    const reader = openStore({ path, key: KEY, mode: 'read' })
    try {
      expect(lastStep(reader)).toBeGreaterThanOrEqual(promised)
    } finally {
      closeStore(reader)
    }
  }
  expect(checkStore({ path, key: KEY })).toMatchObject({ ok: true, integrity: 'ok' })
  return { kills, steps: promised }
}

test(`${KILLS} kills of a writing process lose no acknowledged commit and leave no half of one`, async () => {
  const lanes = await Promise.all(
    Array.from({ length: LANES }, () => killRepeatedly(closedStore(), KILLS / LANES)),
  )
  const total = { kills: 0, steps: 0 }
  for (const lane of lanes) {
    total.kills += lane.kills
    total.steps += lane.steps
  }
  expect(total.kills).toBe(KILLS)
  // The kills fell among commits, not beside them.
  expect(total.steps).toBeGreaterThan(KILLS / 2)
}, 240_000)
