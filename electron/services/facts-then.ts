import type { Reader } from '#electron/store/database.ts'
import { listFactEvents, listFacts } from '#electron/store/tables/facts.ts'
import { replay } from '#shared/domain/people/index.ts'
import { factOf, type HeldRow } from './resident-facts.ts'

/**
 * The facts that held just before an instant, in the order in which they came to hold, by replaying what had happened
 * by then. Records merged since were two people's then: of two values in one place the later one is taken. @param persons the keys of one person's records @param before ISO instant, itself not included
 */
export function heldFactsThen(reader: Reader, persons: readonly number[], before: string): HeldRow[] {
  const rows = listFacts(reader, persons).filter(({ recorded_at }) => recorded_at < before)
  const happened = Map.groupBy(
    listFactEvents(
      reader,
      rows.map(({ seq }) => seq),
    ).filter(({ at }) => at < before),
    ({ fact }) => fact,
  )
  const held = rows
    .map((row) => ({ row, events: (happened.get(row.seq) ?? []).toReversed() }))
    .filter(
      ({ row, events }) =>
        replay(
          row.initial_state,
          events.map(({ event }) => event),
        ) === 'accepted',
    )
    .map(({ row, events }) => ({
      row,
      since: events.findLast(({ event }) => event === 'accept')?.at ?? row.recorded_at,
    }))
    .sort((a, b) => (a.since === b.since ? a.row.seq - b.row.seq : a.since < b.since ? -1 : 1))
  const places = new Map(held.map(({ row }) => [`${row.kind} ${row.slot}`, row.seq]))
  return held
    .filter(({ row }) => places.get(`${row.kind} ${row.slot}`) === row.seq)
    .map(({ row }) => ({ ...factOf(row), row }))
}
