import { CounterError } from '../../base/failure.ts'

/** Staff roles of this version; the same words as `Role` of shared/ipc. */
export type ActorRole = 'clerk' | 'supervisor'

/** Who wants to act. */
export interface Actor {
  role: ActorRole
  accountId: string
}

/** Whether an action is open to a person now and, if not, why and who may. Same shape as in shared/ipc. */
export interface ActionState<Action extends string = string> {
  action: Action
  allowed: boolean
  reason?: string | undefined
}

/** Refuses an action that is not allowed, as NOT_ALLOWED with the same words the button shows. */
export function requireAllowed<Action extends string>(
  states: readonly ActionState<Action>[],
  action: Action,
): void {
  const state = states.find((candidate) => candidate.action === action)
  if (state?.allowed === true) return
  throw new CounterError('NOT_ALLOWED', `这一步没有办理：${state?.reason ?? '现在还不能办'}。`, {
    at: action,
    hint: '请按 Esc 退回再打开这一件，看清最新状态后再办理。',
  })
}

/** Answers for one action: allowed when there is no reason against it. */
export function actionState<Action extends string>(
  action: Action,
  reason: string | undefined,
): ActionState<Action> {
  return reason === undefined ? { action, allowed: true } : { action, allowed: false, reason }
}
