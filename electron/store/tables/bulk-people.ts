import type { PlainDate } from '#shared/base/plain-date.ts'
import type { FactKind, FactOrigin, FactState } from '#shared/domain/people/index.ts'
import { bulkInsert } from '../bulk-insert.ts'
import type { Reader, Transaction } from '../connection.ts'
import { prepared } from '../prepared.ts'

/** A person as an import needs to know them. */
export type KnownPerson = {
  seq: number
  name: string
  birth: PlainDate
  phone: string | null
  town: string
  listed: number
  /** Names that records merged into this one bear. */
  alsoNamed?: readonly string[]
}

/** A fact beside which an import puts its own. */
export type KnownFact = {
  seq: number
  slot: string
  value: string
  origin: FactOrigin
  /** Null where it is that of the batch. */
  source: string | null
  batch: number | null
  initial_state: 'claimed' | 'accepted'
  state: FactState
  /** When it came to hold: what was claimed when it was last accepted, all else when it was recorded. */
  held_since: string | null
}

/** Questions asked once for each of many rows. */
export type PeopleLookup = {
  /** The key of a record, from the index alone. @param idNumber in its normal form */
  seqOf(idNumber: string): number | undefined
  bySeq(seq: number): KnownPerson | undefined
  /** Every fact of one record and kind, in no order. */
  facts(resident: number, kind: FactKind): KnownFact[]
  /** Whether one record has a fact of a kind whose slot begins with one of these; from the index alone. */
  hasSlot(resident: number, kind: FactKind, slotStarts: readonly string[]): boolean
  /** Records that were merged, each with the one that was kept. */
  merged(): { seq: number; kept: number }[]
}

export function lookUpPeople(reader: Reader): PeopleLookup {
  const seqOf = prepared<[string], { seq: number }>(reader, 'SELECT seq FROM resident WHERE id_number = ?')
  const bySeq = prepared<[number], KnownPerson>(
    reader,
    'SELECT seq, name, birth, phone, town, listed FROM resident WHERE seq = ?',
  )
  const facts = prepared<[number, string], KnownFact>(
    reader,
    `SELECT seq, slot, value, origin, source, batch, initial_state, state,
        CASE initial_state WHEN 'accepted' THEN recorded_at ELSE (SELECT max(at) FROM fact_event
          WHERE fact_event.fact = fact.seq AND event = 'accept') END AS held_since
      FROM fact WHERE resident = ? AND kind = ?`,
  )
  const slots = prepared<[number, string], { slot: string }>(
    reader,
    'SELECT slot FROM fact WHERE resident = ? AND kind = ?',
  )
  const merged = prepared<[], { seq: number; kept: number }>(
    reader,
    // The plus keeps SQLite from going through every resident in order instead of the index of the few merged ones.
    'SELECT seq, merged_into AS kept FROM resident WHERE merged_into IS NOT NULL ORDER BY +seq',
  )
  return {
    seqOf: (idNumber) => seqOf.get(idNumber)?.seq,
    bySeq: (seq) => bySeq.get(seq),
    facts: (resident, kind) => facts.all(resident, kind),
    hasSlot: (resident, kind, slotStarts) =>
      slots.all(resident, kind).some(({ slot }) => slotStarts.some((start) => slot.startsWith(start))),
    merged: () => merged.all(),
  }
}

/** A person of a file. */
export type BulkPerson = {
  id: string
  name: string
  idNumber: string
  sex: '男' | '女'
  birth: PlainDate
  phone: string | null
  town: string
  name_key: string
  sort_key: string
  keys_version: number
}

export type BulkFact = {
  resident: number
  kind: FactKind
  slot: string
  /** `FactValue` as JSON. */
  value: string
  state: 'claimed' | 'accepted'
  /** The accepted fact whose place it takes. */
  replaces?: number
}

/** The changes of an import, gathered so that each statement makes many. */
export type PeopleChanges = {
  /** @returns the person's key */
  insertPerson(person: BulkPerson): number
  insertFact(fact: BulkFact): void
  /**
   * Changes a field of a person, with its history; nothing where it is the same. `listed` is '1' or '0'; whom the batch
   * lists again it has brought, and takes back with the rest.
   */
  changePerson(
    seq: number,
    field: 'name' | 'phone' | 'town' | 'listed',
    value: string | null,
    reason: string,
  ): void
  /**
   * Makes every change that was gathered; before, none need be there to be read. The points kept for lists of whoever
   * has another accepted fact are to be computed anew.
   */
  flush(): void
}

/** @param by the batch, and who takes it in when */
export function changePeople(
  tx: Transaction,
  by: { batch: number; accountId: string; at: string },
): PeopleChanges {
  const people = insertPeople(tx, by)
  const facts = insertFacts(tx, by)
  const brought = prepared<[number, number]>(tx, 'UPDATE resident SET batch = ? WHERE seq = ?')
  return {
    insertPerson: people.insert,
    insertFact: facts.insert,
    changePerson(seq, field, value, reason) {
      const before = `CAST(${field} AS TEXT)`
      prepared<unknown[]>(
        tx,
        `INSERT INTO resident_change (resident, field, before, after, reason, account_id, at)
          SELECT seq, ?, ${before}, ?, ?, ?, ? FROM resident WHERE seq = ? AND ${before} IS NOT ?`,
      ).run(field, value, reason, by.accountId, by.at, seq, value)
      prepared<unknown[]>(tx, `UPDATE resident SET ${field} = ? WHERE seq = ?`).run(value, seq)
      if (field === 'listed' && value === '1') brought.run(by.batch, seq)
    },
    flush() {
      people.flush()
      facts.flush()
    },
  }
}

type By = { batch: number; accountId: string; at: string }

function insertPeople(tx: Transaction, by: By) {
  const rows = bulkInsert<unknown[]>(tx, {
    into: `INSERT INTO resident (seq, id, name, id_number, sex, birth, phone, town, registered_at, registered_by, batch,
      name_key, sort_key, keys_version)`,
    row: '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  })
  let seq = lastSeq(tx, 'resident')
  return {
    insert({ id, name, idNumber, sex, birth, phone, town, ...keys }: BulkPerson): number {
      seq += 1
      rows.add(
        ...[seq, id, name, idNumber, sex, birth, phone, town, by.at, by.accountId, by.batch],
        ...[keys.name_key, keys.sort_key, keys.keys_version],
      )
      return seq
    },
    flush: rows.flush,
  }
}

function insertFacts(tx: Transaction, by: By) {
  const rows = bulkInsert<unknown[]>(tx, {
    into: `INSERT INTO fact (seq, resident, kind, slot, value, origin, batch, recorded_by, recorded_at, initial_state,
      state)`,
    row: "(?, ?, ?, ?, ?, 'feed', ?, ?, ?, ?, ?)",
  })
  const losses = bulkInsert<unknown[]>(tx, {
    into: 'INSERT INTO fact_event (fact, event, by_fact, reason, account_id, at)',
    row: "(?, 'supersede', ?, NULL, ?, ?)",
  })
  const supersede = prepared<[number]>(tx, "UPDATE fact SET state = 'superseded' WHERE seq = ?")
  const markPointsStale = prepared<[number]>(
    tx,
    `UPDATE resident SET points_on = '' WHERE points_on <> ''
      AND seq IN (SELECT resident FROM fact WHERE seq > ? AND state = 'accepted')`,
  )
  let lost: [fact: number, to: number][] = []
  let flushed = lastSeq(tx, 'fact')
  let seq = flushed
  return {
    insert({ resident, kind, slot, value, state, replaces }: BulkFact): void {
      seq += 1
      // The place must be free before another fact takes it.
      if (replaces !== undefined) supersede.run(replaces)
      rows.add(seq, resident, kind, slot, value, by.batch, by.accountId, by.at, state, state)
      if (replaces !== undefined) lost.push([replaces, seq])
    },
    flush(): void {
      rows.flush()
      for (const [fact, to] of lost) losses.add(fact, to, by.accountId, by.at)
      losses.flush()
      lost = []
      if (seq > flushed) markPointsStale.run(flushed)
      flushed = seq
    },
  }
}

/** The key after which the store itself would go on. */
function lastSeq(tx: Transaction, table: 'resident' | 'fact'): number {
  return (
    prepared<[], { last: number }>(tx, `SELECT coalesce(max(seq), 0) AS last FROM ${table}`).get()?.last ?? 0
  )
}
