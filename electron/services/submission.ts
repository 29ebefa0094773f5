import { z } from 'zod'
import { HEALTH_CHECK_QUESTIONS } from '#shared/domain/eligibility/index.ts'
import { EligibilityView, HealthCheckAnswers } from '#shared/ipc/cases.ts'
import { PointsView } from '#shared/ipc/residents.ts'

/** What a submission freezes: the answers, the readable document, the judgement and the points of that day. */
export const Submission = z.strictObject({
  answers: HealthCheckAnswers,
  document: z.array(z.object({ question: z.string(), answer: z.string() })),
  eligibility: EligibilityView,
  points: PointsView,
})
export type Submission = z.infer<typeof Submission>

/** The questions and answers as they are read for years, whatever the form says later. */
export function readableDocument({ consent, healthDataConsent }: HealthCheckAnswers): Submission['document'] {
  return [
    { question: HEALTH_CHECK_QUESTIONS.consent, answer: answerWords(consent) },
    { question: HEALTH_CHECK_QUESTIONS.healthDataConsent, answer: answerWords(healthDataConsent) },
  ]
}

function answerWords(answer: boolean | null): string {
  if (answer === null) return '未答复'
  return answer ? '是' : '否'
}
