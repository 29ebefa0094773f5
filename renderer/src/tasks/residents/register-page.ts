import type { PlainDate } from '#shared/base/plain-date.ts'
import { checkResidentId, type ResidentIdCheck } from '#shared/base/resident-id.ts'
import type { RegisterRequest } from '#shared/ipc/residents.ts'
import { textError } from '../../components/form-checks.ts'
import { type FormPage, gatherErrors, type Question, textOf } from '../../components/form-page.ts'
import { phoneError, plainPhone, reasonError } from './person-checks.ts'

/** What the register form says so far. */
export interface RegisterFacts {
  name: string
  id: ResidentIdCheck
  phone: string | undefined
  town: string
  notSame: string
}

const QUESTIONS: readonly Question[] = [
  { name: 'name', label: '姓名', kind: 'text', hint: '照证件逐字填写，少数民族姓名保留间隔号“·”' },
  {
    name: 'idNumber',
    label: '身份证号码',
    kind: 'code',
    hint: '居民身份证或港澳台居民居住证，18 位或旧 15 位；末位 X 大小写均可',
  },
  { name: 'town', label: '居住地', kind: 'list', half: true },
  { name: 'phone', label: '手机号', kind: 'code', half: true, optional: true },
]

const NOT_SAME: Question = {
  name: 'notSame',
  label: '不是同一人的理由',
  kind: 'text',
  hint: '是同一人请打开原记录；确实不是，写明怎么核实的，如：两人身份证原件都看过',
}

/**
 * The one page of registering a resident; `today` refuses a birth that lies in the future. Where people were found
 * who are likely the same one (`alike`), it asks why they are not.
 */
export function registerPage(today: PlainDate | undefined, alike: boolean): FormPage<RegisterFacts> {
  return {
    id: 'person',
    title: '本人身份',
    questions: alike ? [...QUESTIONS, NOT_SAME] : QUESTIONS,
    read(body) {
      const phone = plainPhone(textOf(body, 'phone'))
      return {
        name: textOf(body, 'name'),
        id: checkResidentId(textOf(body, 'idNumber'), today),
        phone: phone === '' ? undefined : phone,
        town: textOf(body, 'town'),
        notSame: alike ? textOf(body, 'notSame') : '',
      }
    },
    errors: (facts) =>
      gatherErrors({
        name: textError(facts.name, '姓名', 50),
        idNumber: facts.id.problems.find((problem) => problem.severity === 'error')?.message,
        town: facts.town === '' ? '请选择现在居住的镇或街道。' : undefined,
        phone: facts.phone === undefined ? undefined : phoneError(facts.phone),
        notSame: alike ? reasonError(facts.notSame, 200) : undefined,
      }),
    notes: (facts) =>
      gatherErrors({
        idNumber: facts.id.problems.find((problem) => problem.severity === 'warning')?.message,
      }),
    next: () => null,
    summary: (facts) => [
      { question: '姓名', answer: facts.name || '—' },
      { question: '身份证号码', answer: facts.id.valid ? facts.id.normal : '—' },
      { question: '性别', answer: facts.id.valid ? (facts.id.sex ?? '—') : '—' },
      { question: '出生日期', answer: facts.id.birth ?? '—' },
      { question: '居住地', answer: facts.town || '—' },
      { question: '手机号', answer: facts.phone ?? '未填' },
      ...(alike ? [{ question: '不是同一人', answer: facts.notSame || '—' }] : []),
    ],
  }
}

/** What the filled page asks the engine to do. */
export function registerRequest(facts: RegisterFacts): Omit<RegisterRequest, 'commandId'> {
  const { name, id, phone, town, notSame } = facts
  return {
    name,
    idNumber: id.normal,
    town,
    ...(phone === undefined ? {} : { phone }),
    ...(notSame === '' ? {} : { notSame }),
  }
}
