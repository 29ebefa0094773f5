import { expect, test } from 'vitest'
import { PlainDate } from '#shared/base/plain-date.ts'
import {
  packsBeside,
  whatConfirmingChanges,
  whatWithdrawingChanges,
} from '../../../renderer/src/tasks/policy/confirm-words.ts'
import { row } from './policy-rows.ts'

const day = (text: string) => PlainDate.parse(text)
const draft = row({
  key: 'd1',
  policyId: 'demo-2026',
  name: '示例新版',
  state: 'draft',
  effectiveFrom: day('2026-01-01'),
  current: false,
})
const old = row({ name: '示例旧版' })

test('the pack it takes the place of is named, with its last day', () => {
  const words = whatConfirmingChanges(draft, [old, draft], 'demo-2025')
  expect(words.join('')).toContain('子女入学')
  expect(words.join('')).toContain('它接替《示例旧版》（示例〔2025〕1号），后者用到 2025-12-31 为止。')
})

test('a pack beside it that it does not take the place of is said to be there', () => {
  expect(whatConfirmingChanges(draft, [old], undefined).join('')).toContain('还有《示例旧版》')
})

test.each([
  ['another purpose', row({ purposes: ['housing'] })],
  ['ended the day before', row({ effectiveTo: day('2025-12-31') })],
  ['taken back', row({ state: 'withdrawn' })],
  ['another draft', row({ key: 'd2', state: 'draft' })],
  ['itself', draft],
  ['a list', row({ kind: 'list' })],
])('no pack is beside it: %s', (_what, other) => {
  expect(packsBeside(draft, [other])).toEqual([])
  expect(whatConfirmingChanges(draft, [other], undefined).join('')).toContain('没有别的政策包')
})

test('one common day is enough to stand beside it', () => {
  expect(packsBeside(draft, [row({ effectiveTo: day('2026-01-01') })])).toHaveLength(1)
})

test('an amendment and a list say what they touch', () => {
  expect(whatConfirmingChanges(row({ kind: 'amendment' }), [], undefined).join('')).toContain('原文不动')
  expect(whatConfirmingChanges(row({ kind: 'list' }), [], undefined).join('')).toContain('年度名单')
})

test('taking back a draft and taking back what is in force are two things', () => {
  expect(whatWithdrawingChanges(draft)).not.toBe(whatWithdrawingChanges(old))
})
