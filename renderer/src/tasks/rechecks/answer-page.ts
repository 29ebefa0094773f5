import type { PlainDate } from '#shared/base/plain-date.ts'
import { recheckOutcomeText } from '#shared/domain/cases/index.ts'
import { RecheckOutcome } from '#shared/ipc/points.ts'
import { dayError, readDay, textError } from '../../components/form-checks.ts'
import { type FormPage, gatherErrors, textOf } from '../../components/form-page.ts'

/** What a department answered, as far as it is filled in. */
export interface AnswerFacts {
  outcome: RecheckOutcome | undefined
  answer: string
  day: string
  answeredOn: PlainDate | undefined
  answeredBy: string
}

const OUTCOME_HINTS = {
  upheld: '事实要更正，再重新计分',
  refused: '事实不变',
  withdrawn: '本人不再要求核对',
} as const satisfies Record<RecheckOutcome, string>

/** The page that records the answer; `askedOn` is the day it was asked, before which there is none. */
export function answerPage(about: {
  askedOn: PlainDate
  today: PlainDate | undefined
}): FormPage<AnswerFacts> {
  return {
    id: 'answer',
    title: '部门的答复',
    questions: [
      {
        name: 'outcome',
        label: '核对结果',
        kind: 'choice',
        options: RecheckOutcome.options.map((value) => ({
          value,
          label: `${recheckOutcomeText(value)}（${OUTCOME_HINTS[value]}）`,
        })),
      },
      { name: 'answer', label: '答复内容', kind: 'text', hint: '照部门原文记，最多 400 字' },
      { name: 'answeredOn', label: '答复日期', kind: 'day', half: true },
      { name: 'answeredBy', label: '答复人', kind: 'text', hint: '部门和姓名', half: true },
    ],
    read: (body) => ({
      outcome: RecheckOutcome.safeParse(textOf(body, 'outcome')).data,
      answer: textOf(body, 'answer'),
      day: textOf(body, 'answeredOn'),
      answeredOn: readDay(textOf(body, 'answeredOn')),
      answeredBy: textOf(body, 'answeredBy'),
    }),
    errors: ({ outcome, answer, day, answeredBy }) =>
      gatherErrors({
        outcome: outcome === undefined ? '请选择核对结果。' : undefined,
        answer: answer.length === 1 ? '请写清楚，至少 2 个字。' : textError(answer, '答复内容', 400),
        answeredOn: answerDayError(day, about),
        answeredBy: textError(answeredBy, '答复人', 60),
      }),
    next: () => null,
    summary: ({ outcome, answer, day, answeredBy }) => [
      { question: '核对结果', answer: outcome === undefined ? '—' : recheckOutcomeText(outcome) },
      { question: '答复内容', answer: answer || '—' },
      { question: '答复日期', answer: day || '—' },
      { question: '答复人', answer: answeredBy || '—' },
    ],
  }
}

function answerDayError(
  day: string,
  { askedOn, today }: { askedOn: PlainDate; today: PlainDate | undefined },
): string | undefined {
  const wrong = dayError(day, '答复日期', today)
  if (wrong !== undefined) return wrong
  return day < askedOn ? `答复日期早于提出复核的 ${askedOn}。请照部门答复核对。` : undefined
}
