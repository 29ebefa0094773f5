import { describe, expect, test } from 'vitest'
import { parsePlainDate } from '#shared/base/plain-date.ts'
import { pathOf } from '../../../renderer/src/components/form-page.ts'
import { answerPage } from '../../../renderer/src/tasks/rechecks/answer-page.ts'
import {
  askSteps,
  type ContestedLine,
  claimPage,
  linePage,
  readAsked,
} from '../../../renderer/src/tasks/rechecks/ask-pages.ts'

const today = parsePlainDate('2026-06-18')
const line = (changes: Partial<ContestedLine>): ContestedLine => ({
  code: 'ZJ-EDU',
  name: '文化程度',
  basis: '大专',
  state: 'SCORED',
  pointsX100: 800,
  departments: ['教育'],
  byMonth: false,
  open: [],
  ...changes,
})
const education = line({})
const insurance = line({ code: 'ZJ-SI', name: '缴纳社保', departments: ['人社'], byMonth: true })
const work = line({ code: 'NB-EMP', name: '就业', departments: ['人社', '市场监管'] })
const housing = line({ code: 'NB-HOUSE', name: '住房', departments: [], state: 'UNKNOWN', pointsX100: null })
const lines = [education, insurance, work, housing]
const steps = askSteps(lines, today)
const names = (body: Record<string, string>) =>
  pathOf(steps, body).map((step) => step.questions.map(({ name }) => name))
const errors = (contested: ContestedLine, body: Record<string, string>) => {
  const page = claimPage(contested, today)
  return page.errors(page.read(body))
}

describe('asking for a re-check', () => {
  test('asks only what the line needs: the department where there are several, months where months count', () => {
    expect(names({})).toEqual([['indicator']])
    expect(names({ indicator: 'ZJ-EDU' })).toEqual([['indicator'], ['claim']])
    expect(names({ indicator: 'ZJ-SI' })).toEqual([['indicator'], ['months', 'claim']])
    expect(names({ indicator: 'NB-EMP' })).toEqual([['indicator'], ['department', 'claim']])
    expect(names({ indicator: 'NB-HOUSE' })).toEqual([['indicator'], ['department', 'claim']])
  })

  test('what is not known is never offered as zero', () => {
    const labels = linePage(lines).questions[0]?.options?.map(({ label }) => label)
    expect(labels).toContain('住房（现在 待补材料）')
    expect(labels?.join()).not.toContain('0.00 分）,住房（现在 0')
  })

  test('says beforehand that a line has an open one', () => {
    const page = linePage([line({ open: ['FH2026-00001'] })])
    expect(page.notes?.(page.read({ indicator: 'ZJ-EDU' })).indicator).toContain('FH2026-00001')
  })

  test('the department comes out of those that verify the line', () => {
    expect(errors(work, { claim: '示例说法', department: '教育' })).toHaveProperty('department')
    expect(errors(work, { claim: '示例说法', department: '市场监管' })).toEqual({})
    expect(errors(housing, { claim: '示例说法' })).toHaveProperty('department')
    expect(readAsked(lines, { indicator: 'ZJ-EDU', claim: '示例说法' })?.department).toBe('教育')
  })

  test.each([
    ['', '请写明'],
    ['去年三月', '不是月份'],
    ['2025-08 至 2025-05', '前后颠倒'],
    ['2026-07', '还没有到'],
    ['2019-01 至 2025-01', '最多 60 个月'],
  ])('months typed as %s are not taken', (months, words) => {
    expect(errors(insurance, { claim: '示例说法', months }).months).toContain(words)
  })

  test('months are sent in order, each once', () => {
    const body = { indicator: 'ZJ-SI', claim: '三月已缴', months: '2025年5月至2025.6，202503、2025-05' }
    expect(readAsked(lines, body)).toEqual({
      indicator: 'ZJ-SI',
      department: '人社',
      months: ['2025-03', '2025-05', '2025-06'],
      claim: '三月已缴',
    })
  })

  test('the claim must be there, in at most 400 characters', () => {
    expect(errors(education, {})).toHaveProperty('claim')
    expect(errors(education, { claim: '缴' })).toHaveProperty('claim')
    expect(errors(education, { claim: '缴'.repeat(401) }).claim).toContain('多了 1 个')
  })
})

describe('recording the answer', () => {
  const page = answerPage({ askedOn: parsePlainDate('2026-06-15'), today })
  const whole = { outcome: 'upheld', answer: '情况属实', answeredOn: '2026-06-18', answeredBy: '人社 示例' }
  const wrong = (body: Record<string, string>) => Object.keys(page.errors(page.read({ ...whole, ...body })))

  test('takes an outcome with its words, day and person', () => {
    expect(wrong({})).toEqual([])
    expect(page.read(whole)).toMatchObject({ outcome: 'upheld', answeredOn: '2026-06-18' })
  })

  test.each([
    [{ outcome: '' }, 'outcome'],
    [{ answer: ' ' }, 'answer'],
    [{ answeredOn: '2026-06-14' }, 'answeredOn'],
    [{ answeredOn: '2026-06-19' }, 'answeredOn'],
    [{ answeredOn: '2026-02-30' }, 'answeredOn'],
    [{ answeredBy: '' }, 'answeredBy'],
  ])('%j is not taken', (body, field) => {
    expect(wrong(body)).toEqual([field])
  })
})
