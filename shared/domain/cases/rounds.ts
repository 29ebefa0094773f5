import { type ActionState, type Actor, type ActorRole, actionState } from './actor.ts'
import type { RoundStatus } from './round-events.ts'
import type { RoundState } from './round-state.ts'

/** What a person does to a round after it was opened. `enter`: applications are taken in, changed or taken out. */
export const ROUND_ACTIONS = [
  'enter',
  'amend',
  'commit',
  'freeze',
  'reveal',
  'absent',
  'number',
  'run',
  'announce',
  'object',
  'decide',
  'publish',
  'reply',
  'replace',
  'arrange',
  'close',
] as const
export type RoundAction = (typeof ROUND_ACTIONS)[number]

const STATUS_WORDS = {
  open: '受理中',
  frozen: '名单已冻结',
  ran: '已运行，待公示',
  announced: '公示中',
  published: '已公布',
  closed: '已办结',
} as const satisfies Record<RoundStatus, string>

const ACTION_WORDS = {
  enter: '登记申请',
  amend: '调整方案',
  commit: '登记承诺值',
  freeze: '冻结名单',
  reveal: '登记揭示',
  absent: '登记缺席',
  number: '登记公共号码',
  run: '运行批次',
  announce: '公示',
  object: '登记异议',
  decide: '答复异议',
  publish: '公布结果',
  reply: '登记答复',
  replace: '递补',
  arrange: '统筹安排',
  close: '办结批次',
} as const satisfies Record<RoundAction, string>

interface RoundStep {
  statuses: readonly RoundStatus[]
  roles: readonly ActorRole[]
  /** Not by the person who last ran the round. */
  anotherPerson?: true
}

const ANYONE = ['clerk', 'supervisor'] as const
const SUPERVISOR = ['supervisor'] as const

/** The one table of what may be done to a round when, and by whom; the button and the service both ask it. */
const STEPS = {
  enter: { statuses: ['open'], roles: ANYONE },
  amend: { statuses: ['open', 'published'], roles: SUPERVISOR },
  commit: { statuses: ['open'], roles: ANYONE },
  freeze: { statuses: ['open', 'frozen', 'ran', 'announced'], roles: ANYONE },
  reveal: { statuses: ['frozen'], roles: ANYONE },
  absent: { statuses: ['frozen'], roles: ANYONE },
  number: { statuses: ['frozen'], roles: ANYONE },
  run: { statuses: ['frozen'], roles: ANYONE },
  announce: { statuses: ['ran'], roles: ANYONE },
  object: { statuses: ['frozen', 'ran', 'announced'], roles: ANYONE },
  decide: { statuses: ['frozen', 'ran', 'announced'], roles: SUPERVISOR },
  publish: { statuses: ['announced'], roles: SUPERVISOR, anotherPerson: true },
  reply: { statuses: ['published'], roles: ANYONE },
  replace: { statuses: ['published'], roles: ANYONE },
  arrange: { statuses: ['published'], roles: SUPERVISOR },
  close: { statuses: ['published'], roles: SUPERVISOR },
} as const satisfies Record<RoundAction, RoundStep>

/** What staff call a status of a round. */
export function roundStatusText(status: RoundStatus): string {
  return STATUS_WORDS[status]
}

/** What staff call an action on a round. */
export function roundActionText(action: RoundAction): string {
  return ACTION_WORDS[action]
}

/** Every action on a round, with the reason where it is not allowed now to this person. */
export function allowedRoundActions(state: RoundState, actor: Actor): ActionState<RoundAction>[] {
  return ROUND_ACTIONS.map((action) => actionState(action, roundObjection(state, action, actor)))
}

/** Whether this person may open a round (开设批次). */
export function openRoundState(actor: Actor): ActionState<'open'> {
  return actionState('open', actor.role === 'supervisor' ? undefined : '开设批次须由主管办理')
}

function roundObjection(state: RoundState, action: RoundAction, actor: Actor): string | undefined {
  const step: RoundStep = STEPS[action]
  const words = ACTION_WORDS[action]
  if (!step.statuses.includes(state.status)) return outOfTurn(state.status, step, words)
  if (!step.roles.includes(actor.role)) return `${words}须由主管办理`
  if (step.anotherPerson && state.runs.at(-1)?.by === actor.accountId)
    return `本批次由您运行，须由另一位主管${words}`
  if (action === 'number' && state.numberBy === actor.accountId)
    return '公共号码由您登记；登记错了的，运行以前由另一位核对改正'
  return outOfOrder(state, action)
}

/** What has to be done before, though the status would allow the action. */
function outOfOrder(state: RoundState, action: RoundAction): string | undefined {
  switch (action) {
    case 'freeze':
      return missingCommitment(state) ?? settledList(state)
    case 'reveal':
    case 'absent':
      return isDrawn(state) ? '摇号种子已经定下，不能再改' : undefined
    case 'number':
      return state.plan.draw.mode === 'named' || state.runs.length > 0
        ? '摇号种子已经定下，不能再改'
        : undefined
    case 'run':
      if (!isDrawn(state)) return '还有揭示人没有揭示，或公共号码没有登记，定不了摇号种子'
      return correctionDue(state)
    case 'announce':
    case 'publish':
      return undecided(state)
    case 'decide':
      return state.objections.every(({ decision }) => decision !== undefined) ? '没有待答复的异议' : undefined
    default:
      return undefined
  }
}

function missingCommitment({ plan, commitments, status }: RoundState): string | undefined {
  if (plan.draw.mode === 'named' || status !== 'open') return undefined
  const missing = plan.draw.revealers.filter(({ name }) => !commitments.has(name)).map(({ name }) => name)
  return missing.length === 0 ? undefined : `还没有登记承诺值：${missing.join('、')}`
}

/** Once somebody has revealed or the round has run, only an upheld objection opens the list again. */
function settledList({ reveals, publicNumber, runs, correctionDue }: RoundState): string | undefined {
  if (correctionDue || (reveals.size === 0 && publicNumber === undefined && runs.length === 0))
    return undefined
  return '已开始揭示或已运行，没有成立的异议，冻结的名单不能重做'
}

/** Whether the seed of the draw is fixed: by name from the start, else when everybody's part and the number are there. */
export function isDrawn({ plan, reveals, publicNumber, runs }: RoundState): boolean {
  if (plan.draw.mode === 'named' || runs.length > 0) return true
  return publicNumber !== undefined && plan.draw.revealers.every(({ name }) => reveals.has(name))
}

function undecided(state: RoundState): string | undefined {
  const open = state.objections.filter(({ decision }) => decision === undefined).length
  return open > 0 ? `还有 ${open} 件异议没有答复` : correctionDue(state)
}

function correctionDue(state: RoundState): string | undefined {
  return state.correctionDue ? '有异议成立，名单须更正后重新冻结、重新运行' : undefined
}

function outOfTurn(status: RoundStatus, step: RoundStep, words: string): string {
  const when = step.statuses.map((candidate) => `“${STATUS_WORDS[candidate]}”`).join('、')
  return `本批次当前为“${STATUS_WORDS[status]}”；${when}时可以${words}`
}
