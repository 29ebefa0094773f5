import { z } from 'zod'
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
    { question: '本人是否愿意参加免费健康体检？', answer: answerWords(consent) },
    {
      question: '本人是否单独同意为组织体检处理其健康信息？（个人信息保护法第二十八至三十条）',
      answer: answerWords(healthDataConsent),
    },
  ]
}

function answerWords(answer: boolean | null): string {
  if (answer === null) return '未答复'
  return answer ? '是' : '否'
}
