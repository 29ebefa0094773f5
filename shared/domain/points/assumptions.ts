import { z } from 'zod'
import { assertNever } from '../../base/assert-never.ts'
import { addDays, PlainDate } from '../../base/plain-date.ts'
import {
  EDUCATION_CODES,
  type FactField,
  FundFact,
  HONOUR_LEVELS,
  type ItemFact,
  SKILL_CODES,
} from '../../policy/index.ts'
import { type FactItem, MOST_INSURED_MONTHS, type PointsFacts } from '../people/index.ts'

/**
 * Something the clerk assumes at the counter; nothing of it is recorded. `insured-months`: so many more months paid.
 * `residence-since`, `permit-since`: another first day. `housing`: the home is now such a one. `later`: as of another
 * day.
 */
export const Assumption = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('insured-months'), fund: FundFact, months: z.int().min(1).max(240) }),
  z.strictObject({ kind: z.literal('residence-since'), day: PlainDate }),
  z.strictObject({ kind: z.literal('permit-since'), day: PlainDate }),
  z.strictObject({ kind: z.literal('education'), level: z.enum(EDUCATION_CODES) }),
  z.strictObject({ kind: z.literal('skill'), level: z.enum(SKILL_CODES) }),
  z.strictObject({
    kind: z.literal('housing'),
    tenure: z.enum(['owned', 'rented', 'rentedTaxed', 'dormitory', 'publicRental']),
  }),
  z.strictObject({ kind: z.literal('service'), hours: z.int().min(1).max(2000) }),
  z.strictObject({ kind: z.literal('honour'), level: z.enum(HONOUR_LEVELS) }),
  z.strictObject({ kind: z.literal('later'), day: PlainDate }),
])
export type Assumption = z.infer<typeof Assumption>

/** Facts whose items run on until something ends them; the others are what happened. */
const RUNNING_FACTS = ['residence', 'permit', 'employment', 'housing', 'office'] as const satisfies ItemFact[]

/** As many letters as `FundLetters` holds. */
const MOST_LETTERS = 1200

/**
 * The facts and the day as they would be under the assumptions; the given facts stay as they are. What is assumed
 * holds from the day, or from the day it is looked at where that is earlier. Months are paid after the last known
 * one: those after the month of the day count only together with `later`. A count or a fund that is not known stays
 * so. What runs on the day is taken to run on until a later one.
 */
export function applyAssumptions(
  facts: PointsFacts,
  assumptions: readonly Assumption[],
  on: PlainDate,
): { facts: PointsFacts; on: PlainDate } {
  const day = assumptions.reduce(
    (moved, assumption) => (assumption.kind === 'later' ? assumption.day : moved),
    on,
  )
  const since = day < on ? day : on
  const running = runningOn(facts, on, day)
  return {
    facts: assumptions.reduce((assumed, next) => withAssumption(assumed, next, since), running),
    on: day,
  }
}

/** The facts the assumptions change, apart from the day. */
export function assumedFields(assumptions: readonly Assumption[]): ReadonlySet<FactField> {
  return new Set(assumptions.flatMap(fieldsOf))
}

function fieldsOf(assumption: Assumption): FactField[] {
  switch (assumption.kind) {
    case 'insured-months':
      return assumption.fund === 'pension' ? ['insuredMonths', 'pension'] : [assumption.fund]
    case 'residence-since':
      return ['residenceRegisteredOn', 'residence']
    case 'permit-since':
      return ['permitIssuedOn', 'permit']
    case 'education':
    case 'skill':
    case 'housing':
    case 'service':
    case 'honour':
      return [assumption.kind]
    case 'later':
      return []
    default:
      return assertNever(assumption)
  }
}

function withAssumption(facts: PointsFacts, assumption: Assumption, since: PlainDate): PointsFacts {
  switch (assumption.kind) {
    case 'insured-months':
      return withMonths(facts, assumption)
    case 'residence-since':
      return {
        ...facts,
        residenceRegisteredOn: assumption.day,
        residence: beginningOn(assumption.day, facts.residence),
      }
    case 'permit-since':
      return { ...facts, permitIssuedOn: assumption.day, permit: beginningOn(assumption.day, facts.permit) }
    case 'education':
      return { ...facts, education: higherOf(facts.education ?? [], itemSince(assumption.level, since)) }
    case 'skill':
      return {
        ...facts,
        skill: [
          ...(facts.skill ?? []).filter(({ code }) => code !== 'none'),
          itemSince(assumption.level, since),
        ],
      }
    case 'housing':
      return {
        ...facts,
        housing: [...endedBefore(since, facts.housing ?? []), itemSince(assumption.tenure, since)],
      }
    case 'service':
      return {
        ...facts,
        service: [...(facts.service ?? []), { ...itemSince('hours', since), amount: assumption.hours }],
      }
    case 'honour':
      return { ...facts, honour: [...(facts.honour ?? []), itemSince(`merit.${assumption.level}`, since)] }
    case 'later':
      return facts
    default:
      return assertNever(assumption)
  }
}

function itemSince(code: string, since: PlainDate): FactItem {
  return { code, from: since, to: null }
}

/** A degree takes the place of the lower ones; one that is already surpassed changes nothing. */
function higherOf(held: readonly FactItem[], assumed: FactItem): FactItem[] {
  const order: readonly string[] = EDUCATION_CODES
  const rank = ({ code }: FactItem) => order.indexOf(code)
  const higher = held.filter((item) => rank(item) <= rank(assumed))
  return higher.length > 0 ? higher : [assumed]
}

/** Certified months are those of the pension. */
function withMonths(
  facts: PointsFacts,
  { fund, months }: Extract<Assumption, { kind: 'insured-months' }>,
): PointsFacts {
  const letters = facts[fund]
  const certified = fund === 'pension' ? facts.insuredMonths : undefined
  return {
    ...facts,
    ...(certified === undefined ? {} : { insuredMonths: Math.min(certified + months, MOST_INSURED_MONTHS) }),
    ...(letters === undefined
      ? {}
      : {
          [fund]: {
            ...letters,
            months: `${letters.months.trimEnd()}${'P'.repeat(months)}`.slice(0, MOST_LETTERS),
          },
        }),
  }
}

/** One period here from another first day, to the day to which the last one here holds. */
function beginningOn(day: PlainDate, items: readonly FactItem[] = []): FactItem[] {
  const here = items.filter(({ code }) => code === 'here')
  const ends = here.map(({ to }) => to)
  const to = ends.includes(null)
    ? null
    : (ends
        .filter((end) => end !== null)
        .sort()
        .at(-1) ?? null)
  return [
    ...items.filter(({ code }) => code !== 'here'),
    { ...here.at(-1), code: 'here', from: day, to: to !== null && to < day ? null : to },
  ]
}

/** Items that hold on a day end on the day before. */
function endedBefore(day: PlainDate, items: readonly FactItem[]): FactItem[] {
  return items
    .filter(({ from }) => from === null || from < day)
    .map((item) => (item.to === null || item.to >= day ? { ...item, to: addDays(day, -1) } : item))
}

function runningOn(facts: PointsFacts, on: PlainDate, day: PlainDate): PointsFacts {
  const kept: PointsFacts = { ...facts }
  for (const fact of RUNNING_FACTS) {
    const items = facts[fact]
    if (items !== undefined) kept[fact] = items.map((item) => keptRunning(item, on, day))
  }
  return kept
}

/** What holds on the day and would end before the later one is taken to be renewed; a single day is over. */
function keptRunning(item: FactItem, on: PlainDate, day: PlainDate): FactItem {
  const { from, to } = item
  const begun = from === null || from <= on
  return begun && to !== null && to >= on && to < day && from !== to ? { ...item, to: null } : item
}
