import { expect, test } from 'vitest'
import type { FundMonths } from '#shared/ipc/facts.ts'
import {
  fundWords,
  MONTH_LOOK,
  monthCells,
  splitYears,
} from '../../../renderer/src/tasks/residents/fund-grid.ts'

const FUND: FundMonths = {
  fund: 'pension',
  title: '养老保险',
  paid: 45,
  backPaid: 3,
  transferredIn: 0,
  years: [
    { year: 2020, months: 'PPPPPPPPPPPP' },
    { year: 2021, months: 'PPPPPPPPPPPP' },
    { year: 2022, months: 'PBT-        ' },
    { year: 2019, months: '         PPP' },
  ],
  source: '人社 · 示例清单 · 2022-06-20',
}

test('no two kinds of month look the same, with or without colour', () => {
  const looks = Object.values(MONTH_LOOK)
  for (const part of ['sign', 'word', 'tone'] as const) {
    expect(new Set(looks.map((look) => look[part])).size).toBe(looks.length)
  }
})

test('a month without a record is neither unpaid nor, before its time, a gap', () => {
  const words = monthCells({ year: 2022, months: 'PBT-        ' }, '2022-06').map((look) => look.word)
  expect(words.slice(0, 4)).toEqual(['当月缴纳', '补缴', '外地转入', '没有缴'])
  expect(words.slice(4)).toEqual(['没有记录', '没有记录', ...Array(6).fill('还没到')])
})

test('the sum says what was paid and leaves out what is none', () => {
  expect(fundWords(FUND)).toBe('已缴 45、补缴 3 个月')
  expect(fundWords({ ...FUND, paid: 0, backPaid: 0 })).toBe('没有缴过')
})

test('the newest years come first and the rest stand behind a fold', () => {
  const { recent, earlier } = splitYears(FUND, 3)
  expect(recent.map(({ year }) => year)).toEqual([2022, 2021, 2020])
  expect(earlier.map(({ year }) => year)).toEqual([2019])
})
