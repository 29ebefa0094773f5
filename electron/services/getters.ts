import type { Reader } from '#electron/store/database.ts'
import type { RoundTable } from '#electron/store/schema.ts'
import { type CaseListRow, findCase } from '#electron/store/tables/cases.ts'
import { findPaper, findPrint, type PaperListRow, type PaperPrintRow } from '#electron/store/tables/papers.ts'
import { findResident, type ResidentRow } from '#electron/store/tables/residents.ts'
import { findRound } from '#electron/store/tables/rounds.ts'
import { CounterError } from '#shared/base/failure.ts'

/** @throws CounterError NOT_FOUND */
export function getResident(reader: Reader, id: string): ResidentRow {
  return findResident(reader, id) ?? missing('居民')
}

/** @throws CounterError NOT_FOUND */
export function getCase(reader: Reader, id: string): CaseListRow {
  return findCase(reader, id) ?? missing('办件')
}

/** @throws CounterError NOT_FOUND */
export function getRound(reader: Reader, id: string): RoundTable {
  return findRound(reader, id) ?? missing('批次')
}

/** @throws CounterError NOT_FOUND */
export function getPaper(reader: Reader, id: string): PaperListRow {
  return findPaper(reader, id) ?? missing('文书')
}

/** @throws CounterError NOT_FOUND */
export function getPrint(reader: Reader, seq: number): PaperPrintRow {
  return findPrint(reader, seq) ?? missing('打印')
}

function missing(what: string): never {
  throw new CounterError('NOT_FOUND', `没有找到这条${what}记录，没有做任何改动。`, {
    hint: '请返回列表重新选择；刚刚还在的话请联系系统管理员。',
  })
}
