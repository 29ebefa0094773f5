import { afterEach, beforeEach, expect, test } from 'vitest'
import { appRouter } from '#electron/api/index.ts'
import { needsWriter } from '#electron/api/routing.ts'
import { type CallType, newCommand, openTestApi, type TestApi } from './test-api.ts'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
})
afterEach(() => api.office.close())

const window = (key: string) => ({
  text: '',
  filters: {},
  sort: { key, descending: false },
  offset: 0,
  limit: 50,
})
const commandId = newCommand()
const answers = { consent: true, healthDataConsent: true }
const fact = { kind: 'hukou', inCixi: false }
const source = { department: '公安', evidence: '示例证明', dataDate: '2026-06-01' }
const plan = {
  commandId,
  title: '示例批次',
  places: 1,
  towns: ['浒山街道'],
  costPerHeadFen: 0,
  cutOff: '2026-06-01',
  ties: [],
  seed: '示例种子',
}

type Procedure = { type: CallType; path: string; good: unknown; bad: unknown; at?: string }

/** Every procedure with input the schema accepts, and input it refuses with the place of the fault. */
const procedures: Procedure[] = [
  { type: 'subscription', path: 'status.watch', good: undefined, bad: undefined },
  { type: 'query', path: 'office.towns', good: undefined, bad: undefined },
  { type: 'query', path: 'policy.current', good: undefined, bad: undefined },
  {
    type: 'query',
    path: 'residents.list',
    good: window('name'),
    bad: { ...window('name'), limit: 201 },
    at: 'limit',
  },
  {
    type: 'query',
    path: 'residents.find',
    good: { text: '示例', limit: 5 },
    bad: { text: '', limit: 5 },
    at: 'text',
  },
  { type: 'query', path: 'residents.get', good: { id: 'x' }, bad: { id: 7 }, at: 'id' },
  {
    type: 'query',
    path: 'residents.findByIdNumber',
    good: { idNumber: '1' },
    bad: { idNumber: '' },
    at: 'idNumber',
  },
  {
    type: 'mutation',
    path: 'residents.register',
    good: { commandId, name: '示例·某人', idNumber: '522121199001010079', town: '浒山街道' },
    bad: { commandId, name: ' ', idNumber: '522121199001010079', town: '浒山街道' },
    at: 'name',
  },
  {
    type: 'mutation',
    path: 'residents.unmask',
    good: { commandId, residentId: 'x', field: 'phone', reason: '回访' },
    bad: { commandId, residentId: 'x', field: 'birth', reason: '回访' },
    at: 'field',
  },
  {
    type: 'mutation',
    path: 'facts.record',
    good: { commandId, residentId: 'x', fact, source },
    bad: { commandId, residentId: 'x', fact: { kind: 'insurance', months: -1 }, source },
    at: 'fact.months',
  },
  {
    type: 'query',
    path: 'cases.preview',
    good: { residentId: 'x', roundId: 'x', answers },
    bad: { residentId: 'x', roundId: 'x', answers: { consent: 'yes', healthDataConsent: null } },
    at: 'answers.consent',
  },
  {
    type: 'mutation',
    path: 'cases.submit',
    good: { commandId, residentId: 'x', roundId: 'x', answers },
    bad: { commandId: 'no', residentId: 'x', roundId: 'x', answers },
    at: 'commandId',
  },
  {
    type: 'query',
    path: 'cases.list',
    good: window('status'),
    bad: window('birth'),
    at: 'sort.key',
  },
  { type: 'query', path: 'cases.get', good: { id: 'x' }, bad: {}, at: 'id' },
  {
    type: 'mutation',
    path: 'cases.act',
    good: { commandId, caseId: 'x', action: 'approve' },
    bad: { commandId, caseId: 'x', action: 'delete' },
    at: 'action',
  },
  { type: 'query', path: 'rounds.list', good: undefined, bad: undefined },
  { type: 'query', path: 'rounds.get', good: { id: 'x' }, bad: null },
  { type: 'mutation', path: 'rounds.open', good: plan, bad: { ...plan, places: 0 }, at: 'places' },
  {
    type: 'subscription',
    path: 'rounds.run',
    good: { commandId, roundId: 'x' },
    bad: { commandId },
    at: 'roundId',
  },
  {
    type: 'mutation',
    path: 'rounds.publish',
    good: { commandId, roundId: 'x' },
    bad: { commandId, roundId: '' },
    at: 'roundId',
  },
  { type: 'query', path: 'rounds.seats', good: window('rank'), bad: { ...window('rank'), more: 1 } },
  {
    type: 'query',
    path: 'papers.list',
    good: window('number'),
    bad: { ...window('number'), offset: -1 },
    at: 'offset',
  },
  { type: 'query', path: 'papers.get', good: { id: 'x' }, bad: 'x' },
  {
    type: 'mutation',
    path: 'papers.issueNotice',
    good: { commandId, caseId: 'x' },
    bad: { commandId, caseId: 1 },
    at: 'caseId',
  },
  {
    type: 'mutation',
    path: 'papers.recordPrint',
    good: { commandId, paperId: 'x' },
    bad: { commandId, paperId: 'x', copy: true },
  },
]
const withInput = procedures.filter(({ good }) => good !== undefined)
const supervisorOnly = ['rounds.open', 'rounds.publish']

test('the table has every procedure of the router', () => {
  const served = Object.entries(appRouter._def.procedures).filter(([path]) => !path.startsWith('session.'))
  expect(procedures.map(({ path }) => path).sort()).toEqual(served.map(([path]) => path).sort())
})

test.each(procedures)('$path answers LOCKED while the store is locked', async ({ type, path, good }) => {
  api.signIn(null)
  await api.refused('LOCKED', type, path, good)
  expect(api.log).toEqual([])
})

test.each(withInput)(
  '$path refuses input that does not fit, with its place',
  async ({ type, path, bad, at }) => {
    api.signIn('supervisor')
    const failure = await api.refused('BAD_INPUT', type, path, bad)
    expect(failure.at).toBe(at)
    expect(api.log).toEqual([])
  },
)

test.each(
  withInput.filter(
    ({ good }) => JSON.stringify(good).includes('"x"') && !JSON.stringify(good).includes('示例·'),
  ),
)('$path says so where the record is not there', async ({ type, path, good }) => {
  api.signIn('supervisor')
  if (type !== 'subscription') return void (await api.refused('NOT_FOUND', type, path, good))
  const events = await api.follow(path, good)
  expect(events).toMatchObject([{ kind: 'failure', failure: { code: 'NOT_FOUND' } }])
})

test.each(procedures.filter(({ path }) => supervisorOnly.includes(path)))(
  '$path is for supervisors alone',
  async (procedure) => {
    await api.refused('NOT_ALLOWED', procedure.type, procedure.path, procedure.good)
  },
)

test('changes, subscriptions and recorded questions go to the writer, every other question to a reader', () => {
  const toWriter = procedures.filter((procedure) => needsWriter(procedure)).map(({ path }) => path)
  expect(toWriter).toEqual(
    procedures
      .filter(({ type, path }) => type !== 'query' || /^residents\.find/.test(path))
      .map(({ path }) => path),
  )
  expect(needsWriter({ type: 'query', path: 'session.state' })).toBe(true)
})

test('a question that no procedure answers is refused and logged', async () => {
  await api.refused('NOT_FOUND', 'query', 'residents.delete', {})
  await api.refused('NOT_FOUND', 'query', 'constructor.prototype', {})
  expect(api.log).toHaveLength(2)
})

test('a fault of the program tells its reference and nothing else; the log has no values', async () => {
  api.office.close()
  api = await openTestApi({ writer: null })
  const failure = await api.refused('INTERNAL', 'mutation', 'residents.register', {
    commandId: newCommand(),
    name: '示例·某人',
    idNumber: '522121199001010079',
    town: '浒山街道',
  })
  expect(failure.hint).toContain(failure.reference)
  expect(api.log).toHaveLength(1)
  const [line = ''] = api.log
  expect(JSON.parse(line)).toMatchObject({
    reference: failure.reference,
    path: 'residents.register',
    name: 'Error',
  })
  expect(line).not.toMatch(/某人|522121/)
  expect(JSON.stringify(failure)).not.toMatch(/某人|522121/)
})
