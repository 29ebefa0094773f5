import { describe, expect, it } from 'vitest'
import { assessHealthCheck, type HealthCheckQuestion, type Reason } from '#shared/domain/eligibility/index.ts'
import { FactValue } from '#shared/domain/people/index.ts'
import { assessPoints } from '#shared/domain/points/index.ts'
import type { ReasonView } from '#shared/ipc/common.ts'
import { day, loadPack, pointsFacts } from '#test/unit/domain/support.ts'

const on = day('2022-06-28')
const known = pointsFacts({
  birth: '1987-01-05',
  education: 'associate',
  skill: 'level4',
  insuredMonths: 48,
  residenceRegisteredOn: '2016-06-28',
})
const facts = {
  hukou: { kind: 'hukou', inCixi: false },
  permit: { kind: 'permit', issuedOn: '2017-01-10', endorsedUntil: '2023-01-09' },
  employment: {
    kind: 'employment',
    employer: '示例·制造公司',
    uscc: '91330282MA2AF00X1K',
    town: '示例镇',
    union: true,
    frontline: true,
  },
}

/** A question whose every condition holds, with facts replaced or (null) taken away. */
function question(
  changes: Record<string, Record<string, unknown> | null> = {},
  more: Partial<HealthCheckQuestion> = {},
): HealthCheckQuestion {
  const values = Object.values({ ...facts, ...changes }).filter((value) => value !== null)
  return {
    facts: values.map((value) => FactValue.parse(value)),
    points: assessPoints(loadPack('zj-2022'), known, on),
    plan: { towns: ['示例镇', '样板街道'] },
    consent: { consent: true, healthDataConsent: true },
    on,
    ...more,
  }
}

/** The reasons that do not hold, by condition. */
function open(asked: HealthCheckQuestion): Record<string, Reason> {
  const { reasons } = assessHealthCheck(asked)
  return Object.fromEntries(
    reasons.filter(({ verdict }) => verdict !== 'TRUE').map((each) => [each.condition, each]),
  )
}

it('holds when every condition holds, and names all seven', () => {
  const eligibility = assessHealthCheck(question())
  expect(eligibility).toMatchObject({ verdict: 'TRUE', summary: '各项条件均符合' })
  expect(eligibility.reasons.map((reason) => reason.condition)).toEqual([
    'newResident',
    'pointsKnown',
    'frontline',
    'union',
    'town',
    'consent',
    'healthDataConsent',
  ])
  const views: ReasonView[] = eligibility.reasons
  for (const view of views) expect(view.clause, view.condition).toMatch(/慈新服建〔2022〕6号|个人信息保护法/)
})

describe('a missing fact is UNKNOWN with what would settle it, never FALSE', () => {
  it.each([
    ['hukou', ['newResident'], { hukou: null }, {}],
    ['permit', ['newResident'], { permit: null }, {}],
    ['employment', ['frontline', 'union', 'town'], { employment: null }, {}],
    ['front line', ['frontline'], { employment: { ...facts.employment, frontline: null } }, {}],
    ['union', ['union'], { employment: { ...facts.employment, union: null } }, {}],
    ['consent', ['consent'], {}, { consent: { consent: null, healthDataConsent: true } }],
    [
      'health-data consent',
      ['healthDataConsent'],
      {},
      { consent: { consent: true, healthDataConsent: null } },
    ],
    ['list of towns', ['town'], {}, { plan: { towns: null } }],
  ])('%s', (_, conditions, changes, more) => {
    const asked = question(changes, more)
    expect(assessHealthCheck(asked).verdict).toBe('UNKNOWN')
    expect(Object.keys(open(asked))).toEqual(conditions)
    for (const reason of Object.values(open(asked))) {
      expect(reason.verdict).toBe('UNKNOWN')
      expect(reason.remedy).toBeTruthy()
    }
  })

  it('says that the list of towns is not loaded', () => {
    expect(open(question({}, { plan: { towns: null } })).town?.explanation).toBe('试点镇（街道）名单未装载')
  })

  it('names the points that are not known', () => {
    const points = assessPoints(loadPack('zj-2022'), pointsFacts({ birth: '1960-01-05' }), on)
    const reason = open(question({}, { points })).pointsKnown
    expect(reason?.explanation).toContain('年龄（分值未装载）')
    expect(reason?.explanation).toContain('缴纳社保（缺事实）')
    expect(reason?.remedy).toContain('人社')
  })
})

describe('a FALSE names its condition', () => {
  it.each([
    ['newResident', { hukou: { kind: 'hukou', inCixi: true } }, {}, '慈溪户籍'],
    ['frontline', { employment: { ...facts.employment, frontline: false } }, {}, '不在一线岗位'],
    ['union', { employment: { ...facts.employment, union: false } }, {}, '单位未建工会'],
    ['town', { employment: { ...facts.employment, town: '另一镇' } }, {}, '另一镇'],
    ['consent', {}, { consent: { consent: false, healthDataConsent: true } }, '不愿意'],
    ['healthDataConsent', {}, { consent: { consent: true, healthDataConsent: false } }, '未同意'],
  ])('%s', (condition, changes, more, words) => {
    const asked = question(changes, more)
    expect(assessHealthCheck(asked).verdict).toBe('FALSE')
    expect(Object.keys(open(asked))).toEqual([condition])
    expect(open(asked)[condition]).toMatchObject({
      verdict: 'FALSE',
      explanation: expect.stringContaining(words),
    })
    expect(assessHealthCheck(asked).summary).toContain('不符合：')
  })

  it('stands above an unknown', () => {
    const asked = question({ hukou: null, employment: { ...facts.employment, union: false } })
    expect(assessHealthCheck(asked).verdict).toBe('FALSE')
  })
})

describe('the permit on its days', () => {
  it.each([
    ['2023-01-09', 'TRUE'],
    ['2023-01-10', 'FALSE'],
    ['2017-01-10', 'TRUE'],
    ['2017-01-09', 'FALSE'],
  ])('issued 2017-01-10, endorsed until 2023-01-09: on %s %s', (date, verdict) => {
    const [reason] = assessHealthCheck(question({}, { on: day(date) })).reasons
    expect(reason?.verdict).toBe(verdict)
  })

  it('not yet issued: gives the first day', () => {
    const permit = { kind: 'permit', issuedOn: '2022-07-01', endorsedUntil: '2023-06-30' }
    expect(assessHealthCheck(question({ permit }))).toMatchObject({ verdict: 'FALSE', firstOn: '2022-07-01' })
  })

  it('gives no first day while something else fails or is open as well', () => {
    const permit = { kind: 'permit', issuedOn: '2022-07-01', endorsedUntil: '2023-06-30' }
    const employment = { ...facts.employment, union: false }
    expect(assessHealthCheck(question({ permit, employment }))).not.toHaveProperty('firstOn')
    expect(assessHealthCheck(question({ permit, hukou: null }))).not.toHaveProperty('firstOn')
  })

  it('lapsed: no first day, but how to mend it', () => {
    const reason = open(question({}, { on: day('2023-01-10') })).newResident
    expect(reason).not.toHaveProperty('firstOn')
    expect(reason?.remedy).toContain('补办签注')
  })
})
