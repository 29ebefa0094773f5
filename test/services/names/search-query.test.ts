import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { queryHint, readQuery } from '#electron/services/names/search-query.ts'
import { fullWidth } from './found-people.ts'

/** Each meaning as its kind with the beginning of the keys, or the text where it is kept elsewhere. */
function meanings(text: string): string[] {
  return readQuery(text).map((query) => `${query.kind} ${query.prefix === '' ? query.text : query.prefix}`)
}

test.each([
  ['张', ['name n张', 'name N张']],
  [' 張 示例 ', ['name n张示例', 'name N张示例', 'employer 张示例']],
  ['买买提·示', ['name n买买提示', 'name N买买提示', 'employer 买买提·示']],
  ['z', ['pinyin pz', 'name nz', 'pinyin Pz', 'name Nz']],
  ['sxx', ['pinyin psxx', 'initials isxx', 'name nsxx', 'pinyin Psxx', 'initials Isxx', 'name Nsxx']],
  ["Xi'an", ['pinyin pxian', 'initials ixian', 'name nxian', 'pinyin Pxian', 'initials Ixian', 'name Nxian']],
  ['1234', ['idTail t4321', 'phone f4321']],
  ['123x', ['idTail tX321']],
  ['123456', ['idTail t654321', 'phone f654321']],
  ['1234567', ['phone f7654321']],
  ['13800001234', ['phone f43210000831', 'permit m13800001234']],
  ['33028219900307122x', ['idNumber d33028219900307122X', 'permit m33028219900307122X']],
  ['330282900307122', ['idNumber d33028219900307122X', 'permit m330282900307122']],
  ['TJ2026-00001', ['receipt TJ2026-00001', 'permit mTJ202600001']],
  ['tj2026', ['receipt TJ2026-']],
  ['91330282MA2AF1234X', ['uscc 91330282MA2AF1234X', 'permit m91330282MA2AF1234X']],
  ['R3302820001', ['permit mR3302820001']],
  ['123', []],
  ['12x', []],
  ['', []],
  ['·', []],
])('%s can mean %j', (typed, expected) => {
  expect(meanings(typed)).toEqual(expected)
})

describe('characters and letters in turn', () => {
  test('are looked up by pinyin, by initials and by the characters', () => {
    const queries = readQuery('单sl').filter((query) => query.kind === 'mixed')
    expect(queries.map(({ prefix }) => prefix)).toEqual(['pshansl', 'issl', 'Pshansl', 'Issl', 'n单', 'N单'])
    expect(queries[0]).toMatchObject({ text: '单sl', name: '单', letters: 'sl' })
  })

  test('in every reading of the characters', () => {
    const prefixes = readQuery('乐示l').map(({ prefix }) => prefix)
    expect(prefixes).toContain('pyueshil')
    expect(prefixes).toContain('pleshil')
  })
})

test('the hint says what to type, and nothing where the search can go on', () => {
  expect(queryHint('123')).toMatch(/至少输入 4 位/)
  expect(queryHint('12X')).toMatch(/至少输入 4 位/)
  expect(queryHint('1234567890123')).toMatch(/不完整/)
  expect(queryHint('330282199003071220')).toMatch(/有误/)
  expect(queryHint('!!')).toMatch(/可以输入/)
  expect(queryHint('zh3')).toMatch(/可以输入/)
  for (const typed of [
    '',
    ' ',
    '张',
    'zh',
    '1234',
    '123X',
    '13800001234',
    '8613800001234',
    '33028219900307122X',
  ]) {
    expect(queryHint(typed)).toBeNull()
  }
})

test('full width, spaces and a small x make no difference', () => {
  const typed = fc.stringMatching(/^[0-9A-Za-z张示·'-]{1,18}$/)
  fc.assert(
    fc.property(typed, (text) => {
      expect(readQuery(fullWidth(text))).toEqual(readQuery(text))
      expect(readQuery(` ${text}　`)).toEqual(readQuery(text))
      expect(queryHint(fullWidth(text))).toEqual(queryHint(text))
    }),
  )
})

test('any text is read without fail, and a scan never asks for everything', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const { prefix, text: normal } of readQuery(text)) {
        expect(normal).not.toBe('')
        expect(prefix).not.toHaveLength(1)
      }
      if (text.trim() !== '' && readQuery(text).length === 0) expect(queryHint(text)).not.toBeNull()
    }),
    { numRuns: 1000 },
  )
})
