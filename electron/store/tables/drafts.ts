import type { Reader, Transaction } from '../connection.ts'
import { all, get, query, run } from '../query.ts'
import type { DraftTable } from '../schema.ts'

export type DraftKeyRow = Pick<DraftTable, 'account_id' | 'key'>

/** Keeps a draft in place of the one before. */
export function saveDraft(tx: Transaction, row: DraftTable): void {
  const { body, saved_at } = row
  run(
    tx,
    query
      .insertInto('draft')
      .values(row)
      .onConflict((conflict) => conflict.columns(['account_id', 'key']).doUpdateSet({ body, saved_at })),
  )
}

export function findDraft(reader: Reader, { account_id, key }: DraftKeyRow): DraftTable | undefined {
  const draft = query
    .selectFrom('draft')
    .selectAll()
    .where('account_id', '=', account_id)
    .where('key', '=', key)
  return get(reader, draft)
}

/** The drafts of one account, the one saved last first. */
export function listDrafts(reader: Reader, accountId: string): Pick<DraftTable, 'key' | 'saved_at'>[] {
  const drafts = query
    .selectFrom('draft')
    .select(['key', 'saved_at'])
    .where('account_id', '=', accountId)
    .orderBy('saved_at', 'desc')
    .orderBy('key')
  return all(reader, drafts)
}

export function deleteDraft(tx: Transaction, { account_id, key }: DraftKeyRow): void {
  run(tx, query.deleteFrom('draft').where('account_id', '=', account_id).where('key', '=', key))
}
