import { z } from 'zod'
import { CounterError } from '../../base/failure.ts'
import { PlainDate } from '../../base/plain-date.ts'
import { type ActionState, actionState } from './actor.ts'

/** `asked` waits for the department, `answered` for the office. Same words as in shared/ipc. */
export type RecheckState = 'asked' | 'answered' | 'closed'
export type RecheckOutcome = 'upheld' | 'refused' | 'withdrawn'
/** What is done with a re-check after it was asked. */
export type RecheckAction = 'answer' | 'close'

/** What a department answered: the outcome, its words, the day and who answered. */
export const RecheckAnswer = z.strictObject({
  outcome: z.enum(['upheld', 'refused', 'withdrawn']),
  answer: z.string().min(1),
  answeredOn: PlainDate,
  answeredBy: z.string().min(1),
})
export type RecheckAnswer = z.infer<typeof RecheckAnswer>

const common = { id: z.string().min(1), at: z.iso.datetime() }

/** One recorded event of a re-check, with what it froze. */
export const RecheckRecord = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('ask') }),
  z.strictObject({ ...common, kind: z.literal('answer'), answer: RecheckAnswer }),
  z.strictObject({ ...common, kind: z.literal('close') }),
])
export type RecheckRecord = z.infer<typeof RecheckRecord>

/** Where a re-check stands, and what was answered once it was. */
export type RecheckStanding = { state: 'asked' } | { state: 'answered' | 'closed'; answer: RecheckAnswer }

const STATE_WORDS = {
  asked: '等部门答复',
  answered: '已答复，待办结',
  closed: '已办结',
} as const satisfies Record<RecheckState, string>

const OUTCOME_WORDS = {
  upheld: '情况属实',
  refused: '维持原结果',
  withdrawn: '本人撤回',
} as const satisfies Record<RecheckOutcome, string>

const ACTION_WORDS = { answer: '登记答复', close: '重新计分并办结' } as const satisfies Record<
  RecheckAction,
  string
>

/** What staff call a state of a re-check. */
export function recheckStateText(state: RecheckState): string {
  return STATE_WORDS[state]
}

/** What staff call what a re-check was found to be. */
export function recheckOutcomeText(outcome: RecheckOutcome): string {
  return OUTCOME_WORDS[outcome]
}

/** What staff call an action on a re-check. */
export function recheckActionText(action: RecheckAction): string {
  return ACTION_WORDS[action]
}

/**
 * Where a re-check stands from its records, oldest first: asked, answered once, closed once. Records that do not
 * follow from one another are STORE_DAMAGED with the record's id in `at`.
 */
export function foldRecheck(records: readonly RecheckRecord[]): RecheckStanding {
  const [first, ...others] = records
  if (first?.kind !== 'ask') throw contradiction(first?.id)
  return others.reduce(follow, { state: 'asked' })
}

function follow(standing: RecheckStanding, record: RecheckRecord): RecheckStanding {
  if (standing.state === 'asked' && record.kind === 'answer')
    return { state: 'answered', answer: record.answer }
  if (standing.state === 'answered' && record.kind === 'close')
    return { state: 'closed', answer: standing.answer }
  throw contradiction(record.id)
}

/** Every action on a re-check, with the reason where it is out of turn. Anyone at the counter may take them. */
export function allowedRecheckActions(state: RecheckState): ActionState<RecheckAction>[] {
  return [actionState('answer', againstAnswer(state)), actionState('close', againstClose(state))]
}

function againstAnswer(state: RecheckState): string | undefined {
  return state === 'asked' ? undefined : '答复已经登记，不能再改'
}

function againstClose(state: RecheckState): string | undefined {
  if (state === 'answered') return undefined
  return state === 'asked' ? '部门还没有答复，先登记答复' : '已经办结，两次结果都留在这里'
}

function contradiction(id: string | undefined): CounterError {
  return new CounterError('STORE_DAMAGED', '复核的办理记录前后矛盾，无法得出当前状态，为免误办已停止。', {
    ...(id === undefined ? {} : { at: id }),
    hint: '请不要继续办理此件，记下编号并联系系统管理员核对备份。',
  })
}
