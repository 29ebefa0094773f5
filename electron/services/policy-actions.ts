import type { ActionState } from '#shared/domain/cases/index.ts'
import type { SignedIn } from '#shared/ipc/session.ts'
import type { PolicyAction, RegisteredPolicy } from './policy-register.ts'

/** What is asked about a document before anything is decided. */
export type PolicyQuestion = {
  document: Pick<RegisteredPolicy, 'state' | 'drafted'>
  /** How many findings forbid it. */
  errors: number
  /** Why it cannot be done without, in words; undefined where it can. */
  whyNeeded: () => string | undefined
}

/**
 * What a person may do with a document now, with the reason where it is not allowed: for the buttons and for the
 * change alike. What is in force was settled by two persons; taking it back is for another one than who drafted it.
 */
export function policyActions(
  question: PolicyQuestion,
  account: Pick<SignedIn, 'accountId' | 'role'>,
): ActionState<PolicyAction>[] {
  return [
    stateOf('confirm', whyNotConfirm(question, account)),
    stateOf('withdraw', whyNotWithdraw(question, account)),
  ]
}

function whyNotConfirm(
  { document: { state, drafted }, errors }: PolicyQuestion,
  { role, accountId }: Pick<SignedIn, 'accountId' | 'role'>,
): string | undefined {
  if (state === 'installed') return '随程序安装的文件已在使用，不用再生效'
  if (state === 'inForce') return '这份文件已经生效'
  if (state === 'withdrawn') return '这份文件已经撤回，需要的请重新起草'
  if (role !== 'supervisor') return '生效须由主管办理'
  if (drafted?.drafted_by === accountId) return '这份文件由您起草，须由起草人以外的主管生效'
  if (errors > 0) return `有 ${errors} 处错误，须更正后重新起草`
  return undefined
}

function whyNotWithdraw(
  { document: { state, drafted }, whyNeeded }: PolicyQuestion,
  { role, accountId }: Pick<SignedIn, 'accountId' | 'role'>,
): string | undefined {
  if (state === 'installed') return '随程序安装的文件不能撤回，有新文件的请起草新版本接续'
  if (state === 'withdrawn') return '这份文件已经撤回'
  if (role !== 'supervisor') return '撤回须由主管办理'
  if (state === 'draft') return undefined
  if (drafted?.drafted_by === accountId) return '这份文件由您起草并已生效，须由起草人以外的主管撤回'
  return whyNeeded()
}

function stateOf(action: PolicyAction, reason: string | undefined): ActionState<PolicyAction> {
  return reason === undefined ? { action, allowed: true } : { action, allowed: false, reason }
}
