import { Tenure, tenureText } from '#shared/domain/people/index.ts'
import { dayError, optionalTextError, readDay } from '../../components/form-checks.ts'
import { textOf } from '../../components/form-page.ts'
import { type FactQuestions, optionalText, optionsOf, reading } from './fact-questions.ts'

export const residence: FactQuestions = {
  questions: [
    {
      name: 'registeredOn',
      label: '居住登记日期',
      kind: 'day',
      hint: '居住登记，不是居住证签发日',
      half: true,
    },
    { name: 'address', label: '登记的地址', kind: 'text', optional: true },
  ],
  read(body, today) {
    const text = textOf(body, 'registeredOn')
    const registeredOn = readDay(text)
    return reading(
      {
        registeredOn: dayError(text, '居住登记日期', today),
        address: optionalTextError(textOf(body, 'address'), '地址', 100),
      },
      () =>
        registeredOn === undefined
          ? undefined
          : { kind: 'residence', registeredOn, ...optionalText(body, 'address') },
    )
  },
}

export const permit: FactQuestions = {
  questions: [
    { name: 'issuedOn', label: '签发日期', kind: 'day', half: true },
    { name: 'endorsedUntil', label: '签注有效至', kind: 'day', hint: '证件背面最后一次签注', half: true },
    { name: 'number', label: '居住证号', kind: 'code', half: true, optional: true },
  ],
  read(body, today) {
    const issuedText = textOf(body, 'issuedOn')
    const endorsedText = textOf(body, 'endorsedUntil')
    const [issuedOn, endorsedUntil] = [readDay(issuedText), readDay(endorsedText)]
    const reversed = issuedOn !== undefined && endorsedUntil !== undefined && endorsedUntil < issuedOn
    return reading(
      {
        issuedOn: dayError(issuedText, '居住证签发日期', today),
        endorsedUntil:
          dayError(endorsedText, '签注有效期') ??
          (reversed ? '签注有效期早于签发日期。请照证件核对。' : undefined),
        number: optionalTextError(textOf(body, 'number'), '居住证号', 40),
      },
      () =>
        issuedOn === undefined || endorsedUntil === undefined
          ? undefined
          : { kind: 'permit', issuedOn, endorsedUntil, ...optionalText(body, 'number') },
    )
  },
}

export const endorsement: FactQuestions = {
  questions: [
    { name: 'endorsedOn', label: '签注日期', kind: 'day', half: true },
    { name: 'until', label: '有效至', kind: 'day', hint: '一年一签，逐年各记一条', half: true },
  ],
  read(body, today) {
    const [onText, untilText] = [textOf(body, 'endorsedOn'), textOf(body, 'until')]
    const [endorsedOn, until] = [readDay(onText), readDay(untilText)]
    const reversed = endorsedOn !== undefined && until !== undefined && until < endorsedOn
    return reading(
      {
        endorsedOn: dayError(onText, '签注日期', today),
        until: dayError(untilText, '有效期') ?? (reversed ? '有效期早于签注日期。请照证件核对。' : undefined),
      },
      () =>
        endorsedOn === undefined || until === undefined
          ? undefined
          : { kind: 'endorsement', endorsedOn, until },
    )
  },
}

export const housing: FactQuestions = {
  questions: [
    { name: 'tenure', label: '住房', kind: 'choice', options: optionsOf(Tenure.options, tenureText) },
    { name: 'address', label: '地址', kind: 'text', optional: true },
  ],
  period: { from: '入住日期', to: '搬离日期', open: '现在住着不填' },
  read(body) {
    const tenure = Tenure.safeParse(textOf(body, 'tenure')).data
    return reading(
      {
        tenure: tenure === undefined ? '请照合同或产权证选择。' : undefined,
        address: optionalTextError(textOf(body, 'address'), '地址', 100),
      },
      () =>
        tenure === undefined ? undefined : { kind: 'housing', tenure, ...optionalText(body, 'address') },
    )
  },
}
