import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mergeResidents } from '#electron/services/merge.ts'
import {
  getRecheckChoices,
  getRecheckPage,
  listRechecks,
  listRechecksOfResident,
} from '#electron/services/recheck-page.ts'
import { recheckStanding } from '#electron/services/recheck-state.ts'
import { answerRecheck, askRecheck, closeRecheck } from '#electron/services/rechecks.ts'
import { getResidentPage } from '#electron/services/resident-page.ts'
import { machineStatus } from '#electron/services/status.ts'
import { query, run } from '#electron/store/query.ts'
import { listAudit } from '#electron/store/tables/audit.ts'
import { listRecheckEvents } from '#electron/store/tables/rechecks.ts'
import { transaction } from '#electron/store/transaction.ts'
import { CounterError, type FailureCode } from '#shared/base/failure.ts'
import {
  type AnswerRecheckRequest,
  type AskRecheckRequest,
  RecheckChoices,
  RecheckList,
  RecheckPage,
  RechecksOfResident,
} from '#shared/ipc/points.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { day, goodFacts, record, register } from './test-people.ts'

let office: TestOffice
let residentId: string
beforeEach(async () => {
  office = await openTestOffice()
  residentId = person(1)
})
afterEach(() => office.close())

function person(serial: number): string {
  const id = register(office.as('clerk'), serial)
  for (const fact of goodFacts(24)) record(office.as('clerk'), id, fact)
  return id
}

function asking(changes: Partial<AskRecheckRequest> = {}): AskRecheckRequest {
  return {
    commandId: randomUUID(),
    residentId,
    indicator: 'ZJ-SI',
    department: '人社',
    months: ['2025-03'],
    claim: '示例：三月已经缴费',
    ...changes,
  }
}

const ask = (changes?: Partial<AskRecheckRequest>) => askRecheck(office.as('clerk'), asking(changes)).id

function answering(recheckId: string, changes: Partial<AnswerRecheckRequest> = {}): AnswerRecheckRequest {
  return {
    commandId: randomUUID(),
    recheckId,
    outcome: 'upheld',
    answer: '情况属实，漏报一个月',
    answeredOn: office.clock.today(),
    answeredBy: '人社 示例·丙',
    ...changes,
  }
}

const answer = (id: string, changes?: Partial<AnswerRecheckRequest>) =>
  answerRecheck(office.as('clerk'), answering(id, changes))
const close = (recheckId: string) =>
  closeRecheck(office.as('supervisor'), { commandId: randomUUID(), recheckId })
const page = (id: string) => RecheckPage.parse(getRecheckPage(office.as('clerk'), id))
const list = (only: 'all' | 'open' | 'overdue' = 'all') =>
  RecheckList.parse(listRechecks(office.as('clerk'), { only, offset: 0, limit: 50 }))

function refusal(code: FailureCode, work: () => unknown): CounterError {
  try {
    work()
  } catch (error) {
    if (!(error instanceof CounterError)) throw error
    expect(error.code).toBe(code)
    return error
  }
  throw new Error(`${code} was expected, nothing was refused`)
}

describe('asking', () => {
  test('keeps the claim, the points as they stand, a receipt, and the day the answer is due', () => {
    const shown = page(ask({ months: ['2025-05', '2025-03', '2025-05'] }))
    expect(shown).toMatchObject({
      receiptNo: 'FH2026-00001',
      residentId,
      name: '示例·第1人',
      indicator: 'ZJ-SI',
      indicatorName: '缴纳社保',
      department: '人社',
      months: ['2025-03', '2025-05'],
      claim: '示例：三月已经缴费',
      state: 'asked',
      outcome: null,
      after: null,
      warning: null,
    })
    expect(shown.before).toEqual(getResidentPage(office.as('clerk'), residentId).points)
    // 2026-06-18 is a Thursday; the Friday after is the Dragon Boat holiday, then comes a weekend.
    expect(shown.dueOn).toBe('2026-06-26')
    expect(shown.actions.filter(({ allowed }) => allowed).map(({ action }) => action)).toEqual(['answer'])
  })

  test.each([
    ['2026-06-10', '2026-06-17'],
    ['2026-06-13', '2026-06-22'],
    ['2026-09-30', '2026-10-13'],
    ['2026-12-28', null],
  ])('asked on %s it is due on %s', (asked, due) => {
    office.clock.setToday(asked)
    expect(page(ask()).dueOn).toBe(due)
  })

  test('the receipt says nothing about the person', () => {
    const { receiptNo } = page(ask())
    expect(receiptNo).toMatch(/^FH2026-\d{5}$/)
    expect(page(ask({ residentId: person(2) })).receiptNo).toBe('FH2026-00002')
  })

  test('an open one of the same months is refused with its receipt; other months and indicators are not', () => {
    ask({ months: ['2025-03', '2025-04'] })
    const failure = refusal('DUPLICATE', () => ask({ months: ['2025-04', '2025-05'] }))
    expect(failure.message).toContain('FH2026-00001')
    expect(failure.at).toBe('months')
    ask({ months: ['2025-05'] })
    const education = { indicator: 'ZJ-EDU', department: '教育', months: [] }
    ask(education)
    expect(refusal('DUPLICATE', () => ask(education)).message).toContain('FH2026-00003')
    ask({ residentId: person(2), months: ['2025-03'] })
    expect(list().total).toBe(4)
  })

  test('once it is closed the same can be asked again', () => {
    const id = ask()
    answer(id, { outcome: 'refused' })
    refusal('DUPLICATE', () => ask())
    close(id)
    expect(page(ask()).state).toBe('asked')
  })

  test.each([
    [{ indicator: 'ZJ-NONE' }, 'indicator'],
    [{ department: '教育' }, 'department'],
    [{ months: [] }, 'months'],
    [{ months: ['2026-07'] }, 'months'],
    [{ indicator: 'ZJ-EDU', department: '教育' }, 'months'],
  ])('%j is refused at its place, and nothing is kept', (changes, at) => {
    expect(refusal('BAD_INPUT', () => ask(changes)).at).toBe(at)
    expect(list().total).toBe(0)
    expect(page(ask()).receiptNo).toBe('FH2026-00001')
  })

  test('the choices name departments and months, and what is open already', () => {
    ask()
    const choices = RecheckChoices.parse(getRecheckChoices(office.as('clerk'), residentId))
    const line = (code: string) => choices.lines.find((candidate) => candidate.code === code)
    expect(line('ZJ-SI')).toMatchObject({ departments: ['人社'], byMonth: true, open: ['FH2026-00001'] })
    expect(line('ZJ-EDU')).toMatchObject({ departments: ['教育'], byMonth: false, open: [] })
    expect(choices.dueOn).toBe('2026-06-26')
  })
})

describe('answering and closing', () => {
  test('an upheld claim: the fact is recorded, the points are computed anew, and both results are kept', () => {
    const id = ask()
    answer(id)
    expect(page(id).warning).toContain('缴纳社保')
    record(office.as('clerk'), residentId, { kind: 'insurance', months: 25 })
    expect(page(id).warning).toBeNull()
    close(id)
    const before = page(id)
    record(office.as('clerk'), residentId, { kind: 'insurance', months: 40 })
    const shown = page(id)
    expect(shown.before.lines.find(({ code }) => code === 'ZJ-SI')?.pointsX100).toBe(1200)
    expect(shown.after?.lines.find(({ code }) => code === 'ZJ-SI')?.pointsX100).toBe(1250)
    expect(shown.after).toEqual(before.after)
    expect(shown).toMatchObject({ state: 'closed', outcome: 'upheld', answeredBy: '人社 示例·丙' })
    expect(shown.timeline.map(({ what }) => what)).toEqual([
      '重新计分并办结',
      '登记答复：情况属实（人社 示例·丙，2026-06-18）',
      '受理复核申请，保留当时的积分',
    ])
  })

  test('a fact of another kind is not the changed one; closing is warned against and not forbidden', () => {
    const id = ask()
    answer(id)
    record(office.as('clerk'), residentId, { kind: 'education', level: 'bachelor' })
    expect(page(id).warning).not.toBeNull()
    close(id)
    expect(page(id).timeline[0]?.what).toContain('没有登记过变更')
  })

  test.each(['refused', 'withdrawn'] as const)('%s asks for no changed fact', (outcome) => {
    const id = ask()
    answer(id, { outcome })
    expect(page(id).warning).toBeNull()
    close(id)
    expect(page(id)).toMatchObject({ state: 'closed', outcome })
    expect(page(id).after?.certainX100).toBe(page(id).before.certainX100)
  })

  test('nothing is closed before its answer, answered twice or closed twice', () => {
    const id = ask()
    expect(refusal('NOT_ALLOWED', () => close(id)).at).toBe('close')
    answer(id)
    expect(refusal('NOT_ALLOWED', () => answer(id, { outcome: 'refused' })).at).toBe('answer')
    close(id)
    refusal('NOT_ALLOWED', () => close(id))
    refusal('NOT_ALLOWED', () => answer(id))
    expect(page(id).outcome).toBe('upheld')
  })

  test('an answer lies between the day it was asked and today', () => {
    const id = ask()
    office.clock.setToday('2026-06-23')
    expect(refusal('BAD_INPUT', () => answer(id, { answeredOn: day('2026-06-17') })).at).toBe('answeredOn')
    expect(refusal('BAD_INPUT', () => answer(id, { answeredOn: day('2026-06-24') })).at).toBe('answeredOn')
    answer(id, { answeredOn: day('2026-06-18') })
  })

  test('an answer on the first hours of a day in China is of that day', () => {
    const late = openedAt('2026-06-18T17:00:00.000Z', '2026-06-19')
    const { id } = askRecheck(late, asking())
    expect(getRecheckPage(late, id).dueOn).toBe('2026-06-26')
    answerRecheck(late, answering(id, { answeredOn: day('2026-06-19') }))
  })

  test('what is not there is NOT_FOUND', () => {
    refusal('NOT_FOUND', () => answer('x'))
    refusal('NOT_FOUND', () => close('x'))
    refusal('NOT_FOUND', () => page('x'))
    refusal('NOT_FOUND', () => ask({ residentId: 'x' }))
  })
})

function openedAt(now: string, today: string) {
  return { ...office.as('clerk'), clock: { now: () => now, today: () => day(today) } }
}

test('each command sent twice is done once and answered alike', () => {
  const clerk = office.as('clerk')
  const asked = asking()
  const { id } = askRecheck(clerk, asked)
  expect(askRecheck(clerk, asked)).toEqual({ id })
  const answered = answering(id)
  answerRecheck(clerk, answered)
  expect(answerRecheck(clerk, answered)).toEqual({})
  const closed = { commandId: randomUUID(), recheckId: id }
  closeRecheck(clerk, closed)
  expect(closeRecheck(clerk, closed)).toEqual({})
  expect(listRecheckEvents(office.writer, id).map(({ event }) => event)).toEqual(['ask', 'answer', 'close'])
  expect(list().total).toBe(1)
})

test('the cached state of each is the fold of its events, and damage is told', () => {
  const ids = ['2025-01', '2025-02', '2025-03'].map((month) => ask({ months: [month] }))
  for (const id of ids.slice(1)) answer(id)
  close(ids[2] ?? '')
  for (const { id, state, outcome } of list().rows) {
    const standing = recheckStanding(office.writer, id)
    expect([standing.state, standing.state === 'asked' ? null : standing.answer.outcome]).toEqual([
      state,
      outcome,
    ])
  }
  transaction(office.writer, (tx) => {
    const row = { account_id: office.as('clerk').account.accountId, at: office.clock.now(), detail: '{}' }
    run(tx, query.insertInto('recheck_event').values({ ...row, recheck_id: ids[0] ?? '', event: 'close' }))
  })
  refusal('STORE_DAMAGED', () => page(ids[0] ?? ''))
})

describe('the list', () => {
  test('overdue is worked out from the day, and stands first', () => {
    const early = ask({ months: ['2025-01'] })
    office.clock.setToday('2026-06-22')
    const later = ask({ months: ['2025-02'] })
    const answered = ask({ months: ['2025-04'] })
    answer(answered, { outcome: 'refused' })
    const done = ask({ months: ['2025-05'] })
    answer(done, { outcome: 'refused' })
    close(done)
    expect(list().rows.map(({ id }) => id)).toEqual([answered, early, later, done])
    expect(list('overdue').total).toBe(0)

    office.clock.setToday('2026-06-27')
    expect(list().rows.map(({ id, overdue }) => [id, overdue])).toEqual([
      [early, true],
      [answered, false],
      [later, false],
      [done, false],
    ])
    expect(list('overdue').rows.map(({ id }) => id)).toEqual([early])
    expect(list('open').total).toBe(3)
    answer(early, { answeredOn: day('2026-06-27') })
    expect(list('overdue').total).toBe(0)
  })

  test('is given window by window', () => {
    for (const month of ['2025-01', '2025-02', '2025-03']) ask({ months: [month] })
    const window = listRechecks(office.as('clerk'), { only: 'all', offset: 1, limit: 1 })
    expect(window).toMatchObject({ total: 3, rows: [{ receiptNo: 'FH2026-00002' }] })
  })

  test('what is due today, late or to be closed waits for the counter', () => {
    const waiting = () => machineStatus(office.as('clerk')).waiting.rechecks
    const id = ask()
    expect(waiting()).toBe(0)
    office.clock.setToday('2026-06-26')
    expect(waiting()).toBe(1)
    office.clock.setToday('2026-07-10')
    expect(waiting()).toBe(1)
    answer(id)
    expect(waiting()).toBe(1)
    close(id)
    expect(waiting()).toBe(0)
  })
})

test('the kept person of a merge shows the re-checks of both, and each goes on', () => {
  const other = person(2)
  const ids = [ask(), ask({ residentId: other, months: ['2025-04'] })]
  mergeResidents(office.as('supervisor'), {
    commandId: randomUUID(),
    keptId: residentId,
    otherId: other,
    reason: '示例：同一个人',
    choices: [],
  })
  for (const record of [residentId, other]) {
    const rows = RechecksOfResident.parse(listRechecksOfResident(office.as('clerk'), record))
    expect(rows.map(({ receiptNo }) => receiptNo)).toEqual(['FH2026-00002', 'FH2026-00001'])
    expect(rows.every((row) => row.residentId === residentId && row.name === '示例·第1人')).toBe(true)
  }
  expect(refusal('DUPLICATE', () => ask({ months: ['2025-04'] })).message).toContain('FH2026-00002')
  refusal('CONFLICT', () => ask({ residentId: other, months: ['2025-07'] }))
  for (const id of ids) {
    answer(id, { outcome: 'refused' })
    close(id)
  }
  expect(list('open').total).toBe(0)
})

test('no name, number or claim reaches the audit trail', () => {
  const id = ask({ claim: '示例：本人 13800000000 的说法' })
  answer(id)
  close(id)
  const audit = JSON.stringify(listAudit(office.writer, `recheck:${id}`))
  expect(audit).toContain('rechecks.close')
  expect(audit).not.toMatch(/示例·第1人|13800000000|522121/)
})

test('a line of another purpose can be asked about, and is computed anew under it', () => {
  const demo = 'demo-hukou'
  expect(getRecheckChoices(office.as('clerk'), residentId).lines.map(({ code }) => code)).toContain('ZJ-SI')
  const { lines } = getRecheckChoices(office.as('clerk'), residentId, demo)
  const line = lines.find(({ code }) => code === 'DEMO-EDU')
  expect(line?.departments).toEqual(['教育'])
  const id = ask({ indicator: 'DEMO-EDU', department: '教育', months: [], purpose: demo })
  expect(page(id).before).toMatchObject({ purpose: demo, packId: 'demo-city' })
  answer(id)
  record(office.as('clerk'), residentId, { kind: 'education', level: 'bachelor' })
  close(id)
  const { before, after } = page(id)
  const points = (view: typeof before | null) => view?.lines.find(({ code }) => code === 'DEMO-EDU')?.ownX100
  expect(after).toMatchObject({ purpose: demo, packId: 'demo-city' })
  expect(points(after)).toBeGreaterThan(points(before) ?? Number.POSITIVE_INFINITY)
  refusal('BAD_INPUT', () => ask({ indicator: 'DEMO-EDU', department: '教育', months: [] }))
  refusal('NOT_FOUND', () => ask({ purpose: '示例用途' }))
})
