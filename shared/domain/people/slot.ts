import { assertNever } from '../../base/assert-never.ts'
import type { FactPeriod, FactValue } from './facts.ts'

/** A value with the days on which it holds. */
export interface HeldFact {
  value: FactValue
  valid: FactPeriod
}

/**
 * What a fact competes for within its kind: of two facts of one person with the same kind and slot only one can
 * hold. Kinds of which a person has one value at a time have the empty slot; the work that has not ended is one too.
 */
export function slotOf(value: FactValue, valid: FactPeriod): string {
  switch (value.kind) {
    case 'hukou':
    case 'residence':
    case 'permit':
    case 'insurance':
    case 'education':
    case 'skill':
      return ''
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
    default:
      return assertNever(value)
  }
}

/** What is over goes by its first day; where that is not known, by its last, marked so that the two never meet. */
function stretch({ from, to }: FactPeriod): string {
  return to === null ? '' : (from ?? `-${to}`)
}

/**
 * Whether a fact takes the place of another once it is accepted: it has the same kind and slot, or it says when the
 * other, which was open, ended (the same employer, home or school from the same day).
 */
export function takesPlaceOf(fact: HeldFact, other: HeldFact): boolean {
  if (fact.value.kind !== other.value.kind) return false
  return slotOf(fact.value, fact.valid) === slotOf(other.value, other.valid) || ends(fact, other)
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
  if (value.kind !== 'housing' || other.kind !== 'housing') return false
  return value.tenure === other.tenure && value.address === other.address
}
