import { expect, test } from 'vitest'
import { ruleWords } from '#electron/services/rounds/papers-words.ts'
import { enoughWords, holdingWords, seatWords, valueWords, whyWords } from '#electron/services/seat-words.ts'
import { type Why, WhyCode } from '#shared/domain/allocation/index.ts'
import { listPlan, schoolPlan } from './round-fixture.ts'

const classes = [
  { class: 1, name: '有房' },
  { class: 2, name: '租房' },
]
const plan = schoolPlan({ 甲: 1 }, { classes, ties: ['appliedOn'] })

const REASONS: Readonly<Record<WhyCode, [Omit<Why, 'code' | 'place'>, string, string | undefined]>> = {
  NOT_ELIGIBLE: [{ rule: '示例·未满五年' }, '审核不符合条件：示例·未满五年', undefined],
  NOT_CONSENTED: [{}, '本人未同意参加', undefined],
  BELOW_LINE: [
    { own: 59.99, cutoff: 60 },
    '积分 59.99 分，未到分数线 60.00 分',
    '积分达到 60.00 分（以上含本数）',
  ],
  LOWER_CLASS: [{ own: 2, cutoff: 1 }, '类别为“租房”，最后一名入选者为“有房”', undefined],
  LOWER_POINTS: [
    { own: 80, cutoff: 90.5, enough: 10.51 },
    '积分 80.00 分，最后一名入选者 90.50 分',
    '其他不变，再有 10.51 分就够',
  ],
  LOST_TIE: [
    { tie: 'appliedOn', own: 20260612, cutoff: 20260601 },
    '与最后一名入选者同分，申请日期 2026-06-12 晚于 2026-06-01',
    '同分时申请日期早于 2026-06-01',
  ],
  LOST_TICKET: [{ own: 'ff', cutoff: '00' }, '与最后一名入选者各项相同，签号在后', undefined],
  NO_SEATS: [{}, '没有名额', undefined],
}

test.each(WhyCode.options)(
  '%s has words, and says what would have been enough where a number would',
  (code) => {
    const [detail, words, enough] = REASONS[code]
    const why = { code, place: '甲', ...detail }
    expect(whyWords(why, plan)).toBe(words)
    expect(enoughWords(why, plan)).toBe(enough)
  },
)

test('a seat is told with its rank, by wish or by list, and what follows after publication', () => {
  const list = listPlan(50)
  const seated = { no: 'B1', place: 'city', kind: 'open' as const }
  expect(seatWords(seated, { rank: 3, plan: list })).toBe('排名第 3，在 50 个名额之内')
  expect(seatWords({ no: 'B2', place: null, why: [] }, { rank: 51, plan: list })).toBe(
    '排名第 51，未入选：名额已满',
  )
  expect(seatWords({ no: 'A1', place: null, why: [] }, { rank: 9, plan })).toBe(
    '排名第 9，未录取：没有填报志愿',
  )
  const kept = { no: 'A1', place: '甲', wish: 1, kind: 'reserved' as const }
  expect(seatWords(kept, { rank: 9, plan })).toBe('排名第 9，第 1 志愿录取到示例甲小学（预留名额）')
  const why = '排名第 9，未录取'
  const about = { rank: 9, plan, why }
  expect(holdingWords({ place: null, via: 'run', reply: null }, about)).toBe(why)
  expect(holdingWords({ place: '甲', via: 'arrange', reply: 'accepted' }, about)).toBe(
    '排名第 9，统筹安排到示例甲小学，已接受',
  )
  expect(holdingWords({ place: null, via: 'replace', reply: 'lapsed' }, about)).toBe(`${why}；逾期未答复`)
})

test('of flats the class is the size, and the priority that of the plan', () => {
  const flats = [
    { id: '甲', name: '示例一居室', town: null, capacity: 1, household: { smallest: 1, largest: 2 } },
  ]
  const housing = schoolPlan({}, { kind: 'housing', places: flats, classes })
  expect(valueWords(housing, 'class', 1)).toBe('适合本户人口的房型')
  expect(valueWords(housing, 'priority', 2)).toBe('租房')
  expect(valueWords(plan, 'class', 2)).toBe('租房')
})

test('the notice says how twins are placed where the plan puts them together', () => {
  const together = { ...plan, siblingClass: 0 }
  expect(ruleWords(together).filter((rule) => rule.startsWith('双胞胎同校优先'))).toHaveLength(1)
  expect(ruleWords(plan).join()).not.toContain('双胞胎')
})
