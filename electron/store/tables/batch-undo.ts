import type { FactKind } from '#shared/domain/people/index.ts'
import type { Reader, Transaction } from '../connection.ts'
import { prepared } from '../prepared.ts'
import { givePlacesBack } from './earlier-facts.ts'

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

const BROUGHT = 'SELECT seq FROM resident WHERE batch = ? AND listed = 1'
/** Whom an import listed again it also gave the name, telephone and town of its row, which is no correction. */
const LISTED_AT = `coalesce((SELECT max(at) FROM resident_change AS listing
  WHERE listing.resident = change.resident AND listing.field = 'listed'), '')`

export function countUndoObstacles(reader: Reader, batch: number): UndoObstacles {
  const count = (sql: string, times: number) =>
    prepared<number[], { n: number }>(reader, `SELECT count(*) AS n FROM ${sql}`).get(
      ...Array<number>(times).fill(batch),
    )?.n ?? 0
  return {
    cases: count(
      `case_file WHERE status <> 'withdrawn'
        AND resident_id IN (SELECT id FROM resident WHERE batch = ? AND listed = 1)`,
      1,
    ),
    facts: count(
      `fact WHERE resident IN (${BROUGHT}) AND batch IS NOT ? AND state IN ('claimed', 'accepted')`,
      2,
    ),
    others:
      count(`evidence WHERE resident IN (${BROUGHT})`, 1) +
      count(`relation WHERE ended_at IS NULL AND (resident IN (${BROUGHT}) OR other IN (${BROUGHT}))`, 2) +
      count(`household_member WHERE left_at IS NULL AND resident IN (${BROUGHT})`, 1) +
      count(`resident WHERE merged_into IN (${BROUGHT})`, 1) +
      count('resident WHERE batch = ? AND merged_into IS NOT NULL', 1) +
      count(
        `resident_change AS change WHERE field <> 'listed' AND resident IN (${BROUGHT}) AND at > ${LISTED_AT}`,
        1,
      ),
    decided: count(`fact WHERE batch = ? AND initial_state = 'claimed' AND state = 'accepted'`, 1),
  }
}

/** A fact of a batch that still counts or waits. */
export type StandingFact = {
  seq: number
  resident: number
  kind: FactKind
  slot: string
  state: 'claimed' | 'accepted'
}

/** Changes of taking a batch back, over many rows. */
export type BatchUndo = {
  /** Facts of the batch that count or wait, after a key. */
  standing(after: number, limit: number): StandingFact[]
  /**
   * Takes a fact out of force, with the reason; what it took the place of holds again where the place is free.
   * @returns the records that got something back
   */
  reject(fact: StandingFact): number[]
  /** People of the batch who are listed, after a key. */
  listed(after: number, limit: number): number[]
  unlist(seq: number): void
  markPointsStale(seq: number): void
}

/** @param by who takes the batch back, when and why */
export function undoBatchRows(
  tx: Transaction,
  by: { batch: number; reason: string; accountId: string; at: string },
): BatchUndo {
  const standing = prepared<[number, number, number], StandingFact>(
    tx,
    `SELECT seq, resident, kind, slot, state FROM fact
      WHERE batch = ? AND seq > ? AND state IN ('claimed', 'accepted') ORDER BY seq LIMIT ?`,
  )
  const reject = prepared<unknown[]>(
    tx,
    "INSERT INTO fact_event (fact, event, by_fact, reason, account_id, at) VALUES (?, 'reject', NULL, ?, ?, ?)",
  )
  const setRejected = prepared<[number]>(tx, "UPDATE fact SET state = 'rejected' WHERE seq = ?")
  const listed = prepared<[number, number, number], { seq: number }>(
    tx,
    'SELECT seq FROM resident WHERE batch = ? AND seq > ? AND listed = 1 ORDER BY seq LIMIT ?',
  )
  const change = prepared<unknown[]>(
    tx,
    `INSERT INTO resident_change (resident, field, before, after, reason, account_id, at)
      VALUES (?, 'listed', '1', '0', ?, ?, ?)`,
  )
  const unlist = prepared<[number]>(tx, 'UPDATE resident SET listed = 0 WHERE seq = ?')
  // The points of a merged record are kept with the person it belongs to.
  const stale = prepared<[number]>(
    tx,
    `UPDATE resident SET points_on = '' WHERE points_on <> ''
      AND seq = (SELECT coalesce(merged_into, seq) FROM resident WHERE seq = ?)`,
  )
  const giveBack = givePlacesBack(tx, { batch: by.batch, by })
  return {
    standing: (after, limit) => standing.all(by.batch, after, limit),
    reject(fact) {
      const { seq, state } = fact
      reject.run(seq, by.reason, by.accountId, by.at)
      setRejected.run(seq)
      return state === 'accepted' ? giveBack(fact) : []
    },
    listed: (after, limit) => listed.all(by.batch, after, limit).map(({ seq }) => seq),
    unlist(seq) {
      change.run(seq, by.reason, by.accountId, by.at)
      unlist.run(seq)
    },
    markPointsStale: (seq) => void stale.run(seq),
  }
}
