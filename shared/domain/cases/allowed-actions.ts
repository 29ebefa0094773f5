import { type ActionState, type Actor, actionState } from './actor.ts'
import type { CaseState } from './case-state.ts'
import type { RoundStatus } from './round-events.ts'
import { CaseAction, CaseStatus } from './status.ts'
import { findStep } from './steps.ts'

/** What stands around a case: who last recorded a fact of the resident, and the status of the case's round. */
export interface CaseSurroundings {
  factsBy?: string | null
  round?: RoundStatus
}

const STATUS_WORDS = {
  submitted: '待复核',
  returned: '已退回补正',
  approved: '已复核，待分配',
  seated: '已入选',
  waiting: '候补',
  noticed: '已通知',
  withdrawn: '已撤回',
} as const satisfies Record<CaseStatus, string>

const ACTION_WORDS = {
  approve: '复核通过',
  return: '退回补正',
  resubmit: '重新提交',
  withdraw: '撤回',
  issueNotice: '出具通知书',
} as const satisfies Record<CaseAction, string>

/** What staff call a status of a case. */
export function statusText(status: CaseStatus): string {
  return STATUS_WORDS[status]
}

/** What staff call an action on a case. */
export function caseActionText(action: CaseAction): string {
  return ACTION_WORDS[action]
}

/** Whether an action is a step of this status at all, for whoever may take it; what is out of turn is not offered. */
export function isInTurn(status: CaseStatus, action: CaseAction): boolean {
  return findStep(status, action) !== undefined
}

/**
 * Every action on a case for a person, with the reason where it is not allowed: why not, and when or by whom it
 * can be done. Approving is for a supervisor who neither submitted the case nor last recorded the resident's facts.
 */
export function allowedActions(
  state: Pick<CaseState, 'status' | 'enteredBy'>,
  actor: Actor,
  surroundings: CaseSurroundings = {},
): ActionState<CaseAction>[] {
  return CaseAction.options.map((action) =>
    actionState(action, objection({ state, action, surroundings }, actor)),
  )
}

interface Question {
  state: Pick<CaseState, 'status' | 'enteredBy'>
  action: CaseAction
  surroundings: CaseSurroundings
}

function objection({ state, action, surroundings }: Question, actor: Actor): string | undefined {
  const step = findStep(state.status, action)
  const words = ACTION_WORDS[action]
  if (step === undefined) return outOfTurn(state.status, action)
  if (step.whileRoundOpen && surroundings.round !== undefined && surroundings.round !== 'open')
    return `批次名单已冻结，不能再${words}`
  if (!step.roles.includes(actor.role)) return `${words}须由主管办理`
  if (step.anotherPerson && enteredBy(state, surroundings).includes(actor.accountId))
    return `您录入过此件或其依据的事实，须由另一位主管${words}`
  return undefined
}

function enteredBy(
  { enteredBy: submitters }: Question['state'],
  { factsBy }: CaseSurroundings,
): readonly string[] {
  return factsBy === undefined || factsBy === null ? submitters : [...submitters, factsBy]
}

function outOfTurn(status: CaseStatus, action: CaseAction): string {
  const words = ACTION_WORDS[action]
  const open = CaseStatus.options.filter((candidate) => findStep(candidate, action) !== undefined)
  const when = open.map((candidate) => `“${STATUS_WORDS[candidate]}”`).join('、')
  return `当前为“${STATUS_WORDS[status]}”；只有${when}的办件可以${words}`
}
