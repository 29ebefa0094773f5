import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createEngine, type Engine } from '#electron/engine/client.ts'
import type { CallRequest, CallResponse, StreamEvent } from '#shared/ipc/bridge.ts'
import { procedures } from '#test/api/procedure-table.ts'
import { builtWorker } from '#test/fixtures/built-worker.ts'
import { goodFacts, idNumber, plan, SOURCE, TOWN, YES } from '#test/services/test-people.ts'

const root = resolve(import.meta.dirname, '../../..')
const password = 'shili-mima-2022'
const office = {
  office: { name: '示例市新市民服务中心', documentCode: '示新服建', window: '示例窗口1号' },
  supervisor: { login: 'zhuguan', name: '示例·主管', password },
  clerk: { login: 'jingban', name: '示例·经办', password },
}

let workerFile = ''
let folder = ''
let workers: { role: string; worker: Worker }[] = []
let gone: string[] = []
let log: string[] = []
let engine: Engine
let count = 0

beforeAll(async () => {
  workerFile = await builtWorker()
}, 120_000)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engine-'))
  workers = []
  gone = []
  log = []
  engine = createEngine({
    start(workerData) {
      const worker = new Worker(workerFile, { workerData })
      workers.push({ role: workerData.role, worker })
      return worker
    },
    folder: join(folder, 'office'),
    resourcesDir: join(root, 'resources'),
    log: (line) => log.push(line),
    onWorkerGone: (reference) => gone.push(reference),
  })
})

afterEach(async () => {
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

function ask(type: CallRequest['type'], path: string, input?: unknown, emit = (_event: StreamEvent) => {}) {
  count += 1
  return engine.call('window-1', { id: count, type, path, input }, emit)
}

async function openOffice(): Promise<CallResponse> {
  await ask('mutation', 'session.setUp', office)
  return ask('mutation', 'session.unlock', { login: 'jingban', password })
}

function endWorker(role: string): Promise<number> | undefined {
  return workers.findLast((entry) => entry.role === role)?.worker.terminate()
}

test('from set-up to unlocked and locked again', async () => {
  expect(await ask('query', 'session.state')).toEqual({ ok: true, data: { phase: 'set-up' } })
  expect(await ask('mutation', 'session.setUp', office)).toMatchObject({ data: { phase: 'locked' } })
  expect(await ask('query', 'rounds.list')).toMatchObject({ ok: false, failure: { code: 'LOCKED' } })
  const opened = await ask('mutation', 'session.unlock', { login: 'jingban', password })
  expect(opened).toMatchObject({ data: { phase: 'open', account: { login: 'jingban', role: 'clerk' } } })
  expect(await ask('query', 'rounds.list')).toEqual({ ok: true, data: [] })
  expect(engine.openSeconds()).toBeGreaterThan(0)
  expect(await engine.bytes({ what: 'paper', id: 'missing', form: 'original' })).toMatchObject({
    ok: false,
    failure: { code: 'NOT_FOUND' },
  })
  await engine.lock()
  expect(engine.openSeconds()).toBeUndefined()
  expect(await ask('query', 'rounds.list')).toMatchObject({ ok: false, failure: { code: 'LOCKED' } })
  expect(await engine.bytes({ what: 'paper', id: 'missing', form: 'original' })).toMatchObject({
    ok: false,
    failure: { code: 'LOCKED' },
  })
  expect(await ask('query', 'session.state')).toMatchObject({ data: { phase: 'locked' } })
  expect(log).toEqual([])
})

test('a wrong password opens nothing', async () => {
  await ask('mutation', 'session.setUp', office)
  const refused = await ask('mutation', 'session.unlock', { login: 'jingban', password: 'not-the-password' })
  expect(refused).toMatchObject({ ok: false, failure: { code: 'WRONG_PASSWORD' } })
  expect(engine.openSeconds()).toBeUndefined()
  expect(await ask('query', 'rounds.list')).toMatchObject({ failure: { code: 'LOCKED' } })
})

test('a second person cannot take an open window over', async () => {
  await openOffice()
  const refused = await ask('mutation', 'session.unlock', { login: 'zhuguan', password })
  expect(refused).toMatchObject({ ok: false, failure: { code: 'CONFLICT' } })
  expect(await ask('query', 'session.state')).toMatchObject({ data: { account: { login: 'jingban' } } })
})

test('a watcher is told at once, and told of the lock', async () => {
  await openOffice()
  const events: StreamEvent[] = []
  expect(await ask('subscription', 'status.watch', undefined, (event) => events.push(event))).toMatchObject({
    ok: true,
  })
  await vi.waitFor(() => expect(events[0]).toMatchObject({ kind: 'data' }))
  await engine.lock()
  expect(events.at(-1)).toMatchObject({ kind: 'failure', failure: { code: 'LOCKED' } })
  const told = events.length
  await ask('mutation', 'session.unlock', { login: 'jingban', password })
  expect(events).toHaveLength(told)
})

test('a window that is gone hears nothing more, others do', async () => {
  await openOffice()
  const first: StreamEvent[] = []
  const second: StreamEvent[] = []
  await ask('subscription', 'status.watch', undefined, (event) => first.push(event))
  await engine.call(
    'window-2',
    { id: 1, type: 'subscription', path: 'status.watch', input: undefined },
    (event) => second.push(event),
  )
  await vi.waitFor(() => expect([first.length, second.length]).toEqual([1, 1]))
  engine.drop('window-1')
  await engine.lock()
  expect(first).toHaveLength(1)
  expect(second.at(-1)).toMatchObject({ kind: 'failure', failure: { code: 'LOCKED' } })
})

test.each(['writer', 'reader', 'batch'])(
  'a %s that ends by itself locks the office and is started anew',
  async (role) => {
    await openOffice()
    await ask('query', 'rounds.list')
    const waiting =
      role === 'batch' ? undefined : ask('query', role === 'writer' ? 'session.state' : 'rounds.list')
    await endWorker(role)
    const answer = await waiting
    if (answer?.ok === false) expect(answer.failure.code).toMatch(/INTERNAL|LOCKED/)
    await vi.waitFor(() => expect(gone).toHaveLength(1))
    expect(log[0]).toContain(gone[0])
    expect(await ask('query', 'session.state')).toMatchObject({ data: { phase: 'locked' } })
    expect(await ask('mutation', 'session.unlock', { login: 'jingban', password })).toMatchObject({
      ok: true,
    })
    expect(await ask('query', 'rounds.list')).toEqual({ ok: true, data: [] })
  },
)

test('after a lock every call but those of the session is refused as locked', async () => {
  await openOffice()
  expect(await ask('mutation', 'session.lock')).toMatchObject({ data: { phase: 'locked' } })
  for (const { type, path, good } of procedures) {
    expect(await ask(type, path, good), path).toMatchObject({ ok: false, failure: { code: 'LOCKED' } })
  }
  for (const request of [
    { what: 'paper', id: 'x', form: 'copy' },
    { what: 'evidence', id: 'x', form: 'whole' },
    { what: 'export', id: 'x' },
    { what: 'template', dataset: 'permits' },
  ] as const)
    expect(await engine.bytes(request)).toMatchObject({ ok: false, failure: { code: 'LOCKED' } })
})

const unlock = (login = 'jingban') => ask('mutation', 'session.unlock', { login, password })

test('two unlocks at once open the office once', async () => {
  await ask('mutation', 'session.setUp', office)
  const answers = await Promise.all([unlock('jingban'), unlock('zhuguan')])
  expect(answers).toMatchObject([{ ok: true }, { ok: false, failure: { code: 'CONFLICT' } }])
  expect(await ask('query', 'session.state')).toMatchObject({ data: { account: { login: 'jingban' } } })
})

test('two set-ups at once make one office that opens', async () => {
  const answers = await Promise.all([1, 2].map(() => ask('mutation', 'session.setUp', office)))
  expect(answers).toMatchObject([{ ok: true }, { ok: false, failure: { code: 'CONFLICT' } }])
  expect(await unlock()).toMatchObject({ data: { phase: 'open' } })
})

test('a lock that comes while the password is being checked keeps the office locked', async () => {
  await ask('mutation', 'session.setUp', office)
  const unlocking = unlock()
  await engine.lock()
  expect(await unlocking).toMatchObject({ ok: false, failure: { code: 'LOCKED' } })
  expect(engine.openSeconds()).toBeUndefined()
  expect(await ask('query', 'session.state')).toMatchObject({ data: { phase: 'locked' } })
  expect(await unlock()).toMatchObject({ data: { phase: 'open' } })
})

/** An office with an open round and its approved cases, unlocked for the clerk. */
async function approvedRound(people: number): Promise<string> {
  await ask('mutation', 'session.setUp', office)
  const data = async (type: CallRequest['type'], path: string, input: unknown) => {
    const answer = await ask(type, path, input)
    if (!answer.ok) throw new Error(`${path}: ${answer.failure.message}`)
    return answer.data as { id: string }
  }
  const change = (path: string, input: object) =>
    data('mutation', path, { commandId: randomUUID(), ...input })
  await unlock('zhuguan')
  const { id: roundId } = await change('rounds.open', plan())
  await ask('mutation', 'session.lock')
  await unlock('jingban')
  const cases: string[] = []
  for (let serial = 1; serial <= people; serial += 1) {
    const person = { name: `示例·第${serial}人`, idNumber: idNumber(serial), town: TOWN }
    const { id: residentId } = await change('residents.register', person)
    for (const fact of goodFacts(serial)) await change('facts.record', { residentId, fact, source: SOURCE })
    cases.push((await change('cases.submit', { residentId, roundId, answers: YES })).id)
  }
  await ask('mutation', 'session.lock')
  await unlock('zhuguan')
  for (const caseId of cases) await change('cases.act', { caseId, action: 'approve' })
  await ask('mutation', 'session.lock')
  await unlock('jingban')
  return roundId
}

test('a lock in the middle of a run ends it, tells its window, and leaves no half of it', async () => {
  const roundId = await approvedRound(3)
  const frozen: StreamEvent[] = []
  const freeze = { commandId: randomUUID(), roundId }
  await ask('subscription', 'rounds.freeze', freeze, (event) => frozen.push(event))
  await vi.waitFor(() => expect(frozen.at(-1)?.kind).toBe('end'))
  const events: StreamEvent[] = []
  const run = { commandId: randomUUID(), roundId }
  const locked = new Promise<void>((resolve) => {
    void ask('subscription', 'rounds.run', run, (event) => {
      events.push(event)
      if (events.length === 1) resolve(engine.lock())
    })
  })
  await locked
  expect(events.at(-1)).toMatchObject({ kind: 'failure', failure: { code: 'LOCKED' } })
  await unlock()
  const round = await ask('query', 'rounds.get', { id: roundId })
  const again: StreamEvent[] = []
  await ask('subscription', 'rounds.run', run, (event) => again.push(event))
  await vi.waitFor(() => expect(again.at(-1)?.kind).toBe('end'))
  // The run was kept whole or not at all; sent again it is the same run either way.
  expect(round).toMatchObject({ data: { status: expect.stringMatching(/^(frozen|ran)$/) } })
  expect(await ask('query', 'rounds.get', { id: roundId })).toMatchObject({
    data: { status: 'ran', run: { seated: 2, waiting: 1 } },
  })
  expect(log).toEqual([])
})

test('a writer that dies during a change did it whole or not at all; sent again it is done once', async () => {
  await openOffice()
  const window = { text: '', filters: {}, sort: { key: 'name', descending: false }, offset: 0, limit: 9 }
  for (const serial of [1, 2, 3]) {
    const person = {
      commandId: randomUUID(),
      name: `示例·第${serial}人`,
      idNumber: idNumber(serial),
      town: TOWN,
    }
    const answering = ask('mutation', 'residents.register', person)
    await endWorker('writer')
    const answer = await answering
    if (answer?.ok === false)
      expect(answer.failure).toMatchObject({ code: 'INTERNAL', reference: gone[serial - 1] })
    await unlock()
    expect(await ask('mutation', 'residents.register', person)).toMatchObject({ ok: true })
    expect(await ask('query', 'residents.list', window)).toMatchObject({ data: { total: serial } })
  }
})

test('closing refuses new calls and ends both workers', async () => {
  await openOffice()
  const running = ask('query', 'rounds.list')
  const closing = engine.close()
  expect(await ask('query', 'rounds.list')).toMatchObject({
    failure: { message: expect.stringContaining('退出') },
  })
  expect((await running).ok).toBe(true)
  await closing
  expect(engine.openSeconds()).toBeUndefined()
  expect(gone).toEqual([])
})
