import type { PlainDate } from '#shared/base/plain-date.ts'
import { checkResidentId } from '#shared/base/resident-id.ts'
import type { AmendRequest } from '#shared/ipc/residents.ts'
import { textError } from '../../components/form-checks.ts'
import { type FormPage, gatherErrors, type Question, textOf } from '../../components/form-page.ts'
import { phoneError, plainPhone, reasonError } from './person-checks.ts'

export type AmendField = AmendRequest['field']

/** What staff call the fields of a person. */
export const FIELD_WORDS = {
  name: '姓名',
  idNumber: '证件号',
  phone: '手机号',
  town: '居住地',
} as const satisfies Record<AmendField, string>

export function isAmendField(field: string): field is AmendField {
  return Object.keys(FIELD_WORDS).includes(field)
}

const VALUE_QUESTIONS = {
  name: { kind: 'text', hint: '照证件逐字填写，少数民族姓名保留间隔号“·”' },
  idNumber: { kind: 'code', hint: '18 位或旧 15 位；末位 X 大小写均可' },
  phone: { kind: 'code', hint: '不再用手机就留空' },
  town: { kind: 'list' },
} as const satisfies Record<AmendField, Pick<Question, 'kind' | 'hint'>>

export interface AmendFacts {
  value: string
  reason: string
  valueError: string | undefined
  valueNote: string | undefined
}

/** The page that corrects one field of a person; the question of a town is named so that its options reach it. */
export function amendPage(field: AmendField, today: PlainDate | undefined): FormPage<AmendFacts> {
  const valueName = field === 'town' ? 'town' : 'value'
  const title = FIELD_WORDS[field]
  return {
    id: 'amend',
    title: `更正${title}`,
    questions: [
      { name: valueName, label: `正确的${title}`, ...VALUE_QUESTIONS[field], optional: field === 'phone' },
      { name: 'reason', label: '更正的理由', kind: 'text', hint: '如：照身份证原件更正、本人换号' },
    ],
    read: (body) => ({
      ...readValue(field, textOf(body, valueName), today),
      reason: textOf(body, 'reason'),
    }),
    errors: ({ valueError, reason }) =>
      gatherErrors({ [valueName]: valueError, reason: reasonError(reason, 100) }),
    notes: ({ valueNote }) => gatherErrors({ [valueName]: valueNote }),
    next: () => null,
    summary: ({ value, reason }) => [
      { question: `正确的${title}`, answer: value || (field === 'phone' ? '不再登记' : '—') },
      { question: '理由', answer: reason || '—' },
    ],
  }
}

function readValue(
  field: AmendField,
  text: string,
  today: PlainDate | undefined,
): Omit<AmendFacts, 'reason'> {
  switch (field) {
    case 'name':
      return { value: text, valueError: textError(text, '姓名', 50), valueNote: undefined }
    case 'town':
      return { value: text, valueError: text === '' ? '请选择镇或街道。' : undefined, valueNote: undefined }
    case 'phone': {
      const phone = plainPhone(text)
      return { value: phone, valueError: phone === '' ? undefined : phoneError(phone), valueNote: undefined }
    }
    case 'idNumber': {
      const id = checkResidentId(text, today)
      const found = (severity: string) =>
        id.problems.find((problem) => problem.severity === severity)?.message
      return { value: id.normal, valueError: found('error'), valueNote: found('warning') }
    }
  }
}
