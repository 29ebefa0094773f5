import { addDays, type PlainDate } from '../../base/plain-date.ts'
import { formatX100 } from '../../base/points-text.ts'
import type { OutsideList, PointsPack } from '../../policy/index.ts'
import type { PointsFacts } from '../people/index.ts'
import { assessPoints, readPerson } from './assess.ts'
import type { AssessmentOptions, PointsLine } from './assessment.ts'
import { compilePack } from './compile.ts'
import { NOT_LOADED } from './leaf.ts'
import type { IndicatorProgram, Program } from './program.ts'
import { hundredthsOf } from './scale.ts'
import { turnsOf } from './subject.ts'

/** A line that changes with time alone: the first day of the new amount, and what changes in words. */
export interface NextChange {
  on: PlainDate
  code: string
  text: string
}

/** How many days on which a line may move are looked at: twelve years of months. */
const MOST_TURNS = 150

/**
 * For each indicator the first day after `on` on which what it comes to by itself changes with time alone (a further
 * full month, a birthday, an award leaving its window, a permit lapsing), soonest first; and the day after a freeze.
 * What is at its cap, or rests on unknown facts, does not change by itself. Errors as `assessPoints`.
 */
export function nextChanges(
  pack: PointsPack,
  facts: PointsFacts,
  on: PlainDate,
  options: AssessmentOptions = {},
): NextChange[] {
  const program = compilePack(pack, options.purpose)
  const person: Person = { program, facts, lists: options.lists ?? [], known: new Map() }
  const today = assessPoints(pack, facts, on, options)
  const lines = program.lines.flatMap((line, index): NextChange[] => {
    const day = firstChange(person, line, { index, on })
    const before = today.lines[index]
    const after = day === undefined ? undefined : assessPoints(pack, facts, day, options).lines[index]
    if (day === undefined || before === undefined || after === undefined) return []
    return [{ on: day, code: before.code, text: changeText(before, after) }]
  })
  const thaws = today.standing.reasons.flatMap(({ code, name, until }): NextChange[] =>
    until === null ? [] : [{ on: addDays(until, 1), code, text: `${name}：冻结期满，积分恢复使用` }],
  )
  return [...lines, ...thaws].sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1))
}

interface Person {
  program: Program
  facts: PointsFacts
  lists: readonly OutsideList[]
  /** What each indicator comes to by itself, by day. */
  known: Map<PlainDate, readonly number[]>
}

function firstChange(
  person: Person,
  line: IndicatorProgram,
  { index, on }: { index: number; on: PlainDate },
): PlainDate | undefined {
  const today = ownOn(person, on)[index]
  let turns = turnsAt(person, line, on)
  for (let looked = 0; looked < MOST_TURNS; looked += 1) {
    const day = turns.shift()
    if (day === undefined) return undefined
    if (!Object.is(ownOn(person, day)[index], today)) return day
    if (turns.length === 0) turns = turnsAt(person, line, day)
  }
  return undefined
}

/** What each indicator comes to by itself on a day, in hundredths. */
function ownOn({ program, facts, lists, known }: Person, on: PlainDate): readonly number[] {
  const before = known.get(on)
  if (before !== undefined) return before
  const { own } = readPerson(program, facts, { on, lists }).settlement
  const amounts = Array.from(own, (amount) =>
    amount < NOT_LOADED ? hundredthsOf(amount, program.ledger.one) : amount,
  )
  known.set(on, amounts)
  return amounts
}

function turnsAt({ program, facts, lists }: Person, line: IndicatorProgram, on: PlainDate): PlainDate[] {
  if (line.chosen === null) return []
  const at = { on, lists }
  return turnsOf(line, line.chosen, { people: readPerson(program, facts, at).people, row: 0, at, facts })
}

function changeText(before: PointsLine, after: PointsLine): string {
  return `${after.name}：${after.basis}，由${amountText(before)}变为${amountText(after)}`
}

function amountText({ state, ownX100 }: PointsLine): string {
  if (ownX100 !== null) return ` ${formatX100(ownX100)} 分`
  return state === 'UNKNOWN' ? '未知' : '未装载'
}
