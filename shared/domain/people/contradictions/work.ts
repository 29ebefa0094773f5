import { addMonths, fullMonths, fullYears, type PlainDate } from '../../../base/plain-date.ts'
import { checkUscc } from '../../../base/uscc.ts'
import { monthsOfDay, toMonths } from '../../../base/year-month.ts'
import { contributionDifferences, foldContributions } from '../contributions.ts'
import type { FactPeriod, FactValue } from '../facts.ts'
import { type FactFinding, type KnownPerson, knownOfKind, refuse, type StatedFact, warn } from './finding.ts'

type OfKind<Kind extends FactValue['kind']> = Extract<FactValue, { kind: Kind }>

/** 劳动法 art. 15. */
const WORKING_AGE = 16

/** An employer's code that cannot be, and work that overlaps other work. */
export function employmentFindings(
  { uscc }: OfKind<'employment'>,
  { valid }: StatedFact,
  { birth, facts }: KnownPerson,
): FactFinding[] {
  const { problems } = checkUscc(uscc)
  const wrong = problems.filter(({ severity }) => severity === 'error').map(({ message }) => message)
  const overlapping = facts
    .filter(({ value }) => value.kind === 'employment')
    .filter((other) => overlap(valid, other.valid))
  return [
    ...(wrong.length > 0 ? [refuse('fact.uscc', wrong.join('').replace(/。$/, ''))] : []),
    ...(valid.from !== null && fullYears(birth, valid.from) < WORKING_AGE
      ? [warn('valid.from', `就业开始时不满 ${WORKING_AGE} 周岁`, '请核对起始日期和出生日期。')]
      : []),
    ...overlapping.map((other) =>
      refuse(
        'valid.from',
        `与另一段就业（${periodText(other.valid)}）重叠`,
        '请核对起止日期；另一段已经结束或填错的，先更正那一段再登记。',
      ),
    ),
  ]
}

/** Whether two periods share a day; one whose beginning is not known is not compared. */
function overlap(one: FactPeriod, other: FactPeriod): boolean {
  if (one.from === null || other.from === null) return false
  return (other.to === null || one.from <= other.to) && (one.to === null || other.from <= one.to)
}

function periodText({ from, to }: FactPeriod): string {
  return `${from ?? '起始不详'} 至 ${to ?? '今'}`
}

/** A certificate of more months than there were since working age. */
export function insuranceFindings(
  { months }: OfKind<'insurance'>,
  { source }: StatedFact,
  { birth }: KnownPerson,
): FactFinding[] {
  const most = fullMonths(workingFrom(birth), source.dataDate) + 1
  if (months <= Math.max(0, most)) return []
  const message = `缴费月数比年满 ${WORKING_AGE} 周岁以来的月数还多`
  return [warn('fact.months', message, '请核对证明上的月数；含转入或视同缴费的，请在证明依据里写明。')]
}

/** Months that have not come, lie before the birth or working age, or say something else than what holds. */
export function contributionFindings(
  value: OfKind<'contribution'>,
  { source }: StatedFact,
  person: KnownPerson,
): FactFinding[] {
  const first = toMonths(value.from)
  const last = first + value.months.length - 1
  return [
    ...(last > monthsOfDay(person.on)
      ? [refuse('fact.months', '有还没有到的月份', '请核对起始年月和月数，只登记已经过去的月份。')]
      : []),
    ...(first < monthsOfDay(person.birth) ? [refuse('fact.from', '起始年月早于出生日期')] : []),
    ...(paidBeforeWork(value, person.birth)
      ? [
          warn(
            'fact.from',
            `有年满 ${WORKING_AGE} 周岁以前的缴费月份`,
            '请核对起始年月，或是否登记到了别人名下。',
          ),
        ]
      : []),
    ...(last > monthsOfDay(source.dataDate) && last <= monthsOfDay(person.on)
      ? [warn('source.dataDate', '有数据日期以后的月份', '请核对数据日期和起始年月。')]
      : []),
    ...differing(value, person),
  ]
}

/** Children are insured for illness from birth, so that fund is not asked. */
function paidBeforeWork({ fund, from, months }: OfKind<'contribution'>, birth: PlainDate): boolean {
  const before = monthsOfDay(workingFrom(birth)) - toMonths(from)
  return fund !== 'medical' && before > 0 && /[PBT]/.test(months.slice(0, before))
}

function workingFrom(birth: PlainDate): PlainDate {
  return addMonths(birth, WORKING_AGE * 12)
}

function differing(value: OfKind<'contribution'>, person: KnownPerson): FactFinding[] {
  const [held] = foldContributions(
    knownOfKind(person, 'contribution').filter(({ fund }) => fund === value.fund),
  )
  if (held === undefined) return []
  const months = contributionDifferences(value, held)
  const [first] = months
  if (first === undefined) return []
  const message = `与已采信的记录有 ${months.length} 个月不一致，最早的是 ${first}`
  return [warn('fact.months', message, '采信后这些月份以这一条为准，请先对照缴费明细核对。')]
}
