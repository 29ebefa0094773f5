import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromDays, fullMonths, toDays } from '#shared/base/plain-date.ts'
import { itemReader } from '#shared/domain/points/leaves/index.ts'
import { ItemSelection } from '#shared/policy/index.ts'
import { day } from '#test/unit/domain/support.ts'
import { at, basis, facts, item, LENIENT, measure, OPEN, read, turns } from './support.ts'

const ON = '2026-11-23'
const onDay = (code: string, on: string) => item(code, on, on)

function times(selection: object) {
  return measure({ kind: 'items', of: selection, take: 'count' })
}

describe('how many items', () => {
  const inFive = times({
    fact: 'offence',
    codes: ['detention'],
    window: { kind: 'last', unit: 'year', count: 5 },
  })

  it('leave the window on the anniversary', () => {
    const offence = [onDay('detention', '2021-11-23')]
    expect(read(inFive, { offence }, '2026-11-22')).toBe(1)
    expect(read(inFive, { offence }, '2026-11-23')).toBe(0)
    expect(read(inFive, { offence: [onDay('detention', '2024-02-29')] }, '2029-02-28')).toBe(1)
    expect(read(inFive, { offence: [onDay('detention', '2024-02-29')] }, '2029-03-01')).toBe(0)
    expect(turns(inFive, { offence: [onDay('detention', '2024-02-29')] }, ON)).toEqual(['2029-03-01'])
  })

  it('count those of the codes, up to the day', () => {
    const offence = [onDay('detention', ON), onDay('detention', '2026-11-24'), onDay('traffic', ON)]
    expect(read(inFive, { offence }, ON)).toBe(1)
    expect(basis(inFive, { offence }, ON)).toBe('1 次')
    expect(read(inFive, { offence }, '2026-11-24')).toBe(2)
    expect(turns(inFive, { offence }, ON)[0]).toBe('2026-11-24')
    expect(read(times({ fact: 'offence' }), { offence }, ON)).toBe(2)
  })

  it('of fixed days and of years up to a day', () => {
    const dates = times({ fact: 'donation', window: { kind: 'dates', from: '2020-07-01', to: '2023-06-30' } })
    const donation = ['2020-06-30', '2020-07-01', '2023-06-30', '2023-07-01'].map((on) => onDay('money', on))
    expect(read(dates, { donation }, ON)).toBe(2)
    expect(read(dates, { donation }, '2022-01-01')).toBe(1)
    const august = times({ fact: 'donation', window: { kind: 'years-to', monthDay: '08-31', count: 1 } })
    const around = ['2025-08-31', '2025-09-01', '2026-08-31', '2026-09-01'].map((on) => onDay('money', on))
    expect(read(august, { donation: around }, ON)).toBe(2)
    expect(read(august, { donation: around }, '2026-08-30')).toBe(1)
    expect(read(august, { donation: around }, '2027-01-01')).toBe(1)
  })

  it('up to the last of February, whether it is the 28th or the 29th', () => {
    const february = times({ fact: 'donation', window: { kind: 'years-to', monthDay: '02-29', count: 1 } })
    const donation = ['2024-02-29', '2025-02-28', '2025-03-01'].map((on) => onDay('money', on))
    expect(read(february, { donation }, '2024-12-31')).toBe(1)
    expect(read(february, { donation }, '2025-12-31')).toBe(2)
  })

  it('are unknown where there is no record, or only such as lack their day', () => {
    expect(read(inFive, {}, ON)).toBeNaN()
    expect(read(inFive, { offence: [] }, ON)).toBe(0)
    expect(read(inFive, { offence: [item('detention', null)] }, ON)).toBeNaN()
    expect(read(inFive, { offence: [item('detention', null), onDay('detention', ON)] }, ON)).toBe(1)
    expect(read(inFive, { offence: [item('detention', null, '2021-11-23')] }, ON)).toBe(0)
    expect(read(inFive, { offence: [item('traffic', null)] }, ON)).toBe(0)
    expect(read(times({ fact: 'offence' }), { offence: [item('traffic', null)] }, ON)).toBe(1)
    const lenient = measure({ kind: 'items', of: { fact: 'offence' }, take: 'count' }, LENIENT)
    expect(read(lenient, {}, ON)).toBe(0)
    expect(basis(lenient, {}, ON)).toBe('没有记录')
  })

  it('leave a window of months exactly when so many months are full', () => {
    const days = fc.integer({ min: toDays(day('2019-01-01')), max: toDays(day('2026-12-31')) })
    fc.assert(
      fc.property(days, days, fc.integer({ min: 1, max: 60 }), (first, second, count) => {
        const [from, on] = [fromDays(Math.min(first, second)), fromDays(Math.max(first, second))]
        const leaf = times({ fact: 'donation', window: { kind: 'last', unit: 'month', count } })
        const counted = read(leaf, { donation: [onDay('money', from)] }, on)
        expect(counted).toBe(fullMonths(from, on) < count ? 1 : 0)
      }),
    )
  })
})

describe('how much items come to', () => {
  const amount = measure({ kind: 'items', of: { fact: 'blood' }, take: 'amount' })
  const blood = (...amounts: number[]) =>
    amounts.map((each) => ({ ...onDay('whole', '2026-01-05'), amount: each }))

  it('add up in the unit of the fact, each to its most', () => {
    expect(read(amount, { blood: blood(200, 400) }, ON)).toBe(600)
    expect(basis(amount, { blood: blood(200, 400) }, ON)).toBe('累计 600 毫升')
    const bounded = measure({ kind: 'items', of: { fact: 'service' }, take: 'amount', mostEach: 12 })
    const service = [7, 30].map((hours) => ({ ...onDay('hours', '2026-01-05'), amount: hours }))
    expect(read(bounded, { service }, ON)).toBe(19)
    expect(basis(bounded, { service }, ON)).toBe('累计 19 小时')
    const given = measure({ kind: 'items', of: { fact: 'donation' }, take: 'amount' })
    const donation = [{ ...onDay('money', '2026-01-05'), amount: 100_050 }]
    expect(basis(given, { donation }, ON)).toBe('累计 1000.50 元')
  })

  it('are unknown where the only amount is', () => {
    expect(read(amount, { blood: [onDay('whole', '2026-01-05')] }, ON)).toBeNaN()
    expect(read(amount, { blood: [onDay('whole', '2026-01-05'), ...blood(200)] }, ON)).toBe(200)
  })
})

describe('items selected', () => {
  const selection = ItemSelection.parse({ fact: 'housing' })
  const reader = itemReader(selection, { ...OPEN, holding: true })
  const select = (json: Record<string, unknown>, on: string) =>
    reader.select(facts(json), at(on))?.map(({ code }) => code)

  it('hold on the day, both edges included', () => {
    const housing = [item('rented', '2020-01-01', '2026-11-23'), item('owned', '2026-11-23')]
    expect(select({ housing }, '2026-11-22')).toEqual(['rented'])
    expect(select({ housing }, '2026-11-23')).toEqual(['rented', 'owned'])
    expect(select({ housing }, '2026-11-24')).toEqual(['owned'])
    expect(reader.turns(facts({ housing }), at('2026-11-22'))).toEqual(['2026-11-23', '2026-11-24'])
    expect(select({ housing: [item('rented', null)] }, ON)).toEqual(['rented'])
  })

  it('are unknown without a record and none with an empty one', () => {
    expect(select({}, ON)).toBeUndefined()
    expect(select({ housing: [] }, ON)).toEqual([])
    expect(itemReader(selection, { ...LENIENT, holding: true }).select(facts({}), at(ON))).toEqual([])
    const recent = itemReader(
      ItemSelection.parse({ fact: 'honour', window: { kind: 'last', unit: 'year', count: 3 } }),
      { ...OPEN, holding: false },
    )
    expect(recent.select(facts({ honour: [item('merit.city', null)] }), at(ON))).toBeUndefined()
  })

  it('of one department', () => {
    const scope = { department: '住建', whenAbsent: 'unknown', holding: true } as const
    const one = itemReader(selection, scope)
    const housing = [
      { ...item('owned', '2020-01-01'), department: '住建' },
      { ...item('rented', '2020-01-01'), department: '镇街' },
    ]
    expect(one.select(facts({ housing }), at(ON))).toHaveLength(1)
    expect(one.select(facts({ housing: housing.slice(1) }), at(ON))).toEqual([])
    expect(one.select(facts({ housing: [item('owned', '2020-01-01')] }), at(ON))).toBeUndefined()
  })

  it('are told in words, shortened where there are many', () => {
    expect(reader.basis([])).toBe('没有记录')
    expect(reader.basis([item('rented', '2020-01-01')])).toBe('租房（2020-01-01 起）')
    const honours = itemReader(ItemSelection.parse({ fact: 'honour' }), { ...OPEN, holding: false })
    const honour = ['2022-01-01', '2023-01-01', '2024-01-01', '2025-01-01'].map((on) =>
      onDay('heroism.city', on),
    )
    expect(honours.basis(honour.slice(0, 1))).toBe('市级见义勇为（2022-01-01）')
    expect(honours.basis(honour)).toMatch(/ 等 4 项$/)
    const education = itemReader(ItemSelection.parse({ fact: 'education' }), { ...OPEN, holding: false })
    expect(education.basis([item('associate', '2020-01-01')])).toBe('大专（高职）')
    const tax = itemReader(ItemSelection.parse({ fact: 'tax' }), { ...OPEN, holding: false })
    const paid = { ...item('person', '2025-01-01', '2025-12-31'), amount: 123_400 }
    expect(tax.basis([paid])).toBe('个人纳税 1234.00 元（2025 年）')
  })
})
