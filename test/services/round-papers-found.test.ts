import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { getPaperPage, listPapers } from '#electron/services/papers.ts'
import { getResidentPage } from '#electron/services/resident-page.ts'
import { announceRound } from '#electron/services/rounds/announce.ts'
import { issueFreezeNotice, issuePlaceNotice } from '#electron/services/rounds/papers.ts'
import { publishRound } from '#electron/services/rounds/publish.ts'
import { query, run } from '#electron/store/query.ts'
import { findPaperContent } from '#electron/store/tables/papers.ts'
import { transaction } from '#electron/store/transaction.ts'
import { RoundPlaceNotice } from '#shared/domain/documents/index.ts'
import { PaperList } from '#shared/ipc/papers.ts'
import { wholeTablesRead } from './query-plans.ts'
import { listPlan, person, ranRound, TITLE } from './round-fixture.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { idNumber, register } from './test-people.ts'

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
  it('by number, by name, by application number, by the round; and on the resident’s page', () => {
    const residentId = register(office.as('clerk'), 1)
    const roundId = publishedRound('2026-B-1', TITLE)
    const other = publishedRound('2026-R-1', '示例居民批次', residentId)
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
  function publishedRound(no: string, title: string, residentId?: string): string {
    const { roundId } = ranRound(office, listPlan(1), [person(no, 50)], { title })
    transaction(office.writer, (tx) => {
      const link = query
        .updateTable('entrant')
        .set({ resident_id: residentId ?? null })
        .where('no', '=', no)
      run(tx, link)
    })
    announceRound(office.as('clerk'), { commandId: commandId(), roundId })
    publishRound(office.as('supervisor'), { commandId: commandId(), roundId })
    return roundId
  }
})
