import { describe, expect, it } from 'vitest'
import { CounterError } from '#shared/base/failure.ts'
import { checkPack, parsePack } from '#shared/policy/index.ts'
import { policyJson } from '#test/unit/domain/support.ts'

const sound = policyJson('points/zj-2022.json')

/** A copy of the 2022 pack with one place changed; `undefined` takes the field away. */
function changed(path: (string | number)[], value: unknown): unknown {
  const copy: unknown = structuredClone(sound)
  let place: unknown = copy
  for (const part of path.slice(0, -1)) place = Reflect.get(Object(place), part)
  const last = path.at(-1) ?? ''
  if (value === undefined) Reflect.deleteProperty(Object(place), last)
  else Reflect.set(Object(place), last, value)
  return copy
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
      ['indicators', 0, 'rule', 'above', 'status'],
      'READ',
      '$.indicators[0].rule.above',
      'UNREAD',
    ],
    [
      'an UNREAD with a value',
      ['indicators', 0, 'rule', 'above', 'value'],
      '5',
      '$.indicators[0].rule.above',
      '却填了数值',
    ],
    [
      'a conflict without its other reading',
      ['indicators', 1, 'rule', 'choices', 2, 'points', 'alternative'],
      undefined,
      '$.indicators[1].rule.choices[2].points',
      '另一读法',
    ],
    ['a rule over the wrong fact', ['indicators', 3, 'fact'], 'birth', '$.indicators[3].fact', '不能用于'],
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
    expect(refusal({ ...Object(sound), name: '', layer: 'street' }).message).toContain('另有 1 处问题')
  })

  it('accepts an indicator whose rule is not loaded', () => {
    expect(parsePack(changed(['indicators', 4, 'rule'], null)).indicators[4]?.rule).toBeNull()
  })
})

describe('checkPack', () => {
  it('finds a value above its cap', () => {
    const findings = checkPack(
      parsePack(changed(['indicators', 1, 'rule', 'choices', 0, 'points', 'value'], '10.25')),
    )
    expect(findings).toContainEqual({
      code: 'CAP_BELOW_VALUE',
      at: '$.indicators[1].rule.choices[0].points',
      message: expect.stringContaining('文化程度'),
    })
  })

  it('finds the other reading of a conflict above the cap', () => {
    const path = ['indicators', 1, 'rule', 'choices', 2, 'points', 'alternative', 'value']
    const codes = checkPack(parsePack(changed(path, '11'))).map((finding) => finding.code)
    expect(codes).toContain('CAP_BELOW_VALUE')
  })

  it('does not take a growing rate for a value above the cap', () => {
    expect(checkPack(parsePack(sound)).map((finding) => finding.code)).not.toContain('CAP_BELOW_VALUE')
  })

  it('finds every figure without a citation', () => {
    const findings = checkPack(parsePack(changed(['indicators', 3, 'citation'], undefined)))
    expect(findings.filter((finding) => finding.code === 'NO_CITATION').map((finding) => finding.at)).toEqual(
      ['$.indicators[3].cap', '$.indicators[3].rule.rate'],
    )
  })

  it('finds a rule that is not loaded', () => {
    const findings = checkPack(parsePack(changed(['indicators', 4, 'rule'], null)))
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'NOT_LOADED', at: '$.indicators[4].rule' }),
    )
  })
})
