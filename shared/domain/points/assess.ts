import type { PlainDate } from '../../base/plain-date.ts'
import type { PointsPack } from '../../policy/index.ts'
import type { PointsFacts } from '../people/index.ts'
import type { AssessmentOptions, PointsAssessment, PointsLine } from './assessment.ts'
import { compilePack } from './compile.ts'
import { type Moment, NOT_LOADED, UNKNOWN } from './leaf.ts'
import { adjustmentLine, indicatorLines, type Trace } from './lines.ts'
import { outlookOf } from './outlook.ts'
import { computePeople, emptyPeople, type People, readPeople } from './people.ts'
import type { Program } from './program.ts'
import type { Range } from './rules/index.ts'
import { enter, hundredthsOf } from './scale.ts'
import { emptySettlement, type Settlement, settle } from './settle.ts'
import { explainStanding, isBarring, isGateOpen } from './standing.ts'
import { rangeOfScore, readChoices, scoreOf } from './subject.ts'

/** Where one person is read and settled, again and again. */
interface Desk {
  people: People
  settlement: Settlement
}

const desks = new WeakMap<Program, Desk>()

/**
 * A person's points under a pack on a day, line by line, with the reasons. Exact until the pack rounds. Each
 * indicator's own points depend on its facts alone; what groups, caps and gates do to them stands in the lines too,
 * so that the scored lines add up to the total. An absent fact is UNKNOWN, a figure that is not read NOT_LOADED;
 * neither is zero.
 *
 * A birth after the day, or a purpose the pack does not have, is refused as BAD_INPUT. The pack is not required to be
 * in force: `selectPack` sees to that.
 */
export function assessPoints(
  pack: PointsPack,
  facts: PointsFacts,
  on: PlainDate,
  options: AssessmentOptions = {},
): PointsAssessment {
  const program = compilePack(pack, options.purpose)
  const at: Moment = { on, lists: options.lists ?? [] }
  const { people, settlement } = readPerson(program, facts, at)
  const standing = explainStanding(program, people, { row: 0, at })
  readChoices(program, people, settlement)
  settlement.barred[0] = isBarring(standing.kind) ? 1 : 0
  settle(program, settlement)
  const { choices } = settlement
  const totalX100 = settlement.totalsX100[0] ?? UNKNOWN
  const complete = settlement.complete[0] === 1
  const gateOpen = isGateOpen(program, people, 0)
  const isClosed = complete && (!gateOpen || isBarring(standing.kind))
  const ranges = isClosed
    ? []
    : program.lines.map((_, index) => rangeOf(program, index, { people, settlement, at }))
  const lines = linesOf({ program, settlement, people, facts, at, ranges })
  return {
    packId: pack.id,
    on,
    purpose: program.purpose,
    lines,
    totalX100,
    ...(isClosed
      ? { atLeastX100: totalX100, atMostX100: totalX100 }
      : outlookOf(program, settlement, { ranges, choices, standing: standing.kind, gateOpen })),
    complete,
    standing,
    unknown: complete ? [] : codesOf(lines, 'UNKNOWN'),
    notLoaded: complete ? [] : codesOf(lines, 'NOT_LOADED'),
  }
}

/** Reads one person and writes what each indicator comes to by itself into the settlement. */
export function readPerson(program: Program, facts: PointsFacts, at: Moment): Desk {
  const desk = desks.get(program) ?? {
    people: emptyPeople(),
    settlement: emptySettlement(program, 1),
  }
  desks.set(program, desk)
  readPeople(program, [facts], { into: desk.people, at, depth: 'trace' })
  computePeople(program, desk.people, 'trace')
  program.lines.forEach((line, index) => {
    desk.settlement.own[index] =
      line.chosen === null ? NOT_LOADED : enter(scoreOf(line, line.chosen, desk.people, 0), program.ledger)
  })
  return desk
}

/** What a line can come to by itself, as the ledger has it: what it is, or while it is open its bounds. */
function rangeOf(
  { lines, ledger }: Program,
  index: number,
  { people, settlement, at }: { people: People; settlement: Settlement; at: Moment },
): Range {
  const own = settlement.own[index] ?? UNKNOWN
  const line = lines[index]
  if (own < NOT_LOADED) return { least: own, most: own }
  const scoring = line?.chosen
  if (line === undefined || scoring === undefined || scoring === null) return { least: 0, most: NOT_LOADED }
  const { least, most } = rangeOfScore(line, scoring, { people, row: 0, at })
  return { least: enter(least, ledger), most: enter(most, ledger) }
}

function linesOf(trace: Trace): PointsLine[] {
  const { program, settlement } = trace
  const lines = indicatorLines(trace)
  program.adjustments.forEach((adjustment, index) => {
    const x100 = settlement.shown[program.lines.length + index] ?? 0
    const amount = program.bounds[index]?.amount
    const figureX100 =
      amount === undefined || amount === NOT_LOADED ? null : hundredthsOf(amount, program.ledger.one)
    if (x100 !== 0) lines.push(adjustmentLine(adjustment, x100, figureX100))
  })
  return lines
}

function codesOf(lines: readonly PointsLine[], state: PointsLine['state']): string[] {
  return lines.filter((line) => line.state === state).map((line) => line.code)
}
