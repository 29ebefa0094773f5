import type { CheckedField, FactKind, FactValue } from './facts.ts'

/** The subjects facts are shown under, in the order of the page. */
export const FACT_SUBJECTS = [
  'identity',
  'residence',
  'work',
  'insurance',
  'education',
  'merit',
  'credit',
  'points',
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
  office: 'work',
  jobs: 'work',
  patent: 'merit',
  award: 'merit',
  stay: 'residence',
  participation: 'points',
  choice: 'points',
  nothing: 'points',
} as const satisfies Record<FactKind, FactSubject>

/** The kind of the records a department can have looked for; a spouse and children are relations, not facts. */
const KIND_OF_CHECKED = {
  education: 'education',
  skill: 'skill',
  residence: 'residence',
  permit: 'permit',
  employment: 'employment',
  housing: 'housing',
  office: 'office',
  honour: 'honour',
  service: 'service',
  blood: 'donation',
  organ: 'donation',
  donation: 'donation',
  tax: 'tax',
  jobs: 'jobs',
  patent: 'patent',
  offence: 'offence',
  award: 'award',
  stay: 'stay',
  spouse: null,
  children: null,
} as const satisfies Record<CheckedField, FactKind | null>

/** The subject a kind of fact belongs to. */
export function subjectOf(kind: FactKind): FactSubject {
  return SUBJECT_OF_KIND[kind]
}

/** The kind of fact a department looked for; undefined where it is a relation. */
export function findCheckedKind(field: CheckedField): FactKind | undefined {
  return KIND_OF_CHECKED[field] ?? undefined
}

/** The subject a fact is shown under: that nothing was found stands where the records would. */
export function subjectOfFact(value: FactValue): FactSubject {
  if (value.kind !== 'nothing') return subjectOf(value.kind)
  const kind = findCheckedKind(value.field)
  return kind === undefined ? 'identity' : subjectOf(kind)
}
