import { sql } from 'kysely'
import type { ExportableList } from '#shared/ipc/exports.ts'
import type { Reader, Transaction } from '../connection.ts'
import { all, get, query, run } from '../query.ts'
import type { ExportRecordTable } from '../schema.ts'
import { contains, countOf, type Page } from './windows.ts'

/** An export with the name of the person who made it. */
export type ExportRecordRow = ExportRecordTable & { actor: string }

/** Records a list that is about to leave. */
export function insertExport(
  tx: Transaction,
  row: Omit<ExportRecordTable, 'outcome' | 'rows' | 'sha256'>,
): void {
  run(tx, query.insertInto('export_record').values({ ...row, outcome: null, rows: null, sha256: null }))
}

export function findExport(reader: Reader, id: string): ExportRecordRow | undefined {
  return get(reader, registered().where('export_record.id', '=', id))
}

/** Adds what became of an export; the schema refuses to say it twice. */
export function settleExport(
  tx: Transaction,
  id: string,
  end: Pick<ExportRecordTable, 'outcome' | 'rows' | 'sha256'>,
): void {
  run(tx, query.updateTable('export_record').set(end).where('id', '=', id))
}

export type ExportListQuery = {
  text: string
  filters: { list?: ExportableList | undefined }
  sort: { key: 'at'; descending: boolean }
  offset: number
  limit: number
}

/** A window of the register. Text matches part of the reason or of the name of the person. */
export function listExports(reader: Reader, list: ExportListQuery): Page<ExportRecordRow> {
  let matching = registered()
  if (list.text !== '') matching = matching.where(contains(list.text, 'export_record.reason', 'account.name'))
  if (list.filters.list !== undefined) matching = matching.where('export_record.list', '=', list.filters.list)
  const count = query.selectFrom(matching.as('matching')).select(sql<number>`count(*)`.as('n'))
  const rows = matching
    .orderBy('export_record.at', list.sort.descending ? 'desc' : 'asc')
    .orderBy('export_record.id')
    .limit(list.limit)
    .offset(list.offset)
  return { total: countOf(reader, count), rows: all(reader, rows) }
}

function registered() {
  return query
    .selectFrom('export_record')
    .innerJoin('account', 'account.id', 'export_record.account_id')
    .selectAll('export_record')
    .select('account.name as actor')
}
