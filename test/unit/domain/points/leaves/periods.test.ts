import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromDays, toDays } from '#shared/base/plain-date.ts'
import { day } from '#test/unit/domain/support.ts'
import { basis, item, LENIENT, measure, read, turns } from './support.ts'

const RESET = { kind: 'reset' }
const EXCLUDE = { kind: 'exclude' }
const TOLERATE = { kind: 'tolerate', days: 30 }

function held(unit: string, gaps: unknown, selection: object = {}) {
  return measure({ kind: 'periods', of: { fact: 'permit', ...selection }, unit, gaps })
}

describe('a permit endorsed two months late', () => {
  const permit = [item('here', '2020-05-01', '2021-05-01'), item('here', '2021-07-01', '2022-05-01')]

  it.each([
    [RESET, 6],
    [EXCLUDE, 18],
    [{ kind: 'tolerate', days: 60 }, 20],
    [{ kind: 'tolerate', days: 59 }, 6],
  ])('where gaps are %j: %i months', (gaps, months) => {
    expect(read(held('month', gaps), { permit }, '2022-01-01')).toBe(months)
  })
})

describe('a period without a first day', () => {
  const years = held('year', RESET)
  const permit = [item('here', '2020-05-01', '2021-05-01'), item('here', null, '2024-05-01')]

  it('leaves the answer open as soon as it reaches further than what is known', () => {
    expect(read(years, { permit }, '2021-05-02')).toBe(1)
    expect(read(years, { permit }, '2021-05-03')).toBeNaN()
    expect(read(years, { permit }, '2024-05-02')).toBeNaN()
    expect(turns(years, { permit }, '2020-06-01')).toEqual(['2021-05-01', '2021-05-03'])
  })

  it('does not once a known one reaches as far', () => {
    const later = [...permit, item('here', '2024-07-01', null)]
    expect(read(years, { permit: later }, '2025-07-01')).toBe(1)
    expect(
      read(years, { permit: [item('here', null, null), item('here', '2020-05-01', null)] }, '2022-05-01'),
    ).toBe(2)
  })
})

describe('periods without a gap', () => {
  const years = held('year', RESET)

  it('run to the day while they hold, a unit full on its corresponding day', () => {
    const permit = [item('here', '2020-02-29')]
    expect(read(years, { permit }, '2025-02-28')).toBe(4)
    expect(read(years, { permit }, '2025-03-01')).toBe(5)
    expect(basis(years, { permit }, '2025-03-01')).toBe('5 年（2020-02-29 起）')
    expect(read(years, { permit }, '2020-02-29')).toBe(0)
  })

  it('end with their last day, which counts whole', () => {
    const permit = [item('here', '2020-03-01', '2021-02-28')]
    expect(read(years, { permit }, '2021-02-28')).toBe(0)
    expect(read(years, { permit }, '2021-03-01')).toBe(1)
    expect(read(years, { permit }, '2026-11-23')).toBe(1)
    expect(read(held('day', RESET), { permit }, '2026-11-23')).toBe(365)
    const short = [item('here', '2020-03-01', '2021-02-27')]
    expect(read(years, { permit: short }, '2026-11-23')).toBe(0)
  })

  it('join where one begins the day after another ends, in whatever order they are recorded', () => {
    const permit = [item('here', '2021-03-01', '2022-02-28'), item('here', '2020-03-01', '2021-02-28')]
    expect(read(years, { permit }, '2022-03-01')).toBe(2)
  })

  it('count days they share once', () => {
    const permit = [
      item('here', '2020-01-01', '2021-12-31'),
      item('here', '2020-06-01', '2020-09-30'),
      item('here', '2021-07-01', '2022-12-31'),
    ]
    expect(read(held('year', EXCLUDE), { permit }, '2026-11-23')).toBe(3)
    expect(read(held('day', EXCLUDE), { permit }, '2026-11-23')).toBe(366 + 365 + 365)
  })

  it('count only those of the codes, and none that begins after the day', () => {
    const permit = [item('elsewhere', '2015-01-01', '2019-12-31'), item('here', '2020-01-01')]
    expect(read(held('year', RESET, { codes: ['here'] }), { permit }, '2026-01-01')).toBe(6)
    expect(read(years, { permit }, '2026-01-01')).toBe(11)
    expect(read(held('year', RESET, { codes: ['here'] }), { permit }, '2019-06-01')).toBe(0)
  })
})

describe('a permit endorsed late', () => {
  // The first year ends on 2021-02-28; endorsed ten days late.
  const permit = [item('here', '2020-03-01', '2021-02-28'), item('here', '2021-03-11')]

  it('begins anew under reset', () => {
    expect(read(held('year', RESET), { permit }, '2022-03-10')).toBe(0)
    expect(read(held('year', RESET), { permit }, '2022-03-11')).toBe(1)
    expect(basis(held('year', RESET), { permit }, '2022-03-11')).toBe('1 年（2021-03-11 起）')
    expect(read(held('month', RESET), { permit }, '2021-03-11')).toBe(0)
    expect(read(held('month', RESET), { permit }, '2021-03-10')).toBe(12)
  })

  it('loses the days of the gap under exclude', () => {
    expect(read(held('year', EXCLUDE), { permit }, '2022-03-10')).toBe(1)
    expect(read(held('year', EXCLUDE), { permit }, '2022-03-11')).toBe(2)
    expect(basis(held('year', EXCLUDE), { permit }, '2022-03-11')).toBe(
      '2 年（2020-03-01 起，扣除中断 10 天）',
    )
    expect(turns(held('year', EXCLUDE), { permit }, '2022-03-10')[0]).toBe('2022-03-11')
  })

  it('goes on under tolerate up to so many days, and begins anew after more', () => {
    expect(read(held('year', TOLERATE), { permit }, '2022-03-01')).toBe(2)
    const thirty = [item('here', '2020-03-01', '2021-02-28'), item('here', '2021-03-31')]
    const thirtyOne = [item('here', '2020-03-01', '2021-02-28'), item('here', '2021-04-01')]
    expect(read(held('year', TOLERATE), { permit: thirty }, '2022-03-01')).toBe(2)
    expect(read(held('year', TOLERATE), { permit: thirtyOne }, '2022-03-01')).toBe(0)
  })

  it('that lapsed keeps what it came to', () => {
    const lapsed = [item('here', '2020-03-01', '2022-02-28')]
    for (const gaps of [RESET, EXCLUDE, TOLERATE])
      expect(read(held('year', gaps), { permit: lapsed }, '2026-11-23')).toBe(2)
  })
})

describe('periods in a window', () => {
  const eight = held('year', RESET, { window: { kind: 'last', unit: 'year', count: 8 } })

  it('are clipped to it', () => {
    expect(read(eight, { permit: [item('here', '2000-01-01')] }, '2026-11-23')).toBe(8)
    expect(read(eight, { permit: [item('here', '2019-11-23')] }, '2026-11-23')).toBe(7)
    expect(read(eight, { permit: [item('here', '2000-01-01', '2020-11-22')] }, '2026-11-23')).toBe(2)
    expect(read(eight, { permit: [item('here', '2000-01-01', '2020-11-22')] }, '2026-11-24')).toBe(1)
    expect(read(eight, { permit: [item('here', '2000-01-01', '2018-11-22')] }, '2026-11-23')).toBe(0)
  })

  it('of fixed days', () => {
    const leaf = held('month', RESET, { window: { kind: 'dates', from: '2024-01-01', to: '2024-12-31' } })
    expect(read(leaf, { permit: [item('here', '2020-01-01')] }, '2026-11-23')).toBe(12)
    expect(read(leaf, { permit: [item('here', '2025-01-01')] }, '2026-11-23')).toBe(0)
    expect(read(leaf, { permit: [item('here', '2024-12-31')] }, '2026-11-23')).toBe(0)
  })

  it('up to a day of the year', () => {
    const leaf = held('year', RESET, { window: { kind: 'years-to', monthDay: '08-31', count: 8 } })
    expect(read(leaf, { permit: [item('here', '2000-01-01')] }, '2026-11-23')).toBe(8)
    expect(read(leaf, { permit: [item('here', '2000-01-01')] }, '2026-08-31')).toBe(8)
    expect(read(leaf, { permit: [item('here', '2024-09-01')] }, '2026-11-23')).toBe(1)
    expect(read(leaf, { permit: [item('here', '2024-08-31')] }, '2026-11-23')).toBe(2)
    expect(read(leaf, { permit: [item('here', '2026-09-15')] }, '2026-11-23')).toBe(0)
  })
})

describe('what is not known of periods', () => {
  const leaf = held('month', EXCLUDE)

  it('is unknown where there is no record, and none where the record is empty', () => {
    expect(read(leaf, {}, '2026-11-23')).toBeNaN()
    expect(read(leaf, { permit: [] }, '2026-11-23')).toBe(0)
    const lenient = measure(
      { kind: 'periods', of: { fact: 'permit' }, unit: 'month', gaps: EXCLUDE },
      LENIENT,
    )
    expect(read(lenient, {}, '2026-11-23')).toBe(0)
    expect(basis(lenient, {}, '2026-11-23')).toBe('没有记录')
  })

  it('is unknown where a period without a first day is all there is', () => {
    expect(read(leaf, { permit: [item('here', null)] }, '2026-11-23')).toBeNaN()
    expect(read(leaf, { permit: [item('here', null), item('here', '2026-01-23')] }, '2026-11-23')).toBe(10)
  })

  it('of another department does not count', () => {
    const police = { ...item('here', '2026-01-23'), department: '公安' }
    const scope = { department: '人社', whenAbsent: 'unknown' } as const
    const other = measure({ kind: 'periods', of: { fact: 'permit' }, unit: 'month', gaps: EXCLUDE }, scope)
    expect(read(other, { permit: [police] }, '2026-11-23')).toBe(0)
    expect(read(other, { permit: [item('here', '2026-01-23')] }, '2026-11-23')).toBeNaN()
    expect(read(leaf, { permit: [police] }, '2026-11-23')).toBe(10)
  })
})

describe('turns of periods', () => {
  const month = held('month', RESET)

  it('are the next full units until the end', () => {
    const permit = [item('here', '2020-03-01', '2027-02-28')]
    expect(turns(held('year', RESET), { permit }, '2026-11-23')).toEqual(['2027-03-01'])
    expect(turns(month, { permit }, '2026-11-23')).toHaveLength(4)
    expect(turns(month, { permit: [item('here', '2027-01-01')] }, '2026-11-23')[0]).toBe('2027-02-01')
    const forGood = [item('here', '2020-01-01', '9999-12-31')]
    expect(turns(month, { permit: forGood }, '2026-11-23')[0]).toBe('2026-12-01')
    expect(turns(month, { permit: [] }, '2026-11-23')).toEqual([])
  })

  it('tell the day on which a window has left a unit behind', () => {
    const eight = held('year', RESET, { window: { kind: 'last', unit: 'year', count: 8 } })
    const permit = [item('here', '2000-01-01', '2020-11-22')]
    expect(turns(eight, { permit }, '2026-11-23')).toEqual(['2026-11-24', '2027-11-24'])
  })
})

it('covers as many days as there are days covered', () => {
  const span = fc.record({ from: fc.integer({ min: 0, max: 800 }), length: fc.integer({ min: 0, max: 200 }) })
  fc.assert(
    fc.property(fc.array(span, { maxLength: 6 }), fc.integer({ min: 0, max: 1000 }), (spans, offset) => {
      const base = toDays(day('2020-01-01'))
      const on = fromDays(base + offset)
      const permit = spans.map(({ from, length }) =>
        item('here', fromDays(base + from), fromDays(base + from + length)),
      )
      const covered = Array.from({ length: offset }, (_, index) => index).filter((index) =>
        spans.some(({ from, length }) => index >= from && index <= from + length),
      )
      expect(read(held('day', EXCLUDE), { permit }, on)).toBe(covered.length)
    }),
  )
})
