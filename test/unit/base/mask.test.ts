import { expect, it } from 'vitest'
import { maskName, maskPhone } from '#shared/base/mask.ts'

it.each([
  ['13800001234', '138****1234'],
  [' 13800001234 ', '138****1234'],
  ['0574-63000000', '057******0000'],
  ['63001234', '******34'],
  ['12', '**'],
  ['', ''],
])('the telephone number %s', (value, masked) => expect(maskPhone(value)).toBe(masked))

it.each([
  ['示例', '示*'],
  ['示例·古丽', '示****'],
  ['䶮', '*'],
  ['𠅤示例', '𠅤**'],
  ['', ''],
])('the name %s', (value, masked) => expect(maskName(value)).toBe(masked))
