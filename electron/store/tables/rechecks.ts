import { type SqlBool, sql } from 'kysely'
import type { PlainDate } from '#shared/base/plain-date.ts'
import type { RecheckListRequest } from '#shared/ipc/points.ts'
import type { Reader, Transaction } from '../connection.ts'
import { all, get, query, run } from '../query.ts'
import type { FactTable, RecheckEventTable, RecheckTable } from '../schema.ts'
import { among } from './among.ts'
import { countOf, type Page } from './windows.ts'

/** A re-check as lists show it, with the person as kept after merges. */
export type RecheckListRow = Omit<RecheckTable, 'before' | 'claim'> & {
  name: string
  resident_id: string
  asker: string
}
export type RecheckEventRow = Omit<RecheckEventTable, 'seq'> & { seq: number; actor: string }

export function insertRecheck(tx: Transaction, row: RecheckTable): void {
  run(tx, query.insertInto('recheck').values(row))
}

/** Adds to the history of a re-check; the caller keeps the cached state in the same transaction. */
export function insertRecheckEvent(tx: Transaction, row: Omit<RecheckEventTable, 'seq'>): void {
  run(tx, query.insertInto('recheck_event').values(row))
}

/** Keeps what lists sort and filter by; the truth is in the events. */
export function updateRecheckCache(
  tx: Transaction,
  id: string,
  cache: Pick<RecheckTable, 'state' | 'outcome'>,
): void {
  run(tx, query.updateTable('recheck').set(cache).where('id', '=', id))
}

export function findRecheck(reader: Reader, id: string): RecheckListRow | undefined {
  return get(reader, joined().where('recheck.id', '=', id).select(LISTED))
}

/** What was claimed, and the points as they stood when it was, as JSON. */
export function findRecheckContent(reader: Reader, id: string) {
  const content = query.selectFrom('recheck').select(['claim', 'before']).where('id', '=', id)
  return get<Pick<RecheckTable, 'claim' | 'before'>>(reader, content)
}

/** The recorded events of a re-check, oldest first. */
export function listRecheckEvents(reader: Reader, id: string): RecheckEventRow[] {
  const events = query
    .selectFrom('recheck_event')
    .innerJoin('account', 'account.id', 'recheck_event.account_id')
    .selectAll('recheck_event')
    .select('account.name as actor')
    .where('recheck_id', '=', id)
    .orderBy('seq')
  return all(reader, events)
}

/** Every re-check of a person, newest first. @param persons the keys of one person's records */
export function listRechecksOfPerson(reader: Reader, persons: readonly number[]): RecheckListRow[] {
  const rechecks = joined()
    .where(among('recheck.resident', persons))
    .select(LISTED)
    .orderBy('recheck.asked_at', 'desc')
  return all(reader, rechecks)
}

/** `dueBefore` is the last day on which something was asked that is overdue by now; null where nothing is. */
export type RecheckListQuery = RecheckListRequest & { dueBefore: PlainDate | null }

/** A window of re-checks: overdue ones, what was answered, what waits, what is closed; the oldest open one first. */
export function listRechecks(reader: Reader, list: RecheckListQuery): Page<RecheckListRow> {
  const { only, dueBefore, offset, limit } = list
  let matching = joined()
  if (only === 'open') matching = matching.where('recheck.state', '<>', 'closed')
  if (only === 'overdue') matching = matching.where(isOverdue(dueBefore))
  const rows = matching
    .select(LISTED)
    .orderBy(
      sql`case when ${isOverdue(dueBefore)} then 0 else
        case recheck.state when 'answered' then 1 when 'asked' then 2 else 3 end end`,
    )
    .orderBy(sql`case when recheck.state <> 'closed' then recheck.asked_at end`)
    .orderBy('recheck.asked_at', 'desc')
    .orderBy('recheck.id')
    .limit(limit)
    .offset(offset)
  return { total: countOf(reader, matching.select(sql<number>`count(*)`.as('n'))), rows: all(reader, rows) }
}

/** Re-checks to be closed, or whose answer is due: asked on this day or earlier. */
export function countWaitingRechecks(reader: Reader, askedBy: PlainDate | null): number {
  const waiting = query
    .selectFrom('recheck')
    .where((eb) => eb.or([eb('recheck.state', '=', 'answered'), isOverdue(askedBy)]))
    .select(sql<number>`count(*)`.as('n'))
  return countOf(reader, waiting)
}

/** The facts of a person that were recorded or decided about after an instant. */
export function listFactsChangedSince(
  reader: Reader,
  persons: readonly number[],
  since: string,
): Pick<FactTable, 'value' | 'valid_from' | 'valid_to'>[] {
  const changed = query
    .selectFrom('fact')
    .select(['value', 'valid_from', 'valid_to'])
    .where(among('resident', persons))
    .where((eb) =>
      eb.or([
        eb('recorded_at', '>', since),
        eb.exists(
          eb
            .selectFrom('fact_event')
            .select('fact_event.seq')
            .whereRef('fact_event.fact', '=', 'fact.seq')
            .where('fact_event.at', '>', since),
        ),
      ]),
    )
  return all(reader, changed)
}

function isOverdue(dueBefore: PlainDate | null) {
  return dueBefore === null
    ? sql<SqlBool>`0`
    : sql<SqlBool>`(recheck.state = 'asked' and recheck.asked_on <= ${dueBefore})`
}

const LISTED = [
  'recheck.id',
  'recheck.receipt_no',
  'recheck.resident',
  'recheck.indicator',
  'recheck.indicator_name',
  'recheck.department',
  'recheck.months',
  'recheck.asked_by',
  'recheck.asked_at',
  'recheck.asked_on',
  'recheck.state',
  'recheck.outcome',
  'person.id as resident_id',
  'person.name',
  'account.name as asker',
] as const

function joined() {
  return query
    .selectFrom('recheck')
    .innerJoin('resident as record', 'record.seq', 'recheck.resident')
    .innerJoin('resident as person', (join) =>
      join.on('person.seq', '=', sql<number>`coalesce(record.merged_into, record.seq)`),
    )
    .innerJoin('account', 'account.id', 'recheck.asked_by')
}
