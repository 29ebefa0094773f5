import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mergeResidents } from '#electron/services/merge.ts'
import { issueNotice } from '#electron/services/notices.ts'
import {
  beginPrint,
  getPaperBytes,
  getPaperPage,
  getPaperPicture,
  listPapers,
} from '#electron/services/papers.ts'
import { issuePointsNotice } from '#electron/services/points-notice.ts'
import { listRechecksOfResident } from '#electron/services/recheck-page.ts'
import { getResidentPage } from '#electron/services/resident-page.ts'
import { machineStatus } from '#electron/services/status.ts'
import { findPaperContent } from '#electron/store/tables/papers.ts'
import { CounterError } from '#shared/base/failure.ts'
import { formatX100 } from '#shared/base/points-text.ts'
import { maskResidentId } from '#shared/base/resident-id.ts'
import { PointsNotice } from '#shared/domain/documents/index.ts'
import { PaperList, PaperPage } from '#shared/ipc/papers.ts'
import { extractText } from '../documents/tools.ts'
import { wholeTablesRead } from './query-plans.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { goodFacts, idNumber, publishedRound, record, register } from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

function person(serial: number, { complete = true } = {}): string {
  const id = register(office.as('clerk'), serial)
  const facts = goodFacts(24).filter(({ kind }) => complete || kind !== 'skill')
  for (const fact of facts) record(office.as('clerk'), id, fact)
  return id
}

function issue(residentId: string, purpose = 'general', commandId: string = randomUUID()): string {
  return issuePointsNotice(office.as('clerk'), { commandId, residentId, purpose }).paperId
}

function dataOf(paperId: string): PointsNotice {
  return PointsNotice.parse(JSON.parse(findPaperContent(office.writer, paperId)?.data ?? '{}'))
}

const plain = (text: string) => text.replace(/\s/g, '')
const printed = (paperId: string) =>
  plain(extractText(getPaperBytes(office.as('clerk'), paperId, { copy: false })))

function refusal(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof CounterError) return error.code
    throw error
  }
  throw new Error('nothing was refused')
}

test('tells the points of today line by line, with pack, hash, day and who issued it', () => {
  const residentId = person(1)
  const { points } = getResidentPage(office.as('clerk'), residentId)
  const paperId = issue(residentId)
  const data = dataOf(paperId)
  expect(data).toMatchObject({
    organ: '慈溪市新市民服务中心',
    number: '慈新服积〔2026〕1号',
    name: '示例·第1人',
    idNumberMasked: maskResidentId(idNumber(1)),
    asOf: '2026-06-18',
    purpose: '一般查询',
    total: formatX100(points.certainX100),
    range: null,
    open: [],
    recheckWorkingDays: 5,
    signer: '示例·经办',
    copy: false,
  })
  expect(data.pack).toMatchObject({
    name: points.packName,
    documentNumber: expect.stringContaining('浙政办发〔2023〕38号'),
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  const text = printed(paperId)
  for (const line of points.lines) {
    expect(text).toContain(plain(line.name))
    expect(text).toContain(plain(line.basis))
    expect(text).toContain(plain(line.formula))
    expect(text).toContain(formatX100(line.pointsX100 ?? Number.NaN))
  }
  expect(text).toContain(data.pack.sha256)
  expect(text).toContain('数据截至2026-06-01')
  expect(text).not.toContain(idNumber(1))
})

test('what is not known is said as such, with what would close it, and is never zero', () => {
  const paperId = issue(person(1, { complete: false }))
  const data = dataOf(paperId)
  const skill = data.lines.find(({ name }) => name === '职业技能')
  expect(skill?.result).toEqual({ kind: 'unknown' })
  expect(data.open).toEqual([{ name: '职业技能', remedy: expect.stringContaining('人社') }])
  expect(data.range?.least).toBe(data.total)
  const text = printed(paperId)
  expect(text).toContain('待补材料')
  expect(text).not.toMatch(/(?<!\d)0\.00/)
})

test('is archived for the resident, listed, shown and printed like every other paper', () => {
  const residentId = person(1)
  const paperId = issue(residentId)
  const clerk = office.as('clerk')
  const page = PaperPage.parse(getPaperPage(clerk, paperId))
  expect(page).toMatchObject({
    template: 'points-notice',
    title: '新市民量化积分结果告知书',
    name: '示例·第1人',
    residentId,
    caseId: null,
    issuedBy: '示例·经办',
    printed: 0,
  })
  expect(getResidentPage(clerk, residentId).papers).toEqual([
    expect.objectContaining({ id: paperId, number: '慈新服积〔2026〕1号' }),
  ])
  expect(machineStatus(clerk).waiting.papers).toBe(1)
  expect(getPaperPicture(clerk, paperId)).toMatch(/^<svg/)
  expect(beginPrint(clerk, { commandId: randomUUID(), paperId }).copy).toBe(false)
  expect(beginPrint(clerk, { commandId: randomUUID(), paperId }).copy).toBe(true)
  expect(plain(extractText(getPaperBytes(clerk, paperId, { copy: true })))).toContain('副本')
})

test('papers of cases and of residents stand in one list, each found by number and name', async () => {
  const { cases } = await publishedRound(office, [10, 30])
  const winner = cases[1]
  if (winner === undefined) throw new Error('there are two cases')
  const clerk = office.as('clerk')
  issueNotice(clerk, { commandId: randomUUID(), caseId: winner.caseId })
  issue(winner.residentId)
  issue(person(1))
  const find = (text: string) =>
    PaperList.parse(
      listPapers(clerk, {
        text,
        filters: {},
        sort: { key: 'issuedAt', descending: false },
        offset: 0,
        limit: 50,
      }),
    ).rows.map(({ number, caseId, residentId }) => [number, caseId, residentId])
  const ofCase = ['慈新服检〔2026〕1号', winner.caseId, winner.residentId]
  const ofWinner = ['慈新服积〔2026〕1号', null, winner.residentId]
  expect(find('')).toEqual([ofCase, ofWinner, ['慈新服积〔2026〕2号', null, expect.any(String)]])
  expect(find('第30人')).toEqual([ofCase, ofWinner])
  expect(find('积〔2026〕1')).toEqual([ofWinner])
  expect(find(winner.receiptNo)).toEqual([ofCase])
  expect(getResidentPage(clerk, winner.residentId).papers).toHaveLength(2)
})

test('the papers and re-checks of one person are found without reading those of everybody', () => {
  const residentId = person(1)
  getResidentPage(office.as('clerk'), residentId)
  listRechecksOfResident(office.as('clerk'), residentId)
  expect(wholeTablesRead(office.writer, ['paper', 'case_file', 'recheck', 'recheck_event'])).toEqual([])
})

test('sent twice it is issued once; another one takes the next number', () => {
  const residentId = person(1)
  const commandId = randomUUID()
  const paperId = issue(residentId, 'general', commandId)
  expect(issue(residentId, 'general', commandId)).toBe(paperId)
  expect(getPaperPage(office.as('clerk'), issue(residentId)).number).toBe('慈新服积〔2026〕2号')
})

test('later facts do not change what was issued', () => {
  const residentId = person(1)
  const paperId = issue(residentId)
  const before = getPaperBytes(office.as('clerk'), paperId, { copy: false })
  record(office.as('clerk'), residentId, { kind: 'insurance', months: 60 })
  expect(getPaperBytes(office.as('clerk'), paperId, { copy: false })).toEqual(before)
  expect(dataOf(issue(residentId)).total).not.toBe(dataOf(paperId).total)
})

test('no paper without a resident, a policy for the purpose, or on a record that was merged away', () => {
  expect(refusal(() => issue('x'))).toBe('NOT_FOUND')
  const [kept, other] = [person(1), person(2)]
  expect(refusal(() => issue(kept, 'no-such-purpose'))).toBe('NOT_FOUND')
  expect(refusal(() => issue(kept, 'demo-school'))).toBe('BAD_INPUT')
  const paperId = issue(other)
  mergeResidents(office.as('supervisor'), {
    commandId: randomUUID(),
    keptId: kept,
    otherId: other,
    reason: '示例：同一个人',
    choices: [],
  })
  expect(refusal(() => issue(other))).toBe('CONFLICT')
  expect(getResidentPage(office.as('clerk'), kept).papers.map(({ id }) => id)).toEqual([paperId])
  expect(getPaperPage(office.as('clerk'), issue(kept)).number).toBe('慈新服积〔2026〕2号')
})
