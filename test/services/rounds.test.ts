import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { getCasePage } from '#electron/services/case-page.ts'
import { previewCase } from '#electron/services/case-submission.ts'
import { issueNotice } from '#electron/services/notices.ts'
import { getPaperPage, listPapers } from '#electron/services/papers.ts'
import { getResidentPage } from '#electron/services/resident-page.ts'
import { announceRound } from '#electron/services/rounds/announce.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { getRoundPage } from '#electron/services/rounds/page.ts'
import { publishRound } from '#electron/services/rounds/publish.ts'
import { listSeats } from '#electron/services/rounds/seats.ts'
import { roundActions } from '#electron/services/rounds/state.ts'
import { findPaperContent } from '#electron/store/tables/papers.ts'
import { openedRound, schoolPlan } from './round-fixture.ts'
import { openTestOffice, type TestOffice, testDocuments } from './test-office.ts'
import {
  act,
  approvedCase,
  day,
  freezeToEnd,
  goodFacts,
  plan,
  publishedRound,
  record,
  register,
  runToEnd,
  submit,
  YES,
} from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

test('a round waits for its cut-off and for an approved case before its list is frozen', async () => {
  const later = openRound(office.as('supervisor'), plan({ cutOff: day('2026-06-19') })).id
  const freeze = () => roundActions(office.as('clerk'), later).find(({ action }) => action === 'freeze')
  expect(freeze()).toMatchObject({ allowed: false, reason: expect.stringContaining('2026-06-19 还没有到') })
  await expect(freezeToEnd(office.as('clerk'), later)).rejects.toThrow(/2026-06-19 还没有到/)
  office.clock.setToday('2026-06-19')
  expect(freeze()).toMatchObject({ allowed: false, reason: expect.stringContaining('没有复核通过的办件') })
  await expect(freezeToEnd(office.as('clerk'), later)).rejects.toThrow(/没有复核通过的办件/)
  approvedCase(office, later, 1)
  expect(freeze()).toEqual({ action: 'freeze', allowed: true })
  await runToEnd(office.as('clerk'), later)
  expect(getRoundPage(office.as('clerk'), later).status).toBe('ran')
})

test('a case that is withdrawn after a list was tried for is not on it', async () => {
  const roundId = openRound(office.as('supervisor'), plan()).id
  const { caseId } = approvedCase(office, roundId, 1)
  const { receiptNo } = approvedCase(office, roundId, 2)
  const abort = new AbortController()
  abort.abort()
  await expect(freezeToEnd(office.as('clerk'), roundId, { signal: abort.signal })).rejects.toMatchObject({
    code: 'CANCELLED',
  })
  act(office.as('clerk'), caseId, 'withdraw')
  await runToEnd(office.as('clerk'), roundId)
  const request = { text: '', filters: { roundId }, sort: { key: 'rank', descending: false } as const }
  const { rows } = listSeats(office.as('clerk'), { ...request, offset: 0, limit: 9 })
  expect(rows.map(({ no }) => no)).toEqual([receiptNo])
})

test('only a round of the health check takes cases', async () => {
  const { roundId } = await openedRound(office, schoolPlan({ A: 1 }), [])
  const residentId = register(office.as('clerk'), 1)
  expect(() => submit(office.as('clerk'), residentId, roundId)).toThrow(/不是免费体检的批次/)
  expect(() => previewCase(office.as('clerk'), { residentId, roundId, answers: YES })).toThrow(
    expect.objectContaining({ code: 'BAD_INPUT', at: 'roundId' }),
  )
  const [programme] = getResidentPage(office.as('clerk'), residentId).programmes
  expect(programme?.roundId).toBeUndefined()
  expect(programme?.apply).toMatchObject({ allowed: false, reason: expect.stringContaining('体检批次') })
})

test('once the list is frozen no case is taken, approved or withdrawn', async () => {
  const roundId = openRound(office.as('supervisor'), plan()).id
  const { caseId } = approvedCase(office, roundId, 1)
  const late = register(office.as('clerk'), 2)
  for (const fact of goodFacts(2)) record(office.as('clerk'), late, fact)
  const { id: submitted } = submit(office.as('clerk'), late, roundId)
  await freezeToEnd(office.as('clerk'), roundId)
  expect(() => act(office.as('supervisor'), submitted, 'approve')).toThrow(/批次名单已冻结/)
  expect(() => act(office.as('clerk'), caseId, 'withdraw')).toThrow(/批次名单已冻结/)
  const other = register(office.as('clerk'), 3)
  expect(() => submit(office.as('clerk'), other, roundId)).toThrow(
    expect.objectContaining({ code: 'CONFLICT', at: 'roundId' }),
  )
})

test('points count as of the cut-off, not of the day of the run', async () => {
  const roundId = openRound(office.as('supervisor'), plan({ cutOff: day('2026-06-15') })).id
  approvedCase(office, roundId, 1)
  office.clock.setToday('2026-12-15')
  await runToEnd(office.as('clerk'), roundId)
  const sort = { key: 'rank', descending: false } as const
  const { rows } = listSeats(office.as('clerk'), {
    text: '',
    filters: { roundId },
    sort,
    offset: 0,
    limit: 1,
  })
  // 36 years 20, 大专 8, 四级 5, one month 0.5, 77 full months 19.25.
  expect(rows[0]?.pointsX100).toBe(5275)
})

test('whoever ran a round does not publish it, and a clerk never does', async () => {
  const roundId = openRound(office.as('supervisor'), plan()).id
  approvedCase(office, roundId, 1)
  await runToEnd(office.as('supervisor'), roundId)
  announceRound(office.as('supervisor'), { commandId: randomUUID(), roundId })
  const publish = (who: 'clerk' | 'supervisor' | 'second') =>
    publishRound(office.as(who), { commandId: randomUUID(), roundId })
  expect(() => publish('supervisor')).toThrow(/另一位主管/)
  expect(() => publish('clerk')).toThrow(/主管/)
  expect(roundActions(office.as('second'), roundId)).toContainEqual({ action: 'publish', allowed: true })
  expect(publish('second')).toEqual({ status: 'published' })
  expect(() => publish('second')).toThrow(/已公布/)
})

test('before publication nobody is told, nothing is withdrawn and no notice is issued', async () => {
  const roundId = openRound(office.as('supervisor'), plan()).id
  const { caseId } = approvedCase(office, roundId, 1)
  await runToEnd(office.as('clerk'), roundId)
  expect(getCasePage(office.as('clerk'), caseId)).toMatchObject({
    status: 'approved',
    outcome: { rank: 1, text: expect.stringContaining('待公布') },
  })
  expect(() => act(office.as('clerk'), caseId, 'withdraw')).toThrow(/名单已冻结/)
  expect(() => issueNotice(office.as('clerk'), { commandId: randomUUID(), caseId })).toThrow(/已复核/)
})

test('an approved case whose points are not clear at the cut-off stops the freeze with its receipt number', async () => {
  const roundId = openRound(office.as('supervisor'), plan({ cutOff: day('2026-06-15') })).id
  // 18 years old between the cut-off and the approval: the pack has no figure for minors.
  const id = register(office.as('clerk'), 1, '20080617')
  for (const fact of goodFacts(1)) record(office.as('clerk'), id, fact)
  const { id: caseId, receiptNo } = submit(office.as('clerk'), id, roundId)
  act(office.as('supervisor'), caseId, 'approve')
  await expect(freezeToEnd(office.as('clerk'), roundId)).rejects.toMatchObject({
    code: 'CONFLICT',
    at: receiptNo,
  })
  expect(getRoundPage(office.as('clerk'), roundId)).toMatchObject({ status: 'open' })
})

test('notices take consecutive numbers, and none twice when one is issued while another is being set', async () => {
  const { cases } = await publishedRound(office, [1, 2])
  const [first, second] = cases.map(({ caseId }) => caseId)
  if (first === undefined || second === undefined) throw new Error('two cases were made')
  const clerk = office.as('clerk')
  let isFirst = true
  const documents = {
    ...testDocuments(),
    pdf(template: string, data: unknown) {
      if (isFirst) {
        isFirst = false
        issueNotice(clerk, { commandId: randomUUID(), caseId: second })
      }
      return testDocuments().pdf(template, data)
    },
  }
  const { id } = issueNotice({ ...clerk, documents }, { commandId: randomUUID(), caseId: first })
  expect(getPaperPage(clerk, id).number).toBe('慈新服检〔2026〕2号')
  const sort = { key: 'number', descending: true } as const
  const { rows } = listPapers(clerk, { text: '', filters: {}, sort, offset: 0, limit: 200 })
  expect(rows.map(({ number }) => number)).toEqual(['慈新服检〔2026〕2号', '慈新服检〔2026〕1号'])
})

test('a notice goes out at the end of a calendar too, with its last day for the answer left blank', async () => {
  const { cases } = await publishedRound(office, [10])
  const [seated] = cases
  if (seated === undefined) throw new Error('one case was made')
  office.clock.setToday('2026-12-30')
  const { id } = issueNotice(office.as('clerk'), { commandId: randomUUID(), caseId: seated.caseId })
  const content = findPaperContent(office.as('clerk').reader, id)
  expect(JSON.parse(content?.data ?? '{}')).toMatchObject({ acceptBy: null, issuedOn: '2026-12-30' })
})

test('an unfilled round seats everybody and says so', async () => {
  const { roundId } = await publishedRound(office, [1])
  expect(getRoundPage(office.as('clerk'), roundId).run?.cutoffText).toMatch(/名额未满（1\/2）/)
})
