import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { PlainDate } from '#shared/base/plain-date.ts'
import { comparePacks, parsePack } from '#shared/policy/index.ts'
import {
  comparable,
  countChanges,
  groupDifferences,
  inOrder,
} from '../../../renderer/src/tasks/policy/differences.ts'
import { row } from './policy-rows.ts'

const readPack = (id: string) =>
  parsePack(JSON.parse(readFileSync(`resources/policy/points/${id}.json`, 'utf8')))

test('differences of two real packs are grouped, and none is lost', () => {
  const differences = comparePacks(readPack('zj-2022'), readPack('zj-2023-38'))
  const groups = groupDifferences(differences)
  expect(differences.length).toBeGreaterThan(0)
  expect(groups.flatMap((group) => group.differences)).toHaveLength(differences.length)
  expect(new Set(groups.map((group) => group.title)).size).toBe(groups.length)
  const { added, changed, removed } = countChanges(differences)
  const cases = differences.filter(({ place }) => place.startsWith('算例'))
  expect(cases.length).toBeGreaterThan(0)
  expect(added + changed + removed).toBe(differences.length - cases.length)
})

test('a place without a part is of the whole pack', () => {
  const [group] = groupDifferences([{ place: '文号', change: 'changed', before: '甲', after: '乙' }])
  expect(group).toMatchObject({ title: '整个政策包', differences: [{ within: '文号' }] })
})

test('a place within a choice keeps its own parts', () => {
  const [group] = groupDifferences([
    { place: '住房 › 自有 › 每平方米', change: 'added', before: null, after: '1 分' },
  ])
  expect(group).toMatchObject({ title: '住房', differences: [{ within: '自有 › 每平方米' }] })
})

test('a worked case is said to differ, without its facts', () => {
  const [group] = groupDifferences([
    { place: '算例 › 示例一', change: 'changed', before: '{"a":1}', after: '{"a":2}' },
  ])
  expect(group?.differences[0]).toMatchObject({ before: '有', after: '有，内容改了' })
})

test('before is the older one, whichever was opened', () => {
  const older = row({ key: 'older', effectiveFrom: PlainDate.parse('2024-01-01') })
  const newer = row({ key: 'newer' })
  expect(inOrder(older, newer)).toEqual({ before: older, after: newer })
  expect(inOrder(newer, older)).toEqual({ before: older, after: newer })
})

test('the pack of the same use that is in force is offered first', () => {
  const draft = row({ key: 'd', purposes: ['school', 'housing'] })
  const same = row({ key: 'same', purposes: ['school', 'housing'], current: false })
  const inForce = row({ key: 'in-force', purposes: ['school', 'housing'] })
  const foreign = row({ key: 'foreign', purposes: ['loan'] })
  const list = row({ key: 'list', kind: 'list' })
  const keys = comparable(draft, [foreign, same, list, draft, inForce]).map(({ key }) => key)
  expect(keys).toEqual(['in-force', 'same', 'foreign'])
})
