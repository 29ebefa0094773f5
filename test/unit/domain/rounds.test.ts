import { describe, expect, it } from 'vitest'
import type { RoundPlan } from '#shared/domain/allocation/index.ts'
import {
  type Actor,
  allowedRoundActions,
  foldRound,
  holdingsOf,
  openRoundState,
  type RoundAction,
  RoundEvent,
  roundActionText,
  roundStatusText,
} from '#shared/domain/cases/index.ts'
import { RoundPlan as Plan, RoundStatus } from '#shared/ipc/rounds.ts'

const CLERK: Actor = { role: 'clerk', accountId: 'clerk-1' }
const SUPERVISOR: Actor = { role: 'supervisor', accountId: 'supervisor-1' }
const OTHER: Actor = { role: 'supervisor', accountId: 'supervisor-2' }

const PLAN: RoundPlan = Plan.parse({
  kind: 'school',
  cutOff: '2026-06-15',
  applyFrom: null,
  applyUntil: null,
  publicityDays: 0,
  replyDays: 2,
  towns: ['示例镇'],
  order: 'points',
  classes: [],
  ties: [],
  equals: 'ticket',
  line: null,
  places: [{ id: 'A', name: '示例小学', town: null, capacity: 1 }],
  quotas: [],
  reversion: 'city-order',
  costPerHeadFen: null,
  draw: { mode: 'named', seed: '示例种子' },
  citations: [{ part: 'order', status: 'DECIDED', text: '示例·主管选定' }],
})
const COMMITTED: RoundPlan = Plan.parse({
  ...PLAN,
  draw: {
    mode: 'commit-reveal',
    revealers: [
      { name: '示例·甲', role: '代表', fallback: '示例备用甲' },
      { name: '示例·乙', role: '公证', fallback: '示例备用乙' },
    ],
    number: { source: '示例公报', day: '2026-06-20', otherwise: '顺延一日' },
  },
})

const HASH = `sha256:${'a'.repeat(64)}`
const STEPS = {
  freeze: { kind: 'freeze', freezeId: 'f', listHash: HASH, policyHash: HASH, applicants: 2 },
  run: { kind: 'run', runId: 'r', inputHash: HASH, seed: '示例种子' },
  announce: { kind: 'announce', from: '2026-06-18', until: '2026-06-18' },
  publish: { kind: 'publish', runId: 'r' },
  close: { kind: 'close' },
  object: { kind: 'object', objectionId: 'o', no: '1', grounds: '示例' },
  uphold: { kind: 'decide', objectionId: 'o', upheld: true, reason: '示例', correction: { removed: true } },
  dismiss: { kind: 'decide', objectionId: 'o', upheld: false, reason: '示例' },
  commit: { kind: 'commit', revealer: '示例·甲', commitment: 'a'.repeat(64) },
  commitToo: { kind: 'commit', revealer: '示例·乙', commitment: 'b'.repeat(64) },
  reveal: { kind: 'reveal', revealer: '示例·甲', secret: '示例秘密', fallback: false },
  absent: { kind: 'reveal', revealer: '示例·乙', secret: '示例备用乙', fallback: true },
  number: { kind: 'number', value: '示例号码' },
} as const
type Step = keyof typeof STEPS

/** The events of a round that was opened and went these steps, by the clerk. */
function eventsOf(steps: readonly Step[], plan = PLAN): RoundEvent[] {
  const by = { accountId: 'clerk-1', name: '示例·经办' }
  const all = [{ kind: 'open', plan }, ...steps.map((step) => STEPS[step])]
  return all.map((event, index) =>
    RoundEvent.parse({ ...event, id: String(index), at: '2026-06-18T01:00:00Z', by }),
  )
}

const stateAfter = (steps: readonly Step[], plan = PLAN) => foldRound(eventsOf(steps, plan))

function allowed(steps: readonly Step[], actor: Actor, plan = PLAN): RoundAction[] {
  return allowedRoundActions(stateAfter(steps, plan), actor).flatMap((state) =>
    state.allowed ? [state.action] : [],
  )
}

function reasonFor(action: RoundAction, steps: readonly Step[], { actor = SUPERVISOR, plan = PLAN } = {}) {
  return allowedRoundActions(stateAfter(steps, plan), actor).find((state) => state.action === action)?.reason
}

const FROZEN = ['freeze'] as const
const RAN = ['freeze', 'run'] as const
const ANNOUNCED = ['freeze', 'run', 'announce'] as const
const PUBLISHED = ['freeze', 'run', 'announce', 'publish'] as const

describe('allowedRoundActions, every status by role', () => {
  it.each<[readonly Step[], Actor, RoundAction[]]>([
    [[], CLERK, ['enter', 'commit', 'freeze']],
    [[], SUPERVISOR, ['enter', 'amend', 'commit', 'freeze']],
    [FROZEN, CLERK, ['freeze', 'run', 'object']],
    [RAN, CLERK, ['announce', 'object']],
    [ANNOUNCED, CLERK, ['object']],
    [ANNOUNCED, SUPERVISOR, ['object', 'publish']],
    [PUBLISHED, CLERK, ['reply', 'replace']],
    [PUBLISHED, SUPERVISOR, ['amend', 'reply', 'replace', 'arrange', 'close']],
    [[...PUBLISHED, 'close'], SUPERVISOR, []],
  ])('after %o for %o', (steps, actor, actions) => {
    expect(allowed(steps, actor)).toEqual(actions)
  })

  it('whoever ran it does not publish it', () => {
    const ranBySupervisor = eventsOf(ANNOUNCED).map((event) => ({
      ...event,
      by: { accountId: SUPERVISOR.accountId, name: '示例·主管' },
    }))
    const publish = (actor: Actor) =>
      allowedRoundActions(foldRound(ranBySupervisor), actor).find(({ action }) => action === 'publish')
    expect(publish(SUPERVISOR)?.reason).toBe('本批次由您运行，须由另一位主管公布结果')
    expect(publish(OTHER)?.allowed).toBe(true)
    expect(publish(CLERK)?.reason).toBe('公布结果须由主管办理')
  })

  it('what is out of turn says when it may be done', () => {
    expect(reasonFor('run', [])).toBe('本批次当前为“受理中”；“名单已冻结”时可以运行批次')
    expect(reasonFor('enter', FROZEN)).toContain('“受理中”时可以登记申请')
  })
})

describe('a draw by commitments', () => {
  const of = { plan: COMMITTED }

  it('is frozen when everybody has committed', () => {
    expect(reasonFor('freeze', ['commit'], of)).toBe('还没有登记承诺值：示例·乙')
    expect(reasonFor('freeze', ['commit', 'commitToo'], of)).toBeUndefined()
  })

  it('runs when everybody has revealed and the number is there; then nothing of it changes', () => {
    const steps = ['commit', 'commitToo', 'freeze', 'reveal', 'absent'] as const
    expect(reasonFor('run', steps, of)).toContain('公共号码没有登记')
    expect(reasonFor('reveal', steps, of)).toBeUndefined()
    expect(reasonFor('run', [...steps, 'number'], of)).toBeUndefined()
    expect(reasonFor('reveal', [...steps, 'number'], of)).toContain('不能再改')
  })

  it.each(['reveal', 'number'] as const)('the list is settled by the first %s', (step) => {
    const steps = ['commit', 'commitToo', 'freeze'] as const
    expect(reasonFor('freeze', steps, of)).toBeUndefined()
    expect(reasonFor('freeze', [...steps, step], of)).toContain('冻结的名单不能重做')
  })
})

describe('objections', () => {
  it('hold the result up until they are decided', () => {
    expect(reasonFor('announce', [...RAN, 'object'])).toBe('还有 1 件异议没有答复')
    expect(reasonFor('publish', [...ANNOUNCED, 'object'])).toBe('还有 1 件异议没有答复')
    expect(reasonFor('publish', [...ANNOUNCED, 'object', 'dismiss'])).toBeUndefined()
    expect(reasonFor('decide', ANNOUNCED)).toBe('没有待答复的异议')
    expect(reasonFor('decide', [...ANNOUNCED, 'object'], { actor: CLERK })).toBe('答复异议须由主管办理')
  })

  it('that are upheld open the list again until it is frozen anew', () => {
    const upheld = [...ANNOUNCED, 'object', 'uphold'] as const
    expect(reasonFor('publish', upheld)).toContain('重新冻结')
    expect(reasonFor('freeze', upheld)).toBeUndefined()
    expect(stateAfter(upheld).correctionDue).toBe(true)
    expect(stateAfter([...upheld, 'freeze'])).toMatchObject({ status: 'frozen', correctionDue: false })
    expect(reasonFor('freeze', [...upheld, 'freeze'])).toContain('不能重做')
    expect(reasonFor('run', [...upheld, 'freeze'])).toBeUndefined()
  })
})

describe('foldRound', () => {
  it('keeps every freeze and run', () => {
    const state = stateAfter([...RAN, 'object', 'uphold', 'freeze', 'run'])
    expect([state.freezes.length, state.runs.length]).toEqual([2, 2])
  })

  it('refuses events that do not begin with the opening', () => {
    const [open, freeze] = eventsOf(FROZEN)
    for (const events of [[], [freeze], [open, open]]) {
      const given = events.filter((event) => event !== undefined)
      expect(() => foldRound(given)).toThrow(expect.objectContaining({ code: 'STORE_DAMAGED' }))
    }
  })
})

it('holdings are the published seats with what happened since', () => {
  const common = { id: '1', at: '2026-06-18T01:00:00Z', by: { accountId: 'a', name: '示例' } }
  const held = holdingsOf(
    [
      ['1', 'A'],
      ['2', 'B'],
      ['3', null],
      ['4', null],
    ],
    [
      { ...common, kind: 'reply', no: '1', reply: 'declined' },
      { ...common, kind: 'reply', no: '2', reply: 'accepted' },
      { ...common, kind: 'replace', no: '3', place: 'A', freedBy: '1' },
      { ...common, kind: 'arrange', no: '4', place: 'C', reason: '示例' },
    ],
  )
  expect([...held]).toEqual([
    ['1', { place: null, via: 'run', reply: 'declined' }],
    ['2', { place: 'B', via: 'run', reply: 'accepted' }],
    ['3', { place: 'A', via: 'replace', reply: null }],
    ['4', { place: 'C', via: 'arrange', reply: null }],
  ])
})

it('opening a round is for a supervisor', () => {
  expect(openRoundState(SUPERVISOR)).toEqual({ action: 'open', allowed: true })
  expect(openRoundState(CLERK)).toEqual({ action: 'open', allowed: false, reason: '开设批次须由主管办理' })
})

it('statuses and actions have the words of the staff', () => {
  expect(RoundStatus.options.map((status) => roundStatusText(status))).toEqual([
    '受理中',
    '名单已冻结',
    '已运行，待公示',
    '公示中',
    '已公布',
    '已办结',
  ])
  expect(roundActionText('freeze')).toBe('冻结名单')
})
