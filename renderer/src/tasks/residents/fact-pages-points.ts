import { CheckedField, checkedText } from '#shared/domain/people/index.ts'
import { dayError, readDay } from '../../components/form-checks.ts'
import { textOf } from '../../components/form-page.ts'
import { readChoice } from './fact-choices.ts'
import { type FactQuestions, optionsOf, reading } from './fact-questions.ts'

export const participation: FactQuestions = {
  questions: [
    {
      name: 'appliedOn',
      label: '申请积分的日期',
      kind: 'day',
      hint: '照受理单；每年申请的记最近一次',
      half: true,
    },
  ],
  read(body, today) {
    const text = textOf(body, 'appliedOn')
    const appliedOn = readDay(text)
    return reading({ appliedOn: dayError(text, '申请日期', today) }, () =>
      appliedOn === undefined ? undefined : { kind: 'participation', appliedOn },
    )
  },
}

/** The options are what the policies in force leave to the applicant. */
export const choice: FactQuestions = {
  questions: [
    {
      name: 'answer',
      label: '本人选择',
      kind: 'list',
      hint: '政策写明由本人选一种计分的指标；没有可选的，就是现行政策不要选',
    },
  ],
  read(body) {
    const chosen = readChoice(textOf(body, 'answer'))
    return reading({ answer: chosen === undefined ? '请当面问清本人后选择。' : undefined }, () =>
      chosen === undefined ? undefined : { kind: 'choice', ...chosen },
    )
  },
}

export const nothing: FactQuestions = {
  questions: [
    {
      name: 'field',
      label: '查的是什么',
      kind: 'list',
      hint: '由哪个部门查的，在下一页“来源”里选；没有查过就不要记，保持未知',
      options: optionsOf(CheckedField.options, checkedText),
    },
    { name: 'checkedOn', label: '核查日期', kind: 'day', half: true },
  ],
  read(body, today) {
    const field = CheckedField.safeParse(textOf(body, 'field')).data
    const text = textOf(body, 'checkedOn')
    const checkedOn = readDay(text)
    return reading(
      {
        field: field === undefined ? '请选择查的是什么。' : undefined,
        checkedOn: dayError(text, '核查日期', today),
      },
      () =>
        field === undefined || checkedOn === undefined ? undefined : { kind: 'nothing', field, checkedOn },
    )
  },
}
