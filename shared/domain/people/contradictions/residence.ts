import { addMonths, type PlainDate, toDays } from '../../../base/plain-date.ts'
import type { FactValue } from '../facts.ts'
import { anniversary, dueAround } from '../permit-clocks.ts'
import { type FactFinding, type KnownPerson, knownOfKind, refuse, warn } from './finding.ts'

type OfKind<Kind extends FactValue['kind']> = Extract<FactValue, { kind: Kind }>

/** 浙江省流动人口居住登记条例 art. 16: half a year of registration, except for talent and investors. */
const MONTHS_BEFORE_PERMIT = 6
/** An endorsement is made in the month before the anniversary and holds to the next one. */
const LONGEST_ENDORSEMENT_MONTHS = 13
const UNLIKELY_MONTHS = 240

/** A registration after the permit it is the ground of, where no earlier one is. */
export function residenceFindings({ registeredOn }: OfKind<'residence'>, person: KnownPerson): FactFinding[] {
  const earlier = knownOfKind(person, 'residence')
  return knownOfKind(person, 'permit')
    .filter(({ issuedOn }) => issuedOn < registeredOn)
    .filter(({ issuedOn }) => earlier.every((other) => issuedOn < other.registeredOn))
    .map(({ issuedOn }) =>
      warn(
        'fact.registeredOn',
        `居住登记日期晚于已登记的居住证签发日期（${issuedOn}）`,
        '积分的居住时间从居住登记起算：请核对最早一次居住登记的日期，居住证登记有误的一并更正。',
      ),
    )
}

/** A permit against the registration it rests on, its own endorsement, and a hukou in the city. */
export function permitFindings(permit: OfKind<'permit'>, person: KnownPerson): FactFinding[] {
  const { issuedOn, endorsedUntil } = permit
  return [
    ...(endorsedUntil < issuedOn ? [refuse('fact.endorsedUntil', '签注到期日早于居住证签发日期')] : []),
    ...tooLong('fact.endorsedUntil', endorsedUntil, person.on),
    ...groundsOf(issuedOn, person).flatMap((registeredOn) => beforeRegistration(issuedOn, registeredOn)),
    ...(knownOfKind(person, 'hukou').some(({ inCixi }) => inCixi)
      ? [warn('fact.kind', '已登记为慈溪户籍，不应再有居住证', HUKOU_REMEDY)]
      : []),
  ]
}

/** Of several registrations the one a permit rests on: the last before its issue, else the first of all; or none. */
function groundsOf(issuedOn: PlainDate, person: KnownPerson): PlainDate[] {
  const days = knownOfKind(person, 'residence')
    .map(({ registeredOn }) => registeredOn)
    .sort()
  const ground = days.filter((day) => day <= issuedOn).at(-1) ?? days[0]
  return ground === undefined ? [] : [ground]
}

const HUKOU_REMEDY = '请核对户口簿和居住证；户口已迁入的，居住证应已注销。'

function beforeRegistration(issuedOn: PlainDate, registeredOn: PlainDate): FactFinding[] {
  if (issuedOn < registeredOn) {
    return [
      refuse(
        'fact.issuedOn',
        `居住证签发日期早于居住登记日期（${registeredOn}）`,
        '居住证须先办居住登记才能申领。请核对两个日期；居住登记日期有误的，先更正居住登记再登记居住证。',
      ),
    ]
  }
  if (issuedOn >= addMonths(registeredOn, MONTHS_BEFORE_PERMIT)) return []
  return [
    warn(
      'fact.issuedOn',
      `居住登记（${registeredOn}）不满半年就签发了居住证`,
      '人才、投资者不受半年限制（浙江省流动人口居住登记条例第十六条第二款）；不属于的，请核对两个日期。',
    ),
  ]
}

/** An endorsement against the permit, and against the month in which it was due (art. 19 of the same). */
export function endorsementFindings(
  { endorsedOn, until }: OfKind<'endorsement'>,
  person: KnownPerson,
): FactFinding[] {
  const [permit] = knownOfKind(person, 'permit')
  return [
    ...(until <= endorsedOn ? [refuse('fact.until', '签注有效期止日不晚于签注日期')] : []),
    ...tooLong('fact.until', until, endorsedOn),
    ...(permit === undefined ? [] : againstPermit(endorsedOn, permit, person)),
  ]
}

function againstPermit(endorsedOn: PlainDate, { issuedOn }: OfKind<'permit'>, person: KnownPerson) {
  if (endorsedOn < issuedOn) {
    const message = `签注日期早于居住证签发日期（${issuedOn}）`
    return [refuse('fact.endorsedOn', message, '请核对两个日期；换领过居住证的，只登记现在这本证上的签注。')]
  }
  const due = dueAround(issuedOn, endorsedOn)
  if (endorsedOn >= due.from) return []
  const covered = knownOfKind(person, 'endorsement')
    .filter((other) => other.endorsedOn < endorsedOn)
    .some((other) => other.until >= endorsedOn)
  if (covered || endorsedOn <= anniversary(issuedOn, 1)) {
    const message = `签注比应办的时间（${due.from} 至 ${due.to}）早了`
    return [warn('fact.endorsedOn', message, '签注在每满一年之前的一个月内办理，请核对签注日期。')]
  }
  return [late(endorsedOn, addMonths(due.to, -12))]
}

function late(endorsedOn: PlainDate, dueOn: PlainDate): FactFinding {
  const days = toDays(endorsedOn) - toDays(dueOn)
  return warn(
    'fact.endorsedOn',
    `签注晚于应办的日期（${dueOn}）${days} 天，或中间还有签注没有登记；逾期期间居住证使用功能中止`,
    '中间有签注的请补登；确属补办的照实登记，居住年限自补办之日起连续计算（浙江省流动人口居住登记条例第十九条）。',
  )
}

function tooLong(at: string, until: PlainDate, from: PlainDate): FactFinding[] {
  if (until > addMonths(from, UNLIKELY_MONTHS)) return [refuse(at, '签注有效期止日远在将来')]
  return until > addMonths(from, LONGEST_ENDORSEMENT_MONTHS)
    ? [warn(at, '签注有效期超过一年', '签注一次管一年，请核对有效期止日。')]
    : []
}

/** A hukou in the city beside a residence permit, which is for those who have none there. */
export function hukouFindings({ inCixi }: OfKind<'hukou'>, person: KnownPerson): FactFinding[] {
  if (!inCixi || knownOfKind(person, 'permit').length === 0) return []
  return [warn('fact.inCixi', '已登记有居住证，不应再是慈溪户籍', HUKOU_REMEDY)]
}
