import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldName, searchedName } from '#electron/services/names/name-key.ts'
import { anyName, fullWidth } from './found-people.ts'

test.each([
  [
    'every kind of dot',
    [
      '买买提·示例',
      '买买提•示例',
      '买买提・示例',
      '买买提‧示例',
      '买买提．示例',
      '买买提.示例',
      '买买提∙示例',
      '买买提●示例',
      '买买提 · 示例',
      '买买提･示例',
      '买买提˙示例',
      '买买提··示例',
    ],
  ],
  [
    'spaces and invisible characters',
    ['张示例', '张 示例', '张　示　例', ' 张示例\u200b', '张示例\ufe00', '\ufeff张示例'],
  ],
  ['traditional and variant characters', ['吕黄峰', '呂黃峯', '呂黄峰']],
  ['compatibility ideographs and radicals', ['金龙', '金龍', '⾦⻰', '\uf90a\uf9c4']],
  ['characters restored for names', ['钟升哲', '锺昇喆', '鍾陞喆', '鐘昇哲']],
  ['the phonetic sign for one', ['一示例', 'ㄧ示例']],
  ['width and case of letters', ['shili', 'SHILI', 'ＳＨＩＬＩ', 'Shi li']],
  ['characters of the private use area', ['示䶮', '示\ue863']],
])('%s make no difference', (_, [first = '', ...others]) => {
  for (const other of others) expect(foldName(other)).toBe(foldName(first))
})

test('different names stay different', () => {
  const names = [
    '张示例',
    '章示例',
    '张示',
    '张·示例',
    '萧示例',
    '肖示例',
    '乾示例',
    '干示例',
    '淼示例',
    '渺示例',
  ]
  expect(new Set(names.map(foldName)).size).toBe(names.length)
})

test('folding twice is folding once, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.oneof(anyName(), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })),
      (text) => {
        expect(foldName(foldName(text))).toBe(foldName(text))
        expect(searchedName(searchedName(text))).toBe(searchedName(text))
      },
    ),
    { numRuns: 2000 },
  )
})

test('a name typed in full width is the same name', () => {
  fc.assert(
    fc.property(anyName(), (name) => {
      expect(foldName(fullWidth(name))).toBe(foldName(name))
    }),
  )
})
