import {
  EducationLevel,
  educationText,
  SchoolStage,
  SkillLevel,
  skillText,
  stageText,
} from '#shared/domain/people/index.ts'
import { countError, readCount, textError } from '../../components/form-checks.ts'
import { textOf } from '../../components/form-page.ts'
import { type FactQuestions, optionsOf, reading } from './fact-questions.ts'

export const education: FactQuestions = {
  questions: [
    {
      name: 'level',
      label: '最高学历',
      kind: 'choice',
      options: optionsOf(EducationLevel.options, educationText),
    },
  ],
  read(body) {
    const level = EducationLevel.safeParse(textOf(body, 'level')).data
    return reading({ level: level === undefined ? '请选择学历。' : undefined }, () =>
      level === undefined ? undefined : { kind: 'education', level },
    )
  },
}

export const skill: FactQuestions = {
  questions: [
    {
      name: 'level',
      label: '职业技能等级或职称',
      kind: 'list',
      hint: '职称和技能证书都有的各记一条；查过确实没有才选“无证书”，没有查过就不要记，保持未知',
      options: optionsOf(SkillLevel.options, skillText),
    },
  ],
  read(body) {
    const level = SkillLevel.safeParse(textOf(body, 'level')).data
    return reading({ level: level === undefined ? '请选择等级。' : undefined }, () =>
      level === undefined ? undefined : { kind: 'skill', level },
    )
  },
}

const MOST_GRADES = { kindergarten: 3, primary: 6, junior: 9, senior: 3 } as const satisfies Record<
  SchoolStage,
  number
>

export const schooling: FactQuestions = {
  questions: [
    { name: 'school', label: '学校', kind: 'text' },
    { name: 'stage', label: '学段', kind: 'choice', options: optionsOf(SchoolStage.options, stageText) },
    {
      name: 'grade',
      label: '年级',
      kind: 'count',
      half: true,
      hint: '幼儿园小、中、大班写 1、2、3；初中写 7、8、9',
    },
  ],
  period: { from: '入学日期', to: '离校日期', open: '在读不填' },
  read(body) {
    const stage = SchoolStage.safeParse(textOf(body, 'stage')).data
    const school = textOf(body, 'school')
    const gradeText = textOf(body, 'grade')
    const grade = readCount(gradeText)
    const most = stage === undefined ? 9 : MOST_GRADES[stage]
    return reading(
      {
        school: textError(school, '学校名称', 100),
        stage: stage === undefined ? '请选择学段。' : undefined,
        grade: countError(gradeText, '年级', { least: 1, most, unit: '年级' }),
      },
      () =>
        stage === undefined || grade === undefined ? undefined : { kind: 'schooling', school, stage, grade },
    )
  },
}
