import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { getCasePage } from '#electron/services/case-page.ts'
import { issueNotice } from '#electron/services/notices.ts'
import { getPaperPage, listPapers } from '#electron/services/papers.ts'
import { roundActions } from '#electron/services/round-actions.ts'
import { getRoundPage, listSeats } from '#electron/services/round-page.ts'
import { runRound } from '#electron/services/round-run.ts'
import { openRound, publishRound } from '#electron/services/rounds.ts'
import { findPaperContent } from '#electron/store/tables/papers.ts'
import { findRunOfRound } from '#electron/store/tables/runs.ts'
import { openTestOffice, type TestOffice, testDocuments } from './test-office.ts'
import {
  act,
  approvedCase,
  day,
  goodFacts,
  plan,
  publishedRound,
  record,
  register,
  runToEnd,
  submit,
} from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

test('the run ends with its id, sent twice it is done once', async () => {
  const roundId = openRound(office.as('supervisor'), plan()).id
  approvedCase(office, roundId, 1)
  const commandId = randomUUID()
  const first = await runToEnd(office.as('clerk'), roundId, { commandId })
  expect(first.map(({ stage }) => stage)).toEqual(['核对积分', '排序并保存', '排序并保存'])
  const { runId } = first.at(-1) ?? {}
  expect(runId).toBe(findRunOfRound(office.writer, roundId)?.id)
  const again = await runToEnd(office.as('clerk'), roundId, { commandId })
  expect(again).toEqual([{ stage: '排序并保存', done: 1, total: 1, runId }])
})

test('a run that is cancelled before its end leaves nothing behind', async () => {
  const roundId = openRound(office.as('supervisor'), plan()).id
  const { caseId } = approvedCase(office, roundId, 1)
  const abort = new AbortController()
  const run = runRound(office.as('clerk'), { commandId: randomUUID(), roundId }, abort.signal)
  await run.next()
  abort.abort()
  await expect(run.next()).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(findRunOfRound(office.writer, roundId)).toBeUndefined()
  expect(getRoundPage(office.as('clerk'), roundId)).toMatchObject({ status: 'open' })
  expect(getCasePage(office.as('clerk'), caseId).status).toBe('approved')
  await expect(runToEnd(office.as('clerk'), roundId)).resolves.toHaveLength(3)
})

test('two runs at once are refused, and one may follow when the other was given up', async () => {
  const roundId = openRound(office.as('supervisor'), plan()).id
  approvedCase(office, roundId, 1)
  const { signal } = new AbortController()
  const first = runRound(office.as('clerk'), { commandId: randomUUID(), roundId }, signal)
  await first.next()
  await expect(runToEnd(office.as('supervisor'), roundId)).rejects.toMatchObject({ code: 'CONFLICT' })
  await first.return(undefined)
  await expect(runToEnd(office.as('supervisor'), roundId)).resolves.toHaveLength(3)
})

test('a run whose data changed meanwhile is not kept', async () => {
  const roundId = openRound(office.as('supervisor'), plan()).id
  const { residentId } = approvedCase(office, roundId, 1)
  const { signal } = new AbortController()
  const run = runRound(office.as('clerk'), { commandId: randomUUID(), roundId }, signal)
  await run.next()
  await run.next()
  record(office.as('clerk'), residentId, { kind: 'insurance', months: 700 })
  await expect(run.next()).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(findRunOfRound(office.writer, roundId)).toBeUndefined()
})

test('a round is not run before its cut-off, without approved cases, or twice', async () => {
  const later = openRound(office.as('supervisor'), plan({ cutOff: day('2026-06-19') })).id
  await expect(runToEnd(office.as('clerk'), later)).rejects.toThrow(/2026-06-19 还没有到/)
  office.clock.setToday('2026-06-19')
  await expect(runToEnd(office.as('clerk'), later)).rejects.toThrow(/没有名单/)
  approvedCase(office, later, 1)
  await runToEnd(office.as('clerk'), later)
  await expect(runToEnd(office.as('clerk'), later)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
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
  expect(() => act(office.as('clerk'), caseId, 'withdraw')).toThrow(/已运行/)
  expect(() => issueNotice(office.as('clerk'), { commandId: randomUUID(), caseId })).toThrow(/已复核/)
})

test('an approved case whose points are not clear at the cut-off stops the run with its receipt number', async () => {
  const roundId = openRound(office.as('supervisor'), plan({ cutOff: day('2026-06-15') })).id
  // 18 years old between the cut-off and the approval: the pack has no figure for minors.
  const id = register(office.as('clerk'), 1, '20080617')
  for (const fact of goodFacts(1)) record(office.as('clerk'), id, fact)
  const { id: caseId, receiptNo } = submit(office.as('clerk'), id, roundId)
  act(office.as('supervisor'), caseId, 'approve')
  await expect(runToEnd(office.as('clerk'), roundId)).rejects.toMatchObject({
    code: 'CONFLICT',
    at: receiptNo,
  })
  expect(findRunOfRound(office.writer, roundId)).toBeUndefined()
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
