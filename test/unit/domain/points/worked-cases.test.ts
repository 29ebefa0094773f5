import { describe, expect, it } from 'vitest'
import { examinePack, runWorkedCases } from '#shared/domain/points/index.ts'
import type { PointsIndicator, PointsPack, WorkedCase } from '#shared/policy/index.ts'
import { loadPack } from '#test/unit/domain/support.ts'

describe('runWorkedCases', () => {
  const pack = loadPack('zj-2022')

  function resultOf(change: Partial<WorkedCase>) {
    const [first] = pack.cases
    if (first === undefined) throw new Error('no case')
    return runWorkedCases({ ...pack, cases: [{ ...first, ...change }] })[0]
  }

  it('says in words what does not come out as written', () => {
    const wanted = {
      total: '76.00',
      lines: { 'ZJ-AGE': '19.00', 'ZJ-NONE': '1.00', 'ZJ-EDU': 'UNKNOWN' as const },
      standing: 'frozen' as const,
    }
    expect(resultOf({ expect: wanted })).toMatchObject({
      id: 'age-35',
      ok: false,
      differences: [
        '年龄应为 19.00，算出 20.00',
        '没有指标 ZJ-NONE 这一行',
        '文化程度应为 未知，算出 8.00',
        '总分应为 76.00，算出 75.00',
        '能否使用应为 冻结，算出 可以使用',
      ],
    })
  })

  it('names the place of facts that cannot be read, and a purpose that is not the pack’s', () => {
    expect(resultOf({ facts: { education: 'phd' } })?.differences.join()).toContain('$.education')
    expect(resultOf({ purpose: 'school' })?.ok).toBe(false)
  })

  it('a failed case is an error of the pack', () => {
    const [first] = pack.cases
    if (first === undefined) throw new Error('no case')
    const wrong = { ...pack, cases: [{ ...first, expect: { lines: { 'ZJ-AGE': '1.00' } } }] }
    expect(examinePack(wrong).findings[0]).toMatchObject({
      severity: 'error',
      code: 'CASE_FAILED',
      at: '$.cases[0]',
      message: expect.stringContaining('年龄应为 1.00，算出 20.00'),
    })
  })

  it('a pack that cannot be scored at all is an error, with or without cases', () => {
    const [age, education, ...rest] = pack.indicators
    if (age === undefined || education === undefined) throw new Error('no indicator')
    const unlike: PointsPack = {
      ...pack,
      cases: [],
      indicators: [{ ...age, as: { kind: 'deduction' } }, education, ...rest],
      groups: [
        {
          code: 'G',
          name: '组',
          mode: { kind: 'highest' },
          indicators: [age.code, education.code],
          status: 'READ',
          citation: '示例',
        },
      ],
    }
    expect(examinePack(unlike).findings[0]).toMatchObject({
      severity: 'error',
      code: 'UNLIKE_GROUP',
      at: '$.groups[0].indicators[1]',
      message: expect.stringContaining('“年龄”是扣分项，“文化程度”是加分项'),
    })
  })

  it('figures too fine to add up exactly are an error as well', () => {
    const fine = ['1/999999937', '1/999999929'].map((value, index): PointsIndicator => {
      const indicator = pack.indicators[index + 3]
      if (indicator?.rule?.kind !== 'per-unit') throw new Error('no rate')
      return { ...indicator, rule: { ...indicator.rule, rate: { value } } }
    })
    const { findings } = examinePack({ ...pack, cases: [], indicators: fine })
    expect(findings[0]).toMatchObject({ severity: 'error', code: 'CANNOT_SCORE', at: '$.purposes[0]' })
    expect(findings[0]?.message).toContain('不能精确计分')
  })
})
