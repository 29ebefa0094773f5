import type { PlainDate } from '#shared/base/plain-date.ts'
import { checkUscc } from '#shared/base/uscc.ts'
import {
  EducationLevel,
  educationText,
  type FactKind,
  FactSource,
  type FactValue,
  factText,
  factTitle,
  SkillLevel,
  skillText,
} from '#shared/domain/people/index.ts'
import {
  countError,
  dayError,
  readCount,
  readDay,
  readTriState,
  textError,
} from '../../components/form-checks.ts'
import { type Body, type FormPage, gatherErrors, type Question, textOf } from '../../components/form-page.ts'

/** A fact as far as it was typed: the value once it is whole, and what is wrong until then. */
export interface FactDraft {
  value: FactValue | undefined
  errors: ReturnType<typeof gatherErrors>
  notes: ReturnType<typeof gatherErrors>
}

/** The questions of one kind of fact and how they are read. */
interface FactQuestions {
  questions: readonly Question[]
  read(body: Body, today: PlainDate | undefined): Omit<FactDraft, 'notes'> & { notes?: FactDraft['notes'] }
}

const YES_NO_UNKNOWN = [
  { value: 'yes', label: '是' },
  { value: 'no', label: '否' },
  { value: 'unknown', label: '还不知道' },
]

/** The value of a draft: nothing while anything is wrong. */
function draft(errors: Readonly<Record<string, string | undefined>>, make: () => FactValue | undefined) {
  const found = gatherErrors(errors)
  return { errors: found, value: Object.keys(found).length === 0 ? make() : undefined }
}

const education: FactQuestions = {
  questions: [
    {
      name: 'level',
      label: '最高学历',
      kind: 'choice',
      options: EducationLevel.options.map((level) => ({ value: level, label: educationText(level) })),
    },
  ],
  read(body) {
    const level = EducationLevel.safeParse(textOf(body, 'level')).data
    return draft({ level: level === undefined ? '请选择学历。' : undefined }, () =>
      level === undefined ? undefined : { kind: 'education', level },
    )
  },
}

const skill: FactQuestions = {
  questions: [
    {
      name: 'level',
      label: '最高职业技能等级或职称',
      kind: 'list',
      hint: '查过确实没有证书才选“无证书”；没有查过就不要记，保持未知',
      options: SkillLevel.options.map((level) => ({ value: level, label: skillText(level) })),
    },
  ],
  read(body) {
    const level = SkillLevel.safeParse(textOf(body, 'level')).data
    return draft({ level: level === undefined ? '请选择等级。' : undefined }, () =>
      level === undefined ? undefined : { kind: 'skill', level },
    )
  },
}

const insurance: FactQuestions = {
  questions: [
    { name: 'months', label: '省内累计缴纳月数', kind: 'count', hint: '截至数据日，只写整月数', half: true },
  ],
  read(body) {
    const text = textOf(body, 'months')
    const months = readCount(text)
    return draft({ months: countError(text, '累计缴纳月数', { least: 0, most: 720, unit: '个月' }) }, () =>
      months === undefined ? undefined : { kind: 'insurance', months },
    )
  },
}

const residence: FactQuestions = {
  questions: [
    {
      name: 'registeredOn',
      label: '居住登记日期',
      kind: 'day',
      hint: '居住登记，不是居住证签发日',
      half: true,
    },
  ],
  read(body, today) {
    const text = textOf(body, 'registeredOn')
    const registeredOn = readDay(text)
    return draft({ registeredOn: dayError(text, '居住登记日期', today) }, () =>
      registeredOn === undefined ? undefined : { kind: 'residence', registeredOn },
    )
  },
}

const permit: FactQuestions = {
  questions: [
    { name: 'issuedOn', label: '签发日期', kind: 'day', half: true },
    { name: 'endorsedUntil', label: '签注有效至', kind: 'day', hint: '证件背面最后一次签注', half: true },
  ],
  read(body, today) {
    const issuedText = textOf(body, 'issuedOn')
    const endorsedText = textOf(body, 'endorsedUntil')
    const [issuedOn, endorsedUntil] = [readDay(issuedText), readDay(endorsedText)]
    const reversed = issuedOn !== undefined && endorsedUntil !== undefined && endorsedUntil < issuedOn
    return draft(
      {
        issuedOn: dayError(issuedText, '居住证签发日期', today),
        endorsedUntil:
          dayError(endorsedText, '签注有效期') ??
          (reversed ? '签注有效期早于签发日期。请照证件核对。' : undefined),
      },
      () =>
        issuedOn === undefined || endorsedUntil === undefined
          ? undefined
          : { kind: 'permit', issuedOn, endorsedUntil },
    )
  },
}

const employment: FactQuestions = {
  questions: [
    { name: 'employer', label: '用人单位', kind: 'text' },
    { name: 'uscc', label: '统一社会信用代码', kind: 'code', hint: '18 位，照营业执照填写', half: true },
    { name: 'town', label: '单位所在镇街', kind: 'list', half: true },
    { name: 'union', label: '单位是否建立工会', kind: 'choice', options: YES_NO_UNKNOWN, half: true },
    { name: 'frontline', label: '是否一线岗位', kind: 'choice', options: YES_NO_UNKNOWN, half: true },
  ],
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
    const made = draft(errors, () => ({
      kind: 'employment',
      employer,
      uscc: code.normal,
      town,
      union: readTriState(textOf(body, 'union')),
      frontline: readTriState(textOf(body, 'frontline')),
    }))
    return { ...made, notes: gatherErrors({ uscc: found('warning') }) }
  },
}

function choiceError(body: Body, name: string): string | undefined {
  return textOf(body, name) === '' ? '请选择；没有问过就选“还不知道”。' : undefined
}

const hukou: FactQuestions = {
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
  ],
  read(body) {
    const inCixi = readTriState(textOf(body, 'inCixi'))
    return draft({ inCixi: inCixi === null ? '请照户口簿或身份证选择。' : undefined }, () =>
      inCixi === null ? undefined : { kind: 'hukou', inCixi },
    )
  },
}

const BY_KIND = {
  education,
  skill,
  insurance,
  residence,
  permit,
  employment,
  hukou,
} as const satisfies Record<FactKind, FactQuestions>

/** The page that asks for the value of one kind of fact. */
export function factPage(kind: FactKind, today: PlainDate | undefined): FormPage<FactDraft> {
  const { questions, read } = BY_KIND[kind]
  return {
    id: 'value',
    title: factTitle(kind),
    questions,
    read: (body) => ({ notes: {}, ...read(body, today) }),
    errors: (facts) => facts.errors,
    notes: (facts) => facts.notes,
    next: () => 'source',
    summary: ({ value }) => [
      { question: factTitle(kind), answer: value === undefined ? '还没填全' : factText(value) },
    ],
  }
}

interface SourceDraft {
  department: string
  evidence: string
  reference: string
  dataDate: string
}

const SOURCE_QUESTIONS: readonly Question[] = [
  {
    name: 'department',
    label: '来源',
    kind: 'list',
    half: true,
    options: FactSource.shape.department.options.map((name) => ({ value: name, label: name })),
  },
  {
    name: 'dataDate',
    label: '数据日',
    kind: 'day',
    half: true,
    hint: '材料截至哪一天；不是今天请改',
  },
  { name: 'evidence', label: '看过的材料', kind: 'text', half: true, hint: '如：毕业证书原件、社保缴费清单' },
  { name: 'reference', label: '材料编号', kind: 'code', half: true, optional: true },
]

/** The page that asks where a fact comes from; the same for every kind. */
export function sourcePage(today: PlainDate | undefined): FormPage<SourceDraft> {
  return {
    id: 'source',
    title: '来源和材料',
    questions: SOURCE_QUESTIONS,
    read: (body) => ({
      department: textOf(body, 'department'),
      evidence: textOf(body, 'evidence'),
      reference: textOf(body, 'reference'),
      dataDate: textOf(body, 'dataDate'),
    }),
    errors: (facts) =>
      gatherErrors({
        department: facts.department === '' ? '请选择来源。' : undefined,
        dataDate: dayError(facts.dataDate, '数据日', today),
        evidence: textError(facts.evidence, '看过的材料', 100),
        reference: facts.reference.length > 60 ? '材料编号最多 60 个字。' : undefined,
      }),
    next: () => null,
    summary: (facts) => [
      { question: '来源', answer: facts.department || '—' },
      { question: '看过的材料', answer: facts.evidence || '—' },
      { question: '材料编号', answer: facts.reference || '未填' },
      { question: '数据日', answer: facts.dataDate || '—' },
    ],
  }
}

/** The source that the filled page means; undefined while anything is wrong. */
export function readSource(facts: SourceDraft): FactSource | undefined {
  const { reference, ...rest } = facts
  return FactSource.safeParse({ ...rest, ...(reference === '' ? {} : { reference }) }).data
}
