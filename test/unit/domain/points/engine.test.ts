import { describe, expect, it } from 'vitest'
import { assessFamily, assessPoints, nextChanges, openPopulation } from '#shared/domain/points/index.ts'
import type { PointsRule } from '#shared/policy/index.ts'
import { day, pointsFacts } from '../support.ts'
import { packOf } from './invent-packs.ts'

const on = day('2026-06-30')
const tax: PointsRule = {
  kind: 'per-unit',
  measure: { kind: 'items', of: { fact: 'tax' }, take: 'amount' },
  per: 100,
  whole: true,
  unit: '元',
  rate: { value: '1' },
}
const paid = (yuan: number) => [{ code: 'person', from: '2026-01-01', to: '2026-01-01', amount: yuan * 100 }]
const named = { status: 'READ', citation: '示例文号', name: '示例' }

/** A pack of these rules with some of the first indicator's fields changed. */
function packWith(changes: Record<string, unknown>, more: Record<string, unknown> = {}, rules = [tax]) {
  const { indicators } = packOf(rules)
  const [first, ...rest] = indicators
  return packOf(rules, { indicators: [{ ...first, ...changes }, ...rest], ...more })
}

describe('whose facts count', () => {
  it.each([
    ['spouse', null, 0],
    ['spouse', { tax: paid(7) }, 700],
    ['either', { tax: paid(7) }, 700],
    ['either', { tax: paid(1) }, 300],
    ['both', { tax: paid(7) }, 1000],
    ['both', null, 300],
    ['both', undefined, null],
    ['either', undefined, null],
  ])('%s, of whom %j is known: %j', (subject, spouse, expected) => {
    const facts = pointsFacts({ tax: paid(3), ...(spouse === undefined ? {} : { spouse }) })
    expect(assessPoints(packWith({ subject }), facts, on).lines[0]?.pointsX100).toBe(expected)
  })

  it('a spouse nothing is known of does not matter once the applicant is at the cap', () => {
    const pack = packWith({ subject: 'either', cap: { value: '3' } })
    expect(assessPoints(pack, pointsFacts({ tax: paid(3) }), on).totalX100).toBe(300)
  })

  it('below sixteen the better guardian counts, from the birthday the applicant', () => {
    const pack = packWith({ subject: 'guardian-of-minor' })
    const facts = pointsFacts({
      birth: '2010-07-01',
      tax: [],
      guardians: [{ tax: paid(2) }, { tax: paid(5) }],
    })
    expect(assessPoints(pack, facts, on).lines[0]).toMatchObject({
      pointsX100: 500,
      basis: '监护人：累计 5.00 元',
    })
    expect(assessPoints(pack, facts, day('2026-07-01')).totalX100).toBe(0)
    expect(nextChanges(pack, facts, on)).toMatchObject([{ on: '2026-07-01', code: 'IND-0' }])
  })

  it('of a family the highest member counts, the first of equals, and nothing is added', () => {
    const members = [3, 5, 5].map((yuan) => pointsFacts({ tax: paid(yuan) }))
    expect(assessFamily(packWith({}), members, { on })).toMatchObject({
      member: 1,
      assessment: { totalX100: 500 },
    })
    expect(assessFamily(packWith({}), [], { on })).toBeUndefined()
  })
})

describe('what is open', () => {
  it('says which paper is missing, and what the line can still come to', () => {
    const line = assessPoints(packWith({ cap: { value: '5' } }), {}, on).lines[0]
    expect(line).toMatchObject({ state: 'UNKNOWN', basis: '没有纳税的记录', openX100: { min: 0, max: 500 } })
    expect(line?.remedy).toContain('完税证明')
  })

  it('of children nothing is known of asks for the children, not for the applicant’s own papers', () => {
    const each = { kind: 'known-by', fact: 'residenceRegisteredOn', title: '已居住登记' } as const
    const when = { kind: 'children', below: 16, each, title: '未满16周岁的子女都已居住登记' } as const
    const pack = packOf([{ kind: 'flat', when, points: { value: '5' } }])
    const lineOf = (facts: Record<string, unknown>) => assessPoints(pack, pointsFacts(facts), on).lines[0]
    expect(lineOf({})).toMatchObject({ basis: '没有子女的记录', fields: [] })
    expect(lineOf({})?.remedy).toContain('无子女')
    expect(lineOf({ children: [{ birth: '2020-01-01' }] })).toMatchObject({ basis: '子女的记录不全' })
    const gated = packWith({}, { requires: [{ ...named, code: 'GATE', when }] })
    expect(assessPoints(gated, {}, on).standing.reasons[0]?.text).toMatch(/^子女的记录不足/)
  })

  it.each(['choose', 'highest'] as const)(
    'points beyond counting are refused though a group by %s leaves them out',
    (kind) => {
      const dearer: PointsRule = { ...tax, rate: { value: '1000' } }
      const groups = [{ ...named, code: 'GROUP', mode: { kind }, indicators: ['IND-0', 'IND-1'] }]
      const pack = packWith({}, { groups }, [dearer, dearer])
      const facts = pointsFacts({
        tax: [{ code: 'person', from: null, to: null, amount: Number.MAX_SAFE_INTEGER }],
      })
      expect(() => assessPoints(pack, facts, on)).toThrow(/超出可计范围/)
    },
  )

  it('points by the day over some thousand years are beyond counting too, and refused in one voice', () => {
    const daily: PointsRule = {
      kind: 'threshold',
      measure: { kind: 'since', fact: 'residenceRegisteredOn', unit: 'day' },
      start: 15,
      first: { value: '20' },
      per: 1,
      whole: false,
      unit: '天',
      rate: { value: '20' },
    }
    const facts = pointsFacts({ residenceRegisteredOn: '2020-01-01' })
    const pack = packOf([daily])
    expect(assessPoints(pack, facts, on).totalX100).toBeGreaterThan(4_000_000)
    for (const score of [
      () => assessPoints(pack, facts, day('9000-12-31')),
      () => nextChanges(pack, facts, day('9000-12-31')),
      () => {
        const population = openPopulation(pack, day('9000-12-31'))
        population.score(population.readColumns([facts]))
      },
    ])
      expect(score).toThrow(/超出可计范围/)
  })

  it('without a cap nothing bounds the total from above', () => {
    expect(assessPoints(packWith({}), {}, on)).toMatchObject({ atLeastX100: 0, atMostX100: null })
  })

  it('a deduction that is open may pull the total down, but not below the floor', () => {
    const pack = packWith({ as: { kind: 'deduction' }, cap: { value: '5' } }, {}, [
      tax,
      { ...tax, measure: { kind: 'count', fact: 'insuredMonths' }, per: 1 },
    ])
    const facts = pointsFacts({ insuredMonths: 3 })
    expect(assessPoints(pack, facts, on)).toMatchObject({
      totalX100: 300,
      atLeastX100: -200,
      atMostX100: 300,
    })
    const floored = { ...pack, total: { ...pack.total, floor: { value: '0' } } }
    expect(assessPoints(floored, facts, on)).toMatchObject({ atLeastX100: 0, atMostX100: 300 })
  })

  it('a group of deductions takes away at most its cap', () => {
    const groups = [
      { ...named, code: 'G', mode: { kind: 'sum', cap: { value: '4' } }, indicators: ['IND-0', 'IND-1'] },
    ]
    const { indicators } = packOf([tax, tax])
    const deductions = indicators.map((one) => ({ ...one, as: { kind: 'deduction' } }))
    const pack = packOf([tax, tax], { indicators: deductions, groups })
    const total = (yuan: number) => assessPoints(pack, pointsFacts({ tax: paid(yuan) }), on).totalX100
    expect([total(1), total(2), total(3)]).toEqual([-200, -400, -400])
  })

  it('a cap of a layer that is not read leaves a line that says so', () => {
    const pack = packOf([tax], {
      layers: [{ ...named, layer: 'city', cap: { value: null, status: 'UNREAD' }, recognisedWithin: '示例' }],
    })
    expect(assessPoints(pack, pointsFacts({ tax: paid(3) }), on)).toMatchObject({
      totalX100: 300,
      complete: false,
      notLoaded: ['layer-city'],
      atLeastX100: null,
    })
  })
})

describe('freezes and gates', () => {
  const freeze = (months: number | null) => ({
    freezes: [{ ...named, code: 'FREEZE', of: { fact: 'offence' }, months }],
  })
  const facts = pointsFacts({
    tax: paid(3),
    offence: [{ code: 'administrative', from: '2026-01-31', to: '2026-01-31' }],
  })

  it.each([
    [1, '2026-02-28', 'frozen'],
    [1, '2026-03-01', 'open'],
    [5, '2026-06-30', 'frozen'],
    [5, '2026-07-01', 'open'],
  ])('%i months from 31 January, on %s: %s', (months, date, kind) => {
    const assessment = assessPoints(packWith({}, freeze(months)), facts, day(date))
    expect(assessment).toMatchObject({ totalX100: 300, standing: { kind } })
  })

  it('of several items the last one decides, in whatever order they were recorded', () => {
    const offences = ['2026-05-10', '2026-01-31'].map((from) => ({ code: 'administrative', from, to: from }))
    for (const offence of [offences, offences.toReversed()]) {
      const { standing } = assessPoints(packWith({}, freeze(6)), pointsFacts({ tax: paid(3), offence }), on)
      expect(standing).toMatchObject({ kind: 'frozen', reasons: [{ until: '2026-11-09' }] })
    }
  })

  it('tells the last day, and the day on which it is over', () => {
    const pack = packWith({}, freeze(5))
    expect(assessPoints(pack, facts, on).standing.reasons).toMatchObject([{ until: '2026-06-30' }])
    expect(nextChanges(pack, facts, on)).toContainEqual(
      expect.objectContaining({ on: '2026-07-01', code: 'FREEZE' }),
    )
  })

  it('months that are not read freeze for nobody knows how long', () => {
    const assessment = assessPoints(packWith({}, freeze(null)), facts, on)
    expect(assessment.standing.kind).toBe('unknown')
    expect(assessment.standing.reasons[0]?.text).toContain('未装载')
    expect(assessPoints(packWith({}, freeze(null)), pointsFacts({ offence: [] }), on).standing.kind).toBe(
      'open',
    )
  })

  it('a gate that is open may take all, though a freeze holds already', () => {
    const when = { kind: 'has', of: { fact: 'honour' }, holding: false, title: '有表彰' }
    const pack = packWith({}, { ...freeze(6), requires: [{ ...named, code: 'GATE', when }] })
    expect(assessPoints(pack, facts, on)).toMatchObject({
      totalX100: 300,
      standing: { kind: 'frozen' },
      atLeastX100: 0,
      atMostX100: 300,
    })
  })

  it('a veto takes the total to zero and says so in a line', () => {
    const when = { kind: 'has', of: { fact: 'offence' }, holding: false, title: '有违法记录' }
    const assessment = assessPoints(packWith({}, { vetoes: [{ ...named, code: 'VETO', when }] }), facts, on)
    expect(assessment).toMatchObject({
      totalX100: 0,
      standing: { kind: 'vetoed' },
      atLeastX100: 0,
      atMostX100: 0,
    })
    expect(assessment.lines.at(-1)).toMatchObject({ code: 'gates', kind: 'adjustment', pointsX100: -300 })
  })
})

describe('refusals', () => {
  it('a purpose the pack does not have', () => {
    expect(() => assessPoints(packWith({}), {}, on, { purpose: '示例用途' })).toThrow('不用于')
  })

  it('a group of points and deductions, whose highest means nothing', () => {
    const groups = [{ ...named, code: 'GROUP', mode: { kind: 'highest' }, indicators: ['IND-0', 'IND-1'] }]
    const pack = packWith({ as: { kind: 'deduction' } }, { groups }, [tax, tax])
    expect(() => openPopulation(pack, on)).toThrow('加分项和扣分项')
  })

  it('figures too fine to stay exact', () => {
    const rules = ['1/999999937', '1/999999929'].map((value): PointsRule => ({ ...tax, rate: { value } }))
    expect(() => assessPoints(packOf(rules), {}, on)).toThrow('不能精确计分')
  })
})
