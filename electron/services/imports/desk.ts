import type { Reader } from '#electron/store/database.ts'
import { type KnownFact, lookUpPeople, type PeopleLookup } from '#electron/store/tables/bulk-people.ts'
import { listBatchSources } from '#electron/store/tables/imports.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import { type FactKind, FactSource } from '#shared/domain/people/index.ts'
import { sameNameQuestion } from '../duplicate-check.ts'
import { type Changes, createChanges } from './changes.ts'

/** What the rows of a file are judged by. */
export type Circumstances = {
  on: PlainDate
  /** Of every fact of the file. */
  source: FactSource
  towns: readonly string[]
}

/** A fact of the store with the department it came from and whether its import was taken back. */
export type DatedFact = KnownFact & Pick<FactSource, 'department' | 'dataDate'> & { isUndone: boolean }

/** The store as it is while one file is judged, and the changes that would be made. */
export type Desk = Circumstances & {
  people: PeopleLookup
  changes: Changes
  /** As `facts` of the lookup, with those of merged records, in the order in which they came to hold. */
  factsOf(seq: number, kind: FactKind): DatedFact[]
  /** Whether any of them has a slot that begins with one of these; far cheaper than reading them. */
  hasFacts(seq: number, kind: FactKind, slotStarts: readonly string[]): boolean
  /** Whether another number is registered, or added by this file, under this name and day of birth. */
  hasNamesake(nameKey: string, birth: PlainDate, idNumber: string): boolean
}

export function createDesk(reader: Reader, circumstances: Circumstances): Desk {
  const people = lookUpPeople(reader)
  const merged = Map.groupBy(people.merged(), ({ kept }) => kept)
  const batches = new Map(
    listBatchSources(reader).map(({ seq, source, undone_at }) => [
      seq,
      { source, isUndone: undone_at !== null },
    ]),
  )
  const sources = new Map<string, FactSource>()
  const isRegistered = sameNameQuestion(reader)
  const newcomers = new Set<string>()

  function recordsOf(seq: number): number[] {
    return [seq, ...(merged.get(seq) ?? []).map((other) => other.seq)]
  }

  function dated(fact: KnownFact): DatedFact {
    const batch = fact.batch === null ? undefined : batches.get(fact.batch)
    const text = fact.source ?? batch?.source
    if (text === undefined) throw new Error('a fact has a source of its own or that of its batch')
    const source = sources.get(text) ?? FactSource.parse(JSON.parse(text))
    sources.set(text, source)
    const { department, dataDate } = source
    return { ...fact, department, dataDate, isUndone: batch?.isUndone ?? false }
  }

  return {
    ...circumstances,
    people,
    changes: createChanges(),
    hasNamesake(nameKey, birth, idNumber) {
      const key = `${nameKey} ${birth}`
      const isKnown = newcomers.has(key) || isRegistered(nameKey, birth, idNumber)
      newcomers.add(key)
      return isKnown
    },
    factsOf(seq, kind) {
      const every = recordsOf(seq).flatMap((record) => people.facts(record, kind))
      return every.sort((a, b) => since(a).localeCompare(since(b)) || a.seq - b.seq).map(dated)
    },
    hasFacts: (seq, kind, slotStarts) =>
      recordsOf(seq).some((record) => people.hasSlot(record, kind, slotStarts)),
  }
}

function since({ held_since }: KnownFact): string {
  return held_since ?? ''
}
