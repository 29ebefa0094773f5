import type { FactKind } from './facts.ts'

/** The subjects facts are shown under, in the order of the page. */
export const FACT_SUBJECTS = [
  'identity',
  'residence',
  'work',
  'insurance',
  'education',
  'merit',
  'credit',
] as const
export type FactSubject = (typeof FACT_SUBJECTS)[number]

const SUBJECT_OF_KIND = {
  identityPaper: 'identity',
  hukou: 'identity',
  residence: 'residence',
  permit: 'residence',
  endorsement: 'residence',
  housing: 'residence',
  employment: 'work',
  insurance: 'insurance',
  contribution: 'insurance',
  education: 'education',
  skill: 'education',
  schooling: 'education',
  honour: 'merit',
  service: 'merit',
  donation: 'merit',
  tax: 'merit',
  offence: 'credit',
} as const satisfies Record<FactKind, FactSubject>

/** The subject a kind of fact belongs to. */
export function subjectOf(kind: FactKind): FactSubject {
  return SUBJECT_OF_KIND[kind]
}
