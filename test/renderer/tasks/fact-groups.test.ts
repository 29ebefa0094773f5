import { describe, expect, test } from 'vitest'
import { parsePlainDate } from '#shared/base/plain-date.ts'
import { YearMonth } from '#shared/base/year-month.ts'
import {
  type FactState,
  type FactValue,
  factText,
  factTitle,
  slotOf,
  subjectOfFact,
} from '#shared/domain/people/index.ts'
import type { FactEntry, FactView } from '#shared/ipc/facts.ts'
import { allEntries, factGroups, recordWord } from '../../../renderer/src/tasks/residents/fact-groups.ts'

const NOW = { from: null, to: null }
const skill = (level: 'level4' | 'level5'): FactValue => ({ kind: 'skill', level })

function entry(value: FactValue, state: FactState, day = 1): FactEntry {
  return {
    id: `${value.kind} ${state} ${day}`,
    text: factText(value),
    value,
    valid: NOW,
    origin: 'clerk',
    state,
    source: { department: '人社', evidence: '示例证书', dataDate: parsePlainDate('2022-06-01') },
    recordedBy: '示例·窗口乙',
    recordedAt: `2022-06-0${day}T01:00:00.000Z`,
    evidence: [],
    events: [],
  }
}

function view(
  value: FactValue,
  entries: Partial<Pick<FactView, 'current' | 'claimed' | 'earlier'>>,
): FactView {
  return {
    kind: value.kind,
    slot: slotOf(value, NOW),
    subject: subjectOfFact(value),
    title: factTitle(value.kind),
    current: null,
    claimed: [],
    earlier: [],
    ...entries,
  }
}

function group(facts: FactView[], subject: string) {
  const found = factGroups(facts).find((other) => other.subject === subject)
  if (found === undefined) throw new Error('no such subject')
  return found
}

describe('what points ask for', () => {
  test('is no longer unknown once a department looked and found none, which stands in its place', () => {
    const looked: FactValue = { kind: 'nothing', field: 'skill', checkedOn: parsePlainDate('2022-06-01') }
    const found = view(looked, { current: entry(looked, 'accepted') })
    const { lines, unknown } = group([found], 'education')
    expect(lines.map(({ kind }) => kind)).toEqual(['education', 'nothing'])
    expect(unknown).toBe(1)
    expect(group([found], 'points').lines).toEqual([])
  })

  test('is known where a person has a certificate, whatever became of a title', () => {
    const certificate = view(skill('level4'), { current: entry(skill('level4'), 'accepted') })
    const title: FactValue = { kind: 'skill', level: 'titleMid' }
    const rejected = view(title, { earlier: [entry(title, 'rejected')] })
    const { lines, unknown } = group([certificate, rejected], 'education')
    expect(unknown).toBe(1)
    expect(lines.map(recordWord)).toEqual(['记录', '记录', '更新'])
  })

  test('is shown as unknown while nothing is known', () => {
    const { lines, unknown } = group([], 'education')
    expect(lines.map(({ kind, view: known }) => [kind, known])).toEqual([
      ['education', undefined],
      ['skill', undefined],
    ])
    expect(unknown).toBe(2)
  })

  test('is unknown again when its only value was rejected, and can be recorded', () => {
    const rejected = view(skill('level4'), { earlier: [entry(skill('level4'), 'rejected')] })
    const { lines, unknown } = group([rejected], 'education')
    expect(unknown).toBe(2)
    expect(lines.map(recordWord)).toEqual(['记录', '记录'])
  })

  test('is not unknown while a claim waits', () => {
    const claimed = view(skill('level4'), { claimed: [entry(skill('level4'), 'claimed')] })
    expect(group([claimed], 'education')).toMatchObject({ unknown: 1, waiting: 1 })
  })
})

test('work of the past does not answer what the person does now', () => {
  const past: FactView = {
    ...view(skill('level4'), {}),
    kind: 'employment',
    subject: 'work',
    slot: 'X 2020-01-01',
    current: entry(skill('level4'), 'accepted'),
  }
  const { lines, unknown } = group([past], 'work')
  expect(lines.map((line) => recordWord(line))).toEqual(['记录', undefined])
  expect(unknown).toBe(1)
})

test('insurance months have a line only where a statement waits to be decided', () => {
  const months: FactValue = {
    kind: 'contribution',
    fund: 'pension',
    from: YearMonth.parse('2022-01'),
    months: 'PP',
  }
  const accepted = view(months, { current: entry(months, 'accepted') })
  const claimed = view(months, { claimed: [entry(months, 'claimed')] })
  expect(group([accepted], 'insurance').lines.map(({ kind }) => kind)).toEqual(['insurance'])
  expect(group([claimed], 'insurance')).toMatchObject({ waiting: 1 })
})

test('the history has every value, newest first', () => {
  const whole = view(skill('level4'), {
    current: entry(skill('level4'), 'accepted', 2),
    claimed: [entry(skill('level5'), 'claimed', 3)],
    earlier: [entry(skill('level5'), 'superseded', 1)],
  })
  expect(allEntries(whole).map(({ state }) => state)).toEqual(['claimed', 'accepted', 'superseded'])
})
