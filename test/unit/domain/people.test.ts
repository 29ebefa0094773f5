import { describe, expect, it } from 'vitest'
import {
  FactKind,
  FactValue,
  factText,
  factTitle,
  findFact,
  pointsFactsOf,
} from '#shared/domain/people/index.ts'
import { day } from '#test/unit/domain/support.ts'

function value(json: unknown): FactValue {
  return FactValue.parse(json)
}

const employment = {
  kind: 'employment',
  employer: '示例·制造公司',
  uscc: '91330282MA2AF00X1K',
  town: '示例镇',
}

describe('factText', () => {
  it.each([
    [{ kind: 'education', level: 'associate' }, '大专（高职）'],
    [{ kind: 'education', level: 'highschool' }, '高中（中职）及以下'],
    [{ kind: 'skill', level: 'level4' }, '四级'],
    [{ kind: 'skill', level: 'none' }, '无证书'],
    [{ kind: 'insurance', months: 48 }, '48 个月'],
    [{ kind: 'insurance', months: 0 }, '0 个月'],
    [{ kind: 'residence', registeredOn: '2016-06-18' }, '2016-06-18 起'],
    [
      { kind: 'permit', issuedOn: '2017-01-10', endorsedUntil: '2023-01-09' },
      '2017-01-10 签发，签注至 2023-01-09',
    ],
    [{ kind: 'hukou', inCixi: false }, '非慈溪户籍'],
    [{ ...employment, union: true, frontline: false }, '示例·制造公司（示例镇），已建工会，非一线岗位'],
    [
      { ...employment, union: null, frontline: null },
      '示例·制造公司（示例镇），是否建工会未知，是否一线岗位未知',
    ],
  ])('%j', (json, text) => {
    expect(factText(value(json))).toBe(text)
  })

  it('every kind has a title of its own', () => {
    const titles = FactKind.options.map(factTitle)
    expect(new Set(titles).size).toBe(FactKind.options.length)
  })
})

describe('pointsFactsOf', () => {
  it('takes what points rest on and leaves the unknown out', () => {
    const values = [
      value({ kind: 'skill', level: 'none' }),
      value({ kind: 'insurance', months: 0 }),
      value({ kind: 'hukou', inCixi: false }),
    ]
    expect(pointsFactsOf(values, day('1987-01-05'))).toStrictEqual({
      birth: '1987-01-05',
      skill: 'none',
      insuredMonths: 0,
    })
    expect(pointsFactsOf([], null)).toStrictEqual({})
  })

  it('refuses two values of one kind instead of taking the last', () => {
    const values = [value({ kind: 'insurance', months: 10 }), value({ kind: 'insurance', months: 20 })]
    expect(() => pointsFactsOf(values, null)).toThrow('两个现行数值')
    expect(() => findFact(values, 'insurance')).toThrow('两个现行数值')
    expect(findFact(values, 'skill')).toBeUndefined()
  })
})
