import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadFonts } from '#electron/documents/fonts.ts'
import { createTypesetter } from '#electron/documents/typesetter.ts'
import { RARE_NAME } from './samples.ts'
import { RESOURCES } from './tools.ts'

const typesetter = createTypesetter(loadFonts(RESOURCES))

describe('a name', () => {
  it('stays in the first font when that has all of it', () => {
    expect(typesetter.placeOfName('赵文清', 'fang')).toBe(0)
  })

  it('goes whole to the next font when one character is missing', () => {
    expect(typesetter.placeOfName('戴珺玫', 'kai')).toBe(1)
    expect(typesetter.placeOfName('示例·王喆', 'fang')).toBe(1)
    expect(typesetter.placeOfName(RARE_NAME, 'fang')).toBe(1)
    expect(typesetter.placeOfName(RARE_NAME, 'hei')).toBe(0)
  })

  it('goes to the last font when that alone has all of it', () => {
    expect(typesetter.placeOfName('\u{2CEB0}\u{2B746}', 'fang')).toBe(2)
  })

  it('mixes fonts only when no font has all of it, keeping as much as can be in one', () => {
    expect(typesetter.placeOfName('王珺\u{2B746}', 'fang')).toBe(1)
  })

  it('is cut out of its sentence, and nothing else moves', () => {
    const runs = typesetter.set('尊敬的王喆代表：王喆', { chain: 'fang', at: 'addressee', names: ['王喆'] })
    expect(runs).toEqual([
      { text: '尊敬的', from: 0 },
      { text: '王喆', from: 1 },
      { text: '代表：', from: 0 },
      { text: '王喆', from: 1 },
    ])
  })

  it('may hold any sign without being read as a pattern', () => {
    const name = 'a.*(b)[c]{1}|\\^$+?'
    expect(typesetter.set(`甲${name}乙axx`, { chain: 'fang', at: 'name', names: [name] })).toEqual([
      { text: '甲', from: 0 },
      { text: name, from: 0 },
      { text: '乙axx', from: 0 },
    ])
  })
})

describe('a text', () => {
  it('comes out of its runs unchanged, whatever the names in it', () => {
    const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code))
    const text = fc.array(han, { minLength: 1, maxLength: 30 }).map((characters) => characters.join(''))
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 4 }), text, (before, names, after) => {
        const whole = before + names.join('') + after
        const runs = typesetter.set(whole, { chain: 'song', at: 'title', names })
        expect(runs.map((run) => run.text).join('')).toBe(whole)
      }),
    )
  })

  it('is refused for a character that no font of its chain has, naming character, code point and place', () => {
    expect(() => typesetter.set('示例\u{2EBF0}', { chain: 'fang', at: 'employer' })).toThrow(
      expect.objectContaining({
        code: 'GLYPH_MISSING',
        at: '$.employer',
        message: expect.stringContaining('“\u{2EBF0}”（U+2EBF0）'),
      }),
    )
  })

  it.each([
    ['\uE863', 'U+E863'],
    ['\uE000', 'U+E000'],
    ['\u{F0000}', 'U+F0000'],
  ])(
    'is refused for a private-use character even where a font happens to have one: %#',
    (character, codePoint) => {
      expect(() => typesetter.set(`示例${character}`, { chain: 'fang', at: 'name' })).toThrow(
        expect.objectContaining({ code: 'GLYPH_MISSING', message: expect.stringContaining(codePoint) }),
      )
    },
  )

  it('is refused for what prints nothing at all: variation selectors, zero-width and tag characters', () => {
    for (const character of ['\u{E0100}', '\uFE00', '\u200B', '\u{E0041}']) {
      expect(typesetter.findMissing(`字${character}`, 'fang')).toHaveLength(1)
    }
  })

  it('lists each missing character once', () => {
    expect(typesetter.findMissing('字\u{2EBF0}\uE863\u{2EBF0}', 'fang')).toEqual([
      { character: '\u{2EBF0}', codePoint: 'U+2EBF0', privateUse: false },
      { character: '\uE863', codePoint: 'U+E863', privateUse: true },
    ])
  })
})
