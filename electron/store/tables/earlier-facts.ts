import type { FactKind } from '#shared/domain/people/index.ts'
import type { Reader, Transaction } from '../connection.ts'
import { prepared } from '../prepared.ts'

/** A fact that holds no longer, and the place it held. */
export type LeftPlace = { seq: number; resident: number; kind: FactKind; slot: string }

/** Who gives places back, when, and why where that is to be told. */
export type GivingBack = { accountId: string; at: string; reason: string | null }

const OF_PERSON = `IN (SELECT @person UNION SELECT seq FROM resident WHERE merged_into = @person)`
const AT_PLACE = `fact.kind = @kind AND fact.slot = @slot AND fact.resident ${OF_PERSON}`

/**
 * Gives the place of a fact that holds no longer back to what lost it to that fact, unless something else holds there.
 * What lies between the two and cannot hold there itself is looked through: facts of an import that was taken back, and
 * facts of a record that was merged with this one and parted again. Of several the last one to lose the place holds
 * again; the others give way to it, so that parting merged records gives each its own.
 * @param batch the import that is being taken back, whose facts do not come back either; null where there is none
 * @returns a change that is prepared once; it gives the records that got something back
 */
export function givePlacesBack(
  tx: Transaction,
  { batch, by }: { batch: number | null; by: GivingBack },
): (left: LeftPlace) => number[] {
  const findEarlier = earlierFacts(tx, batch)
  const event = prepared<unknown[]>(
    tx,
    'INSERT INTO fact_event (fact, event, by_fact, reason, account_id, at) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const hold = prepared<[number]>(tx, "UPDATE fact SET state = 'accepted' WHERE seq = ?")
  return (left) => {
    const earlier = findEarlier(left)
    const [last, ...others] = earlier
    if (last === undefined) return []
    for (const { seq } of others.toReversed()) {
      event.run(seq, 'reinstate', null, by.reason, by.accountId, by.at)
      event.run(seq, 'supersede', last.seq, null, by.accountId, by.at)
    }
    event.run(last.seq, 'reinstate', null, by.reason, by.accountId, by.at)
    hold.run(last.seq)
    return earlier.map(({ resident }) => resident)
  }
}

type EarlierFact = { seq: number; resident: number }
type Place = { person: number; kind: string; slot: string }

/** What lost a place to a fact that holds no longer, the last loss first; nothing where something holds. */
function earlierFacts(reader: Reader, batch: number | null): (left: LeftPlace) => EarlierFact[] {
  const personOf = prepared<[number], { person: number }>(
    reader,
    'SELECT coalesce(merged_into, seq) AS person FROM resident WHERE seq = ?',
  )
  const holder = prepared<[Place], { seq: number }>(
    reader,
    `SELECT fact.seq FROM fact WHERE ${AT_PLACE} AND fact.state = 'accepted'`,
  )
  const lost = prepared<[Place & { left: number; batch: number | null }], EarlierFact>(
    reader,
    `SELECT fact.seq, fact.resident FROM fact JOIN fact_event AS loss
        ON loss.seq = (SELECT max(seq) FROM fact_event WHERE fact_event.fact = fact.seq)
      WHERE ${AT_PLACE} AND fact.state = 'superseded' AND NOT (${isTakenBack('fact')})
        AND (fact.initial_state = 'accepted' OR EXISTS (
          SELECT 1 FROM fact_event WHERE fact_event.fact = fact.seq AND fact_event.event = 'accept'))
        AND EXISTS (${WINNERS} SELECT 1 FROM winner WHERE seq = @left)
      ORDER BY loss.seq DESC`,
  )
  return ({ seq, resident, kind, slot }) => {
    const person = personOf.get(resident)?.person ?? resident
    const place = { person, kind, slot }
    return holder.get(place) === undefined ? lost.all({ ...place, left: seq, batch }) : []
  }
}

function isTakenBack(fact: 'fact' | 'won'): string {
  return `${fact}.batch IS NOT NULL AND (${fact}.batch IS @batch
    OR (SELECT undone_at FROM import_batch WHERE import_batch.seq = ${fact}.batch) IS NOT NULL)`
}

/** What a lost fact lost its place to, and what that in turn lost it to, as long as it cannot hold there itself. */
const WINNERS = `WITH RECURSIVE winner (seq) AS (
    SELECT loss.by_fact
    UNION
    SELECT fact_event.by_fact FROM winner JOIN fact AS won ON won.seq = winner.seq
      JOIN fact_event ON fact_event.fact = won.seq AND fact_event.event = 'supersede'
      WHERE (${isTakenBack('won')}) OR won.resident NOT ${OF_PERSON})`
