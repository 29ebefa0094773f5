import { describe, expect, it } from 'vitest'
import {
  checkPack,
  Department,
  indicatorFigures,
  isError,
  type PackFinding,
  type PackSurroundings,
  type PointsPack,
  parsePack,
} from '#shared/policy/index.ts'
import { loadPack, policyJson } from '#test/unit/domain/support.ts'
import { withChange } from './support.ts'

function findingsIn(
  id: string,
  path: (string | number)[],
  value: unknown,
  around?: PackSurroundings,
): PackFinding[] {
  return checkPack(parsePack(withChange(policyJson(`points/${id}.json`), path, value)), around)
}

function codesOf(findings: readonly PackFinding[]): string[] {
  return findings.map(({ code }) => code)
}

const SHIPPED = [
  'zj-2022',
  'zj-2023-38',
  'nb-2022-10',
  'yongkang-2023',
  'beilun-2021',
  'yuyao-2021',
  'demo-city',
]

const SAMPLE_GROUP = { code: 'G', name: '示例组', status: 'READ', citation: '示例' }

/** Bands over age with the given edges, in the place of the age rule of the 2022 pack. */
function ageBands(...edges: [number, number | null][]): unknown {
  return {
    kind: 'bands',
    measure: { kind: 'age' },
    unit: '周岁',
    bands: edges.map(([from, to]) => ({ from, to, points: { value: '5' } })),
    otherwise: { value: '0' },
  }
}

describe('checkPack', () => {
  it.each(SHIPPED)('%s has no error beside the others', (id) => {
    const others = SHIPPED.map((other) => loadPack(other))
    expect(checkPack(loadPack(id), { others }).filter(isError)).toEqual([])
  })

  it.each(SHIPPED)('%s claims no cap and no floor where none was read', (id) => {
    const { layers, total, indicators, origin } = loadPack(id)
    expect([...layers, ...indicators].filter(({ cap }) => cap === null && origin !== 'sample')).toEqual([])
    expect([total.cap, total.floor]).not.toContain(null)
  })

  it.each(SHIPPED)('%s says of what its table leaves out that it is a default', (id) => {
    for (const indicator of loadPack(id).indicators)
      for (const { figure } of indicatorFigures(indicator))
        if (figure.note?.includes('计分表未列') === true)
          expect(figure.status, indicator.name).toBe('DEFAULT')
  })

  it.each(SHIPPED)('%s names departments by the names under which facts are recorded', (id) => {
    const named = loadPack(id).indicators.flatMap(({ verifiers }) => verifiers.departments)
    expect(named.filter((name) => !Department.safeParse(name).success)).toEqual([])
  })

  it.each(['highest', 'sum', 'all-agree'])(
    'departments told apart (%s) must be ones a record can name',
    (combine) => {
      const path = ['indicators', 1, 'verifiers']
      const found = (verifiers: object) =>
        findingsIn('zj-2022', path, verifiers).filter(({ code }) => code === 'UNKNOWN_DEPARTMENT')
      const [only, ...others] = found({ departments: ['人社', '公积金中心'], combine })
      expect(only).toMatchObject({ severity: 'error', at: '$.indicators[1].verifiers.departments[1]' })
      expect(only?.message).toContain('公积金中心')
      expect(others).toEqual([])
      expect(found({ departments: ['公积金中心'], combine: 'any' })).toEqual([])
    },
  )

  it('every finding names a place that exists, in words and with a remedy', () => {
    for (const id of SHIPPED)
      for (const { at, message, remedy, severity } of checkPack(loadPack(id), { lists: [] })) {
        expect(at, id).toMatch(/^\$\.[a-z]+/)
        expect(placeIn(loadPack(id), at), `${id} ${at}`).not.toBeUndefined()
        expect(message, at).toMatch(/[\u4e00-\u9fff]/)
        expect(remedy, at).toContain('请')
        expect(['error', 'notice']).toContain(severity)
      }
  })

  it('puts errors first', () => {
    const findings = findingsIn('zj-2022', ['indicators', 4, 'citation'], undefined)
    const firstNotice = findings.findIndex((finding) => !isError(finding))
    expect(findings.slice(firstNotice).some(isError)).toBe(false)
    expect(codesOf(findings.filter(isError))).toEqual(['NO_CITATION', 'NO_CITATION'])
  })

  it('finds a value above its cap, and the other reading of a conflict', () => {
    const chosen = findingsIn('zj-2022', ['indicators', 1, 'rule', 'choices', 0, 'points', 'value'], '10.25')
    expect(chosen[0]).toMatchObject({
      severity: 'error',
      code: 'CAP_BELOW_VALUE',
      at: '$.indicators[1].rule.choices[0].points',
      message: expect.stringContaining('文化程度'),
    })
    const other = ['indicators', 1, 'rule', 'choices', 2, 'points', 'alternative', 'value']
    expect(codesOf(findingsIn('zj-2022', other, '11'))).toContain('CAP_BELOW_VALUE')
    expect(codesOf(findingsIn('zj-2022', other, '10'))).not.toContain('CAP_BELOW_VALUE')
  })

  it('finds a cap below a band and below a part of a sum, and takes no rate for a value', () => {
    expect(codesOf(findingsIn('beilun-2021', ['indicators', 1, 'cap', 'value'], '4'))).toContain(
      'CAP_BELOW_VALUE',
    )
    const sum = findingsIn('beilun-2021', ['indicators', 0, 'rule', 'cap', 'value'], '15')
    expect(sum[0]).toMatchObject({
      code: 'CAP_BELOW_VALUE',
      at: '$.indicators[0].rule.of[1].bands[3].points',
    })
    expect(codesOf(findingsIn('zj-2022', ['indicators', 3, 'rule', 'rate', 'value'], '31'))).not.toContain(
      'CAP_BELOW_VALUE',
    )
  })

  it('finds every figure without a citation, and a rule that has none', () => {
    const found = findingsIn('zj-2022', ['indicators', 3, 'citation'], undefined).filter(isError)
    expect(found.map(({ at }) => at)).toEqual(['$.indicators[3].cap', '$.indicators[3].rule.rate'])
    expect(findingsIn('nb-2022-10', ['indicators', 7, 'citation'], undefined)[0]).toMatchObject({
      code: 'NO_CITATION',
      at: '$.indicators[7]',
    })
  })

  it('finds a gap between bands and names both edges, none where they meet', () => {
    const gap = findingsIn('zj-2022', ['indicators', 0, 'rule'], ageBands([18, 35], [40, 60]))
    expect(gap.find(({ code }) => code === 'GAP')).toMatchObject({
      severity: 'notice',
      at: '$.indicators[0].rule.bands[1].from',
      message: expect.stringMatching(/35 周岁.*40 周岁/),
    })
    expect(
      codesOf(findingsIn('zj-2022', ['indicators', 0, 'rule'], ageBands([18, 35], [36, 60]))),
    ).not.toContain('GAP')
  })

  it('finds what can never be reached', () => {
    const band = findingsIn('zj-2022', ['indicators', 0, 'rule'], ageBands([18, 150], [151, null]))
    expect(band).toContainEqual(
      expect.objectContaining({ code: 'UNREACHABLE', at: '$.indicators[0].rule.bands[1].from' }),
    )
    const window = { kind: 'last', unit: 'month', count: 12 }
    const start = ['indicators', 7, 'rule', 'measure', 'window']
    expect(codesOf(findingsIn('yuyao-2021', start, window))).not.toContain('UNREACHABLE')
    expect(codesOf(findingsIn('yuyao-2021', start, { ...window, count: 11 }))).toContain('UNREACHABLE')
    const codes = ['indicators', 5, 'rule', 'of', 'codes']
    expect(findingsIn('yuyao-2021', codes, ['titleSenior', 'titleMid', 'titleJunior'])).toContainEqual(
      expect.objectContaining({ code: 'UNREACHABLE', at: '$.indicators[5].rule.choices[1]' }),
    )
  })

  it('finds joint caps that a single part fills', () => {
    expect(findingsIn('demo-city', ['groups', 2, 'mode', 'cap', 'value'], '9')).toContainEqual(
      expect.objectContaining({ code: 'POINTLESS', at: '$.groups[2].mode.cap' }),
    )
    const layer = findingsIn('zj-2022', ['layers', 0, 'cap', 'value'], '29.99')
    expect(layer.filter(({ code }) => code === 'POINTLESS')).toHaveLength(2)
    expect(codesOf(findingsIn('zj-2022', ['layers', 0, 'cap', 'value'], '30'))).not.toContain('POINTLESS')
    expect(codesOf(findingsIn('demo-city', ['total', 'cap', 'value'], '149'))).toContain('POINTLESS')
  })

  it('finds a layer without indicators, unread rules, defaults and conflicts', () => {
    const found = checkPack(loadPack('nb-2022-10'))
    expect(found).toContainEqual(expect.objectContaining({ code: 'EMPTY_LAYER', at: '$.layers[2]' }))
    expect(found).toContainEqual(expect.objectContaining({ code: 'NOT_LOADED', at: '$.indicators[7].rule' }))
    expect(found).toContainEqual(expect.objectContaining({ code: 'NOT_LOADED', at: '$.freezes[0].months' }))
    expect(found).toContainEqual(expect.objectContaining({ code: 'NOT_LOADED', at: '$.total.floor' }))
    expect(codesOf(found)).toEqual(expect.arrayContaining(['CONFLICT', 'DEFAULT']))
  })

  it('finds a list that is not loaded, where lists are looked at', () => {
    const demo = loadPack('demo-city')
    expect(codesOf(checkPack(demo))).not.toContain('NO_LIST')
    expect(checkPack(demo, { lists: [] })).toContainEqual(
      expect.objectContaining({ code: 'NO_LIST', at: '$.indicators[24].rule.when.list' }),
    )
  })

  it('finds a purpose that nobody selects and one for which nothing counts', () => {
    expect(codesOf(findingsIn('zj-2022', ['purposes', 0], 'helth-check'))).toContain('UNUSED_PURPOSE')
    const single = withChange(policyJson('points/zj-2022.json'), ['purposes'], ['health-check', 'general'])
    const pack = parsePack(single)
    const onlyGeneral: PointsPack = {
      ...pack,
      indicators: pack.indicators.map((indicator) => ({ ...indicator, purposes: ['general'] })),
    }
    expect(checkPack(onlyGeneral)).toContainEqual(
      expect.objectContaining({ code: 'UNUSED_PURPOSE', at: '$.purposes[0]' }),
    )
  })

  it('finds a pack that holds for the same purpose on the same day, and names both sources', () => {
    const again = { ...loadPack('zj-2022'), id: 'zj-2022-again' }
    const [first] = checkPack(parsePack(again), { others: [loadPack('zj-2022'), loadPack('zj-2023-38')] })
    expect(first).toMatchObject({ severity: 'error', code: 'OVERLAP', at: '$.purposes[0]' })
    expect(first?.message).toContain('zj-2022-again 与 zj-2022 ')
    expect(first?.message).toContain('来源：省级共性指标（2022抄本')
    const superseding = { ...again, supersedes: 'zj-2022' }
    expect(codesOf(checkPack(parsePack(superseding), { others: [loadPack('zj-2022')] }))).not.toContain(
      'OVERLAP',
    )
  })

  it('finds a group of unlike members, by the member that does not fit', () => {
    const groups = [
      { ...SAMPLE_GROUP, mode: { kind: 'sum', cap: { value: '40' } }, indicators: ['ZJ-EDU', 'NB-EMP'] },
      { ...SAMPLE_GROUP, code: 'H', mode: { kind: 'highest' }, indicators: ['NB-SHORT', 'NB-CRIME'] },
    ]
    const found = findingsIn('nb-2022-10', ['groups'], groups).filter(({ code }) => code === 'UNLIKE_GROUP')
    expect(found).toMatchObject([
      { severity: 'error', at: '$.groups[0].indicators[1]' },
      { severity: 'error', at: '$.groups[1].indicators[1]' },
    ])
    expect(found[0]?.message).toContain('不在同一层级')
    expect(found[1]?.message).toContain('“违法犯罪”是扣分项')
    const highest = [{ ...SAMPLE_GROUP, mode: { kind: 'highest' }, indicators: ['ZJ-EDU', 'NB-EMP'] }]
    expect(codesOf(findingsIn('nb-2022-10', ['groups'], highest))).not.toContain('UNLIKE_GROUP')
  })

  it('an invented pack may not be used, but shown', () => {
    expect(findingsIn('zj-2022', ['origin'], 'sample').filter(isError)).toMatchObject([
      { code: 'SAMPLE_IN_USE', at: '$.purposes[0]', message: expect.stringContaining('职工健康体检') },
      { code: 'SAMPLE_IN_USE', at: '$.purposes[1]' },
    ])
    expect(findingsIn('zj-2022', ['origin'], 'partial').filter(isError)).toEqual([])
    expect(codesOf(checkPack(loadPack('demo-city')))).not.toContain('SAMPLE_IN_USE')
  })

  it('finds figures that no points can be', () => {
    const rate = ['indicators', 4, 'rule', 'rate', 'value']
    expect(findingsIn('zj-2022', rate, '1000001')).toContainEqual(
      expect.objectContaining({ severity: 'error', code: 'TOO_LARGE', at: '$.indicators[4].rule.rate' }),
    )
    expect(codesOf(findingsIn('zj-2022', rate, '1000000'))).not.toContain('TOO_LARGE')
    expect(codesOf(findingsIn('zj-2022', ['total', 'floor'], { value: '999999999' }))).toContain('TOO_LARGE')
  })

  it('finds a pack without cases, and a case outside its days', () => {
    expect(codesOf(findingsIn('zj-2022', ['cases'], []))).toContain('NO_CASES')
    expect(findingsIn('zj-2022', ['cases', 0, 'on'], '2022-03-31')).toContainEqual(
      expect.objectContaining({ code: 'CASE_OUTSIDE', at: '$.cases[0].on' }),
    )
    expect(codesOf(findingsIn('zj-2022', ['cases', 0, 'on'], '2022-04-01'))).not.toContain('CASE_OUTSIDE')
  })
})

function placeIn(pack: PointsPack, at: string): unknown {
  const parts = at
    .slice(2)
    .split(/[.[\]]+/)
    .filter((part) => part !== '')
  return parts.reduce<unknown>((value, part) => Reflect.get(Object(value), part), pack)
}
