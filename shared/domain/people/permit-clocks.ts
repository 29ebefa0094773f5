import { addDays, addMonths, fullMonths, type PlainDate, toDays } from '../../base/plain-date.ts'
import type { FactValue } from './facts.ts'
import { findFact } from './find-fact.ts'

type Permit = Extract<FactValue, { kind: 'permit' }>
type Endorsement = Extract<FactValue, { kind: 'endorsement' }>

/** Days in a row, both included. */
export interface Days {
  from: PlainDate
  to: PlainDate
}

/** Days on which a permit held, both included; a first day of null is not known. */
export interface PermitPeriod {
  from: PlainDate | null
  to: PlainDate
}

/** The yearly endorsement: what is on record, where the record has gaps, and what comes next. */
export interface EndorsementClock {
  /** Every recorded endorsement, oldest first: the day it was made and the day to which it holds. */
  periods: { endorsedOn: PlainDate; until: PlainDate }[]
  /** Days no recorded endorsement covers; the last one is still running while the permit is suspended. */
  gaps: (Days & { days: number })[]
  /** The last day that is covered. */
  until: PlainDate
  /** Whether the permit's function is suspended on the day asked for. */
  suspended: boolean
  /** When the next one is to be made: the month before the anniversary, with the anniversary. */
  due: Days
}

/** Three clocks that are never to be mixed up; null where the record has no such fact. */
export interface PermitClocks {
  /** From residence registration; full months as points count them. */
  residence: { since: PlainDate; months: number } | null
  /** From the permit's issue; a year is full on its anniversary, that of 29 February on the last of February. */
  permit: { issuedOn: PlainDate; years: number } | null
  endorsement: EndorsementClock | null
}

/**
 * The three clocks of a resident on a day: residence registration, permit issue, yearly endorsement
 * (浙江省流动人口居住登记条例 arts. 16 and 19; a period ends on the corresponding day, 民法典 arts. 201–202). How a
 * gap counts is a matter of each policy; here gaps are only told. @param facts the accepted ones of one person
 */
export function permitClocks(facts: readonly FactValue[], on: PlainDate): PermitClocks {
  const residence = findFact(facts, 'residence')
  const permit = findFact(facts, 'permit')
  const issued = permit !== undefined && permit.issuedOn <= on ? permit : undefined
  return {
    residence:
      residence === undefined
        ? null
        : {
            since: residence.registeredOn,
            months: Math.max(0, fullMonths(residence.registeredOn, on)),
          },
    permit:
      permit === undefined ? null : { issuedOn: permit.issuedOn, years: yearsHeld(permit.issuedOn, on) },
    endorsement:
      issued === undefined ? null : endorsementClock(issued, madeBy(endorsementsOf(facts, issued), on), on),
  }
}

function endorsementClock(
  permit: Permit,
  endorsements: readonly Endorsement[],
  on: PlainDate,
): EndorsementClock {
  const until = latest([permit.endorsedUntil, ...endorsements.map((endorsement) => endorsement.until)])
  const running = until < on ? [gap(addDays(until, 1), on)] : []
  return {
    periods: endorsements.map(({ endorsedOn, until: holds }) => ({ endorsedOn, until: holds })),
    gaps: [...gapsBetween(permit, endorsements), ...running],
    until,
    suspended: until < on,
    due: nextDue(permit.issuedOn, until, on),
  }
}

/**
 * The days on which a permit holds, oldest first: from its issue to the last day it is endorsed to, a period each side
 * of a break. A break is only what the record shows, never what it leaves out: an endorsement that was not made ahead
 * of its year shows that none held before it since the anniversary. Days before that which no recorded endorsement
 * covers held where the permit itself states a later end; else nobody knows, and what follows has a first day of null.
 * None where there is no permit (浙江省流动人口居住登记条例 art. 19). @param facts those of one person
 */
export function permitPeriods(facts: readonly FactValue[]): PermitPeriod[] {
  const permit = findFact(facts, 'permit')
  if (permit === undefined) return []
  const periods: PermitPeriod[] = []
  let from: PlainDate | null = permit.issuedOn
  // One that ends before it begins is a slip of the pen and covers no day.
  const endorsements = endorsementsOf(facts, permit).filter(({ endorsedOn, until }) => endorsedOn <= until)
  let covered = coveredAtFirst(permit, endorsements)
  for (const { endorsedOn, until } of endorsements) {
    const uncovered = addDays(covered, 1)
    if (endorsedOn > uncovered) {
      const missed = latest([uncovered, missedFrom(permit, { endorsedOn, until })])
      if (missed > uncovered && permit.endorsedUntil < endorsedOn) {
        periods.push({ from, to: covered })
        from = null
      }
      if (missed < endorsedOn) {
        periods.push({ from, to: addDays(missed, -1) })
        from = endorsedOn
      }
    }
    covered = latest([covered, until])
  }
  const to = latest([permit.endorsedUntil, ...endorsements.map(({ until }) => until)])
  return [...periods, { from, to }].filter((period) => period.from === null || period.from <= period.to)
}

/**
 * The first day an endorsement shows to be missed; its own day where it shows none. One that reaches further than a
 * year was made ahead of its year, and the year before it may have been endorsed too.
 */
function missedFrom(
  { issuedOn }: Permit,
  { endorsedOn, until }: Pick<Endorsement, 'endorsedOn' | 'until'>,
): PlainDate {
  if (until > addMonths(endorsedOn, 12)) return endorsedOn
  const due = addDays(anniversary(issuedOn, yearsHeld(issuedOn, endorsedOn)), 1)
  return due < endorsedOn ? due : endorsedOn
}

/** The first year, or what the permit itself states where that ends before the first endorsement. */
function coveredAtFirst(permit: Permit, [first]: readonly Endorsement[]): PlainDate {
  const stated = first !== undefined && permit.endorsedUntil < first.endorsedOn ? [permit.endorsedUntil] : []
  return latest([anniversary(permit.issuedOn, 1), ...stated])
}

/** The first year runs from the issue; after it each endorsement has to begin before the one before it ends. */
function gapsBetween(permit: Permit, endorsements: readonly Endorsement[]): EndorsementClock['gaps'] {
  let covered = coveredAtFirst(permit, endorsements)
  const gaps: EndorsementClock['gaps'] = []
  for (const { endorsedOn, until } of endorsements) {
    const from = addDays(covered, 1)
    if (endorsedOn > from) gaps.push(gap(from, addDays(endorsedOn, -1)))
    covered = latest([covered, until])
  }
  return gaps
}

function gap(from: PlainDate, to: PlainDate): Days & { days: number } {
  return { from, to, days: toDays(to) - toDays(from) + 1 }
}

/** The first anniversary from `on` that no endorsement was made for: what was made for one holds to the next. */
function nextDue(issuedOn: PlainDate, until: PlainDate, on: PlainDate): Days {
  let year = nextYear(issuedOn, on)
  // An endorsement beyond a lifetime is a slip of the pen, and must not lead out of the calendar.
  const last = year + 100
  while (year < last && addDays(anniversary(issuedOn, year + 1), -1) <= until) year += 1
  return dueFor(issuedOn, year)
}

/** The days on which the endorsement for the end of a year after issue is to be made. */
function dueFor(issuedOn: PlainDate, year: number): Days {
  const to = anniversary(issuedOn, year)
  return { from: addMonths(to, -1), to }
}

/** The days for the first anniversary on or after `day`. */
export function dueAround(issuedOn: PlainDate, day: PlainDate): Days {
  return dueFor(issuedOn, nextYear(issuedOn, day))
}

/** Which anniversary is the first on or after `day`; the first year at least. */
function nextYear(issuedOn: PlainDate, day: PlainDate): number {
  return Math.max(1, yearsHeld(issuedOn, addDays(day, -1)) + 1)
}

/** The day on which `year` years since the issue are full. */
export function anniversary(issuedOn: PlainDate, year: number): PlainDate {
  return addMonths(issuedOn, 12 * year)
}

function yearsHeld(issuedOn: PlainDate, on: PlainDate): number {
  const years = Number(on.slice(0, 4)) - Number(issuedOn.slice(0, 4))
  return Math.max(0, anniversary(issuedOn, years) <= on ? years : years - 1)
}

function endorsementsOf(facts: readonly FactValue[], { issuedOn }: Permit): Endorsement[] {
  return facts
    .filter((fact) => fact.kind === 'endorsement')
    .filter(({ endorsedOn }) => endorsedOn >= issuedOn)
    .sort((a, b) => (a.endorsedOn < b.endorsedOn ? -1 : 1))
}

function madeBy(endorsements: readonly Endorsement[], on: PlainDate): Endorsement[] {
  return endorsements.filter(({ endorsedOn }) => endorsedOn <= on)
}

/** The values with the permit endorsed to the last day any of its recorded endorsements gives. */
export function withEndorsements(values: readonly FactValue[]): FactValue[] {
  return values.map((value) => {
    if (value.kind !== 'permit') return value
    const later = values
      .filter((other) => other.kind === 'endorsement')
      .filter(({ endorsedOn }) => endorsedOn >= value.issuedOn)
    return { ...value, endorsedUntil: latest([value.endorsedUntil, ...later.map(({ until }) => until)]) }
  })
}

function latest([first, ...others]: [PlainDate, ...PlainDate[]]): PlainDate {
  return others.reduce((latestYet, day) => (day > latestYet ? day : latestYet), first)
}
