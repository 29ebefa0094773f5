import { describe, expect, test } from 'vitest'
import { contrast } from '../../../renderer/src/app/contrast.ts'
import { cssProperties, DARK, LIGHT, type Palette } from '../../../renderer/src/app/tokens.ts'

const LEAST = 4.5
const TEXTS = ['ink', 'secondary', 'tertiary', 'accent', 'yes', 'no', 'unknown'] as const
const GROUNDS = ['ground', 'surface', 'accentSoft'] as const
const TAGS = [
  ['yes', 'yesSoft'],
  ['no', 'noSoft'],
  ['unknown', 'unknownSoft'],
  ['secondary', 'ground'],
] as const

/** Every pair of text and ground that the screens use. */
function pairs(palette: Palette): [string, number][] {
  return [
    ...TEXTS.flatMap((text) =>
      GROUNDS.map((ground): [string, number] => [
        `${text} on ${ground}`,
        contrast(palette[text], palette[ground]),
      ]),
    ),
    ...TAGS.map(([text, ground]): [string, number] => [
      `${text} on ${ground}`,
      contrast(palette[text], palette[ground]),
    ]),
    ['white on accentSolid', contrast('#ffffff', palette.accentSolid)],
  ]
}

describe('contrast', () => {
  test('is 21 for black on white and 1 for a colour on itself', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#0e5aa7', '#0e5aa7')).toBe(1)
  })

  test('does not depend on the order of the two colours', () => {
    expect(contrast('#123456', '#fedcba')).toBe(contrast('#fedcba', '#123456'))
  })

  test('knows a grey that is too light for text', () => {
    expect(contrast('#86909c', '#ffffff')).toBeLessThan(LEAST)
  })

  test.each([
    ['light', LIGHT],
    ['dark', DARK],
  ])('of every text on every ground of the %s scheme is at least 4.5', (_name, palette) => {
    expect(pairs(palette).filter(([, ratio]) => ratio < LEAST)).toEqual([])
  })
})

test('both schemes give the same custom properties, named as the style sheets use them', () => {
  const names = cssProperties(LIGHT).map(([name]) => name)
  expect(cssProperties(DARK).map(([name]) => name)).toEqual(names)
  expect(names).toContain('--unknown-soft')
})
