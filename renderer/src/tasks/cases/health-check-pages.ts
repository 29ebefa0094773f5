import { HEALTH_CHECK_QUESTIONS } from '#shared/domain/eligibility/index.ts'
import type { HealthCheckAnswers } from '#shared/ipc/cases.ts'
import { readTriState } from '../../components/form-checks.ts'
import {
  type Body,
  type FormPage,
  gatherErrors,
  type Step,
  stepOf,
  textOf,
} from '../../components/form-page.ts'

function words(answer: boolean | null, yes: string, no: string): string {
  if (answer === null) return '还没有问'
  return answer ? yes : no
}

const consentPage: FormPage<{ consent: boolean | null }> = {
  id: 'consent',
  title: '本人意愿',
  questions: [
    {
      name: 'consent',
      label: HEALTH_CHECK_QUESTIONS.consent,
      kind: 'choice',
      hint: '请当面问本人，不代为决定',
      options: [
        { value: 'yes', label: '愿意' },
        { value: 'no', label: '不愿意' },
      ],
    },
  ],
  read: (body) => ({ consent: readTriState(textOf(body, 'consent')) }),
  errors: ({ consent }) => gatherErrors({ consent: consent === null ? '请问过本人后选择。' : undefined }),
  next: ({ consent }) => (consent === false ? null : 'health-data'),
  summary: ({ consent }) => [
    { question: HEALTH_CHECK_QUESTIONS.consent, answer: words(consent, '愿意', '不愿意') },
  ],
}

const healthDataPage: FormPage<{ healthDataConsent: boolean | null }> = {
  id: 'health-data',
  title: '健康信息单独同意',
  questions: [
    {
      name: 'healthDataConsent',
      label: HEALTH_CHECK_QUESTIONS.healthDataConsent,
      kind: 'choice',
      hint: '健康信息是敏感个人信息，请先告知处理的必要性和对本人的影响',
      options: [
        { value: 'yes', label: '同意' },
        { value: 'no', label: '不同意' },
      ],
    },
  ],
  read: (body) => ({ healthDataConsent: readTriState(textOf(body, 'healthDataConsent')) }),
  errors: ({ healthDataConsent }) =>
    gatherErrors({ healthDataConsent: healthDataConsent === null ? '请告知后由本人选择。' : undefined }),
  next: () => null,
  summary: ({ healthDataConsent }) => [
    {
      question: HEALTH_CHECK_QUESTIONS.healthDataConsent,
      answer: words(healthDataConsent, '同意', '不同意'),
    },
  ],
}

/** The health-check application: whoever does not wish to take part is not asked about health data. */
export const healthCheckSteps: readonly Step[] = [stepOf(consentPage), stepOf(healthDataPage)]

/** The answers so far; null is not yet answered, also for a question that is no longer asked. */
export function readAnswers(body: Body): HealthCheckAnswers {
  const { consent } = consentPage.read(body)
  const { healthDataConsent } = healthDataPage.read(body)
  return { consent, healthDataConsent: consent === false ? null : healthDataConsent }
}
