import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sha256 } from '#electron/services/hash.ts'
import { amendPlan } from '#electron/services/rounds/amend.ts'
import { editEntrant, withdrawEntrant } from '#electron/services/rounds/entrants.ts'
import { freezeRound } from '#electron/services/rounds/freeze.ts'
import { checkFrozen } from '#electron/services/rounds/frozen-check.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { recordRoundEvent, roundActions, roundState } from '#electron/services/rounds/state.ts'
import { updateEntrant } from '#electron/store/tables/entrants.ts'
import { findFreeze } from '#electron/store/tables/rounds.ts'
import { transaction } from '#electron/store/transaction.ts'
import { roundOfList } from '#shared/domain/allocation/index.ts'
import { bringIn, strike } from './policy-files.ts'
import { child, openedRound, schoolPlan, TITLE, uphold } from './round-fixture.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { approvedCase, freezeToEnd, plan, record, runFrozen } from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const SCHOOLS = schoolPlan({ A: 1, B: 1 }, { ties: ['appliedOn'] })
const CHILDREN = [
  child('1', 90, ['A', 'B'], { ties: { appliedOn: 20260601 } }),
  child('2', 80, ['A', 'B'], { ties: { appliedOn: 20260602 } }),
  child('3', 70, ['B'], { ties: { appliedOn: 20260603 }, tags: ['示例标签'] }),
]

const schoolRound = async () => (await openedRound(office, SCHOOLS, CHILDREN)).roundId
const state = (roundId: string) => roundState(office.writer, roundId)

function listOf(roundId: string, index = -1) {
  const freeze = findFreeze(office.writer, state(roundId).freezes.at(index)?.freezeId ?? '')
  if (freeze === undefined) throw new Error('the list is frozen')
  return freeze
}

describe('freezing', () => {
  test('keeps the canonical text under the hash of its bytes, and tells its steps', async () => {
    const roundId = await schoolRound()
    const commandId = randomUUID()
    const events = await freezeToEnd(office.as('clerk'), roundId, { commandId })
    const { id, list, list_hash, policy_hash } = listOf(roundId)
    expect(events).toEqual([
      { stage: '核对名单', done: 0, total: 3 },
      { stage: '保存', done: 0, total: 1 },
      { stage: '保存', done: 1, total: 1, id },
    ])
    expect(list_hash).toBe(`sha256:${sha256(list)}`)
    expect(policy_hash).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(list.split('\n')).toHaveLength(CHILDREN.length + 2)
    const { applicants, id: title } = roundOfList(list, 'x')
    expect(title).toBe(TITLE)
    expect(applicants.map(({ no, points, ties }) => [no, points, ties?.appliedOn])).toEqual([
      ['1', '90.00', 20260601],
      ['2', '80.00', 20260602],
      ['3', '70.00', 20260603],
    ])
    expect(state(roundId)).toMatchObject({ status: 'frozen', freezes: [{ freezeId: id, applicants: 3 }] })
    const again = await freezeToEnd(office.as('clerk'), roundId, { commandId })
    expect(again).toEqual([{ stage: '保存', done: 1, total: 1, id }])
    expect(state(roundId).freezes).toHaveLength(1)
  })

  test('goes through many applications in steps', async () => {
    const many = Array.from({ length: 230 }, (_, index) =>
      child(String(index + 1).padStart(4, '0'), index % 7, ['A']),
    )
    const { roundId } = await openedRound(office, schoolPlan({ A: 20 }), many)
    const events = await freezeToEnd(office.as('clerk'), roundId)
    expect(events.map(({ stage, done, total }) => `${stage} ${done}/${total}`)).toEqual([
      '核对名单 0/230',
      '核对名单 100/230',
      '核对名单 200/230',
      '保存 0/1',
      '保存 1/1',
    ])
    expect(roundOfList(listOf(roundId).list, 'x').applicants).toHaveLength(230)
  })

  test('leaves nothing behind where it is cancelled', async () => {
    const roundId = await schoolRound()
    const abort = new AbortController()
    const request = { commandId: randomUUID(), roundId }
    const freeze = freezeRound(office.as('clerk'), request, abort.signal)
    await freeze.next()
    await freeze.next()
    abort.abort()
    await expect(freeze.next()).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(state(roundId)).toMatchObject({ status: 'open', freezes: [] })
    await freezeToEnd(office.as('clerk'), roundId)
  })

  test('goes on once at a time, also beside a run', async () => {
    const [roundId, other] = [
      await schoolRound(),
      (await openedRound(office, SCHOOLS, CHILDREN, { title: '另一批' })).roundId,
    ]
    await freezeToEnd(office.as('clerk'), other)
    const { signal } = new AbortController()
    const first = freezeRound(office.as('clerk'), { commandId: randomUUID(), roundId }, signal)
    await first.next()
    await expect(freezeToEnd(office.as('supervisor'), roundId)).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(runFrozen(office.as('supervisor'), other)).rejects.toMatchObject({ code: 'CONFLICT' })
    await first.return(undefined)
    await runFrozen(office.as('supervisor'), other)
    await freezeToEnd(office.as('supervisor'), roundId)
  })

  test.each(['2026-06-19', '2026-06-18'] as const)(
    'not before the last day of applications: %s',
    async (until) => {
      const { roundId } = await openedRound(office, schoolPlan({ A: 1 }, { applyUntil: until }), [
        child('1', 1, ['A']),
      ])
      const freeze = freezeToEnd(office.as('clerk'), roundId)
      if (until === '2026-06-18') await freeze
      else await expect(freeze).rejects.toThrow(/申请要到 2026-06-19 才截止/)
    },
  )

  test('is refused where nobody applied', async () => {
    const { roundId } = await openedRound(office, SCHOOLS, [])
    await expect(freezeToEnd(office.as('clerk'), roundId)).rejects.toThrow(/还没有申请，没有名单可冻结/)
    expect(state(roundId).freezes).toEqual([])
  })

  test('is refused with the first five applications that cannot be ranked and how many there are', async () => {
    const unclear = Array.from({ length: 7 }, (_, index) => child(`示${index + 1}`, 5, ['A']))
    const { roundId } = await openedRound(office, { ...SCHOOLS, ties: [] }, [...CHILDREN, ...unclear])
    const reason = '示例·同分比申请日期'
    amendPlan(office.as('supervisor'), { commandId: randomUUID(), roundId, plan: SCHOOLS, reason })
    const freeze = freezeToEnd(office.as('clerk'), roundId)
    await expect(freeze).rejects.toMatchObject({ code: 'CONFLICT', at: '示1,示2,示3,示4,示5' })
    await expect(freezeToEnd(office.as('clerk'), roundId)).rejects.toThrow(/申请日期.*等 7 件/)
    expect(state(roundId)).toMatchObject({ status: 'open', freezes: [] })
  })

  test.each([
    [
      'an application was changed',
      (roundId: string) => {
        const given = { points: 95, ties: { appliedOn: 20260601 }, wishes: [{ place: 'A' }] }
        editEntrant(office.as('clerk'), { commandId: randomUUID(), roundId, no: '1', given, reason: '示例' })
      },
    ],
    [
      'an application was taken out',
      (roundId: string) => {
        withdrawEntrant(office.as('clerk'), { commandId: randomUUID(), roundId, no: '1', reason: '示例' })
      },
    ],
    [
      'the plan was changed',
      (roundId: string) => {
        const changed = { ...SCHOOLS, publicityDays: 3 }
        amendPlan(office.as('supervisor'), {
          commandId: randomUUID(),
          roundId,
          plan: changed,
          reason: '示例',
        })
      },
    ],
  ])('is refused where meanwhile %s', async (_what, meanwhile) => {
    const roundId = await schoolRound()
    const { signal } = new AbortController()
    const freeze = freezeRound(office.as('clerk'), { commandId: randomUUID(), roundId }, signal)
    await freeze.next()
    await freeze.next()
    meanwhile(roundId)
    await expect(freeze.next()).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(state(roundId)).toMatchObject({ status: 'open', freezes: [] })
  })

  test('again before anything was drawn it reads everything anew, with a reason', async () => {
    const roundId = await schoolRound()
    await freezeToEnd(office.as('clerk'), roundId)
    await expect(freezeToEnd(office.as('clerk'), roundId)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      at: 'reason',
    })
    transaction(office.writer, (tx) => updateEntrant(tx, { roundId, no: '3' }, { withdrawn: '示例撤出' }))
    await freezeToEnd(office.as('clerk'), roundId, { reason: '示例漏看' })
    expect(state(roundId).freezes.map(({ applicants }) => applicants)).toEqual([3, 2])
    expect(roundOfList(listOf(roundId, 0).list, 'x').applicants).toHaveLength(3)
  })

  test('after a run without an upheld objection it is refused', async () => {
    const roundId = await schoolRound()
    await freezeToEnd(office.as('clerk'), roundId)
    await runFrozen(office.as('clerk'), roundId)
    expect(roundActions(office.as('clerk'), roundId)).toContainEqual(
      expect.objectContaining({ action: 'freeze', allowed: false }),
    )
    await expect(freezeToEnd(office.as('clerk'), roundId, { reason: '示例' })).rejects.toThrow(
      /没有成立的异议/,
    )
  })
})

describe('freezing after an upheld objection', () => {
  test('takes the last list with every correction, and never the store', async () => {
    const roundId = await schoolRound()
    await freezeToEnd(office.as('clerk'), roundId)
    await runFrozen(office.as('clerk'), roundId)
    const given = JSON.stringify({ points: 1, ties: { appliedOn: 20260101 }, wishes: [] })
    transaction(office.writer, (tx) => updateEntrant(tx, { roundId, no: '2' }, { given }))
    uphold(office, roundId, { no: '1', correction: { points: '60.00', ties: { appliedOn: 20260609 } } })
    uphold(office, roundId, { no: '3', correction: { removed: true } })
    await expect(freezeToEnd(office.as('clerk'), roundId)).rejects.toMatchObject({ at: 'reason' })
    await freezeToEnd(office.as('clerk'), roundId, { reason: '异议成立' })
    const [first, second] = [listOf(roundId, 0), listOf(roundId)]
    const before = roundOfList(first.list, 'x').applicants
    expect(roundOfList(second.list, 'x').applicants).toEqual([
      { ...before[0], points: '60.00', ties: { appliedOn: 20260609 } },
      before[1],
      { ...before[2], refused: '异议成立，撤出名单' },
    ])
    expect(state(roundId)).toMatchObject({ status: 'frozen', correctionDue: false })
    uphold(office, roundId, {
      no: '2',
      correction: { tags: ['示例标签'], wishes: [{ place: 'B' }], refused: '示例条件' },
    })
    await freezeToEnd(office.as('clerk'), roundId, { reason: '异议又成立' })
    expect(roundOfList(listOf(roundId).list, 'x').applicants).toEqual([
      { ...before[0], points: '60.00', ties: { appliedOn: 20260609 } },
      { ...before[1], tags: ['示例标签'], wishes: [{ place: 'B' }], refused: '示例条件' },
      { ...before[2], refused: '异议成立，撤出名单' },
    ])
  })

  test('stands under the policy the list was read under', async () => {
    const roundId = await schoolRound()
    await freezeToEnd(office.as('clerk'), roundId)
    await runFrozen(office.as('clerk'), roundId)
    await bringIn(office, strike('ZJ-AGE'))
    uphold(office, roundId, { no: '1', correction: { points: '60.00' } })
    await freezeToEnd(office.as('clerk'), roundId, { reason: '异议成立' })
    expect(listOf(roundId).policy_hash).toBe(listOf(roundId, 0).policy_hash)
  })

  test('of a round that ran before lists were frozen apart takes the list of its run', async () => {
    const roundId = await schoolRound()
    await freezeToEnd(office.as('clerk'), roundId)
    await runFrozen(office.as('clerk'), roundId)
    const old = (await openedRound(office, SCHOOLS, CHILDREN, { title: '旧批次' })).roundId
    const [run] = state(roundId).runs
    const by = { roundId: old, accountId: office.as('clerk').account.accountId, at: office.clock.now() }
    transaction(office.writer, (tx) => {
      const ran = { runId: run?.runId ?? '', inputHash: '', seed: run?.seed ?? '' }
      recordRoundEvent(tx, by, { kind: 'run', ...ran })
      recordRoundEvent(tx, by, { kind: 'object', objectionId: 'o1', no: '1', grounds: '示例' })
      const decision = {
        objectionId: 'o1',
        upheld: true,
        reason: '示例',
        correction: { removed: true as const },
      }
      recordRoundEvent(tx, by, { kind: 'decide', ...decision })
    })
    await expect(freezeToEnd(office.as('clerk'), old)).rejects.toMatchObject({ at: 'reason' })
    await freezeToEnd(office.as('clerk'), old, { reason: '异议成立' })
    expect(roundOfList(listOf(old).list, 'x').applicants.map(({ no, refused }) => [no, refused])).toEqual([
      ['1', '异议成立，撤出名单'],
      ['2', undefined],
      ['3', undefined],
    ])
  })
})

describe('checking a frozen list against the store', () => {
  test('finds nothing right after the freeze, and is refused before it', async () => {
    const roundId = await schoolRound()
    await expect(checkFrozen(office.as('clerk'), roundId)).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(checkFrozen(office.as('clerk'), 'x')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await freezeToEnd(office.as('clerk'), roundId)
    expect(await checkFrozen(office.as('clerk'), roundId)).toEqual({
      checked: 3,
      policyChanged: false,
      total: 0,
      differences: [],
    })
  })

  test('tells every part that is another now, who is gone and who is new', async () => {
    const roundId = await schoolRound()
    await freezeToEnd(office.as('clerk'), roundId)
    const given = JSON.stringify({
      points: 91,
      ties: { appliedOn: 20260605 },
      tags: ['示例标签'],
      wishes: [{ place: 'B' }],
    })
    transaction(office.writer, (tx) => {
      updateEntrant(tx, { roundId, no: '1' }, { given, town: '龙山镇' })
      updateEntrant(tx, { roundId, no: '2' }, { withdrawn: '示例撤出' })
      updateEntrant(tx, { roundId, no: '3' }, { given: '{}' })
    })
    const before = listOf(roundId)
    const { differences, total } = await checkFrozen(office.as('clerk'), roundId)
    expect(total).toBe(differences.length)
    expect(differences.map(({ no, what, frozen, now }) => [no, what, frozen, now])).toEqual([
      ['1', '积分', '90.00', '91.00'],
      ['1', '申请日期', '20260601', '20260605'],
      ['1', '镇（街道）', '浒山街道', '龙山镇'],
      ['1', '标签', '无', '示例标签'],
      ['1', '志愿', '示例A小学、示例B小学', '示例B小学'],
      ['2', '名单', '在名单内', '申请已不在'],
      ['3', '名单', '在名单内', expect.stringContaining('积分')],
    ])
    expect(listOf(roundId)).toEqual(before)
  })

  test('does not report what an upheld objection corrected, and says where the policy is another', async () => {
    const roundId = await schoolRound()
    await freezeToEnd(office.as('clerk'), roundId)
    uphold(office, roundId, { no: '1', correction: { points: '60.00' } })
    await freezeToEnd(office.as('clerk'), roundId, { reason: '异议成立' })
    expect(await checkFrozen(office.as('clerk'), roundId)).toMatchObject({ total: 0, policyChanged: false })
    await bringIn(office, strike('ZJ-AGE'))
    expect(await checkFrozen(office.as('clerk'), roundId)).toMatchObject({ total: 0, policyChanged: true })
  })

  test('of the health check tells points that a later fact changed', async () => {
    const roundId = openRound(office.as('supervisor'), plan()).id
    const { residentId, receiptNo } = approvedCase(office, roundId, 1)
    await freezeToEnd(office.as('clerk'), roundId)
    record(office.as('clerk'), residentId, { kind: 'insurance', months: 41 })
    const { differences } = await checkFrozen(office.as('clerk'), roundId)
    expect(differences).toEqual([{ no: receiptNo, what: '积分', frozen: '52.75', now: '72.75' }])
  })
})
