import { fullYears } from '../../../base/plain-date.ts'
import { checkResidentId } from '../../../base/resident-id.ts'
import type { FactValue } from '../facts.ts'
import { type FactFinding, type KnownPerson, refuse, type StatedFact, warn } from './finding.ts'

type OfKind<Kind extends FactValue['kind']> = Extract<FactValue, { kind: Kind }>

/** Children enter kindergarten at three (幼儿园工作规程 art. 4). */
const KINDERGARTEN_AGE = 3
/** Younger than this a degree is rare enough to be looked at again. */
const LIKELY_AGE = { doctor: 24, master: 22, bachelor: 20, associate: 19, highschool: 0 } as const

/** A card of somebody else: its number is wrong, or says another birth date. */
export function identityPaperFindings(
  { paper, number }: OfKind<'identityPaper'>,
  { birth, on }: KnownPerson,
): FactFinding[] {
  if (/[*＊]/.test(number)) return [refuse('fact.number', '号码被遮住了，不完整', '请照证件填写完整号码。')]
  if (paper !== 'idCard' && paper !== 'compatriotPermit') return []
  const check = checkResidentId(number, on)
  if (!check.valid) {
    return [
      refuse(
        'fact.number',
        check.problems
          .map(({ message }) => message)
          .join('')
          .replace(/。$/, ''),
      ),
    ]
  }
  if (check.birth === birth) return []
  const message = '证件号码里的出生日期和这位居民的不同，不是同一个人的证件'
  return [refuse('fact.number', message, '请确认打开的是这位居民的记录，并照证件原件核对号码。')]
}

/** A degree at an age at which hardly anybody has one. */
export function educationFindings(
  { level }: OfKind<'education'>,
  { source }: StatedFact,
  { birth }: KnownPerson,
): FactFinding[] {
  const age = LIKELY_AGE[level]
  if (fullYears(birth, source.dataDate) >= age) return []
  return [
    warn('fact.level', `不满 ${age} 周岁就有这个学历`, '请核对学历证书和出生日期，确属提前毕业的照实登记。'),
  ]
}

/** A school before the age of kindergarten. */
export function schoolingFindings({ valid, source }: StatedFact, { birth }: KnownPerson): FactFinding[] {
  const at = valid.from === null ? 'fact.stage' : 'valid.from'
  if (fullYears(birth, valid.from ?? source.dataDate) >= KINDERGARTEN_AGE) return []
  const remedy = '请核对入学日期和出生日期，或是否登记到了家里别的孩子名下。'
  return [refuse(at, `入学时不满 ${KINDERGARTEN_AGE} 周岁`, remedy)]
}
