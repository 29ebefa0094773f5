import { addDays, fromDays, toDays } from '../../base/plain-date.ts'
import type { Freeze } from '../../policy/index.ts'
import { NOT_LOADED, UNKNOWN } from './leaf.ts'
import { itemReader } from './leaves/index.ts'
import { unitDay } from './leaves/turns.ts'
import type { FactSource } from './rules/index.ts'

/**
 * The last day, as `toDays`, on which a freeze holds that holds on the day; 0 where none does. The months run from the
 * item's day; the corresponding day is the first one free again (from the 31st, in a month without one, the first of
 * the next month, as `fullMonths` counts). The last item decides. An item without its day leaves it unknown; months
 * that are not read leave it not loaded as soon as there is an item.
 */
export function freezeSource({ of, months }: Freeze): FactSource {
  const reader = itemReader(of, { holding: false, department: null, whenAbsent: 'unknown' })
  return {
    key: JSON.stringify(['freeze', reader.key, months]),
    fields: reader.fields,
    read(who, at) {
      const items = reader.select(who, at)
      if (items === undefined) return UNKNOWN
      if (items.length > 0 && months === null) return NOT_LOADED
      let until = 0
      for (const { from } of items) {
        if (from === null) return UNKNOWN
        const last = addDays(unitDay(from, 'month', months ?? 0), -1)
        if (last >= at.on) until = Math.max(until, toDays(last))
      }
      return until
    },
    basis: (who, at) => reader.basis(reader.select(who, at) ?? []),
    turns(who, at) {
      const until = this.read(who, at, who)
      return until > 0 && until < NOT_LOADED ? [fromDays(until + 1)] : reader.turns(who, at)
    },
  }
}
