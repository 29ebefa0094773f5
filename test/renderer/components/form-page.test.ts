import { describe, expect, test } from 'vitest'
import { parsePlainDate } from '#shared/base/plain-date.ts'
import {
  countError,
  dayError,
  readCount,
  readTriState,
} from '../../../renderer/src/components/form-checks.ts'
import {
  type Body,
  chosenOf,
  gatherErrors,
  pathOf,
  type Step,
  textOf,
} from '../../../renderer/src/components/form-page.ts'

function step(id: string, next: (body: Body) => string | null): Step {
  return { id, title: id, questions: [], errors: () => ({}), notes: () => ({}), next, summary: () => [] }
}

describe('the path of a form', () => {
  const steps = [
    step('a', (body) => (body.skip === 'yes' ? 'c' : 'b')),
    step('b', () => 'c'),
    step('c', () => null),
  ]

  test('follows from what was answered', () => {
    expect(pathOf(steps, {}).map((page) => page.id)).toEqual(['a', 'b', 'c'])
    expect(pathOf(steps, { skip: 'yes' }).map((page) => page.id)).toEqual(['a', 'c'])
  })

  test('never runs in a circle', () => {
    expect(() => pathOf([step('a', () => 'a')], {})).toThrow('follows itself')
  })
})

test('answers are read by name, whatever was typed', () => {
  const body = { name: ' 示例·甲 ', towns: ['周巷镇'] }
  expect(textOf(body, 'name')).toBe('示例·甲')
  expect(textOf(body, 'towns')).toBe('')
  expect(chosenOf(body, 'towns')).toEqual(['周巷镇'])
  expect(chosenOf(body, 'none')).toEqual([])
})

test('names without an error are left out', () => {
  expect(gatherErrors({ a: undefined, b: '请填写。' })).toEqual({ b: '请填写。' })
})

describe('a day', () => {
  const today = parsePlainDate('2022-06-28')
  test('that is missing, does not exist or lies ahead is said so; today itself is fine', () => {
    expect(dayError('', '签发日期')).toBe('请填写签发日期。')
    expect(dayError('2022-02-30', '签发日期')).toContain('不存在')
    expect(dayError('2022-06-29', '签发日期', today)).toContain('晚于今天')
    expect(dayError('2022-06-28', '签发日期', today)).toBeUndefined()
  })
})

describe('a whole number', () => {
  const range = { least: 0, most: 720, unit: '个月' }
  test.each([
    ['', '请填写月数。'],
    ['4.5', '月数应为整数，只写数字。'],
    ['-1', '月数应为整数，只写数字。'],
    ['721', '月数应在 0 至 720 个月之间。'],
    ['720', undefined],
    ['0', undefined],
    ['４８', undefined],
  ])('%j: %s', (typed, expected) => {
    expect(countError(typed, '月数', range)).toBe(expected)
  })

  test('typed in full width is read', () => {
    expect(readCount('４８')).toBe(48)
  })
})

test('not known is neither yes nor no', () => {
  expect([readTriState('yes'), readTriState('no'), readTriState('unknown'), readTriState('')]).toEqual([
    true,
    false,
    null,
    null,
  ])
})
