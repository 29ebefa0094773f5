import { checkUscc } from '#shared/base/uscc.ts'
import { readTriState, textError } from '../../components/form-checks.ts'
import { type Body, gatherErrors, textOf } from '../../components/form-page.ts'
import { type FactQuestions, reading, YES_NO_UNKNOWN } from './fact-questions.ts'

export const employment: FactQuestions = {
  questions: [
    { name: 'employer', label: '用人单位', kind: 'text' },
    { name: 'uscc', label: '统一社会信用代码', kind: 'code', hint: '18 位，照营业执照填写', half: true },
    { name: 'town', label: '单位所在镇街', kind: 'list', half: true },
    { name: 'union', label: '单位是否建立工会', kind: 'choice', options: YES_NO_UNKNOWN, half: true },
    { name: 'frontline', label: '是否一线岗位', kind: 'choice', options: YES_NO_UNKNOWN, half: true },
    {
      name: 'sanitation',
      label: '是否环卫岗位',
      kind: 'choice',
      options: YES_NO_UNKNOWN,
      optional: true,
    },
  ],
  period: { from: '入职日期', to: '离职日期', open: '在职不填' },
  read(body) {
    const [employer, town] = [textOf(body, 'employer'), textOf(body, 'town')]
    const code = checkUscc(textOf(body, 'uscc'))
    const found = (severity: 'error' | 'warning') =>
      code.problems.find((problem) => problem.severity === severity)?.message
    const errors = {
      employer: textError(employer, '用人单位名称', 100),
      uscc: found('error'),
      town: town === '' ? '请选择单位所在的镇或街道。' : undefined,
      union: choiceError(body, 'union'),
      frontline: choiceError(body, 'frontline'),
    }
    const sanitation = readTriState(textOf(body, 'sanitation'))
    const made = reading(errors, () => ({
      kind: 'employment',
      employer,
      uscc: code.normal,
      town,
      union: readTriState(textOf(body, 'union')),
      frontline: readTriState(textOf(body, 'frontline')),
      ...(sanitation === null ? {} : { sanitation }),
    }))
    return { ...made, notes: gatherErrors({ uscc: found('warning') }) }
  },
}

function choiceError(body: Body, name: string): string | undefined {
  return textOf(body, name) === '' ? '请选择；没有问过就选“还不知道”。' : undefined
}
