import { describe, expect, test } from 'vitest'
import { parsePlainDate } from '#shared/base/plain-date.ts'
import type { Comparison } from '#shared/ipc/duplicates.ts'
import type { FactEntry } from '#shared/ipc/facts.ts'
import {
  chosenFacts,
  mergeState,
  openConflicts,
  unlikelyFields,
} from '../../../renderer/src/tasks/residents/compare-choices.ts'

function entry(id: string): FactEntry {
  return {
    id,
    text: '大专（高职）',
    value: { kind: 'education', level: 'associate' },
    origin: 'clerk',
    state: 'accepted',
    source: { department: '教育', evidence: '毕业证书', dataDate: parsePlainDate('2022-06-28') },
    valid: { from: null, to: null },
    recordedAt: '2022-06-28T01:00:00.000Z',
    recordedBy: '示例·经办',
    evidence: [],
    events: [],
  }
}

const conflicts = ['education 1', 'skill 1'].map((key, number) => ({
  key,
  title: key,
  kept: entry(`kept-${number}`),
  other: entry(`other-${number}`),
}))
const comparison: Comparison = {
  kept: { id: 'k', name: '示例·甲' },
  other: { id: 'o', name: '示例·甲' },
  fields: [],
  conflicts,
  counts: [],
  blocked: null,
}

describe('choices between two records', () => {
  test('are counted until every conflict has one', () => {
    expect(openConflicts(conflicts, {})).toBe(2)
    expect(mergeState(comparison, {})).toMatchObject({ allowed: false })
    expect(mergeState(comparison, { 'education 1': 'kept-0' }).reason).toContain('还有 1 项')
    const all = { 'education 1': 'kept-0', 'skill 1': 'other-1' }
    expect(mergeState(comparison, all)).toEqual({ action: 'merge', allowed: true })
    expect(chosenFacts(conflicts, all)).toEqual([
      { key: 'education 1', factId: 'kept-0' },
      { key: 'skill 1', factId: 'other-1' },
    ])
  })

  test('stay what they are when the sides are swapped', () => {
    const swapped = conflicts.map(({ kept, other, ...rest }) => ({ ...rest, kept: other, other: kept }))
    const choices = { 'education 1': 'kept-0' }
    expect(chosenFacts(swapped, choices)).toEqual(chosenFacts(conflicts, choices))
  })

  test('for what is no conflict any more, or for another fact, are not sent', () => {
    expect(chosenFacts(conflicts, { 'housing 1': 'x', 'skill 1': 'superseded' })).toEqual([])
  })
})

test('what hinders the merge is said before anything is to be chosen', () => {
  expect(mergeState({ ...comparison, blocked: '两份记录都有未办结的办件。' }, {})).toEqual({
    action: 'merge',
    allowed: false,
    reason: '两份记录都有未办结的办件。',
  })
})

test('what is for life and differs is named, other differences are not', () => {
  const field = (title: string, same: boolean) => ({ title, kept: '—', other: '—', same })
  const fields = [field('姓名', false), field('性别', true), field('出生日期', false)]
  expect(unlikelyFields({ ...comparison, fields })).toEqual(['出生日期'])
})
