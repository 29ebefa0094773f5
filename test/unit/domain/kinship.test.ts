import { describe, expect, it } from 'vitest'
import {
  childWords,
  DISTANT_KINDS,
  distantWord,
  generationOf,
  type Kin,
  type KnownRelations,
  kinWord,
  type ProposedRelation,
  RelationKind,
  requirePossibleRelation,
  seenFrom,
  storedRelation,
} from '#shared/domain/people/index.ts'
import { day } from '#test/unit/domain/support.ts'

const TODAY = day('2026-06-18')
const UNRELATED: KnownRelations = { between: [], otherSpouse: false, otherParents: 0, circular: false }

function kin(birth: string, sex: '男' | '女' = '男'): Kin {
  return { birth: day(birth), sex }
}

function propose(changes: Partial<ProposedRelation>): ProposedRelation {
  return { kind: 'parentOf', from: kin('1980-06-18'), to: kin('2010-01-01'), known: UNRELATED, ...changes }
}

function check(changes: Partial<ProposedRelation>): string[] {
  return requirePossibleRelation(propose(changes), TODAY)
}

describe('a parent and a child', () => {
  it.each([
    ['1980-06-18', '1980-06-17'],
    ['1980-06-18', '1980-06-18'],
  ])('a parent born on %s has no child born on %s', (parent, child) => {
    expect(() => check({ from: kin(parent), to: kin(child) })).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', at: 'otherId', hint: expect.stringContaining('核对') }),
    )
  })

  it('fourteen years between them are enough, a day less asks for a look', () => {
    expect(check({ from: kin('1980-06-18'), to: kin('1994-06-18') })).toEqual([])
    expect(check({ from: kin('1980-06-18'), to: kin('1994-06-17') })).toEqual([
      expect.stringContaining('14 周岁'),
    ])
    expect(check({ from: kin('1980-06-18'), to: kin('1980-06-19') })).toHaveLength(1)
  })

  it('a child has two parents at most', () => {
    expect(check({ known: { ...UNRELATED, otherParents: 1 } })).toEqual([])
    expect(() => check({ known: { ...UNRELATED, otherParents: 2 } })).toThrow(/两位登记在册的父母/)
  })
})

describe('spouses', () => {
  const couple = { kind: 'spouse', from: kin('1990-01-01', '男'), to: kin('1990-01-01', '女') } as const

  it('have one current spouse each', () => {
    expect(check(couple)).toEqual([])
    expect(() => check({ ...couple, known: { ...UNRELATED, otherSpouse: true } })).toThrow(
      expect.objectContaining({ code: 'CONFLICT', hint: expect.stringContaining('结束') }),
    )
  })

  it('are never also parent and child, whichever was recorded first', () => {
    for (const forward of [true, false]) {
      const known = { ...UNRELATED, between: [{ kind: 'parentOf', forward }] as const }
      expect(() => check({ ...couple, known })).toThrow(/不能既是配偶又是父母子女/)
    }
    const married = { ...UNRELATED, between: [{ kind: 'spouse', forward: true }] as const }
    expect(() => check({ known: married })).toThrow(/不能既是配偶又是父母子女/)
  })

  it.each([
    ['男', '2004-06-18', 0],
    ['男', '2004-06-19', 1],
    ['女', '2006-06-18', 0],
    ['女', '2006-06-19', 1],
  ] as const)('a %s born on %s gives %i warnings', (sex, birth, warnings) => {
    expect(check({ ...couple, from: kin(birth, sex) })).toHaveLength(warnings)
  })
})

describe('a guardian', () => {
  const guardian = { kind: 'guardianOf', from: kin('2008-06-18'), to: kin('2015-01-01') } as const

  it('is 18 full years old on the day', () => {
    expect(check(guardian)).toEqual([])
    expect(() => check({ ...guardian, from: kin('2008-06-19') })).toThrow(/未满 18 周岁/)
  })

  it('of an adult asks for the court paper', () => {
    expect(check({ ...guardian, to: kin('2008-06-19') })).toEqual([])
    expect(check({ ...guardian, to: kin('2008-06-18') })).toEqual([expect.stringContaining('法院')])
  })
})

it('the same relation twice and a circle are refused', () => {
  const twice = { ...UNRELATED, between: [{ kind: 'parentOf', forward: true }] as const }
  expect(() => check({ known: twice })).toThrow(expect.objectContaining({ code: 'DUPLICATE' }))
  expect(() => check({ known: { ...UNRELATED, circular: true } })).toThrow(/成一圈/)
})

it('a relation is stored in one direction and seen from either end', () => {
  for (const kind of RelationKind.options) {
    const { kind: stored, forward } = storedRelation(kind)
    expect(seenFrom(stored, forward)).toBe(kind)
  }
})

describe('words', () => {
  it('counts sons and daughters by birth; one alone is not counted', () => {
    const children = [
      { seq: 1, birth: '2015-05-01', sex: '女' as const },
      { seq: 2, birth: '2012-05-01', sex: '女' as const },
      { seq: 3, birth: '2013-05-01', sex: '男' as const },
      { seq: 4, birth: '2015-05-01', sex: '女' as const },
    ]
    expect([...childWords(children)]).toEqual([
      [3, '儿子'],
      [2, '长女'],
      [1, '次女'],
      [4, '三女'],
    ])
  })

  it('has a word and a place for everyone in the picture', () => {
    const self = { seq: 1, birth: '1990-01-01', sex: '男' as const }
    const words = DISTANT_KINDS.flatMap((kind) =>
      (['男', '女'] as const).flatMap((via) =>
        (['男', '女'] as const).map((sex) => {
          const other = { seq: 2, birth: '1991-01-01', sex }
          expect(['above', 'same', 'below']).toContain(generationOf(kind))
          return distantWord(kind, { self, via: { ...other, sex: via }, other })
        }),
      ),
    )
    expect(words.join(' ')).toBe(
      [
        '祖父 祖母 外祖父 外祖母',
        '父亲的配偶 父亲的配偶 母亲的配偶 母亲的配偶',
        '弟弟 妹妹 弟弟 妹妹',
        '配偶之父 配偶之母 配偶之父 配偶之母',
        '配偶之子 配偶之女 配偶之子 配偶之女',
        '儿子的配偶 儿媳 女婿 女儿的配偶',
        '子女之父 子女之母 子女之父 子女之母',
        '孙子 孙女 外孙 外孙女',
      ].join(' '),
    )
    expect(RelationKind.options.map((kind) => kinWord(kind, '女'))).toEqual([
      '配偶',
      '母亲',
      '女儿',
      '监护人',
      '被监护人',
    ])
  })

  it('of twins the one registered first is the elder', () => {
    const self = { seq: 5, birth: '2015-05-01', sex: '女' as const }
    const twin = { ...self, seq: 4 }
    const via = { seq: 1, birth: '1980-01-01', sex: '女' as const }
    expect(distantWord('parent child', { self, via, other: twin })).toBe('姐姐')
    expect(distantWord('parent child', { self: twin, via, other: self })).toBe('妹妹')
  })
})
