import { describe, expect, it } from 'vitest'
import { repairPrivateUse } from '#shared/base/private-use.ts'

const decoder = new TextDecoder('gb18030', { fatal: true })

/** The character a two-byte code stands for in GB 18030-2022, by a decoder that is not ours. */
function decoded(lead: number, trail: number): string {
  return decoder.decode(Uint8Array.of(lead, trail))
}

function repaired(codePoint: number): string {
  return repairPrivateUse(String.fromCodePoint(codePoint)).text
}

function trailBytes(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index).filter((byte) => byte !== 0x7f)
}

describe('repairPrivateUse', () => {
  it('puts the 18 characters that changed in GB 18030-2022 in their place', () => {
    const punctuation = [...trailBytes(0xd9, 0xdf), 0xec, 0xed, 0xf3]
    expect(punctuation.map((_, index) => repaired(0xe78d + index))).toEqual(
      punctuation.map((trail) => decoded(0xa6, trail)),
    )
    expect([0xe81e, 0xe826, 0xe82b, 0xe82c, 0xe832, 0xe843, 0xe854, 0xe864].map(repaired).join('')).toBe(
      '\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb',
    )
  })

  it('puts the six ideographs that decoders still read as private use in their place', () => {
    const codes: [trail: number, codePoint: number][] = [
      [0x51, 0x20087],
      [0x52, 0x20089],
      [0x53, 0x200cc],
      [0x6c, 0x215d7],
      [0x76, 0x2298f],
      [0x91, 0x241fe],
    ]
    for (const [trail, codePoint] of codes)
      expect(repairPrivateUse(decoded(0xfe, trail)).text.codePointAt(0)).toBe(codePoint)
  })

  it('agrees with the decoder for every code of GBK from FE50 to FEA0', () => {
    const trails = trailBytes(0x50, 0xa0)
    expect(trails).toHaveLength(80)
    for (const [index, trail] of trails.entries())
      expect(repaired(0xe815 + index)).toBe(repairPrivateUse(decoded(0xfe, trail)).text)
  })

  it('agrees with the decoder for the description characters, ḿ, ǹ and the euro sign', () => {
    for (const [index, trail] of trailBytes(0x89, 0x95).entries())
      expect(repaired(0xe7e7 + index)).toBe(decoded(0xa9, trail))
    expect([0xe7c7, 0xe7c8, 0xe76c].map(repaired)).toEqual([
      decoded(0xa8, 0xbc),
      decoded(0xa8, 0xbf),
      decoded(0xa2, 0xe3),
    ])
  })

  it('names what stays private by character position, counting a rare ideograph as one', () => {
    expect(repairPrivateUse('示\u{20087}\ue831\ue000例')).toEqual({
      text: '示\u{20087}\u{215d7}\ue000例',
      repaired: 1,
      left: [{ char: '\ue000', index: 3 }],
    })
    expect(repairPrivateUse('\u{10fffd}').left).toEqual([{ char: '\u{10fffd}', index: 0 }])
  })

  it('leaves every other text as it is', () => {
    const text = '示例·买买提 𠮷 ①'
    expect(repairPrivateUse(text)).toEqual({ text, repaired: 0, left: [] })
  })
})
