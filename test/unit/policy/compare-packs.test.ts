import { describe, expect, it } from 'vitest'
import { comparePacks, PointsPack, parsePack } from '#shared/policy/index.ts'
import { loadPack, policyJson } from '#test/unit/domain/support.ts'
import { withChange } from './support.ts'

type Path = (string | number)[]

function changesOf(id: string, path: Path, value: unknown) {
  const json = policyJson(`points/${id}.json`)
  return comparePacks(parsePack(json), parsePack(withChange(json, path, value)))
}

describe('comparePacks', () => {
  it.each(['zj-2022', 'nb-2022-10', 'yongkang-2023', 'beilun-2021', 'yuyao-2021', 'demo-city'])(
    'finds nothing between %s and itself',
    (id) => {
      expect(comparePacks(loadPack(id), loadPack(id))).toEqual([])
    },
  )

  it('names the place and both amounts', () => {
    expect(changesOf('zj-2022', ['indicators', 0, 'rule', 'bandPoints', 'value'], '6')).toEqual([
      { place: '年龄 › 55 至 60 周岁', change: 'changed', before: '5 分', after: '6 分' },
    ])
    expect(changesOf('zj-2022', ['indicators', 3, 'rule', 'rate', 'value'], '1')).toEqual([
      {
        place: '缴纳社保 › 省内社保累计缴费月数，每个月',
        change: 'changed',
        before: '0.5 分，不足的不计',
        after: '1 分，不足的不计',
      },
    ])
    expect(changesOf('zj-2022', ['indicators', 2, 'cap', 'value'], '12')).toEqual([
      { place: '职业技能 › 上限', change: 'changed', before: '10 分', after: '12 分' },
    ])
  })

  it('an unread figure that was read', () => {
    expect(
      changesOf('zj-2022', ['indicators', 0, 'rule', 'above', 'points'], { value: '0', status: 'READ' }),
    ).toContainEqual({
      place: '年龄 › 60 周岁以上',
      change: 'changed',
      before: '未装载',
      after: '0 分',
    })
  })

  it('a band with other edges is one gone and one new', () => {
    const changes = changesOf('yongkang-2023', ['indicators', 1, 'rule', 'bands', 2, 'to'], 65)
    expect(changes).toEqual([
      { place: '年龄 › 年龄 56 至 65 周岁', change: 'added', before: null, after: '6 分' },
      { place: '年龄 › 年龄 56 至 60 周岁', change: 'removed', before: '6 分', after: null },
    ])
  })

  it('an indicator struck and one added, by code and under its present name', () => {
    const pack = loadPack('zj-2022')
    const [age, ...rest] = pack.indicators
    if (age === undefined) throw new Error('no indicator')
    const fewer = { ...pack, indicators: rest }
    expect(
      comparePacks(pack, fewer).every(
        ({ place, change }) => place.startsWith('年龄 › ') && change === 'removed',
      ),
    ).toBe(true)
    expect(comparePacks(fewer, pack).every(({ change }) => change === 'added')).toBe(true)
    const renamed = { ...pack, indicators: [{ ...age, name: '周岁' }, ...rest] }
    expect(comparePacks(pack, renamed)).toEqual([
      { place: '周岁 › 名称', change: 'changed', before: '年龄', after: '周岁' },
    ])
  })

  it('between the copies of 2022 and document 38 no amount differs, only how sure it is', () => {
    const amounts = comparePacks(loadPack('zj-2022'), loadPack('zj-2023-38'))
      .filter(({ place }) => !place.startsWith('算例'))
      .map(({ before, after }) => [before, after].map((text) => /^[\d/]+ 分/.exec(text ?? '')?.[0] ?? null))
    expect(amounts.length).toBeGreaterThan(10)
    for (const [before, after] of amounts) expect(after).toBe(before)
  })

  it('tells of every single change that leaves a pack well formed', () => {
    for (const id of ['zj-2022', 'nb-2022-10', 'yongkang-2023', 'demo-city']) {
      const json = withChange(policyJson(`points/${id}.json`), ['cases'], [])
      const before = parsePack(json)
      for (const { path, value } of leavesOf(json)) {
        if (path[0] === 'id') continue
        for (const other of othersOf(value)) {
          const after = PointsPack.safeParse(withChange(json, path, other))
          if (after.success)
            expect(comparePacks(before, after.data), `${id} ${path.join('.')}`).not.toEqual([])
        }
      }
    }
  })
})

function leavesOf(json: unknown, path: Path = []): { path: Path; value: unknown }[] {
  if (json === null || typeof json !== 'object') return [{ path, value: json }]
  if (Array.isArray(json)) return json.flatMap((inner: unknown, index) => leavesOf(inner, [...path, index]))
  return Object.entries(json).flatMap(([key, inner]) => leavesOf(inner, [...path, key]))
}

/** Values that may stand where this one stands. */
function othersOf(value: unknown): unknown[] {
  if (typeof value === 'number') return [value + 1]
  if (typeof value === 'boolean') return [!value]
  if (value === null) return ['2030-01-01', 24]
  if (typeof value !== 'string') return []
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return ['2023-06-30']
  if (/^\d/.test(value)) return ['7', '08-30']
  const words: Record<string, string[]> = {
    READ: ['DEFAULT'],
    DEFAULT: ['READ'],
    reset: ['exclude'],
    exclude: ['reset'],
    month: ['year', 'day'],
    year: ['month', 'day'],
    any: ['sum', 'all'],
    highest: ['sum', 'any'],
    all: ['any'],
    sum: ['last'],
    last: ['sum'],
    line: ['total'],
    'half-up': ['down'],
    unknown: ['nothing'],
    nothing: ['unknown', 'not-loaded'],
    'not-loaded': ['nothing'],
    day: ['application', 'month'],
    amount: ['count'],
    applicant: ['spouse'],
    cumulative: ['unbroken'],
    unbroken: ['cumulative'],
    province: ['city'],
    'highest-member': ['self'],
    self: ['highest-member'],
    points: ['deduction'],
    deduction: ['points'],
    P: ['T'],
    T: ['B'],
    partial: ['read'],
    sample: ['read'],
  }
  return words[value] ?? [`${value}改`]
}
