import { expect, test } from 'vitest'
import { parsePlainDate } from '#shared/base/plain-date.ts'
import { type PointsLineView, PointsView } from '#shared/ipc/residents.ts'
import { monthsShort, monthsText } from '../../../renderer/src/components/format.ts'
import { readMonths } from '../../../renderer/src/tasks/rechecks/months.ts'
import { bothResults } from '../../../renderer/src/tasks/rechecks/recheck-look.ts'
import { dueLook } from '../../../renderer/src/text/recheck-look.ts'

const dueOn = parsePlainDate('2026-06-26')

function points(lines: Partial<PointsLineView>[]): PointsView {
  return PointsView.parse({
    packId: 'p',
    packName: '示例',
    on: '2026-06-18',
    certainX100: 0,
    openX100: 0,
    complete: true,
    next: [],
    lines: lines.map((line) => ({
      code: 'A',
      name: '示例',
      state: 'SCORED',
      pointsX100: 100,
      capX100: null,
      basis: '',
      formula: '',
      clause: '',
      status: 'READ',
      source: '',
      ...line,
    })),
  })
}

test('in a list, months that are no single range are counted', () => {
  expect(monthsShort(['2025-03'])).toBe('2025-03')
  expect(monthsShort(['2025-03', '2025-04'])).toBe(monthsText(['2025-03', '2025-04']))
  expect(monthsShort(['2025-03', '2025-05', '2025-06'])).toBe('2025-03 等 3 个月')
})

test('a due day is shown as such, as over, or as not known; the three never look alike', () => {
  const looks = [
    dueLook({ state: 'asked', dueOn, overdue: false }),
    dueLook({ state: 'asked', dueOn, overdue: true }),
    dueLook({ state: 'asked', dueOn: null, overdue: false }),
  ]
  expect(looks.map(({ word }) => word)).toEqual(['2026-06-26 到期', '2026-06-26 已超期', '待定'])
  for (const part of ['tone', 'sign'] as const) expect(new Set(looks.map((look) => look[part])).size).toBe(3)
})

test('what was answered is no longer due', () => {
  expect(dueLook({ state: 'answered', dueOn, overdue: false }).word).toBe('已答复')
})

test('both results stand line by line, the contested one first', () => {
  const before = points([{ code: 'A' }, { code: 'B', pointsX100: 200 }, { code: 'C' }])
  const after = points([{ code: 'A' }, { code: 'B', pointsX100: 350 }, { code: 'D' }])
  const rows = bothResults({ before, after, indicator: 'B' })
  expect(rows.map(({ code, contested, changeX100 }) => [code, contested, changeX100])).toEqual([
    ['B', true, 150],
    ['A', false, 0],
    ['C', false, null],
    ['D', false, null],
  ])
  expect(rows.find(({ code }) => code === 'C')?.after).toBeNull()
  expect(rows.find(({ code }) => code === 'D')?.before).toBeNull()
})

test('before it is closed there is nothing to compare with', () => {
  const rows = bothResults({ before: points([{ code: 'A' }]), after: null, indicator: 'A' })
  expect(rows).toMatchObject([{ code: 'A', contested: true, after: null, changeX100: null }])
})

test('an unknown line has no change, not even where it has points afterwards', () => {
  const before = points([{ state: 'UNKNOWN', pointsX100: null }])
  expect(bothResults({ before, after: points([{}]), indicator: 'A' })[0]?.changeX100).toBeNull()
})

test('months are said as ranges and read back as they were', () => {
  const months = ['2024-11', '2024-12', '2025-01', '2025-03', '2025-06', '2025-07']
  expect(monthsText(months)).toBe('2024-11 至 2025-01、2025-03、2025-06 至 2025-07')
  expect(readMonths(monthsText(months))).toEqual({ months })
  expect(monthsText([])).toBe('')
  expect(readMonths('')).toEqual({ months: [] })
})

test('a range over centuries ends soon', () => {
  const read = readMonths('1925-01 至 2025-01')
  expect('months' in read && read.months.length).toBe(61)
})
