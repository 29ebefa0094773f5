import { describe, expect, it } from 'vitest'
import { CounterError } from '#shared/base/failure.ts'
import { parsePack } from '#shared/policy/index.ts'
import { policyJson } from '#test/unit/domain/support.ts'
import { withChange } from './support.ts'

const sound = policyJson('points/zj-2022.json')

/** A copy of the 2022 pack with one place changed; `undefined` takes the field away. */
function changed(path: (string | number)[], value: unknown): unknown {
  return withChange(sound, path, value)
}

const deduction = {
  code: 'PENALTY',
  name: '行政处罚',
  as: { kind: 'deduction' },
  layer: 'province',
  cap: null,
  status: 'READ',
  citation: '示例',
  subject: 'applicant',
  verifiers: { departments: ['公安'], combine: 'any' },
  evidence: [],
  asOf: 'day',
  requires: null,
  whenAbsent: 'unknown',
  rule: {
    kind: 'per-unit',
    measure: { kind: 'items', of: { fact: 'offence' }, take: 'count' },
    per: 1,
    whole: true,
    unit: '次',
    rate: { value: '2' },
  },
}

function refusal(json: unknown): CounterError {
  try {
    parsePack(json)
  } catch (error) {
    if (error instanceof CounterError) return error
    throw error
  }
  throw new Error('the pack was accepted')
}

describe('parsePack', () => {
  it.each([
    ['an unknown field', ['extra'], 1, '$', '有不认识的字段：extra'],
    [
      'an unknown field of a rule',
      ['indicators', 3, 'rule', 'cap'],
      '30',
      '$.indicators[3].rule',
      '有不认识的字段',
    ],
    ['an unknown shape', ['indicators', 3, 'rule', 'kind'], 'decay', '$.indicators[3].rule.kind', '种类'],
    ['a missing name', ['name'], undefined, '$.name', '缺少'],
    [
      'a number for exact text',
      ['indicators', 3, 'rule', 'rate', 'value'],
      0.5,
      '$.indicators[3].rule.rate.value',
      '应为文字',
    ],
    [
      'a negative figure',
      ['indicators', 3, 'rule', 'rate', 'value'],
      '-1',
      '$.indicators[3].rule.rate.value',
      '不带负号',
    ],
    [
      'a zero denominator',
      ['indicators', 3, 'rule', 'rate', 'value'],
      '1/0',
      '$.indicators[3].rule.rate.value',
      '分数',
    ],
    ['an impossible day', ['effectiveFrom'], '2022-02-30', '$.effectiveFrom', '真实存在的日期'],
    ['an end before the start', ['effectiveTo'], '2022-03-31', '$.effectiveTo', '早于起始日'],
    ['no purpose', ['purposes'], [], '$.purposes', '至少要有 1 项'],
    [
      'a null that is not UNREAD',
      ['indicators', 0, 'rule', 'above', 'points', 'status'],
      'READ',
      '$.indicators[0].rule.above.points',
      'UNREAD',
    ],
    [
      'an UNREAD with a value',
      ['indicators', 0, 'rule', 'above', 'points', 'value'],
      '5',
      '$.indicators[0].rule.above.points',
      '却填了数值',
    ],
    [
      'a conflict without its other reading',
      ['indicators', 1, 'rule', 'choices', 2, 'points', 'alternative'],
      undefined,
      '$.indicators[1].rule.choices[2].points',
      '另一读法',
    ],
    [
      'an unknown fact',
      ['indicators', 3, 'rule', 'measure', 'fact'],
      'weight',
      '$.indicators[3].rule.measure.fact',
      '只能是',
    ],
    [
      'a code the fact does not have',
      ['indicators', 1, 'rule', 'choices', 0, 'values', 0],
      'phd',
      '$.indicators[1].rule.choices[0].values[0]',
      '没有这个代码',
    ],
    ['an older format', ['format'], 'counter.points-pack/1', '$.format', 'counter.points-pack/2'],
    [
      'an indicator of no layer',
      ['indicators', 0, 'layer'],
      'city',
      '$.indicators[0].layer',
      '没有写明这一层',
    ],
    [
      'a purpose of an indicator that is not one of the pack',
      ['indicators', 0, 'purposes'],
      ['school'],
      '$.indicators[0].purposes',
      '用途之内',
    ],
    [
      'a replacement of itself',
      ['indicators', 0, 'as'],
      { kind: 'replacement', replaces: 'ZJ-AGE' },
      '$.indicators[0].as.replaces',
      '循环',
    ],
    [
      'a replacement of nothing',
      ['indicators', 0, 'as'],
      { kind: 'replacement', replaces: 'ZJ-NONE' },
      '$.indicators[0].as.replaces',
      '没有这个指标',
    ],
    [
      'overlapping bands',
      ['indicators', 0, 'rule'],
      {
        kind: 'bands',
        measure: { kind: 'age' },
        unit: '周岁',
        bands: [
          { from: 18, to: 35, points: { value: '5' } },
          { from: 35, to: 40, points: { value: '3' } },
        ],
        otherwise: { value: '0' },
      },
      '$.indicators[0].rule.bands[1].from',
      '重叠',
    ],
    [
      'a deduction below zero',
      ['indicators', 3],
      { ...deduction, rule: { ...deduction.rule, rate: { value: '-2' } } },
      '$.indicators[3].rule.rate.value',
      '扣分也写正数',
    ],
    [
      'an unknown kind deep in a rule',
      ['indicators', 3, 'rule'],
      {
        kind: 'sum',
        cap: null,
        of: [{ kind: 'gated', requires: { kind: 'maybe' }, rule: { kind: 'flat' } }],
      },
      '$.indicators[3].rule.of[0].requires.kind',
      '种类',
    ],
    [
      'a group of an indicator that does not exist',
      ['groups'],
      [
        {
          code: 'G',
          name: '组',
          mode: { kind: 'highest' },
          indicators: ['ZJ-AGE', 'ZJ-NONE'],
          status: 'READ',
          citation: '示例',
        },
      ],
      '$.groups[0].indicators[1]',
      '没有这个指标',
    ],
    ['an indicator twice', ['indicators', 1, 'code'], 'ZJ-AGE', '$.indicators[1].code', '重复'],
    [
      'a level twice',
      ['indicators', 2, 'rule', 'choices', 1, 'values', 0],
      'level2',
      '$.indicators[2].rule.choices[1].values[0]',
      '列了两次',
    ],
  ])('refuses %s and names the place', (_, path, value, at, words) => {
    const error = refusal(changed(path, value))
    expect({ code: error.code, at: error.at }).toEqual({ code: 'POLICY_BAD', at })
    expect(error.message).toContain(words)
    expect(error.hint).toBeDefined()
  })

  it('refuses what is no pack at all', () => {
    expect(refusal(null).at).toBe('$')
    expect(refusal([]).code).toBe('POLICY_BAD')
  })

  it('counts the further faults', () => {
    expect(refusal({ ...Object(sound), name: '', jurisdiction: '' }).message).toContain('另有 1 处问题')
  })

  it('accepts an indicator whose rule is not loaded', () => {
    expect(parsePack(changed(['indicators', 4, 'rule'], null)).indicators[4]?.rule).toBeNull()
  })
})
