import type { Reader, Transaction } from '../connection.ts'
import { all, get, query, run } from '../query.ts'
import type { AuditTable } from '../schema.ts'

/** Adds to the audit trail, in the transaction of what it tells of. Never names, numbers or other personal data. */
export function insertAudit(tx: Transaction, row: Omit<AuditTable, 'seq'>): void {
  run(tx, query.insertInto('audit').values(row))
}

export type AuditRow = Omit<AuditTable, 'seq'> & { seq: number; actor: string | null }

/** What was recorded about one record (`resident:<id>`), oldest first. */
export function listAudit(reader: Reader, object: string): AuditRow[] {
  const rows = query
    .selectFrom('audit')
    .leftJoin('account', 'account.id', 'audit.account_id')
    .selectAll('audit')
    .select('account.name as actor')
    .where('object', '=', object)
    .orderBy('seq')
  return all(reader, rows)
}

/** Number of the last audit row; 0 where there is none. */
export function lastAuditSeq(reader: Reader): number {
  return get(reader, query.selectFrom('audit').select('seq').orderBy('seq', 'desc'))?.seq ?? 0
}

/** Whether one of these actions was recorded after an audit row. */
export function hasAuditSince(reader: Reader, seq: number, actions: readonly string[]): boolean {
  const later = query
    .selectFrom('audit')
    .select('seq')
    .where('seq', '>', seq)
    .where('action', 'in', [...actions])
  return get(reader, later) !== undefined
}
