import type { PlainDate } from '#shared/base/plain-date.ts'
import { checkResidentId, type ResidentIdCheck } from '#shared/base/resident-id.ts'
import { RegisterRequest } from '#shared/ipc/residents.ts'
import { textError } from '../../components/form-checks.ts'
import { type FormPage, gatherErrors, type Question, textOf } from '../../components/form-page.ts'

/** What the register form says so far. */
export interface RegisterFacts {
  name: string
  id: ResidentIdCheck
  phone: string | undefined
  town: string
}

function phoneError(phone: string | undefined): string | undefined {
  if (phone === undefined || RegisterRequest.shape.phone.safeParse(phone).success) return undefined
  if (/^1\d*$/.test(phone) && phone.length < 11) return `还差 ${11 - phone.length} 位：手机号应为 11 位。`
  return '手机号应为 1 开头的 11 位数字。请与本人核对。'
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

/** The one page of registering a resident; `today` refuses a birth that lies in the future. */
export function registerPage(today: PlainDate | undefined): FormPage<RegisterFacts> {
  return {
    id: 'person',
    title: '本人身份',
    questions: QUESTIONS,
    read(body) {
      const phone = textOf(body, 'phone').replace(/[\s-]/g, '')
      return {
        name: textOf(body, 'name'),
        id: checkResidentId(textOf(body, 'idNumber'), today),
        phone: phone === '' ? undefined : phone,
        town: textOf(body, 'town'),
      }
    },
    errors: (facts) =>
      gatherErrors({
        name: textError(facts.name, '姓名', 50),
        idNumber: facts.id.problems.find((problem) => problem.severity === 'error')?.message,
        town: facts.town === '' ? '请选择现在居住的镇或街道。' : undefined,
        phone: phoneError(facts.phone),
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
    ],
  }
}
