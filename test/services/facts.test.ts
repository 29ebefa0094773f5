import { randomUUID } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listDifferences } from '#electron/services/differences.ts'
import { addEvidence, judgeEvidence } from '#electron/services/evidence.ts'
import { decideFact, recordFact } from '#electron/services/facts.ts'
import { factHistory } from '#electron/services/resident-facts.ts'
import { getResidentPage } from '#electron/services/resident-page.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { all } from '#electron/store/query.ts'
import { listAudit } from '#electron/store/tables/audit.ts'
import { YearMonth } from '#shared/base/year-month.ts'
import type { FactKind, FactValue } from '#shared/domain/people/index.ts'
import type { RecordFactRequest } from '#shared/ipc/facts.ts'
import { png } from './evidence-samples.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import {
  act,
  claim,
  day,
  decide,
  goodFacts,
  idNumber,
  plan,
  record,
  register,
  SOURCE,
  submit,
  TOWN,
  uscc,
} from './test-people.ts'

let office: TestOffice
let id: string
beforeEach(async () => {
  office = await openTestOffice()
  id = register(office.as('clerk'), 1)
})
afterEach(() => office.close())

const page = (residentId = id) => getResidentPage(office.as('clerk'), residentId)
const factOf = (kind: FactKind) => page().facts.find((fact) => fact.kind === kind)
const differences = (offset = 0, limit = 200) => listDifferences(office.as('clerk'), { offset, limit })

function months(from: string, letters: string, fund: 'pension' | 'medical' = 'pension'): FactValue {
  return { kind: 'contribution', fund, from: YearMonth.parse(from), months: letters }
}
function send(changes: Partial<RecordFactRequest> & Pick<RecordFactRequest, 'fact'>) {
  const request = { commandId: randomUUID(), residentId: id, source: SOURCE, ...changes }
  return recordFact(office.as('clerk'), request)
}

describe('what the resident says', () => {
  test('waits beside what holds and counts for nothing until it is accepted', () => {
    record(office.as('clerk'), id, { kind: 'insurance', months: 12 })
    const before = page().points.certainX100
    const claimed = claim(office.as('clerk'), id, { kind: 'insurance', months: 24 })
    expect(page().points.certainX100).toBe(before)
    expect(factOf('insurance')).toMatchObject({
      current: { text: '12 个月', state: 'accepted', origin: 'clerk' },
      claimed: [{ id: claimed, text: '24 个月', state: 'claimed', origin: 'resident' }],
      earlier: [],
    })
    expect(decide(office.as('supervisor'), claimed, true)).toEqual({ state: 'accepted' })
    expect(page().points.certainX100).toBe(before + 600)
    expect(factOf('insurance')).toMatchObject({
      current: { id: claimed, events: [{ who: '示例·主管', what: '采信' }] },
      claimed: [],
      earlier: [{ text: '12 个月', state: 'superseded', events: [{ what: '被新的记录取代' }] }],
    })
  })

  test('is rejected with a reason, which stays; what holds is not touched', () => {
    record(office.as('clerk'), id, { kind: 'insurance', months: 12 })
    const claimed = claim(office.as('clerk'), id, { kind: 'insurance', months: 24 })
    expect(() => decide(office.as('clerk'), claimed, false)).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', at: 'reason' }),
    )
    expect(decide(office.as('clerk'), claimed, false, '与参保证明不符')).toEqual({ state: 'rejected' })
    expect(factOf('insurance')).toMatchObject({
      current: { text: '12 个月' },
      claimed: [],
      earlier: [{ id: claimed, state: 'rejected', events: [{ what: '不采信：与参保证明不符' }] }],
    })
    expect(() => decide(office.as('clerk'), claimed, true)).toThrow(
      expect.objectContaining({ code: 'CONFLICT' }),
    )
  })

  test('is no difference any more once the clerk saw evidence of the very same', () => {
    claim(office.as('clerk'), id, { kind: 'insurance', months: 24 })
    claim(office.as('clerk'), id, { kind: 'insurance', months: 25 })
    record(office.as('clerk'), id, { kind: 'insurance', months: 24 })
    expect(differences().rows.map(({ claimed }) => claimed.text)).toEqual(['25 个月'])
  })

  test('cannot be accepted beside what contradicts it meanwhile', () => {
    const claimed = claim(office.as('clerk'), id, {
      kind: 'permit',
      issuedOn: day('2020-07-01'),
      endorsedUntil: day('2026-07-01'),
    })
    record(office.as('clerk'), id, { kind: 'residence', registeredOn: day('2020-08-01') })
    expect(() => decide(office.as('clerk'), claimed, true)).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', at: 'fact.issuedOn' }),
    )
    expect(factOf('permit')).toMatchObject({ current: null, claimed: [{ id: claimed }] })
  })
})

describe('what was accepted', () => {
  test('by mistake is rejected with a reason; nothing holds then', () => {
    const fact = record(office.as('clerk'), id, { kind: 'insurance', months: 12 })
    expect(decide(office.as('clerk'), fact, false, '登记到了别人名下')).toEqual({ state: 'rejected' })
    expect(factOf('insurance')).toMatchObject({ current: null, earlier: [{ state: 'rejected' }] })
    expect(page().points.lines.find(({ code }) => code === 'ZJ-SI')?.state).toBe('UNKNOWN')
  })

  test('keeps which fact took its place', () => {
    const first = record(office.as('clerk'), id, { kind: 'insurance', months: 12 })
    const second = record(office.as('clerk'), id, { kind: 'insurance', months: 13 })
    const events = CompiledQuery.raw('SELECT fact, event, by_fact FROM fact_event')
    expect(all(office.writer, events)).toEqual([
      { fact: Number(first), event: 'supersede', by_fact: Number(second) },
    ])
    const [view] = factHistory(office.as('clerk'), { residentId: id, kind: 'insurance' })
    expect(view).toMatchObject({ current: { id: second }, earlier: [{ id: first, state: 'superseded' }] })
  })

  test('work that was open ends where its end is recorded', () => {
    const work: FactValue = {
      kind: 'employment',
      employer: '示例轴承厂',
      uscc: uscc(),
      town: TOWN,
      union: true,
      frontline: true,
    }
    send({ fact: work, valid: { from: day('2020-01-01'), to: null } })
    send({ fact: work, valid: { from: day('2020-01-01'), to: day('2024-05-31') } })
    expect(page().facts.filter(({ current }) => current !== null)).toMatchObject([
      { kind: 'employment', current: { valid: { from: '2020-01-01', to: '2024-05-31' } } },
    ])
    expect(() => send({ fact: work, valid: { from: day('2024-05-31'), to: null } })).toThrow(/重叠/)
    expect(send({ fact: work, valid: { from: day('2024-06-01'), to: null } }).warnings).toEqual([])
  })

  test('a second look is asked for in words', () => {
    record(office.as('clerk'), id, { kind: 'residence', registeredOn: day('2020-05-01') })
    const permit = { kind: 'permit', issuedOn: day('2020-07-01'), endorsedUntil: day('2026-07-01') } as const
    expect(send({ fact: permit }).warnings).toEqual([expect.stringMatching(/不满半年.*人才、投资者/)])
  })

  test('is done once, answered twice', () => {
    const request = { commandId: randomUUID(), residentId: id, source: SOURCE }
    const fact = { kind: 'insurance', months: 12 } as const
    const first = recordFact(office.as('clerk'), { ...request, fact })
    expect(recordFact(office.as('clerk'), { ...request, fact })).toEqual(first)
    const decision = { commandId: randomUUID(), factId: first.id, accept: false, reason: '示例理由' }
    expect(decideFact(office.as('clerk'), decision)).toEqual(decideFact(office.as('clerk'), decision))
    expect(factHistory(office.as('clerk'), { residentId: id, kind: 'insurance' })[0]?.earlier).toHaveLength(1)
  })
})

test('facts rest on evidence of the same person that was not refused', async () => {
  const add = async (residentId: string, title: string) =>
    (await addEvidence(office.as('clerk'), { commandId: randomUUID(), residentId, title, bytes: png() })).id
  const own = await add(id, '参保证明')
  const refused = await add(id, '看不清的照片')
  const other = await add(register(office.as('clerk'), 2), '别人的证明')
  const judged = { commandId: randomUUID(), evidenceId: refused, accept: false, reason: '看不清' }
  judgeEvidence(office.as('clerk'), judged)
  const fact = { kind: 'insurance', months: 12 } as const
  for (const evidenceIds of [[other], [own, refused], ['没有']]) {
    expect(() => send({ fact, evidenceIds })).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', at: 'evidenceIds' }),
    )
  }
  send({ fact, evidenceIds: [own, own] })
  expect(factOf('insurance')?.current?.evidence).toEqual([{ id: own, title: '参保证明' }])
})

describe('months', () => {
  test('are folded by fund and year; paid pension months count for points where they are more than certified', () => {
    record(office.as('clerk'), id, { kind: 'insurance', months: 2 })
    const insured = () => page().points.lines.find(({ code }) => code === 'ZJ-SI')
    expect(insured()).toMatchObject({ pointsX100: 100, source: expect.stringContaining('示例证明原件') })
    record(office.as('clerk'), id, months('2024-11', 'PPBT'))
    record(office.as('clerk'), id, months('2025-02', 'P-'))
    record(office.as('clerk'), id, months('2025-01', 'P', 'medical'))
    expect(insured()).toMatchObject({ pointsX100: 150 })
    expect(page().funds).toMatchObject([
      {
        fund: 'pension',
        title: '养老保险',
        paid: 3,
        backPaid: 1,
        transferredIn: 0,
        years: [
          { year: 2025, months: 'BP-         ' },
          { year: 2024, months: '          PP' },
        ],
        source: '本人提供 · 示例证明原件 · 数据截至 2026-06-01',
      },
      { fund: 'medical', paid: 1, years: [{ year: 2025, months: 'P           ' }] },
    ])
    expect(page().facts.some(({ kind }) => kind === 'contribution')).toBe(false)
    expect(factHistory(office.as('clerk'), { residentId: id, kind: 'contribution' })).toHaveLength(3)
  })

  test('never take away what a certificate states, and unpaid ones alone are no total', () => {
    const insured = () => page().points.lines.find(({ code }) => code === 'ZJ-SI')
    record(office.as('clerk'), id, months('2025-02', '--'))
    expect(insured()).toMatchObject({ state: 'UNKNOWN', pointsX100: null })
    record(office.as('clerk'), id, months('2025-04', 'P'))
    expect(insured()).toMatchObject({ pointsX100: 50 })
    record(office.as('clerk'), id, { kind: 'insurance', months: 60 })
    expect(insured()).toMatchObject({ pointsX100: 3000 })
  })

  test('that are claimed stand beside what the fold says of the same months', () => {
    record(office.as('clerk'), id, months('2025-01', 'PPPP'))
    record(office.as('clerk'), id, months('2025-03', 'B'))
    const claimed = claim(office.as('clerk'), id, months('2025-03', 'PPP'))
    expect(factOf('contribution')).toMatchObject({
      current: { text: '养老保险 2025-03 起 3 个月：实缴 1 个月，补缴 1 个月，不详 1 个月' },
      claimed: [{ id: claimed, text: '养老保险 2025-03 起 3 个月：实缴 3 个月' }],
    })
    expect(differences().rows).toMatchObject([
      { factId: claimed, current: { text: expect.stringContaining('实缴 1 个月') } },
    ])
    decide(office.as('clerk'), claimed, true)
    // What was accepted last holds, though a newer statement was recorded before the decision.
    expect(page().funds[0]?.years).toEqual([{ year: 2025, months: 'PPPPP       ' }])
  })

  test('a claim accepted late holds over a statement recorded meanwhile', () => {
    const claimed = claim(office.as('clerk'), id, months('2025-01', 'PPP'))
    record(office.as('clerk'), id, months('2025-02', '-'))
    decide(office.as('clerk'), claimed, true)
    expect(page().funds[0]?.years).toEqual([{ year: 2025, months: 'PPP         ' }])
  })
})

test('the clocks are three lines; endorsements carry the permit for points and programmes', () => {
  record(office.as('clerk'), id, { kind: 'residence', registeredOn: day('2020-01-31') })
  record(office.as('clerk'), id, {
    kind: 'permit',
    issuedOn: day('2024-06-01'),
    endorsedUntil: day('2025-06-01'),
  })
  expect(page().clocks.map(({ text }) => text)).toEqual([
    '2020-01-31 登记，已满 76 个月',
    '2024-06-01 签发，已满 2 年',
    expect.stringMatching(
      /^签注至 2025-06-01，已过期，居住证使用功能中止.*2025-06-02 至 2026-06-18（382 天）$/,
    ),
  ])
  record(office.as('clerk'), id, {
    kind: 'endorsement',
    endorsedOn: day('2025-06-03'),
    until: day('2026-06-30'),
  })
  expect(page().clocks[2]?.text).toBe(
    '签注至 2026-06-30，下次签注 2027-05-01 至 2027-06-01；登记有 1 次签注；记录中有 1 段没有签注：2025-06-02 至 2025-06-02（1 天）',
  )
  const newResident = page().programmes[0]?.reasons.find(({ condition }) => condition === 'newResident')
  expect(newResident?.explanation).toContain('2026-06-30')
})

test('differences come in windows, those beside an accepted value first, masked', () => {
  const clerk = office.as('clerk')
  const others = [2, 3, 4].map((serial) => register(clerk, serial))
  const free = others.map((other) => claim(clerk, other, { kind: 'education', level: 'associate' }))
  record(clerk, id, { kind: 'education', level: 'highschool' })
  const beside = claim(clerk, id, { kind: 'education', level: 'bachelor' })
  const { total, rows } = differences()
  expect(total).toBe(4)
  expect(rows.map(({ factId }) => factId)).toEqual([beside, ...free])
  expect(rows[0]).toMatchObject({
    name: '示例·第1人',
    title: '文化程度',
    current: { text: '高中（中职）及以下' },
  })
  expect(rows[1]).toMatchObject({ current: null, claimed: { text: '大专（高职）' } })
  expect(JSON.stringify(rows)).not.toContain(idNumber(1))
  expect(differences(1, 2).rows.map(({ factId }) => factId)).toEqual(free.slice(0, 2))
  expect(listDifferences(clerk, { batchId: 'none', offset: 0, limit: 10 })).toEqual({ total: 0, rows: [] })
})

test('the number of a paper reaches no page, no audit row and no difference', () => {
  const number = idNumber(1)
  claim(office.as('clerk'), id, { kind: 'identityPaper', paper: 'idCard', number })
  const shown = JSON.stringify([
    page(),
    differences(),
    factHistory(office.as('clerk'), { residentId: id, kind: 'identityPaper' }),
    listAudit(office.writer, `resident:${id}`),
  ])
  expect(shown).toContain('居民身份证')
  expect(shown).not.toContain(number)
})

test('who accepted a claim has entered a part of the case, and does not approve it', () => {
  for (const fact of goodFacts(24)) record(office.as('clerk'), id, fact)
  const claimed = claim(office.as('clerk'), id, { kind: 'insurance', months: 30 })
  decide(office.as('supervisor'), claimed, true)
  const [latest] = page().timeline
  expect(latest).toMatchObject({ who: '示例·主管', what: '采信事实：缴纳社保' })
  const roundId = openRound(office.as('second'), plan()).id
  const { id: caseId } = submit(office.as('clerk'), id, roundId)
  expect(() => act(office.as('supervisor'), caseId, 'approve')).toThrow(
    expect.objectContaining({ code: 'NOT_ALLOWED' }),
  )
  expect(act(office.as('second'), caseId, 'approve')).toEqual({ status: 'approved' })
})
