import { describe, expect, it } from 'vitest'
import { NOT_LOADED } from '#shared/domain/points/leaf.ts'
import { OutsideList } from '#shared/policy/index.ts'
import { at, basis, condition, facts, item, LENIENT, read, turns } from './support.ts'

const ON = '2026-11-23'
const YES = { kind: 'known-by', fact: 'appliedOn', title: '已申请积分' }
const NO = { kind: 'known-by', fact: 'residenceRegisteredOn', title: '已办居住登记' }
const OPEN_PART = { kind: 'known-by', fact: 'permitIssuedOn', title: '已领居住证' }
const LISTED = { kind: 'listed', fact: 'office', list: 'shortage-jobs', title: '列入紧缺岗位名单' }
const PARTS = {
  appliedOn: '2026-11-23',
  residenceRegisteredOn: '2026-11-24',
  office: [{ ...item('shortageJob', '2020-01-01'), label: '示例·焊工' }],
}

function list(year: number, ...entries: string[]): OutsideList {
  return OutsideList.parse({
    format: 'counter.outside-list/1',
    id: 'shortage-jobs',
    name: '示例·紧缺岗位名单',
    year,
    department: '人社',
    documentNumber: `示例〔${year}〕1号`,
    entries,
  })
}

describe('Kleene logic', () => {
  const all = (...of: unknown[]) => read(condition({ kind: 'all', of }), PARTS, ON)
  const any = (...of: unknown[]) => read(condition({ kind: 'any', of }), PARTS, ON)
  const not = (of: unknown) => read(condition({ kind: 'not', of }), PARTS, ON)

  it('all: a single no decides', () => {
    expect(all(YES, YES)).toBe(1)
    expect(all(YES, NO)).toBe(0)
    expect(all(OPEN_PART, LISTED, NO)).toBe(0)
    expect(all(YES, OPEN_PART)).toBeNaN()
    expect(all(YES, OPEN_PART, LISTED)).toBe(NOT_LOADED)
  })

  it('any: a single yes decides', () => {
    expect(any(NO, NO)).toBe(0)
    expect(any(OPEN_PART, LISTED, YES)).toBe(1)
    expect(any(NO, OPEN_PART)).toBeNaN()
    expect(any(NO, LISTED)).toBe(NOT_LOADED)
  })

  it('not: what is open stays open', () => {
    expect(not(YES)).toBe(0)
    expect(not(NO)).toBe(1)
    expect(not(OPEN_PART)).toBeNaN()
    expect(not(LISTED)).toBe(NOT_LOADED)
  })

  it('says in words what decided', () => {
    expect(basis(condition({ kind: 'all', of: [YES, NO] }), PARTS, ON)).toBe('不符合：已办居住登记')
    expect(basis(condition({ kind: 'any', of: [YES, NO] }), PARTS, ON)).toBe('已申请积分')
    expect(basis(condition({ kind: 'not', of: NO }), PARTS, ON)).toBe('不符合：已办居住登记')
  })

  it('rests on all the facts of its parts and turns with each', () => {
    const leaf = condition({ kind: 'all', of: [YES, { kind: 'not', of: NO }, YES] })
    expect(leaf.fields).toEqual(['appliedOn', 'residenceRegisteredOn'])
    expect(turns(leaf, PARTS, ON)).toEqual(['2026-11-24'])
  })
})

describe('has', () => {
  const json = (holding: boolean) => ({
    kind: 'has',
    of: { fact: 'permit' },
    holding,
    title: '持有有效居住证',
  })

  it('asks for an item that holds on the day, or for any up to the day', () => {
    const permit = [item('here', '2020-11-24', '2026-11-22')]
    expect(read(condition(json(true)), { permit }, '2026-11-22')).toBe(1)
    expect(read(condition(json(true)), { permit }, '2026-11-23')).toBe(0)
    expect(read(condition(json(false)), { permit }, '2026-11-23')).toBe(1)
    expect(read(condition(json(false)), { permit }, '2020-11-23')).toBe(0)
    expect(turns(condition(json(true)), { permit }, '2026-11-22')).toEqual(['2026-11-23'])
    expect(basis(condition(json(true)), { permit }, '2026-11-23')).toBe('不符合：持有有效居住证')
  })

  it('is unknown without a record', () => {
    expect(read(condition(json(true)), {}, ON)).toBeNaN()
    expect(read(condition(json(true), LENIENT), {}, ON)).toBe(0)
    expect(read(condition(json(true)), { permit: [] }, ON)).toBe(0)
    const window = { kind: 'last', unit: 'year', count: 3 }
    const recent = condition({
      kind: 'has',
      of: { fact: 'permit', window },
      holding: false,
      title: '近三年持证',
    })
    expect(read(recent, { permit: [item('here', null)] }, ON)).toBeNaN()
  })
})

describe('reaches', () => {
  const age = condition({ kind: 'reaches', measure: { kind: 'age' }, atLeast: 61, title: '年满 61 周岁' })

  it('holds from the day on which the number is reached', () => {
    expect(read(age, { birth: '1965-11-24' }, ON)).toBe(0)
    expect(read(age, { birth: '1965-11-23' }, ON)).toBe(1)
    expect(read(age, {}, ON)).toBeNaN()
    expect(basis(age, { birth: '1965-11-24' }, ON)).toBe('不符合：年满 61 周岁（60 周岁）')
  })

  it('turns on that day however far it is', () => {
    const months = { kind: 'since', fact: 'permitIssuedOn', unit: 'month' }
    const year = condition({ kind: 'reaches', measure: months, atLeast: 60, title: '持证满 60 个月' })
    expect(turns(age, { birth: '1990-02-28' }, ON)).toEqual(['2051-02-28'])
    expect(turns(age, { birth: '1960-02-28' }, ON)).toEqual([])
    expect(turns(year, { permitIssuedOn: '2024-02-29' }, ON)).toEqual(['2029-03-01'])
  })
})

describe('known-by', () => {
  it('holds from the day on', () => {
    const leaf = condition(YES)
    expect(read(leaf, { appliedOn: '2026-11-23' }, ON)).toBe(1)
    expect(read(leaf, { appliedOn: '2026-11-24' }, ON)).toBe(0)
    expect(read(leaf, {}, ON)).toBeNaN()
    expect(read(condition(YES, LENIENT), {}, ON)).toBe(0)
    expect(turns(leaf, { appliedOn: '2026-11-24' }, ON)).toEqual(['2026-11-24'])
  })
})

describe('listed', () => {
  const leaf = condition(LISTED)
  const listed = (lists: OutsideList[], office: unknown = PARTS.office) =>
    leaf.read(facts({ office }), at(ON, lists))

  it('looks into the list of the year of the day', () => {
    expect(listed([list(2026, '示例·焊工')])).toBe(1)
    expect(listed([list(2026, '示例·钳工')])).toBe(0)
    expect(listed([list(2025, '示例·焊工')])).toBe(NOT_LOADED)
    expect(listed([])).toBe(NOT_LOADED)
  })

  it('needs no list where nothing holds, and leaves open what has no label', () => {
    expect(listed([], [])).toBe(0)
    expect(listed([], [item('shortageJob', '2020-01-01', '2026-11-22')])).toBe(0)
    expect(listed([list(2026, '示例·焊工')], [item('shortageJob', '2020-01-01')])).toBeNaN()
    expect(read(leaf, {}, ON)).toBeNaN()
  })

  it('turns with the year', () => {
    expect(turns(leaf, PARTS, ON)[0]).toBe('2027-01-01')
  })
})

describe('children', () => {
  const registered = { kind: 'known-by', fact: 'residenceRegisteredOn', title: '已登记' }
  const leaf = condition({ kind: 'children', below: 16, each: registered, title: '十六岁以下子女均已登记' })
  const done = { residenceRegisteredOn: '2020-01-01' }
  const young = '2010-11-24'
  const old = '2010-11-23'

  it('asks every child below the age, and for one', () => {
    expect(read(leaf, { children: [{ birth: young, ...done }] }, ON)).toBe(1)
    expect(read(leaf, { children: [{ birth: young, ...done }, { birth: old }] }, ON)).toBe(1)
    expect(read(leaf, { children: [{ birth: young, ...done }, { birth: young }] }, ON)).toBeNaN()
    expect(
      read(leaf, { children: [{ birth: young, residenceRegisteredOn: '2026-11-24' }, { birth: young }] }, ON),
    ).toBe(0)
    expect(read(leaf, { children: [{ birth: old, ...done }] }, ON)).toBe(0)
    expect(read(leaf, { children: [] }, ON)).toBe(0)
    expect(read(leaf, {}, ON)).toBeNaN()
  })

  it('does not ask of a child born after the day, and leaves open one whose birth is not known', () => {
    expect(read(leaf, { children: [{ birth: '2026-11-24' }, { birth: young, ...done }] }, ON)).toBe(1)
    expect(read(leaf, { children: [done] }, ON)).toBeNaN()
    expect(read(leaf, { children: [done, { birth: young, ...done }] }, ON)).toBe(1)
    expect(read(leaf, { children: [{}, { birth: young, ...done }] }, ON)).toBeNaN()
  })

  it('turns when a child is too old or is born', () => {
    const children = [{ birth: young, residenceRegisteredOn: '2026-12-24' }, { birth: '2027-01-05' }]
    expect(turns(leaf, { children }, ON)).toEqual(['2026-11-24', '2026-12-24', '2027-01-05', '2043-01-05'])
    expect(leaf).toMatchObject({ fields: [], asksChildren: true })
  })
})
