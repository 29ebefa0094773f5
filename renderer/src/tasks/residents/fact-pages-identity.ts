import { PaperKind, paperText } from '#shared/domain/people/index.ts'
import { optionalTextError, readTriState, textError } from '../../components/form-checks.ts'
import { textOf } from '../../components/form-page.ts'
import { type FactQuestions, optionalText, optionsOf, reading } from './fact-questions.ts'

export const identityPaper: FactQuestions = {
  questions: [
    {
      name: 'paper',
      label: '证件种类',
      kind: 'list',
      options: optionsOf(PaperKind.options, paperText),
      half: true,
    },
    { name: 'number', label: '证件编号', kind: 'code', hint: '照证件逐位填写', half: true },
  ],
  period: { from: '签发日期', to: '有效期至', open: '长期有效不填' },
  read(body) {
    const paper = PaperKind.safeParse(textOf(body, 'paper')).data
    const number = textOf(body, 'number').replaceAll(/\s/g, '').toUpperCase()
    return reading(
      {
        paper: paper === undefined ? '请选择证件种类。' : undefined,
        number: textError(number, '证件编号', 40),
      },
      () => (paper === undefined ? undefined : { kind: 'identityPaper', paper, number }),
    )
  },
}

export const hukou: FactQuestions = {
  questions: [
    {
      name: 'inCixi',
      label: '户籍',
      kind: 'choice',
      options: [
        { value: 'no', label: '非慈溪户籍' },
        { value: 'yes', label: '慈溪户籍' },
      ],
    },
    { name: 'place', label: '登记地', kind: 'text', hint: '照户口簿写到县（市、区）', optional: true },
  ],
  period: { from: '迁入日期', to: '迁出日期', open: '仍在此户不填' },
  read(body) {
    const inCixi = readTriState(textOf(body, 'inCixi'))
    return reading(
      {
        inCixi: inCixi === null ? '请照户口簿或身份证选择。' : undefined,
        place: optionalTextError(textOf(body, 'place'), '登记地', 100),
      },
      () => (inCixi === null ? undefined : { kind: 'hukou', inCixi, ...optionalText(body, 'place') }),
    )
  },
}
