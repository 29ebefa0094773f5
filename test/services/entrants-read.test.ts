import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sha256 } from '#electron/services/hash.ts'
import { mergeResidents } from '#electron/services/merge.ts'
import { countEntrants, keepPoints, takeInCases } from '#electron/services/rounds/applicants.ts'
import { listEntrants } from '#electron/services/rounds/entrants.ts'
import { transaction } from '#electron/store/transaction.ts'
import { allocateRound, frozenList, listText, roundOfList } from '#shared/domain/allocation/index.ts'
import type { EntrantGiven } from '#shared/ipc/round-entrants.ts'
import { ask, planOf, roundsOf } from './entrant-help.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { act, day, register, submit, TOWN } from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const { open, enter, read, resident } = roundsOf(() => office)

test('points and ties of a stored resident are worked out as of the cut-off, whatever is given', () => {
  const plan = planOf('rent-support', {
    ties: ['residenceMonths', 'insuredMonths', 'permitMonths', 'appliedOn'],
  })
  const round = open(plan)
  enter(round.id, 'R1', {
    residentId: resident(1),
    given: { points: '99.5', ties: { residenceMonths: 1, appliedOn: 20260501 } },
  })
  enter(round.id, 'R2', { residentId: resident(2) })
  const { applicants, problems } = read(round)
  expect(problems).toEqual([])
  // 36 years 20, 大专 8, 四级 5, 77 insured months 30 at most, 77 full months of residence 19.25.
  expect(applicants[0]).toEqual({
    no: 'R1',
    consent: true,
    points: '82.25',
    ties: { residenceMonths: 77, insuredMonths: 77, permitMonths: 71, appliedOn: 20260501 },
    group: TOWN,
  })
  // Without a day of application the day of entry counts.
  expect(applicants[1]?.ties?.appliedOn).toBe(20260610)
  const later = { ...round, plan: { ...plan, cutOff: day('2026-07-01') } }
  expect(read(later).applicants[0]).toMatchObject({
    points: '82.50',
    ties: { residenceMonths: 78, permitMonths: 72 },
  })
})

test('a record that was merged keeps counting as the person', () => {
  const round = open(planOf('rent-support'))
  const [kept, other] = [resident(1), register(office.as('clerk'), 2)]
  enter(round.id, 'R1', { residentId: other })
  expect(read(round).applicants).toEqual([])
  mergeResidents(office.as('supervisor'), {
    commandId: randomUUID(),
    keptId: kept,
    otherId: other,
    reason: '示例同一个人',
    choices: [],
  })
  expect(read(round)).toMatchObject({ applicants: [{ no: 'R1', points: '82.25' }], problems: [] })
})

test('what is not clear is a problem that names the application and nobody else', () => {
  const round = open(
    planOf('rent-support', {
      ties: ['residenceMonths', 'permitMonths'],
      quotas: [{ town: TOWN, places: 1 }],
    }),
  )
  const bare = register(office.as('clerk'), 3)
  enter(round.id, 'R1', { residentId: bare })
  enter(round.id, 'R2', { given: { points: 50 }, town: null })
  enter(round.id, 'R3', { given: { points: 50, ties: { residenceMonths: 5, permitMonths: 2 } } })
  const { applicants, problems } = read(round)
  expect(applicants.map(({ no }) => no)).toEqual(['R3'])
  expect(problems.map(({ no }) => no)).toEqual(['R1', 'R2'])
  expect(problems[0]?.what).toMatch(
    /2026-06-15 的积分还有不清楚的指标.*居住登记月数还不清楚.*居住证月数还不清楚/,
  )
  expect(problems[1]?.what).toMatch(/居住登记月数：.*居住证月数：.*镇街/)
  expect(JSON.stringify(problems)).not.toContain('示例·')
})

test('a draw asks nobody for points', () => {
  const round = open(planOf('housing', { order: 'draw', ties: [] }))
  enter(round.id, 'H1', { residentId: register(office.as('clerk'), 1), given: { household: 2 } })
  enter(round.id, 'H2', { given: { household: 3 } })
  expect(read(round)).toMatchObject({
    problems: [],
    applicants: [
      {
        no: 'H1',
        wishes: [
          { place: 'F1', class: 1 },
          { place: 'F2', class: 2 },
        ],
      },
      { no: 'H2', wishes: [{ place: 'F2', class: 1 }] },
    ],
  })
  expect(read(round).applicants[0]).not.toHaveProperty('points')
})

test('flats: the class of the application is the priority, and wishes given are kept to', () => {
  const classes = [
    { class: 1, name: '示例优先' },
    { class: 2, name: '示例一般' },
  ]
  const round = open(planOf('housing', { order: 'draw', ties: [], classes }))
  enter(round.id, 'H1', { given: { household: 2, class: 2 } })
  enter(round.id, 'H2', { given: { household: 2, class: 1, wishes: [{ place: 'F2' }] } })
  enter(round.id, 'H3', { given: { household: 3, class: 1, wishes: [{ place: 'F1' }] } })
  enter(round.id, 'H4', { given: { household: 9, class: 1 } })
  enter(round.id, 'H5', { given: { class: 1 } })
  const { applicants, problems } = read(round)
  expect(applicants.map(({ wishes }) => wishes)).toEqual([
    [
      { place: 'F1', class: 1, priority: 2 },
      { place: 'F2', class: 2, priority: 2 },
    ],
    [{ place: 'F2', class: 2, priority: 1 }],
  ])
  expect(problems.map(({ what }) => what)).toEqual([
    '志愿1：这种房型住不下填写的家庭人口',
    '家庭人口：没有住得下这么多人的房型',
    '家庭人口：没有填写，无法确定可申请的房型',
  ])
})

test('a child stands on a parent, with its own wishes, class, tags and family', () => {
  const classes = [
    { class: 1, name: '示例一类' },
    { class: 2, name: '示例二类' },
  ]
  const round = open(planOf('school', { classes }))
  const given: EntrantGiven = {
    class: 2,
    wishes: [{ place: 'S2' }, { place: 'S1', class: 1 }],
    tags: ['人才子女'],
    family: 'F7',
    refused: '示例：不在招生范围',
  }
  enter(round.id, 'S1', { residentId: resident(1), given, town: null })
  enter(round.id, 'S2', { given: { points: '7', ties: { residenceMonths: 1 }, wishes: [{ place: 'S9' }] } })
  const { applicants, problems } = read(round)
  expect(applicants).toEqual([
    {
      no: 'S1',
      consent: true,
      points: '82.25',
      ties: { residenceMonths: 77 },
      family: 'F7',
      tags: ['人才子女'],
      refused: '示例：不在招生范围',
      wishes: [
        { place: 'S2', class: 2 },
        { place: 'S1', class: 1 },
      ],
    },
  ])
  expect(problems).toEqual([{ no: 'S2', what: '类别：本批次分类别，没有填写；志愿1：不是本批次的去处' }])
})

test('a single list with classes is ordered by them', () => {
  const classes = [
    { class: 1, name: '示例一类' },
    { class: 2, name: '示例二类' },
  ]
  const round = open(planOf('rent-support', { classes, ties: [] }))
  enter(round.id, 'R1', { given: { class: 2, points: '80' } })
  enter(round.id, 'R2', { given: { class: 1, points: '10' } })
  enter(round.id, 'R3', { given: { class: 1, points: '20', consent: false } })
  const { applicants, problems } = read(round)
  expect(problems).toEqual([])
  const list = listText(frozenList(round.title, round.plan, applicants))
  const result = allocateRound(roundOfList(list, '示例种子'), sha256)
  expect(result.order).toEqual(['R3', 'R2', 'R1'])
  expect(result.seats.map(({ no, place }) => [no, place])).toEqual([
    ['R1', 'city'],
    ['R2', 'city'],
    ['R3', null],
  ])
})

test('approved cases come in once, and one withdrawn since goes out', () => {
  const round = open(planOf('health-check'))
  const cases = [1, 2].map((serial) => {
    const { id } = submit(office.as('clerk'), resident(serial), round.id)
    act(office.as('supervisor'), id, 'approve')
    return id
  })
  const take = () => transaction(office.writer, (tx) => takeInCases(tx, office.as('clerk'), round.id))
  expect([take(), take()]).toEqual([2, 0])
  const { applicants, problems } = read(round)
  expect(problems).toEqual([])
  expect(applicants).toMatchObject([{ points: '82.25', group: TOWN, consent: true }, {}])
  transaction(office.writer, (tx) => keepPoints(tx, round.id, applicants))
  act(office.as('clerk'), cases[1] ?? '', 'withdraw', '示例撤回')
  expect(take()).toBe(0)
  expect(countEntrants(office.writer, round.id)).toBe(1)
  const { rows } = listEntrants(office.as('clerk'), ask(round.id))
  expect(rows).toMatchObject([
    { source: 'case', town: TOWN, pointsX100: 8225, withdrawn: null },
    { source: 'case', withdrawn: '办件已撤回' },
  ])
})
