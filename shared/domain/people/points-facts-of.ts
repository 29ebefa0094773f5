import type { PlainDate } from '../../base/plain-date.ts'
import { fromMonths, toMonths } from '../../base/year-month.ts'
import { type FundFact, ItemFact } from '../../policy/index.ts'
import { type Contribution, type FoldedFund, foldContributions, insuredByMonths } from './contributions.ts'
import type { CheckedField, FactKind, FactValue } from './facts.ts'
import { findFact, twoValues } from './find-fact.ts'
import { permitPeriods } from './permit-clocks.ts'
import {
  type FactItem,
  type FundLetters,
  MOST_INSURED_MONTHS,
  type PersonFacts,
  type PointsFacts,
} from './points-facts.ts'
import { departmentOf, itemsOfFact } from './points-items.ts'
import { type HeldFact, slotOf } from './slot.ts'

const MOST_FUND_MONTHS = 1200

/**
 * The birth date as the identity number says it, and what is known of the family: absent where nobody looked. A
 * family that was looked at and has no spouse or children is unknown all the same, until a department found none.
 */
export interface PointsPerson {
  birth: PlainDate | null
  family?: { spouse?: PersonFacts; children: PersonFacts[]; guardians: PersonFacts[] }
}

/** The kinds of which a person has one at a time in each slot; of the others several are several items. */
const ONE_IN_A_SLOT: ReadonlySet<FactKind> = new Set([
  'education',
  'skill',
  'insurance',
  'residence',
  'permit',
  'participation',
  'choice',
])

/**
 * The facts points rest on, from the accepted facts of a person in the order in which they came to hold. What nothing
 * was recorded of stays absent; where a department looked and found nothing (`nothing`) it is an empty list, until
 * there is a record. Insured months are those of the certificate or, where more are known, the paid months of the
 * pension (`insuredByMonths`). Two values for one place are refused as CONFLICT: the newer one is for the caller to
 * choose.
 */
export function pointsFactsOf(held: readonly HeldFact[], person: PointsPerson): PointsFacts {
  const values = held.map(({ value }) => value)
  const choices = values.filter((value) => value.kind === 'choice')
  return {
    ...personFactsOf(held, person.birth),
    ...familyFacts(values, person.family),
    ...(choices.length === 0
      ? {}
      : { choices: Object.fromEntries(choices.map(({ question, option }) => [question, option])) }),
  }
}

/** What is known of one person by itself, family and choices aside; otherwise as `pointsFactsOf`. */
export function personFactsOf(held: readonly HeldFact[], birth: PlainDate | null): PersonFacts {
  requireOneInASlot(held)
  const values = held.map(({ value }) => value)
  const insured = insuredMonthsOf(values)
  const participation = findFact(values, 'participation')
  const permit = findFact(values, 'permit')
  return {
    ...(birth === null ? {} : { birth }),
    ...registration(held),
    ...(permit === undefined ? {} : { permitIssuedOn: permit.issuedOn }),
    ...(participation === undefined ? {} : { appliedOn: participation.appliedOn }),
    ...(insured === undefined ? {} : { insuredMonths: insured.months }),
    ...itemFacts(held, values),
    ...fundFacts(values),
  }
}

/** Values without periods and departments, as files and examples state them. */
export function withoutPeriods(values: readonly FactValue[]): HeldFact[] {
  return values.map((value) => ({ value, valid: { from: null, to: null } }))
}

function requireOneInASlot(held: readonly HeldFact[]): void {
  const taken = new Set<string>()
  for (const { value, valid } of held) {
    if (!ONE_IN_A_SLOT.has(value.kind)) continue
    const place = `${value.kind} ${slotOf(value, valid)}`
    if (taken.has(place)) throw twoValues(value.kind)
    taken.add(place)
  }
}

/** The registration that holds now. */
function registration(held: readonly HeldFact[]): Pick<PersonFacts, 'residenceRegisteredOn'> {
  const present = held.filter(({ valid }) => valid.to === null).map(({ value }) => value)
  const residence = findFact(present, 'residence')
  return residence === undefined ? {} : { residenceRegisteredOn: residence.registeredOn }
}

type ItemsByField = Partial<Record<ItemFact, FactItem[]>>

function itemFacts(held: readonly HeldFact[], values: readonly FactValue[]): ItemsByField {
  const placed = [...held.flatMap(itemsOfFact), ...permitItems(held, values)]
  const items: ItemsByField = {}
  for (const field of ItemFact.options) if (foundNone(values, field)) items[field] = []
  for (const { field, item } of placed) {
    const own = items[field] ?? []
    own.push(item)
    items[field] = own
  }
  return items
}

function permitItems(held: readonly HeldFact[], values: readonly FactValue[]) {
  const permit = held.find(({ value }) => value.kind === 'permit')
  if (permit === undefined) return []
  return permitPeriods(values).map(({ from, to }) => ({
    field: 'permit' as const,
    item: { code: 'here', from, to, ...departmentOf(permit) },
  }))
}

type FundsByField = Partial<Record<FundFact, FundLetters>>

function fundFacts(values: readonly FactValue[]): FundsByField {
  const funds: FundsByField = {}
  for (const folded of foldContributions(values.filter((value) => value.kind === 'contribution')))
    funds[folded.fund] = lettersOfFund(folded)
  return funds
}

/** More months than a life has are a slip of the pen at the beginning, and are left out there. */
function lettersOfFund({ from, months }: FoldedFund): FundLetters {
  const over = months.length - MOST_FUND_MONTHS
  if (over <= 0) return { from, months }
  return { from: fromMonths(toMonths(from) + over), months: months.slice(over) }
}

function familyFacts(
  values: readonly FactValue[],
  family: PointsPerson['family'],
): Pick<PointsFacts, 'spouse' | 'children' | 'guardians'> {
  const { spouse, children = [], guardians = [] } = family ?? {}
  const noSpouse = foundNone(values, 'spouse') ? { spouse: null } : {}
  return {
    ...(spouse === undefined ? noSpouse : { spouse }),
    ...(children.length > 0 || foundNone(values, 'children') ? { children } : {}),
    ...(guardians.length > 0 ? { guardians } : {}),
  }
}

function foundNone(values: readonly FactValue[], field: CheckedField): boolean {
  return values.some((value) => value.kind === 'nothing' && value.field === field)
}

/**
 * Insured months and what they were taken from. A department's file may cover a few months of a long life of work, so
 * it never takes away what a certificate states, and months that were not paid are no total by themselves. At most
 * what `PointsFacts` can hold.
 */
export function insuredMonthsOf(
  values: readonly FactValue[],
): { months: number; from: 'insurance' | 'contribution' } | undefined {
  const statements: Contribution[] = values.filter((value) => value.kind === 'contribution')
  const certified = findFact(values, 'insurance')?.months
  const counted = insuredByMonths(statements)
  if (certified === undefined && counted === undefined) return undefined
  const months = Math.min(Math.max(certified ?? 0, counted ?? 0), MOST_INSURED_MONTHS)
  return {
    months,
    from: certified === undefined || (counted ?? 0) > certified ? 'contribution' : 'insurance',
  }
}
