import { assertNever } from '../../base/assert-never.ts'
import type { FactPeriod, FactValue, SkillLevel } from './facts.ts'

/** A value with the days on which it holds and, where it is known, the department whose record it is. */
export interface HeldFact {
  value: FactValue
  valid: FactPeriod
  department?: string
}

/**
 * What a fact competes for within its kind: of two facts of one person with the same kind and slot only one can
 * hold. Kinds of which a person has one value at a time have the empty slot; the work that has not ended is one too.
 */
export function slotOf(value: FactValue, valid: FactPeriod): string {
  switch (value.kind) {
    case 'hukou':
    case 'permit':
    case 'insurance':
    case 'education':
    case 'participation':
      return ''
    case 'residence':
      return valid.to === null ? '' : value.registeredOn
    case 'skill':
      return SKILL_FAMILIES[value.level]
    case 'identityPaper':
      return value.paper
    case 'endorsement':
      return value.endorsedOn
    case 'housing':
    case 'schooling':
      return stretch(valid)
    case 'employment':
      return valid.to === null ? '' : `${value.uscc} ${stretch(valid)}`
    case 'contribution':
      return `${value.fund} ${value.from} ${value.months.length}`
    case 'honour':
      return `${value.awardedOn} ${value.title}`
    case 'service':
      return `${value.year} ${value.organisation}`
    case 'donation':
      return `${value.donatedOn} ${value.what}`
    case 'tax':
      return `${value.year} ${value.payer}`
    case 'offence':
      return value.document
    case 'office':
      return `${value.what} ${stretch(valid)}`.trim()
    case 'jobs':
      return `${value.employer} ${stretch(valid)}`.trim()
    case 'patent':
      return value.number
    case 'award':
      return `${value.awardedOn} ${value.by}`
    case 'stay':
      return `${value.year} ${value.season}`
    case 'choice':
      return value.question
    case 'nothing':
      return value.field
    default:
      return assertNever(value)
  }
}

/** A title and a certificate are held at once; of each kind the highest counts. */
const SKILL_FAMILIES = {
  level1: 'level',
  level2: 'level',
  level3: 'level',
  level4: 'level',
  level5: 'level',
  titleSenior: 'title',
  titleAssociateSenior: 'title',
  titleMid: 'title',
  titleJunior: 'title',
  titleTechnician: 'title',
  specialAdvanced: 'special',
  specialOrdinary: 'special',
  none: 'none',
} as const satisfies Record<SkillLevel, string>

/** What is over goes by its first day; where that is not known, by its last, marked so that the two never meet. */
function stretch({ from, to }: FactPeriod): string {
  return to === null ? '' : (from ?? `-${to}`)
}

/**
 * Whether a fact takes the place of another once it is accepted: it has the same kind and slot, or it says when the
 * other, which was open, ended (the same employer, home or school from the same day). Any certificate of skill takes the
 * place of a known "none".
 */
export function takesPlaceOf(fact: HeldFact, other: HeldFact): boolean {
  if (fact.value.kind !== other.value.kind) return false
  return (
    slotOf(fact.value, fact.valid) === slotOf(other.value, other.valid) ||
    ends(fact, other) ||
    fills(fact.value, other.value)
  )
}

function fills(value: FactValue, other: FactValue): boolean {
  return value.kind === 'skill' && other.kind === 'skill' && other.level === 'none'
}

function ends(fact: HeldFact, other: HeldFact): boolean {
  if (fact.valid.to === null || other.valid.to !== null) return false
  const sameStart =
    fact.valid.from === null || other.valid.from === null || fact.valid.from === other.valid.from
  return sameStart && isSameThing(fact.value, other.value)
}

function isSameThing(value: FactValue, other: FactValue): boolean {
  if (value.kind === 'employment' && other.kind === 'employment') return value.uscc === other.uscc
  if (value.kind === 'schooling' && other.kind === 'schooling') return value.school === other.school
  if (value.kind === 'residence' && other.kind === 'residence')
    return value.registeredOn === other.registeredOn
  if (value.kind === 'office' && other.kind === 'office')
    return value.what === other.what && value.title === other.title
  if (value.kind === 'jobs' && other.kind === 'jobs') return value.employer === other.employer
  if (value.kind !== 'housing' || other.kind !== 'housing') return false
  return value.tenure === other.tenure && value.address === other.address
}
