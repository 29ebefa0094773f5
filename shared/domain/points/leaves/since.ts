import type { PlainDate } from '../../../base/plain-date.ts'
import type { Measure } from '../../../policy/index.ts'
import type { Leaf, LeafScope } from '../leaf.ts'
import { absentValue, leafKey, NO_RECORD } from './scope.ts'
import { comingUnits, soonest } from './turns.ts'
import { fullUnits, unitText } from './units.ts'

type Since = Extract<Measure, { kind: 'since' }>

/** Full units from a recorded day to the day; before that day there are none. */
export function sinceLeaf({ fact, unit }: Since, scope: LeafScope): Leaf {
  const absent = absentValue(scope)
  const units = (since: PlainDate, on: PlainDate) => Math.max(0, fullUnits(since, on, unit))
  return {
    key: leafKey(['since', fact, unit], scope),
    fields: [fact],
    asksChildren: false,
    read(who, { on }) {
      const since = who[fact]
      return since === undefined ? absent : units(since, on)
    },
    basis: (who, _at, value) =>
      who[fact] === undefined ? NO_RECORD : `${unitText(value, unit)}（${who[fact]} 起）`,
    turns(who, { on }) {
      const since = who[fact]
      return since === undefined ? [] : soonest(comingUnits(since, unit, units(since, on)), on)
    },
  }
}
