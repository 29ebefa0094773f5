import { createHash, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { getCasePage, listCases } from '#electron/services/case-page.ts'
import { caseState } from '#electron/services/case-state.ts'
import { sha256 } from '#electron/services/hash.ts'
import { issueNotice } from '#electron/services/notices.ts'
import {
  beginPrint,
  endPrint,
  getPaperBytes,
  getPaperPage,
  getPaperPicture,
} from '#electron/services/papers.ts'
import { getResidentPage } from '#electron/services/resident-page.ts'
import { getRoundPage } from '#electron/services/rounds/page.ts'
import { listSeats } from '#electron/services/rounds/seats.ts'
import { machineStatus } from '#electron/services/status.ts'
import { listAudit } from '#electron/store/tables/audit.ts'
import { listCaseActions } from '#electron/store/tables/cases.ts'
import { findRun, findRunOfRound } from '#electron/store/tables/runs.ts'
import { parseResult, parseRound, verifyRound } from '#shared/domain/allocation/index.ts'
import { CasePage } from '#shared/ipc/cases.ts'
import { PaperPage } from '#shared/ipc/papers.ts'
import { ResidentPage } from '#shared/ipc/residents.ts'
import { RoundPage } from '#shared/ipc/rounds.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { publishedRound } from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

test('a round of two places among three: the two with most points are seated and can be noticed', async () => {
  const { roundId, cases } = await publishedRound(office, [10, 30, 20])
  const clerk = office.as('clerk')
  const sort = { key: 'rank', descending: false } as const
  const seats = listSeats(clerk, { text: '', filters: { roundId }, sort, offset: 0, limit: 200 })
  expect(seats.rows.map(({ name, seated, why }) => [name, seated, why])).toEqual([
    ['示例·第30人', true, '排名第 1，在 2 个名额之内'],
    ['示例·第20人', true, '排名第 2，在 2 个名额之内'],
    [
      '示例·第10人',
      false,
      expect.stringMatching(/^排名第 3，未入选：积分 57.25 分，最后一名入选者 62.25 分$/),
    ],
  ])
  const page = RoundPage.parse(getRoundPage(clerk, roundId))
  expect(page.run).toMatchObject({
    seated: 2,
    waiting: 1,
    byTown: [{ town: '浒山街道', seated: 2, ranked: 3 }],
  })
  expect(page.run?.cost).toEqual({
    totalFen: 136_000,
    payers: [
      { name: '宁波市总工会', fen: 45_334 },
      { name: '慈溪市总工会', fen: 45_333 },
      { name: '职工单位所在镇（街道）总工会', fen: 45_333 },
    ],
  })
  expect(page.funnel.map(({ count }) => count)).toEqual([3, 3, 3, 3, 2, 0, 0])

  const [low, high] = cases
  if (low === undefined || high === undefined) throw new Error('three cases were made')
  const paperId = issueNotice(clerk, { commandId: randomUUID(), caseId: high.caseId }).id
  const paper = PaperPage.parse(getPaperPage(clerk, paperId))
  expect(paper).toMatchObject({ number: '慈新服检〔2026〕1号', pages: 1, printed: 0, name: '示例·第30人' })
  const casePage = CasePage.parse(getCasePage(clerk, high.caseId))
  expect(casePage).toMatchObject({ status: 'noticed', paperId, outcome: { rank: 1, seated: true } })
  expect(casePage.timeline.map(({ what }) => what)).toEqual([
    '出具通知书',
    '批次结果公布：第 1 名，入选',
    '复核通过',
    '受理',
  ])
  expect(() => issueNotice(clerk, { commandId: randomUUID(), caseId: low.caseId })).toThrow(/候补/)
})

test('the kept run can be verified by anyone: frozen list, hash, result', async () => {
  const { roundId } = await publishedRound(office, [1, 2, 3, 4])
  const found = findRunOfRound(office.writer, roundId)
  const run = found && findRun(office.writer, found.id)
  if (run === undefined) throw new Error('the round ran')
  const round = parseRound(JSON.parse(run.frozen))
  expect(verifyRound(round, parseResult(JSON.parse(run.result)), sha256)).toEqual([])
  expect(run.input_hash).toBe(`sha256:${createHash('sha256').update(run.frozen).digest('hex')}`)
  expect(run.policy_hash).toMatch(/^sha256:[0-9a-f]{64}$/)
})

test('the cached status of every case is the fold of its actions', async () => {
  const { cases } = await publishedRound(office, [1, 2, 3])
  issueNotice(office.as('clerk'), { commandId: randomUUID(), caseId: cases[2]?.caseId ?? '' })
  const sort = { key: 'receiptNo', descending: false } as const
  const { rows } = listCases(office.as('clerk'), { text: '', filters: {}, sort, offset: 0, limit: 200 })
  expect(rows.map(({ status }) => status)).toEqual(['waiting', 'seated', 'noticed'])
  for (const row of rows) {
    expect(caseState(office.writer, row.id).status).toBe(row.status)
    expect(listCaseActions(office.writer, row.id).length).toBeGreaterThan(2)
  }
})

test('the original is handed out once, byte for byte; afterwards copies are marked', async () => {
  const { cases } = await publishedRound(office, [1])
  const clerk = office.as('clerk')
  const { id } = issueNotice(clerk, { commandId: randomUUID(), caseId: cases[0]?.caseId ?? '' })
  const begin = () => beginPrint(clerk, { commandId: randomUUID(), paperId: id })
  const original = getPaperBytes(clerk, id, { copy: false })
  expect(createHash('sha256').update(original).digest('hex')).toBe(getPaperPage(clerk, id).sha256)
  expect(begin()).toMatchObject({ copy: false })
  expect(begin()).toMatchObject({ copy: true })
  const copy = getPaperBytes(clerk, id, { copy: true })
  expect(copy).not.toEqual(original)
  expect(getPaperBytes(clerk, id, { copy: false })).toEqual(original)
  expect(getPaperPage(clerk, id)).toMatchObject({ printed: 2, prints: [{ copy: false }, { copy: true }] })
  expect(getPaperPicture(clerk, id)).toMatch(/^<svg/)
})

test('a print counts from its beginning; only one known not to have left gives the original back', async () => {
  const { cases } = await publishedRound(office, [1])
  const clerk = office.as('clerk')
  const { id } = issueNotice(clerk, { commandId: randomUUID(), caseId: cases[0]?.caseId ?? '' })
  const begin = (commandId = randomUUID()) => beginPrint(clerk, { commandId, paperId: id })
  const end = (printId: number, outcome: 'done' | 'cancelled') =>
    endPrint(clerk, { commandId: randomUUID(), printId, outcome })
  const first = randomUUID()
  const { printId, copy } = begin(first)
  expect(begin(first)).toEqual({ printId, copy })
  expect(copy).toBe(false)
  expect(machineStatus(clerk).waiting.papers).toBe(0)
  end(printId, 'cancelled')
  expect(machineStatus(clerk).waiting.papers).toBe(1)
  expect(getPaperPage(clerk, id)).toMatchObject({ printed: 0, prints: [] })
  expect(() => end(printId, 'done')).toThrow(/已经记录过/)
  expect(() => end(99, 'done')).toThrow(/没有找到/)
  const second = begin()
  expect(second.copy).toBe(false)
  end(second.printId, 'done')
  expect(() => end(second.printId, 'cancelled')).toThrow(/已经记录过/)
  const [begun, cancelled] = listAudit(office.writer, `paper:${id}`).slice(-4)
  expect([begun?.action, cancelled?.action]).toEqual(['prints.begin', 'prints.end'])
  expect(begin().copy).toBe(true)
})

test('the resident page tells the whole story, newest first', async () => {
  const { cases } = await publishedRound(office, [1])
  const { residentId = '', caseId = '', receiptNo = '' } = cases[0] ?? {}
  issueNotice(office.as('clerk'), { commandId: randomUUID(), caseId })
  const page = ResidentPage.parse(getResidentPage(office.as('clerk'), residentId))
  expect(page).toMatchObject({
    idNumberMasked: expect.stringMatching(/^522121\*{8}001.$/),
    phoneMasked: '138****0000',
    age: 36,
    sex: '男',
    cases: [{ receiptNo, statusText: '已通知' }],
    papers: [{ number: '慈新服检〔2026〕1号' }],
  })
  expect(page.points.complete).toBe(true)
  expect(page.points.certainX100).toBe(
    page.points.lines.reduce((sum, line) => sum + (line.pointsX100 ?? 0), 0),
  )
  expect(page.timeline[0]?.what).toBe(`${receiptNo} 出具通知书`)
  expect(page.timeline.at(-1)?.what).toBe('登记')
  expect(page.clocks.map(({ known }) => known)).toEqual([true, true, true])
})
