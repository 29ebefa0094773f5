import fc from 'fast-check'
import { pinyin } from 'pinyin-pro'
import { describe, expect, test } from 'vitest'
import { alternativePinyin, namePinyin, sortKey, spellName } from '#electron/services/names/pinyin.ts'
import { anyName, finds, person } from './found-people.ts'
import { GOLDEN_NAMES } from './golden-names.ts'

describe.each(GOLDEN_NAMES)('%s', (name, expected, others = []) => {
  test(`is read ${expected}`, () => {
    expect(namePinyin(name).join(' ')).toBe(expected)
    expect(alternativePinyin(name).map((syllables) => syllables.join(' '))).toEqual(others)
  })

  test('is found by every reading from any syllable on, by its initials, and by any part', () => {
    const sought = person(name)
    for (const reading of [expected, ...others]) {
      const syllables = reading.split(' ')
      for (const from of syllables.keys()) expect(finds(syllables.slice(from).join(''), sought)).toBe(true)
      expect(finds(reading.replaceAll('v', 'ü').replaceAll(' ', "'"), sought)).toBe(true)
      expect(finds(reading.replaceAll('v', 'u').toUpperCase(), sought)).toBe(true)
      expect(finds(syllables.map((syllable) => Array.from(syllable)[0]).join(''), sought)).toBe(true)
    }
    const characters = Array.from(name)
    for (const from of characters.keys()) {
      const part = characters.slice(from).join('')
      if (!/^[\s·•・]/u.test(part)) expect(finds(part, sought)).toBe(true)
    }
  })
})

test('lv, lu, lü, lǚ and the lyu of passports all find 吕, and only lu finds 陆 as well', () => {
  for (const typed of ['lv', 'lu', 'lü', 'lǚ', 'lu:', 'lyu', 'LÜ'])
    expect(finds(typed, person('吕示例'))).toBe(true)
  expect(finds('lu', person('陆示例'))).toBe(true)
  expect(finds('lv', person('陆示例'))).toBe(false)
})

test('a name has at most four readings, however many characters have two', () => {
  const { readings } = spellName('乐长朝重行茜晟率')
  expect(readings).toHaveLength(4)
  expect(new Set(readings.map((syllables) => syllables.join(' '))).size).toBe(4)
})

test('an empty name, a dot and a space have no syllables', () => {
  for (const name of ['', ' ', '·', '\u3000']) {
    expect(namePinyin(name)).toEqual([])
    expect(alternativePinyin(name)).toEqual([])
    expect(sortKey(name)).toBe('')
  }
})

test('every unit of a name has one syllable in every reading, whatever the text', () => {
  fc.assert(
    fc.property(fc.oneof(anyName(), fc.string({ unit: 'binary', maxLength: 12 })), (name) => {
      const { units, readings } = spellName(name)
      for (const syllables of readings) {
        expect(syllables).toHaveLength(units.length)
        expect(syllables.every((syllable) => syllable !== '' && !/\s/u.test(syllable))).toBe(true)
      }
    }),
  )
})

test('readings kept by character are those of the library over the whole name', () => {
  const given = '伟芳英敏静丽磊军洋勇艳杰涛明超兰霞平刚桂玉梅建国志海春燕飞凤云龙鑫宇浩轩梓涵雨欣佳怡睿晨'
  const surnames = '王李张刘陈杨赵黄周吴徐胡高林何郭马罗梁宋郑谢韩唐于董萧程曹袁邓傅苏卢蒋蔡孙朱冯许沈石万'
  const name = fc.tuple(
    fc.constantFrom(...surnames, '欧阳', '鲜于', '东方'),
    fc.constantFrom(...given),
    fc.constantFrom('', ...given),
  )
  fc.assert(
    fc.property(name, (parts) => {
      const whole = parts.join('')
      const expected = pinyin(whole, { toneType: 'none', type: 'array', v: true, surname: 'head' })
      expect(namePinyin(whole)).toEqual(expected)
    }),
  )
})

test('a register stands in the order of pinyin: surname by surname, short before long, unread characters last', () => {
  const ordered = ['李示', '李示例', '李示例某', '林示例', '陆示例', '罗示例', '吕示例', '单示例', '曾示例']
  ordered.push('张示例', '张武', '章示例', '𰻝示例')
  const keys = ordered.map(sortKey)
  const shuffled = keys.toReversed().map((key) => Buffer.from(key))
  expect(shuffled.sort(Buffer.compare).map(String)).toEqual(keys)
})
