import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { CompiledQuery } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sha256 } from '#electron/services/hash.ts'
import { announceRound } from '#electron/services/rounds/announce.ts'
import { publishRound } from '#electron/services/rounds/publish.ts'
import { checkStore } from '#electron/store/check.ts'
import { connection } from '#electron/store/connection.ts'
import { storePaths } from '#electron/store/create-store.ts'
import { unlockSlot } from '#electron/store/keys.ts'
import { all } from '#electron/store/query.ts'
import { child, openedRound, schoolPlan } from '#test/services/round-fixture.ts'
import { LOGINS, openTestOffice, PASSWORD, type TestOffice } from '#test/services/test-office.ts'
import { freezeToEnd, runFrozen } from '#test/services/test-people.ts'
import { refusal } from '#test/store/harness.ts'

const ROUNDS = 8
const CHILDREN = 3000
/** Longer than a whole round takes, so that kills fall anywhere in one. */
const LONGEST_DELAY_MS = 500
const WORKER = join(import.meta.dirname, 'round-kill-process.ts')

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

async function openRoundOf(title: string): Promise<string> {
  const places = ['甲', '乙', '丙']
  const children = Array.from({ length: CHILDREN }, (_, index) =>
    child(`A${String(index).padStart(5, '0')}`, 40 + (index % 50), [
      places[index % 3] ?? '',
      places[(index + 1) % 3] ?? '',
    ]),
  )
  const plan = schoolPlan({ 甲: 800, 乙: 800, 丙: 400 })
  return (await openedRound(office, plan, children, { title })).roundId
}

type Killed = { signal: string | null; said: string[]; errors: string }

/** Starts a worker on a round, and kills it some time after it began; without a delay it comes to its end. */
function work(args: string[], delay?: number): Promise<Killed> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [WORKER, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    let [said, errors] = ['', '']
    child.stdout.once('data', () => {
      if (delay !== undefined) setTimeout(() => child.kill('SIGKILL'), delay)
    })
    child.stdout.on('data', (bytes) => {
      said += bytes
    })
    child.stderr.on('data', (bytes) => {
      errors += bytes
    })
    child.on('close', (_code, signal) => resolve({ signal, errors, said: said.split('\n').slice(0, -1) }))
  })
}

function rows(text: string, ...values: unknown[]): Record<string, unknown>[] {
  return all(office.writer, CompiledQuery.raw(text, values) as CompiledQuery<Record<string, unknown>>)
}

/** What is kept of a round; throws where any step is there in part. @returns ids of freezes and runs */
function kept(roundId: string): string[] {
  const [counts] = rows(
    `SELECT
      (SELECT count(*) FROM round_freeze WHERE round_id = asked.id) AS freezes,
      (SELECT count(*) FROM round_action WHERE round_id = asked.id AND action = 'freeze') AS frozen,
      (SELECT count(*) FROM audit WHERE object = 'round:' || asked.id AND action = 'rounds.freeze') AS frozenTold,
      (SELECT count(*) FROM round_run WHERE round_id = asked.id) AS runs,
      (SELECT count(*) FROM round_action WHERE round_id = asked.id AND action = 'run') AS ran,
      (SELECT count(*) FROM audit WHERE object = 'round:' || asked.id AND action = 'rounds.run') AS ranTold,
      (SELECT count(*) FROM seat JOIN round_run ON round_run.id = run_id WHERE round_id = asked.id) AS seats,
      (SELECT count(*) FROM round_action WHERE round_id = asked.id AND action = 'publish') AS published,
      (SELECT count(*) FROM holding WHERE round_id = asked.id) AS holdings
      FROM (SELECT ? AS id) AS asked`,
    roundId,
  )
  const { freezes, runs, published } = counts ?? {}
  expect(counts).toEqual({
    freezes,
    frozen: freezes,
    frozenTold: freezes,
    runs,
    ran: runs,
    ranTold: runs,
    seats: Number(runs) * CHILDREN,
    published,
    holdings: Number(published) * CHILDREN,
  })
  for (const { list, list_hash } of rows(
    'SELECT list, list_hash FROM round_freeze WHERE round_id = ?',
    roundId,
  )) {
    expect(`sha256:${sha256(String(list))}`).toBe(list_hash)
    expect(String(list).trimEnd().split('\n')).toHaveLength(CHILDREN + 1)
  }
  const ids = 'SELECT id, round_id FROM round_freeze UNION ALL SELECT id, round_id FROM round_run'
  return rows(`SELECT id FROM (${ids}) WHERE round_id = ?`, roundId).map(({ id }) => String(id))
}

test(`kills anywhere in ${ROUNDS} rounds leave every step whole or absent, and the same commands go on`, async () => {
  const { store: path, keys } = storePaths(office.folder)
  const key = await unlockSlot(keys, LOGINS.supervisor, PASSWORD)
  let inside = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const roundId = await openRoundOf(`示例第${round}批次`)
    const args = [path, key, roundId, ...Array.from({ length: 4 }, () => randomUUID())]
    for (let kill = 0; kill < 2; kill += 1) {
      const { errors, said } = await work(args, Math.random() * LONGEST_DELAY_MS)
      expect(errors).toBe('')
      const promised = said.filter((line) => / /.test(line) && !line.startsWith('publish'))
      expect(kept(roundId)).toEqual(expect.arrayContaining(promised.map((line) => line.split(' ')[1])))
      if (!(said.at(-1)?.includes(' ') ?? true)) inside += 1
    }
    const whole = await work(args)
    expect(whole).toMatchObject({ signal: null, errors: '' })
    expect(kept(roundId)).toHaveLength(2)
    expect(rows('SELECT status FROM round WHERE id = ?', roundId)).toEqual([{ status: 'published' }])
  }
  expect(inside).toBeGreaterThan(1)
  expect(checkStore({ path, key })).toMatchObject({ ok: true, integrity: 'ok' })
}, 240_000)

test.each(['freeze', 'run', 'publish'] as const)(
  'a store without room refuses the %s, keeps nothing of it, and does it when there is room',
  async (step) => {
    const roundId = await openRoundOf('示例批次')
    const clerk = office.as('clerk')
    const publish = () => publishRound(office.as('supervisor'), { commandId: randomUUID(), roundId })
    if (step !== 'freeze') await freezeToEnd(clerk, roundId)
    if (step === 'publish') {
      await runFrozen(clerk, roundId)
      announceRound(clerk, { commandId: randomUUID(), roundId })
    }
    const attempt = async () => {
      if (step === 'freeze') await freezeToEnd(clerk, roundId)
      else if (step === 'run') await runFrozen(clerk, roundId)
      else publish()
    }
    const { database } = office.writer[connection]
    const pages = Number(database.pragma('page_count', { simple: true }))
    const before = kept(roundId)
    database.pragma(`max_page_count = ${pages + 5}`)
    await refusal('STORE_FULL', attempt)
    expect(database.inTransaction).toBe(false)
    expect(kept(roundId)).toEqual(before)
    database.pragma(`max_page_count = ${pages + 10_000}`)
    await attempt()
    kept(roundId)
  },
)
