import { describe, expect, test } from 'vitest'
import { parsePlainDate } from '#shared/base/plain-date.ts'
import { residentIdCheckDigit } from '#shared/base/resident-id.ts'
import { AmendRequest } from '#shared/ipc/residents.ts'
import { amendPage, isAmendField } from '../../../renderer/src/tasks/residents/amend-page.ts'

const today = parsePlainDate('2022-06-28')
const first17 = '33028219860504421'
const NUMBER = first17 + residentIdCheckDigit(first17)
const reason = '照身份证原件更正'

const FILLED = {
  name: { value: '示例·甲' },
  idNumber: { value: NUMBER.toLowerCase() },
  phone: { value: '138 0000 0000' },
  town: { town: '周巷镇' },
}

describe.each(AmendRequest.shape.field.options)('correcting %s', (field) => {
  const page = amendPage(field, today)

  test('takes a value with its reason', () => {
    const facts = page.read({ ...FILLED[field], reason })
    expect(page.errors(facts)).toEqual({})
    expect(facts.value).not.toBe('')
  })

  test('is never without a reason', () => {
    expect(Object.keys(page.errors(page.read({ ...FILLED[field], reason: ' 改 ' })))).toEqual(['reason'])
  })
})

test('only a telephone may be taken away', () => {
  const wrong = (field: AmendRequest['field']) => {
    const page = amendPage(field, today)
    return Object.keys(page.errors(page.read({ reason })))
  }
  expect(wrong('phone')).toEqual([])
  expect(wrong('name')).toEqual(['value'])
  expect(wrong('idNumber')).toEqual(['value'])
  expect(wrong('town')).toEqual(['town'])
})

test('numbers are kept in their normal form and checked while typed', () => {
  const page = amendPage('idNumber', today)
  expect(page.read({ value: ` ${NUMBER} `, reason }).value).toBe(NUMBER)
  expect(page.errors(page.read({ value: first17, reason })).value).toContain('还差 1 位')
  expect(amendPage('phone', today).read({ value: '138-0000 0000', reason }).value).toBe('13800000000')
})

test('other words in an address are no field', () => {
  expect(isAmendField('name')).toBe(true)
  expect(isAmendField('birth')).toBe(false)
})
