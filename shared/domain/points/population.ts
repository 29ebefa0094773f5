import type { PlainDate } from '../../base/plain-date.ts'
import type { PointsPack } from '../../policy/index.ts'
import type { PointsFacts } from '../people/index.ts'
import type { AssessmentOptions } from './assessment.ts'
import { compilePack } from './compile.ts'
import { type Moment, NOT_LOADED } from './leaf.ts'
import { computePeople, emptyPeople, type People, readPeople } from './people.ts'
import type { IndicatorProgram, Program, Scoring } from './program.ts'
import { numbersAt } from './rules/index.ts'
import { enterColumn } from './scale.ts'
import { emptySettlement, type Settlement, settle } from './settle.ts'
import { isBarring, STANDINGS, standingOf } from './standing.ts'
import { rawScoreOf, readChoices } from './subject.ts'

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
  const buffers: Buffers = { people: emptyPeople(), settlement: emptySettlement(program, CHUNK) }
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
      let first = 0
      for (const chunk of columns.chunks) {
        scoreChunk(program, withBuffers(chunk, buffers), { points, first, settlement: buffers.settlement })
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

/** What is written anew for each chunk. */
interface Buffers {
  /** Amounts of nodes. */
  people: People
  settlement: Settlement
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
}

function scoreChunk(program: Program, people: People, { points, first, settlement }: Target): void {
  computePeople(program, people, 'lines')
  settlement.count = people.count
  for (let index = 0; index < program.lines.length; index += 1)
    enterLine(program, index, { people, settlement })
  readChoices(program, people, settlement)
  for (let row = 0; row < people.count; row += 1) {
    const standing = standingOf(program, people, row)
    settlement.barred[row] = isBarring(standing) ? 1 : 0
    points.standings[first + row] = STANDINGS.indexOf(standing)
  }
  settle(program, settlement)
  const width = points.lineCodes.length
  points.lines.set(settlement.shown.subarray(0, people.count * width), first * width)
  points.totalsX100.set(settlement.totalsX100.subarray(0, people.count), first)
  points.complete.set(settlement.complete.subarray(0, people.count), first)
}

/** Puts what an indicator comes to by itself, at most its cap and as the ledger has it. */
function enterLine(
  { ledger, lines }: Program,
  index: number,
  { people, settlement: { own, room } }: { people: People; settlement: Settlement },
): void {
  const line = lines[index]
  if (line === undefined) return
  const start = index * room
  if (line.chosen === null) {
    own.fill(NOT_LOADED, start, start + people.count)
    return
  }
  const to = own.subarray(start, start + people.count)
  enterColumn(rawOf(line, line.chosen, people), ledger, { cap: line.chosen.cap, to })
}

function rawOf(line: IndicatorProgram, scoring: Scoring, people: People): Float64Array {
  const root = line.indicator.subject === 'applicant' ? scoring.roots.applicant : undefined
  if (root !== undefined) return numbersAt(people.tables.applicant.amounts, root.node.slot)
  return Float64Array.from({ length: people.count }, (_, row) => rawScoreOf(line, scoring, people, row))
}
