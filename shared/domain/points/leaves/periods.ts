import { addDays, addMonths, type PlainDate } from '../../../base/plain-date.ts'
import type { Measure } from '../../../policy/index.ts'
import type { FactItem } from '../../people/index.ts'
import { type Leaf, type LeafScope, UNKNOWN } from '../leaf.ts'
import { type Cover, coverReader } from './period-cover.ts'
import { absentValue, leafKey, NO_RECORD } from './scope.ts'
import { lapseDay, movingDays, type TimeUnit, unitDay } from './turns.ts'
import { fullUnits, unitText } from './units.ts'
import { windowTurns } from './window.ts'

type Periods = Extract<Measure, { kind: 'periods' }>

/**
 * Full units the periods of a fact cover up to the day, overlaps once and gaps by policy. A window clips the periods:
 * who has lived here for twenty years has lived here for eight within the last eight. A gap lies between two periods;
 * what comes after the last one is none. A period without a first day leaves the answer unknown where it is the only
 * evidence, or reaches further than all that is known.
 */
export function periodsLeaf({ of, unit, gaps }: Periods, scope: LeafScope): Leaf {
  const absent = absentValue(scope)
  const coverOf = coverReader(of, gaps, scope)
  const unitsOf = ({ start, end, gapDays }: Cover) =>
    fullUnits(start, gapDays === 0 ? end : addDays(end, -gapDays), unit)
  const readOn = (items: readonly FactItem[] | undefined, on: PlainDate): number => {
    if (items === undefined) return absent
    const cover = coverOf(items, on)
    if (cover === 'open') return UNKNOWN
    return cover === 'none' ? 0 : unitsOf(cover)
  }
  return {
    key: leafKey(['periods', of, unit, gaps], scope),
    fields: [of.fact],
    asksChildren: false,
    read: (who, { on }) => readOn(who[of.fact], on),
    basis(who, { on }, value) {
      const cover = coverOf(who[of.fact] ?? [], on)
      if (typeof cover === 'string') return NO_RECORD
      const left = cover.gapDays === 0 ? '' : `，扣除中断 ${cover.gapDays} 天`
      return `${unitText(value, unit)}（${cover.start} 起${left}）`
    },
    turns(who, { on }) {
      const items = (who[of.fact] ?? []).filter(({ code }) => of.codes?.includes(code) ?? true)
      const ends = items.flatMap(({ from, to }) => [...(from === null ? [] : [from]), ...lapseDay(to)])
      // A period without a first day reaches further from the day after the known ones lapse.
      const isOpen = items.some(({ from }) => from === null)
      const edges = isOpen ? ends.flatMap((day) => [day, ...lapseDay(day)]) : ends
      const next = (day: PlainDate): PlainDate[] => {
        const cover = coverOf(items, day)
        const known = [...edges, ...windowEdges(of.window, edges, day)]
        if (typeof cover === 'string') return known
        return [...known, ...unitDays(cover, { window: of.window, units: unitsOf(cover), unit, day })]
      }
      return movingDays(on, (day) => readOn(items, day), next)
    },
  }
}

/** The days on which a window takes in or leaves behind the edge of a period, or moves on. */
function windowEdges(
  window: Periods['of']['window'],
  edges: readonly PlainDate[],
  on: PlainDate,
): PlainDate[] {
  if (window === undefined) return []
  if (window.kind === 'dates') return [window.from, ...lapseDay(window.to)]
  // On the day a period lapses what it covers still reaches the day; on the next one it no longer does.
  return edges.flatMap((edge) => [...lapseDay(edge), ...windowTurns(window, edge, on)])
}

/** The next days on which one more unit is full, or on which a window that moves day by day leaves one behind. */
function unitDays(
  { start, end, gapDays }: Cover,
  {
    window,
    units,
    unit,
    day,
  }: { window: Periods['of']['window']; units: number; unit: TimeUnit; day: PlainDate },
): PlainDate[] {
  const full = addDays(unitDay(start, unit, units + 1), gapDays)
  if (window?.kind !== 'last') return [full]
  // While both edges move a window keeps its months; the days in it, and months less left-out days, do not stay.
  if (end >= day) return gapDays > 0 || unit === 'day' ? [full, ...unevenDays(day, gapDays)] : [full]
  const lastWithAll = unitsBefore(addDays(end, -gapDays), unit, units)
  return [full, unitDay(addDays(lastWithAll, 1), window.unit, window.count)]
}

/** The next days on which a day and the one so many days before it may step differently through their months. */
function unevenDays(day: PlainDate, daysBefore: number): PlainDate[] {
  const nextMonth = firstOfNextMonth(addDays(day, -daysBefore))
  const atMonthsEnd = Number(day.slice(8)) >= 27 ? [addDays(day, 1)] : [addDays(firstOfNextMonth(day), -4)]
  return [...atMonthsEnd, firstOfNextMonth(day), addDays(nextMonth, daysBefore)]
}

function firstOfNextMonth(day: PlainDate): PlainDate {
  return addDays(addMonths(day, 1), 1 - Number(addMonths(day, 1).slice(8)))
}

/** The last day from which so many units are full on `end`. */
function unitsBefore(end: PlainDate, unit: TimeUnit, units: number): PlainDate {
  if (unit === 'day') return addDays(end, -units)
  return addMonths(end, unit === 'year' ? -units * 12 : -units)
}
