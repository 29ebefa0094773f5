import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sha256 } from '#electron/services/hash.ts'
import { amendPlan } from '#electron/services/rounds/amend.ts'
import { findSeed } from '#electron/services/rounds/draw-record.ts'
import { commitToDraw, recordPublicNumber, revealSecret } from '#electron/services/rounds/draw-steps.ts'
import { decideObjection, recordObjection } from '#electron/services/rounds/objections.ts'
import { listRoundEvents, roundActions, roundState } from '#electron/services/rounds/state.ts'
import { listAudit } from '#electron/store/tables/audit.ts'
import { findFreeze } from '#electron/store/tables/rounds.ts'
import { commitmentOf, seedOf } from '#shared/domain/allocation/index.ts'
import { RevealRequest } from '#shared/ipc/rounds.ts'
import { child, openedRound, schoolPlan, TITLE } from './round-fixture.ts'
import { openTestOffice, type TestOffice, type Who } from './test-office.ts'
import { freezeToEnd, runFrozen } from './test-people.ts'

const SECRET = '示例秘密一'
const OTHER_SECRET = '示例 秘密 二'
/** As it was published, and as it is kept: letters and digits alone, so that one number is written one way. */
const NUMBER = '07-15 2２+b'
const KEPT_NUMBER = '071522b'
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
  roundId = (await openedRound(office, plan, [child('1', 9, ['A']), child('2', 9, ['A'])])).roundId
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

function number(value = NUMBER, who: Who = 'clerk') {
  return recordPublicNumber(office.as(who), { ...ofRound(), value })
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

  test('are not asked where the seed is named', async () => {
    const named = (await openedRound(office, schoolPlan({ A: 1 }), [], { title: '另一批' })).roundId
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
  test('the number is taken from one person once, on its day or later, after everybody has revealed or is absent', async () => {
    await frozen()
    reveal('示例·甲', SECRET)
    office.clock.setToday('2026-06-19')
    expect(() => number()).toThrow(/要到 2026-06-20 才产生/)
    office.clock.setToday('2026-06-20')
    expect(() => number()).toThrow(/还没有揭示或登记缺席：示例·乙；号码最后登记，谁也不能看了号码再选/)
    absent('示例·乙')
    expect(() => number('1|2')).toThrow(refused('BAD_INPUT', 'value'))
    number()
    expect(() => number('9')).toThrow(/运行以前由另一位核对改正/)
    expect(state().publicNumber).toBe(KEPT_NUMBER)
  })

  test.each(['07 15 22', '07，15，22', '０７-15-22', '071522', '07+15+22', ' 07、15/22. '])(
    'one number has one way of being written, so that nobody chooses a seed by a blank: %s',
    async (written) => {
      await frozen()
      absent('示例·甲')
      absent('示例·乙')
      number(written)
      expect(state().publicNumber).toBe('071522')
    },
  )

  test.each(['第66期 07-15-22', '号码', '- - -'])(
    'words around the number are refused: they would be another seed: %s',
    async (written) => {
      await frozen()
      absent('示例·甲')
      absent('示例·乙')
      expect(() => number(written)).toThrow(refused('BAD_INPUT', 'value'))
      expect(state().publicNumber).toBeUndefined()
    },
  )

  test('a wrong number is put right by another person until the run, and both stay in the history', async () => {
    await frozen()
    reveal('示例·甲', SECRET)
    reveal('示例·乙', OTHER_SECRET)
    office.clock.setToday('2026-06-20')
    number('07 15 32')
    const before = findSeed(TITLE, state())
    expect(() => number('07-15-32', 'supervisor')).toThrow(refused('DUPLICATE', 'value'))
    number(NUMBER, 'supervisor')
    expect(findSeed(TITLE, state())).not.toBe(before)
    expect(listRoundEvents(office.writer, roundId).filter(({ kind }) => kind === 'number')).toHaveLength(2)
    expect(() => number('07 15 32', 'supervisor')).toThrow(/公共号码由您登记/)
    await runFrozen(office.as('clerk'), roundId)
    expect(() => number('07 15 32')).toThrow(refused('NOT_ALLOWED'))
    expect(state().runs).toMatchObject([{ seed: findSeed(TITLE, state()) }])
  })

  test('a secret counts up to the day before the number, an absence from that day on', async () => {
    await frozen()
    office.clock.setToday('2026-06-19')
    expect(() => reveal('示例·甲', null)).toThrow(/当天或之后才能登记缺席/)
    reveal('示例·甲', SECRET)
    office.clock.setToday('2026-06-20')
    expect(() => reveal('示例·乙', OTHER_SECRET)).toThrow(/揭示到前一天为止/)
    expect(reveal('示例·乙', null)).toEqual({ status: 'frozen' })
    const states = roundActions(office.as('clerk'), roundId)
    expect(states.find(({ action }) => action === 'number')).toEqual({ action: 'number', allowed: true })
  })

  test('on no day can a revealer choose between revealing and being absent', async () => {
    await frozen()
    for (const today of ['2026-06-18', '2026-06-19', '2026-06-20', '2026-06-21']) {
      office.clock.setToday(today)
      const may = roundActions(office.as('clerk'), roundId).filter(({ allowed }) => allowed)
      const answers = may.map(({ action }) => action).filter((each) => each === 'reveal' || each === 'absent')
      expect([today, answers]).toEqual([today, [today < '2026-06-20' ? 'reveal' : 'absent']])
    }
  })

  test('the list is frozen before the day of the number, else another number has to be named', async () => {
    commit('示例·甲')
    commit('示例·乙')
    office.clock.setToday('2026-06-20')
    await expect(freezeToEnd(office.as('clerk'), roundId)).rejects.toThrow(
      /公共号码 2026-06-20 产生，名单要在那天之前冻结/,
    )
    const later = schoolPlan({ A: 1 }, { draw: { ...DRAW, number: { ...DRAW.number, day: '2026-06-21' } } })
    amendPlan(office.as('supervisor'), { ...ofRound(), plan: later, reason: '示例：错过号码' })
    await freezeToEnd(office.as('clerk'), roundId)
    expect(state().status).toBe('frozen')
  })

  test('a list frozen in time is not read again from the day of the number on, whoever revealed', async () => {
    await frozen()
    office.clock.setToday('2026-06-20')
    const again = () => freezeToEnd(office.as('clerk'), roundId, { reason: '示例重读' })
    await expect(again()).rejects.toThrow(/只有成立的异议可以更正名单/)
    const { id: objectionId } = recordObjection(office.as('clerk'), {
      ...ofRound(),
      no: '1',
      grounds: '示例',
    })
    const upheld = { upheld: true, reason: '示例', correction: { points: '8' } }
    decideObjection(office.as('supervisor'), { ...ofRound(), objectionId, ...upheld })
    await again()
    expect(state().freezes).toHaveLength(2)
  })

  test.each([{ cutOff: '2026-06-20' }, { cutOff: '2026-06-21' }, { applyUntil: '2026-06-20' }])(
    'a plan whose number comes before the list can be frozen is refused: %o',
    (days) => {
      const faulty = () => schoolPlan({ A: 1 }, { draw: DRAW, ...days })
      expect(faulty).toThrow(/名单来不及先冻结/)
    },
  )
})

test('a number of another year by a slip of the pen is refused: once frozen the round would wait for it', () => {
  const on = (day: string) => schoolPlan({ A: 1 }, { draw: { ...DRAW, number: { ...DRAW.number, day } } })
  expect(on('2027-06-15').draw).toMatchObject({ number: { day: '2027-06-15' } })
  expect(() => on('2027-06-16')).toThrow(/超过一年/)
  expect(() => on('2062-06-20')).toThrow(/超过一年/)
  const early = schoolPlan({ A: 1 }, { draw: DRAW, applyUntil: '2025-01-01' })
  expect(early.draw.mode).toBe('commit-reveal')
})

describe('the draw', () => {
  test('is fixed when everybody and the number are there: the hash over the frozen list and all parts', async () => {
    await frozen()
    reveal('示例·甲', SECRET)
    office.clock.setToday('2026-06-20')
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
        publicNumber: KEPT_NUMBER,
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
