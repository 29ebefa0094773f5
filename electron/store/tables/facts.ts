import { type Insertable, type Selectable, type SqlBool, sql } from 'kysely'
import { type FactKind, replay } from '#shared/domain/people/index.ts'
import type { Reader, Transaction } from '../connection.ts'
import { all, askedWith, get, insert, query, run } from '../query.ts'
import type { FactEventTable, FactTable } from '../schema.ts'

/** A fact as stored; its `source` is that of its import where it came with one. */
export type FactRow = Omit<Selectable<FactTable>, 'source'> & { source: string }
/** A fact with the name of the person who recorded it and the import it came with. */
export type RecordedFact = FactRow & { recorder: string; batch_id: string | null }
export type FactEventRow = Selectable<FactEventTable> & { actor: string }
export type NewFact = Omit<Insertable<FactTable>, 'seq' | 'state'>
/** Who did it and when. */
export type Doing = { accountId: string; at: string }

/** @returns the fact's key */
export function insertFact(tx: Transaction, row: NewFact): number {
  return insert(tx, query.insertInto('fact').values({ ...row, state: row.initial_state }))
}

/** Records a fact that takes the place of others, each of which keeps its value and who took its place. */
export function insertFactInPlaceOf(tx: Transaction, replaced: readonly number[], row: NewFact): number {
  // At most one fact of a kind and slot holds at any moment: the place is freed before it is taken.
  run(tx, query.updateTable('fact').set({ state: 'superseded' }).where(amongSeqs('seq', replaced)))
  const seq = insertFact(tx, row)
  supersedeFacts(tx, replaced, { byFact: seq, accountId: row.recorded_by, at: row.recorded_at })
  return seq
}

/** Takes the place of facts away in favour of another; their values stay, and can be reinstated. */
export function supersedeFacts(
  tx: Transaction,
  facts: readonly number[],
  { byFact, accountId, at }: Doing & { byFact: number },
): void {
  for (const fact of facts) {
    addFactEvent(tx, {
      fact,
      event: 'supersede',
      by_fact: byFact,
      reason: null,
      account_id: accountId,
      at,
    })
  }
}

/**
 * Adds what became of a fact and keeps its state, which is the replay of all that did. @throws CounterError
 * STORE_DAMAGED where the event cannot follow
 */
export function addFactEvent(tx: Transaction, event: Omit<Insertable<FactEventTable>, 'seq'>): void {
  run(tx, query.insertInto('fact_event').values(event))
  const row = get(tx, query.selectFrom('fact').select('initial_state').where('seq', '=', event.fact))
  if (row === undefined) throw new Error('an event is of a fact')
  const events = query.selectFrom('fact_event').select('event').where('fact', '=', event.fact).orderBy('seq')
  const state = replay(
    row.initial_state,
    all(tx, events).map((earlier) => earlier.event),
  )
  run(tx, query.updateTable('fact').set({ state }).where('seq', '=', event.fact))
}

export function findFactRow(reader: Reader, seq: number): FactRow | undefined {
  return get(reader, withSource().where('fact.seq', '=', seq))
}

/** The fact of this kind and slot that holds now. @param persons the keys of one person's records */
export function findAcceptedFact(
  reader: Reader,
  persons: readonly number[],
  { kind, slot }: { kind: FactKind; slot: string },
): FactRow | undefined {
  const accepted = withSource()
    .where(amongSeqs('resident', persons))
    .where('kind', '=', kind)
    .where('slot', '=', slot)
    .where('state', '=', 'accepted')
  return get(reader, accepted)
}

/** The facts of a person that hold now, in the order in which they came to hold. */
export function listAcceptedFacts(reader: Reader, persons: readonly number[]): FactRow[] {
  return all(reader, askedWith(ACCEPTED, JSON.stringify(persons)))
}

/** As `listAcceptedFacts`, of one kind. */
export function listAcceptedOfKind(reader: Reader, persons: readonly number[], kind: FactKind): FactRow[] {
  const accepted = withSource()
    .where(amongSeqs('resident', persons))
    .where('kind', '=', kind)
    .where('state', '=', 'accepted')
    .orderBy(heldSince)
    .orderBy('fact.seq')
  return all(reader, accepted)
}

/** What was claimed came to hold when it was accepted, all else when it was recorded. */
const heldSince = sql`case when fact.initial_state = 'accepted' then fact.recorded_at else
  (select max(fact_event.at) from fact_event where fact_event.fact = fact.seq and fact_event.event = 'accept') end`

const ACCEPTED = withSource()
  .where(amongSeqs('resident', []))
  .where(sql<SqlBool>`state = 'accepted'`)
  .orderBy(heldSince)
  .orderBy('fact.seq')
  .compile()

/** Claims of a person with this very value. */
export function listSameClaims(
  reader: Reader,
  persons: readonly number[],
  { kind, slot, value }: Pick<FactRow, 'kind' | 'slot' | 'value'>,
): number[] {
  const claims = query
    .selectFrom('fact')
    .select('seq')
    .where(amongSeqs('resident', persons))
    .where('kind', '=', kind)
    .where('slot', '=', slot)
    .where('value', '=', value)
    .where('state', '=', 'claimed')
  return all(reader, claims).map(({ seq }) => seq)
}

/** Every fact of a person that was ever recorded, newest first. */
export function listFacts(reader: Reader, persons: readonly number[]): RecordedFact[] {
  return all(reader, recorded().where(amongSeqs('resident', persons)).orderBy('fact.seq', 'desc'))
}

/** As `listFacts`, without the statements of months that wait for nothing: there are many, and they are folded. */
export function listPageFacts(reader: Reader, persons: readonly number[]): RecordedFact[] {
  const shown = recorded()
    .where(amongSeqs('resident', persons))
    .where((eb) => eb.or([eb('kind', '<>', 'contribution'), eb('state', '=', 'claimed')]))
    .orderBy('fact.seq', 'desc')
  return all(reader, shown)
}

/** Every fact of one kind, newest first. */
export function listFactsOfKind(reader: Reader, persons: readonly number[], kind: FactKind): RecordedFact[] {
  const ofKind = recorded()
    .where(amongSeqs('resident', persons))
    .where('kind', '=', kind)
    .orderBy('fact.seq', 'desc')
  return all(reader, ofKind)
}

/** These facts with who recorded them, in no order. */
export function listRecordedFacts(reader: Reader, seqs: readonly number[]): RecordedFact[] {
  return all(reader, recorded().where(amongSeqs('fact.seq', seqs)))
}

/** What became of facts after they were recorded, newest first. */
export function listFactEvents(reader: Reader, facts: readonly number[]): FactEventRow[] {
  const events = query
    .selectFrom('fact_event')
    .innerJoin('account', 'account.id', 'fact_event.account_id')
    .selectAll('fact_event')
    .select('account.name as actor')
    .where(amongSeqs('fact_event.fact', facts))
    .orderBy('fact_event.seq', 'desc')
  return all(reader, events)
}

/**
 * Whether this account recorded or accepted a fact of the person that holds now. What a department's file says is
 * recorded by nobody, whoever took it in; a row of it that was mended by hand is recorded by the one who mended it.
 */
export function hasAcceptedFactBy(reader: Reader, persons: readonly number[], accountId: string): boolean {
  const own = query
    .selectFrom('fact')
    .select('seq')
    .where(amongSeqs('resident', persons))
    .where('state', '=', 'accepted')
    .where(
      sql<SqlBool>`((fact.recorded_by = ${accountId}
          and fact.recorded_at is not (select at from import_batch where import_batch.seq = fact.batch))
        or exists (select 1 from fact_event where
          fact_event.fact = fact.seq and fact_event.event = 'accept' and fact_event.account_id = ${accountId}))`,
    )
    .limit(1)
  return get(reader, own) !== undefined
}

/** Evidence as a fact names it, with the person it belongs to. */
export type FactEvidenceRow = { fact: number; id: string; title: string }

/** Says which evidence a fact rests on. */
export function linkEvidence(tx: Transaction, fact: number, evidenceIds: readonly string[]): void {
  for (const evidence_id of evidenceIds) {
    run(tx, query.insertInto('fact_evidence').values({ fact, evidence_id }))
  }
}

/** The evidence that facts rest on, in the order in which it was added. */
export function listFactEvidence(reader: Reader, facts: readonly number[]): FactEvidenceRow[] {
  const linked = query
    .selectFrom('fact_evidence')
    .innerJoin('evidence', 'evidence.id', 'fact_evidence.evidence_id')
    .select(['fact_evidence.fact', 'evidence.id', 'evidence.title'])
    .where(amongSeqs('fact_evidence.fact', facts))
    .orderBy('evidence.added_at')
  return all(reader, linked)
}

/** A list of keys as one parameter, so that each question is one prepared statement however long the list. */
function amongSeqs(
  column: 'seq' | 'resident' | 'fact.seq' | 'fact_event.fact' | 'fact_evidence.fact',
  seqs: readonly number[],
) {
  return sql<SqlBool>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(seqs)}))`
}

function recorded() {
  return withSource()
    .innerJoin('account', 'account.id', 'fact.recorded_by')
    .select(['account.name as recorder', 'import_batch.id as batch_id'])
}

function withSource() {
  return query
    .selectFrom('fact')
    .leftJoin('import_batch', 'import_batch.seq', 'fact.batch')
    .selectAll('fact')
    .select((eb) => eb.fn.coalesce('fact.source', 'import_batch.source').$castTo<string>().as('source'))
}
