import { CounterError } from '../../base/failure.ts'
import { NOT_LOADED, UNKNOWN } from './leaf.ts'
import type { Bound, GroupProgram, Program } from './program.ts'
import { hundredthsOf, roundAmount } from './scale.ts'

/** Why a line's own points do not count, or not yet. */
export const FATE = { counts: 0, replaced: 1, outdone: 2, notChosen: 3, choiceOpen: 4 } as const

/** In the place of a line's points: a fact lacks. */
export const LINE_UNKNOWN = -2_147_483_648
/** In the place of a line's points: a figure or a list is not loaded. */
export const LINE_NOT_LOADED = -2_147_483_647

/** Points beyond this many hundredths are no points of a person but a fault of the pack. */
const MOST_X100 = 2_000_000_000

/**
 * Where up to `room` people are settled at once, written anew again and again. Amounts stand line after line, `room`
 * apart, with an element for each person; so that of one person alone, in a room of one, they stand by line.
 */
export interface Settlement {
  room: number
  /** How many there are this time; this, `own`, `choices` and `barred` are filled in before. */
  count: number
  /** What each indicator comes to by itself, without sign, as the ledger has it. */
  own: Float64Array
  /** The member chosen of each group, by the group's place; UNKNOWN while nothing is. */
  choices: Float64Array
  /** 1 for whom a gate bars from points. */
  barred: Uint8Array
  /** What enters the total, with its sign; open amounts are UNKNOWN or NOT_LOADED. */
  counted: Float64Array
  /** Why an amount does not enter it. */
  fate: Uint8Array
  /** What caps and the floor do, in the order of the bounds. */
  adjustments: Float64Array
  /** What the counted lines and the adjustments come to. */
  sums: Float64Array
  /** Room for sums of some of the lines. */
  some: Float64Array
  /**
   * In hundredths, a row of lines and then adjustments for each person; open ones are LINE_UNKNOWN or LINE_NOT_LOADED,
   * and the others add up to the total.
   */
  shown: Int32Array
  totalsX100: Float64Array
  /** 1 where no line is open. */
  complete: Uint8Array
}

/** A settlement to be written again and again. */
export function emptySettlement({ lines, groups, bounds, adjustments }: Program, room: number): Settlement {
  return {
    room,
    count: room,
    own: new Float64Array(lines.length * room),
    choices: new Float64Array(groups.length * room),
    barred: new Uint8Array(room),
    counted: new Float64Array(lines.length * room),
    fate: new Uint8Array(lines.length * room),
    adjustments: new Float64Array(bounds.length * room),
    sums: new Float64Array(room),
    some: new Float64Array(room),
    shown: new Int32Array((lines.length + adjustments.length) * room),
    totalsX100: new Float64Array(room),
    complete: new Uint8Array(room),
  }
}

/**
 * Brings own amounts to a total: lines are rounded where the pack rounds lines; a replacement that applies takes its
 * target out; groups keep the highest, the chosen one, or a sum up to their cap; then come the caps of the layers,
 * over points alone, the cap and the floor of the total, its rounding, and the gates. An open line adds nothing.
 */
export function settle(program: Program, settlement: Settlement): void {
  giveSigns(program, settlement)
  replace(program, settlement)
  for (let group = 0; group < program.groups.length; group += 1) settleGroup(program, settlement, group)
  applyBounds(program, settlement)
  show(program, settlement)
}

function giveSigns({ signs }: Program, { room, count, own, counted, fate }: Settlement): void {
  counted.set(own)
  fate.fill(FATE.counts)
  for (let line = 0; line < signs.length; line += 1) {
    if (signs[line] !== -1) continue
    const end = line * room + count
    for (let place = line * room; place < end; place += 1) {
      const amount = own[place] ?? UNKNOWN
      if (amount < NOT_LOADED) counted[place] = 0 - amount
    }
  }
}

function replace({ replacements }: Program, { room, count, own, counted, fate }: Settlement): void {
  for (const { line, target } of replacements)
    for (let row = 0; row < count; row += 1) {
      const amount = own[line * room + row] ?? UNKNOWN
      if (amount > 0 && amount < NOT_LOADED) {
        counted[target * room + row] = 0
        fate[target * room + row] = FATE.replaced
      }
    }
}

/** The cap of a sum is one of the bounds. */
function settleGroup({ groups }: Program, settlement: Settlement, index: number): void {
  const group = groups[index]
  if (group === undefined) return
  const { room, count, choices } = settlement
  for (let row = 0; row < count; row += 1) {
    if (group.group.mode.kind === 'highest') keepHighest(group, settlement, row)
    if (group.group.mode.kind === 'choose')
      keepChosen(group, settlement, { row, choice: choices[index * room + row] ?? UNKNOWN })
  }
}

function keepHighest({ members }: GroupProgram, { room, counted, fate }: Settlement, row: number): void {
  let best = -1
  let most = -1
  for (const member of members) {
    const size = magnitude(counted[member * room + row])
    if (size > most) [best, most] = [member, size]
  }
  for (const member of members) {
    const place = member * room + row
    if (member !== best && magnitude(counted[place]) > 0) {
      counted[place] = 0
      fate[place] = FATE.outdone
    }
  }
}

function keepChosen(
  { members }: GroupProgram,
  { room, counted, fate }: Settlement,
  { row, choice }: { row: number; choice: number },
): void {
  const isOpen = Number.isNaN(choice)
  members.forEach((member, index) => {
    const place = member * room + row
    if (index === choice || fate[place] === FATE.replaced) return
    if (isOpen && (counted[place] === 0 || counted[place] === NOT_LOADED)) return
    counted[place] = isOpen ? UNKNOWN : 0
    fate[place] = isOpen ? FATE.choiceOpen : FATE.notChosen
  })
}

/** What bounds work on: a settlement, or other amounts laid out alike. */
type Bounded = Pick<Settlement, 'room' | 'count' | 'counted' | 'adjustments' | 'sums' | 'some'>

/** Puts the bounds' changes into `adjustments`, and into `sums` what all comes to; what is open adds nothing. */
export function applyBounds({ bounds }: Pick<Program, 'bounds'>, bounded: Bounded): void {
  const { room, count, counted, adjustments, sums } = bounded
  sums.fill(0)
  for (let start = 0; start < counted.length; start += room) addTo(sums, counted, start)
  for (let index = 0; index < bounds.length; index += 1) {
    const bound = bounds[index]
    if (bound === undefined) continue
    const whole = bound.lines === null ? sums : sumOfSome(bound, bounded)
    for (let row = 0; row < count; row += 1) {
      const change = boundChange(bound, whole[row] ?? 0)
      adjustments[index * room + row] = change
      sums[row] = (sums[row] ?? 0) + known(change)
    }
  }
}

function sumOfSome({ lines, adjustments: earlier }: Bound, bounded: Bounded): Float64Array {
  const { room, counted, adjustments, some } = bounded
  some.fill(0)
  for (const line of lines ?? []) addTo(some, counted, line * room)
  for (const index of earlier) addTo(some, adjustments, index * room)
  return some
}

/** Adds one line's amounts, which begin at `start`. */
function addTo(sums: Float64Array, amounts: Float64Array, start: number): void {
  for (let row = 0; row < sums.length; row += 1) sums[row] = (sums[row] ?? 0) + known(amounts[start + row])
}

/** What a bound adds to a sum to keep it; a figure that is not read leaves the change not loaded. */
function boundChange({ amount, side }: Pick<Bound, 'amount' | 'side'>, sum: number): number {
  if (amount === NOT_LOADED) return NOT_LOADED
  if (side === 'floor') return sum < amount ? amount - sum : 0
  if (side === 'deductions') return sum < -amount ? -amount - sum : 0
  return sum > amount ? amount - sum : 0
}

function show(program: Program, settlement: Settlement): void {
  const { lines, bounds, adjustments, gates, ledger, totalRounding } = program
  const { room, count, counted, sums, totalsX100, complete, shown, barred } = settlement
  const width = lines.length + adjustments.length
  complete.fill(1)
  for (let index = 0; index < lines.length; index += 1)
    showLine(program, settlement, { amounts: counted, start: index * room, index })
  for (let index = 0; index < bounds.length; index += 1) {
    const amounts = settlement.adjustments
    showLine(program, settlement, { amounts, start: index * room, index: lines.length + index })
  }
  for (let row = 0; row < count; row += 1) {
    let total = sums[row] ?? 0
    let next = row * width + lines.length + bounds.length
    if (totalRounding !== null) {
      total = hundredthsOf(roundAmount(total, totalRounding), ledger.one)
      shown[next] = total - sumOfShown(shown, row * width, next)
      next += 1
    }
    if (gates.length > 0) {
      shown[next] = barred[row] === 1 ? 0 - total : 0
      if (barred[row] === 1) total = 0
    }
    totalsX100[row] = requireCountable(program.pack.id, total)
  }
}

/** Shows one line of everybody. */
function showLine(
  { pack, lines, adjustments, ledger: { one } }: Program,
  { count, shown, complete }: Settlement,
  { amounts, start, index }: { amounts: Float64Array; start: number; index: number },
): void {
  const width = lines.length + adjustments.length
  for (let row = 0, place = index; row < count; row += 1, place += width) {
    const amount = amounts[start + row] ?? UNKNOWN
    if (amount < NOT_LOADED) {
      shown[place] = requireCountable(pack.id, hundredthsOf(amount, one))
    } else {
      complete[row] = 0
      shown[place] = amount === NOT_LOADED ? LINE_NOT_LOADED : LINE_UNKNOWN
    }
  }
}

/** The sum of shown points from one place up to another, the open ones aside. */
function sumOfShown(shown: Int32Array, from: number, to: number): number {
  let sum = 0
  for (let place = from; place < to; place += 1) {
    const x100 = shown[place] ?? LINE_UNKNOWN
    if (x100 > LINE_NOT_LOADED) sum += x100
  }
  return sum
}

/** An amount as it enters a sum: an open one adds nothing. */
function known(amount: number | undefined): number {
  return amount !== undefined && amount < NOT_LOADED ? amount : 0
}

function magnitude(amount: number | undefined): number {
  const size = known(amount)
  return size < 0 ? -size : size
}

/**
 * Hundredths that can be the points of a person, as they are.
 * @throws CounterError POLICY_BAD at the pack where they are too many
 */
export function requireCountable(packId: string, x100: number): number {
  if (x100 <= MOST_X100 && x100 >= -MOST_X100) return x100
  throw new CounterError('POLICY_BAD', `按积分政策包 ${packId} 算出的分值超出可计范围。`, {
    at: packId,
    hint: '请核对没有上限的指标和计量单位。',
  })
}
