import type { Reader } from '#electron/store/database.ts'
import { lookUpPeople } from '#electron/store/tables/bulk-people.ts'
import {
  listPresentRelations,
  lookUpPopulation,
  type PopulationFact,
  type PopulationLookup,
  type PopulationRow,
} from '#electron/store/tables/population.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import {
  type FactValue,
  type HeldFact,
  type PersonFacts,
  type PointsFacts,
  type PointsPerson,
  personFactsOf,
  pointsFactsOf,
} from '#shared/domain/people/index.ts'
import { type Families, familiesOf } from './families.ts'
import type { NeededFacts } from './needed-facts.ts'

/** Some residents in the order of their keys, and in the same order what points rest on of each. */
export type PopulationChunk = { residents: readonly PopulationRow[]; people: readonly PointsFacts[] }

/** Fewer cost a question more often, more would keep a cancel waiting. */
const RESIDENTS_PER_CHUNK = 2_000

/**
 * The facts of every listed resident born by a day, those of records merged into theirs among them, in the order of
 * their keys: the same facts as at the counter, but only of the kinds that are needed. Belongs into one state of the
 * store.
 */
export function* readPopulation(
  reader: Reader,
  { on, chunk = RESIDENTS_PER_CHUNK, ...needed }: NeededFacts & { on: PlainDate; chunk?: number },
): Generator<PopulationChunk, void> {
  const lookup = lookUpPopulation(reader, { ...needed, on })
  const merged = lookUpPeople(reader).merged()
  const records: Records = {
    on,
    of: Map.groupBy(merged, ({ kept }) => kept),
    families: needed.family ? familiesOf(listPresentRelations(reader), merged) : null,
  }
  for (let after = 0; ; ) {
    const residents = lookup.listed(after, chunk)
    const last = residents.at(-1)
    if (last === undefined) return
    yield { residents, people: readChunk(lookup, residents, records) }
    after = last.seq
  }
}

type Records = {
  on: PlainDate
  /** The records merged into one. */
  of: ReadonlyMap<number, readonly { seq: number }[]>
  families: Families | null
}

function readChunk(
  lookup: PopulationLookup,
  residents: readonly PopulationRow[],
  { on, of, families }: Records,
): PointsFacts[] {
  const rows = lookup.facts(residents[0]?.seq ?? 0, residents.at(-1)?.seq ?? 0)
  const own = ownFacts(residents, rows)
  const held = residents.map(({ seq }, index) => heldOf(own[index] ?? [], mergedRows(lookup, of.get(seq))))
  if (families === null)
    return residents.map(({ birth }, index) => pointsFactsOf(held[index] ?? [], { birth }))
  const relatives = relativesOf(lookup, { on, of })
  return residents.map(({ seq, birth }, index) =>
    pointsFactsOf(held[index] ?? [], { birth, family: familyOf(families, seq, relatives) }),
  )
}

/** The rows of each resident; both come in the order of the keys, and rows of records that are not listed lie between. */
function ownFacts(residents: readonly PopulationRow[], rows: readonly PopulationFact[]): PopulationFact[][] {
  let at = 0
  return residents.map(({ seq }) => {
    while (at < rows.length && (rows[at]?.resident ?? seq) < seq) at += 1
    const begin = at
    while (rows[at]?.resident === seq) at += 1
    return rows.slice(begin, at)
  })
}

function mergedRows(
  lookup: PopulationLookup,
  records: readonly { seq: number }[] | undefined,
): PopulationFact[] {
  return records === undefined ? [] : records.flatMap(({ seq }) => lookup.facts(seq, seq))
}

/** Facts in the order in which they came to hold, as far as it matters: months are said again and again. */
function heldOf(own: readonly PopulationFact[], others: readonly PopulationFact[]): HeldFact[] {
  const rows = others.length === 0 ? own : [...own, ...others]
  const statements = rows.filter(({ kind }) => kind === 'contribution')
  if (statements.length < 2) return rows.map(factOf)
  const rest = rows.filter(({ kind }) => kind !== 'contribution')
  return [...rest, ...statements.sort(byHeldSince)].map(factOf)
}

function byHeldSince(a: PopulationFact, b: PopulationFact): number {
  const [one, other] = [a.held_since ?? '', b.held_since ?? '']
  if (one !== other) return one < other ? -1 : 1
  return a.seq - b.seq
}

/** What was stored had been checked; to check it again for everybody would take longer than all the rest. */
function factOf({ value, valid_from, valid_to, department }: PopulationFact): HeldFact {
  const parsed: FactValue = JSON.parse(value)
  const valid = { from: valid_from, to: valid_to }
  return department === null ? { value: parsed, valid } : { value: parsed, valid, department }
}

/** What is known of each relative by itself, read once in a chunk; nothing of who was not born by the day. */
function relativesOf(
  lookup: PopulationLookup,
  { on, of }: Pick<Records, 'on' | 'of'>,
): (seqs: readonly number[]) => PersonFacts[] {
  const known = new Map<number, PersonFacts | null>()
  const read = (seq: number) => {
    const birth = lookup.resident(seq)?.birth ?? null
    if (birth !== null && birth > on) return null
    return personFactsOf(heldOf(lookup.facts(seq, seq), mergedRows(lookup, of.get(seq))), birth)
  }
  return (seqs) =>
    seqs.flatMap((seq) => {
      const facts = known.has(seq) ? known.get(seq) : read(seq)
      known.set(seq, facts ?? null)
      return facts ?? []
    })
}

function familyOf(
  { spouse, children, guardians }: Families,
  seq: number,
  relatives: (seqs: readonly number[]) => PersonFacts[],
): NonNullable<PointsPerson['family']> {
  const partner = spouse.get(seq)
  const [other] = relatives(partner === undefined ? [] : [partner])
  return {
    ...(other === undefined ? {} : { spouse: other }),
    children: relatives(children.get(seq) ?? []),
    guardians: relatives(guardians.get(seq) ?? []),
  }
}
