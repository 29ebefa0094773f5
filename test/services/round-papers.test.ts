import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sha256 } from '#electron/services/hash.ts'
import { getPaperBytes, getPaperPage } from '#electron/services/papers.ts'
import { announceRound } from '#electron/services/rounds/announce.ts'
import { arrangePlace } from '#electron/services/rounds/arrange.ts'
import { getEntrantPage } from '#electron/services/rounds/entrant-page.ts'
import { issueFreezeNotice, issuePlaceNotice, issuePublicList } from '#electron/services/rounds/papers.ts'
import { publishRound } from '#electron/services/rounds/publish.ts'
import { replaceApplicant } from '#electron/services/rounds/replace.ts'
import { recordReply } from '#electron/services/rounds/replies.ts'
import { recordRoundEvent, roundState } from '#electron/services/rounds/state.ts'
import { findPaperContent } from '#electron/store/tables/papers.ts'
import { transaction } from '#electron/store/transaction.ts'
import { CounterError } from '#shared/base/failure.ts'
import {
  type Applicant,
  commitmentOf,
  type RoundPlan,
  seedOf,
  seedText,
} from '#shared/domain/allocation/index.ts'
import {
  RoundFreezeNotice,
  RoundNoPlaceNotice,
  RoundPlaceNotice,
  RoundPublicList,
} from '#shared/domain/documents/index.ts'
import { PaperPage } from '#shared/ipc/papers.ts'
import { extractText } from '../documents/tools.ts'
import {
  child,
  listPlan,
  NUMBER,
  openedRound,
  person,
  ranRound,
  SEED,
  schoolPlan,
  secretOf,
  TITLE,
  uphold,
} from './round-fixture.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { freezeToEnd, publishedRound as publishedCheck } from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const commandId = () => randomUUID()
const plain = (text: string) => text.replace(/\s/g, '')
const printed = (id: string) => plain(extractText(getPaperBytes(office.as('clerk'), id, { copy: false })))
const dataOf = (id: string): unknown => JSON.parse(findPaperContent(office.writer, id)?.data ?? '{}')

const freezeNotice = (roundId: string) =>
  issueFreezeNotice(office.as('clerk'), { commandId: commandId(), roundId }).id
const publicList = (roundId: string) =>
  issuePublicList(office.as('clerk'), { commandId: commandId(), roundId }).id
const placeNotice = (roundId: string, no: string) =>
  issuePlaceNotice(office.as('clerk'), { commandId: commandId(), roundId, no }).id

function refusal(work: () => unknown): CounterError {
  try {
    work()
  } catch (error) {
    if (error instanceof CounterError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

/** Two schools with a place each; 03 gets none. */
const SCHOOLS = schoolPlan({ A: 1, B: 1 }, { ties: ['residenceMonths'] })
const months = (residenceMonths: number) => ({ ties: { residenceMonths } })
const CHILDREN: Applicant[] = [
  child('2026-X-01', 90, ['A', 'B'], months(48)),
  child('2026-X-02', 80, ['A', 'B'], months(48)),
  child('2026-X-03', 80, ['A', 'B'], months(36)),
]

async function announced(plan: RoundPlan, applicants: readonly Applicant[]): Promise<string> {
  const { roundId } = await ranRound(office, plan, applicants)
  announceRound(office.as('clerk'), { commandId: commandId(), roundId })
  return roundId
}

async function published(plan: RoundPlan, applicants: readonly Applicant[]): Promise<string> {
  const roundId = await announced(plan, applicants)
  publishRound(office.as('supervisor'), { commandId: commandId(), roundId })
  return roundId
}

describe('the notice of the freeze', () => {
  it('is the plan in words with its citation, the hashes and the seed, and belongs to the round', async () => {
    const { roundId } = await ranRound(office, SCHOOLS, CHILDREN)
    const id = freezeNotice(roundId)
    const data = RoundFreezeNotice.parse(dataOf(id))
    expect(data).toMatchObject({
      number: '慈新服公〔2026〕1号',
      roundTitle: TITLE,
      kind: 'school',
      applicants: 3,
      freeze: { number: 1, reason: null },
      order: ['积分，高者在前', '居住登记月数，多者在前', '摇号的签号，小者在前'],
      draw: { mode: 'named', seed: SEED },
      citations: [{ part: 'order', status: 'DECIDED', text: '示例：主管选定' }],
    })
    expect(data.places.map(({ name, capacity }) => [name, capacity])).toEqual([
      ['示例A小学', 1],
      ['示例B小学', 1],
    ])
    const text = printed(id)
    expect(text).toContain(data.listHash.slice('sha256:'.length))
    expect(text).toContain('主管选定')
    const page = PaperPage.parse(getPaperPage(office.as('clerk'), id))
    expect(page).toMatchObject({
      name: TITLE,
      residentId: null,
      caseId: null,
      roundId,
      title: '名单冻结公告',
    })
  })

  it('is refused before the freeze, and a second time for the same freeze', async () => {
    const { roundId } = await openedRound(office, SCHOOLS, CHILDREN)
    expect(refusal(() => freezeNotice(roundId)).code).toBe('NOT_ALLOWED')
    expect(refusal(() => freezeNotice('x')).code).toBe('NOT_FOUND')
    const ran = await ranRound(office, SCHOOLS, CHILDREN, { title: '示例另一批次' })
    freezeNotice(ran.roundId)
    const second = refusal(() => freezeNotice(ran.roundId))
    expect(second.code).toBe('DUPLICATE')
    expect(second.message).toContain('慈新服公〔2026〕1号')
  })

  it('of a freeze again gives the reason, and the hashes the draw stays with', async () => {
    const draw = {
      mode: 'commit-reveal',
      revealers: [{ name: '示例·公证员', role: '公证机构', fallback: '示例备用' }],
      number: { source: '示例开奖号码', day: '2026-06-20', otherwise: '示例下一期' },
    }
    const plan = schoolPlan({ A: 1, B: 1 }, { draw })
    const { roundId } = await ranRound(office, plan, CHILDREN)
    uphold(office, roundId, { no: '2026-X-03', correction: { points: '95.00' } })
    await freezeToEnd(office.as('clerk'), roundId, { reason: '示例更正\n第二行' })
    const [first, second] = roundState(office.writer, roundId).freezes
    const data = RoundFreezeNotice.parse(dataOf(freezeNotice(roundId)))
    expect(second?.listHash).not.toBe(first?.listHash)
    expect(data).toMatchObject({
      listHash: second?.listHash,
      freeze: { number: 2, reason: '示例更正 第二行' },
      draw: {
        revealers: [{ commitment: commitmentOf(secretOf(0), sha256), fallback: '示例备用' }],
        drawnOver: { listHash: first?.listHash, policyHash: first?.policyHash },
      },
    })
  })
})

describe('the public list', () => {
  it('proposes while announced and is final once published, one of each', async () => {
    const roundId = await announced(SCHOOLS, CHILDREN)
    const first = publicList(roundId)
    expect(RoundPublicList.parse(dataOf(first))).toMatchObject({ stage: 'announced', run: { number: 1 } })
    expect(printed(first)).toContain('拟录取：示例A小学')
    expect(refusal(() => publicList(roundId)).code).toBe('DUPLICATE')
    publishRound(office.as('supervisor'), { commandId: commandId(), roundId })
    const second = publicList(roundId)
    expect(printed(second)).not.toContain('拟')
    expect(getPaperPage(office.as('clerk'), second).title).toBe('录取名单公告')
    expect(refusal(() => publicList(roundId)).message).toContain('慈新服公〔2026〕2号')
  })

  it('shows every applicant in order, of children the number alone, with the cut-offs and what to run again with', async () => {
    const { roundId, result } = await ranRound(office, SCHOOLS, CHILDREN)
    expect(refusal(() => publicList(roundId)).code).toBe('NOT_ALLOWED')
    announceRound(office.as('clerk'), { commandId: commandId(), roundId })
    const id = publicList(roundId)
    const data = RoundPublicList.parse(dataOf(id))
    expect(data.rows).toEqual([
      { rank: 1, no: '2026-X-01', name: null, points: '90.00', place: '示例A小学', ground: null },
      { rank: 2, no: '2026-X-02', name: null, points: '80.00', place: '示例B小学', ground: null },
      { rank: 3, no: '2026-X-03', name: null, points: '80.00', place: null, ground: null },
    ])
    expect(data.places.map(({ cutoff }) => cutoff)).toEqual([
      expect.stringContaining('90.00 分'),
      expect.stringMatching(/80\.00 分，居住登记月数 48/),
    ])
    expect(data).toMatchObject({
      seed: SEED,
      seedText: null,
      inputHash: result.inputHash,
      engine: result.engine,
    })
    expect(printed(id)).not.toContain('示例·2026-X')
  })

  it('masks the names of grown-ups and says on which ground a place of a town came', async () => {
    const quotas = [{ town: '浒山街道', places: 1 }]
    const people = [person('2026-B-1', 50), person('2026-B-2', 60), person('2026-B-3', 40)]
    const data = RoundPublicList.parse(dataOf(publicList(await announced(listPlan(2, { quotas }), people))))
    expect(data.rows.map(({ name, place, ground }) => [name, place, ground])).toEqual([
      [expect.stringMatching(/^示\*+$/), '示例补贴名额', '镇街名额'],
      [expect.stringMatching(/^示\*+$/), '示例补贴名额', '全市名额'],
      [expect.stringMatching(/^示\*+$/), null, null],
    ])
    expect(data.places.map(({ name, filled }) => [name, filled])).toEqual([
      ['浒山街道名额', 1],
      ['全市名额', 1],
    ])
  })

  it('of a draw by commitments gives the text whose hash is the seed', async () => {
    const draw = {
      mode: 'commit-reveal',
      revealers: [{ name: '示例·公证员', role: '公证机构', fallback: '示例备用' }],
      number: { source: '示例开奖号码', day: '2026-06-20', otherwise: '示例下一期' },
    }
    const { roundId } = await ranRound(office, schoolPlan({ A: 1, B: 1 }, { draw }), CHILDREN)
    announceRound(office.as('clerk'), { commandId: commandId(), roundId })
    const data = RoundPublicList.parse(dataOf(publicList(roundId)))
    const parts = {
      title: TITLE,
      listHash: data.listHash,
      policyHash: roundState(office.writer, roundId).freezes[0]?.policyHash ?? '',
      secrets: [secretOf(0)],
      publicNumber: NUMBER,
    }
    expect(data.seedText).toBe(seedText(parts))
    expect(sha256(data.seedText ?? '')).toBe(seedOf(parts, sha256))
    expect(data.seed).toBe(seedOf(parts, sha256))
  })
})

describe('a round that ran before lists were frozen apart', () => {
  it('has neither hash nor announcement to put up, and is told so in words', async () => {
    const { roundId } = await openedRound(office, SCHOOLS, CHILDREN)
    const by = { roundId, accountId: office.as('clerk').account.accountId, at: office.clock.now() }
    transaction(office.writer, (tx) => {
      recordRoundEvent(tx, by, { kind: 'run', runId: 'run-old', inputHash: 'sha256:old', seed: SEED })
      recordRoundEvent(tx, by, { kind: 'publish', runId: 'run-old' })
    })
    for (const issue of [freezeNotice, publicList]) {
      expect(refusal(() => issue(roundId))).toMatchObject({
        code: 'CONFLICT',
        message: expect.stringContaining('旧版程序运行的'),
      })
    }
  })
})

describe('the notice to one applicant', () => {
  it('tells the place, the rank and the last day, in the series of places', async () => {
    const roundId = await published(SCHOOLS, CHILDREN)
    const id = placeNotice(roundId, '2026-X-02')
    expect(RoundPlaceNotice.parse(dataOf(id))).toMatchObject({
      number: '慈新服录〔2026〕1号',
      kind: 'school',
      no: '2026-X-02',
      place: '示例B小学',
      wish: 2,
      rank: 2,
      ranked: 3,
      source: { via: 'run' },
      replyBy: expect.stringMatching(/^2026-06-2\d$/),
      idNumberMasked: null,
    })
    const { unmet } = RoundPlaceNotice.parse(dataOf(id))
    expect(unmet).toEqual([expect.objectContaining({ wish: 1, place: '示例A小学', waiting: 1 })])
    expect(printed(id)).toContain('录取学校：示例B小学（第2志愿）')
    expect(getPaperPage(office.as('clerk'), id)).toMatchObject({
      name: '示例·2026-X-02',
      residentId: null,
      roundId,
      title: '随迁子女积分入学录取通知书',
    })
  })

  it('tells whoever has no place the reason of every wish in the words of the screen', async () => {
    const roundId = await published(SCHOOLS, CHILDREN)
    const id = placeNotice(roundId, '2026-X-03')
    const data = RoundNoPlaceNotice.parse(dataOf(id))
    const page = getEntrantPage(office.as('clerk'), { roundId, no: '2026-X-03' })
    expect(data.number).toBe('慈新服告〔2026〕1号')
    expect(data.wishes).toHaveLength(2)
    expect(data.wishes.map(({ reason, waiting }) => [reason, waiting])).toEqual(
      page.wishes.map(({ words, waiting }) => [words, waiting]),
    )
    const text = printed(id)
    for (const { place } of data.wishes) expect(text).toContain(place)
    expect(text).toContain('统筹安排')
    expect(text).not.toContain('诉讼')
  })

  it('of a single list says why, with review and suit', async () => {
    const roundId = await published(listPlan(1), [person('2026-B-1', 50), person('2026-B-2', 40)])
    const text = printed(placeNotice(roundId, '2026-B-2'))
    expect(text).toContain('公租房租金补贴未列入告知书')
    expect(text).toContain('40.00分')
    expect(text).toContain('行政诉讼')
    expect(RoundPlaceNotice.parse(dataOf(placeNotice(roundId, '2026-B-1'))).wish).toBeNull()
  })

  it('is refused before publication, for nobody of the round, and for a place of the health check', async () => {
    const roundId = await announced(SCHOOLS, CHILDREN)
    expect(refusal(() => placeNotice(roundId, '2026-X-01')).code).toBe('NOT_ALLOWED')
    publishRound(office.as('supervisor'), { commandId: commandId(), roundId })
    expect(refusal(() => placeNotice(roundId, 'x')).code).toBe('NOT_FOUND')
    const { roundId: checks, cases } = await publishedCheck(office, [1, 2, 3])
    const [waiting, ...seated] = cases.map(({ receiptNo }) => receiptNo)
    for (const no of seated) {
      const refused = refusal(() => placeNotice(checks, no))
      expect(refused.code).toBe('NOT_ALLOWED')
      expect(refused.hint).toContain('免费健康体检通知书')
    }
    const id = placeNotice(checks, waiting ?? '')
    expect(getPaperPage(office.as('clerk'), id).title).toContain('未列入告知书')
  })

  it('comes once for what is held, and anew when that changed', async () => {
    const roundId = await published(SCHOOLS, CHILDREN)
    const without = placeNotice(roundId, '2026-X-03')
    const again = refusal(() => placeNotice(roundId, '2026-X-03'))
    expect([again.code, again.message.includes('慈新服告〔2026〕1号')]).toEqual(['DUPLICATE', true])
    recordReply(office.as('clerk'), { commandId: commandId(), roundId, no: '2026-X-02', reply: 'declined' })
    expect(refusal(() => placeNotice(roundId, '2026-X-02')).code).toBe('NOT_ALLOWED')
    expect(refusal(() => placeNotice(roundId, '2026-X-03')).code).toBe('DUPLICATE')
    expect(
      replaceApplicant(office.as('clerk'), { commandId: commandId(), roundId, no: '2026-X-02' }).no,
    ).toBe('2026-X-03')
    const placed = placeNotice(roundId, '2026-X-03')
    expect(placed).not.toBe(without)
    expect(printed(placed)).toContain('按候补次序递补')
    expect(refusal(() => placeNotice(roundId, '2026-X-03')).code).toBe('DUPLICATE')
  })

  it('of an arranged place names the reason', async () => {
    const roundId = await published(schoolPlan({ A: 1, B: 5 }), [
      child('2026-X-01', 90, ['A']),
      child('2026-X-02', 80, ['A']),
    ])
    arrangePlace(office.as('supervisor'), {
      commandId: commandId(),
      roundId,
      no: '2026-X-02',
      place: 'B',
      reason: '示例：就近',
    })
    const id = placeNotice(roundId, '2026-X-02')
    expect(RoundPlaceNotice.parse(dataOf(id))).toMatchObject({
      place: '示例B小学',
      wish: null,
      source: { via: 'arrange', reason: '示例：就近' },
    })
    expect(printed(id)).toContain('由主管统筹安排，理由：示例：就近')
  })

  it('sent twice is issued once', async () => {
    const roundId = await published(SCHOOLS, CHILDREN)
    const request = { commandId: commandId(), roundId, no: '2026-X-01' }
    const first = issuePlaceNotice(office.as('clerk'), request)
    expect(issuePlaceNotice(office.as('clerk'), request)).toEqual(first)
  })
})
