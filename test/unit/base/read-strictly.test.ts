import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { CounterError } from '#shared/base/failure.ts'
import { jsonPath, readStrictly } from '#shared/base/read-strictly.ts'

const Item = z.strictObject({ code: z.string(), amount: z.int() })
const Tree: z.ZodType<unknown> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('leaf'), size: z.int() }),
    z.strictObject({ kind: z.literal('both'), of: z.array(Tree).min(2) }),
  ]),
)
const Schema = z.strictObject({
  items: z.union([z.literal(['a', 'b']), z.array(Item)]).optional(),
  nested: z.union([z.null(), z.strictObject({ items: z.union([z.string(), z.array(Item)]) })]).optional(),
  tree: Tree.optional(),
})

function refusal(json: unknown): CounterError {
  try {
    readStrictly(Schema, json, { code: 'BAD_INPUT', what: '输入', hint: '请更正。' })
  } catch (error) {
    if (error instanceof CounterError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('readStrictly', () => {
  it.each([
    [
      'an item of the list that was meant',
      { items: [{ code: 'a', amount: 1 }, { code: 'b' }] },
      '$.items[1].amount',
      '缺少',
    ],
    ['a code of the short form that was meant', { items: 'c' }, '$.items', '只能是：a、b'],
    [
      'a union in a union',
      { nested: { items: [{ code: 'a', amount: 1.5 }] } },
      '$.nested.items[0].amount',
      '整数',
    ],
    ['a field nobody knows in a union', { nested: { items: [], colour: 1 } }, '$.nested', 'colour'],
    [
      'a leaf deep in a tree',
      {
        tree: {
          kind: 'both',
          of: [
            { kind: 'leaf', size: 1 },
            { kind: 'leaf', size: 'x' },
          ],
        },
      },
      '$.tree.of[1].size',
      '数字',
    ],
    [
      'a kind nobody knows deep in a tree',
      { tree: { kind: 'both', of: [{ kind: 'leaf', size: 1 }, { kind: 'twig' }] } },
      '$.tree.of[1].kind',
      '种类不认识',
    ],
    ['a missing kind', { tree: { size: 1 } }, '$.tree.kind', '种类'],
    ['a list too short', { tree: { kind: 'both', of: [] } }, '$.tree.of', '至少要有 2 项'],
  ])('names the inner place of %s', (_, json, at, words) => {
    const error = refusal(json)
    expect(error.at).toBe(at)
    expect(error.message).toContain(words)
    expect(error.message).toContain(at)
  })

  it('never quotes a value', () => {
    expect(refusal({ items: '示例·张三' }).message).not.toContain('张三')
  })
})

it('writes a path as JSON has it', () => {
  expect(jsonPath(['applicants', 3, 'no'])).toBe('$.applicants[3].no')
})
