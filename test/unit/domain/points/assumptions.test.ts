import { describe, expect, it } from 'vitest'
import { Assumption, applyAssumptions, assumedFields } from '#shared/domain/points/assumptions.ts'
import { day, pointsFacts } from '#test/unit/domain/support.ts'
import { at, condition, item, measure } from './leaves/support.ts'

const ON = '2026-11-23'

function assumed(facts: Record<string, unknown>, ...assumptions: unknown[]) {
  return applyAssumptions(
    pointsFacts(facts),
    assumptions.map((each) => Assumption.parse(each)),
    day(ON),
  )
}

const later = (on: string) => ({ kind: 'later', day: on })
const months = (count: number, fund = 'pension') => ({ kind: 'insured-months', fund, months: count })

describe('assumptions', () => {
  it('leave the facts they are given as they are, and change nothing where there are none', () => {
    const facts = pointsFacts({
      insuredMonths: 48,
      education: 'associate',
      permit: [item('here', '2020-01-01')],
    })
    const before = structuredClone(facts)
    const result = applyAssumptions(
      facts,
      [Assumption.parse(months(12)), Assumption.parse(later('2027-01-01'))],
      day(ON),
    )
    expect(facts).toEqual(before)
    expect(result.facts).not.toEqual(before)
    expect(applyAssumptions(facts, [], day(ON))).toEqual({ facts: before, on: ON })
  })

  it('give facts that can be read as facts again', () => {
    const { facts } = assumed(
      { insuredMonths: 48, pension: { from: '2020-01', months: 'PP' } },
      months(12),
      { kind: 'residence-since', day: '2015-01-01' },
      { kind: 'permit-since', day: '2015-01-01' },
      { kind: 'education', level: 'master' },
      { kind: 'skill', level: 'level4' },
      { kind: 'housing', tenure: 'owned' },
      { kind: 'service', hours: 50 },
      { kind: 'honour', level: 'city' },
    )
    expect(pointsFacts(facts)).toEqual(facts)
  })

  it('pay so many more months, of the pension certified ones too', () => {
    const { facts } = assumed(
      { insuredMonths: 48, pension: { from: '2026-01', months: 'PPP- ' } },
      months(12),
    )
    expect(facts.insuredMonths).toBe(60)
    expect(facts.pension).toEqual({ from: '2026-01', months: `PPP-${'P'.repeat(12)}` })
    const fund = assumed(
      { insuredMonths: 48, housingFund: { from: '2026-01', months: 'P' } },
      months(3, 'housingFund'),
    )
    expect(fund.facts).toMatchObject({ insuredMonths: 48, housingFund: { months: 'PPPP' } })
    expect(assumed({ insuredMonths: 715 }, months(12)).facts.insuredMonths).toBe(720)
    expect(assumed({}, months(12)).facts).toEqual({})
  })

  it('count months that are still to come once the day has moved on', () => {
    const leaf = measure({
      kind: 'fund-months',
      funds: ['pension'],
      letters: ['P'],
      run: 'unbroken',
      breakMonths: 0,
    })
    const pension = { from: '2026-01', months: 'P'.repeat(10) }
    const now = assumed({ pension }, months(12))
    expect(leaf.read(now.facts, at(now.on))).toBe(11)
    const then = assumed({ pension }, months(12), later('2027-10-01'))
    expect(leaf.read(then.facts, at(then.on))).toBe(22)
  })

  it('move the first day, and the period with it', () => {
    const residence = [
      item('elsewhere', '2010-01-01', '2012-12-31'),
      item('here', '2018-01-01', '2019-12-31'),
      { ...item('here', '2020-01-01'), department: '公安' },
    ]
    const since = { kind: 'residence-since', day: '2016-06-28' }
    expect(assumed({ residenceRegisteredOn: '2020-01-01', residence }, since).facts).toEqual({
      residenceRegisteredOn: '2016-06-28',
      residence: [residence[0], { ...item('here', '2016-06-28'), department: '公安' }],
    })
    expect(assumed({}, since).facts).toEqual({
      residenceRegisteredOn: '2016-06-28',
      residence: [item('here', '2016-06-28')],
    })
    const permit = (to: string | null, first: string) =>
      assumed({ permit: [item('here', '2020-02-29', to)] }, { kind: 'permit-since', day: first }).facts.permit
    expect(permit('2027-02-28', '2018-02-28')).toEqual([item('here', '2018-02-28', '2027-02-28')])
    expect(permit('2021-02-28', '2023-01-01')).toEqual([item('here', '2023-01-01')])
  })

  it('add what holds from the day on', () => {
    expect(
      assumed({ education: 'associate' }, { kind: 'education', level: 'master' }).facts.education,
    ).toEqual([item('master', ON)])
    expect(
      assumed({ education: 'master' }, { kind: 'education', level: 'associate' }).facts.education,
    ).toEqual([item('master', null)])
    expect(assumed({ skill: 'none' }, { kind: 'skill', level: 'level4' }).facts.skill).toEqual([
      item('level4', ON),
    ])
    expect(assumed({}, { kind: 'honour', level: 'city' }).facts.honour).toEqual([item('merit.city', ON)])
    expect(assumed({ service: [] }, { kind: 'service', hours: 50 }).facts.service).toEqual([
      { ...item('hours', ON), amount: 50 },
    ])
  })

  it('move house', () => {
    const housing = [item('rented', '2020-01-01'), item('dormitory', '2018-01-01', '2019-12-31')]
    expect(assumed({ housing }, { kind: 'housing', tenure: 'owned' }).facts.housing).toEqual([
      item('rented', '2020-01-01', '2026-11-22'),
      item('dormitory', '2018-01-01', '2019-12-31'),
      item('owned', ON),
    ])
  })

  it('look at another day, on which what runs now is taken to run still', () => {
    const held = condition({ kind: 'has', of: { fact: 'permit' }, holding: true, title: '持证' })
    const running = assumed({ permit: [item('here', '2020-01-01', '2026-11-23')] }, later('2028-01-01'))
    expect(running.on).toBe('2028-01-01')
    expect(held.read(running.facts, at(running.on))).toBe(1)
    const lapsed = assumed({ permit: [item('here', '2020-01-01', '2026-11-22')] }, later('2028-01-01'))
    expect(held.read(lapsed.facts, at(lapsed.on))).toBe(0)
    const longer = {
      permit: [item('here', '2020-01-01', '2030-01-01')],
      honour: [item('merit.city', ON, ON)],
    }
    expect(assumed(longer, later('2028-01-01')).facts).toEqual(longer)
  })

  it('hold from an earlier day where that is the one looked at', () => {
    const { facts, on } = assumed({}, { kind: 'honour', level: 'city' }, later('2025-01-01'))
    expect(facts.honour).toEqual([item('merit.city', '2025-01-01')])
    expect(on).toBe('2025-01-01')
  })

  it('tell the facts they change', () => {
    const of = (...each: unknown[]) => [...assumedFields(each.map((one) => Assumption.parse(one)))]
    expect(of(months(3))).toEqual(['insuredMonths', 'pension'])
    expect(of(months(3, 'medical'), { kind: 'skill', level: 'level4' })).toEqual(['medical', 'skill'])
    expect(of(later('2027-01-01'))).toEqual([])
    expect(of({ kind: 'permit-since', day: ON })).toEqual(['permitIssuedOn', 'permit'])
  })
})
