import { checkUscc } from '#shared/base/uscc.ts'
import { OfficeKind, officeText, WorkBasis, workBasisText } from '#shared/domain/people/index.ts'
import {
  countError,
  optionalTextError,
  readCount,
  readTriState,
  textError,
} from '../../components/form-checks.ts'
import { type Body, gatherErrors, textOf } from '../../components/form-page.ts'
import { type FactQuestions, optionalText, optionsOf, reading, YES_NO_UNKNOWN } from './fact-questions.ts'

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
      half: true,
    },
    {
      name: 'basis',
      label: '就业依据',
      kind: 'list',
      options: optionsOf(WorkBasis.options, workBasisText),
      hint: '务农、养殖的，用人单位填发包方；不选按劳动合同',
      optional: true,
      half: true,
    },
    { name: 'occupation', label: '工种', kind: 'text', hint: '照紧缺工种目录写', optional: true, half: true },
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
      occupation: optionalTextError(textOf(body, 'occupation'), '工种', 100),
    }
    const basis = WorkBasis.safeParse(textOf(body, 'basis')).data
    const sanitation = readTriState(textOf(body, 'sanitation'))
    const made = reading(errors, () => ({
      kind: 'employment',
      employer,
      uscc: code.normal,
      town,
      union: readTriState(textOf(body, 'union')),
      frontline: readTriState(textOf(body, 'frontline')),
      ...(sanitation === null ? {} : { sanitation }),
      ...(basis === undefined ? {} : { basis }),
      ...optionalText(body, 'occupation'),
    }))
    return { ...made, notes: gatherErrors({ uscc: found('warning') }) }
  },
}

function choiceError(body: Body, name: string): string | undefined {
  return textOf(body, name) === '' ? '请选择；没有问过就选“还不知道”。' : undefined
}

export const office: FactQuestions = {
  questions: [
    { name: 'what', label: '任职或身份', kind: 'list', options: optionsOf(OfficeKind.options, officeText) },
    {
      name: 'title',
      label: '职务、组织或工种',
      kind: 'text',
      hint: '紧缺岗位照目录写工种，如：数控车工',
      optional: true,
    },
  ],
  period: { from: '开始日期', to: '结束日期', open: '现在仍是的不填' },
  read(body) {
    const what = OfficeKind.safeParse(textOf(body, 'what')).data
    const title = textOf(body, 'title')
    const needsTrade = what === 'shortageJob' && title === ''
    return reading(
      {
        what: what === undefined ? '请照证件或任职文件选择。' : undefined,
        title: needsTrade ? '请写工种：要与紧缺工种目录核对。' : optionalTextError(title, '名称', 100),
      },
      () => (what === undefined ? undefined : { kind: 'office', what, ...optionalText(body, 'title') }),
    )
  },
}

const MOST_HIRED = 10_000

export const jobs: FactQuestions = {
  questions: [
    { name: 'employer', label: '经办的企业或个体工商户', kind: 'text' },
    {
      name: 'hired',
      label: '招用本地人员（人）',
      kind: 'count',
      hint: '签了劳动合同并缴社保的人数',
      half: true,
    },
  ],
  period: { from: '招用开始', to: '招用结束', open: '现在仍招用的不填' },
  read(body) {
    const employer = textOf(body, 'employer')
    const hiredText = textOf(body, 'hired')
    const hired = readCount(hiredText)
    return reading(
      {
        employer: textError(employer, '企业或个体工商户名称', 100),
        hired: countError(hiredText, '招用人数', { least: 1, most: MOST_HIRED, unit: '人' }),
      },
      () => (hired === undefined ? undefined : { kind: 'jobs', employer, hired }),
    )
  },
}
