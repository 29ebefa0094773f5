import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromChromium, originOf, toChromium } from '../../host/addresses.ts'
import { decodeValue, encodeValue } from '../../host/codec.ts'

test('what structured cloning keeps, the carrier keeps', () => {
  const values = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: false,
    withNullPrototype: false,
    withSparseArray: false,
  })
  fc.assert(
    fc.property(values, (value) => {
      const cloned = structuredClone(value)
      expect(decodeValue(encodeValue(cloned))).toEqual(cloned)
    }),
  )
})

test('zero keeps its sign, and a date that is none stays none', () => {
  expect(decodeValue(encodeValue([-0, 0]))).toEqual([-0, 0])
  expect(decodeValue(encodeValue(new Date(Number.NaN)))).toEqual(new Date(Number.NaN))
})

test('bytes pass unchanged', () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251)
  expect(decodeValue(encodeValue({ bytes }))).toEqual({ bytes })
})

test('an address of the app is shown to Chromium as one that cannot exist, and turned back', () => {
  expect(toChromium('app://bundle/a?b#c')).toBe('https://bundle.app.invalid/a?b#c')
  expect(fromChromium('https://bundle.app.invalid/a?b#c')).toBe('app://bundle/a?b#c')
  expect(fromChromium('https://bundle.app.invalid.example/')).toBe('https://bundle.app.invalid.example/')
  expect(originOf('app://bundle/a#b')).toBe('app://bundle')
  expect(originOf('data:text/html,x')).toBe('null')
})
