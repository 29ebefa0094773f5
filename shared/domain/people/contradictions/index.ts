import { assertNever } from '../../../base/assert-never.ts'
import type { FactValue } from '../facts.ts'
import { type HeldFact, takesPlaceOf } from '../slot.ts'
import { dayFindings } from './days.ts'
import { type FactFinding, type KnownPerson, refuse, type StatedFact } from './finding.ts'
import { educationFindings, identityPaperFindings, schoolingFindings } from './person.ts'
import {
  foundAfterAll,
  housingFindings,
  nothingFindings,
  officeFindings,
  patentFindings,
  residencePeriodFindings,
  skillFindings,
  stayFindings,
} from './points.ts'
import { endorsementFindings, hukouFindings, permitFindings, residenceFindings } from './residence.ts'
import { contributionFindings, employmentFindings, insuranceFindings } from './work.ts'

export type { FactFinding, KnownPerson, StatedFact } from './finding.ts'

/**
 * What speaks against a fact, in itself and against what is accepted of the person. What it would take the place of
 * does not count against it, save for months, which are told where they change. Refusals come first. Numbers and names
 * are never repeated in the words.
 */
export function contradictions(fact: StatedFact, known: KnownPerson): FactFinding[] {
  const replaces =
    fact.value.kind === 'contribution' ? () => false : (other: HeldFact) => takesPlaceOf(fact, other)
  const beside = { ...known, facts: known.facts.filter((other) => !replaces(other)) }
  const findings = [
    ...dayFindings(fact, known),
    ...valueFindings(fact, beside),
    ...foundAfterAll(fact, known),
  ]
  return [
    ...findings.filter(({ severity }) => severity === 'refuse'),
    ...findings.filter(({ severity }) => severity === 'warn'),
  ]
}

function valueFindings(fact: StatedFact, known: KnownPerson): FactFinding[] {
  const { value } = fact
  switch (value.kind) {
    case 'identityPaper':
      return identityPaperFindings(value, known)
    case 'hukou':
      return hukouFindings(value, known)
    case 'residence':
      return [...residencePeriodFindings(value, fact), ...residenceFindings(value, known)]
    case 'permit':
      return [...maskedNumber(value.number), ...permitFindings(value, known)]
    case 'endorsement':
      return endorsementFindings(value, known)
    case 'employment':
      return employmentFindings(value, fact, known)
    case 'insurance':
      return insuranceFindings(value, fact, known)
    case 'contribution':
      return contributionFindings(value, fact, known)
    case 'education':
      return educationFindings(value, fact, known)
    case 'schooling':
      return schoolingFindings(fact, known)
    default:
      return pointsFindings(value, fact, known)
  }
}

type EarlierKind =
  | 'identityPaper'
  | 'hukou'
  | 'residence'
  | 'permit'
  | 'endorsement'
  | 'employment'
  | 'insurance'
  | 'contribution'
  | 'education'
  | 'schooling'

function pointsFindings(
  value: Exclude<FactValue, { kind: EarlierKind }>,
  fact: StatedFact,
  known: KnownPerson,
): FactFinding[] {
  switch (value.kind) {
    case 'housing':
      return housingFindings(value)
    case 'skill':
      return skillFindings(value, known)
    case 'office':
      return officeFindings(value, fact, known)
    case 'patent':
      return patentFindings(value)
    case 'stay':
      return stayFindings(value)
    case 'nothing':
      return nothingFindings(value, known)
    case 'honour':
    case 'service':
    case 'donation':
    case 'tax':
    case 'offence':
    case 'jobs':
    case 'award':
    case 'participation':
    case 'choice':
      return []
    default:
      return assertNever(value)
  }
}

/** A number as the page shows it, sent back as if it were the number. */
function maskedNumber(number: string | undefined): FactFinding[] {
  if (number === undefined || !/[*＊]/.test(number)) return []
  return [refuse('fact.number', '号码被遮住了，不完整', '请照证件填写完整号码，或留空。')]
}
