import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { getCasePage } from '#electron/services/case-page.ts'
import { issueNotice } from '#electron/services/notices.ts'
import { getEntrantPage } from '#electron/services/rounds/entrant-page.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { getRoundPage } from '#electron/services/rounds/page.ts'
import { replaceApplicant } from '#electron/services/rounds/replace.ts'
import { recordReply } from '#electron/services/rounds/replies.ts'
import { listSeats } from '#electron/services/rounds/seats.ts'
import { findPaperContent } from '#electron/store/tables/papers.ts'
import { RoundPage } from '#shared/ipc/rounds.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import {
  approvedCase,
  freezeToEnd,
  goodFacts,
  OTHER_TOWN,
  plan,
  publishedRound,
  publishToEnd,
  record,
  runFrozen,
  TOWN,
} from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const notice = (caseId: string) => issueNotice(office.as('clerk'), { commandId: randomUUID(), caseId }).id
const decline = (roundId: string, no: string) =>
  recordReply(office.as('clerk'), { commandId: randomUUID(), roundId, no, reply: 'declined' })
const replace = (roundId: string, no: string) =>
  replaceApplicant(office.as('clerk'), { commandId: randomUUID(), roundId, no })

/** Two places; the cases of 3 and 2 insured months get them, that of 1 waits. */
async function threeCases() {
  const { roundId, cases } = await publishedRound(office, [1, 2, 3])
  const [waiting, second, first] = cases
  if (waiting === undefined || second === undefined || first === undefined) throw new Error('three cases')
  return { roundId, waiting, second, first }
}

test('a case that gave its place up gets no notice, and whoever replaces it does', async () => {
  const { roundId, waiting, first } = await threeCases()
  const clerk = office.as('clerk')
  expect(getCasePage(clerk, waiting.caseId)).toMatchObject({
    status: 'waiting',
    outcome: { rank: 3, seated: false },
  })
  expect(() => notice(waiting.caseId)).toThrow(/只有“已入选”/)
  decline(roundId, first.receiptNo)
  expect(() => notice(first.caseId)).toThrow(/已经放弃或逾期/)
  expect(getCasePage(clerk, first.caseId).outcome).toMatchObject({
    seated: false,
    text: expect.stringContaining('已放弃'),
  })
  expect(replace(roundId, first.receiptNo)).toEqual({ no: waiting.receiptNo })
  const page = getCasePage(clerk, waiting.caseId)
  expect(page).toMatchObject({
    status: 'seated',
    outcome: { rank: 3, seated: true, text: '排名第 3，递补到体检名额' },
  })
  expect(page.timeline.map(({ what }) => what).slice(0, 2)).toEqual([
    '递补入选：第 3 名',
    '批次结果公布：第 3 名，候补',
  ])
  const paperId = notice(waiting.caseId)
  const content = findPaperContent(clerk.reader, paperId)
  expect(JSON.parse(content?.data ?? '{}')).toMatchObject({ rank: 3, places: 2, acceptBy: '2026-06-23' })
  expect(getEntrantPage(clerk, { roundId, no: waiting.receiptNo }).papers.map(({ id }) => id)).toEqual([
    paperId,
  ])
  expect(getCasePage(clerk, waiting.caseId).status).toBe('noticed')
})

test('the last day for the answer counts from the notice where that came later', async () => {
  const { roundId, first } = await threeCases()
  office.clock.setToday('2026-06-24')
  notice(first.caseId)
  const lapse = () =>
    recordReply(office.as('clerk'), {
      commandId: randomUUID(),
      roundId,
      no: first.receiptNo,
      reply: 'lapsed',
    })
  office.clock.setToday('2026-06-26')
  expect(lapse).toThrow(/到 2026-06-26 为止，2026-06-27 起/)
  office.clock.setToday('2026-06-27')
  expect(lapse()).toEqual({ reply: 'lapsed' })
})

test('the page of a health check counts cases through every step, and its cost by who pays', async () => {
  const { roundId, waiting, second, first } = await threeCases()
  notice(second.caseId)
  decline(roundId, first.receiptNo)
  replace(roundId, first.receiptNo)
  recordReply(office.as('clerk'), {
    commandId: randomUUID(),
    roundId,
    no: second.receiptNo,
    reply: 'accepted',
  })
  const { funnel, run, applications, seated } = RoundPage.parse(getRoundPage(office.as('clerk'), roundId))
  expect({ applications, seated }).toEqual({ applications: 3, seated: 2 })
  expect(funnel.map(({ step, count }) => [step, count])).toEqual([
    ['受理', 3],
    ['复核通过', 3],
    ['冻结名单', 3],
    ['排序', 3],
    ['已入选', 2],
    ['已通知', 1],
    ['已接受', 1],
  ])
  expect(run?.cost?.totalFen).toBe(2 * 68_000)
  expect(run?.cost?.payers.reduce((sum, { fen }) => sum + fen, 0)).toBe(2 * 68_000)
  const sort = { key: 'rank', descending: false } as const
  const { rows } = listSeats(office.as('clerk'), {
    text: '',
    filters: { roundId },
    sort,
    offset: 0,
    limit: 10,
  })
  expect(
    rows.map(({ caseId, via, placeName, paperId }) => [caseId, via, placeName, paperId !== null]),
  ).toEqual([
    [first.caseId, 'run', null, false],
    [second.caseId, 'run', '体检名额', true],
    [waiting.caseId, 'replace', '体检名额', false],
  ])
})

test('the notice names the employer of the day the list was frozen, whatever is recorded before the run', async () => {
  const roundId = openRound(office.as('supervisor'), plan()).id
  const { caseId, residentId } = approvedCase(office, roundId, 1)
  await freezeToEnd(office.as('clerk'), roundId)
  const job = goodFacts(1, OTHER_TOWN).find(({ kind }) => kind === 'employment')
  if (job?.kind !== 'employment') throw new Error('good facts have an employment')
  record(office.as('clerk'), residentId, { ...job, employer: '示例另一家厂' })
  await runFrozen(office.as('clerk'), roundId)
  publishToEnd(office, roundId)
  const content = findPaperContent(office.writer, notice(caseId))
  expect(JSON.parse(content?.data ?? '{}')).toMatchObject({ employer: '示例轴承厂', town: TOWN })
})
