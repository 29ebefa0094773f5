import { describe, expect, it } from 'vitest'
import { assessPoints, nextChanges, type PointsAssessment } from '#shared/domain/points/index.ts'
import { day, loadPack, pointsFacts } from '#test/unit/domain/support.ts'

const pack = loadPack('zj-2022')
const on = day('2022-06-28')

function lineOf(assessment: PointsAssessment, code: string) {
  const line = assessment.lines.find((candidate) => candidate.code === code)
  if (line === undefined) throw new Error(`no line ${code}`)
  return line
}

function amounts(assessment: PointsAssessment): (number | null)[] {
  return assessment.lines.map((line) => line.pointsX100)
}

describe('worked cases of the provincial five', () => {
  it('35 years, associate degree, level 4, 48 insured months, 72 registered months: 75.00', () => {
    const facts = pointsFacts({
      birth: '1987-01-05',
      education: 'associate',
      skill: 'level4',
      insuredMonths: 48,
      residenceRegisteredOn: '2016-06-28',
    })
    const assessment = assessPoints(pack, facts, on)
    expect(assessment).toMatchObject({ totalX100: 7500, complete: true, unknown: [], notLoaded: [] })
    expect(
      assessment.lines.map(({ code, basis, formula, pointsX100, capX100 }) => [
        code,
        basis,
        formula,
        pointsX100,
        capX100,
      ]),
    ).toEqual([
      ['ZJ-AGE', '35 周岁', '40 岁及以下取满 20 分', 2000, 2000],
      ['ZJ-EDU', '大专（高职）', '大专（高职） 8 分', 800, 1000],
      ['ZJ-SKILL', '四级', '职业资格四级 5 分', 500, 1000],
      ['ZJ-SI', '48 个月', '48 个月 × 0.5', 2400, 3000],
      ['ZJ-RES', '72 个月（2016-06-28 起）', '72 个整月 × 0.25', 1800, 3000],
    ])
  })

  it('41 years, bachelor, level 2, 60 and 120 months: 99', () => {
    const facts = pointsFacts({
      birth: '1981-01-05',
      education: 'bachelor',
      skill: 'level2',
      insuredMonths: 60,
      residenceRegisteredOn: '2012-06-28',
    })
    expect(amounts(assessPoints(pack, facts, on))).toEqual([1900, 1000, 1000, 3000, 3000])
    expect(lineOf(assessPoints(pack, facts, on), 'ZJ-AGE').formula).toBe('5 +（55 − 41）× 1')
  })

  it('58 years, high school, no certificate, 80 and 130 months: 70, and 65 under the other reading', () => {
    const facts = pointsFacts({
      birth: '1964-01-05',
      education: 'highschool',
      skill: 'none',
      insuredMonths: 80,
      residenceRegisteredOn: '2011-08-28',
    })
    const assessment = assessPoints(pack, facts, on)
    expect(amounts(assessment)).toEqual([500, 500, 0, 3000, 3000])
    const education = lineOf(assessment, 'ZJ-EDU')
    expect(education).toMatchObject({ status: 'CONFLICT', pointsX100: 500, alternativeX100: 0 })
    expect(education.note).toContain('另一读法（北仑抄本）给 0.00 分')
    expect(education.note).toContain('总分减少 5.00 分')
    expect(assessment.totalX100 - 500 + (education.alternativeX100 ?? 0)).toBe(6500)
    expect(lineOf(assessment, 'ZJ-SI')).toMatchObject({
      capped: true,
      formula: '80 个月 × 0.5，满 60 个月取满 30 分',
    })
  })

  it('the same figures hold from 2023-07-26, all marked to be confirmed', () => {
    const facts = pointsFacts({
      birth: '1987-01-05',
      education: 'associate',
      skill: 'level4',
      insuredMonths: 48,
    })
    const assessment = assessPoints(loadPack('zj-2023-38'), facts, day('2023-07-26'))
    expect(amounts(assessment)).toEqual([2000, 800, 500, 2400, null])
    expect(assessment.lines.map((line) => line.status)).toEqual([
      'DEFAULT',
      'DEFAULT',
      'DEFAULT',
      'DEFAULT',
      'DEFAULT',
    ])
  })

  it('an advanced special certificate is 8 by one copy and 3 by the other', () => {
    const line = lineOf(assessPoints(pack, pointsFacts({ skill: 'specialAdvanced' }), on), 'ZJ-SKILL')
    expect(line).toMatchObject({ status: 'CONFLICT', pointsX100: 800, alternativeX100: 300 })
  })
})

describe('ages at their edges, born 1982-06-28', () => {
  it.each([
    ['2000-06-27', '17 周岁', 'NOT_LOADED', null],
    ['2000-06-28', '18 周岁', 'SCORED', 2000],
    ['2023-06-27', '40 周岁', 'SCORED', 2000],
    ['2023-06-28', '41 周岁', 'SCORED', 1900],
    ['2037-06-27', '54 周岁', 'SCORED', 600],
    ['2037-06-28', '55 周岁', 'SCORED', 500],
    ['2043-06-27', '60 周岁', 'SCORED', 500],
    ['2043-06-28', '61 周岁', 'NOT_LOADED', null],
  ])('on %s: %s', (date, basis, state, pointsX100) => {
    const assessment = assessPoints(pack, pointsFacts({ birth: '1982-06-28' }), day(date))
    expect(lineOf(assessment, 'ZJ-AGE')).toMatchObject({ basis, state, pointsX100 })
    expect(assessment.notLoaded).toEqual(state === 'NOT_LOADED' ? ['ZJ-AGE'] : [])
  })

  it('above 60 says 未装载 and how to settle it', () => {
    const line = lineOf(assessPoints(pack, pointsFacts({ birth: '1960-01-01' }), on), 'ZJ-AGE')
    expect(line).toMatchObject({ status: 'UNREAD', openX100: null })
    expect(line.formula).toContain('未装载')
    expect(line.remedy).toContain('主管部门')
  })

  it('born on 29 February, a year is full on 1 March of a common year', () => {
    const facts = pointsFacts({ birth: '1984-02-29' })
    expect(lineOf(assessPoints(pack, facts, day('2025-02-28')), 'ZJ-AGE').pointsX100).toBe(2000)
    expect(lineOf(assessPoints(pack, facts, day('2025-03-01')), 'ZJ-AGE').pointsX100).toBe(1900)
    expect(nextChanges(pack, facts, day('2025-02-28'))).toMatchObject([{ on: '2025-03-01', code: 'ZJ-AGE' }])
  })
})

describe('months at their edges', () => {
  it.each([
    [35, 1750],
    [36, 1800],
    [59, 2950],
    [60, 3000],
    [61, 3000],
  ])('%i insured months', (insuredMonths, pointsX100) => {
    expect(lineOf(assessPoints(pack, pointsFacts({ insuredMonths }), on), 'ZJ-SI')).toMatchObject({
      pointsX100,
    })
  })

  it.each([
    ['2022-06-28', 0, 0],
    ['2022-06-29', 0, 0],
    ['2019-06-29', 35, 875],
    ['2019-06-28', 36, 900],
    ['2017-06-29', 59, 1475],
    ['2017-06-28', 60, 1500],
    ['2012-06-29', 119, 2975],
    ['2012-06-28', 120, 3000],
    ['2012-05-28', 121, 3000],
  ])('registered on %s', (residenceRegisteredOn, months, pointsX100) => {
    const line = lineOf(assessPoints(pack, pointsFacts({ residenceRegisteredOn }), on), 'ZJ-RES')
    expect(line.pointsX100).toBe(pointsX100)
    expect(line.basis).toBe(`${months} 个月（${residenceRegisteredOn} 起）`)
  })

  it('registered on 29 February, the twelfth month is full on 1 March', () => {
    const facts = pointsFacts({ residenceRegisteredOn: '2020-02-29' })
    const basis = (date: string) => lineOf(assessPoints(pack, facts, day(date)), 'ZJ-RES').basis
    expect(basis('2021-02-28')).toBe('11 个月（2020-02-29 起）')
    expect(basis('2021-03-01')).toBe('12 个月（2020-02-29 起）')
  })
})

describe('what is not known', () => {
  it('is no zero: each line is UNKNOWN with its range and the evidence that settles it', () => {
    const assessment = assessPoints(pack, pointsFacts({}), on)
    expect(assessment).toMatchObject({ totalX100: 0, complete: false, notLoaded: [] })
    expect(assessment.unknown).toEqual(['ZJ-AGE', 'ZJ-EDU', 'ZJ-SKILL', 'ZJ-SI', 'ZJ-RES'])
    expect(assessment.lines.map((line) => line.openX100)).toEqual([
      { min: 0, max: 2000 },
      { min: 500, max: 1000 },
      { min: 0, max: 1000 },
      { min: 0, max: 3000 },
      { min: 0, max: 3000 },
    ])
    for (const line of assessment.lines) expect(line.remedy, line.code).toMatch(/核/)
  })
})

describe('what changes by itself', () => {
  it('the next month and the birthday after 40, soonest first', () => {
    const facts = pointsFacts({ birth: '1987-01-05', insuredMonths: 48, residenceRegisteredOn: '2016-06-18' })
    expect(nextChanges(pack, facts, on)).toEqual([
      {
        on: '2022-07-18',
        code: 'ZJ-RES',
        text: '居住时间：73 个月（2016-06-18 起），由 18.00 分变为 18.25 分',
      },
      { on: '2028-01-05', code: 'ZJ-AGE', text: '年龄：41 周岁，由 20.00 分变为 19.00 分' },
    ])
  })

  it('nothing at the caps; from 55 on only the day on which the figure ends', () => {
    const facts = pointsFacts({ birth: '1967-01-05', residenceRegisteredOn: '2010-01-01' })
    expect(nextChanges(pack, facts, on)).toEqual([
      { on: '2028-01-05', code: 'ZJ-AGE', text: '年龄：61 周岁，由 5.00 分变为未装载' },
    ])
    expect(nextChanges(pack, pointsFacts({ birth: '1960-01-01' }), on)).toEqual([])
  })

  it('registered on the 31st, the first month is full on 1 March', () => {
    const facts = pointsFacts({ residenceRegisteredOn: '2023-01-31' })
    expect(nextChanges(pack, facts, day('2023-02-10'))).toMatchObject([{ on: '2023-03-01', code: 'ZJ-RES' }])
  })

  it('a minor is scored from the eighteenth birthday', () => {
    expect(nextChanges(pack, pointsFacts({ birth: '2005-01-01' }), on)).toEqual([
      { on: '2023-01-01', code: 'ZJ-AGE', text: '年龄：18 周岁，由未装载变为 20.00 分' },
    ])
  })
})

it('refuses a birth after the day of assessment', () => {
  expect(() => assessPoints(pack, pointsFacts({ birth: '2022-06-29' }), on)).toThrow('出生日期晚于计算日期')
})
