import { assertNever } from '../../base/assert-never.ts'
import { formatYuan } from '../../base/money.ts'
import { formatX100 } from '../../base/points-text.ts'
import { countMonths } from './contributions.ts'
import type { FactValue, HonourCategory, HonourLevel } from './facts.ts'
import { maskPaperNumber } from './masked.ts'
import {
  awardGiverText,
  checkedText,
  donationText,
  educationText,
  fundText,
  honourCategoryText,
  honourText,
  offenceText,
  officeText,
  paperText,
  patentText,
  seasonText,
  skillText,
  stageText,
  taxPayerText,
  tenureText,
  workBasisText,
} from './terms.ts'

/** Counted months in words, such as 实缴 10 个月，补缴 2 个月; a space is a month nothing is known of. */
export function monthsText(months: string): string {
  const { paid, backPaid, transferredIn, unpaid } = countMonths(months)
  const parts: [string, number][] = [
    ['实缴', paid],
    ['补缴', backPaid],
    ['转入', transferredIn],
    ['未缴', unpaid],
    ['不详', months.length - paid - backPaid - transferredIn - unpaid],
  ]
  return parts
    .filter(([, count]) => count > 0)
    .map(([words, count]) => `${words} ${count} 个月`)
    .join('，')
}

/** A fact's value in the staff's words, personal numbers masked, such as 大专（高职）, 48 个月 or 2016-06-18 起. */
export function factText(value: FactValue): string {
  switch (value.kind) {
    case 'education':
      return educationText(value.level)
    case 'skill':
      return skillText(value.level)
    case 'insurance':
      return `${value.months} 个月`
    case 'residence':
      return withPlace(`${value.registeredOn} 起`, value.address)
    case 'permit':
      return `${value.issuedOn} 签发，签注至 ${value.endorsedUntil}`
    case 'employment':
      return [
        `${value.employer}（${value.town}）`,
        knownWords(value.union, ['已建工会', '未建工会', '是否建工会未知']),
        knownWords(value.frontline, ['一线岗位', '非一线岗位', '是否一线岗位未知']),
        ...(value.sanitation === true ? ['环卫岗位'] : []),
        ...(value.basis === undefined ? [] : [workBasisText(value.basis)]),
        ...(value.occupation === undefined ? [] : [value.occupation]),
      ].join('，')
    case 'hukou':
      return withPlace(value.inCixi ? '慈溪户籍' : '非慈溪户籍', value.place)
    default:
      return meritText(value)
  }
}

type PlainKind = 'education' | 'skill' | 'insurance' | 'residence' | 'permit' | 'employment' | 'hukou'

function meritText(value: Exclude<FactValue, { kind: PlainKind }>): string {
  switch (value.kind) {
    case 'identityPaper':
      return `${paperText(value.paper)} ${maskPaperNumber(value.number)}`
    case 'endorsement':
      return `${value.endorsedOn} 签注，有效至 ${value.until}`
    case 'housing':
      return withPlace(`${tenureText(value.tenure)}${area(value.areaSquareMetres)}`, value.address)
    case 'contribution':
      return `${fundText(value.fund)} ${value.from} 起 ${value.months.length} 个月：${monthsText(value.months)}`
    case 'schooling':
      return `${value.school} ${stageText(value.stage)} ${value.grade} 年级`
    case 'honour':
      return `${value.title}（${honourKind(value)}），${value.awardedOn}`
    case 'service':
      return `${value.year} 年 ${value.organisation} ${value.hours} 小时`
    case 'donation':
      return `${value.donatedOn} ${donationText(value.what)}${donatedAmount(value)}`
    case 'tax':
      return `${value.year} 年 ${taxPayerText(value.payer)} ${formatYuan(value.amountFen)} 元`
    case 'offence':
      return `${offenceText(value.nature)}，${value.decidedOn}，${value.document}`
    default:
      return pointsText(value)
  }
}

type PointsKind = 'office' | 'jobs' | 'patent' | 'award' | 'stay' | 'participation' | 'choice' | 'nothing'

function pointsText(value: Extract<FactValue, { kind: PointsKind }>): string {
  switch (value.kind) {
    case 'office':
      return withPlace(officeText(value.what), value.title)
    case 'jobs':
      return `${value.employer}，招用本地人员 ${value.hired} 人`
    case 'patent':
      return `${patentText(value.what)}“${value.title}”，${value.number}，${value.grantedOn} 授权，${ownersText(value)}`
    case 'award':
      return `${value.by}（${awardGiverText(value.giver)}）给 ${formatX100(value.pointsX100)} 分，${value.awardedOn}`
    case 'stay':
      return withRegistration(`${value.year} 年${seasonText(value.season)}留在本市`, value.registeredOn)
    case 'participation':
      return `${value.appliedOn} 申请`
    case 'choice':
      return value.title ?? `${value.question}：${value.option}`
    case 'nothing':
      return `${checkedText(value.field)}，${value.checkedOn} 查过，没有`
    default:
      return assertNever(value)
  }
}

function withRegistration(text: string, on: string | undefined): string {
  return on === undefined ? text : `${text}，${on} 登记`
}

function ownersText({ owners, first }: { owners: number; first: boolean }): string {
  if (owners === 1) return '本人独有'
  return `${owners} 人共有，${first ? '本人排第一' : '本人不是第一'}`
}

function honourKind({
  level,
  category = 'merit',
}: {
  level: HonourLevel
  category?: HonourCategory
}): string {
  const words = honourText(level)
  return category === 'merit' ? words : `${honourCategoryText(category)}，${words}`
}

function area(squareMetres: number | undefined): string {
  return squareMetres === undefined ? '' : ` ${squareMetres} 平方米`
}

function withPlace(text: string, place: string | undefined): string {
  return place === undefined ? text : `${text}，${place}`
}

function donatedAmount({ what, amount }: Extract<FactValue, { kind: 'donation' }>): string {
  if (amount === null) return ''
  return what === 'money' ? ` ${formatYuan(amount)} 元` : ` ${amount} 毫升`
}

function knownWords(value: boolean | null, [yes, no, unknown]: readonly [string, string, string]): string {
  if (value === null) return unknown
  return value ? yes : no
}
