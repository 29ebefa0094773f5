import type { PlainDate } from '../../base/plain-date.ts'
import type { PersonFacts, PointsFacts } from '../people/index.ts'
import { type Moment, UNKNOWN } from './leaf.ts'
import type { Column, Part, Program, Role } from './program.ts'
import { type Chunk, numbersAt } from './rules/index.ts'

/**
 * The people of one role: of each applicant the rows from `first` on, `counts` of them; a count of -1 is not known.
 * The rows' own facts stand in `who`, the applicant they belong to in `owners`.
 */
export interface Table extends Chunk {
  first: number[]
  counts: number[]
  who: PersonFacts[]
  owners: PointsFacts[]
}

/** Some applicants and their families, with what was read of them. */
export interface People {
  count: number
  tables: Record<Role, Table>
}

/** How much is read and computed: for lines alone, or also what only their trace shows. */
export type Depth = 'lines' | 'trace'

/** Tables without anybody, to be read into again and again. */
export function emptyPeople(): People {
  const empty = (): Table => ({
    count: 0,
    columns: [],
    amounts: [],
    first: [],
    counts: [],
    who: [],
    owners: [],
  })
  return { count: 0, tables: { applicant: empty(), spouse: empty(), guardian: empty() } }
}

/** Reads every column of some applicants and their families as of a moment. A birth after the day is BAD_INPUT. */
export function readPeople(
  { parts }: Program,
  people: readonly PointsFacts[],
  { into, at, depth }: { into: People; at: Moment; depth: Depth },
): void {
  into.count = people.length
  seat(into.tables.applicant, people, (facts) => [facts])
  if (parts.spouse.columns.length > 0) seat(into.tables.spouse, people, spouseOf)
  if (parts.guardian.columns.length > 0) seat(into.tables.guardian, people, ({ guardians }) => guardians)
  const moments = new Map<PlainDate, Moment>([[at.on, at]])
  readTable(parts.applicant, into.tables.applicant, { at, depth, moments })
  readTable(parts.spouse, into.tables.spouse, { at, depth, moments })
  readTable(parts.guardian, into.tables.guardian, { at, depth, moments })
}

/** Computes every node of all tables. */
export function computePeople({ parts }: Program, people: People, depth: Depth): void {
  computeTable(parts.applicant, people.tables.applicant, depth)
  computeTable(parts.spouse, people.tables.spouse, depth)
  computeTable(parts.guardian, people.tables.guardian, depth)
}

/** The day an indicator's facts are looked at; undefined where the day of application is not known. */
export function momentOf(asOf: Column['asOf'], { appliedOn }: PointsFacts, at: Moment): Moment | undefined {
  if (asOf === 'day') return at
  return appliedOn === undefined ? undefined : { on: appliedOn, lists: at.lists }
}

function spouseOf({ spouse }: PointsFacts): PersonFacts[] | undefined {
  if (spouse === undefined) return undefined
  return spouse === null ? [] : [spouse]
}

function seat(
  table: Table,
  people: readonly PointsFacts[],
  familyOf: (facts: PointsFacts) => readonly PersonFacts[] | undefined,
): void {
  table.first.length = 0
  table.counts.length = 0
  table.who.length = 0
  table.owners.length = 0
  for (const facts of people) {
    const family = familyOf(facts)
    table.first.push(table.who.length)
    table.counts.push(family === undefined ? -1 : family.length)
    for (const person of family ?? []) {
      table.who.push(person)
      table.owners.push(facts)
    }
  }
  table.count = table.who.length
}

interface Reading {
  at: Moment
  depth: Depth
  /** Moments by their day: one for each day of application. */
  moments: Map<PlainDate, Moment>
}

function readTable(part: Part, table: Table, reading: Reading): void {
  const wanted = reading.depth === 'trace' ? part.columns.length : part.chosenColumns
  for (let index = 0; index < wanted; index += 1) {
    const column = part.columns[index]
    if (column === undefined) continue
    roomFor(table.columns, index, table.count)
    readColumn(column, index, { table, reading })
  }
}

function readColumn(
  { source, asOf }: Column,
  index: number,
  { table: { columns, who, owners, count }, reading: { at, moments } }: { table: Table; reading: Reading },
): void {
  const values = numbersAt(columns, index)
  for (let row = 0; row < count; row += 1) {
    const person = who[row]
    const owner = owners[row]
    if (person === undefined || owner === undefined) continue
    const moment = asOf === 'day' ? at : appliedMoment(owner, at, moments)
    values[row] = moment === undefined ? UNKNOWN : source.read(person, moment, owner)
  }
}

function appliedMoment(owner: PointsFacts, at: Moment, moments: Map<PlainDate, Moment>): Moment | undefined {
  const known = owner.appliedOn === undefined ? undefined : moments.get(owner.appliedOn)
  if (known !== undefined) return known
  const moment = momentOf('application', owner, at)
  if (moment !== undefined) moments.set(moment.on, moment)
  return moment
}

function computeTable(part: Part, table: Table, depth: Depth): void {
  if (table.count === 0) return
  for (const node of part.nodes) {
    roomFor(table.amounts, node.slot, table.count)
    node.fill(table)
  }
  if (depth === 'lines') return
  for (const node of part.others) {
    roomFor(table.amounts, node.slot, table.count)
    node.fill(table)
  }
}

/** Makes the array at `index` anew where it is too short. */
function roomFor(arrays: Float64Array[], index: number, count: number): void {
  if ((arrays[index]?.length ?? -1) < count) arrays[index] = new Float64Array(count)
}
