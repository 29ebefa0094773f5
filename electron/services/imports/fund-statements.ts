import { fromMonths, toMonths } from '#shared/base/year-month.ts'
import { FactValue, type Fund, type MonthLetter, slotOf } from '#shared/domain/people/index.ts'
import type { DatedFact, Desk } from './desk.ts'
import { isFeedOf, mayReplace, refuseContradiction } from './disposition.ts'
import type { JudgedRow } from './judged-row.ts'

/** What a file may say of a month; what it does not list is not said. */
export type SaidLetter = Exclude<MonthLetter, ' '>

/** What one row says: every month from `first` to `last` (counted as `toMonths` does), both included. */
export type SaidMonths = { row: JudgedRow; fund: Fund; first: number; last: number; letter: SaidLetter }

/** As many months as one statement can hold. */
export const LONGEST_STATEMENT = 720

/** What becomes of one month of the file. */
const HELD = 1
const WAITING = 2
const DECIDED = 3
const TAKEN = 4
const CLAIMED = 5

const BIT_OF_LETTER = { P: 1, B: 2, T: 4, '-': 8 } as const satisfies Record<SaidLetter, number>

/** The months of one fund that a file is about, from the earliest to the latest. */
type Span = { fund: Fund; first: number; letters: string[]; fates: Uint8Array }

/**
 * Judges the months a file says of one person: rows that contradict one another are refused, months the store holds
 * alike are left out, and the rest become one statement for each run of months.
 */
export function judgeMonths(seq: number, said: readonly SaidMonths[], desk: Desk): void {
  if (said.length === 0) return
  const byFund = Map.groupBy(said, (each) => each.fund)
  // A slot begins with the fund.
  const isKnown = desk.hasFacts(seq, 'contribution', [...byFund.keys()])
  const statements = isKnown ? desk.factsOf(seq, 'contribution').map(readStatement) : []
  for (const [fund, rows] of byFund) {
    refuseOverlaps(rows)
    const good = rows.filter(({ row }) => !row.isBad)
    if (good.length === 0) continue
    const span = spanOf(fund, good)
    const held = statements.filter((statement) => statement.fund === fund)
    decideFates(span, held, desk)
    for (const each of good) settleRow(each, span)
    addStatements(seq, span, { held, desk })
  }
}

type Statement = { fact: DatedFact; fund: Fund; first: number; months: string }

function readStatement(fact: DatedFact): Statement {
  const value = FactValue.parse(JSON.parse(fact.value))
  if (value.kind !== 'contribution') throw new Error('a fact has the kind of its value')
  return { fact, fund: value.fund, first: toMonths(value.from), months: value.months }
}

/** Two rows of one file that say different things of one month are both wrong until a person has looked. */
function refuseOverlaps(rows: readonly SaidMonths[]): void {
  if (rows.length < 2) return
  const seen = new Map<number, number>()
  for (const { first, last, letter } of rows) {
    for (let month = first; month <= last; month += 1) {
      seen.set(month, (seen.get(month) ?? 0) | BIT_OF_LETTER[letter])
    }
  }
  const bad = rows.filter((each) => {
    for (let month = each.first; month <= each.last; month += 1) {
      if (seen.get(month) !== BIT_OF_LETTER[each.letter]) return true
    }
    return false
  })
  for (const each of bad) refuseContradiction(each.row, contradicting(each, bad))
}

function contradicting(each: SaidMonths, others: readonly SaidMonths[]): number[] {
  const places: number[] = []
  for (const { row, first, last, letter } of others) {
    if (letter !== each.letter && first <= each.last && last >= each.first) places.push(row.row)
    if (places.length === 3) break
  }
  return places
}

function spanOf(fund: Fund, rows: readonly SaidMonths[]): Span {
  let first = Number.POSITIVE_INFINITY
  let last = 0
  for (const row of rows) {
    if (row.first < first) first = row.first
    if (row.last > last) last = row.last
  }
  const letters = Array<string>(last - first + 1).fill('')
  for (const row of rows) letters.fill(row.letter, row.first - first, row.last - first + 1)
  return { fund, first, letters, fates: new Uint8Array(letters.length) }
}

function decideFates({ first, letters, fates }: Span, statements: readonly Statement[], desk: Desk): void {
  const holders = holdersOf(statements, { first, length: letters.length })
  for (let index = 0; index < letters.length; index += 1) {
    const letter = letters[index] ?? ''
    if (letter !== '') fates[index] = fateOf(letter, holders[index], desk)
  }
  for (const { fact, first: from, months } of statements) {
    const fate = earlierFate(fact, desk)
    if (fate === undefined) continue
    for (
      let at = Math.max(from, first);
      at < Math.min(from + months.length, first + letters.length);
      at += 1
    ) {
      const isOpen = fates[at - first] === TAKEN || fates[at - first] === CLAIMED
      if (isOpen && letters[at - first] === months[at - from]) fates[at - first] = fate
    }
  }
}

type Holder = { letter: string; fact: DatedFact }

function fateOf(letter: string, holder: Holder | undefined, desk: Desk): number {
  if (holder === undefined) return TAKEN
  if (holder.letter === letter) return HELD
  return mayReplace(holder.fact, desk) ? TAKEN : CLAIMED
}

/** What was said alike before and is not in force: it waits, or was decided against. */
function earlierFate(fact: DatedFact, desk: Desk): number | undefined {
  if (fact.state === 'claimed' && isFeedOf(fact, desk)) return WAITING
  if (fact.state === 'rejected' && !fact.isUndone) return DECIDED
  return undefined
}

/** The statement that holds for each month: the one that came to hold last, as `foldContributions` has it. */
function holdersOf(
  statements: readonly Statement[],
  { first, length }: { first: number; length: number },
): (Holder | undefined)[] {
  const holders = Array<Holder | undefined>(length)
  for (const { fact, first: from, months } of statements) {
    if (fact.state !== 'accepted') continue
    for (let at = Math.max(from, first); at < Math.min(from + months.length, first + length); at += 1) {
      holders[at - first] = { letter: months.charAt(at - from), fact }
    }
  }
  return holders
}

function settleRow({ row, first, last }: SaidMonths, span: Span): void {
  const fates = span.fates.subarray(first - span.first, last - span.first + 1)
  if (fates.includes(CLAIMED)) row.settle('differing')
  if (fates.includes(TAKEN)) row.settle('add')
  if (fates.includes(WAITING)) row.note('其中有的月份此前已经导入，还在等待处理差异。')
  if (fates.includes(DECIDED)) row.note('其中有的月份此前已经由工作人员决定不采信，不再重复提出。')
}

/** One statement for each run of months with the same fate. */
function addStatements(
  seq: number,
  { fund, first, letters, fates }: Span,
  { held, desk }: { held: readonly Statement[]; desk: Desk },
): void {
  for (let start = 0; start < letters.length; ) {
    let end = start + 1
    while (end < letters.length && end - start < LONGEST_STATEMENT && fates[end] === fates[start]) end += 1
    const fate = fates[start]
    if (fate === TAKEN || fate === CLAIMED) {
      const from = fromMonths(first + start)
      const value = { kind: 'contribution', fund, from, months: letters.slice(start, end).join('') } as const
      const slot = slotOf(value, { from: null, to: null })
      const before = held.find(({ fact }) => fact.state === 'accepted' && fact.slot === slot)?.fact
      const isTaken = fate === TAKEN && (before === undefined || mayReplace(before, desk))
      desk.changes.add({
        what: 'fact',
        resident: seq,
        kind: 'contribution',
        slot,
        value: JSON.stringify(value),
        state: isTaken ? 'accepted' : 'claimed',
        replaces: isTaken && before !== undefined ? before.seq : 0,
      })
    }
    start = end
  }
}
