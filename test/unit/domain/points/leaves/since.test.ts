import { describe, expect, it } from 'vitest'
import { basis, LENIENT, measure, read, turns } from './support.ts'

const json = (unit: string, fact = 'residenceRegisteredOn') => ({ kind: 'since', fact, unit })
const months = measure(json('month'))
const years = measure(json('year', 'permitIssuedOn'))

describe('full units since a day', () => {
  it.each([
    ['2020-01-31', '2020-02-29', 0],
    ['2020-01-31', '2020-03-01', 1],
    ['2020-01-31', '2020-03-30', 1],
    ['2020-01-31', '2020-03-31', 2],
    ['2020-02-29', '2021-02-28', 11],
    ['2020-02-29', '2021-03-01', 12],
    ['2020-11-23', '2020-11-23', 0],
    ['2020-11-24', '2020-11-23', 0],
    ['2026-12-31', '2026-11-23', 0],
  ])('registered on %s, on %s: %i months', (residenceRegisteredOn, on, count) => {
    expect(read(months, { residenceRegisteredOn }, on)).toBe(count)
    expect(basis(months, { residenceRegisteredOn }, on)).toBe(`${count} 个月（${residenceRegisteredOn} 起）`)
  })

  it.each([
    ['2020-02-29', '2024-02-28', 3],
    ['2020-02-29', '2024-02-29', 4],
    ['2020-02-29', '2025-02-28', 4],
    ['2020-02-29', '2025-03-01', 5],
    ['2020-06-28', '2026-06-27', 5],
    ['2020-06-28', '2026-06-28', 6],
  ])('a permit of %s, on %s: %i years', (permitIssuedOn, on, count) => {
    expect(read(years, { permitIssuedOn }, on)).toBe(count)
    expect(basis(years, { permitIssuedOn }, on)).toBe(`${count} 年（${permitIssuedOn} 起）`)
  })

  it('counts days', () => {
    const leaf = measure(json('day'))
    expect(read(leaf, { residenceRegisteredOn: '2024-02-28' }, '2024-03-01')).toBe(2)
    expect(basis(leaf, { residenceRegisteredOn: '2024-02-28' }, '2024-03-01')).toBe('2 天（2024-02-28 起）')
  })

  it('is unknown without the day, and nothing where absence is nothing', () => {
    expect(read(months, {}, '2026-11-23')).toBeNaN()
    const lenient = measure(json('month'), LENIENT)
    expect(read(lenient, {}, '2026-11-23')).toBe(0)
    expect(basis(lenient, {}, '2026-11-23')).toBe('没有记录')
    expect(lenient.key).not.toBe(months.key)
  })

  it('turns when the next unit is full', () => {
    expect(turns(months, { residenceRegisteredOn: '2020-01-31' }, '2020-02-29').slice(0, 3)).toEqual([
      '2020-03-01',
      '2020-03-31',
      '2020-05-01',
    ])
    expect(turns(months, { residenceRegisteredOn: '2027-01-15' }, '2026-11-23')[0]).toBe('2027-02-15')
    expect(turns(months, {}, '2026-11-23')).toEqual([])
  })
})

it('a count is what is recorded', () => {
  const leaf = measure({ kind: 'count', fact: 'insuredMonths' })
  expect(read(leaf, { insuredMonths: 48 }, '2026-11-23')).toBe(48)
  expect(basis(leaf, { insuredMonths: 48 }, '2026-11-23')).toBe('48 个月')
  expect(read(leaf, { insuredMonths: 0 }, '2026-11-23')).toBe(0)
  expect(read(leaf, {}, '2026-11-23')).toBeNaN()
  expect(read(measure({ kind: 'count', fact: 'insuredMonths' }, LENIENT), {}, '2026-11-23')).toBe(0)
  expect(turns(leaf, { insuredMonths: 48 }, '2026-11-23')).toEqual([])
})
