import type { Reader, Transaction } from '../connection.ts'
import { prepared } from '../prepared.ts'
import { givePlacesBack, type LeftPlace } from './earlier-facts.ts'

/** What keeps a batch from being taken back: how many of each. */
export type UndoObstacles = {
  /** Cases of people the batch brought that were not withdrawn. */
  cases: number
  /** Facts that others recorded of them. */
  facts: number
  /** Evidence, relations, households and merges of them, and corrections made to them since they were listed. */
  others: number
  /** Claims of the batch that a person accepted. */
  decided: number
}

/** Whom an import listed again it also gave the name, telephone and town of its row, which is no correction. */
const LISTED_AT = `coalesce((SELECT max(at) FROM resident_change AS listing
  WHERE listing.resident = resident_change.resident AND listing.field = 'listed'), '')`

/** Whether a column holds one of the people a batch brought. They follow one another: little else is looked at. */
function brought(column: string): string {
  return `(${column} BETWEEN @first AND @last
    AND (SELECT batch = @batch AND listed = 1 FROM resident AS person WHERE person.seq = ${column}))`
}

const OBSTACLES = {
  cases: [
    `resident CROSS JOIN case_file ON case_file.resident_id = resident.id
      WHERE resident.batch = @batch AND listed = 1 AND status <> 'withdrawn'`,
  ],
  facts: [
    `fact WHERE ${brought('fact.resident')} AND batch IS NOT @batch AND state IN ('claimed', 'accepted')`,
  ],
  others: [
    `evidence WHERE ${brought('evidence.resident')}`,
    `relation WHERE ended_at IS NULL AND (${brought('relation.resident')} OR ${brought('relation.other')})`,
    `household_member WHERE left_at IS NULL AND ${brought('household_member.resident')}`,
    `resident WHERE ${brought('resident.merged_into')}`,
    'resident WHERE batch = @batch AND merged_into IS NOT NULL',
    `resident_change WHERE field <> 'listed' AND ${brought('resident_change.resident')} AND at > ${LISTED_AT}`,
  ],
  decided: [`fact WHERE batch = @batch AND initial_state = 'claimed' AND state = 'accepted'`],
} as const satisfies Record<keyof UndoObstacles, readonly string[]>

export function countUndoObstacles(reader: Reader, batch: number): UndoObstacles {
  const ends = prepared<[number, number], { first: number | null; last: number | null }>(
    reader,
    `SELECT (SELECT min(seq) FROM resident WHERE batch = ?) AS first,
      (SELECT max(seq) FROM resident WHERE batch = ?) AS last`,
  ).get(batch, batch)
  const parameters = { batch, first: ends?.first ?? null, last: ends?.last ?? null }
  const count = (each: readonly string[]) =>
    each
      .map((rows) =>
        prepared<[typeof parameters], { n: number }>(reader, `SELECT count(*) AS n FROM ${rows}`),
      )
      .reduce((sum, statement) => sum + (statement.get(parameters)?.n ?? 0), 0)
  return {
    cases: count(OBSTACLES.cases),
    facts: count(OBSTACLES.facts),
    others: count(OBSTACLES.others),
    decided: count(OBSTACLES.decided),
  }
}

/** What one step took back. */
export type TakenBack = {
  /** How many rows; fewer than asked for where nothing is left. */
  count: number
  /** After which the next step goes on. */
  last: number
  /** Records whose search keys change. */
  rekeyed: number[]
}

/** Changes of taking a batch back, many rows at a time. */
export type BatchUndo = {
  /**
   * Takes the next facts that count or wait out of force, with the reason. What they took the place of holds again
   * where the place is free; kept points of whoever it concerns are to be computed anew.
   */
  rejectFacts(after: number, limit: number): TakenBack
  /** Takes the next people off the lists. */
  unlistPeople(after: number, limit: number): TakenBack
}

type By = { batch: number; reason: string; accountId: string; at: string }
type Range = By & { after: number; last: number }

const STANDING = `batch = @batch AND seq > @after AND seq <= @last AND state IN ('claimed', 'accepted')`
const LISTED = 'batch = @batch AND seq > @after AND seq <= @last AND listed = 1'

/** @param by who takes the batch back, when and why */
export function undoBatchRows(tx: Transaction, by: By): BatchUndo {
  return { rejectFacts: rejectFacts(tx, by), unlistPeople: unlistPeople(tx, by) }
}

type StandingFact = LeftPlace & { state: 'claimed' | 'accepted'; hasLosers: number }

function rejectFacts(tx: Transaction, by: By): BatchUndo['rejectFacts'] {
  const standing = prepared<[number, number, number], StandingFact>(
    tx,
    `SELECT seq, resident, kind, slot, state, EXISTS (
        SELECT 1 FROM fact AS other WHERE other.resident IN (${RECORDS_OF_PERSON}) AND other.kind = fact.kind
          AND other.slot = fact.slot AND other.state = 'superseded') AS hasLosers
      FROM fact WHERE batch = ? AND seq > ? AND state IN ('claimed', 'accepted') ORDER BY seq LIMIT ?`,
  )
  // The points of a merged record are kept with the person it belongs to.
  const markPointsStale = prepared<[Range]>(
    tx,
    `UPDATE resident SET points_on = '' WHERE points_on <> '' AND seq IN (
      SELECT coalesce(merged_into, seq) FROM resident WHERE seq IN (SELECT resident FROM fact WHERE ${STANDING}))`,
  )
  const reject = prepared<[Range]>(
    tx,
    `INSERT INTO fact_event (fact, event, by_fact, reason, account_id, at)
      SELECT seq, 'reject', NULL, @reason, @accountId, @at FROM fact WHERE ${STANDING} ORDER BY seq`,
  )
  const setRejected = prepared<[Range]>(tx, `UPDATE fact SET state = 'rejected' WHERE ${STANDING}`)
  const giveBack = givePlacesBack(tx, { batch: by.batch, by })
  return (after, limit) => {
    const facts = standing.all(by.batch, after, limit)
    const last = facts.at(-1)?.seq ?? after
    for (const change of [markPointsStale, reject, setRejected]) change.run({ ...by, after, last })
    const rekeyed: number[] = []
    for (const fact of facts) {
      const back = fact.state === 'accepted' && fact.hasLosers === 1 ? giveBack(fact) : []
      // A permit is found by its number.
      if (fact.kind === 'permit') rekeyed.push(fact.resident, ...back)
    }
    return { count: facts.length, last, rekeyed }
  }
}

const RECORDS_OF_PERSON = `SELECT record.seq FROM resident AS own
  JOIN resident AS record ON record.seq = coalesce(own.merged_into, own.seq)
    OR record.merged_into = coalesce(own.merged_into, own.seq)
  WHERE own.seq = fact.resident`

function unlistPeople(tx: Transaction, by: By): BatchUndo['unlistPeople'] {
  const listed = prepared<[number, number, number], { seq: number }>(
    tx,
    'SELECT seq FROM resident WHERE batch = ? AND seq > ? AND listed = 1 ORDER BY seq LIMIT ?',
  )
  const note = prepared<[Range]>(
    tx,
    `INSERT INTO resident_change (resident, field, before, after, reason, account_id, at)
      SELECT seq, 'listed', '1', '0', @reason, @accountId, @at FROM resident WHERE ${LISTED} ORDER BY seq`,
  )
  const unlist = prepared<[Range]>(tx, `UPDATE resident SET listed = 0 WHERE ${LISTED}`)
  return (after, limit) => {
    const rekeyed = listed.all(by.batch, after, limit).map(({ seq }) => seq)
    const last = rekeyed.at(-1) ?? after
    for (const change of [note, unlist]) change.run({ ...by, after, last })
    return { count: rekeyed.length, last, rekeyed }
  }
}
