import { addDays, type PlainDate } from '../../base/plain-date.ts'
import { formatX100 } from '../../base/points-text.ts'
import { type FactValue, findFact } from '../people/index.ts'
import type { PointsAssessment, Standing } from '../points/index.ts'
import { concludeFrom, type Eligibility, type Finding, type Reason } from './reason.ts'

type Hukou = Extract<FactValue, { kind: 'hukou' }>
type Permit = Extract<FactValue, { kind: 'permit' }>
type Employment = Extract<FactValue, { kind: 'employment' }>

/** The resident's two answers; null is not yet answered. */
export interface HealthCheckConsent {
  consent: boolean | null
  healthDataConsent: boolean | null
}

export interface HealthCheckQuestion {
  /** The values in force, at most one of a kind; what is absent is unknown. */
  facts: readonly FactValue[]
  /** The assessment as of `on`. */
  points: PointsAssessment
  /** Towns of the open round; null while there is none, since the city has not published the list. */
  plan: { towns: readonly string[] | null }
  consent: HealthCheckConsent
  on: PlainDate
}

const REPLY = '慈新服建〔2022〕6号 三（三）'

const CONDITIONS = {
  newResident: { title: '新市民（非慈溪户籍，居住证有效）', clause: REPLY },
  pointsKnown: { title: '积分已核定', clause: REPLY },
  frontline: { title: '一线岗位', clause: REPLY },
  union: { title: '所在单位已建工会', clause: REPLY },
  town: { title: '所在单位在试点镇（街道）', clause: REPLY },
  consent: { title: '本人自愿参加', clause: REPLY },
  healthDataConsent: { title: '单独同意处理健康信息', clause: '个人信息保护法第二十八至三十条' },
} as const

/**
 * Whether a person may take part in the union's free health check (慈新服建〔2022〕6号 三（三）). Three-valued: a
 * fact that is not recorded is UNKNOWN with what would settle it. Two facts of one kind are refused as CONFLICT.
 */
export function assessHealthCheck({ facts, points, plan, consent, on }: HealthCheckQuestion): Eligibility {
  const employment = findFact(facts, 'employment')
  return concludeFrom([
    reason('newResident', newResident(findFact(facts, 'hukou'), findFact(facts, 'permit'), on)),
    reason('pointsKnown', pointsKnown(points)),
    reason('frontline', frontline(employment)),
    reason('union', union(employment)),
    reason('town', town(employment, plan.towns)),
    reason('consent', answered(consent.consent, '本人愿意参加', '本人不愿意参加')),
    reason('healthDataConsent', answered(consent.healthDataConsent, '已单独同意', '未同意')),
  ])
}

function reason(condition: keyof typeof CONDITIONS, finding: Finding): Reason {
  return { condition, ...CONDITIONS[condition], ...finding }
}

function newResident(hukou: Hukou | undefined, permit: Permit | undefined, on: PlainDate): Finding {
  const parts = [hukouFinding(hukou), permitFinding(permit, on)]
  const failing = parts.filter((part) => part.verdict === 'FALSE')
  const open = parts.filter((part) => part.verdict === 'UNKNOWN')
  const deciding = failing.length > 0 ? failing : open.length > 0 ? open : parts
  const remedies = deciding.map((part) => part.remedy).filter((remedy) => remedy !== undefined)
  const [only] = deciding
  return {
    verdict: only === undefined ? 'UNKNOWN' : only.verdict,
    explanation: parts.map((part) => part.explanation).join('；'),
    ...(remedies.length === 0 ? {} : { remedy: remedies.join('；') }),
    ...(deciding.length + open.length === 1 && only?.firstOn !== undefined ? { firstOn: only.firstOn } : {}),
  }
}

function hukouFinding(hukou: Hukou | undefined): Finding {
  if (hukou === undefined) return unknown('没有户籍记录', '核对户口簿或居民身份证，登记户籍所在地')
  return hukou.inCixi
    ? { verdict: 'FALSE', explanation: '慈溪户籍，不属于新市民' }
    : { verdict: 'TRUE', explanation: '非慈溪户籍' }
}

function permitFinding(permit: Permit | undefined, on: PlainDate): Finding {
  if (permit === undefined) return unknown('没有居住证记录', '核对居住证及签注，或请公安部门核查')
  if (permit.issuedOn > on)
    return {
      verdict: 'FALSE',
      explanation: `居住证 ${permit.issuedOn} 签发，${on} 尚未生效`,
      ...(permit.endorsedUntil < permit.issuedOn ? {} : { firstOn: permit.issuedOn }),
    }
  if (permit.endorsedUntil < on)
    return {
      verdict: 'FALSE',
      explanation: `居住证签注至 ${permit.endorsedUntil}，${on} 已中止使用`,
      remedy: '补办签注后登记新的签注日期，自补办之日起恢复',
    }
  return { verdict: 'TRUE', explanation: `居住证有效，签注至 ${permit.endorsedUntil}` }
}

/** Points that a veto, a condition or a freeze of the pack keeps from being used take nobody into a health check. */
function pointsUsable({ kind, reasons }: Standing): Finding | undefined {
  const explanation = reasons.map(({ name, text }) => `${name}：${text}`).join('；')
  switch (kind) {
    case 'open':
      return undefined
    case 'unknown':
      return unknown(`积分能否使用还不能确定：${explanation}`, '核实积分政策所列的参加条件和否决、冻结情形')
    case 'vetoed':
    case 'not-admitted':
      return { verdict: 'FALSE', explanation: `积分不能使用。${explanation}` }
    case 'frozen': {
      const ends = reasons.flatMap(({ until }) => (until === null ? [] : [addDays(until, 1)]))
      const last = [...ends].sort().at(-1)
      const firstOn = ends.length === reasons.length ? last : undefined
      return {
        verdict: 'FALSE',
        explanation: `积分暂停使用。${explanation}`,
        ...(firstOn === undefined ? {} : { firstOn }),
      }
    }
  }
}

function pointsKnown(points: PointsAssessment): Finding {
  const barred = pointsUsable(points.standing)
  if (barred !== undefined) return barred
  if (points.complete)
    return { verdict: 'TRUE', explanation: `积分 ${formatX100(points.totalX100)} 分，各项均已核定` }
  const open = points.lines.filter((line) => line.state !== 'SCORED')
  const remedies = new Set(open.map((line) => line.remedy).filter((remedy) => remedy !== undefined))
  const words = open.map((line) => `${line.name}（${line.state === 'UNKNOWN' ? '缺事实' : '分值未装载'}）`)
  return unknown(`尚未核定：${words.join('、')}，未知不计 0 分`, [...remedies].join('；'))
}

function frontline(employment: Employment | undefined): Finding {
  const remedy = '请单位出具一线岗位证明（工会盖章）'
  if (employment === undefined) return unknown('没有就业记录', remedy)
  if (employment.frontline === null) return unknown('是否一线岗位未记录', remedy)
  return employment.frontline
    ? { verdict: 'TRUE', explanation: '在一线岗位' }
    : { verdict: 'FALSE', explanation: '不在一线岗位', remedy: '岗位有变动的，凭单位新的证明更正' }
}

function union(employment: Employment | undefined): Finding {
  const remedy = '请镇（街道）总工会核实单位是否已建工会'
  if (employment === undefined) return unknown('没有就业记录', remedy)
  if (employment.union === null) return unknown('单位是否已建工会未记录', remedy)
  return employment.union
    ? { verdict: 'TRUE', explanation: '单位已建工会' }
    : { verdict: 'FALSE', explanation: '单位未建工会', remedy: '单位建立工会后，可参加以后的批次' }
}

function town(employment: Employment | undefined, towns: readonly string[] | null): Finding {
  if (towns === null) return unknown('试点镇（街道）名单未装载', '待主管开设批次、选定镇（街道）后再判断')
  if (employment === undefined)
    return unknown('没有就业记录', '核对劳动合同或单位证明，登记单位所在镇（街道）')
  return towns.includes(employment.town)
    ? { verdict: 'TRUE', explanation: `单位在${employment.town}，属本批次镇（街道）` }
    : { verdict: 'FALSE', explanation: `单位在${employment.town}，不属本批次镇（街道）` }
}

function answered(answer: boolean | null, yes: string, no: string): Finding {
  if (answer === null) return unknown('尚未询问本人', '当面询问本人并记录答复')
  return answer
    ? { verdict: 'TRUE', explanation: yes }
    : { verdict: 'FALSE', explanation: no, remedy: '本人改变意愿的，可重新填写' }
}

function unknown(explanation: string, remedy: string): Finding {
  return { verdict: 'UNKNOWN', explanation, remedy }
}
