import type { Standing } from './assessment.ts'
import { NOT_LOADED, UNKNOWN } from './leaf.ts'
import type { GroupProgram, Program } from './program.ts'
import type { Range } from './rules/index.ts'
import { hundredthsOf, roundAmount } from './scale.ts'
import { applyBounds, FATE, type Settlement } from './settle.ts'
import { isBarring } from './standing.ts'

/** What is known of a settled person beside the settlement. */
export interface Open {
  /** What each line can come to by itself, without sign, as the ledger has it. */
  ranges: readonly Range[]
  choices: ArrayLike<number>
  standing: Standing['kind']
  /** Whether a gate may still take all. */
  gateOpen: boolean
}

/**
 * The least and the most the total can still come to while lines are open, in hundredths; null where nothing can be
 * said. A deduction that is open may pull the total down to its cap, a replacement that is open may take its target
 * out, and a gate that is open may take all.
 */
export function outlookOf(
  program: Program,
  settlement: Settlement,
  open: Open,
): { atLeastX100: number | null; atMostX100: number | null } {
  if (isBarring(open.standing)) return { atLeastX100: 0, atMostX100: 0 }
  const ranges = countedRanges(program, settlement, open)
  const least = totalOf(
    program,
    ranges.map((range) => Math.max(range.least, -BOUNDLESS)),
  )
  const most = totalOf(
    program,
    ranges.map((range) => Math.min(range.most, BOUNDLESS)),
  )
  const isOpen = open.gateOpen
  const isUnread = (side: 'cap' | 'floor') =>
    program.bounds.some((bound) => bound.amount === NOT_LOADED && (bound.side === 'cap') === (side === 'cap'))
  return {
    atLeastX100: isUnread('cap') ? null : shownBound(program, isOpen ? Math.min(0, least) : least),
    atMostX100: isUnread('floor') ? null : shownBound(program, isOpen ? Math.max(0, most) : most),
  }
}

/** Stands for a line without bound: far beyond any figure, and still exact when a hundred of them are added. */
const BOUNDLESS = 2 ** 46

/** The total of such amounts; as no bound lets a smaller sum overtake a larger one, ends of ranges give its ends. */
function totalOf(program: Program, counted: readonly number[]): number {
  const sums = new Float64Array(1)
  applyBounds(program, {
    room: 1,
    count: 1,
    counted: Float64Array.from(counted),
    adjustments: new Float64Array(program.bounds.length),
    sums,
    some: new Float64Array(1),
  })
  return sums[0] ?? UNKNOWN
}

function shownBound({ totalRounding, ledger }: Program, total: number): number | null {
  if (Math.abs(total) >= BOUNDLESS / 2) return null
  return hundredthsOf(totalRounding === null ? total : roundAmount(total, totalRounding), ledger.one)
}

/** What each line can bring to the total, with its sign, before the caps of sums. */
function countedRanges(program: Program, settlement: Settlement, open: Open): Range[] {
  const { lines, replacements, groups } = program
  const ranges = open.ranges.map((range, line): Range => {
    if (settlement.fate[line] === FATE.replaced) return NOTHING
    const { least, most } = range
    return lines[line]?.sign === -1 ? { least: 0 - most, most: 0 - least } : { least, most }
  })
  for (const { line, target } of replacements) {
    const isOpen = !Number.isFinite(settlement.own[line])
    const range = ranges[target]
    if (isOpen && range !== undefined)
      ranges[target] = { least: Math.min(0, range.least), most: Math.max(0, range.most) }
  }
  groups.forEach((group, index) => {
    if (group.group.mode.kind !== 'sum')
      joinGroup(program, ranges, { group, choice: open.choices[index] ?? UNKNOWN })
  })
  return ranges
}

/**
 * Leaves one range for the whole of a group. While it is open which member counts, and members lie in several layers,
 * it stands outside of them all, at the end: no cap of a layer may then narrow it.
 */
function joinGroup(
  { lines }: Program,
  ranges: Range[],
  { group: { group, members }, choice }: { group: GroupProgram; choice: number },
): void {
  const joined = members.map((member) => ranges[member] ?? NOTHING)
  const furthestOne = furthest(joined)
  const isSure = joined.every(({ least, most }) => least === most)
  const counted = group.mode.kind === 'highest' ? (isSure ? joined.indexOf(furthestOne) : -1) : choice
  for (const member of members) ranges[member] = NOTHING
  const sure = joined[counted]
  const home = members[sure === undefined ? 0 : counted] ?? 0
  const range = sure ?? (group.mode.kind === 'highest' ? furthestRange(joined) : anyOf(joined))
  const layers = new Set(members.map((member) => lines[member]?.indicator.layer))
  if (sure !== undefined || layers.size === 1) ranges[home] = range
  else ranges.push({ least: Math.min(0, range.least), most: Math.max(0, range.most) })
}

const NOTHING: Range = { least: 0, most: 0 }

/** Of several signed ranges the first that lies furthest from nothing. */
function furthest(ranges: readonly Range[]): Range {
  return ranges.reduce((best, range) => (Math.abs(range.most) > Math.abs(best.most) ? range : best))
}

/** What the one furthest from nothing, of several signed ranges, can be. */
function furthestRange(ranges: readonly Range[]): Range {
  const pick = ranges.some(({ least }) => least < 0) ? Math.min : Math.max
  return { least: pick(...ranges.map(({ least }) => least)), most: pick(...ranges.map(({ most }) => most)) }
}

function anyOf(ranges: readonly Range[]): Range {
  return {
    least: Math.min(...ranges.map(({ least }) => least)),
    most: Math.max(...ranges.map(({ most }) => most)),
  }
}
