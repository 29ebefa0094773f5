import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createKeyPile } from '#electron/services/key-pile.ts'

const anyKey = () =>
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.stringMatching(/^[nNpPitdfm][\u4e00-\u4e0fa-f0-9]{0,6}$/),
  )

test('every key comes back once with its resident, and the pile is empty then', () => {
  const pile = createKeyPile()
  fc.assert(
    fc.property(fc.array(fc.tuple(anyKey(), fc.nat()), { maxLength: 200 }), (added) => {
      for (const [key, resident] of added) pile.add(key, resident)
      expect(pile.length).toBe(added.length)
      const taken = Array.from(pile.take(), ({ key, resident }) => `${resident} ${key}`)
      expect(taken.toSorted()).toEqual(added.map(([key, resident]) => `${resident} ${key}`).toSorted())
      expect(pile.length).toBe(0)
    }),
  )
})

test('keys come by their first four bytes, of more than there was room for', () => {
  const pile = createKeyPile()
  const keys = Array.from({ length: 20_000 }, (_, index) => `p${((index * 7919) % 10_007).toString(36)}示例`)
  for (const [index, key] of keys.entries()) pile.add(key, index)
  const beginnings = Array.from(pile.take(), ({ key }) => Buffer.from(key).subarray(0, 4).toString('hex'))
  expect(beginnings).toHaveLength(keys.length)
  expect(beginnings).toEqual(beginnings.toSorted())
})
