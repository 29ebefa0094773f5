import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { CompiledQuery } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listRuns, runPoints } from '#electron/services/population/run.ts'
import { checkStore } from '#electron/store/check.ts'
import { connection } from '#electron/store/connection.ts'
import { storePaths } from '#electron/store/create-store.ts'
import { unlockSlot } from '#electron/store/keys.ts'
import { all } from '#electron/store/query.ts'
import { settleMany } from '#test/services/population-people.ts'
import { LOGINS, openTestOffice, PASSWORD, type TestOffice } from '#test/services/test-office.ts'
import { refusal } from '#test/store/harness.ts'

const KILLS = 10
const RESIDENTS = 6000
/** Longer than one batch takes, so that kills fall anywhere in one. */
const LONGEST_DELAY_MS = 400
const SCORER = join(import.meta.dirname, 'points-kill-process.ts')

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

type Killed = { signal: string | null; kept: string[]; inside: boolean; errors: string }

/** Starts a scorer and kills it some time after it began. */
function killScorer(path: string, key: string, delay: number): Promise<Killed> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [SCORER, path, key, LOGINS.supervisor], {
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
      const kept = lines.filter((line) => line.startsWith('kept ')).map((line) => line.slice('kept '.length))
      resolve({ signal, errors, kept, inside: !(lines.at(-1)?.startsWith('kept') ?? true) })
    })
  })
}

/** The ids of the batches in the store; throws where one is there in part. */
function wholeRuns(): string[] {
  const rows = all(
    office.writer,
    CompiledQuery.raw(
      `SELECT points_run.id, residents, sum_x100, count(resident) AS n, sum(total_x100) AS sum,
        (SELECT count(*) FROM audit WHERE object = 'pointsRun:' || points_run.id) AS recorded,
        (SELECT count(*) FROM command WHERE json_extract(result, '$.runId') = points_run.id) AS answered
      FROM points_run LEFT JOIN points_result ON run = seq GROUP BY seq`,
    ) as CompiledQuery<Record<string, unknown>>,
  )
  for (const { residents, sum_x100, n, sum, recorded, answered } of rows)
    expect({ n, sum, recorded, answered }).toEqual({ n: residents, sum: sum_x100, recorded: 1, answered: 1 })
  const [orphans] = all(
    office.writer,
    CompiledQuery.raw(
      'SELECT count(*) AS n FROM points_result WHERE run NOT IN (SELECT seq FROM points_run)',
    ) as CompiledQuery<Record<string, unknown>>,
  )
  expect(orphans).toEqual({ n: 0 })
  return rows.map(({ id }) => String(id))
}

test(`${KILLS} kills while everybody is scored leave every batch whole or absent`, async () => {
  settleMany(office, RESIDENTS, office.clock.today())
  const { store: path, keys } = storePaths(office.folder)
  const key = await unlockSlot(keys, LOGINS.supervisor, PASSWORD)
  const promised: string[] = []
  let inside = 0
  for (let kill = 0; kill < KILLS; kill += 1) {
    const killed = await killScorer(path, key, Math.random() * LONGEST_DELAY_MS)
    expect(killed).toMatchObject({ signal: 'SIGKILL', errors: '' })
    promised.push(...killed.kept)
    if (killed.inside) inside += 1
    expect(wholeRuns()).toEqual(expect.arrayContaining(promised))
  }
  expect(inside).toBeGreaterThan(KILLS / 3)
  expect(new Set(listRuns(office.as('clerk')).map(({ resultHash }) => resultHash)).size).toBeLessThanOrEqual(
    1,
  )
  expect(checkStore({ path, key })).toMatchObject({ ok: true, integrity: 'ok' })
}, 240_000)

async function run(signal = new AbortController().signal): Promise<void> {
  const on = office.clock.today()
  const request = { commandId: randomUUID(), key: 'pack:zj-2023-38', on, purpose: null, reason: '示例' }
  for await (const _step of runPoints(office.as('supervisor'), request, signal));
}

test('a batch on a store without room is refused, leaves nothing, and is kept when there is room', async () => {
  settleMany(office, 3000, office.clock.today())
  const { database } = office.writer[connection]
  const pages = Number(database.pragma('page_count', { simple: true }))
  database.pragma(`max_page_count = ${pages + 20}`)
  await refusal('STORE_FULL', () => run())
  expect(database.inTransaction).toBe(false)
  expect(wholeRuns()).toEqual([])
  database.pragma(`max_page_count = ${pages + 10_000}`)
  await run()
  expect(wholeRuns()).toHaveLength(1)
})

test.each(['reading', 'writing'])(
  'locking the window while a batch is %s keeps nothing of it',
  async (half) => {
    settleMany(office, 5000, office.clock.today())
    const on = office.clock.today()
    const request = { commandId: randomUUID(), key: 'pack:zj-2023-38', on, purpose: null, reason: '示例' }
    const context = office.as('supervisor')
    const running = async () => {
      for await (const { done, total } of runPoints(context, request, new AbortController().signal))
        if (half === 'reading' || done > total / 2) context.stages?.clear()
    }
    await expect(running()).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(office.writer[connection].database.inTransaction).toBe(false)
    expect(wholeRuns()).toEqual([])
    await run()
    expect(wholeRuns()).toHaveLength(1)
  },
)
