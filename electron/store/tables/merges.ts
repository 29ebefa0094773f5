import { type Selectable, sql } from 'kysely'
import type { Reader, Transaction } from '../connection.ts'
import { all, get, query, run } from '../query.ts'
import type { FactTable, ResidentMergeTable } from '../schema.ts'
import { among } from './among.ts'
import type { ResidentRow } from './residents.ts'
import { countOf } from './windows.ts'

export type MergeRow = Selectable<ResidentMergeTable>
/** A merge with the record that was merged and who did it. */
export type MergeListRow = MergeRow &
  Pick<ResidentRow, 'name' | 'id_number'> & { resident_id: string; actor: string }

export function insertMerge(
  tx: Transaction,
  row: Omit<MergeRow, 'undone_reason' | 'undone_by' | 'undone_at'>,
): void {
  const open = { undone_reason: null, undone_by: null, undone_at: null }
  run(tx, query.insertInto('resident_merge').values({ ...row, ...open }))
}

export function markMergeUndone(
  tx: Transaction,
  id: string,
  { reason, accountId, at }: { reason: string; accountId: string; at: string },
): void {
  const undone = { undone_reason: reason, undone_by: accountId, undone_at: at }
  run(tx, query.updateTable('resident_merge').set(undone).where('id', '=', id))
}

export function findMerge(reader: Reader, id: string): MergeRow | undefined {
  return get(reader, query.selectFrom('resident_merge').selectAll().where('id', '=', id))
}

/** What was merged into this very record and not undone, the last merge first. */
export function listMergesInto(reader: Reader, kept: number): MergeListRow[] {
  const merges = query
    .selectFrom('resident_merge')
    .innerJoin('resident', 'resident.seq', 'resident_merge.merged')
    .innerJoin('account', 'account.id', 'resident_merge.merged_by')
    .selectAll('resident_merge')
    .select(['resident.name', 'resident.id_number', 'resident.id as resident_id', 'account.name as actor'])
    .where('kept', '=', kept)
    .where('undone_at', 'is', null)
    // Rows are never removed, so that the row number follows the order of the merges.
    .orderBy(sql`resident_merge.rowid`, 'desc')
  return all(reader, merges)
}

/** The records below this one in the tree of merges that hold: merged into it, into those, and so on. */
export function listMergedBelow(reader: Reader, record: number): number[] {
  const below = query
    .withRecursive('below', (builder) =>
      builder
        .selectFrom('resident_merge')
        .select('merged')
        .where('kept', '=', record)
        .where('undone_at', 'is', null)
        .union(
          builder
            .selectFrom('resident_merge')
            .innerJoin('below', 'below.merged', 'resident_merge.kept')
            .select('resident_merge.merged')
            .where('resident_merge.undone_at', 'is', null),
        ),
    )
    .selectFrom('below')
    .select('merged')
  return all(reader, below).map(({ merged }) => merged)
}

/** Puts records under the person they belong to; null makes a record a person of its own, shown in lists. */
export function setMergedInto(tx: Transaction, records: readonly number[], person: number | null): void {
  const listed = person === null ? 1 : 0
  run(tx, query.updateTable('resident').set({ merged_into: person, listed }).where(among('seq', records)))
}

/** A fact that lost its place: whether it held before or was only claimed, and whether its import was taken back. */
export type LostPlace = Pick<Selectable<FactTable>, 'seq' | 'resident' | 'kind' | 'slot'> & {
  accepted: number
  takenBack: number
}

/**
 * Facts of some records that lost their place, at or after an instant, to a fact of other records, and did not get it
 * back; the last loss first.
 */
export function listPlacesLost(
  reader: Reader,
  { of, to, since }: { of: readonly number[]; to: readonly number[]; since: string },
): LostPlace[] {
  const lost = query
    .selectFrom('fact')
    .innerJoin('fact_event', 'fact_event.fact', 'fact.seq')
    .innerJoin('fact as winner', 'winner.seq', 'fact_event.by_fact')
    .leftJoin('import_batch', 'import_batch.seq', 'fact.batch')
    .select(['fact.seq', 'fact.resident', 'fact.kind', 'fact.slot', wasAccepted.as('accepted')])
    .select(sql<number>`import_batch.undone_at is not null`.as('takenBack'))
    .where(among('fact.resident', of))
    .where('fact.state', '=', 'superseded')
    .where(among('winner.resident', to))
    .where('fact_event.at', '>=', since)
    .where((eb) =>
      eb(
        'fact_event.seq',
        '=',
        eb
          .selectFrom('fact_event as last')
          .select((last) => last.fn.max('last.seq').as('seq'))
          .whereRef('last.fact', '=', 'fact.seq'),
      ),
    )
    .orderBy('fact_event.seq', 'desc')
  return all(reader, lost)
}

const wasAccepted = sql<number>`(fact.initial_state = 'accepted' or exists (
  select 1 from fact_event as acceptance where acceptance.fact = fact.seq and acceptance.event = 'accept'
))`

/** How much of each kind hangs on a person's records. */
export type RecordCounts = { facts: number; cases: number; papers: number; evidence: number }

export function countRecords(reader: Reader, records: readonly number[]): RecordCounts {
  const ids = query.selectFrom('resident').select('id').where(among('seq', records))
  const cases = query.selectFrom('case_file').select('id').where('resident_id', 'in', ids)
  return {
    facts: countOf(reader, query.selectFrom('fact').select(count).where(among('resident', records))),
    cases: countOf(reader, query.selectFrom('case_file').select(count).where('resident_id', 'in', ids)),
    papers: countOf(
      reader,
      query
        .selectFrom('paper')
        .select(count)
        .where((eb) => eb.or([eb('case_id', 'in', cases), eb('resident_id', 'in', ids)])),
    ),
    evidence: countOf(reader, query.selectFrom('evidence').select(count).where(among('resident', records))),
  }
}

const count = sql<number>`count(*)`.as('n')
