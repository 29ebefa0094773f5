import { describe, expect, it } from 'vitest'
import {
  type Actor,
  allowedRoundActions,
  openRoundState,
  roundStatusText,
} from '#shared/domain/cases/index.ts'
import { RoundStatus } from '#shared/ipc/rounds.ts'

const CLERK: Actor = { role: 'clerk', accountId: 'clerk-1' }
const SUPERVISOR: Actor = { role: 'supervisor', accountId: 'supervisor-1' }

describe('allowedRoundActions, every status by role', () => {
  it.each([
    ['open', CLERK, ['run'], '尚未运行'],
    ['open', SUPERVISOR, ['run'], '尚未运行'],
    ['ran', CLERK, [], '不可重算'],
    ['ran', SUPERVISOR, ['publish'], '不可重算'],
    ['published', CLERK, [], '已公布'],
    ['published', SUPERVISOR, [], '已公布'],
  ] as const)('%s for %o', (status, actor, allowed, words) => {
    const states = allowedRoundActions(status, { ranBy: status === 'open' ? null : 'clerk-1' }, actor)
    expect(states.map((state) => state.action)).toEqual(['run', 'publish'])
    expect(states.filter((state) => state.allowed).map((state) => state.action)).toEqual(allowed)
    expect(states.map((state) => state.reason).join()).toContain(words)
  })

  it('whoever ran it does not publish it', () => {
    const publish = (ranBy: string) => allowedRoundActions('ran', { ranBy }, SUPERVISOR)[1]
    expect(publish('supervisor-1')).toEqual({
      action: 'publish',
      allowed: false,
      reason: '本批次由您运行，须由另一位主管公布',
    })
    expect(publish('supervisor-2')).toEqual({ action: 'publish', allowed: true })
  })

  it('a clerk is told who publishes', () => {
    expect(allowedRoundActions('ran', { ranBy: 'clerk-1' }, CLERK)[1]?.reason).toBe('公布须由主管办理')
  })
})

it('opening a round is for a supervisor', () => {
  expect(openRoundState(SUPERVISOR)).toEqual({ action: 'open', allowed: true })
  expect(openRoundState(CLERK)).toEqual({ action: 'open', allowed: false, reason: '开设批次须由主管办理' })
})

it('the statuses are those of the bridge, each with words', () => {
  expect(RoundStatus.options.map((status) => roundStatusText(status))).toEqual([
    '受理中',
    '已运行，待公布',
    '已公布',
  ])
})
