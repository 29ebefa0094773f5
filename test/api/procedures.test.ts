import { afterEach, beforeEach, expect, test } from 'vitest'
import { appRouter } from '#electron/api/index.ts'
import { workerFor } from '#electron/api/routing.ts'
import { procedures } from './procedure-table.ts'
import { newCommand, openTestApi, type TestApi } from './test-api.ts'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
})
afterEach(() => api.office.close())

const withInput = procedures.filter(({ good }) => good !== undefined)
const supervisorOnly = [
  'rounds.open',
  'rounds.amend',
  'roundResults.decide',
  'roundResults.publish',
  'roundResults.arrange',
  'roundResults.close',
  'policy.decide',
  'pointsRuns.run',
]

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

test('changes and recorded questions go to the writer, long work to the batch worker, every other question to a reader', () => {
  const recorded = /^(residents\.findBy|duplicates\.check|imports\.setAside)/
  const long =
    /^(imports\.(stage|check|rows|discard|takeIn|mend|undo)|pointsRuns\.(simulate|run)|rounds\.(freeze|check|run)|roundResults\.whatIf|entrants\.(readList|takeList|addMatching))$/
  for (const procedure of procedures) {
    const { type, path } = procedure
    const expected = long.test(path) ? 'batch' : type !== 'query' || recorded.test(path) ? 'writer' : 'reader'
    expect(workerFor(procedure), path).toBe(expected)
  }
  expect(workerFor({ type: 'query', path: 'session.state' })).toBe('writer')
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
