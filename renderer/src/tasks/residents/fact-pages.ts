import type { PlainDate } from '#shared/base/plain-date.ts'
import { type FactKind, factText, factTitle } from '#shared/domain/people/index.ts'
import type { FormPage, SummaryLine } from '../../components/form-page.ts'
import { award, patent } from './fact-pages-award.ts'
import { offence } from './fact-pages-credit.ts'
import { education, schooling, skill } from './fact-pages-education.ts'
import { hukou, identityPaper } from './fact-pages-identity.ts'
import { contribution, insurance } from './fact-pages-insurance.ts'
import { donation, honour, service, tax } from './fact-pages-merit.ts'
import { choice, nothing, participation } from './fact-pages-points.ts'
import { endorsement, housing, permit, residence, stay } from './fact-pages-residence.ts'
import { employment, jobs, office } from './fact-pages-work.ts'
import {
  type FactDraft,
  type FactQuestions,
  periodQuestions,
  periodWords,
  readPeriod,
} from './fact-questions.ts'

const BY_KIND: Readonly<Record<FactKind, FactQuestions>> = {
  identityPaper,
  hukou,
  residence,
  permit,
  endorsement,
  housing,
  employment,
  insurance,
  contribution,
  education,
  skill,
  schooling,
  honour,
  service,
  donation,
  tax,
  offence,
  office,
  jobs,
  patent,
  award,
  stay,
  participation,
  choice,
  nothing,
}

/** The page that asks for the value of one kind of fact and, where it has one, its period. */
export function factPage(kind: FactKind, today: PlainDate | undefined): FormPage<FactDraft> {
  const { questions, period, read } = BY_KIND[kind]
  return {
    id: 'value',
    title: factTitle(kind),
    questions: period === undefined ? questions : [...questions, ...periodQuestions(period)],
    read(body) {
      const { value, valid, errors, notes = {} } = read(body, today)
      if (period === undefined) return { value, valid, errors, notes }
      const days = readPeriod(body, period, today)
      return {
        value,
        valid: days.valid,
        errors: { ...errors, ...days.errors },
        notes: { ...notes, ...days.notes },
      }
    },
    errors: (facts) => facts.errors,
    notes: (facts) => facts.notes,
    next: () => 'source',
    summary: ({ value, valid }) => [
      { question: factTitle(kind), answer: value === undefined ? '还没填全' : factText(value) },
      ...(valid === undefined ? [] : periodSummary(periodWords(valid))),
    ],
  }
}

function periodSummary(words: string | undefined): SummaryLine[] {
  return words === undefined ? [] : [{ question: '有效期间', answer: words }]
}
