import { describe, expect, test } from 'vitest'
import { PlainDate } from '#shared/base/plain-date.ts'
import { RoundKind } from '#shared/domain/allocation/index.ts'
import { RoundStatus, roundStatusText } from '#shared/domain/cases/index.ts'
import type { RoundPage } from '#shared/ipc/rounds.ts'
import {
  BASIS_LOOK,
  householdText,
  KIND_WORDS,
  ROUND_LOOK,
  SOURCE_WORDS,
  unitOf,
} from '../../../renderer/src/tasks/rounds/round-look.ts'
import {
  boardSteps,
  followsFrom,
  funnelSteps,
  nextHint,
} from '../../../renderer/src/tasks/rounds/round-steps.ts'

const ALL = ['amend', 'freeze', 'run', 'announce', 'publish', 'close']
const freeze: NonNullable<RoundPage['freeze']> = {
  id: 'f1',
  at: '2026-06-01T01:00:00.000Z',
  by: '示例·主管',
  listHash: `sha256:${'a'.repeat(64)}`,
  policyHash: `sha256:${'b'.repeat(64)}`,
  applicants: 3,
  number: 1,
  reason: null,
}

const earlier = { id: 'u1', ranAt: '2026-06-11T01:00:00.000Z', ranBy: '示例·窗口' }

function offered(
  status: RoundStatus,
  allowed: readonly string[],
  { frozen = true, runs = 0, correctionDue = false } = {},
) {
  const actions = ALL.map((action) =>
    allowed.includes(action) ? { action, allowed: true } : { action, allowed: false, reason: '示例原因' },
  )
  const earlierRuns = Array.from({ length: runs }, () => earlier)
  return boardSteps({ status, actions, earlierRuns, correctionDue, ...(frozen ? { freeze } : {}) })
}
const brief = (steps: ReturnType<typeof offered>) =>
  steps.map(({ label, primary }) => (primary ? `*${label}` : label))

describe('the head of a board', () => {
  test('offers the next step first and says why it is not allowed', () => {
    const steps = offered('open', [], { frozen: false })
    expect(brief(steps)).toEqual(['*冻结名单', '调整方案'])
    expect(steps[0]?.state.reason).toBe('示例原因')
  })

  test.each<[RoundStatus, string[], string[]]>([
    ['frozen', ['run', 'freeze'], ['*运行批次', '再次冻结']],
    ['frozen', ['freeze'], ['*运行批次', '再次冻结']],
    ['frozen', ['run'], ['*运行批次']],
    ['ran', ['announce'], ['*公示']],
    ['announced', ['publish'], ['*公布结果']],
    ['published', ['close', 'amend'], ['办结批次', '调整方案']],
    ['published', [], ['办结批次']],
    ['closed', [], []],
  ])('%s with %j', (status, allowed, labels) => {
    expect(brief(offered(status, allowed))).toEqual(labels)
  })

  test('makes freezing anew the next step once an objection was upheld', () => {
    const due = { correctionDue: true }
    expect(brief(offered('announced', ['freeze'], due))).toEqual(['公布结果', '*再次冻结'])
    expect(offered('announced', ['freeze'], due)[1]?.again).toBe(true)
    expect(brief(offered('frozen', ['freeze'], due))).toEqual(['运行批次', '*再次冻结'])
    expect(brief(offered('announced', [], due))).toEqual(['公布结果'])
  })

  test('runs anew, with a reason, once a list was frozen after a run', () => {
    expect(brief(offered('frozen', ['run'], { runs: 1 }))).toEqual(['*再次运行'])
    expect(offered('frozen', ['run'], { runs: 1 })[0]?.again).toBe(true)
    expect(offered('frozen', ['run'])[0]?.again).toBe(false)
  })

  test('runs anew with a reason where an earlier run stands, though the list was frozen since', () => {
    const actions = [{ action: 'run', allowed: true }]
    const earlierRuns = [{ id: 'r1', ranAt: '2026-06-01T02:00:00.000Z', ranBy: '示例·经办' }]
    const [first] = boardSteps({ status: 'frozen', actions, earlierRuns, freeze, correctionDue: false })
    expect(first).toMatchObject({ label: '再次运行', again: true })
    expect(
      boardSteps({ status: 'frozen', actions, earlierRuns: [], freeze, correctionDue: false })[0]?.again,
    ).toBe(false)
  })

  test('has a key of its own for every step', () => {
    const keys = RoundStatus.options.map((status) => offered(status, ALL).map((step) => step.keys))
    for (const own of keys) expect(new Set(own).size).toBe(own.length)
  })
})

const draw: RoundPage['draw'] = {
  mode: 'commit-reveal',
  revealers: [
    {
      name: '示例·甲',
      role: '公证员',
      fallback: '示例备用值',
      commitment: null,
      secret: null,
      absent: false,
    },
  ],
  number: { source: '示例号码', day: '2026-06-10' as never, otherwise: '示例办法', value: null },
  seed: null,
}

describe('what comes next is said', () => {
  const hint = (round: Partial<RoundPage>) =>
    nextHint({
      status: 'open',
      draw,
      actions: [],
      freed: [],
      earlierRuns: [],
      correctionDue: false,
      ...round,
    })

  test('in every status', () => {
    const hints = RoundStatus.options.map((status) => hint({ status }))
    expect(new Set(hints).size).toBe(hints.length)
  })

  test('with what is missing of the draw, and who is to be called', () => {
    expect(hint({})).toContain('承诺值')
    const committed = {
      ...draw,
      revealers: draw.revealers.map((row) => ({ ...row, commitment: 'a'.repeat(64) })),
    }
    expect(hint({ draw: committed })).not.toContain('承诺值')
    expect(hint({ status: 'frozen' })).toContain('揭示')
    expect(hint({ status: 'frozen', draw: { ...draw, seed: '示例种子' } })).not.toContain('揭示')
    const may = (...steps: string[]) => steps.map((action) => ({ action, allowed: true }))
    const [missing] = draw.revealers.map(({ name }) => name)
    expect(hint({ status: 'frozen', actions: may('reveal') })).toContain(`请当众揭示：${missing}`)
    expect(hint({ status: 'frozen', actions: may('absent') })).toContain(`请登记缺席：${missing}`)
    const revealed = { ...draw, revealers: draw.revealers.map((row) => ({ ...row, secret: '示例' })) }
    expect(hint({ status: 'frozen', draw: revealed })).toContain('等 2026-06-10 公共号码产生')
    expect(hint({ status: 'frozen', draw: revealed, actions: may('number') })).toContain('请登记公共号码')
    for (const status of ['frozen', 'ran', 'announced'] as const)
      expect(hint({ status, correctionDue: true })).toContain('再次冻结')
    expect(hint({ status: 'announced', actions: may('freeze') })).not.toContain('再次冻结')
    const left = { no: 'A-1', place: 'S01', placeName: '示例第一小学' }
    const freed = (awaited: boolean) => [{ ...left, awaited }]
    expect(hint({ status: 'published', freed: freed(true) })).toContain('1 个空出的名额有人候补')
    expect(hint({ status: 'published', freed: freed(false) })).toContain('1 个名额没有人候补')
  })
})

test('freezing anew says what is read: the store, or after an upheld objection the last list alone', () => {
  const plan = { cutOff: PlainDate.parse('2026-06-10'), publicityDays: 5, replyDays: 3 }
  const round = { plan, freeze, earlierRuns: [], applications: 3, places: 2 }
  const words = (correctionDue: boolean) => followsFrom('freeze', { ...round, correctionDue }).join('')
  expect(words(true)).toContain('库里后来的变动也不写入')
  expect(words(false)).toContain('按库里现在的申请和积分重新读一遍')
})

test('a step that a round has not come to is not known, and no zero', () => {
  const steps = ['受理', '复核通过', '冻结名单', '排序', '已入选', '已通知', '已接受']
  const funnel = steps.map((step) => ({ step, count: 0 }))
  const known = RoundStatus.options.map(
    (status) => funnelSteps({ status, funnel }).filter(({ count }) => count !== undefined).length,
  )
  expect(known).toEqual([2, 3, 5, 5, 7, 7])
})

describe('looks', () => {
  test('no two statuses look or read alike', () => {
    const looks = RoundStatus.options.map((status) => `${ROUND_LOOK[status].sign} ${roundStatusText(status)}`)
    expect(new Set(looks).size).toBe(looks.length)
    expect(new Set(Object.values(ROUND_LOOK).map(({ sign }) => sign)).size).toBe(looks.length)
  })

  test('kinds, bases and sources have words of their own', () => {
    expect(new Set(Object.values(KIND_WORDS)).size).toBe(RoundKind.options.length)
    for (const words of [Object.values(BASIS_LOOK).map(({ word }) => word), Object.values(SOURCE_WORDS)])
      expect(new Set(words).size).toBe(words.length)
    expect(new Set(Object.values(BASIS_LOOK).map(({ sign, tone }) => `${sign}${tone}`)).size).toBe(3)
    expect(RoundKind.options.map(unitOf)).toEqual(['个名额', '个学位', '个名额', '套'])
  })

  test('a flat says for how many persons', () => {
    expect(householdText({ smallest: 2, largest: 3 })).toBe('2–3 口之家')
    expect(householdText({ smallest: 4, largest: 4 })).toBe('4 口之家')
  })
})
