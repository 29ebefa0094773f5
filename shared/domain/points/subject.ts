import { assertNever } from '../../base/assert-never.ts'
import type { PlainDate } from '../../base/plain-date.ts'
import type { PointsFacts } from '../people/index.ts'
import { type Moment, NOT_LOADED, UNKNOWN } from './leaf.ts'
import { unitDay } from './leaves/turns.ts'
import { momentOf, type People } from './people.ts'
import type { IndicatorProgram, Program, Role, Scoring } from './program.ts'
import { amountIn, type Cell, type Explanation, Highest, type Range } from './rules/index.ts'
import { distinct } from './rules/sum.ts'
import type { Settlement } from './settle.ts'
import { UNKNOWN_FAMILY_WORDS, UNKNOWN_WORDS, type UnknownWords } from './words.ts'

/** Below this age a guardian's facts stand in for the applicant's. */
const MINOR_BELOW = 16

const ROLE_WORDS = { applicant: '本人', spouse: '配偶', guardian: '监护人' } as const satisfies Record<
  Role,
  string
>

/** Somebody whose facts an indicator reads: a row of the table of a role. */
interface Seat {
  role: Role
  row: number
}

/** Those whose facts count, and whom of the family nothing is known of. */
interface Seats {
  seats: readonly Seat[]
  missing: 'spouse' | 'guardians' | 'birth' | null
}

const highest = new Highest()

/**
 * What an indicator comes to for the applicant in row `row`, in parts of a point and at most its cap. Of both spouses
 * the amounts are added, otherwise the highest counts. Nobody to read from is nothing; a spouse or guardian nothing
 * is known of is unknown, unless what was not handed in counts as nothing.
 */
export function scoreOf(line: IndicatorProgram, scoring: Scoring, people: People, row: number): number {
  const raw = rawScoreOf(line, scoring, people, row)
  return raw > scoring.cap && raw !== NOT_LOADED ? scoring.cap : raw
}

/** As `scoreOf`, before the cap. */
export function rawScoreOf(line: IndicatorProgram, scoring: Scoring, people: People, row: number): number {
  const { applicant } = scoring.roots
  if (applicant !== undefined && line.indicator.subject === 'applicant')
    return amountIn({ chunk: people.tables.applicant, row }, applicant.node)
  const { seats, missing } = seatsOf(line, people, row)
  if (missing === 'birth') return UNKNOWN
  const isOpen = missing !== null && line.indicator.whenAbsent === 'unknown'
  if (line.indicator.subject === 'both')
    return seats.reduce((sum, seat) => sum + amountAt(scoring, people, seat), isOpen ? UNKNOWN : 0)
  if (seats.length === 0) return isOpen ? UNKNOWN : 0
  highest.restart(scoring.cap)
  for (const seat of seats)
    highest.offer(amountAt(scoring, people, seat), scoring.roots[seat.role]?.node.most ?? 0)
  if (isOpen) highest.offer(UNKNOWN, scoring.roots[familyRole(line)]?.node.most ?? NOT_LOADED)
  return highest.result()
}

/** Why an indicator came to what it did, where that is not unknown. */
export function explainScore(
  line: IndicatorProgram,
  scoring: Scoring,
  { people, row, at }: { people: People; row: number; at: Moment },
): Explanation {
  const applicant = line.indicator.subject === 'applicant' ? scoring.roots.applicant : undefined
  if (applicant !== undefined)
    return applicant.node.explain(cellOf(line, people, { role: 'applicant', row, at }), scoring.cap)
  const { seats } = seatsOf(line, people, row)
  const explain = (seat: Seat) =>
    scoring.roots[seat.role]?.node.explain(cellOf(line, people, { ...seat, at }), scoring.cap)
  if (line.indicator.subject === 'both') return joined(seats, explain)
  const raw = rawScoreOf(line, scoring, people, row)
  const counted = seats.find((seat) => amountAt(scoring, people, seat) === raw)
  const explained = counted === undefined ? undefined : explain(counted)
  if (counted === undefined || explained === undefined)
    return { basis: `没有${ROLE_WORDS[familyRole(line)]}`, formula: '0 分', figures: [] }
  return counted.role === 'applicant'
    ? explained
    : { ...explained, basis: `${ROLE_WORDS[counted.role]}：${explained.basis}` }
}

/** What an unknown amount can still come to, at most the cap. */
export function rangeOfScore(
  line: IndicatorProgram,
  scoring: Scoring,
  { people, row, at }: { people: People; row: number; at: Moment },
): Range {
  const { seats, missing } = seatsOf(line, people, row)
  const ranges = seats.flatMap((seat) => {
    const range = scoring.roots[seat.role]?.node.range(cellOf(line, people, { ...seat, at }))
    return range === undefined ? [] : [range]
  })
  const absent = missing === null ? undefined : scoring.roots[familyRole(line)]?.node
  if (absent !== undefined) ranges.push({ least: 0, most: absent.most })
  const join = (pick: (range: Range) => number) =>
    line.indicator.subject === 'both'
      ? ranges.reduce((sum, range) => sum + pick(range), 0)
      : Math.max(0, ...ranges.map(pick))
  return {
    least: Math.min(scoring.cap, missing === 'birth' ? 0 : join(({ least }) => least)),
    most: Math.min(
      scoring.cap,
      join(({ most }) => most),
    ),
  }
}

/** What an unknown amount lacks: words of the facts that are missing, and of those whose record does not suffice. */
export function missingOf(
  line: IndicatorProgram,
  scoring: Scoring,
  { people, row, facts }: { people: People; row: number; facts: PointsFacts },
): { lacking: UnknownWords[]; unclear: UnknownWords[] } {
  if (line.indicator.asOf === 'application' && facts.appliedOn === undefined)
    return { lacking: [UNKNOWN_WORDS.appliedOn], unclear: [] }
  const { seats, missing } = seatsOf(line, people, row)
  if (missing === 'birth') return { lacking: [UNKNOWN_WORDS.birth], unclear: [] }
  const lacking = new Set<UnknownWords>(missing === null ? [] : [UNKNOWN_FAMILY_WORDS[missing]])
  const unclear = new Set<UnknownWords>()
  for (const { role, row: seatRow } of seats) {
    const { columns, who } = people.tables[role]
    for (const { column, source } of scoring.roots[role]?.sources ?? []) {
      if (!Number.isNaN(columns[column]?.[seatRow])) continue
      if (source.asksChildren === true)
        (role === 'applicant' && facts.children !== undefined ? unclear : lacking).add(
          UNKNOWN_FAMILY_WORDS.children,
        )
      else if (source.fields.length === 0) lacking.add(UNKNOWN_FAMILY_WORDS.choice)
      for (const field of source.fields)
        if (who[seatRow]?.[field] === undefined) lacking.add(UNKNOWN_WORDS[field])
        else unclear.add(UNKNOWN_WORDS[field])
    }
  }
  return { lacking: [...lacking], unclear: [...unclear] }
}

/** Days after the moment on which the indicator may move by itself, soonest first. */
export function turnsOf(
  line: IndicatorProgram,
  scoring: Scoring,
  { people, row, at, facts }: { people: People; row: number; at: Moment; facts: PointsFacts },
): PlainDate[] {
  const { seats } = seatsOf(line, people, row)
  const days = new Set<PlainDate>()
  if (line.indicator.asOf === 'application') return []
  for (const seat of seats) {
    const person = people.tables[seat.role].who[seat.row]
    if (person === undefined) continue
    for (const { source } of scoring.roots[seat.role]?.sources ?? [])
      for (const day of source.turns(person, at)) days.add(day)
  }
  if (line.age !== null && facts.birth !== undefined) days.add(unitDay(facts.birth, 'year', MINOR_BELOW))
  return [...days].filter((day) => day > at.on).sort()
}

function seatsOf({ indicator, age }: IndicatorProgram, people: People, row: number): Seats {
  const own: Seat = { role: 'applicant', row }
  switch (indicator.subject) {
    case 'applicant':
      return { seats: [own], missing: null }
    case 'spouse':
      return family(people, 'spouse', { row, before: [] })
    case 'either':
    case 'both':
      return family(people, 'spouse', { row, before: [own] })
    case 'guardian-of-minor': {
      const years = people.tables.applicant.columns[age ?? -1]?.[row] ?? UNKNOWN
      if (years >= MINOR_BELOW) return { seats: [own], missing: null }
      if (years < MINOR_BELOW) return family(people, 'guardian', { row, before: [] })
      return { seats: [], missing: 'birth' }
    }
    default:
      return assertNever(indicator.subject)
  }
}

function family(
  people: People,
  role: 'spouse' | 'guardian',
  { row, before }: { row: number; before: readonly Seat[] },
): Seats {
  const { first, counts } = people.tables[role]
  const count = counts[row] ?? -1
  if (count < 0) return { seats: before, missing: role === 'spouse' ? 'spouse' : 'guardians' }
  const start = first[row] ?? 0
  const members = Array.from({ length: count }, (_, index): Seat => ({ role, row: start + index }))
  return { seats: [...before, ...members], missing: null }
}

function familyRole({ indicator }: IndicatorProgram): 'spouse' | 'guardian' {
  return indicator.subject === 'guardian-of-minor' ? 'guardian' : 'spouse'
}

function amountAt(scoring: Scoring, people: People, { role, row }: Seat): number {
  const node = scoring.roots[role]?.node
  return node === undefined ? UNKNOWN : amountIn({ chunk: people.tables[role], row }, node)
}

function cellOf(
  { indicator }: IndicatorProgram,
  people: People,
  { role, row, at }: Seat & { at: Moment },
): Cell {
  const table = people.tables[role]
  const owner = table.owners[row] ?? {}
  return { chunk: table, row, who: table.who[row] ?? {}, at: momentOf(indicator.asOf, owner, at) ?? at }
}

function joined(seats: readonly Seat[], explain: (seat: Seat) => Explanation | undefined): Explanation {
  const all = seats.flatMap((seat) => {
    const explained = explain(seat)
    return explained === undefined ? [] : [{ words: ROLE_WORDS[seat.role], ...explained }]
  })
  return {
    basis: distinct(all.map(({ words, basis }) => (basis === '' ? '' : `${words}：${basis}`))).join('；'),
    formula: all.map(({ words, formula }) => `${words} ${formula}`).join(' + '),
    figures: all.flatMap(({ figures }) => figures),
  }
}

/** Which member of each group each applicant chose; UNKNOWN where nothing is chosen or there is nothing to choose. */
export function readChoices(
  { groups }: Program,
  { tables }: People,
  { room, count, choices }: Pick<Settlement, 'room' | 'count' | 'choices'>,
): void {
  for (let index = 0; index < groups.length; index += 1) {
    const chosen = tables.applicant.columns[groups[index]?.choice ?? -1]
    for (let row = 0; row < count; row += 1) choices[index * room + row] = chosen?.[row] ?? UNKNOWN
  }
}
