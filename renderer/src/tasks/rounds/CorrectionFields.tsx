import type { EntrantPage } from '#shared/ipc/round-results.ts'
import type { Answer, Body, Errors } from '../../components/form-page.ts'
import { QuestionField } from '../../components/QuestionField.tsx'
import { type CorrectedPlan, correctionParts, correctionQuestions } from './correction-form.ts'

/** What is corrected, and the fields of it; each begins with what stands on the frozen list. */
export function CorrectionFields(props: {
  plan: CorrectedPlan
  frozen: EntrantPage['frozen']
  body: Body
  errors: Errors
  change(name: string, answer: Answer): void
}) {
  const { plan, frozen, body, errors, change } = props
  const what = {
    name: 'what',
    label: '更正哪一项',
    kind: 'many',
    options: correctionParts(plan, frozen),
  } as const
  return (
    <div className="form-questions">
      {[what, ...correctionQuestions(plan, frozen, body)].map((question) => (
        <QuestionField
          key={question.name}
          question={question}
          state={{
            answer: body[question.name],
            error: errors[question.name],
            note: undefined,
            options: question.options ?? [],
          }}
          change={(answer) => change(question.name, answer)}
          leave={ignoreLeaving}
        />
      ))}
    </div>
  )
}

/** The errors of this form are shown once the decision is given. */
function ignoreLeaving(): void {}
