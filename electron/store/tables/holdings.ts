import { sql } from 'kysely'
import type { Reader, Transaction } from '../connection.ts'
import { all, get, query, run } from '../query.ts'
import type { HoldingTable } from '../schema.ts'

/** Keeps who holds what; a row that is there is replaced. */
export function upsertHolding(tx: Transaction, row: HoldingTable): void {
  const { place, via, reply } = row
  const insert = query
    .insertInto('holding')
    .values(row)
    .onConflict((conflict) => conflict.columns(['round_id', 'no']).doUpdateSet({ place, via, reply }))
  run(tx, insert)
}

/** Gives everybody what a run gave them, at once; nobody of the round holds anything yet. @returns how many */
export function insertHoldingsOfRun(tx: Transaction, roundId: string, runId: string): number {
  const insert = sql`
    INSERT INTO holding (round_id, no, place, via)
    SELECT ${roundId}, seat.no, seat.place, 'run' FROM seat WHERE seat.run_id = ${runId} ORDER BY seat.no`
  return run(tx, insert.compile(query))
}

export function findHolding(reader: Reader, roundId: string, no: string): HoldingTable | undefined {
  const found = query.selectFrom('holding').selectAll().where('round_id', '=', roundId).where('no', '=', no)
  return get(reader, found)
}

/** Everybody of a published round, by number. */
export function listHoldings(reader: Reader, roundId: string): HoldingTable[] {
  return all(reader, query.selectFrom('holding').selectAll().where('round_id', '=', roundId).orderBy('no'))
}

/** How many hold a place, have not answered yet, and accepted it. */
export function countHoldings(
  reader: Reader,
  roundId: string,
): { held: number; unanswered: number; accepted: number } {
  const counts = query
    .selectFrom('holding')
    .select([
      sql<number>`count(*)`.as('held'),
      sql<number>`count(case when reply is null then 1 end)`.as('unanswered'),
      sql<number>`count(case when reply = 'accepted' then 1 end)`.as('accepted'),
    ])
    .where('round_id', '=', roundId)
    .where('place', 'is not', null)
  return get(reader, counts) ?? { held: 0, unanswered: 0, accepted: 0 }
}
