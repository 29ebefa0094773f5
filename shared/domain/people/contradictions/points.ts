import { fullYears, yearOf } from '../../../base/plain-date.ts'
import type { CheckedField, FactValue } from '../facts.ts'
import { isReadFrom } from '../points-items.ts'
import type { HeldFact } from '../slot.ts'
import { checkedText } from '../terms.ts'
import { type FactFinding, type KnownPerson, knownOfKind, refuse, type StatedFact, warn } from './finding.ts'

type OfKind<Kind extends FactValue['kind']> = Extract<FactValue, { kind: Kind }>

/** Those who join the party are grown up (中国共产党章程 art. 1); deputies are elected from that age (选举法 art. 4). */
const OFFICE_AGE = 18
/** A flat larger than this is a slip of the pen more often than a home. */
const LIKELY_SQUARE_METRES = 1000

/** No certificate beside one that is accepted; a certificate takes the place of a "none" by itself. */
export function skillFindings({ level }: OfKind<'skill'>, person: KnownPerson): FactFinding[] {
  if (level !== 'none') return []
  if (knownOfKind(person, 'skill').every((other) => other.level === 'none')) return []
  const remedy = '请核对证书；已采信的那一条记错了的，先判为不采信，再记“无证书”。'
  return [refuse('fact.level', '已采信有职业技能证书或职称，不能又是“无证书”', remedy)]
}

/** A registration that ended before it began. */
export function residencePeriodFindings(
  { registeredOn }: OfKind<'residence'>,
  { valid }: StatedFact,
): FactFinding[] {
  if (valid.to === null || valid.to >= registeredOn) return []
  return [refuse('valid.to', '注销日期早于居住登记日期')]
}

/** A home larger than homes are. */
export function housingFindings({ areaSquareMetres }: OfKind<'housing'>): FactFinding[] {
  if (areaSquareMetres === undefined || areaSquareMetres <= LIKELY_SQUARE_METRES) return []
  const message = `住房面积超过 ${LIKELY_SQUARE_METRES} 平方米`
  return [warn('fact.areaSquareMetres', message, '请照产权证或租赁合同核对面积，单位是平方米。')]
}

/** A post or membership before the age for it. */
export function officeFindings(
  { what }: OfKind<'office'>,
  { valid, source }: StatedFact,
  { birth }: KnownPerson,
): FactFinding[] {
  if (what !== 'partyMember' && what !== 'townDeputy' && what !== 'countyDeputy') return []
  if (fullYears(birth, valid.from ?? source.dataDate) >= OFFICE_AGE) return []
  const at = valid.from === null ? 'fact.what' : 'valid.from'
  return [refuse(at, `开始时不满 ${OFFICE_AGE} 周岁`, '请核对起始日期和出生日期，或是否登记到了别人名下。')]
}

/** A season registered in another year than it was spent in. */
export function stayFindings({ year, registeredOn }: OfKind<'stay'>): FactFinding[] {
  if (registeredOn === undefined || yearOf(registeredOn) === year) return []
  return [warn('fact.registeredOn', `登记日期不在 ${year} 年`, '请核对年度和登记日期。')]
}

/** The one owner of a patent who is not the first. */
export function patentFindings({ owners, first }: OfKind<'patent'>): FactFinding[] {
  if (owners > 1 || first) return []
  return [refuse('fact.first', '只有一个专利权人，本人就是第一位', '请照专利证书核对人数和次序。')]
}

/** Records of what a department did not find; they count, whatever it says. */
export function nothingFindings({ field }: OfKind<'nothing'>, { facts }: KnownPerson): FactFinding[] {
  if (!facts.some((fact) => isRecordOf(field, fact))) return []
  const message = `已采信有${checkedText(field)}的记录，计分以有记录的为准`
  return [warn('fact.field', message, '请核对两条的来源；原来的记录记错了的，判为不采信。')]
}

/** A record of what a department did not find before. */
export function foundAfterAll(fact: StatedFact, person: KnownPerson): FactFinding[] {
  return knownOfKind(person, 'nothing')
    .filter(({ field }) => isRecordOf(field, fact))
    .map(({ field, checkedOn }) =>
      warn(
        'fact.kind',
        `${checkedOn} 曾核查没有${checkedText(field)}的记录`,
        '采信后计分以这一条为准，请核对材料的日期和真伪。',
      ),
    )
}

/** A spouse and children are recorded as relations, never as facts. */
function isRecordOf(field: CheckedField, fact: HeldFact): boolean {
  return field !== 'spouse' && field !== 'children' && isReadFrom(field, fact)
}
