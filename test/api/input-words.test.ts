import { expect, test } from 'vitest'
import { z } from 'zod'
import { inputWords } from '#electron/api/input-words.ts'

const Form = z.strictObject({
  name: z.string().trim().min(1).max(5).optional(),
  reason: z.string().min(2).optional(),
  count: z.int().min(1).max(9).optional(),
  towns: z.array(z.string()).min(1).max(2).optional(),
  kind: z.enum(['a', 'b']).optional(),
  fact: z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') })]).optional(),
  id: z.uuid().optional(),
  phone: z.string().regex(/^1/, '手机号应为 1 开头').optional(),
  needed: z.string(),
})

test.each<[string, object, string]>([
  ['nothing where something is needed', { needed: undefined }, '有一项没有填写'],
  ['blanks', { name: '  ' }, '有一项没有填写'],
  ['a number where words are needed', { name: 7 }, '有一项填写的格式不对'],
  ['a reason too short', { reason: '补' }, '有一项太短，至少 2 个字'],
  ['a name too long', { name: '示例示例示例' }, '有一项太长，最多 5 个字'],
  ['a number too small', { count: 0 }, '有一个数太小，不能小于 1'],
  ['a number too large', { count: 10 }, '有一个数太大，不能大于 9'],
  ['half a number', { count: 1.5 }, '有一项填写的格式不对'],
  ['nothing chosen', { towns: [] }, '至少选 1 项'],
  ['too much chosen', { towns: ['甲', '乙', '丙'] }, '最多选 2 项'],
  ['no such choice', { kind: '示例·某人' }, '有一项不在可选的范围内'],
  ['no such kind', { fact: { kind: '示例·某人' } }, '有一项不在可选的范围内'],
  ['no such form', { id: '示例·某人' }, '有一项填写的格式不对'],
  ['something unknown', { 示例·某人: 1 }, '有程序不认识的内容'],
  ['what the schema has words for', { phone: '2' }, '手机号应为 1 开头'],
])('%s', (_name, input, words) => {
  const parsed = Form.safeParse({ needed: '示例', ...input }, { error: inputWords })
  expect(parsed.error?.issues[0]?.message).toBe(words)
})
