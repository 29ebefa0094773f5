import { sql } from 'kysely'
import type { Reader, Transaction } from '../connection.ts'
import { all, get, query, run } from '../query.ts'
import type { EntrantTable, RoundActionTable, RoundFreezeTable, RoundTable } from '../schema.ts'
import { countOf } from './windows.ts'

export type RoundActionRow = Omit<RoundActionTable, 'seq'> & { seq: number; actor: string }

export function insertRound(tx: Transaction, row: RoundTable): void {
  run(tx, query.insertInto('round').values(row))
}

export function insertRoundAction(tx: Transaction, row: Omit<RoundActionTable, 'seq'>): void {
  run(tx, query.insertInto('round_action').values(row))
}

/** Keeps what a round's actions led to; the caller records the action in the same transaction. */
export function updateRoundCache(
  tx: Transaction,
  id: string,
  cache: Pick<RoundTable, 'status' | 'plan'>,
): void {
  run(tx, query.updateTable('round').set(cache).where('id', '=', id))
}

export function findRound(reader: Reader, id: string): RoundTable | undefined {
  return get(reader, query.selectFrom('round').selectAll().where('id', '=', id))
}

export function findRoundByTitle(reader: Reader, title: string): RoundTable | undefined {
  return get(reader, query.selectFrom('round').selectAll().where('title', '=', title))
}

/** Every round, the one opened last first. */
export function listRounds(reader: Reader): RoundTable[] {
  const rounds = query
    .selectFrom('round')
    .innerJoin('round_action', 'round_action.round_id', 'round.id')
    .where('round_action.action', '=', 'open')
    .selectAll('round')
    .orderBy('round_action.seq', 'desc')
  return all(reader, rounds)
}

/** What was done with a round, oldest first. */
export function listRoundActions(reader: Reader, roundId: string): RoundActionRow[] {
  const actions = query
    .selectFrom('round_action')
    .innerJoin('account', 'account.id', 'round_action.account_id')
    .selectAll('round_action')
    .select('account.name as actor')
    .where('round_id', '=', roundId)
    .orderBy('seq')
  return all(reader, actions)
}

export function insertFreeze(tx: Transaction, row: RoundFreezeTable): void {
  run(tx, query.insertInto('round_freeze').values(row))
}

export function findFreeze(reader: Reader, id: string): RoundFreezeTable | undefined {
  return get(reader, query.selectFrom('round_freeze').selectAll().where('id', '=', id))
}

/** Standing applications of a published round whose people hold no place and gave none up, by number. */
export function listUnplacedEntrants(reader: Reader, roundId: string): EntrantTable[] {
  const unplaced = query
    .selectFrom('entrant')
    .innerJoin('holding', (join) =>
      join.onRef('holding.round_id', '=', 'entrant.round_id').onRef('holding.no', '=', 'entrant.no'),
    )
    .selectAll('entrant')
    .where('entrant.round_id', '=', roundId)
    .where('entrant.withdrawn', 'is', null)
    .where('holding.place', 'is', null)
    .where('holding.reply', 'is', null)
    .orderBy('entrant.no')
  return all(reader, unplaced)
}

/** How many hold a place of a published round, or one of its places. */
export function countGranted(reader: Reader, roundId: string, place?: string): number {
  let held = query.selectFrom('holding').where('round_id', '=', roundId).where('place', 'is not', null)
  if (place !== undefined) held = held.where('place', '=', place)
  return countOf(reader, held.select(sql<number>`count(*)`.as('n')))
}
