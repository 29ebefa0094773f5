import { assertNever } from '../../base/assert-never.ts'
import { PlainDate } from '../../base/plain-date.ts'
import type { FactField, ItemFact } from '../../policy/index.ts'
import type { DonationKind, FactValue } from './facts.ts'
import type { FactItem } from './points-facts.ts'
import type { HeldFact } from './slot.ts'

/** One item and the fact of a points rule it belongs to. */
export interface PlacedItem {
  field: ItemFact
  item: FactItem
}

type OfKind<Kind extends FactValue['kind']> = Extract<FactValue, { kind: Kind }>

const DONATED = {
  blood: { field: 'blood', code: 'whole' },
  platelets: { field: 'blood', code: 'platelets' },
  marrowRegistered: { field: 'organ', code: 'marrowRegistered' },
  marrow: { field: 'organ', code: 'marrow' },
  organ: { field: 'organ', code: 'organ' },
  money: { field: 'donation', code: 'money' },
} as const satisfies Record<DonationKind, { field: ItemFact; code: string }>

/**
 * The items one recorded fact stands for; none where points do not rest on it, or where it is read together with
 * others (the permit with its endorsements, months of a fund). What is recorded by the year holds the whole year.
 */
export function itemsOfFact(fact: HeldFact): PlacedItem[] {
  const { value } = fact
  switch (value.kind) {
    case 'education':
    case 'skill':
      return [{ field: value.kind, item: lasting(fact, value.level) }]
    case 'residence':
      return residenceItems(value, fact)
    case 'housing':
      return [{ field: 'housing', item: lasting(fact, value.tenure, amountOf(value.areaSquareMetres)) }]
    case 'employment':
      return employmentItems(value, fact)
    case 'office':
      return [{ field: 'office', item: lasting(fact, value.what, labelOf(value.title)) }]
    case 'jobs':
      return [
        { field: 'jobs', item: lasting(fact, 'localHired', { amount: value.hired, label: value.employer }) },
      ]
    default:
      return happenedItems(value, fact)
  }
}

type LastingKind = 'education' | 'skill' | 'residence' | 'housing' | 'employment' | 'office' | 'jobs'

function happenedItems(value: Exclude<FactValue, { kind: LastingKind }>, fact: HeldFact): PlacedItem[] {
  switch (value.kind) {
    case 'honour': {
      const code = `${value.category ?? 'merit'}.${value.level}`
      return [{ field: 'honour', item: onDay(fact, code, value.awardedOn, { label: value.title }) }]
    }
    case 'donation':
      return [donationItem(value, fact)]
    case 'patent': {
      const { what, grantedOn, owners, first, number } = value
      return [{ field: 'patent', item: onDay(fact, what, grantedOn, { owners, first, label: number }) }]
    }
    case 'offence':
      return [{ field: 'offence', item: onDay(fact, value.nature, value.decidedOn) }]
    case 'award': {
      const part = { amount: value.pointsX100, label: value.by }
      return [{ field: 'award', item: onDay(fact, value.giver, value.awardedOn, part) }]
    }
    case 'service': {
      const part = { amount: value.hours, label: value.organisation }
      return [{ field: 'service', item: inYear(fact, 'hours', value.year, part) }]
    }
    case 'tax':
      return [{ field: 'tax', item: inYear(fact, value.payer, value.year, { amount: value.amountFen }) }]
    case 'stay':
      return [{ field: 'stay', item: stayItem(value, fact) }]
    case 'identityPaper':
    case 'hukou':
    case 'permit':
    case 'endorsement':
    case 'insurance':
    case 'contribution':
    case 'schooling':
    case 'participation':
    case 'choice':
    case 'nothing':
      return []
    default:
      return assertNever(value)
  }
}

/** Registered from the day of registration, not from any day the record came to hold. */
function residenceItems({ registeredOn }: OfKind<'residence'>, fact: HeldFact): PlacedItem[] {
  const { to } = fact.valid
  if (to !== null && to < registeredOn) return []
  return [{ field: 'residence', item: { ...lasting(fact, 'here'), from: registeredOn } }]
}

/** Sanitation work is work as well, so it stands as both. */
function employmentItems(value: OfKind<'employment'>, fact: HeldFact): PlacedItem[] {
  const label = labelOf(value.occupation)
  const codes = [value.basis ?? 'contract', ...(value.sanitation === true ? ['sanitation'] : [])]
  return codes.map((code) => ({ field: 'employment', item: lasting(fact, code, label) }))
}

function donationItem({ what, donatedOn, amount }: OfKind<'donation'>, fact: HeldFact): PlacedItem {
  const { field, code } = DONATED[what]
  return { field, item: onDay(fact, code, donatedOn, amountOf(amount ?? undefined)) }
}

function stayItem({ season, year, registeredOn }: OfKind<'stay'>, fact: HeldFact): FactItem {
  return registeredOn === undefined ? inYear(fact, season, year) : onDay(fact, season, registeredOn)
}

type Part = Partial<Pick<FactItem, 'amount' | 'label' | 'owners' | 'first'>>

function lasting(fact: HeldFact, code: string, part: Part = {}): FactItem {
  const { from, to } = fact.valid
  return { code, from, to, ...part, ...departmentOf(fact) }
}

function onDay(fact: HeldFact, code: string, day: PlainDate, part: Part = {}): FactItem {
  return { code, from: day, to: day, ...part, ...departmentOf(fact) }
}

function inYear(fact: HeldFact, code: string, year: number, part: Part = {}): FactItem {
  const [from, to] = [PlainDate.parse(`${year}-01-01`), PlainDate.parse(`${year}-12-31`)]
  return { code, from, to, ...part, ...departmentOf(fact) }
}

function amountOf(amount: number | undefined): Part {
  return amount === undefined ? {} : { amount }
}

function labelOf(label: string | undefined): Part {
  return label === undefined ? {} : { label }
}

/** The department of a fact as an item carries it. */
export function departmentOf({ department }: HeldFact): Pick<FactItem, 'department'> {
  return department === undefined ? {} : { department }
}

/** Whether a points fact is read from this recorded one, so that its source can be told. */
export function isReadFrom(field: FactField, fact: HeldFact): boolean {
  const { value } = fact
  switch (field) {
    case 'birth':
      return false
    case 'residenceRegisteredOn':
      return value.kind === 'residence' && fact.valid.to === null
    case 'permitIssuedOn':
      return value.kind === 'permit'
    case 'appliedOn':
      return value.kind === 'participation'
    case 'insuredMonths':
      return value.kind === 'insurance' || (value.kind === 'contribution' && value.fund === 'pension')
    case 'permit':
      return value.kind === 'permit' || value.kind === 'endorsement'
    case 'pension':
    case 'medical':
    case 'unemployment':
    case 'injury':
    case 'maternity':
    case 'housingFund':
      return value.kind === 'contribution' && value.fund === field
    default:
      return itemsOfFact(fact).some((placed) => placed.field === field)
  }
}
