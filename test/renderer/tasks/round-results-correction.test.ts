import { expect, test } from 'vitest'
import { Correction } from '#shared/ipc/rounds.ts'
import {
  type CorrectedPlan,
  correctionErrors,
  correctionParts,
  correctionQuestions,
  frozenBody,
  readCorrection,
} from '../../../renderer/src/tasks/rounds/correction-form.ts'

const SCHOOL: CorrectedPlan = {
  kind: 'school',
  order: 'points',
  ties: ['residenceMonths', 'appliedOn'],
  classes: [
    { class: 1, name: '第一类' },
    { class: 2, name: '第二类' },
  ],
  places: [
    {
      id: 's1',
      name: '示例一小',
      town: null,
      capacity: 40,
      reserved: { tag: '人才子女', count: 2, precedence: 'reserved-first' },
    },
    { id: 's2', name: '示例二小', town: null, capacity: 40 },
    { id: 's3', name: '示例三小', town: null, capacity: 40 },
  ],
}
const CHECK: CorrectedPlan = {
  kind: 'health-check',
  order: 'points',
  ties: ['residenceMonths'],
  classes: [],
  places: [{ id: 'city', name: '全市', town: null, capacity: 50 }],
}
const CHILD = {
  no: 'A-1',
  points: '92.50',
  ties: { residenceMonths: 30, appliedOn: 20220601 },
  wishes: [
    { place: 's1', class: 2 },
    { place: 's2', class: 2, refused: '不在施教区' },
  ],
}

const parts = (plan: CorrectedPlan) => correctionParts(plan, undefined).map(({ value }) => value)

test('a plan offers the corrections it knows', () => {
  expect(parts(SCHOOL)).toEqual(['points', 'ties', 'wishes', 'class', 'tags', 'refused', 'removed'])
  expect(parts(CHECK)).toEqual(['points', 'ties', 'refused', 'removed'])
  expect(parts({ ...SCHOOL, kind: 'housing', order: 'draw', ties: [], classes: [] })).toEqual([
    'wishes',
    'tags',
    'refused',
    'removed',
  ])
})

test('the form begins with the frozen entry, a day as a day', () => {
  expect(frozenBody(SCHOOL, CHILD)).toEqual({
    points: '92.50',
    'tie.residenceMonths': '30',
    'tie.appliedOn': '2022-06-01',
    'wish.1': 's1',
    'wish.2': 's2',
    class: '2',
    tags: [],
  })
})

function correct(what: string[], typed: Record<string, string | string[]> = {}) {
  const body = { ...frozenBody(SCHOOL, CHILD), what, ...typed }
  const errors = correctionErrors(SCHOOL, CHILD, body)
  return Object.keys(errors).length > 0 ? errors : Correction.parse(readCorrection(SCHOOL, CHILD, body))
}

test('points are corrected, full-width digits included', () => {
  expect(correct(['points'], { points: '９５.5' })).toEqual({ points: '95.5' })
  expect(correct(['points'], { points: '95.555' })).toHaveProperty('points')
  expect(correct(['points'], { points: '' })).toHaveProperty('points')
})

test('a correction that changes nothing is none', () => {
  for (const part of ['points', 'ties', 'wishes', 'class', 'tags'])
    expect(correct([part])).toEqual({ what: '与名单上的完全相同，没有更正什么。' })
  expect(correct([])).toEqual({ what: '请选择更正哪一项。' })
})

test('ties are corrected, a day as the number that stands on the list', () => {
  expect(correct(['ties'], { 'tie.appliedOn': '2022.5.3' })).toEqual({
    ties: { residenceMonths: 30, appliedOn: 20220503 },
  })
  expect(correct(['ties'], { 'tie.appliedOn': '2022-02-30' })).toHaveProperty(['tie.appliedOn'])
  expect(correct(['ties'], { 'tie.residenceMonths': '三' })).toHaveProperty(['tie.residenceMonths'])
})

test('a wish that stays keeps its class and what verification said; a new one takes the class of the others', () => {
  expect(correct(['wishes'], { 'wish.1': 's3', 'wish.2': '', 'wish.3': 's2' })).toEqual({
    wishes: [
      { place: 's3', class: 2 },
      { place: 's2', class: 2, refused: '不在施教区' },
    ],
  })
  expect(correct(['wishes'], { 'wish.1': '', 'wish.2': '' })).toHaveProperty(['wish.1'])
  expect(correct(['wishes'], { 'wish.3': 's1' })).toEqual({ 'wish.1': '同一个去处填了两次。' })
})

test('another class is that of every wish; of flats it is the group that goes first', () => {
  expect(correct(['class'], { class: '1' })).toEqual({
    wishes: [
      { place: 's1', class: 1 },
      { place: 's2', class: 1, refused: '不在施教区' },
    ],
  })
  const flats = { ...SCHOOL, kind: 'housing' as const }
  const household = { no: 'B-1', wishes: [{ place: 's1', class: 1, priority: 2 }] }
  const body = { ...frozenBody(flats, household), what: ['class'], class: '1' }
  expect(readCorrection(flats, household, body)).toEqual({ wishes: [{ place: 's1', class: 1, priority: 1 }] })
})

test('what verification held against a wish can be taken back', () => {
  expect(correctionParts(SCHOOL, CHILD).map(({ value }) => value)).toContain('eligible')
  expect(correct(['eligible'])).toEqual({
    wishes: [
      { place: 's1', class: 2 },
      { place: 's2', class: 2 },
    ],
  })
})

test('a household cannot be given a flat that was not found for its size', () => {
  const flats = { ...SCHOOL, kind: 'housing' as const }
  const household = { no: 'B-1', wishes: [{ place: 's2', class: 1 }] }
  const [first] = correctionQuestions(flats, household, { what: ['wishes'] })
  expect(first?.options).toEqual([{ value: 's2', label: '示例二小' }])
})

test('taking off and refusing stand alone, refusing with the condition', () => {
  expect(correct(['removed'])).toEqual({ removed: true })
  expect(correct(['refused'], { refused: '学籍不符' })).toEqual({ refused: '学籍不符' })
  expect(correct(['refused'])).toHaveProperty('refused')
  expect(correct(['removed', 'points'], { points: '99' })).toHaveProperty('what')
})

test('tags can be taken away altogether', () => {
  const tagged = { ...CHILD, tags: ['人才子女'] }
  const body = { ...frozenBody(SCHOOL, tagged), what: ['tags'], tags: [] }
  expect(correctionErrors(SCHOOL, tagged, body)).toEqual({})
  expect(readCorrection(SCHOOL, tagged, body)).toEqual({ tags: [] })
})
