import { describe, expect, test } from 'vitest'
import {
  keepWindow,
  movedRow,
  WINDOW_ROWS,
  windowOffsets,
} from '../../../renderer/src/components/list-windows.ts'

describe('the windows of a list', () => {
  test.each([
    [0, 24, [0]],
    [190, 215, [0, 200]],
    [200, 399, [200]],
    [399, 400, [200, 400]],
    [-8, 10, [0]],
  ])('for rows %i to %i start at %j', (first, last, expected) => {
    expect(windowOffsets(first, last)).toEqual(expected)
  })

  test('hold at most 200 rows, which is what the store gives at once', () => {
    expect(WINDOW_ROWS).toBe(200)
  })
})

test('of the windows read, the twenty seen last are kept', () => {
  const windows = new Map<number, readonly number[]>()
  for (let index = 0; index < 20; index += 1) keepWindow(windows, index * WINDOW_ROWS, [index])
  keepWindow(windows, 0, [0])
  keepWindow(windows, 20 * WINDOW_ROWS, [20])
  expect(windows.size).toBe(20)
  expect(windows.has(0)).toBe(true)
  expect(windows.has(WINDOW_ROWS)).toBe(false)
})

describe('the marked row', () => {
  const place = { row: 5, total: 100, page: 20 }
  test.each([
    ['ArrowDown', 6],
    ['ArrowUp', 4],
    ['PageDown', 25],
    ['PageUp', 0],
    ['Home', 0],
    ['End', 99],
    ['a', undefined],
  ])('goes on %s to %s', (key, expected) => {
    expect(movedRow(key, place)).toBe(expected)
  })

  test('stays inside the list', () => {
    expect(movedRow('ArrowDown', { row: 99, total: 100, page: 20 })).toBe(99)
    expect(movedRow('ArrowUp', { row: 0, total: 100, page: 20 })).toBe(0)
    expect(movedRow('ArrowDown', { row: 0, total: 0, page: 20 })).toBeUndefined()
  })
})
