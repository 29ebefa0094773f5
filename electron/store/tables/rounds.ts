import type { Reader, Transaction } from '../connection.ts'
import { all, get, query, run } from '../query.ts'
import type { RoundActionTable, RoundTable } from '../schema.ts'

export type RoundActionRow = Omit<RoundActionTable, 'seq'> & { seq: number; actor: string }

export function insertRound(tx: Transaction, row: RoundTable): void {
  run(tx, query.insertInto('round').values(row))
}

export function insertRoundAction(tx: Transaction, row: Omit<RoundActionTable, 'seq'>): void {
  run(tx, query.insertInto('round_action').values(row))
}

/** Keeps the cached status of a round; the caller records the action in the same transaction. */
export function setRoundStatus(tx: Transaction, id: string, status: RoundTable['status']): void {
  run(tx, query.updateTable('round').set({ status }).where('id', '=', id))
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
