import { CounterError } from '../../base/failure.ts'
import { NOT_LOADED, UNKNOWN } from './leaf.ts'
import type { Bound, GroupProgram, Program } from './program.ts'
import { hundredthsOf, roundAmount } from './scale.ts'

/** Why a line's own points do not count, or not yet. */
export const FATE = { counts: 0, replaced: 1, outdone: 2, notChosen: 3, choiceOpen: 4 } as const

/** Totals beyond this many hundredths are no points of a person but a fault of the pack. */
const MOST_X100 = 2_000_000_000

/**
 * One person's result, written anew for each. `own` is what each indicator comes to by itself, without sign, as the
 * ledger has it: it is filled in before. `counted` is what enters the total, with its sign, and `fate` why it does not; `adjustments` are
 * what caps and gates do, in the order of `adjustmentsOf`. Open amounts are UNKNOWN or NOT_LOADED. `shown` holds
 * lines and then adjustments in hundredths, the open ones as UNKNOWN or NOT_LOADED; `totalX100` is their sum.
 */
export interface Settlement {
  own: Float64Array
  counted: Float64Array
  fate: Uint8Array
  adjustments: Float64Array
  shown: Float64Array
  totalX100: number
}

/** What settling asks beside the amounts. */
export interface Circumstances {
  /** The member chosen of each group, by the group's place; UNKNOWN while nothing is. */
  choices: ArrayLike<number>
  /** Whether a gate bars the person from points. */
  isBarred: boolean
}

/** A settlement to be written again and again. */
export function emptySettlement({ lines, adjustments }: Program): Settlement {
  return {
    own: new Float64Array(lines.length),
    counted: new Float64Array(lines.length),
    fate: new Uint8Array(lines.length),
    adjustments: new Float64Array(adjustments.length),
    shown: new Float64Array(lines.length + adjustments.length),
    totalX100: 0,
  }
}

/**
 * Brings own amounts to a total: lines are rounded where the pack rounds lines; a replacement that applies takes its
 * target out; groups keep the highest, the chosen one, or a sum up to their cap; then come the caps of the layers,
 * over points alone, the cap and the floor of the total, its rounding, and the gates. An open line adds nothing.
 */
export function settle(program: Program, settlement: Settlement, circumstances: Circumstances): void {
  count(program, settlement)
  replace(program, settlement)
  program.groups.forEach((group, index) => {
    settleGroup(group, settlement, circumstances.choices[index] ?? UNKNOWN)
  })
  applyBounds(program, settlement)
  show(program, settlement, circumstances.isBarred)
}

function count({ signs }: Program, { own, counted, fate }: Settlement): void {
  for (let line = 0; line < own.length; line += 1) {
    const amount = own[line] ?? UNKNOWN
    counted[line] = amount < NOT_LOADED && signs[line] === -1 ? 0 - amount : amount
    fate[line] = FATE.counts
  }
}

function replace({ replacements }: Program, { own, counted, fate }: Settlement): void {
  for (const { line, target } of replacements) {
    const amount = own[line] ?? UNKNOWN
    if (amount > 0 && amount < NOT_LOADED) {
      counted[target] = 0
      fate[target] = FATE.replaced
    }
  }
}

function settleGroup({ group, members }: GroupProgram, settlement: Settlement, choice: number): void {
  // The cap of a sum is one of the bounds.
  if (group.mode.kind === 'highest') keepHighest(members, settlement)
  if (group.mode.kind === 'choose') keepChosen(members, settlement, choice)
}

function keepHighest(members: readonly number[], { counted, fate }: Settlement): void {
  let best = -1
  for (const member of members)
    if (best < 0 || magnitude(counted, member) > magnitude(counted, best)) best = member
  for (const member of members)
    if (member !== best && magnitude(counted, member) > 0) {
      counted[member] = 0
      fate[member] = FATE.outdone
    }
}

function keepChosen(members: readonly number[], { counted, fate }: Settlement, choice: number): void {
  members.forEach((member, index) => {
    if (index === choice || fate[member] === FATE.replaced) return
    const isOpen = Number.isNaN(choice)
    if (isOpen && (counted[member] === 0 || counted[member] === NOT_LOADED)) return
    counted[member] = isOpen ? UNKNOWN : 0
    fate[member] = isOpen ? FATE.choiceOpen : FATE.notChosen
  })
}

/** Puts the bounds' changes into `adjustments` and gives the sum of all; what is open adds nothing. */
export function applyBounds(
  { bounds }: Pick<Program, 'bounds'>,
  { counted, adjustments }: Pick<Settlement, 'counted' | 'adjustments'>,
): number {
  let total = 0
  for (let line = 0; line < counted.length; line += 1) total += known(counted[line])
  for (let index = 0; index < bounds.length; index += 1) {
    const bound = bounds[index]
    if (bound === undefined) continue
    let sum = total
    if (bound.lines !== null) {
      sum = 0
      for (const line of bound.lines) sum += known(counted[line])
      for (const earlier of bound.adjustments) sum += known(adjustments[earlier])
    }
    const change = boundChange(bound, sum)
    adjustments[index] = change
    total += known(change)
  }
  return total
}

/** What a bound adds to a sum to keep it; a figure that is not read leaves the change not loaded. */
function boundChange({ amount, side }: Pick<Bound, 'amount' | 'side'>, sum: number): number {
  if (amount === NOT_LOADED) return NOT_LOADED
  if (side === 'floor') return sum < amount ? amount - sum : 0
  if (side === 'deductions') return sum < -amount ? -amount - sum : 0
  return sum > amount ? amount - sum : 0
}

function show(program: Program, settlement: Settlement, isBarred: boolean): void {
  const { bounds, ledger, totalRounding } = program
  const { counted, adjustments, shown } = settlement
  const lines = counted.length
  let exact = 0
  let sumX100 = 0
  for (let index = 0; index < lines + bounds.length; index += 1) {
    const amount = (index < lines ? counted[index] : adjustments[index - lines]) ?? UNKNOWN
    const isKnown = amount < NOT_LOADED
    const x100 = isKnown ? hundredthsOf(amount, ledger.one) : amount
    shown[index] = x100
    if (!isKnown) continue
    if (x100 > MOST_X100 || x100 < -MOST_X100) throw tooMany(program.pack.id)
    exact += amount
    sumX100 += x100
  }
  let next = lines + bounds.length
  if (totalRounding !== null) {
    const totalX100 = hundredthsOf(roundAmount(exact, totalRounding), ledger.one)
    shown[next] = totalX100 - sumX100
    sumX100 = totalX100
    next += 1
  }
  if (next < shown.length) {
    shown[next] = isBarred ? 0 - sumX100 : 0
    if (isBarred) sumX100 = 0
  }
  settlement.totalX100 = sumX100
}

/** An amount as it enters a sum: an open one adds nothing. */
function known(amount: number | undefined): number {
  return amount !== undefined && amount < NOT_LOADED ? amount : 0
}

function magnitude(counted: Float64Array, line: number): number {
  const amount = known(counted[line])
  return amount < 0 ? -amount : amount
}

function tooMany(packId: string): CounterError {
  return new CounterError('POLICY_BAD', `按积分政策包 ${packId} 算出的分值超出可计范围。`, {
    at: packId,
    hint: '请核对没有上限的指标和计量单位。',
  })
}
