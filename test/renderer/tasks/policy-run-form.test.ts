import { expect, test } from 'vitest'
import { PlainDate } from '#shared/base/plain-date.ts'
import { runErrors, runnable, runRequest } from '../../../renderer/src/tasks/policy/run-form.ts'
import { row } from './policy-rows.ts'

const pack = row({
  effectiveFrom: PlainDate.parse('2025-01-01'),
  effectiveTo: PlainDate.parse('2025-12-31'),
})
const answers = { key: pack.key, on: '2025-12-31', purpose: 'school', reason: '核对旧批次' }

test('an old pack can be run for an old batch, a draft not', () => {
  const old = row({ key: 'old', current: false, state: 'installed' })
  expect(runnable([row({ key: 'd', state: 'draft' }), old, row({ key: 'w', state: 'withdrawn' })])).toEqual([
    old,
  ])
})

test('the last day of a pack is within it, the day after is not', () => {
  expect(runErrors(answers, pack)).toEqual({})
  expect(runErrors({ ...answers, on: '2026-01-01' }, pack).on).toContain('不适用')
  expect(runErrors({ ...answers, on: '2024-12-31' }, pack).on).toContain('不适用')
})

test('a reason is needed', () => {
  expect(runErrors({ ...answers, reason: ' 核 ' }, pack).reason).toBeDefined()
  expect(runRequest({ ...answers, reason: '' }, pack)).toBeUndefined()
})

test('the first purpose of the pack stands for one it does not have', () => {
  expect(runRequest(answers, pack)).toMatchObject({ purpose: 'school', on: '2025-12-31' })
  expect(runRequest({ ...answers, purpose: 'loan' }, pack)?.purpose).toBe('school')
})
