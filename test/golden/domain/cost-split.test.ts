import { describe, expect, it } from 'vitest'
import { costSplit } from '#shared/domain/allocation/index.ts'

describe('costSplit', () => {
  it('50 people at 680.00: thirds of the total, remainder to the first', () => {
    const split = costSplit(50 * 68_000, [
      { town: '示例镇', seats: 20 },
      { town: '样板街道', seats: 30 },
    ])
    expect(split.thirdsFen).toEqual([1_133_334, 1_133_333, 1_133_333])
    expect(split.towns).toEqual([
      { town: '样板街道', seats: 30, fen: 680_000 },
      { town: '示例镇', seats: 20, fen: 453_333 },
    ])
  })

  it('refuses a third that nobody can pay', () => {
    expect(() => costSplit(100, [])).toThrow()
    expect(() => costSplit(100, [{ town: '示例镇', seats: 0 }])).toThrow()
    expect(costSplit(0, []).thirdsFen).toEqual([0, 0, 0])
  })
})
