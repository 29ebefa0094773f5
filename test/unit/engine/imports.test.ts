import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createEngine, type Engine } from '#electron/engine/client.ts'
import type { CallRequest, StreamEvent } from '#shared/ipc/bridge.ts'
import { ApplyProgress, CheckProgress } from '#shared/ipc/imports.ts'
import { builtWorker } from '#test/fixtures/built-worker.ts'
import { csv, HEADERS } from '#test/services/imports/import-files.ts'
import { idNumber, TOWN } from '#test/services/test-people.ts'

const root = resolve(import.meta.dirname, '../../..')
const password = 'shili-mima-2022'
const SET_UP = {
  office: { name: '示例市新市民服务中心', documentCode: '示新服建', window: '示例窗口1号' },
  supervisor: { login: 'zhuguan', name: '示例·主管', password },
  clerk: { login: 'jingban', name: '示例·经办', password },
}
/** Enough of them that every step of the work takes several turns. */
const PEOPLE = 12_000
const MATCHING = Object.fromEntries(
  ['name', 'idNumber', 'phone', 'town'].map((key, index) => [key, HEADERS.residents[index]]),
)

let workerFile = ''
let folder = ''
let gone: string[] = []
let log: string[] = []
let engine: Engine
let count = 0

beforeAll(async () => {
  workerFile = await builtWorker()
}, 120_000)

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'engine-imports-'))
  gone = []
  log = []
  engine = createEngine({
    start: (workerData) => new Worker(workerFile, { workerData }),
    folder: join(folder, 'office'),
    resourcesDir: join(root, 'resources'),
    log: (line) => log.push(line),
    onWorkerGone: (reference) => gone.push(reference),
  })
  await ask('mutation', 'session.setUp', SET_UP)
  await unlock()
})

afterEach(async () => {
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

function ask(type: CallRequest['type'], path: string, input?: unknown, emit = (_event: StreamEvent) => {}) {
  count += 1
  return engine.call('window-1', { id: count, type, path, input }, emit)
}

const unlock = () => ask('mutation', 'session.unlock', { login: 'jingban', password })

/** Every event of a subscription until it ends; `each` is told of one after the other. */
function follow(path: string, input: unknown, each = (_event: StreamEvent) => {}): Promise<StreamEvent[]> {
  const events: StreamEvent[] = []
  return new Promise((resolve) => {
    void ask('subscription', path, input, (event) => {
      events.push(event)
      each(event)
      if (event.kind !== 'data') resolve(events)
    })
  })
}

function lastData(events: readonly StreamEvent[]): unknown {
  return events.flatMap((event) => (event.kind === 'data' ? [event.data] : [])).at(-1)
}

function fileOfPeople(people = PEOPLE) {
  const rows = Array.from({ length: people }, (_, serial) => {
    const birth = `19${String(50 + Math.floor(serial / 900)).padStart(2, '0')}0101`
    return [`示例·${serial}`, idNumber(serial % 900, birth), '', TOWN]
  })
  const described = { dataset: 'residents', department: '公安', dataDate: '2022-06-01', fileName: '示例.csv' }
  return { ...described, bytes: csv([HEADERS.residents, ...rows]) }
}

async function stage(people?: number): Promise<string> {
  const { staged } = CheckProgress.parse(lastData(await follow('imports.stage', fileOfPeople(people))))
  return staged?.stageId ?? ''
}

async function check(people?: number): Promise<string> {
  const stageId = await stage(people)
  expect(lastData(await follow('imports.check', { stageId, matching: MATCHING }))).toMatchObject({
    phase: 'done',
    preview: { bad: 0, add: people ?? PEOPLE },
  })
  return stageId
}

const WINDOW = { text: '', filters: {}, offset: 0, limit: 1 }
async function counted(): Promise<{ people: number; batches: number; undone: boolean }> {
  const people = await ask('query', 'residents.list', { ...WINDOW, sort: { key: 'name', descending: false } })
  const batches = await ask('query', 'imports.list', { ...WINDOW, sort: { key: 'at', descending: true } })
  if (!people.ok || !batches.ok) throw new Error('the office is open')
  const [list, receipts] = [people.data, batches.data] as { total: number; rows: { undone: unknown }[] }[]
  return {
    people: list?.total ?? -1,
    batches: receipts?.total ?? -1,
    undone: (receipts?.rows[0]?.undone ?? null) !== null,
  }
}

/** Locks at the first event of long work, and gives what its window was told last. */
async function lockedAt(path: string, input: unknown): Promise<StreamEvent | undefined> {
  let locking: Promise<void> | undefined
  const events = await follow(path, input, () => {
    locking ??= engine.lock()
  })
  await locking
  expect(await ask('query', 'imports.datasets')).toMatchObject({ failure: { code: 'LOCKED' } })
  await unlock()
  return events.at(-1)
}

const TOLD_AS_LOCKED = { kind: 'failure', failure: { code: 'LOCKED' } }

test('a lock while a file is read or checked is told as one, and no file is kept', async () => {
  expect(await lockedAt('imports.stage', fileOfPeople())).toMatchObject(TOLD_AS_LOCKED)
  const stageId = await stage()
  expect(await lockedAt('imports.check', { stageId, matching: MATCHING })).toMatchObject(TOLD_AS_LOCKED)
  const rows = { stageId, only: 'all', offset: 0, limit: 10 }
  expect(await ask('query', 'imports.rows', rows)).toMatchObject({ failure: { code: 'NOT_FOUND' } })
  await check(100)
  expect({ log, gone }).toEqual({ log: [], gone: [] })
})

test('a lock while a file is taken in or taken back leaves the whole of it or nothing', async () => {
  const stageId = await check()
  const takingIn = { commandId: randomUUID(), stageId, badRows: 'refuse' }
  expect(await lockedAt('imports.takeIn', takingIn)).toMatchObject(TOLD_AS_LOCKED)
  expect([
    { people: 0, batches: 0, undone: false },
    { people: PEOPLE, batches: 1, undone: false },
  ]).toContainEqual(await counted())
  const again = { ...takingIn, stageId: await check(PEOPLE).catch(() => stageId) }
  const { batchId } = ApplyProgress.parse(lastData(await follow('imports.takeIn', again)))
  expect(await counted()).toEqual({ people: PEOPLE, batches: 1, undone: false })
  const undoing = { commandId: randomUUID(), batchId, reason: '示例：来件有误' }
  expect(await lockedAt('imports.undo', undoing)).toMatchObject(TOLD_AS_LOCKED)
  const after = await counted()
  expect([PEOPLE, 0]).toContain(after.people)
  expect(after.undone).toBe(after.people === 0)
  expect(lastData(await follow('imports.undo', undoing))).toMatchObject({ phase: 'done', batchId })
  expect(await counted()).toEqual({ people: 0, batches: 1, undone: true })
  expect({ log, gone }).toEqual({ log: [], gone: [] })
})

test('a file taken in twice at once under one id is taken in once', async () => {
  const takingIn = { commandId: randomUUID(), stageId: await check(300), badRows: 'refuse' }
  const answers = await Promise.all([follow('imports.takeIn', takingIn), follow('imports.takeIn', takingIn)])
  const [first, second] = answers.map((events) => ApplyProgress.parse(lastData(events)).batchId)
  expect(second).toBe(first)
  expect(await counted()).toMatchObject({ people: 300, batches: 1 })
})

test('people are registered and found by number while a file is taken in', async () => {
  const stageId = await check()
  const person = { name: '示例·柜台', idNumber: idNumber(999), town: TOWN }
  let answers: Promise<unknown[]> | undefined
  const takingIn = { commandId: randomUUID(), stageId, badRows: 'refuse' }
  await follow('imports.takeIn', takingIn, () => {
    answers ??= Promise.all([
      ask('mutation', 'residents.register', { commandId: randomUUID(), ...person }),
      ask('query', 'residents.findByNumber', { text: idNumber(1, '19500101'), limit: 5 }),
    ])
  })
  expect(await answers).toMatchObject([{ ok: true }, { ok: true }])
  expect(await counted()).toMatchObject({ people: PEOPLE + 1, batches: 1 })
  expect({ log, gone }).toEqual({ log: [], gone: [] })
})

test('a scan sent when the office is locked is kept whole or refused as locked', async () => {
  const person = { commandId: randomUUID(), name: '示例·甲', idNumber: idNumber(5), town: TOWN }
  const registered = await ask('mutation', 'residents.register', person)
  const { id: residentId } = (registered as { data: { id: string } }).data
  const { PDFDocument } = await import('pdf-lib')
  const document = await PDFDocument.create()
  for (let page = 0; page < 190; page += 1) document.addPage()
  const bytes = new Uint8Array(await document.save())
  const scan = { commandId: randomUUID(), residentId, title: '示例材料', bytes }
  const adding = ask('mutation', 'evidence.add', scan)
  await engine.lock()
  const answer = await adding
  if (!answer.ok) expect(answer.failure.code).toBe('LOCKED')
  await unlock()
  expect(await ask('mutation', 'evidence.add', scan)).toMatchObject({ ok: true })
  expect({ log, gone }).toEqual({ log: [], gone: [] })
})
