import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { getPaperPage, listPapers } from '#electron/services/papers.ts'
import { getResidentPage } from '#electron/services/resident-page.ts'
import { takeList } from '#electron/services/rounds/entrant-list.ts'
import { issueFreezeNotice, issuePlaceNotice } from '#electron/services/rounds/papers.ts'
import { findPaperContent } from '#electron/store/tables/papers.ts'
import { RoundPlaceNotice } from '#shared/domain/documents/index.ts'
import { PaperList } from '#shared/ipc/papers.ts'
import { wholeTablesRead } from './query-plans.ts'
import { listPlan, openedRound, TITLE } from './round-fixture.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { goodFacts, idNumber, publishToEnd, record, register, runToEnd } from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const commandId = () => randomUUID()
const dataOf = (id: string): unknown => JSON.parse(findPaperContent(office.writer, id)?.data ?? '{}')
const freezeNotice = (roundId: string) =>
  issueFreezeNotice(office.as('clerk'), { commandId: commandId(), roundId }).id
const placeNotice = (roundId: string, no: string) =>
  issuePlaceNotice(office.as('clerk'), { commandId: commandId(), roundId, no }).id

describe('where papers of rounds are found', () => {
  it('by number, by name, by application number, by the round; and on the resident’s page', async () => {
    const residentId = register(office.as('clerk'), 1)
    for (const fact of goodFacts(24)) record(office.as('clerk'), residentId, fact)
    const roundId = await publishedRound('2026-B-1', TITLE)
    const other = await publishedRound('2026-R-1', '示例居民批次', 1)
    const ofRound = freezeNotice(roundId)
    const ofOne = placeNotice(roundId, '2026-B-1')
    const ofResident = placeNotice(other, '2026-R-1')
    const find = (text: string) =>
      PaperList.parse(
        listPapers(office.as('clerk'), {
          text,
          filters: {},
          sort: { key: 'name', descending: false },
          offset: 0,
          limit: 50,
        }),
      ).rows.map(({ id }) => id)
    expect(find('')).toHaveLength(3)
    expect(find('服公〔2026〕1')).toEqual([ofRound])
    expect(find('2026-B-1')).toEqual([ofOne])
    expect(find(TITLE).sort()).toEqual([ofRound, ofOne].sort())
    expect(getResidentPage(office.as('clerk'), residentId).papers.map(({ id }) => id)).toEqual([ofResident])
    expect(getPaperPage(office.as('clerk'), ofResident)).toMatchObject({ residentId, roundId: other })
    expect(RoundPlaceNotice.parse(dataOf(ofResident)).idNumberMasked).toBe(
      `${idNumber(1).slice(0, 6)}********${idNumber(1).slice(-4)}`,
    )
    expect(wholeTablesRead(office.writer, ['entrant'])).toEqual([])
  })

  /** A published round with one applicant, who may be a stored resident. */
  async function publishedRound(no: string, title: string, serial?: number): Promise<string> {
    const stored = serial === undefined ? '' : idNumber(serial)
    const rows = ['申请编号,姓名,申请人证件号码,积分', `${no},示例·${no},${stored},50`]
    const bytes = new TextEncoder().encode(rows.map((row) => `${row}\n`).join(''))
    const { roundId } = await openedRound(office, listPlan(1), [], { title })
    await takeList(office.as('clerk'), { commandId: commandId(), roundId, fileName: '示例名单.csv', bytes })
    await runToEnd(office.as('clerk'), roundId)
    publishToEnd(office, roundId)
    return roundId
  }
})
