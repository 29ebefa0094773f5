import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { getResident } from '#electron/services/getters.ts'
import { mergeResidents } from '#electron/services/merge.ts'
import { compareResidents } from '#electron/services/merge-view.ts'
import { pointsCard, whatIf, yearOnYear } from '#electron/services/points-questions.ts'
import { getResidentPage } from '#electron/services/resident-page.ts'
import type { Assumption } from '#shared/domain/points/index.ts'
import type { PointsComparison } from '#shared/ipc/points.ts'
import { invent, relateTo } from './family-people.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { day, goodFacts, idNumber, record, register } from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

function somebody(insuredMonths = 48): string {
  const clerk = office.as('clerk')
  const id = register(clerk, 1)
  for (const fact of goodFacts(insuredMonths)) record(clerk, id, fact)
  return id
}

function ask(residentId: string, ...assumptions: Assumption[]): PointsComparison {
  return whatIf(office.as('clerk'), { residentId, assumptions })
}

function lineOf(comparison: PointsComparison, code: string) {
  const line = comparison.lines.find((candidate) => candidate.code === code)
  if (line === undefined) throw new Error(`no line ${code}`)
  return line
}

test('three more insured months give 1.50 more, and nothing of it is recorded', () => {
  const id = somebody()
  const before = getResidentPage(office.as('clerk'), id)
  const answer = ask(id, { kind: 'insured-months', fund: 'pension', months: 3 })
  expect(answer.changeX100).toBe(150)
  expect(lineOf(answer, 'ZJ-SI')).toMatchObject({ changeX100: 150, cause: 'fact' })
  expect(lineOf(answer, 'ZJ-AGE')).toMatchObject({ changeX100: 0, cause: 'none' })
  expect(answer.after.certainX100).toBe(before.points.certainX100 + 150)
  expect(getResidentPage(office.as('clerk'), id)).toEqual(before)
})

test('a cap stops what an assumption can bring', () => {
  expect(ask(somebody(59), { kind: 'insured-months', fund: 'pension', months: 12 }).changeX100).toBe(50)
})

test('an earlier registration counts to the month; together with a degree both add', () => {
  const id = somebody()
  // Registered 2020-01-01: 77 full months by 2026-06-18; from 2019-01-01 they are 89.
  expect(ask(id, { kind: 'residence-since', day: day('2019-01-01') }).changeX100).toBe(300)
  const both = ask(
    id,
    { kind: 'residence-since', day: day('2019-01-01') },
    { kind: 'education', level: 'bachelor' },
  )
  expect(both.changeX100).toBe(500)
})

test('another day moves what time alone moves, and says so', () => {
  const id = somebody()
  const later = ask(id, { kind: 'later', day: day('2026-07-01') })
  expect(lineOf(later, 'ZJ-RES')).toMatchObject({ changeX100: 25, cause: 'time' })
  expect(later.after.on).toBe('2026-07-01')
  const before = { kind: 'later' as const, day: day('2021-01-01') }
  expect(() => ask(id, before)).toThrow(/没有适用于/)
})

test('an unknown line stays unknown while something else is assumed', () => {
  const clerk = office.as('clerk')
  const id = register(clerk, 2)
  const answer = ask(id, { kind: 'education', level: 'bachelor' })
  expect(lineOf(answer, 'ZJ-EDU')).toMatchObject({
    before: { pointsX100: null },
    after: { pointsX100: 1000 },
  })
  expect(lineOf(answer, 'ZJ-SI').after).toMatchObject({ state: 'UNKNOWN', pointsX100: null })
})

test('the facts of an earlier day are those that held then; a later correction says why the points fell', () => {
  const id = somebody()
  office.clock.setToday('2026-08-20')
  record(office.as('clerk'), id, { kind: 'insurance', months: 40 })
  const answer = yearOnYear(office.as('clerk'), { residentId: id, earlier: day('2026-07-18') })
  expect(answer.factsOf).toBe('then')
  expect(lineOf(answer, 'ZJ-SI')).toMatchObject({
    before: { pointsX100: 2400 },
    after: { pointsX100: 2000 },
    changeX100: -400,
    cause: 'fact',
  })
  expect(lineOf(answer, 'ZJ-RES')).toMatchObject({ changeX100: 25, cause: 'time' })
  expect(answer.changeX100).toBe(-375)
})

test('of somebody nothing was known of then, the facts of today are looked at as of that day', () => {
  const id = somebody()
  const answer = yearOnYear(office.as('clerk'), { residentId: id, earlier: day('2025-06-18') })
  expect(answer.factsOf).toBe('now')
  expect(lineOf(answer, 'ZJ-RES')).toMatchObject({ changeX100: 300, cause: 'time' })
})

test('a day that is not earlier is refused', () => {
  const id = somebody()
  const request = { residentId: id, earlier: day('2026-06-18') }
  expect(() => yearOnYear(office.as('clerk'), request)).toThrow(/不早于今天/)
})

test('the card, what if and then and now can be asked for another purpose, under its own pack', () => {
  const id = somebody()
  const clerk = office.as('clerk')
  const usual = pointsCard(clerk, { residentId: id })
  expect(usual).toEqual(getResidentPage(clerk, id).points)
  const purpose = 'school'
  const card = pointsCard(clerk, { residentId: id, purpose })
  expect(card).toMatchObject({ purpose, packId: 'nb-2022-10' })
  const tried = whatIf(clerk, {
    residentId: id,
    purpose,
    assumptions: [{ kind: 'insured-months', fund: 'pension', months: 3 }],
  })
  expect(tried.before).toEqual(card)
  expect(yearOnYear(clerk, { residentId: id, purpose, earlier: day('2025-06-18') }).after).toEqual(card)
  expect(() => pointsCard(clerk, { residentId: id, purpose: 'nothing' })).toThrow(/nothing|用途/)
})

describe('looking back', () => {
  test('over a merge takes what was known of either record then, the later of two values in one place', () => {
    const clerk = office.as('clerk')
    office.clock.setToday('2026-06-02')
    const [kept, other] = [register(clerk, 1), register(clerk, 2)]
    record(clerk, kept, { kind: 'education', level: 'associate' })
    record(clerk, kept, { kind: 'insurance', months: 24 })
    record(clerk, other, { kind: 'education', level: 'bachelor' })
    office.clock.setToday('2026-06-18')
    const { conflicts } = compareResidents(office.as('supervisor'), { keptId: kept, otherId: other })
    const choices = conflicts.map(({ key, kept: own }) => ({ key, factId: own.id }))
    const request = { commandId: randomUUID(), keptId: kept, otherId: other, choices, reason: '示例同一人' }
    mergeResidents(office.as('supervisor'), request)
    const { before, after, factsOf } = yearOnYear(clerk, { residentId: kept, earlier: day('2026-06-03') })
    expect(factsOf).toBe('then')
    const education = (view: typeof before) => view.lines.find(({ code }) => code === 'ZJ-EDU')?.pointsX100
    expect(education(before)).toBeGreaterThan(education(after) ?? Number.POSITIVE_INFINITY)
    expect(before.lines.find(({ code }) => code === 'ZJ-SI')?.pointsX100).toBe(1200)
  })

  test('before somebody was born is refused', () => {
    const id = register(office.as('clerk'), 1, '20250310')
    expect(() => yearOnYear(office.as('clerk'), { residentId: id, earlier: day('2025-03-09') })).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', at: 'birth' }),
    )
    expect(yearOnYear(office.as('clerk'), { residentId: id, earlier: day('2025-03-10') }).factsOf).toBe('now')
  })

  test('a child that was not born then is no child of that day', () => {
    const clerk = office.as('clerk')
    const id = somebody()
    const child = invent(office, { name: '示例·小孩', number: idNumber(9, '20260610') })
    const parent = { id, seq: getResident(office.writer, id).seq, idNumber: idNumber(1) }
    relateTo(office, parent, child, { kind: 'child' })
    const question = { residentId: id, earlier: day('2026-06-01'), purpose: 'demo-school' }
    const { before, after } = yearOnYear(clerk, question)
    expect(before.on).toBe('2026-06-01')
    expect(after.lines.length).toBeGreaterThan(10)
  })
})
