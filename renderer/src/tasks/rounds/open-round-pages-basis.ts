import { PlanCitation } from '#shared/domain/allocation/index.ts'
import { textError } from '../../components/form-checks.ts'
import { type Body, type Question, type SummaryLine, textOf } from '../../components/form-page.ts'
import { BASIS_LOOK, PART_WORDS } from './round-look.ts'

type Part = PlanCitation['part']

const STATUSES = PlanCitation.shape.status.options
const LONGEST = 200

/** The two questions on what a part of the plan rests on; both stand on the notice. */
export function basisQuestions(part: Part): Question[] {
  return [
    {
      name: `${part}Status`,
      label: `${PART_WORDS[part]}：依据是什么`,
      kind: 'choice',
      options: STATUSES.map((value) => ({ value, label: BASIS_LOOK[value].word })),
    },
    {
      name: `${part}Basis`,
      label: '依据的文件和条款，或由谁怎样选定',
      kind: 'text',
      hint: '会印在公告上',
    },
  ]
}

/** What is missing of a part's basis, by the names of its questions. */
export function basisErrors(part: Part, body: Body): Record<string, string | undefined> {
  const status = PlanCitation.shape.status.safeParse(textOf(body, `${part}Status`))
  return {
    [`${part}Status`]: status.success ? undefined : '请选择依据。没有文件写明的，由主管选定。',
    [`${part}Basis`]: textError(textOf(body, `${part}Basis`), '依据', LONGEST),
  }
}

/** A part's basis as it is kept; undefined while it is not whole. */
export function readBasis(part: Part, body: Body): PlanCitation | undefined {
  return PlanCitation.safeParse({
    part,
    status: textOf(body, `${part}Status`),
    text: textOf(body, `${part}Basis`),
  }).data
}

export function basisSummary(part: Part, body: Body): SummaryLine {
  const basis = readBasis(part, body)
  const answer = basis === undefined ? '—' : `${BASIS_LOOK[basis.status].word}：${basis.text}`
  return { question: `${PART_WORDS[part]}依据`, answer }
}
