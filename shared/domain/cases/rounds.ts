import { type ActionState, type Actor, type ActorRole, actionState } from './actor.ts'

/** Computed from the recorded actions of a round: opened, run, published. Same words as in shared/ipc. */
export type RoundStatus = 'open' | 'ran' | 'published'
/** What a person does to a round after it was opened. */
export type RoundAction = 'run' | 'publish'

const STATUS_WORDS = {
  open: '受理中',
  ran: '已运行，待公布',
  published: '已公布',
} as const satisfies Record<RoundStatus, string>

const ACTIONS = ['run', 'publish'] as const satisfies readonly RoundAction[]

interface RoundStep {
  roles: readonly ActorRole[]
  /** Not by the person who ran the round. */
  anotherPerson: boolean
}

/** The one table of what may be done to a round when, and by whom. */
const STEPS = {
  open: { run: { roles: ['clerk', 'supervisor'], anotherPerson: false } },
  ran: { publish: { roles: ['supervisor'], anotherPerson: true } },
  published: {},
} as const satisfies Record<RoundStatus, Partial<Record<RoundAction, RoundStep>>>

/** What staff call a status of a round. */
export function roundStatusText(status: RoundStatus): string {
  return STATUS_WORDS[status]
}

/** Every action on a round, with the reason where it is not allowed. `ranBy` is null while it was not run. */
export function allowedRoundActions(
  status: RoundStatus,
  { ranBy }: { ranBy: string | null },
  actor: Actor,
): ActionState<RoundAction>[] {
  return ACTIONS.map((action) => actionState(action, roundObjection({ status, ranBy, action }, actor)))
}

/** Whether this person may open a round (开设批次). */
export function openRoundState(actor: Actor): ActionState<'open'> {
  return actionState('open', actor.role === 'supervisor' ? undefined : '开设批次须由主管办理')
}

function roundObjection(
  { status, ranBy, action }: { status: RoundStatus; ranBy: string | null; action: RoundAction },
  actor: Actor,
): string | undefined {
  const steps: Partial<Record<RoundAction, RoundStep>> = STEPS[status]
  const step = steps[action]
  if (step === undefined) return outOfTurn(status, action)
  if (!step.roles.includes(actor.role)) return '公布须由主管办理'
  if (step.anotherPerson && ranBy === actor.accountId) return '本批次由您运行，须由另一位主管公布'
  return undefined
}

function outOfTurn(status: RoundStatus, action: RoundAction): string {
  if (action === 'publish') return status === 'open' ? '批次尚未运行，运行后由另一位主管公布' : '批次已公布'
  return status === 'ran' ? '批次已运行，结果不可重算；待主管公布' : '批次已公布，不能再运行'
}
