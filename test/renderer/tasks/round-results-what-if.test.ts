import { expect, test } from 'vitest'
import { Variation } from '#shared/ipc/round-results.ts'
import {
  AS_PLANNED,
  readVariation,
  sideName,
  type TrialSide,
  tieOptions,
  trialError,
  variableParts,
} from '../../../renderer/src/tasks/rounds/what-if-form.ts'
import {
  basisText,
  envyExample,
  outcomeSentence,
  placesComparison,
} from '../../../renderer/src/tasks/rounds/what-if-words.ts'

const PLAN: Parameters<typeof readVariation>[0] = {
  kind: 'school',
  order: 'points',
  ties: ['residenceMonths', 'insuredMonths'],
  places: [
    { id: 's1', name: '示例一小', town: null, capacity: 40 },
    { id: 's2', name: '示例二小', town: null, capacity: 30 },
  ],
}
const side = (changed: Partial<TrialSide>): TrialSide => ({ ...AS_PLANNED, ...changed })
const read = (changed: Partial<TrialSide>) => Variation.parse(readVariation(PLAN, side(changed)))

test('a side that changes nothing is the plan', () => {
  expect(read({})).toEqual({ name: '照方案' })
  expect(read({ capacities: { s1: '40', s2: '' } })).toEqual({ name: '照方案' })
})

test('a side names what it changes and asks for exactly that', () => {
  expect(read({ capacities: { s1: '５０' } })).toEqual({
    name: '示例一小 50 个',
    capacities: [{ place: 's1', capacity: 50 }],
  })
  expect(read({ capacities: { s1: '50', s2: '0' }, firstPreferenceFirst: true })).toEqual({
    name: '改 2 处名额，志愿优先',
    capacities: [
      { place: 's1', capacity: 50 },
      { place: 's2', capacity: 0 },
    ],
    firstPreferenceFirst: true,
  })
  expect(read({ ties: 'none', reserved: 'open-first' })).toEqual({
    name: '同分比签号，留额另加',
    ties: [],
    reserved: 'open-first',
  })
  expect(read({ ties: 'insuredMonths,residenceMonths' }).ties).toEqual(['insuredMonths', 'residenceMonths'])
})

test('a line is points, or none', () => {
  expect(read({ line: '９０.5' })).toMatchObject({ line: '90.5' })
  expect(read({ line: '无' })).toMatchObject({ line: null })
  expect(trialError(PLAN, side({ line: '九十' }))).toContain('分数线')
  expect(trialError(PLAN, side({ line: '无' }))).toBeUndefined()
})

test('a number that is none is refused with the name of the place', () => {
  expect(trialError(PLAN, side({ capacities: { s2: '三十' } }))).toBe('“示例二小”的名额应为整数，只写数字。')
  expect(trialError(PLAN, side({ capacities: { s2: ' ' } }))).toBeUndefined()
})

test('a name never outgrows what the request takes', () => {
  const places = [{ id: 'x', name: '示'.repeat(60), town: null, capacity: 1 }]
  expect(sideName({ ...PLAN, places }, side({ capacities: { x: '2' } }))).toHaveLength(40)
})

test('chains are made of the keys that were frozen', () => {
  expect(tieOptions(PLAN).map(({ value }) => value)).toEqual([
    'residenceMonths',
    'residenceMonths,insuredMonths',
    'insuredMonths',
    'insuredMonths,residenceMonths',
    'none',
  ])
})

test('only what a plan has can be varied', () => {
  expect(variableParts(PLAN)).toEqual({ ties: true, reserved: false, line: false, wishes: true })
  expect(variableParts({ ...PLAN, kind: 'rent-support' })).toEqual({
    ties: true,
    reserved: false,
    line: true,
    wishes: false,
  })
  expect(variableParts({ ...PLAN, kind: 'housing', order: 'draw' }).ties).toBe(false)
})

test('it is said on which list and seed the trial stands', () => {
  expect(basisText({ frozen: true, drawn: true, applicants: 12_588 })).toBe(
    '用冻结的名单（12,588 人）；种子是本批次的。试算不留记录，不影响本批次。',
  )
  expect(basisText({ frozen: false, drawn: false, applicants: 3 })).toContain('试算种子')
})

test('people come first', () => {
  expect(outcomeSentence({ better: 0, worse: 0, same: 9 })).toBe('两种办法下，每个人的结果都一样。')
  expect(outcomeSentence({ better: 2, worse: 1, same: 9 })).toBe('从甲改为乙：2 人更好，1 人更差，9 人不变。')
  expect(envyExample({ no: 'A-1', place: '示例一小', holder: 'A-9' })).toBe(
    'A-1 更想去示例一小，次序在 A-9 之前，名额却给了 A-9。',
  )
})

test('the picture shows places that differ only', () => {
  const same = { capacity: 40, filled: 40, cutoffText: '' }
  const less = { capacity: 40, filled: 31, cutoffText: '' }
  expect(placesComparison([{ id: 's1', name: '示例一小', a: same, b: same }])).toBeUndefined()
  const data = placesComparison([
    { id: 's1', name: '示例一小', a: same, b: same },
    { id: 's2', name: '示例二小', a: same, b: less },
  ])
  expect(data?.categories).toEqual(['示例二小'])
  expect(data?.series.map(({ values }) => values)).toEqual([[40], [31]])
})
