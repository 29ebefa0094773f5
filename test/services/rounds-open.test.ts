import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { amendPlan } from '#electron/services/rounds/amend.ts'
import { commitToDraw } from '#electron/services/rounds/draw-steps.ts'
import { takeList } from '#electron/services/rounds/entrant-list.ts'
import { withdrawEntrant } from '#electron/services/rounds/entrants.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { listRoundEvents, roundActions, roundState } from '#electron/services/rounds/state.ts'
import { listStandingEntrants } from '#electron/store/tables/entrants.ts'
import { upsertHolding } from '#electron/store/tables/holdings.ts'
import { findRound } from '#electron/store/tables/rounds.ts'
import { transaction } from '#electron/store/transaction.ts'
import { RoundPlan } from '#shared/domain/allocation/index.ts'
import type { Reply } from '#shared/domain/cases/index.ts'
import { OpenRoundRequest } from '#shared/ipc/rounds.ts'
import { child, listPlan, openedRound, person, ranRound, schoolPlan } from './round-fixture.ts'
import { openTestOffice, type TestOffice, type Who } from './test-office.ts'
import {
  act,
  day,
  freezeToEnd,
  plan,
  publishedRound,
  publishToEnd,
  register,
  submit,
  TOWN,
} from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const refused = (code: string, at?: string) =>
  expect.objectContaining({ code, ...(at === undefined ? {} : { at }) })

function open(round: RoundPlan, changes: { title?: string; after?: string } = {}, who: Who = 'supervisor') {
  return openRound(office.as(who), { commandId: randomUUID(), title: '示例批次', plan: round, ...changes }).id
}

function amend(roundId: string, round: RoundPlan, who: Who = 'supervisor') {
  return amendPlan(office.as(who), { commandId: randomUUID(), roundId, plan: round, reason: '示例更正' })
}

describe('opening a round', () => {
  test('keeps its plan as an event and is done once', () => {
    const request = { commandId: randomUUID(), title: '示例批次', plan: schoolPlan({ A: 2 }) }
    const { id } = openRound(office.as('supervisor'), request)
    expect(openRound(office.as('supervisor'), request)).toEqual({ id })
    expect(findRound(office.writer, id)).toMatchObject({ kind: 'school', status: 'open', after_round: null })
    expect(listRoundEvents(office.writer, id)).toMatchObject([{ kind: 'open', plan: request.plan }])
  })

  test('is for a supervisor, under a new title and for towns of the office', () => {
    expect(() => open(schoolPlan({ A: 1 }), {}, 'clerk')).toThrow(refused('NOT_ALLOWED', 'open'))
    open(schoolPlan({ A: 1 }))
    expect(() => open(listPlan(1))).toThrow(refused('DUPLICATE', 'title'))
    expect(() => open(schoolPlan({ A: 1 }, { towns: ['示例镇'] }), { title: '另一批' })).toThrow(
      refused('BAD_INPUT', 'plan.towns'),
    )
    const quotas = [{ town: '周巷镇', places: 1 }]
    expect(() => open(listPlan(1, { quotas, towns: [TOWN] }), { title: '另一批' })).toThrow(
      refused('BAD_INPUT', 'plan.quotas'),
    )
  })

  test.each(['示例\n批次', '示例批次\u200b二', '示例|批次'])('takes no title like %j', (title) => {
    const request = { commandId: randomUUID(), title, plan: schoolPlan({ A: 1 }) }
    expect(OpenRoundRequest.safeParse(request).success).toBe(false)
    expect(OpenRoundRequest.safeParse({ ...request, title: '示例 2026 年第一批（补）' }).success).toBe(true)
  })

  test('writes the title in the form that is hashed', () => {
    const decomposed = '示例é批次'.normalize('NFD')
    const id = open(schoolPlan({ A: 1 }), { title: decomposed })
    expect(findRound(office.writer, id)?.title).toBe('示例é批次'.normalize('NFC'))
    expect(() => open(schoolPlan({ A: 1 }), { title: decomposed })).toThrow(refused('DUPLICATE', 'title'))
  })
})

describe('a round after another', () => {
  test('takes over whoever has no place and gave none up, with the wishes that are still offered', async () => {
    const children = [
      child('1', 90, ['A', 'B']),
      child('2', 80, ['A', 'B']),
      child('3', 70, ['A', 'B']),
      child('4', 60, ['A']),
      child('5', 50, ['A', 'B']),
    ]
    const { roundId } = await ranRound(office, schoolPlan({ A: 1, B: 1 }), children)
    expect(() => open(schoolPlan({ B: 1 }), { after: roundId })).toThrow(refused('CONFLICT', 'after'))
    publishToEnd(office, roundId)
    answer(roundId, '5', 'declined')
    expect(() => open(listPlan(1), { after: roundId })).toThrow(refused('BAD_INPUT', 'plan.kind'))
    expect(() => open(schoolPlan({ B: 1 }), { after: 'x' })).toThrow(refused('NOT_FOUND'))
    const second = open(schoolPlan({ B: 1 }), { after: roundId })
    const taken = listStandingEntrants(office.writer, second)
    expect(taken.map(({ no, source, given }) => [no, source, JSON.parse(given).wishes])).toEqual([
      ['3', 'round', [{ place: 'B' }]],
      // Wished none of the new places: stays, and is asked for new wishes at the freeze.
      ['4', 'round', []],
    ])
    expect(roundState(office.writer, second).after).toBe(roundId)
    const third = open(schoolPlan({ A: 1 }), { after: roundId, title: '示例第三批' })
    expect(listStandingEntrants(office.writer, third).map(({ no }) => no)).toEqual(['3', '4'])
  })

  function answer(roundId: string, no: string, reply: Reply): void {
    transaction(office.writer, (tx) =>
      upsertHolding(tx, { round_id: roundId, no, place: null, via: 'run', reply }),
    )
  }
})

test('after a health check nobody is on the new list without a case of its own', async () => {
  const { roundId, cases } = await publishedRound(office, [1, 2, 3])
  const second = open(plan().plan, { after: roundId, title: '示例第二期' })
  expect(listStandingEntrants(office.writer, second)).toEqual([])
  const again = submit(office.as('clerk'), cases[0]?.residentId ?? '', second)
  act(office.as('supervisor'), again.id, 'approve')
  await freezeToEnd(office.as('clerk'), second)
  expect(listStandingEntrants(office.writer, second).map(({ no }) => no)).toEqual([again.receiptNo])
})

describe('amending a plan', () => {
  test('while the round is open anything may change but its kind, with the reason kept', () => {
    const id = open(schoolPlan({ A: 1 }))
    const changed = schoolPlan({ A: 3, B: 1 }, { cutOff: '2026-06-20', ties: ['appliedOn'] })
    expect(amend(id, changed)).toEqual({ status: 'open' })
    expect(roundState(office.writer, id).plan).toEqual(changed)
    expect(JSON.parse(findRound(office.writer, id)?.plan ?? '')).toEqual(changed)
    expect(listRoundEvents(office.writer, id).at(-1)).toMatchObject({ kind: 'amend', reason: '示例更正' })
    expect(() => amend(id, listPlan(1))).toThrow(refused('BAD_INPUT', 'plan.kind'))
    expect(() => amend(id, schoolPlan({ A: 1 }, { towns: ['示例镇'] }))).toThrow(
      refused('BAD_INPUT', 'plan.towns'),
    )
    expect(() => amend(id, changed, 'clerk')).toThrow(refused('NOT_ALLOWED'))
    expect(() => amend('x', changed)).toThrow(refused('NOT_FOUND'))
  })

  describe('of a draw by commitments', () => {
    const first = { name: '示例·甲', role: '居民代表', fallback: '示例备用值' }
    const other = { name: '示例·乙', role: '公证员', fallback: '示例备用值乙' }
    const number = { source: '示例公报', day: '2026-06-20', otherwise: '顺延一日' }
    const drawn = (changes: object = {}) =>
      schoolPlan({ A: 1 }, { draw: { mode: 'commit-reveal', revealers: [first, other], number, ...changes } })

    function opened(): string {
      const roundId = open(drawn())
      const commitment = 'a'.repeat(64)
      commitToDraw(office.as('clerk'), { commandId: randomUUID(), roundId, revealer: first.name, commitment })
      return roundId
    }

    test('who has committed stays as it is, and the number may be a later one', () => {
      const id = open(drawn())
      amend(id, drawn({ number: { ...number, day: '2026-06-21' } }))
      commitToDraw(office.as('clerk'), {
        commandId: randomUUID(),
        roundId: id,
        revealer: first.name,
        commitment: 'a'.repeat(64),
      })
      const changed = [
        drawn({ revealers: [{ ...first, fallback: '示例另一备用值' }, other] }),
        drawn({ revealers: [{ ...first, name: '示例·丙' }, other] }),
        drawn({ revealers: [other] }),
        schoolPlan({ A: 1 }, { draw: { mode: 'named', seed: '示例种子' } }),
      ]
      for (const plan of changed) expect(() => amend(id, plan)).toThrow(refused('CONFLICT', 'plan.draw'))
      expect(amend(id, drawn({ number: { ...number, day: '2026-06-27' } }))).toEqual({ status: 'open' })
    })

    test('who never commits is replaced or left out, so that the list can be frozen at all', () => {
      const id = opened()
      const instead = { name: '示例·丁', role: '公证员', fallback: '示例备用值丁' }
      amend(id, drawn({ revealers: [first, instead] }))
      const missing = (roundId: string) =>
        roundActions(office.as('clerk'), roundId).find(({ action }) => action === 'freeze')?.reason
      expect(missing(id)).toBe('还没有登记承诺值：示例·丁')
      amend(id, drawn({ revealers: [first] }))
      expect(missing(id)).toBe('本批次还没有申请，没有名单可冻结')
    })

    test('what somebody handed over in another role or with another fallback counts for nobody else', () => {
      const id = opened()
      expect([...roundState(office.writer, id).commitments.keys()]).toEqual([first.name])
      expect(() => amend(id, drawn({ revealers: [{ ...first, role: '公证员' }, other] }))).toThrow(
        refused('CONFLICT', 'plan.draw'),
      )
    })
  })

  test('a seed named in the open stays once anybody applied: who knows the numbers would choose one', async () => {
    const { roundId } = await openedRound(office, schoolPlan({ A: 1 }), [])
    const named = (seed: string) => schoolPlan({ A: 1 }, { draw: { mode: 'named', seed } })
    amend(roundId, named('示例种子二'))
    const add = { commandId: randomUUID(), roundId, fileName: '示例.csv' }
    const bytes = new TextEncoder().encode('申请编号,姓名,镇街,积分,志愿1\n1,示例·甲,浒山街道,9,A\n')
    await takeList(office.as('clerk'), { ...add, bytes })
    expect(() => amend(roundId, named('示例种子三'))).toThrow(refused('CONFLICT', 'plan.draw'))
    const drawn = {
      mode: 'commit-reveal',
      revealers: [{ name: '示例·甲', role: '居民代表', fallback: '示例备用值' }],
      number: { source: '示例公报', day: '2026-06-20', otherwise: '顺延一日' },
    }
    const without = { commandId: randomUUID(), roundId, no: '1', reason: '示例撤出' }
    withdrawEntrant(office.as('clerk'), without)
    expect(() => amend(roundId, named('示例种子三'))).toThrow(refused('CONFLICT', 'plan.draw'))
    expect(amend(roundId, schoolPlan({ A: 2 }, { draw: { mode: 'named', seed: '示例种子二' } }))).toEqual({
      status: 'open',
    })
    amend(roundId, schoolPlan({ A: 1 }, { draw: drawn }))
    expect(() => amend(roundId, named('示例种子三'))).toThrow(refused('CONFLICT', 'plan.draw'))
  })

  test('of a health check an application is a case: with one the named seed stays', () => {
    const roundId = open(plan().plan)
    submit(office.as('clerk'), register(office.as('clerk'), 1), roundId)
    expect(() =>
      amend(roundId, { ...roundState(office.writer, roundId).plan, draw: { mode: 'named', seed: '示例三' } }),
    ).toThrow(refused('CONFLICT', 'plan.draw'))
  })

  test('a published round takes other capacities alone, and never fewer than are held', async () => {
    const { roundId } = await ranRound(office, schoolPlan({ A: 2, B: 2 }), [
      child('1', 90, ['A']),
      child('2', 80, ['A']),
      child('3', 70, ['B']),
    ])
    expect(() => amend(roundId, schoolPlan({ A: 3, B: 2 }))).toThrow(refused('NOT_ALLOWED'))
    publishToEnd(office, roundId)
    expect(() => amend(roundId, schoolPlan({ A: 1, B: 2 }))).toThrow(
      /“示例A小学”已有 2 人占用名额，不能减到 1/,
    )
    expect(() => amend(roundId, schoolPlan({ A: 1, B: 2 }))).toThrow(refused('CONFLICT', 'plan.places'))
    expect(amend(roundId, schoolPlan({ A: 2, B: 1 }))).toEqual({ status: 'published' })
    expect(() => amend(roundId, schoolPlan({ A: 2, B: 1 }, { replyDays: 5 }))).toThrow(
      refused('BAD_INPUT', 'plan.places'),
    )
    expect(() => amend(roundId, schoolPlan({ A: 2 }))).toThrow(refused('BAD_INPUT', 'plan.places'))
  })

  test('of a single list all its holders count, whichever town their place was kept for', async () => {
    const quotas = { quotas: [{ town: TOWN, places: 1 }] }
    const { roundId } = await ranRound(office, listPlan(2, quotas), [
      person('1', 9),
      person('2', 8),
      person('3', 7),
    ])
    publishToEnd(office, roundId)
    expect(() => amend(roundId, listPlan(1, quotas))).toThrow(/已有 2 人占用名额/)
    expect(amend(roundId, listPlan(2, quotas))).toEqual({ status: 'published' })
  })
})

test('a plan of a later cut-off moves the day of the freeze', async () => {
  const { roundId } = await openedRound(office, schoolPlan({ A: 1 }), [child('1', 1, ['A'])])
  amend(roundId, schoolPlan({ A: 1 }, { cutOff: day('2026-06-30') }))
  expect(roundState(office.writer, roundId).plan.cutOff).toBe('2026-06-30')
  expect(plan().plan.publicityDays).toBe(0)
})

test('the health check goes by points: its notices say them', () => {
  const drawn = RoundPlan.safeParse({ ...plan().plan, order: 'draw', ties: [] })
  expect(drawn.error?.issues).toMatchObject([{ path: ['order'] }])
})
