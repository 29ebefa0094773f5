import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readTable } from '#electron/exchange/index.ts'
import { getCasePage } from '#electron/services/case-page.ts'
import { beginExport, buildExport } from '#electron/services/exports.ts'
import { issueNotice } from '#electron/services/notices.ts'
import { refreshPoints } from '#electron/services/points.ts'
import { issuePointsNotice } from '#electron/services/points-notice.ts'
import { listRuns, runPoints } from '#electron/services/population/run.ts'
import { getResidentPage } from '#electron/services/resident-page.ts'
import { listResidents } from '#electron/services/resident-search.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { getRoundPage } from '#electron/services/rounds/page.ts'
import { listSeats } from '#electron/services/rounds/seats.ts'
import { findPaperContent } from '#electron/store/tables/papers.ts'
import { findRun, findRunOfRound } from '#electron/store/tables/runs.ts'
import type { FactValue } from '#shared/domain/people/index.ts'
import type { PointsIndicator } from '#shared/policy/index.ts'
import { bringIn, INSTALLED, nextPack } from './policy-files.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { act, day, goodFacts, plan, publishToEnd, record, register, runToEnd, submit } from './test-people.ts'

const GOING_ON = new AbortController().signal
/** 60.25 for the last administrative punishment in five years: more than goodFacts grant. */
const PENALTY: PointsIndicator = {
  code: 'SAMPLE-PENALTY',
  name: '示例行政处罚',
  as: { kind: 'deduction' },
  layer: 'province',
  cap: null,
  status: 'READ',
  citation: '示例〔2026〕1号第九条',
  subject: 'applicant',
  verifiers: { departments: ['公安'], combine: 'any' },
  evidence: [],
  asOf: 'day',
  requires: null,
  whenAbsent: 'nothing',
  rule: {
    kind: 'per-unit',
    measure: {
      kind: 'items',
      of: { fact: 'offence', codes: ['administrative'], window: { kind: 'last', unit: 'year', count: 5 } },
      take: 'count',
    },
    per: 1,
    whole: true,
    unit: '次',
    rate: { value: '60.25' },
  },
}
const OFFENCE: FactValue = {
  kind: 'offence',
  nature: 'administrative',
  document: '示例字〔2025〕1号',
  decidedOn: day('2025-05-01'),
}

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const deducting = () =>
  nextPack({
    indicators: [...INSTALLED.indicators, PENALTY],
    total: { ...INSTALLED.total, floor: null },
    cases: [],
  })

/** Two people alike but for what one of them was punished for. */
function two(): [string, string] {
  const [good, bad] = [1, 2].map((serial) => {
    const id = register(office.as('clerk'), serial)
    for (const fact of goodFacts(serial)) record(office.as('clerk'), id, fact)
    return id
  })
  if (good === undefined || bad === undefined) throw new Error('two people were made')
  record(office.as('clerk'), bad, OFFENCE)
  return [good, bad]
}

function listed(descending: boolean) {
  const sort = { key: 'points' as const, descending }
  return listResidents(office.as('clerk'), { text: '', filters: {}, sort, offset: 0, limit: 10 }).rows
}

test('a deduction without a floor makes points negative, on the card, in lists and in an export', async () => {
  const [good, bad] = two()
  await bringIn(office, deducting())
  expect(await refreshPoints(office.as('clerk'), GOING_ON)).toBe(2)
  // 36 years 20, 大专 8, 四级 5, two months 1, 77 full months 19.25; less 60.25.
  expect(getResidentPage(office.as('clerk'), bad).points.certainX100).toBe(-700)
  expect(listed(true).map(({ id, pointsX100 }) => ({ id, pointsX100 }))).toEqual([
    { id: good, pointsX100: 5275 },
    { id: bad, pointsX100: -700 },
  ])
  expect(listed(false).map(({ id }) => id)).toEqual([bad, good])
  record(office.as('clerk'), bad, { kind: 'insurance', months: 6 })
  expect(listed(false)[0]?.pointsX100).toBe(-500)
  const question = { text: '', filters: {}, sort: { key: 'points', descending: false } }
  const { exportId } = beginExport(office.as('clerk'), {
    commandId: randomUUID(),
    list: 'residents',
    columns: ['points'],
    question,
    reason: '示例盘点',
  })
  const { bytes } = await buildExport(office.as('clerk'), exportId)
  const table = await readTable({ name: 'x.xlsx', bytes })
  expect([...table.rows].map(({ cells }) => cells)).toEqual([['-5'], ['52.75']])
})

test('a round ranks negative points last, keeps them, and their paper is set', async () => {
  const [good, bad] = two()
  await bringIn(office, deducting())
  const roundId = openRound(office.as('supervisor'), plan()).id
  const [first, last] = [good, bad].map((id) => {
    const { id: caseId } = submit(office.as('clerk'), id, roundId)
    act(office.as('supervisor'), caseId, 'approve')
    return caseId
  })
  if (first === undefined || last === undefined) throw new Error('two cases were made')
  expect(getCasePage(office.as('clerk'), last).pointsX100).toBe(-700)
  await runToEnd(office.as('clerk'), roundId)
  const sort = { key: 'rank', descending: false } as const
  const { rows } = listSeats(office.as('clerk'), {
    text: '',
    filters: { roundId },
    sort,
    offset: 0,
    limit: 9,
  })
  expect(rows.map(({ caseId, rank, pointsX100 }) => ({ caseId, rank, pointsX100 }))).toEqual([
    { caseId: first, rank: 1, pointsX100: 5275 },
    { caseId: last, rank: 2, pointsX100: -700 },
  ])
  expect(getRoundPage(office.as('clerk'), roundId).run?.cutoffText).toContain('-7.00')
  const run = findRun(office.writer, findRunOfRound(office.writer, roundId)?.id ?? '')
  expect(run?.frozen).toContain('"-7.00"')
  publishToEnd(office, roundId)
  const { id } = issueNotice(office.as('clerk'), { commandId: randomUUID(), caseId: last })
  expect(JSON.parse(findPaperContent(office.writer, id)?.data ?? '{}')).toMatchObject({ points: '-7.00' })
})

test('a notice of points and a batch carry the sign', async () => {
  const [, bad] = two()
  const key = await bringIn(office, deducting())
  const { paperId } = issuePointsNotice(office.as('clerk'), {
    commandId: randomUUID(),
    residentId: bad,
    purpose: 'health-check',
  })
  expect(JSON.parse(findPaperContent(office.writer, paperId)?.data ?? '{}')).toMatchObject({ total: '-7.00' })
  const request = { commandId: randomUUID(), key, on: office.clock.today(), purpose: null, reason: '示例' }
  for await (const _step of runPoints(office.as('supervisor'), request, GOING_ON));
  expect(listRuns(office.as('clerk'))[0]?.meanX100).toBe((5275 - 700) / 2)
})
