import { describe, expect, test } from 'vitest'
import { RoundPlan } from '#shared/domain/allocation/index.ts'
import { EntrantGiven } from '#shared/ipc/round-entrants.ts'
import type { Body } from '../../../renderer/src/components/form-page.ts'
import {
  entrantBody,
  entrantErrors,
  entrantQuestions,
  readGiven,
} from '../../../renderer/src/tasks/rounds/entrant-form.ts'
import { readRound } from '../../../renderer/src/tasks/rounds/open-round-pages.ts'
import { healthCheck, housing, rentSupport, school } from './round-bodies.ts'

const planOf = (body: Body) => RoundPlan.parse(readRound(body)?.plan)
const reason = { reason: '示例：本人更正' }
const listed = {
  residentId: null,
  given: EntrantGiven.parse({
    points: '75.5',
    ties: { permitMonths: 60, appliedOn: 20260502 },
    family: 'F1',
    class: 2,
    tags: ['人才子女'],
    wishes: [{ place: 'S02' }, { place: 'S01', class: 1, refused: '示例条件' }],
  }),
}

describe('changing an application', () => {
  test('and nothing keeps everything it said', () => {
    const body = { ...entrantBody(planOf(school), listed), ...reason }
    expect(entrantErrors(planOf(school), listed, body)).toEqual({})
    expect(readGiven(planOf(school), listed, body)).toEqual(listed.given)
  })

  test('changes the wishes in their order and takes away what was emptied', () => {
    const body = {
      ...entrantBody(planOf(school), listed),
      ...reason,
      wishes: ['S01\t\t', '\t\t'],
      tags: [],
      class: '',
    }
    const given = readGiven(planOf(school), listed, body)
    expect(given).toEqual({
      points: '75.5',
      ties: listed.given.ties,
      family: 'F1',
      wishes: [{ place: 'S01' }],
    })
  })

  test('takes the ties and the consent of somebody who is no stored resident', () => {
    const body = {
      ...entrantBody(planOf(school), listed),
      ...reason,
      'tie.permitMonths': '６１',
      'tie.appliedOn': '2026-5-3',
      consent: 'no',
    }
    expect(entrantErrors(planOf(school), listed, body)).toEqual({})
    expect(readGiven(planOf(school), listed, body)).toEqual({
      ...listed.given,
      ties: { permitMonths: 61, appliedOn: 20260503 },
      consent: false,
    })
    const stored = { ...listed, residentId: 'r1' }
    const kept = readGiven(planOf(school), stored, body)
    expect([kept.ties, kept.consent]).toEqual([listed.given.ties, undefined])
  })

  test.each<[Body, string]>([
    [{ wishes: [] }, 'wishes'],
    [{ wishes: ['S01\t\t', 'S01\t\t'] }, 'wishes'],
    [{ points: '很多' }, 'points'],
    [{ 'tie.permitMonths': '' }, 'tie.permitMonths'],
    [{ 'tie.appliedOn': '2026-02-30' }, 'tie.appliedOn'],
    [{ reason: '' }, 'reason'],
  ])('is refused at the question: %o', (change, name) => {
    const body = { ...entrantBody(planOf(school), listed), ...reason, ...change }
    expect(Object.keys(entrantErrors(planOf(school), listed, body))).toEqual([name])
  })
})

test('only what the plan asks for is asked', () => {
  const names = (body: Body, residentId: string | null) =>
    entrantQuestions(planOf(body), { residentId, given: {} }).map(({ name }) => name)
  expect(names(healthCheck, 'r1')).toEqual(['refused', 'reason'])
  expect(names(rentSupport, null)).toEqual(['points', 'consent', 'refused', 'reason'])
  expect(names(school, 'r1')).toEqual(['wishes', 'class', 'tags', 'refused', 'reason'])
  expect(names(housing, null)).toEqual(['wishes', 'household', 'consent', 'refused', 'reason'])
})

test('a household without a number of persons is asked for it', () => {
  const row = { residentId: null, given: {} }
  const plan = planOf(housing)
  expect(Object.keys(entrantErrors(plan, row, { ...entrantBody(plan, row), ...reason }))).toEqual([
    'household',
  ])
  expect(readGiven(plan, row, { household: '3' })).toEqual({ household: 3 })
})

test('the class of a flat by its size is kept, though nobody is asked about it', () => {
  const plan = planOf(housing)
  const row = {
    residentId: null,
    given: EntrantGiven.parse({
      household: 2,
      wishes: [
        { place: 'A', class: 1 },
        { place: 'B', class: 2 },
      ],
    }),
  }
  const body = { ...entrantBody(plan, row), wishes: ['B\t', 'A\t示例条件'] }
  expect(readGiven(plan, row, body).wishes).toEqual([
    { place: 'B', class: 2 },
    { place: 'A', class: 1, refused: '示例条件' },
  ])
})
