import { sql } from 'kysely'
import { connection, type Reader, type Transaction } from '../connection.ts'
import { all, get, insert, query, run } from '../query.ts'
import type { PolicyDocumentTable, PolicyEventTable } from '../schema-points.ts'

/** A document with the name of who drafted it. */
export type PolicyDocumentWithDrafter = PolicyDocumentTable & { drafter: string }
/** An event with the name of who did it. */
export type PolicyEventRow = Omit<PolicyEventTable, 'seq'> & { seq: number; actor: string }

/** Compiled once: it is asked before every assessment. */
const NEWEST_EVENT = query
  .selectFrom('policy_event')
  .select(['seq', 'document', 'action'])
  .orderBy('seq', 'desc')
  .limit(1)
  .compile()

/** What the policies in force were last changed by; the empty text where nothing was ever decided. */
export function newestPolicyEvent(reader: Reader): string {
  const newest = get(reader, NEWEST_EVENT)
  return newest === undefined ? '' : `${newest.seq} ${newest.document} ${newest.action}`
}

/** The same object for every handle of one open store, also for its transactions; to keep things worked out beside. */
export function storeHandle(reader: Reader): object {
  return reader[connection]
}

export function insertPolicyDocument(tx: Transaction, row: PolicyDocumentTable): void {
  run(tx, query.insertInto('policy_document').values(row))
}

export function insertPolicyEvent(tx: Transaction, row: Omit<PolicyEventTable, 'seq'>): number {
  return insert(tx, query.insertInto('policy_event').values(row))
}

export function findPolicyDocument(reader: Reader, id: string): PolicyDocumentWithDrafter | undefined {
  return get(reader, documents().where('policy_document.id', '=', id))
}

/** Every document ever drafted, oldest first. */
export function listPolicyDocuments(reader: Reader): PolicyDocumentWithDrafter[] {
  return all(reader, documents().orderBy(sql`policy_document.rowid`))
}

/** The documents that were confirmed and not taken back, in the order in which they were confirmed. */
export function listPoliciesInForce(reader: Reader): PolicyDocumentTable[] {
  const withdrawn = query.selectFrom('policy_event').select('document').where('action', '=', 'withdraw')
  return all(
    reader,
    query
      .selectFrom('policy_event')
      .innerJoin('policy_document', 'policy_document.id', 'policy_event.document')
      .selectAll('policy_document')
      .where('policy_event.action', '=', 'confirm')
      .where('policy_document.id', 'not in', withdrawn)
      .orderBy('policy_event.seq'),
  )
}

/** What was decided about documents, oldest first: of one, or of all. */
export function listPolicyEvents(reader: Reader, document?: string): PolicyEventRow[] {
  const events = query
    .selectFrom('policy_event')
    .innerJoin('account', 'account.id', 'policy_event.account_id')
    .selectAll('policy_event')
    .select('account.name as actor')
    .orderBy('policy_event.seq')
  return all(reader, document === undefined ? events : events.where('document', '=', document))
}

function documents() {
  return query
    .selectFrom('policy_document')
    .innerJoin('account', 'account.id', 'policy_document.drafted_by')
    .selectAll('policy_document')
    .select('account.name as drafter')
}
