import { type Selectable, sql } from 'kysely'
import type { Reader, Transaction } from '../connection.ts'
import { all, get, query, run } from '../query.ts'
import type { EvidenceBytesTable, EvidenceEventTable, EvidenceTable } from '../schema.ts'

/** Evidence without its bytes, with what views show; `resident_id` is the id of the record it was added to. */
export type EvidenceRow = EvidenceTable & { adder: string; has_thumbnail: number; resident_id: string }
export type EvidenceEventRow = Selectable<EvidenceEventTable> & { actor: string }
/** Evidence with the very same bytes; `person_id` is the id of the kept record where its owner was merged. */
export type SameEvidenceRow = Pick<EvidenceTable, 'id' | 'resident' | 'title' | 'added_at'> & {
  person_id: string
}

/** Keeps the description and the bytes together. */
export function insertEvidence(
  tx: Transaction,
  row: EvidenceTable,
  content: Omit<EvidenceBytesTable, 'evidence_id'>,
): void {
  run(tx, query.insertInto('evidence').values(row))
  run(tx, query.insertInto('evidence_bytes').values({ evidence_id: row.id, ...content }))
}

/** Adds a judgement and keeps its outcome as the state; the two are never apart. */
export function addEvidenceEvent(tx: Transaction, event: Omit<EvidenceEventTable, 'seq'>): void {
  run(tx, query.insertInto('evidence_event').values(event))
  const state = event.event === 'accept' ? 'accepted' : 'rejected'
  run(tx, query.updateTable('evidence').set({ state }).where('id', '=', event.evidence_id))
}

export function findEvidence(reader: Reader, id: string): EvidenceRow | undefined {
  return get(reader, described().where('evidence.id', '=', id))
}

/** The evidence of a person, newest first. @param persons the keys of the person's records */
export function listEvidence(reader: Reader, persons: readonly number[]): EvidenceRow[] {
  const rows = described()
    .where('evidence.resident', 'in', persons)
    .orderBy('evidence.added_at', 'desc')
    .orderBy('evidence.id')
  return all(reader, rows)
}

/** The judgements of a person's evidence, newest first. */
export function listEvidenceEvents(reader: Reader, persons: readonly number[]): EvidenceEventRow[] {
  const events = query
    .selectFrom('evidence_event')
    .innerJoin('evidence', 'evidence.id', 'evidence_event.evidence_id')
    .innerJoin('account', 'account.id', 'evidence_event.account_id')
    .selectAll('evidence_event')
    .select('account.name as actor')
    .where('evidence.resident', 'in', persons)
    .orderBy('evidence_event.seq', 'desc')
  return all(reader, events)
}

/** Evidence of anybody with these bytes, oldest first. */
export function listSameEvidence(reader: Reader, sha256: string): SameEvidenceRow[] {
  const same = query
    .selectFrom('evidence')
    .innerJoin('resident', 'resident.seq', 'evidence.resident')
    .leftJoin('resident as kept', 'kept.seq', 'resident.merged_into')
    .select(['evidence.id', 'evidence.resident', 'evidence.title', 'evidence.added_at'])
    .select((eb) => eb.fn.coalesce('kept.id', 'resident.id').as('person_id'))
    .where('evidence.sha256', '=', sha256)
    .orderBy('evidence.added_at')
    .orderBy('evidence.id')
  return all(reader, same)
}

export function findEvidenceBytes(reader: Reader, id: string): Uint8Array | undefined {
  return get(reader, query.selectFrom('evidence_bytes').select('bytes').where('evidence_id', '=', id))?.bytes
}

/** The small picture; undefined where there is none. */
export function findEvidenceThumbnail(reader: Reader, id: string): Uint8Array | undefined {
  const kept = query.selectFrom('evidence_bytes').select('thumbnail').where('evidence_id', '=', id)
  return get(reader, kept)?.thumbnail ?? undefined
}

function described() {
  return query
    .selectFrom('evidence')
    .innerJoin('account', 'account.id', 'evidence.added_by')
    .innerJoin('evidence_bytes', 'evidence_bytes.evidence_id', 'evidence.id')
    .innerJoin('resident', 'resident.seq', 'evidence.resident')
    .selectAll('evidence')
    .select([
      'account.name as adder',
      'resident.id as resident_id',
      sql<number>`evidence_bytes.thumbnail is not null`.as('has_thumbnail'),
    ])
}
