import { describe, expect, it } from 'vitest'
import { basis, condition, LENIENT, measure, read, turns } from './support.ts'

const CUMULATIVE = {
  kind: 'fund-months',
  funds: ['pension'],
  letters: ['P'],
  run: 'cumulative',
  breakMonths: 0,
}
const UNBROKEN = { ...CUMULATIVE, run: 'unbroken' }
const ON = '2026-11-23'

function letters(from: string, months: string) {
  return { from, months }
}

describe('cumulative months', () => {
  const leaf = measure(CUMULATIVE)

  it('count the wanted letters up to the month of the day, that month included', () => {
    const pension = letters('2026-08', 'PPPPPP')
    expect(read(leaf, { pension }, '2026-10-31')).toBe(3)
    expect(read(leaf, { pension }, '2026-11-01')).toBe(4)
    expect(read(leaf, { pension }, '2026-07-31')).toBe(0)
    expect(basis(leaf, { pension }, ON)).toBe('4 个月')
  })

  it('leave out what was back-paid or transferred in, unless the policy counts it', () => {
    const pension = letters('2026-01', 'PBTP-P')
    expect(read(leaf, { pension }, ON)).toBe(3)
    expect(read(measure({ ...CUMULATIVE, letters: ['P', 'B'] }), { pension }, ON)).toBe(4)
    expect(read(measure({ ...CUMULATIVE, letters: ['P', 'T'] }), { pension }, ON)).toBe(4)
    expect(read(measure({ ...CUMULATIVE, letters: ['T'] }), { pension }, ON)).toBe(1)
  })

  it('count a month once however many of the funds have it', () => {
    const both = measure({ ...CUMULATIVE, funds: ['pension', 'housingFund'] })
    const pension = letters('2026-01', 'PPP-')
    const housingFund = letters('2026-03', 'PPP')
    expect(read(both, { pension, housingFund }, ON)).toBe(5)
    expect(read(both, { pension }, ON)).toBe(3)
    expect(both.fields).toEqual(['pension', 'housingFund'])
  })

  it('are unknown where nothing counts and a fund or a month is not known', () => {
    const both = measure({ ...CUMULATIVE, funds: ['pension', 'housingFund'] })
    expect(read(leaf, {}, ON)).toBeNaN()
    expect(read(both, { pension: letters('2026-01', '---') }, ON)).toBeNaN()
    expect(read(leaf, { pension: letters('2026-01', '- -') }, ON)).toBeNaN()
    expect(read(leaf, { pension: letters('2026-01', '---') }, ON)).toBe(0)
    expect(read(leaf, { pension: letters('2026-01', '- P') }, ON)).toBe(1)
    expect(read(measure(CUMULATIVE, LENIENT), {}, ON)).toBe(0)
  })

  it('count what is known to a condition too, though another fund might reach what one alone does not', () => {
    const when = condition({
      kind: 'reaches',
      measure: { ...CUMULATIVE, funds: ['pension', 'medical'] },
      atLeast: 2,
      title: '示例条件',
    })
    const medical = letters('2026-01', 'P-')
    expect(read(when, { medical }, ON)).toBe(0)
    expect(read(when, { medical, pension: letters('2026-02', 'P') }, ON)).toBe(1)
    expect(read(when, { medical: letters('2026-01', '--') }, ON)).toBeNaN()
  })

  it('lie in a window of months', () => {
    const year = measure({ ...CUMULATIVE, window: { kind: 'last', unit: 'year', count: 1 } })
    const pension = letters('2020-01', 'P'.repeat(120))
    expect(read(year, { pension }, ON)).toBe(12)
    const once = letters('2025-12', 'P-')
    expect(read(year, { pension: once }, '2026-11-30')).toBe(1)
    expect(read(year, { pension: once }, '2026-12-01')).toBe(0)
    const dates = measure({ ...CUMULATIVE, window: { kind: 'dates', from: '2024-01-15', to: '2024-03-01' } })
    expect(read(dates, { pension }, ON)).toBe(3)
    const august = measure({ ...CUMULATIVE, window: { kind: 'years-to', monthDay: '08-31', count: 2 } })
    expect(read(august, { pension }, ON)).toBe(24)
    expect(read(august, { pension: letters('2026-08', 'PPP') }, ON)).toBe(1)
    expect(read(august, { pension }, '2026-05-31')).toBe(21)
  })
})

describe('an unbroken run', () => {
  const leaf = measure(UNBROKEN)
  const lenient = measure({ ...UNBROKEN, breakMonths: 2 })

  it('reaches the last known month', () => {
    expect(read(leaf, { pension: letters('2026-01', 'PP-PPP') }, ON)).toBe(3)
    expect(read(leaf, { pension: letters('2026-01', 'PPP-') }, ON)).toBe(0)
    expect(read(leaf, { pension: letters('2026-01', 'PPP   ') }, ON)).toBe(3)
    expect(read(leaf, { pension: letters('2026-09', 'PP-P') }, '2026-10-31')).toBe(2)
    expect(basis(leaf, { pension: letters('2026-01', 'PP-PPP') }, ON)).toBe('连续 3 个月')
  })

  it('is broken by a back-paid month where that does not count', () => {
    expect(read(leaf, { pension: letters('2026-01', 'PPBPP') }, ON)).toBe(2)
    expect(
      read(measure({ ...UNBROKEN, letters: ['P', 'B'] }), { pension: letters('2026-01', 'PPBPP') }, ON),
    ).toBe(5)
  })

  it('goes over breaks that are short enough, without counting them', () => {
    expect(read(lenient, { pension: letters('2026-01', 'PP--PPP') }, ON)).toBe(5)
    expect(read(lenient, { pension: letters('2026-01', 'PP---PPP') }, ON)).toBe(3)
    expect(read(lenient, { pension: letters('2026-01', 'PPP--') }, ON)).toBe(3)
    expect(read(lenient, { pension: letters('2026-01', 'PPP---') }, ON)).toBe(0)
    expect(read(lenient, { pension: letters('2026-01', 'P-P--P-P') }, ON)).toBe(4)
  })

  it('stays within its window', () => {
    const window = { kind: 'last', unit: 'month', count: 6 }
    const pension = letters('2026-01', 'P'.repeat(11))
    expect(read(measure({ ...UNBROKEN, window }), { pension }, ON)).toBe(6)
  })

  it('is unknown where nothing counts and a month is not known', () => {
    expect(read(leaf, { pension: letters('2026-01', '  ') }, ON)).toBeNaN()
    expect(read(leaf, {}, ON)).toBeNaN()
  })
})

it('turns on the first of the months to come, where letters or a window reach there', () => {
  const pension = letters('2026-01', 'P'.repeat(11))
  expect(turns(measure(CUMULATIVE), { pension }, ON)).toEqual([])
  expect(turns(measure(CUMULATIVE), { pension: letters('2026-01', 'P'.repeat(14)) }, ON)[0]).toBe(
    '2026-12-01',
  )
  const window = { kind: 'last', unit: 'year', count: 1 }
  expect(turns(measure({ ...CUMULATIVE, window }), { pension }, ON).slice(0, 2)).toEqual([
    '2026-12-01',
    '2027-01-01',
  ])
  const august = { kind: 'years-to', monthDay: '08-31', count: 2 }
  expect(turns(measure({ ...CUMULATIVE, window: august }), { pension }, ON)[0]).toBe('2027-01-01')
})
