import { describe, expect, it } from 'vitest'
import {
  type Actor,
  allowedActions,
  CaseAction,
  CaseRecord,
  CaseStatus,
  caseActionText,
  foldCase,
  requireAllowed,
  statusText,
} from '#shared/domain/cases/index.ts'
import type { ActionState as ActionView } from '#shared/ipc/common.ts'

const CLERK: Actor = { role: 'clerk', accountId: 'clerk-1' }
const SUPERVISOR: Actor = { role: 'supervisor', accountId: 'supervisor-1' }

function records(...steps: Record<string, unknown>[]): CaseRecord[] {
  return steps.map((step, index) =>
    CaseRecord.parse({
      id: String(index + 1),
      at: `2022-06-28T01:0${index}:00Z`,
      by: { accountId: 'clerk-1', name: '示例·窗口' },
      ...step,
    }),
  )
}

const by = (accountId: string) => ({ by: { accountId, name: '示例·主管' } })
const returned = { kind: 'return', reason: '缺少一线岗位证明', ...by('supervisor-1') }

describe('foldCase', () => {
  it.each([
    ['submitted', []],
    ['returned', [returned]],
    ['submitted', [returned, { kind: 'resubmit' }]],
    ['approved', [{ kind: 'approve', ...by('supervisor-1') }]],
    ['seated', [{ kind: 'approve' }, { kind: 'seat', seated: true }]],
    ['waiting', [{ kind: 'approve' }, { kind: 'seat', seated: false }]],
    ['seated', [{ kind: 'approve' }, { kind: 'seat', seated: false }, { kind: 'seat', seated: true }]],
    ['noticed', [{ kind: 'approve' }, { kind: 'seat', seated: true }, { kind: 'issueNotice' }]],
    ['withdrawn', [{ kind: 'withdraw' }]],
    ['withdrawn', [returned, { kind: 'withdraw' }]],
    ['withdrawn', [{ kind: 'approve' }, { kind: 'withdraw' }]],
  ])('gives %s', (status, steps) => {
    expect(foldCase(records({ kind: 'submit' }, ...steps)).status).toBe(status)
  })

  it('remembers everyone who entered it, the last submission, and why it is returned', () => {
    const history = records({ kind: 'submit' }, returned, { kind: 'resubmit', ...by('supervisor-2') })
    expect(foldCase(history)).toStrictEqual({
      status: 'submitted',
      enteredBy: ['clerk-1', 'supervisor-2'],
      submittedAt: '2022-06-28T01:02:00Z',
      submittedBy: 'supervisor-2',
    })
    expect(foldCase(history.slice(0, 2)).returnReason).toBe('缺少一线岗位证明')
  })

  it.each([
    ['nothing', []],
    ['no submission first', [{ kind: 'approve' }]],
    ['a second submission', [{ kind: 'submit' }, { kind: 'submit' }]],
    ['a place without approval', [{ kind: 'submit' }, { kind: 'seat', seated: true }]],
    [
      'a place twice',
      [
        { kind: 'submit' },
        { kind: 'approve' },
        { kind: 'seat', seated: true },
        { kind: 'seat', seated: true },
      ],
    ],
    [
      'no place after waiting',
      [
        { kind: 'submit' },
        { kind: 'approve' },
        { kind: 'seat', seated: false },
        { kind: 'seat', seated: false },
      ],
    ],
    ['an approval after withdrawal', [{ kind: 'submit' }, { kind: 'withdraw' }, { kind: 'approve' }]],
    ['a notice without a place', [{ kind: 'submit' }, { kind: 'approve' }, { kind: 'issueNotice' }]],
  ])('stops at %s', (_, steps) => {
    expect(() => foldCase(records(...steps))).toThrow('前后矛盾')
  })

  it('a return needs a reason', () => {
    expect(() => records({ kind: 'return' })).toThrow()
    expect(() => records({ kind: 'return', reason: ' ' })).toThrow()
  })
})

describe('allowedActions, every status by role, in an open round', () => {
  const ALLOWED = {
    submitted: { clerk: ['withdraw'], supervisor: ['approve', 'return', 'withdraw'] },
    returned: { clerk: ['resubmit', 'withdraw'], supervisor: ['resubmit', 'withdraw'] },
    approved: { clerk: ['withdraw'], supervisor: ['withdraw'] },
    seated: { clerk: ['issueNotice'], supervisor: ['issueNotice'] },
    waiting: { clerk: [], supervisor: [] },
    noticed: { clerk: [], supervisor: [] },
    withdrawn: { clerk: [], supervisor: [] },
  } as const satisfies Record<CaseStatus, Record<Actor['role'], readonly CaseAction[]>>

  for (const status of CaseStatus.options)
    for (const actor of [CLERK, SUPERVISOR])
      it(`${status} for a ${actor.role}`, () => {
        const states: ActionView[] = allowedActions({ status, enteredBy: ['clerk-1'] }, actor, {
          round: 'open',
        })
        expect(states.map((state) => state.action)).toEqual(CaseAction.options)
        expect(states.filter((state) => state.allowed).map((state) => state.action)).toEqual(
          ALLOWED[status][actor.role],
        )
        for (const state of states) expect(state.reason === undefined, state.action).toBe(state.allowed)
      })
})

describe('why not, and who may', () => {
  function reason(state: Parameters<typeof allowedActions>[0], actor: Actor, action: CaseAction, more = {}) {
    return allowedActions(state, actor, more).find((each) => each.action === action)?.reason
  }

  it('another role', () => {
    expect(reason({ status: 'submitted', enteredBy: [] }, CLERK, 'approve')).toBe('复核通过须由主管办理')
  })

  it('the person who submitted, resubmitted or last recorded the facts', () => {
    const words = '您录入过此件或其依据的事实，须由另一位主管复核通过'
    const submitted = { status: 'submitted', enteredBy: ['clerk-1', 'supervisor-1'] } as const
    expect(reason(submitted, SUPERVISOR, 'approve')).toBe(words)
    expect(
      reason({ status: 'submitted', enteredBy: [] }, SUPERVISOR, 'approve', { factsBy: 'supervisor-1' }),
    ).toBe(words)
    expect(
      reason({ status: 'submitted', enteredBy: [] }, SUPERVISOR, 'approve', { factsBy: 'clerk-1' }),
    ).toBeUndefined()
    expect(reason(submitted, { ...SUPERVISOR, accountId: 'supervisor-2' }, 'approve')).toBeUndefined()
  })

  it('another status', () => {
    expect(reason({ status: 'returned', enteredBy: [] }, SUPERVISOR, 'approve')).toBe(
      '当前为“已退回补正”；只有“待复核”的办件可以复核通过',
    )
  })

  it('a round that was run', () => {
    for (const round of ['ran', 'published'])
      for (const [status, action] of [
        ['submitted', 'approve'],
        ['returned', 'resubmit'],
        ['approved', 'withdraw'],
      ] as const)
        expect(reason({ status, enteredBy: [] }, SUPERVISOR, action, { round })).toContain('名单已冻结')
    expect(
      reason({ status: 'submitted', enteredBy: [] }, CLERK, 'withdraw', { round: 'ran' }),
    ).toBeUndefined()
  })

  it('requireAllowed refuses with the same words as the button', () => {
    const states = allowedActions({ status: 'submitted', enteredBy: [] }, CLERK)
    expect(() => requireAllowed(states, 'approve')).toThrow('复核通过须由主管办理')
    expect(() => requireAllowed(states, 'withdraw')).not.toThrow()
  })
})

it('every status and action has words of its own', () => {
  expect(new Set(CaseStatus.options.map(statusText)).size).toBe(CaseStatus.options.length)
  expect(new Set(CaseAction.options.map(caseActionText)).size).toBe(CaseAction.options.length)
})
