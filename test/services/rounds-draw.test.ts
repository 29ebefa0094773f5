import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sha256 } from '#electron/services/hash.ts'
import { amendPlan } from '#electron/services/rounds/amend.ts'
import { findSeed } from '#electron/services/rounds/draw-record.ts'
import { commitToDraw, recordPublicNumber, revealSecret } from '#electron/services/rounds/draw-steps.ts'
import { listRoundEvents, roundActions, roundState } from '#electron/services/rounds/state.ts'
import { listAudit } from '#electron/store/tables/audit.ts'
import { findFreeze } from '#electron/store/tables/rounds.ts'
import { commitmentOf, seedOf } from '#shared/domain/allocation/index.ts'
import { RevealRequest } from '#shared/ipc/rounds.ts'
import { child, openedRound, schoolPlan, TITLE } from './round-fixture.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { freezeToEnd, runFrozen } from './test-people.ts'

const SECRET = '示例秘密一'
const OTHER_SECRET = '示例 秘密 二'
const NUMBER = '示例号码 07-15-22'
const DRAW = {
  mode: 'commit-reveal',
  revealers: [
    { name: '示例·甲', role: '居民代表', fallback: '示例备用值甲' },
    { name: '示例·乙', role: '公证员', fallback: '示例备用值乙' },
  ],
  number: { source: '示例公报第1版', day: '2026-06-20', otherwise: '顺延至次日' },
}

let office: TestOffice
let roundId: string
beforeEach(async () => {
  office = await openTestOffice()
  const plan = schoolPlan({ A: 1 }, { draw: DRAW })
  roundId = openedRound(office, plan, [child('1', 9, ['A']), child('2', 9, ['A'])]).roundId
})
afterEach(() => office.close())

const ofRound = () => ({ commandId: randomUUID(), roundId })
const refused = (code: string, at?: string) =>
  expect.objectContaining({ code, ...(at === undefined ? {} : { at }) })

function commit(revealer: string, commitment?: string) {
  const secret = revealer === '示例·甲' ? SECRET : OTHER_SECRET
  const kept = commitment ?? commitmentOf(secret, sha256)
  return commitToDraw(office.as('clerk'), { ...ofRound(), revealer, commitment: kept })
}

function reveal(revealer: string, secret: string | null) {
  return revealSecret(office.as('clerk'), { ...ofRound(), revealer, secret })
}

/** On the day of the number, when whoever has not revealed is absent. */
function absent(revealer: string) {
  office.clock.setToday('2026-06-20')
  return reveal(revealer, null)
}

function number(value = NUMBER) {
  return recordPublicNumber(office.as('clerk'), { ...ofRound(), value })
}

async function frozen(): Promise<void> {
  commit('示例·甲')
  commit('示例·乙')
  await freezeToEnd(office.as('clerk'), roundId)
}

const state = () => roundState(office.writer, roundId)

describe('commitments', () => {
  test('are taken from the revealers of the plan, and put right, until the freeze', async () => {
    expect(commit('示例·甲', 'b'.repeat(64))).toEqual({ status: 'open' })
    expect(() => commit('示例·甲', 'b'.repeat(64))).toThrow(refused('DUPLICATE', 'commitment'))
    commit('示例·甲')
    expect(listRoundEvents(office.writer, roundId).filter(({ kind }) => kind === 'commit')).toHaveLength(2)
    expect(() => commit('示例·丙', 'b'.repeat(64))).toThrow(refused('BAD_INPUT', 'revealer'))
    const same = commitmentOf(SECRET, sha256)
    expect(() => commit('示例·乙', same)).toThrow(refused('DUPLICATE', 'commitment'))
    await expect(freezeToEnd(office.as('clerk'), roundId)).rejects.toThrow(/还没有登记承诺值：示例·乙/)
    commit('示例·乙')
    await freezeToEnd(office.as('clerk'), roundId)
    expect(() => commit('示例·甲')).toThrow(refused('NOT_ALLOWED'))
    expect([...state().commitments.keys()]).toEqual(['示例·甲', '示例·乙'])
  })

  test('are not asked where the seed is named', () => {
    const named = openedRound(office, schoolPlan({ A: 1 }), [], { title: '另一批' }).roundId
    const request = { commandId: randomUUID(), roundId: named }
    expect(() =>
      commitToDraw(office.as('clerk'), { ...request, revealer: '示例·甲', commitment: 'a'.repeat(64) }),
    ).toThrow(refused('BAD_INPUT'))
  })

  test('sent twice are kept once', () => {
    const request = { ...ofRound(), revealer: '示例·甲', commitment: 'a'.repeat(64) }
    expect(commitToDraw(office.as('clerk'), request)).toEqual(commitToDraw(office.as('clerk'), request))
    expect(state().commitments.size).toBe(1)
  })
})

describe('revealing', () => {
  test('waits for the freeze and takes only what was committed to', async () => {
    expect(() => reveal('示例·甲', SECRET)).toThrow(refused('NOT_ALLOWED'))
    await frozen()
    const wrong = '示例·错的内容'
    expect(() => reveal('示例·甲', wrong)).toThrow(refused('BAD_INPUT', 'secret'))
    try {
      reveal('示例·甲', wrong)
    } catch (error) {
      expect(JSON.stringify({ ...Object(error), message: String(error) })).not.toContain(wrong)
      expect(String(error)).toContain('示例·甲')
    }
    expect(state().reveals.size).toBe(0)
    expect(reveal('示例·甲', SECRET)).toEqual({ status: 'frozen' })
    expect(() => reveal('示例·甲', SECRET)).toThrow(refused('DUPLICATE', 'revealer'))
    expect(() => absent('示例·甲')).toThrow(refused('DUPLICATE', 'revealer'))
    expect(() => absent('示例·丙')).toThrow(refused('BAD_INPUT', 'revealer'))
    const trail = listAudit(office.writer, `round:${roundId}`).map(({ detail }) => detail)
    expect(trail.join()).not.toMatch(/秘密|示例/)
  })

  test('in another normal form is the same secret', async () => {
    const secret = 'é示例'
    commit('示例·甲', commitmentOf(secret, sha256))
    commit('示例·乙')
    await freezeToEnd(office.as('clerk'), roundId)
    reveal('示例·甲', secret.normalize('NFD'))
    expect(state().reveals.get('示例·甲')).toEqual({ secret: secret.normalize('NFC'), fallback: false })
  })

  test('blanks around a secret count where they were committed to, and do not where they were not', async () => {
    commit('示例·甲', commitmentOf(' 示例 秘密 ', sha256))
    commit('示例·乙', commitmentOf('示例秘密', sha256))
    await freezeToEnd(office.as('clerk'), roundId)
    const request = RevealRequest.parse({
      commandId: randomUUID(),
      roundId,
      revealer: '示例·甲',
      secret: ' 示例 秘密 ',
    })
    revealSecret(office.as('clerk'), request)
    reveal('示例·乙', ' 示例秘密\n')
    expect(state().reveals.get('示例·甲')?.secret).toBe(' 示例 秘密 ')
    expect(state().reveals.get('示例·乙')?.secret).toBe('示例秘密')
    const parsed = (secret: string) => RevealRequest.safeParse({ ...request, secret }).success
    expect([parsed('  '), parsed('')]).toEqual([false, false])
  })

  test('a secret that would part the seed is refused, the fallback may stand in', async () => {
    commit('示例·甲', commitmentOf('甲|乙', sha256))
    commit('示例·乙')
    await freezeToEnd(office.as('clerk'), roundId)
    expect(() => reveal('示例·甲', '甲|乙')).toThrow(refused('BAD_INPUT', 'secret'))
    absent('示例·甲')
    expect(state().reveals.get('示例·甲')).toEqual({ secret: '示例备用值甲', fallback: true })
  })
})

describe('the days of the draw', () => {
  test('the number is taken once, on its day or later, after everybody has revealed or is absent', async () => {
    await frozen()
    reveal('示例·甲', SECRET)
    office.clock.setToday('2026-06-19')
    expect(() => number()).toThrow(/要到 2026-06-20 才产生/)
    office.clock.setToday('2026-06-20')
    expect(() => number()).toThrow(/还没有揭示或登记缺席：示例·乙；号码最后登记，谁也不能看了号码再选/)
    absent('示例·乙')
    expect(() => number('1|2')).toThrow(refused('BAD_INPUT', 'value'))
    number()
    expect(() => number('9')).toThrow(/不能再改/)
    expect(state().publicNumber).toBe(NUMBER)
  })

  test('a secret counts up to the day of the number, an absence from that day on', async () => {
    await frozen()
    office.clock.setToday('2026-06-19')
    expect(() => reveal('示例·甲', null)).toThrow(/当天或之后才能登记缺席/)
    office.clock.setToday('2026-06-20')
    reveal('示例·甲', SECRET)
    office.clock.setToday('2026-06-21')
    expect(() => reveal('示例·乙', OTHER_SECRET)).toThrow(/不再收揭示/)
    expect(reveal('示例·乙', null)).toEqual({ status: 'frozen' })
    const states = roundActions(office.as('clerk'), roundId)
    expect(states.find(({ action }) => action === 'number')).toEqual({ action: 'number', allowed: true })
  })

  test('the list is frozen by the day of the number, else another number has to be named', async () => {
    commit('示例·甲')
    commit('示例·乙')
    office.clock.setToday('2026-06-21')
    await expect(freezeToEnd(office.as('clerk'), roundId)).rejects.toThrow(/公共号码 2026-06-20 已经产生/)
    const later = schoolPlan({ A: 1 }, { draw: { ...DRAW, number: { ...DRAW.number, day: '2026-06-21' } } })
    amendPlan(office.as('supervisor'), { ...ofRound(), plan: later, reason: '示例：错过号码' })
    await freezeToEnd(office.as('clerk'), roundId)
    expect(state().status).toBe('frozen')
  })

  test.each([{ cutOff: '2026-06-21' }, { applyUntil: '2026-06-21' }])(
    'a plan whose number comes before the list can be frozen is refused: %o',
    (days) => {
      const faulty = () => schoolPlan({ A: 1 }, { draw: DRAW, ...days })
      expect(faulty).toThrow(/名单来不及先冻结/)
    },
  )
})

describe('the draw', () => {
  test('is fixed when everybody and the number are there: the hash over the frozen list and all parts', async () => {
    await frozen()
    office.clock.setToday('2026-06-20')
    reveal('示例·甲', SECRET)
    const run = () => roundActions(office.as('clerk'), roundId).find(({ action }) => action === 'run')
    expect(run()).toMatchObject({ allowed: false })
    await expect(runFrozen(office.as('clerk'), roundId)).rejects.toThrow(/还有揭示人没有揭示/)
    reveal('示例·乙', null)
    number()
    expect(run()).toEqual({ action: 'run', allowed: true })
    const [first] = state().freezes
    const freeze = findFreeze(office.writer, first?.freezeId ?? '')
    const seed = seedOf(
      {
        title: TITLE,
        listHash: `sha256:${sha256(freeze?.list ?? '')}`,
        policyHash: freeze?.policy_hash ?? '',
        secrets: [SECRET, '示例备用值乙'],
        publicNumber: NUMBER,
      },
      sha256,
    )
    expect(findSeed(TITLE, state())).toBe(seed)
    expect(() => reveal('示例·乙', OTHER_SECRET)).toThrow(/不能再改/)
    await runFrozen(office.as('clerk'), roundId)
    expect(state().runs).toMatchObject([{ seed }])
  })

  test('once begun the list is not read again', async () => {
    await frozen()
    await freezeToEnd(office.as('clerk'), roundId, { reason: '示例重读' })
    expect(state().freezes).toHaveLength(2)
    reveal('示例·甲', SECRET)
    await expect(freezeToEnd(office.as('clerk'), roundId, { reason: '示例重读' })).rejects.toThrow(
      /已开始揭示/,
    )
  })
})
