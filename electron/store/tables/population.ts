import type { PlainDate } from '#shared/base/plain-date.ts'
import type { FactKind, StoredRelation } from '#shared/domain/people/index.ts'
import type { Reader } from '../connection.ts'
import { prepared } from '../prepared.ts'

/** A resident as a batch over everybody needs them. */
export type PopulationRow = { seq: number; birth: PlainDate; town: string }

/** An accepted fact; `held_since` of statements of months alone, whose order matters. */
export type PopulationFact = {
  resident: number
  seq: number
  kind: FactKind
  /** `FactValue` as JSON. */
  value: string
  valid_from: PlainDate | null
  valid_to: PlainDate | null
  /** Department of the fact or of its import; null where it was not asked for. */
  department: string | null
  held_since: string | null
}

/** A relation that holds now, between records as it was recorded. */
export type PopulationRelation = { kind: StoredRelation; resident: number; other: number }

/** Questions asked many times while everybody is read. */
export type PopulationLookup = {
  /** Listed residents after one who were born by the day, by key. */
  listed(after: number, limit: number): PopulationRow[]
  resident(seq: number): PopulationRow | undefined
  /** The accepted facts of the records from one key to another, by record and then by kind. */
  facts(from: number, to: number): PopulationFact[]
}

/** How many residents are listed. */
export function countListed(reader: Reader): number {
  return (
    prepared<[], { n: number }>(reader, 'SELECT coalesce(sum(n), 0) AS n FROM resident_tally').get()?.n ?? 0
  )
}

/** Every relation that holds now, in the order they were recorded. */
export function listPresentRelations(reader: Reader): PopulationRelation[] {
  const relations = prepared<[], PopulationRelation>(
    reader,
    'SELECT kind, resident, other FROM relation WHERE ended_at IS NULL ORDER BY seq',
  )
  return relations.all()
}

/**
 * Prepares the questions of a batch over everybody born by a day, for facts of these kinds.
 * @param options.departments whether their departments are needed, which costs a look into every source
 */
export function lookUpPopulation(
  reader: Reader,
  { kinds, departments, on }: { kinds: readonly FactKind[]; departments: boolean; on: PlainDate },
): PopulationLookup {
  const listed = prepared<[number, PlainDate, number], PopulationRow>(
    reader,
    'SELECT seq, birth, town FROM resident WHERE listed = 1 AND seq > ? AND birth <= ? ORDER BY seq LIMIT ?',
  )
  const resident = prepared<[number], PopulationRow>(
    reader,
    'SELECT seq, birth, town FROM resident WHERE seq = ?',
  )
  const facts = prepared<[number, number], PopulationFact>(reader, factsOf(kinds, departments))
  return {
    listed: (after, limit) => listed.all(after, on, limit),
    resident: (seq) => resident.get(seq),
    facts: (from, to) => facts.all(from, to),
  }
}

function factsOf(kinds: readonly FactKind[], departments: boolean): string {
  const among = kinds.map((kind) => `'${kind}'`).join(', ')
  const source = `coalesce(fact.source, (SELECT source FROM import_batch WHERE import_batch.seq = fact.batch))`
  const department = departments ? `json_extract(${source}, '$.department')` : 'NULL'
  return `SELECT resident, seq, kind, value, valid_from, valid_to, ${department} AS department,
      CASE WHEN kind <> 'contribution' THEN NULL WHEN initial_state = 'accepted' THEN recorded_at
        ELSE (SELECT max(at) FROM fact_event WHERE fact_event.fact = fact.seq AND event = 'accept') END AS held_since
    FROM fact INDEXED BY fact_one_accepted
    WHERE state = 'accepted' AND resident BETWEEN ? AND ? AND kind IN (${among})
    ORDER BY resident, kind, slot`
}
