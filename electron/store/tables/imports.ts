import type { Insertable, Selectable } from 'kysely'
import type { Dataset } from '#shared/ipc/imports.ts'
import type { Reader, Transaction } from '../connection.ts'
import { all, get, insert, query, run } from '../query.ts'
import type { ImportBatchTable, SetAsideRowTable } from '../schema.ts'
import { contains, countOf, type Page } from './windows.ts'

export type BatchRow = Selectable<ImportBatchTable>
/** A receipt with the names of those who took the file in and took it back. */
export type ReceiptRow = BatchRow & { actor: string; undoer: string | null }
export type SetAsideRow = Selectable<SetAsideRowTable>

/** @returns the batch's key inside the store */
export function insertBatch(tx: Transaction, row: Insertable<ImportBatchTable>): number {
  return insert(tx, query.insertInto('import_batch').values(row))
}

/** Writes the numbers of rows into a receipt, once they are known. */
export function setBatchCounts(
  tx: Transaction,
  seq: number,
  counts: Pick<BatchRow, 'rows' | 'added' | 'unchanged' | 'differing' | 'set_aside'>,
): void {
  run(tx, query.updateTable('import_batch').set(counts).where('seq', '=', seq))
}

/** Marks a receipt as taken back. */
export function setBatchUndone(
  tx: Transaction,
  seq: number,
  undone: { reason: string; accountId: string; at: string },
): void {
  const change = query
    .updateTable('import_batch')
    .set({ undone_reason: undone.reason, undone_by: undone.accountId, undone_at: undone.at })
    .where('seq', '=', seq)
  run(tx, change)
}

export function findBatch(reader: Reader, id: string): ReceiptRow | undefined {
  return get(reader, receipts().where('import_batch.id', '=', id))
}

export type BatchListQuery = {
  text: string
  filters: { dataset?: Dataset | undefined }
  sort: { key: 'at' | 'rows'; descending: boolean }
  offset: number
  limit: number
}

/** A window of receipts; the text matches part of the file's name. */
export function listBatches(reader: Reader, list: BatchListQuery): Page<ReceiptRow> {
  const direction = list.sort.descending ? 'desc' : 'asc'
  const { dataset } = list.filters
  let matching = receipts()
  if (dataset !== undefined) matching = matching.where('dataset', '=', dataset)
  if (list.text !== '') matching = matching.where(contains(list.text, 'file_name'))
  const count = query.selectFrom(matching.as('matching')).select((eb) => eb.fn.countAll<number>().as('n'))
  const rows = matching
    .orderBy(`import_batch.${list.sort.key}`, direction)
    .orderBy('import_batch.seq', direction)
    .limit(list.limit)
    .offset(list.offset)
  return { total: countOf(reader, count), rows: all(reader, rows) }
}

/** Earlier imports of the very same bytes, newest first. */
export function listSameFile(reader: Reader, sha256: string): BatchRow[] {
  return all(
    reader,
    query.selectFrom('import_batch').selectAll().where('sha256', '=', sha256).orderBy('seq', 'desc'),
  )
}

/** The source of every batch and whether it was taken back, by key. */
export function listBatchSources(reader: Reader): Pick<BatchRow, 'seq' | 'source' | 'undone_at'>[] {
  return all(reader, query.selectFrom('import_batch').select(['seq', 'source', 'undone_at']))
}

function receipts() {
  return query
    .selectFrom('import_batch')
    .innerJoin('account', 'account.id', 'import_batch.account_id')
    .leftJoin('account as undoer', 'undoer.id', 'import_batch.undone_by')
    .selectAll('import_batch')
    .select(['account.name as actor', 'undoer.name as undoer'])
}

export function insertSetAside(
  tx: Transaction,
  row: Pick<SetAsideRow, 'batch' | 'row' | 'cells' | 'findings'>,
): void {
  run(tx, query.insertInto('set_aside_row').values({ ...row, state: 'waiting', account_id: null, at: null }))
}

export function listSetAside(
  reader: Reader,
  batch: number,
  { offset, limit }: { offset: number; limit: number },
): Page<SetAsideRow> {
  const rows = query.selectFrom('set_aside_row').selectAll().where('batch', '=', batch)
  const count = query
    .selectFrom('set_aside_row')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('batch', '=', batch)
  return { total: countOf(reader, count), rows: all(reader, rows.orderBy('row').limit(limit).offset(offset)) }
}

export function findSetAside(reader: Reader, batch: number, row: number): SetAsideRow | undefined {
  return get(
    reader,
    query.selectFrom('set_aside_row').selectAll().where('batch', '=', batch).where('row', '=', row),
  )
}

export function countWaitingRows(reader: Reader, batch: number): number {
  const waiting = query
    .selectFrom('set_aside_row')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('batch', '=', batch)
    .where('state', '=', 'waiting')
  return countOf(reader, waiting)
}

/** Facts of a batch that wait beside others for a decision. */
export function countWaitingFacts(reader: Reader, batch: number): number {
  const waiting = query
    .selectFrom('fact')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('batch', '=', batch)
    .where('state', '=', 'claimed')
  return countOf(reader, waiting)
}

export function settleSetAside(
  tx: Transaction,
  { batch, row }: { batch: number; row: number },
  settled: { state: 'mended' | 'dropped'; accountId: string; at: string; cells?: string; findings?: string },
): void {
  const { state, accountId, at, cells, findings } = settled
  const change = {
    state,
    account_id: accountId,
    at,
    ...(cells === undefined ? {} : { cells }),
    ...(findings === undefined ? {} : { findings }),
  }
  run(tx, query.updateTable('set_aside_row').set(change).where('batch', '=', batch).where('row', '=', row))
}

/** The titles a department used last for a dataset: file title to column key, as JSON. */
export function findColumnMatching(reader: Reader, department: string, dataset: Dataset): string | undefined {
  const known = query
    .selectFrom('column_matching')
    .select('columns')
    .where('department', '=', department)
    .where('dataset', '=', dataset)
  return get(reader, known)?.columns
}

export function saveColumnMatching(
  tx: Transaction,
  row: { department: string; dataset: Dataset; columns: string; at: string },
): void {
  const { columns, at } = row
  const change = query
    .insertInto('column_matching')
    .values(row)
    .onConflict((conflict) => conflict.columns(['department', 'dataset']).doUpdateSet({ columns, at }))
  run(tx, change)
}
