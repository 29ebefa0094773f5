import type { Reader } from '#electron/store/database.ts'
import {
  listAbove,
  listHouseholdRecords,
  listMemberships,
  listRelationsOf,
  personOfRecords,
  type RelationRow,
  recordsOfPersons,
} from '#electron/store/tables/families.ts'
import { personSeqs } from '#electron/store/tables/residents.ts'
import { type RelationKind, type StoredRelation, seenFrom } from '#shared/domain/people/index.ts'

/** A relation between two persons, whichever of their records it was recorded for. */
export type Link = Pick<RelationRow, 'seq' | 'kind' | 'custody' | 'source'> & { from: number; to: number }

/** What another person is to one, and the relation that says so. */
export type Kinsman = { person: number; kind: RelationKind; link: Link }

/** No family is higher than this; a walk upwards stops here. */
const MOST_GENERATIONS = 12

/**
 * Relations as they stand between persons: records that were merged count as the person they were merged into, and
 * what two records both say is one relation.
 */
export function linksOf(reader: Reader, rows: readonly RelationRow[], own: Own = NOBODY): Link[] {
  const persons = personOfRecords(
    reader,
    rows.flatMap(({ resident, other }) => [resident, other]),
  )
  const person = (record: number) =>
    own.records.includes(record) ? own.person : (persons.get(record) ?? record)
  const links = new Map<string, Link>()
  for (const { seq, kind, custody, source, resident, other } of rows) {
    const ends = [person(resident), person(other)] as const
    const [from, to] = kind === 'spouse' && ends[0] > ends[1] ? [ends[1], ends[0]] : ends
    const key = `${kind} ${from} ${to}`
    if (from !== to && !links.has(key)) links.set(key, { seq, kind, custody, source, from, to })
  }
  return [...links.values()]
}

/** The records that are read as one person, also where that person's record was itself merged into another. */
export type Own = { person: number; records: readonly number[] }

const NOBODY: Own = { person: 0, records: [] }

/** What others are to a person: relations that hold now, in the order they were recorded. */
export function kinOf(reader: Reader, person: number): Kinsman[] {
  const records = personSeqs(reader, person)
  return kinIn(linksOf(reader, listRelationsOf(reader, records), { person, records }), person)
}

/** What others are to a person among these relations. */
export function kinIn(links: readonly Link[], person: number): Kinsman[] {
  return links.flatMap((link) => {
    if (link.from === person) return [{ person: link.to, kind: seenFrom(link.kind, true), link }]
    if (link.to === person) return [{ person: link.from, kind: seenFrom(link.kind, false), link }]
    return []
  })
}

/** Whether one person stands above another by relations of one kind, over any number of generations. */
export function standsAbove(
  reader: Reader,
  { upper, lower }: { upper: number; lower: number },
  kind: Exclude<StoredRelation, 'spouse'>,
): boolean {
  const seen = new Set<number>()
  let level = [lower]
  for (let generation = 0; generation < MOST_GENERATIONS && level.length > 0; generation += 1) {
    const records = listAbove(reader, recordsOfPersons(reader, level), kind)
    const persons = new Set(personOfRecords(reader, records).values())
    if (persons.has(upper)) return true
    level = [...persons].filter((person) => !seen.has(person))
    for (const person of level) seen.add(person)
  }
  return false
}

/** The household a person lives in now: that of the person's own record before that of a merged one. */
export function householdOf(reader: Reader, records: readonly number[]): string | null {
  const byRecord = new Map(listMemberships(reader, records).map((row) => [row.resident, row.household_id]))
  const living = records.find((record) => byRecord.has(record))
  return living === undefined ? null : (byRecord.get(living) ?? null)
}

/** The persons who live in a household now. */
export function personsOfHousehold(reader: Reader, householdId: string, own: Own): number[] {
  const records = listHouseholdRecords(reader, householdId)
  const persons = new Set<number>()
  for (const [record, person] of personOfRecords(reader, records)) {
    if (own.records.includes(record)) persons.add(own.person)
    else if (record === person || householdOf(reader, personSeqs(reader, person)) === householdId) {
      persons.add(person)
    }
  }
  return [...persons]
}
