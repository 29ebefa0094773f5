import { describe, expect, it } from 'vitest'
import type { PointsAssessment, PointsLine } from '#shared/domain/points/assessment.ts'
import { changeSummary, compareAssessments } from '#shared/domain/points/compare.ts'
import { type PointsPack, parsePack } from '#shared/policy/index.ts'
import { day } from '#test/unit/domain/support.ts'

const figure = (value: string | null) => ({ value })

function indicator(code: string, rule: unknown, more: Record<string, unknown> = {}) {
  return {
    code,
    name: `示例指标 ${code}`,
    as: { kind: 'points' },
    layer: 'province',
    cap: figure('30'),
    status: 'READ',
    citation: '示例〔2026〕1号',
    subject: 'applicant',
    verifiers: { departments: ['人社'], combine: 'any' },
    evidence: [],
    asOf: 'day',
    requires: null,
    whenAbsent: 'unknown',
    rule,
    ...more,
  }
}

function months(rate: string, more: Record<string, unknown> = {}) {
  const rule = {
    kind: 'per-unit',
    measure: { kind: 'count', fact: 'insuredMonths' },
    per: 1,
    whole: true,
    unit: '个月',
    rate: figure(rate),
  }
  return indicator('SI', rule, more)
}

function levels(points: string) {
  const choices = [{ values: ['associate'], title: '大专', points: figure(points) }]
  return indicator('EDU', {
    kind: 'lookup',
    of: { fact: 'education' },
    holding: false,
    others: 'nothing',
    choices,
  })
}

function pack(indicators: unknown[], total: unknown = { cap: null, floor: null }): PointsPack {
  const source = { status: 'READ', citation: '示例〔2026〕1号' }
  return parsePack({
    format: 'counter.points-pack/2',
    id: 'sample',
    name: '示例办法',
    documentNumber: '示例〔2026〕1号',
    jurisdiction: '示例市',
    origin: 'sample',
    effectiveFrom: '2020-01-01',
    effectiveTo: null,
    purposes: ['general'],
    layers: [{ layer: 'province', name: '示例层', cap: null, recognisedWithin: '示例省', ...source }],
    total: { ...source, ...Object(total) },
    family: 'self',
    rounding: { stage: 'line', decimals: 2, mode: 'half-up', status: 'READ' },
    requires: [],
    vetoes: [],
    freezes: [],
    groups: [],
    indicators,
    cases: [],
  })
}

function line(code: string, pointsX100: number | null, more: Partial<PointsLine> = {}): PointsLine {
  return {
    code,
    name: '社保缴费',
    kind: 'points',
    layer: 'province',
    state: pointsX100 === null ? 'UNKNOWN' : 'SCORED',
    pointsX100,
    ownX100: pointsX100,
    capX100: 3000,
    basis: '',
    formula: '',
    capped: false,
    clause: '示例〔2026〕1号',
    status: 'READ',
    fields: ['insuredMonths'],
    verifiers: ['人社'],
    evidence: [],
    openX100: null,
    alternativeX100: null,
    ...more,
  }
}

function assessment(...lines: PointsLine[]): PointsAssessment {
  return {
    packId: 'sample',
    on: day('2026-11-23'),
    purpose: 'general',
    lines,
    totalX100: lines.reduce((sum, { pointsX100 }) => sum + (pointsX100 ?? 0), 0),
    atLeastX100: null,
    atMostX100: null,
    complete: lines.every(({ state }) => state === 'SCORED'),
    standing: { kind: 'open', reasons: [] },
    unknown: [],
    notLoaded: [],
  }
}

const SAME = pack([months('0.5')])

interface Sides {
  before?: PointsPack
  after?: PointsPack
  changed?: boolean
}

function compare(before: PointsLine[], after: PointsLine[], sides: Sides = {}) {
  return compareAssessments(assessment(...before), assessment(...after), {
    before: sides.before ?? SAME,
    after: sides.after ?? SAME,
    factsChanged: () => sides.changed ?? false,
  })
}

function only(before: PointsLine | null, after: PointsLine | null, sides: Sides = {}) {
  const [change] = compare(before === null ? [] : [before], after === null ? [] : [after], sides)
  return { cause: change?.cause, changeX100: change?.changeX100, text: change?.text }
}

describe('what the difference of a line comes from', () => {
  it('a fact', () => {
    const [before, after] = [line('SI', 2400, { basis: '48 个月' }), line('SI', 3000, { basis: '60 个月' })]
    expect(only(before, after, { changed: true })).toEqual({
      cause: 'fact',
      changeX100: 600,
      text: '社保缴费由 48 个月到 60 个月，多 6.00 分',
    })
  })

  it('time, of age in its own words', () => {
    const age = (points: number, basis: string) =>
      line('AGE', points, { basis, name: '年龄', fields: ['birth'] })
    expect(only(age(2000, '40 周岁'), age(1900, '41 周岁'))).toEqual({
      cause: 'time',
      changeX100: -100,
      text: '年满 41 周岁，少 1.00 分',
    })
    const held = (points: number, basis: string) => line('RES', points, { basis, name: '居住时间' })
    expect(only(held(1625, '65 个月（2016-06-28 起）'), held(1800, '72 个月（2016-06-28 起）')).text).toBe(
      '居住时间由 65 个月到 72 个月（2016-06-28 起），多 1.75 分',
    )
    expect(only(held(1625, '65 个月（2016-06-28 起）'), held(1800, '72 个月（2015-01-01 起）')).text).toBe(
      '居住时间由 65 个月（2016-06-28 起）到 72 个月（2015-01-01 起），多 1.75 分',
    )
  })

  it('nothing, even where the basis moved', () => {
    const [full, more] = [line('SI', 3000, { basis: '60 个月' }), line('SI', 3000, { basis: '72 个月' })]
    expect(only(full, full)).toEqual({ cause: 'none', changeX100: 0, text: '社保缴费没有变化' })
    expect(only(full, more, { changed: true })).toMatchObject({
      cause: 'none',
      text: '社保缴费由 60 个月到 72 个月，分值不变',
    })
    expect(only(line('SI', null), line('SI', null))).toMatchObject({ cause: 'none', changeX100: null })
  })

  it('something that was not known and now is, and the other way round', () => {
    const known = line('SI', 2400, { basis: '48 个月' })
    expect(only(line('SI', null), known, { changed: true })).toEqual({
      cause: 'fact',
      changeX100: null,
      text: '社保缴费原来没有记录，现为 48 个月，计 24.00 分',
    })
    expect(only(known, line('SI', null), { changed: true }).text).toBe('社保缴费现在没有记录，未知，不计分')
  })

  it('a figure that was not loaded and now is, and the other way round', () => {
    const known = line('SI', 2400, { basis: '48 个月' })
    const unread = line('SI', null, { state: 'NOT_LOADED', basis: '' })
    expect(only(unread, known).text).toBe('社保缴费原来未装载，现为 48 个月，计 24.00 分')
    expect(only(known, unread).text).toBe('社保缴费，未装载，不计分')
  })

  it('a line another one takes out, whose own points stay', () => {
    const counts = line('SI', 2400, { basis: '48 个月', ownX100: 2400 })
    const outdone = line('SI', 0, { basis: '48 个月', ownX100: 2400 })
    expect(only(counts, outdone).text).toBe(
      '社保缴费，自身得分没有变化，因分组取舍、申请人的选择或替换，少 24.00 分',
    )
  })

  it('a line added or struck', () => {
    expect(only(null, line('SI', 2400))).toEqual({
      cause: 'added',
      changeX100: 2400,
      text: '新增“社保缴费”，计 24.00 分',
    })
    expect(only(line('SI', 2400), null)).toEqual({
      cause: 'struck',
      changeX100: -2400,
      text: '“社保缴费”已取消，原计 24.00 分',
    })
    expect(only(line('SI', null), null)).toMatchObject({ cause: 'struck', changeX100: null })
  })
})

describe('a rule that computes otherwise', () => {
  const before = line('SI', 2400, { basis: '48 个月', formula: '48 个月 × 0.5' })
  const after = line('SI', 2880, { basis: '48 个月', formula: '48 个月 × 0.6' })
  const text = (from: unknown, to: unknown, lines = [before, after] as const) =>
    only(lines[0], lines[1], { before: pack([from]), after: pack([to]) })

  it('tells the figure that differs', () => {
    expect(text(months('0.5'), months('0.6'))).toEqual({
      cause: 'rule',
      changeX100: 480,
      text: '计分办法变了：每月 0.5 分改为 0.6 分，多 4.80 分',
    })
    expect(text(months('0.5'), months('0.5', { cap: figure('20') })).text).toContain('最高 30 分改为 20 分')
    expect(text(months('0.5'), months('0.5', { cap: null })).text).toContain(
      '48 个月 × 0.5 改为 48 个月 × 0.6',
    )
    const level = line('EDU', 800, { basis: '大专（高职）' })
    expect(text(levels('8'), levels('9'), [level, { ...level, pointsX100: 900 }]).text).toBe(
      '计分办法变了：大专 8 分改为 9 分，多 1.00 分',
    )
  })

  it('tells the fact that moved as well', () => {
    const moved = line('SI', 3000, { basis: '50 个月', formula: '50 个月 × 0.6' })
    expect(text(months('0.5'), months('0.6'), [before, moved]).text).toBe(
      '计分办法变了：每月 0.5 分改为 0.6 分；社保缴费由 48 个月到 50 个月，多 6.00 分',
    )
  })

  it('is none where only words, sources or papers differ', () => {
    const reworded = months('0.5', {
      name: '另一名称',
      citation: '示例〔2026〕2号',
      status: 'DEFAULT',
      evidence: ['证明'],
    })
    expect(text(months('0.5'), reworded, [before, before])).toMatchObject({ cause: 'none' })
    expect(text(months('0.5'), reworded)).toMatchObject({ cause: 'time' })
  })

  it('is told even where the amount stays', () => {
    expect(text(months('0.5'), months('0.5', { cap: figure('40') }), [before, before])).toMatchObject({
      cause: 'rule',
      changeX100: 0,
      text: '计分办法变了：最高 30 分改为 40 分，分值不变',
    })
  })
})

describe('adjustments', () => {
  const cap = (points: number) => line('TOTAL-CAP', points, { kind: 'adjustment', name: '总分封顶' })

  it('follow the lines, unless the pack sets them otherwise', () => {
    const [fewer, more] = [line('SI', 2400, { basis: '48 个月' }), line('SI', 3000, { basis: '60 个月' })]
    const [, follows] = compare([fewer, cap(0)], [more, cap(-300)], { changed: true })
    expect(follows).toMatchObject({ cause: 'fact', changeX100: -300, text: '总分封顶，少 3.00 分' })
    const bounded = pack([months('0.5')], { cap: figure('27'), floor: null })
    const [, ruled] = compare([fewer], [fewer, cap(-300)], { after: bounded })
    expect(ruled).toMatchObject({ cause: 'rule', changeX100: -300 })
    const [, gone] = compare([fewer, cap(-300)], [fewer])
    expect(gone).toMatchObject({ before: { code: 'TOTAL-CAP' }, after: null, changeX100: 300 })
  })

  it('say so where their figure is not loaded', () => {
    const fewer = line('SI', 2400, { basis: '48 个月' })
    const unread = line('TOTAL-CAP', null, { kind: 'adjustment', name: '总分封顶', state: 'NOT_LOADED' })
    expect(compare([fewer], [fewer, unread])[1]?.text).toBe('总分封顶，未装载，不计分')
  })

  it('let the changes of all lines add up to that of the total', () => {
    const before = [line('SI', 2400, { basis: '48 个月' }), line('EDU', 800)]
    const after = [line('SI', 3000, { basis: '60 个月' }), line('AWARD', 500), cap(-300)]
    const sum = compare(before, after).reduce((total, { changeX100 }) => total + (changeX100 ?? 0), 0)
    expect(sum).toBe(assessment(...after).totalX100 - assessment(...before).totalX100)
  })
})

describe('the summary for the resident', () => {
  function summary(before: PointsLine[], after: PointsLine[]) {
    return changeSummary(
      compare(before, after, { changed: true }),
      assessment(...before),
      assessment(...after),
    )
  }

  it('tells the total and what moved most first', () => {
    const age = (points: number, basis: string) =>
      line('AGE', points, { basis, name: '年龄', fields: ['birth'] })
    expect(
      summary(
        [age(2000, '40 周岁'), line('SI', 2400, { basis: '48 个月' })],
        [age(1900, '41 周岁'), line('SI', 3000, { basis: '60 个月' })],
      ),
    ).toBe(
      '合计由 44.00 分到 49.00 分，多 5.00 分。社保缴费由 48 个月到 60 个月，多 6.00 分；年满 41 周岁，少 1.00 分。',
    )
  })

  it('says that nothing changed, and what is still open', () => {
    expect(summary([line('SI', 2400)], [line('SI', 2400)])).toBe('合计 24.00 分，没有变化。')
    expect(summary([line('SI', 2400), line('EDU', null)], [line('SI', 2400), line('EDU', null)])).toBe(
      '合计 24.00 分，没有变化（另有 1 项没有记录或未装载，未计入）。',
    )
  })

  it('stops after three', () => {
    const codes = ['A', 'B', 'C', 'D']
    const text = summary(
      codes.map((code, index) => line(code, 0, { name: code, basis: String(index) })),
      codes.map((code, index) => line(code, 100 * (index + 1), { name: code, basis: `${index}次` })),
    )
    expect(text).toMatch(/^合计由 0\.00 分到 10\.00 分，多 10\.00 分。D由.*；C由.*；B由.*；变化的共 4 项。$/)
  })
})
