import { expect, test } from 'vitest'
import { PlainDate } from '#shared/base/plain-date.ts'
import {
  daysText,
  findingsText,
  stateLook,
  todayText,
} from '../../../renderer/src/tasks/policy/document-look.ts'
import { row } from './policy-rows.ts'

const today = PlainDate.parse('2026-03-01')
const day = (text: string) => PlainDate.parse(text)

test.each([
  ['a draft holds for nobody', row({ state: 'draft', current: false }), '未生效'],
  ['what was taken back is not used', row({ state: 'withdrawn', current: false }), '不用'],
  ['what holds today is in use', row({ current: true }), '在用'],
  ['a later one waits', row({ current: false, effectiveFrom: day('2026-03-02') }), '未到期'],
  ['its first day is not before itself', row({ current: false, effectiveFrom: today }), '没有用到'],
  ['an ended one is over', row({ current: false, effectiveTo: day('2026-02-28') }), '已过期'],
  ['its last day is not after itself', row({ current: false, effectiveTo: today }), '没有用到'],
])('%s', (_what, document, words) => {
  expect(todayText(document, today)).toBe(words)
})

test('days are said with both ends, or with the first alone', () => {
  expect(daysText(row({ effectiveFrom: day('2025-01-01'), effectiveTo: null }))).toBe('2025-01-01 起')
  expect(daysText(row({ effectiveFrom: day('2025-01-01'), effectiveTo: day('2025-12-31') }))).toBe(
    '2025-01-01 至 2025-12-31',
  )
})

test('findings are counted by weight, and nothing is said of none', () => {
  expect(findingsText({ errors: 2, notices: 1 })).toBe('2 处错误，1 处提醒')
  expect(findingsText({ errors: 0, notices: 3 })).toBe('3 处提醒')
  expect(findingsText({ errors: 0, notices: 0 })).toBe('')
})

test('what was confirmed is 现行 only while it holds', () => {
  expect(stateLook(row({ current: true })).word).toBe('现行')
  expect(stateLook(row({ current: false })).word).toBe('已确认')
  expect(stateLook(row({ state: 'installed', current: true })).word).toBe('随程序安装')
})
