import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { countEntrants } from '#electron/services/rounds/applicants.ts'
import { editEntrant, listEntrants, withdrawEntrant } from '#electron/services/rounds/entrants.ts'
import { addMatching, findMatching } from '#electron/services/rounds/matching.ts'
import { personsOnList } from '#electron/services/rounds/same-person.ts'
import { recordRoundEvent } from '#electron/services/rounds/state.ts'
import { findEntrant } from '#electron/store/tables/entrants.ts'
import { transaction } from '#electron/store/transaction.ts'
import type { EntrantGiven, EntrantListRequest } from '#shared/ipc/round-entrants.ts'
import { ask, auditOf, planOf, roundsOf } from './entrant-help.ts'
import { wholeTablesRead } from './query-plans.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { idNumber, OTHER_TOWN, register, TOWN } from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const { open, enter, read, resident } = roundsOf(() => office)

test('the list is windowed, searched, filtered and sorted, and only one round is listed', () => {
  const [round, other] = [open(planOf('rent-support')), open(planOf('rent-support'))]
  for (const no of ['R1', 'R2', 'R3']) enter(round.id, no, { town: no === 'R2' ? OTHER_TOWN : TOWN })
  enter(other.id, 'R1')
  const nos = (changes: Partial<EntrantListRequest>) => {
    const { total, rows } = listEntrants(office.as('clerk'), ask(round.id, changes))
    return [total, ...rows.map(({ no }) => no)]
  }
  expect(nos({ offset: 1, limit: 1 })).toEqual([3, 'R2'])
  expect(nos({ sort: { key: 'name', descending: true } })).toEqual([3, 'R3', 'R2', 'R1'])
  expect(nos({ filters: { roundId: round.id, town: TOWN } })).toEqual([2, 'R1', 'R3'])
  expect(nos({ text: 'R3' })).toEqual([1, 'R3'])
  expect(nos({ filters: { roundId: round.id, withdrawn: true } })).toEqual([0])
  expect(() => listEntrants(office.as('clerk'), { ...ask(round.id), filters: {} })).toThrow(/哪个批次/)
  expect(() => listEntrants(office.as('clerk'), ask('x'))).toThrow(
    expect.objectContaining({ code: 'NOT_FOUND' }),
  )
})

test('an edit is kept whole with what was before in the audit trail, sent twice it is done once', () => {
  const round = open(planOf('school'))
  enter(round.id, 'S1', { given: { points: 10, ties: { residenceMonths: 1 }, wishes: [{ place: 'S1' }] } })
  const given: EntrantGiven = {
    points: '60.5',
    ties: { residenceMonths: 2 },
    wishes: [{ place: 'S3' }, { place: 'S1' }],
  }
  const request = { commandId: randomUUID(), roundId: round.id, no: 'S1', given, reason: '示例更正' }
  editEntrant(office.as('clerk'), request)
  editEntrant(office.as('clerk'), request)
  const { rows } = listEntrants(office.as('clerk'), ask(round.id))
  expect(rows).toMatchObject([{ pointsX100: 6050, wishes: ['示例S3小学', '示例S1小学'], given }])
  const trail = auditOf(office, 'entrants.edit')
  expect(trail).toHaveLength(1)
  expect(trail[0]).toMatchObject({ no: 'S1', reason: '示例更正', before: { points: 10 }, after: given })
})

test.each<[EntrantGiven, RegExp]>([
  [{ wishes: [{ place: 'S1' }] }, /积分：.*|居住登记月数/],
  [
    { points: 1, ties: { residenceMonths: 1 }, wishes: [{ place: 'S1' }, { place: 'S1' }] },
    /志愿2：同一个去处/,
  ],
  [{ points: 1, ties: { residenceMonths: 1 }, wishes: [{ place: '示例' }] }, /志愿1：不是本批次的去处/],
  [{ points: 1, ties: { residenceMonths: 1 } }, /志愿1：至少要填一个志愿/],
  [{ points: 1, ties: { residenceMonths: -1 }, wishes: [{ place: 'S1' }] }, /居住登记月数：应为/],
  [{ points: 1, ties: { residenceMonths: 1, appliedOn: 20260231 }, wishes: [{ place: 'S1' }] }, /申请日期/],
  [{ points: 1, ties: { residenceMonths: 1 }, wishes: [{ place: 'S1' }], class: 1 }, /类别：本批次不分类别/],
  [
    { points: 1, ties: { residenceMonths: 1 }, wishes: [{ place: 'S1' }], family: idNumber(7) },
    /同户编号：会随名单公布，不能写证件号码/,
  ],
  [
    {
      points: 1,
      ties: { residenceMonths: 1 },
      wishes: [{ place: 'S1' }],
      refused: `示例 ${idNumber(7)} 无证`,
    },
    /不符合的条件：会随名单公布/,
  ],
])('an edit that cannot be ranked is refused: %j', (given, message) => {
  const round = open(planOf('school'))
  enter(round.id, 'S1')
  const edit = () =>
    editEntrant(office.as('clerk'), {
      commandId: randomUUID(),
      roundId: round.id,
      no: 'S1',
      given,
      reason: '示例',
    })
  expect(edit).toThrow(message)
  expect(edit).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }))
  expect(findEntrant(office.writer, round.id, 'S1')?.given).toBe('{}')
})

test('an application that was taken out stays on record, counts no more and is not taken out twice', () => {
  const round = open(planOf('rent-support'))
  enter(round.id, 'R1', { given: { points: 1, ties: { residenceMonths: 1 } } })
  const withdraw = (no = 'R1') =>
    withdrawEntrant(office.as('clerk'), {
      commandId: randomUUID(),
      roundId: round.id,
      no,
      reason: '示例放弃',
    })
  withdraw()
  expect(countEntrants(office.writer, round.id)).toBe(0)
  expect(read(round)).toEqual({ applicants: [], problems: [] })
  expect(listEntrants(office.as('clerk'), ask(round.id)).rows).toMatchObject([{ withdrawn: '示例放弃' }])
  expect(withdraw).toThrow(/已经撤下/)
  expect(() => withdraw('R9')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
})

test('after the freeze nothing is entered, changed or taken out', () => {
  const round = open(planOf('rent-support'))
  enter(round.id, 'R1')
  const hash = `sha256:${'0'.repeat(64)}`
  transaction(office.writer, (tx) => {
    const by = { roundId: round.id, accountId: office.as('clerk').account.accountId, at: office.clock.now() }
    recordRoundEvent(tx, by, {
      kind: 'freeze',
      freezeId: 'x',
      listHash: hash,
      policyHash: hash,
      applicants: 1,
    })
  })
  const common = { commandId: randomUUID(), roundId: round.id, no: 'R1', reason: '示例' }
  const refusal = expect.objectContaining({
    code: 'NOT_ALLOWED',
    message: expect.stringContaining('名单已冻结'),
  })
  expect(() => withdrawEntrant(office.as('clerk'), common)).toThrow(refusal)
  expect(() => editEntrant(office.as('clerk'), { ...common, given: {} })).toThrow(refusal)
  const matching = { commandId: randomUUID(), roundId: round.id, town: null, leastX100: null }
  expect(() => addMatching(office.as('clerk'), matching)).toThrow(refusal)
})

test('matching residents come in once, under running numbers; the unclear ones are counted and left out', () => {
  const round = open(planOf('rent-support'))
  const [first] = [resident(1), resident(2)]
  register(office.as('clerk'), 3)
  enter(round.id, 'X1', { residentId: first ?? null })
  const find = (town: string | null, leastX100: number | null) =>
    findMatching(office.as('clerk'), { roundId: round.id, town, leastX100 })
  // Kept points are those of the day, which are those of the cut-off too.
  expect(find(null, 8225)).toEqual({ found: 1, unclear: 1 })
  expect(find(null, 8226)).toEqual({ found: 0, unclear: 1 })
  expect(find(null, null)).toEqual({ found: 1, unclear: 1 })
  expect(find(OTHER_TOWN, null)).toEqual({ found: 0, unclear: 0 })
  expect(() => find('周巷镇', null)).toThrow(expect.objectContaining({ code: 'BAD_INPUT', at: 'town' }))
  const request = { commandId: randomUUID(), roundId: round.id, town: null, leastX100: 6000 }
  expect(addMatching(office.as('clerk'), request)).toEqual({ added: 1 })
  expect(addMatching(office.as('clerk'), request)).toEqual({ added: 1 })
  expect(find(null, null)).toEqual({ found: 0, unclear: 1 })
  const { rows } = listEntrants(
    office.as('clerk'),
    ask(round.id, { filters: { roundId: round.id, source: 'query' } }),
  )
  expect(rows).toMatchObject([{ no: 'R2026-00001', pointsX100: 8225, town: TOWN }])
  resident(4)
  addMatching(office.as('clerk'), { ...request, commandId: randomUUID() })
  expect(findEntrant(office.writer, round.id, 'R2026-00002')).toBeDefined()
  withdrawEntrant(office.as('clerk'), {
    commandId: randomUUID(),
    roundId: round.id,
    no: 'R2026-00002',
    reason: '示例',
  })
  expect(find(null, null).found).toBe(0)
})

test('whoever stands on the list by an own number does not come in a second time', () => {
  const round = open(planOf('rent-support'))
  resident(1)
  const find = () => findMatching(office.as('clerk'), { roundId: round.id, town: TOWN, leastX100: 0 })
  expect(find().found).toBe(1)
  enter(round.id, 'X1', { given: { points: 1, ties: { residenceMonths: 1 } }, idNumber: idNumber(1) })
  expect(find().found).toBe(0)
})

test('counting and taking in read no whole table', () => {
  const round = open(planOf('rent-support'))
  for (const leastX100 of [null, 100]) {
    findMatching(office.as('clerk'), { roundId: round.id, town: null, leastX100 })
    addMatching(office.as('clerk'), { commandId: randomUUID(), roundId: round.id, town: null, leastX100 })
  }
  listEntrants(office.as('clerk'), ask(round.id))
  read(round)
  personsOnList(office.writer, { roundId: round.id, kind: 'rent-support' })
  expect(wholeTablesRead(office.writer, ['entrant', 'resident', 'person'])).toEqual([])
})

test('a draw takes in everybody, and the health check nobody', () => {
  register(office.as('clerk'), 1)
  const draw = open(planOf('housing', { order: 'draw', ties: [] }))
  const everybody = { roundId: draw.id, town: null, leastX100: null }
  expect(findMatching(office.as('clerk'), everybody)).toEqual({ found: 1, unclear: 0 })
  expect(addMatching(office.as('clerk'), { ...everybody, commandId: randomUUID() })).toEqual({ added: 1 })
  const check = open(planOf('health-check'))
  const asked = { roundId: check.id, town: null, leastX100: null }
  expect(() => findMatching(office.as('clerk'), asked)).toThrow(/来自办件/)
})
