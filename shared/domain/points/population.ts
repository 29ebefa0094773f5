import type { PlainDate } from '../../base/plain-date.ts'
import type { PointsPack } from '../../policy/index.ts'
import type { PointsFacts } from '../people/index.ts'
import type { AssessmentOptions } from './assessment.ts'
import { compilePack } from './compile.ts'
import { type Moment, NOT_LOADED, UNKNOWN } from './leaf.ts'
import { computePeople, emptyPeople, type People, readPeople } from './people.ts'
import type { IndicatorProgram, Program, Scoring } from './program.ts'
import { numbersAt } from './rules/index.ts'
import { enter } from './scale.ts'
import { emptySettlement, type Settlement, settle } from './settle.ts'
import { isBarring, STANDINGS, standingOf } from './standing.ts'
import { rawScoreOf, readChoices } from './subject.ts'

/** In the place of a line's points: a fact lacks. */
export const LINE_UNKNOWN = -2_147_483_648
/** In the place of a line's points: a figure or a list is not loaded. */
export const LINE_NOT_LOADED = -2_147_483_647

/** Read and computed at once: as many people as fit the processor's nearest memory. */
const CHUNK = 500

/** What was read of some people, to be scored; `count` of them. */
export interface PopulationColumns {
  count: number
  chunks: readonly People[]
}

/**
 * Points of many people in hundredths. `lines` holds a row of `lineCodes` for each person: the indicators, then what
 * caps and gates do; LINE_UNKNOWN and LINE_NOT_LOADED stand for open lines. The known ones of a row add up to the
 * person's total. `complete` is 1 where no line is open; `standings` are places in `STANDINGS`.
 */
export interface PopulationPoints {
  lineCodes: readonly string[]
  totalsX100: Int32Array
  lines: Int32Array
  complete: Uint8Array
  standings: Uint8Array
}

/** A pack laid open for a population on a day. */
export interface Population {
  lineCodes: readonly string[]
  /** Reads what the pack asks of people; a birth after the day is refused as BAD_INPUT. */
  readColumns(people: readonly PointsFacts[]): PopulationColumns
  score(columns: PopulationColumns): PopulationPoints
}

/**
 * The pack for whole populations: the same points as `assessPoints`, without words. Feed it some thousands of people
 * at a time. Errors as `assessPoints`.
 */
export function openPopulation(pack: PointsPack, on: PlainDate, options: AssessmentOptions = {}): Population {
  const program = compilePack(pack, options.purpose)
  const at: Moment = { on, lists: options.lists ?? [] }
  const lineCodes = [
    ...program.lines.map(({ indicator }) => indicator.code),
    ...program.adjustments.map(({ code }) => code),
  ]
  const buffers = makeBuffers(program)
  return {
    lineCodes,
    readColumns: (people) => ({ count: people.length, chunks: readChunks(program, people, at) }),
    score(columns) {
      const points: PopulationPoints = {
        lineCodes,
        totalsX100: new Int32Array(columns.count),
        lines: new Int32Array(columns.count * lineCodes.length),
        complete: new Uint8Array(columns.count),
        standings: new Uint8Array(columns.count),
      }
      const settlement = emptySettlement(program)
      let first = 0
      for (const chunk of columns.chunks) {
        scoreChunk(program, withBuffers(chunk, buffers), { points, first, settlement, buffers })
        first += chunk.count
      }
      return points
    },
  }
}

function readChunks(program: Program, people: readonly PointsFacts[], at: Moment): People[] {
  return Array.from({ length: Math.ceil(people.length / CHUNK) }, (_, index) => {
    const into = emptyPeople()
    readPeople(program, people.slice(index * CHUNK, (index + 1) * CHUNK), { into, at, depth: 'lines' })
    return into
  })
}

/** What is written anew for each chunk: amounts of nodes, and each person's own amounts in a row of their own. */
interface Buffers {
  people: People
  own: Float64Array
  /** The rows of `own`. */
  rows: readonly Float64Array[]
}

function makeBuffers({ lines }: Program): Buffers {
  const own = new Float64Array(CHUNK * lines.length)
  const rows = Array.from({ length: CHUNK }, (_, row) =>
    own.subarray(row * lines.length, (row + 1) * lines.length),
  )
  return { people: emptyPeople(), own, rows }
}

/** The chunk, with amounts written where those of the chunk before were. */
function withBuffers({ count, tables }: People, { people }: Buffers): People {
  return {
    count,
    tables: {
      applicant: { ...tables.applicant, amounts: people.tables.applicant.amounts },
      spouse: { ...tables.spouse, amounts: people.tables.spouse.amounts },
      guardian: { ...tables.guardian, amounts: people.tables.guardian.amounts },
    },
  }
}

interface Target {
  points: PopulationPoints
  /** The place of the chunk's first person. */
  first: number
  settlement: Settlement
  buffers: Buffers
}

function scoreChunk(program: Program, people: People, { points, first, settlement, buffers }: Target): void {
  computePeople(program, people, 'lines')
  const choices = new Float64Array(program.groups.length)
  program.lines.forEach((_, index) => {
    enterLine(program, index, { people, own: buffers.own })
  })
  for (let row = 0; row < people.count; row += 1) {
    settlement.own = buffers.rows[row] ?? settlement.own
    readChoices(program, people, { row, into: choices })
    const standing = standingOf(program, people, row)
    settle(program, settlement, { choices, isBarred: isBarring(standing) })
    points.standings[first + row] = STANDINGS.indexOf(standing)
    write(settlement, points, first + row)
  }
}

/** Puts what an indicator comes to by itself, at most its cap and as the ledger has it, into each person's row. */
function enterLine(
  { ledger, lines }: Program,
  index: number,
  { people, own }: { people: People; own: Float64Array },
): void {
  const line = lines[index]
  const scoring = line?.chosen ?? null
  const amounts = line === undefined || scoring === null ? undefined : rawOf(line, scoring, people)
  const cap = scoring?.cap ?? NOT_LOADED
  for (let row = 0, place = index; row < people.count; row += 1, place += lines.length) {
    const amount = amounts === undefined ? NOT_LOADED : (amounts[row] ?? UNKNOWN)
    own[place] = enter(amount > cap && amount < NOT_LOADED ? cap : amount, ledger)
  }
}

function rawOf(line: IndicatorProgram, scoring: Scoring, people: People): Float64Array {
  const root = line.indicator.subject === 'applicant' ? scoring.roots.applicant : undefined
  if (root !== undefined) return numbersAt(people.tables.applicant.amounts, root.node.slot)
  return Float64Array.from({ length: people.count }, (_, row) => rawScoreOf(line, scoring, people, row))
}

function write({ shown, totalX100 }: Settlement, points: PopulationPoints, person: number): void {
  const start = person * shown.length
  let isComplete = 1
  for (let line = 0; line < shown.length; line += 1) {
    const x100 = shown[line] ?? Number.NaN
    if (x100 < NOT_LOADED) points.lines[start + line] = x100
    else {
      isComplete = 0
      points.lines[start + line] = x100 === NOT_LOADED ? LINE_NOT_LOADED : LINE_UNKNOWN
    }
  }
  points.totalsX100[person] = totalX100
  points.complete[person] = isComplete
}
