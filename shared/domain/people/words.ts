import { assertNever } from '../../base/assert-never.ts'
import type { EducationLevel, FactKind, FactValue, SkillLevel } from './facts.ts'

const FACT_TITLES = {
  education: '文化程度',
  skill: '职业技能',
  insurance: '缴纳社保',
  residence: '居住登记',
  permit: '居住证',
  employment: '就业',
  hukou: '户籍',
} as const satisfies Record<FactKind, string>

const EDUCATION_WORDS = {
  bachelor: '本科（学士）及以上',
  associate: '大专（高职）',
  highschool: '高中（中职）及以下',
} as const satisfies Record<EducationLevel, string>

const SKILL_WORDS = {
  level2: '二级及以上',
  titleMid: '中级及以上职称',
  level3: '三级',
  titleJunior: '初级职称',
  specialAdvanced: '高级专项能力证书',
  level4: '四级',
  level5: '五级',
  specialOrdinary: '普通专项能力证书',
  none: '无证书',
} as const satisfies Record<SkillLevel, string>

/** What staff call a kind of fact. */
export function factTitle(kind: FactKind): string {
  return FACT_TITLES[kind]
}

/** What staff call a level of education. */
export function educationText(level: EducationLevel): string {
  return EDUCATION_WORDS[level]
}

/** What staff call a level of skill. */
export function skillText(level: SkillLevel): string {
  return SKILL_WORDS[level]
}

/** A fact's value in the staff's words, such as 大专（高职）, 48 个月 or 2016-06-18 起. */
export function factText(value: FactValue): string {
  switch (value.kind) {
    case 'education':
      return educationText(value.level)
    case 'skill':
      return skillText(value.level)
    case 'insurance':
      return `${value.months} 个月`
    case 'residence':
      return `${value.registeredOn} 起`
    case 'permit':
      return `${value.issuedOn} 签发，签注至 ${value.endorsedUntil}`
    case 'employment':
      return [
        `${value.employer}（${value.town}）`,
        knownWords(value.union, ['已建工会', '未建工会', '是否建工会未知']),
        knownWords(value.frontline, ['一线岗位', '非一线岗位', '是否一线岗位未知']),
      ].join('，')
    case 'hukou':
      return value.inCixi ? '慈溪户籍' : '非慈溪户籍'
    default:
      return assertNever(value)
  }
}

function knownWords(value: boolean | null, [yes, no, unknown]: readonly [string, string, string]): string {
  if (value === null) return unknown
  return value ? yes : no
}
