import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompiledQuery } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { recordFault } from '#electron/main/report.ts'
import { openRound as openPlanned } from '#electron/services/rounds/open.ts'
import { connection } from '#electron/store/connection.ts'
import { all } from '#electron/store/query.ts'
import type { FailureCode } from '#shared/base/failure.ts'
import { goodFacts, idNumber, plan, SOURCE, submit, TOWN, uscc, YES } from '../services/test-people.ts'
import { type CallType, newCommand, openTestApi, type TestApi } from './test-api.ts'

/** An invented person whom no refusal, log line or audit row may give away. */
const PERSON = { name: '示例·犇喆', idNumber: idNumber(7), phone: '13912345678', town: TOWN }
const EMPLOYER = '示例轴承厂'
const SECRETS = [
  PERSON.name,
  '犇喆',
  PERSON.idNumber,
  PERSON.idNumber.slice(0, 17),
  PERSON.idNumber.slice(-6),
  PERSON.phone,
  PERSON.phone.slice(-6),
  EMPLOYER,
  uscc(),
]

let api: TestApi
let residentId: string
let said: string[]
beforeEach(async () => {
  api = await openTestApi()
  const registered = await api.ask('mutation', 'residents.register', { commandId: newCommand(), ...PERSON })
  residentId = (registered as { id: string }).id
  said = []
})
afterEach(() => api.office.close())

async function refused(code: FailureCode, type: CallType, path: string, input: unknown): Promise<void> {
  said.push(JSON.stringify(await api.refused(code, type, path, input)))
}

function change(code: FailureCode, path: string, input: object): Promise<void> {
  return refused(code, 'mutation', path, { commandId: newCommand(), ...input })
}

function expectNothingTold(text: string): void {
  for (const secret of SECRETS) expect(text).not.toContain(secret)
}

function openRound(): string {
  return openPlanned(api.office.as('supervisor'), plan()).id
}

test('refusals about a person name neither the person, the numbers nor the employer', async () => {
  const { idNumber: number } = PERSON
  await change('DUPLICATE', 'residents.register', PERSON)
  await change('BAD_INPUT', 'residents.register', { ...PERSON, idNumber: `${number.slice(0, 17)}A` })
  await change('BAD_INPUT', 'residents.register', { ...PERSON, idNumber: number.slice(0, 17) })
  await change('BAD_INPUT', 'residents.register', {
    ...PERSON,
    idNumber: `${number.slice(0, 10)}1399${number.slice(14)}`,
  })
  await change('BAD_INPUT', 'residents.register', { ...PERSON, phone: `${PERSON.phone}0` })
  await change('BAD_INPUT', 'residents.register', { ...PERSON, town: PERSON.name })
  await change('BAD_INPUT', 'residents.register', { ...PERSON, [PERSON.idNumber]: PERSON.name })
  await change('NOT_FOUND', 'residents.unmask', { residentId: number, field: 'phone', reason: PERSON.name })
  await change('BAD_INPUT', 'residents.unmask', { residentId, field: PERSON.phone, reason: PERSON.name })
  await refused('NOT_FOUND', 'query', 'residents.get', { id: number })
  await refused('BAD_INPUT', 'query', 'residents.find', { text: number.repeat(4), limit: 5 })
  await refused('NOT_FOUND', 'query', `residents.${PERSON.name}`, number)
  await refused('BAD_INPUT', 'query', 'residents.list', PERSON)
  const claim = { residentId, source: SOURCE }
  const employment = goodFacts(7).find(({ kind }) => kind === 'employment')
  await change('BAD_INPUT', 'facts.record', {
    ...claim,
    fact: { ...employment, uscc: `${uscc().slice(0, 17)}!` },
  })
  await change('BAD_INPUT', 'facts.record', {
    ...claim,
    fact: { kind: 'residence', registeredOn: '1980-01-01' },
  })
  await change('BAD_INPUT', 'facts.record', { ...claim, fact: { kind: PERSON.name } })
  const card = { kind: 'identityPaper', paper: 'idCard', number: idNumber(8, '19850505') }
  await change('BAD_INPUT', 'facts.record', { ...claim, fact: card })
  await change('NOT_FOUND', 'facts.decide', { factId: PERSON.idNumber, accept: true })
  const correction = { residentId, reason: PERSON.name }
  await change('BAD_INPUT', 'residents.amend', { ...correction, field: 'idNumber', value: `${number}X` })
  await change('BAD_INPUT', 'residents.amend', { ...correction, field: 'name', value: PERSON.name })
  await change('DUPLICATE', 'residents.register', { ...PERSON, idNumber: idNumber(9) })
  const application = { residentId, roundId: openRound(), answers: YES }
  submit(api.office.as('clerk'), residentId, application.roundId)
  await change('DUPLICATE', 'cases.submit', application)
  await change('BAD_INPUT', 'cases.submit', { ...application, answers: PERSON.name })
  expect(said).toHaveLength(23)
  expectNothingTold(said.join('\n'))
})

test('faults of the program leave no trace of the person in the answer or in the log on disk', async () => {
  const { database } = api.office.writer[connection]
  const breakings = [
    `CREATE TRIGGER broken BEFORE INSERT ON resident BEGIN SELECT RAISE(ABORT, '${PERSON.name} ${PERSON.idNumber}'); END`,
    'DROP TABLE search_key',
  ]
  for (const breaking of breakings) {
    database.exec(breaking)
    await change('INTERNAL', 'residents.register', { ...PERSON, idNumber: idNumber(8, '19850505') })
  }
  database.pragma('foreign_keys = OFF')
  database.exec(`UPDATE resident SET birth = '${PERSON.idNumber.slice(6, 10)}-99-99'`)
  await refused('INTERNAL', 'query', 'residents.get', { id: residentId })
  const folder = mkdtempSync(join(tmpdir(), 'faults-'))
  for (const line of api.log) recordFault(folder, '2026-06-18T01:00:00.000Z', line)
  const log = readFileSync(join(folder, 'faults.log'), 'utf8')
  rmSync(folder, { recursive: true })
  expect(log.trim().split('\n')).toHaveLength(3)
  expectNothingTold(said.join('\n'))
  expectNothingTold(log)
})

test('searching by a number, and every other recorded act, leaves no number or name in the trail', async () => {
  for (const text of [PERSON.idNumber, PERSON.idNumber.slice(-6), PERSON.phone.slice(-4)])
    expect(await api.ask('query', 'residents.findByNumber', { text, limit: 5 })).toHaveLength(1)
  await api.ask('query', 'residents.findByIdNumber', { idNumber: PERSON.idNumber })
  const unmask = { commandId: newCommand(), residentId, field: 'idNumber', reason: '核对原件' }
  await api.ask('mutation', 'residents.unmask', unmask)
  for (const fact of goodFacts(7)) {
    const claim = { commandId: newCommand(), residentId, fact, source: SOURCE }
    await api.ask('mutation', 'facts.record', claim)
  }
  await api.ask('mutation', 'rounds.open', { ...plan(), commandId: newCommand() }).catch(() => undefined)
  const trail = ['audit', 'command'].map((table) =>
    JSON.stringify(
      all(api.office.writer, CompiledQuery.raw(`SELECT * FROM ${table}`) as CompiledQuery<object>),
    ),
  )
  expect(trail.join('')).toContain('residents.findByNumber')
  expectNothingTold(trail.join('\n'))
})
