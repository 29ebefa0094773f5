import { type PlainDate, yearOf } from '../../../base/plain-date.ts'
import type { FactValue } from '../facts.ts'
import { type FactFinding, type KnownPerson, refuse, type StatedFact, warn } from './finding.ts'

/** Days that cannot be, whatever the kind of fact: after today, before the birth, ending before they begin. */
export function dayFindings({ value, valid, source }: StatedFact, { birth, on }: KnownPerson): FactFinding[] {
  const happened = happenedOn(value)
  const year = yearStated(value)
  return [
    ...(source.dataDate > on ? [refuse('source.dataDate', '数据日期晚于今天')] : []),
    ...(source.dataDate < birth ? [refuse('source.dataDate', '数据日期早于出生日期')] : []),
    ...(happened === undefined ? [] : outsideLife(happened, { birth, on })),
    ...(year !== undefined && year > yearOf(on) ? [refuse('fact.year', '年度晚于今年')] : []),
    ...(year !== undefined && year < yearOf(birth) ? [refuse('fact.year', '年度早于出生年份')] : []),
    ...periodFindings(valid, { birth, on }),
  ]
}

type Life = { birth: PlainDate; on: PlainDate }

function outsideLife({ at, day, name }: Happening, { birth, on }: Life): FactFinding[] {
  if (day > on) return [refuse(at, `${name}晚于今天`)]
  return day < birth ? [refuse(at, `${name}早于出生日期`)] : []
}

function periodFindings({ from, to }: StatedFact['valid'], { birth, on }: Life): FactFinding[] {
  return [
    ...(from !== null && to !== null && to < from
      ? [refuse('valid.to', '截止日期早于起始日期', '请核对这一段的起止日期，填反了的对调。')]
      : []),
    ...(from !== null && from < birth ? [refuse('valid.from', '起始日期早于出生日期')] : []),
    ...(from === null && to !== null && to < birth ? [refuse('valid.to', '截止日期早于出生日期')] : []),
    ...(from !== null && from > on
      ? [warn('valid.from', '起始日期还没有到', '请核对起始日期；还没有开始的，到时再登记。')]
      : []),
  ]
}

/** The one day on which something happened, with its field and what staff call it. */
type Happening = { at: string; day: PlainDate; name: string }

function happenedOn(value: FactValue): Happening | undefined {
  switch (value.kind) {
    case 'residence':
      return { at: 'fact.registeredOn', day: value.registeredOn, name: '居住登记日期' }
    case 'permit':
      return { at: 'fact.issuedOn', day: value.issuedOn, name: '居住证签发日期' }
    case 'endorsement':
      return { at: 'fact.endorsedOn', day: value.endorsedOn, name: '签注日期' }
    case 'honour':
      return { at: 'fact.awardedOn', day: value.awardedOn, name: '表彰日期' }
    case 'donation':
      return { at: 'fact.donatedOn', day: value.donatedOn, name: '捐献日期' }
    case 'offence':
      return { at: 'fact.decidedOn', day: value.decidedOn, name: '决定日期' }
    case 'patent':
      return { at: 'fact.grantedOn', day: value.grantedOn, name: '授权日期' }
    case 'award':
      return { at: 'fact.awardedOn', day: value.awardedOn, name: '给分日期' }
    case 'stay':
      return value.registeredOn === undefined
        ? undefined
        : { at: 'fact.registeredOn', day: value.registeredOn, name: '登记日期' }
    case 'participation':
      return { at: 'fact.appliedOn', day: value.appliedOn, name: '申请日期' }
    case 'nothing':
      return { at: 'fact.checkedOn', day: value.checkedOn, name: '核查日期' }
    default:
      return undefined
  }
}

function yearStated(value: FactValue): number | undefined {
  return value.kind === 'tax' || value.kind === 'service' || value.kind === 'stay' ? value.year : undefined
}
