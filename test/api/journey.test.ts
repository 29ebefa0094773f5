import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { FactKind } from '#shared/domain/people/index.ts'
import type { StreamEvent } from '#shared/ipc/bridge.ts'
import { CaseList, CasePage, EligibilityView } from '#shared/ipc/cases.ts'
import { DifferenceList, FactView, RecordedFact } from '#shared/ipc/facts.ts'
import { PaperList, PaperPage } from '#shared/ipc/papers.ts'
import { ResidentList, ResidentMatch, ResidentPage } from '#shared/ipc/residents.ts'
import { FrozenCheck, RoundPage, RoundRow, SeatList } from '#shared/ipc/rounds.ts'
import {
  everyFact,
  goodFacts,
  idNumber,
  OTHER_TOWN,
  plan,
  publishedRound,
  register,
  SOURCE,
  TOWN,
  YES,
} from '../services/test-people.ts'
import { newCommand, openTestApi, type TestApi } from './test-api.ts'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
})
afterEach(() => api.office.close())

const Id = z.object({ id: z.string() })
const window = (key: string) => ({
  text: '',
  filters: {},
  sort: { key, descending: false },
  offset: 0,
  limit: 50,
})

/** Sends a command twice; both answers must be the same. */
async function twice(path: string, input: object): Promise<unknown> {
  const request = { commandId: newCommand(), ...input }
  const first = await api.ask('mutation', path, request)
  expect(await api.ask('mutation', path, request), path).toEqual(first)
  return first
}

async function newPerson(serial: number): Promise<string> {
  const person = { name: `示例·第${serial}人`, idNumber: idNumber(serial), town: TOWN }
  const { id } = Id.parse(await twice('residents.register', person))
  for (const fact of goodFacts(serial)) await twice('facts.record', { residentId: id, fact, source: SOURCE })
  return id
}

test('the whole path, every command sent twice and every answer in its shape', async () => {
  api.signIn('supervisor')
  const { id: roundId } = Id.parse(
    await twice('rounds.open', { ...plan({ places: 1 }), commandId: newCommand() }),
  )

  api.signIn('clerk')
  const people = [await newPerson(1), await newPerson(2)]
  const cases: string[] = []
  for (const residentId of people) {
    const application = { residentId, roundId, answers: YES }
    const preview = EligibilityView.parse(await api.ask('query', 'cases.preview', application))
    expect(preview.verdict).toBe('TRUE')
    cases.push(Id.parse(await twice('cases.submit', application)).id)
  }

  api.signIn('supervisor')
  for (const caseId of cases) {
    expect(await twice('cases.act', { caseId, action: 'approve' })).toEqual({ status: 'approved' })
  }

  api.signIn('clerk')
  const freeze = { commandId: newCommand(), roundId }
  for (const _sent of ['once', 'again']) {
    const events = await api.follow('rounds.freeze', freeze)
    expect(events.slice(-2)).toMatchObject([
      { kind: 'data', data: { id: expect.any(String) } },
      { kind: 'end' },
    ])
  }
  expect(FrozenCheck.parse(await api.ask('query', 'rounds.check', { id: roundId }))).toEqual({
    checked: 2,
    policyChanged: false,
    total: 0,
    differences: [],
  })
  const run = { commandId: newCommand(), roundId }
  const events = await api.follow('rounds.run', run)
  expect(events.at(-1)).toMatchObject({ kind: 'end' })
  expect(events.at(-2)).toMatchObject({ kind: 'data', data: { id: expect.any(String) } })
  expect(await api.follow('rounds.run', run)).toMatchObject([
    { kind: 'data', data: events.at(-2)?.kind === 'data' ? { id: expect.any(String) } : {} },
    { kind: 'end' },
  ])

  expect(await twice('roundResults.announce', { roundId })).toEqual({
    from: '2026-06-18',
    until: '2026-06-18',
  })

  api.signIn('supervisor')
  expect(await twice('roundResults.publish', { roundId })).toEqual({ status: 'published' })

  api.signIn('clerk')
  const [loser = '', winner = ''] = cases
  const { id: paperId } = Id.parse(await twice('papers.issueNotice', { caseId: winner }))
  await api.refused('NOT_ALLOWED', 'mutation', 'papers.issueNotice', {
    commandId: newCommand(),
    caseId: loser,
  })
  await api.refused('NOT_ALLOWED', 'mutation', 'papers.issueNotice', {
    commandId: newCommand(),
    caseId: winner,
  })
  expect(await twice('prints.begin', { paperId })).toEqual({ printId: 1, copy: false })
  expect(await twice('prints.begin', { paperId })).toEqual({ printId: 2, copy: true })
  expect(await twice('prints.end', { printId: 2, outcome: 'done' })).toEqual({})
  expect(
    await twice('residents.unmask', { residentId: people[0], field: 'idNumber', reason: '核对原件' }),
  ).toEqual({
    value: idNumber(1),
  })

  expect(ResidentList.parse(await api.ask('query', 'residents.list', window('name'))).total).toBe(2)
  expect(ResidentPage.parse(await api.ask('query', 'residents.get', { id: people[1] })).papers).toHaveLength(
    1,
  )
  const found = await api.ask('query', 'residents.findByNumber', { text: '第2', limit: 5 })
  expect(z.array(ResidentMatch).parse(found)).toHaveLength(1)
  expect(await api.ask('query', 'residents.findByIdNumber', { idNumber: idNumber(1) })).toEqual({
    id: people[0],
    name: '示例·第1人',
  })
  expect(CaseList.parse(await api.ask('query', 'cases.list', window('receiptNo'))).total).toBe(2)
  expect(CasePage.parse(await api.ask('query', 'cases.get', { id: loser })).statusText).toBe('候补')
  expect(z.array(RoundRow).parse(await api.ask('query', 'rounds.list'))).toHaveLength(1)
  expect(RoundPage.parse(await api.ask('query', 'rounds.get', { id: roundId })).status).toBe('published')
  expect(
    SeatList.parse(await api.ask('query', 'rounds.seats', { ...window('rank'), filters: { roundId } })).total,
  ).toBe(2)
  expect(PaperList.parse(await api.ask('query', 'papers.list', window('number'))).total).toBe(1)
  expect(PaperPage.parse(await api.ask('query', 'papers.get', { id: paperId })).printed).toBe(2)
  expect(await api.ask('query', 'policy.current')).toMatchObject({
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  expect(await api.ask('query', 'office.towns')).toContain(TOWN)
  expect(api.log).toEqual([])
})

test('two notices asked for at once: one a case, and no number twice or left out', async () => {
  const { cases } = await publishedRound(api.office, [1, 2])
  const ids = cases.map(({ caseId }) => caseId)
  const issue = (caseId = '') =>
    api.call('mutation', 'papers.issueNotice', { commandId: newCommand(), caseId })
  const [first, again, other] = await Promise.all([issue(ids[0]), issue(ids[0]), issue(ids[1])])
  expect([first?.ok, again?.ok, other?.ok]).toEqual([true, false, true])
  expect(again).toMatchObject({ failure: { code: 'NOT_ALLOWED' } })
  const { rows } = PaperList.parse(await api.ask('query', 'papers.list', window('number')))
  expect(rows.map(({ number }) => number)).toEqual(['慈新服检〔2026〕1号', '慈新服检〔2026〕2号'])
})

test('one command id serves one kind of change', async () => {
  const commandId = newCommand()
  const person = { commandId, name: '示例·某人', idNumber: idNumber(1), town: TOWN }
  const { id } = Id.parse(await api.ask('mutation', 'residents.register', person))
  const unmask = { commandId, residentId: id, field: 'idNumber', reason: '核对原件' }
  const failure = await api.refused('CONFLICT', 'mutation', 'residents.unmask', unmask)
  expect(failure.at).toBe('commandId')
})

test('a command that was refused leaves its id free and nothing behind', async () => {
  const commandId = newCommand()
  const person = { commandId, name: '示例·某人', idNumber: idNumber(1), town: '示例镇' }
  await api.refused('BAD_INPUT', 'mutation', 'residents.register', person)
  const mended = { ...person, town: TOWN }
  await api.ask('mutation', 'residents.register', mended)
  expect(ResidentList.parse(await api.ask('query', 'residents.list', window('name'))).total).toBe(1)
})

/** Starts `status.watch` of a window; `ended` resolves with its last event. */
function watch(client: string) {
  const events: StreamEvent[] = []
  const request = { id: 1, type: 'subscription', path: 'status.watch', input: undefined } as const
  const ended = new Promise<StreamEvent>((resolve, reject) => {
    const emit = (event: StreamEvent) => {
      events.push(event)
      if (event.kind !== 'data') resolve(event)
    }
    api.server.call(client, request, emit).catch(reject)
  })
  return { events, ended }
}

test('a subscription ends when it is cancelled, and when the store is locked', async () => {
  const cancelled = watch('window-1')
  await vi.waitFor(() => expect(cancelled.events).toHaveLength(1))
  api.server.cancel('window-1', 1)
  expect(await cancelled.ended).toEqual({ id: 1, kind: 'end' })
  const locked = watch('window-1')
  await vi.waitFor(() => expect(locked.events).toHaveLength(1))
  api.server.dropAll()
  expect(await locked.ended).toEqual({ id: 1, kind: 'end' })
})

test('a window that is gone hears nothing more, and its next page may use the same ids', async () => {
  const gone = watch('window-1')
  await vi.waitFor(() => expect(gone.events).toHaveLength(1))
  api.server.drop('window-1')
  const next = watch('window-1')
  await vi.waitFor(() => expect(next.events).toHaveLength(1))
  api.server.cancel('window-1', 1)
  await next.ended
  expect(gone.events).toHaveLength(1)
})

test('every kind of fact the contract knows can be recorded, claimed, decided and looked back at', async () => {
  const residentId = register(api.office.as('clerk'), 1)
  const everything = everyFact(1)
  expect(everything.map(({ kind }) => kind).sort()).toEqual([...FactKind.options].sort())
  for (const fact of everything) {
    const recording = { commandId: newCommand(), residentId, source: SOURCE, fact }
    RecordedFact.parse(await api.ask('mutation', 'facts.record', recording))
    const claiming = { ...recording, commandId: newCommand(), origin: 'resident' }
    const { id: factId } = RecordedFact.parse(await api.ask('mutation', 'facts.record', claiming))
    const asked = await api.ask('query', 'facts.differences', { offset: 0, limit: 200 })
    expect(DifferenceList.parse(asked).rows).toMatchObject([{ factId, residentId }])
    const deciding = { commandId: newCommand(), factId, accept: true }
    const decided = await api.ask('mutation', 'facts.decide', deciding)
    expect(decided).toEqual({ state: 'accepted' })
    expect(await api.ask('mutation', 'facts.decide', deciding)).toEqual(decided)
    const history = await api.ask('query', 'facts.history', { residentId, kind: fact.kind })
    expect(z.array(FactView).parse(history)).toMatchObject([
      { kind: fact.kind, current: { id: factId }, claimed: [], earlier: [{ state: 'superseded' }] },
    ])
  }
  const page = ResidentPage.parse(await api.ask('query', 'residents.get', { id: residentId }))
  expect(page.facts).toHaveLength(everything.length - 1)
  expect(page.funds).toMatchObject([{ fund: 'pension', paid: 2, backPaid: 1, transferredIn: 1 }])
  const correction = { commandId: newCommand(), residentId, field: 'town', value: OTHER_TOWN, reason: '搬迁' }
  expect(await api.ask('mutation', 'residents.amend', correction)).toEqual({})
  expect(await api.ask('mutation', 'residents.amend', correction)).toEqual({})
})
