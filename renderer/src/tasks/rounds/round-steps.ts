import { assertNever } from '#shared/base/assert-never.ts'
import type { ActionState } from '#shared/ipc/common.ts'
import type { RoundPage } from '#shared/ipc/rounds.ts'

/** Steps of a round's life that the head of its board offers; the others stand where their subject does. */
export type BoardStep = 'amend' | 'freeze' | 'run' | 'announce' | 'publish' | 'close'

const ORDER = {
  open: ['freeze', 'amend'],
  frozen: ['run', 'freeze'],
  ran: ['announce', 'freeze'],
  announced: ['publish', 'freeze'],
  published: ['close', 'amend'],
  closed: [],
} as const satisfies Record<RoundPage['status'], readonly BoardStep[]>

type Round = Pick<RoundPage, 'status' | 'actions' | 'freeze' | 'run' | 'earlierRuns' | 'correctionDue'>

export interface OfferedStep {
  step: BoardStep
  label: string
  keys: string
  state: ActionState
  /** The next step of the round's life. */
  primary: boolean
  /** Done before: it is done anew with a reason. */
  again: boolean
}

const KEYS = { amend: 'M', freeze: 'F', run: 'R', announce: 'A', publish: 'P', close: 'C' } as const

/**
 * The steps a board offers now, the next one first. What comes in its turn is shown with the reason where it is not
 * allowed; the exception (freezing anew, amending later) only where it is.
 */
export function boardSteps(round: Round): OfferedStep[] {
  const offered = ORDER[round.status].flatMap((step, index) => {
    const state = round.actions.find(({ action }) => action === step)
    if (state === undefined) return []
    const inTurn = index === 0 || round.status === 'open'
    return inTurn || state.allowed ? [{ step, state }] : []
  })
  const primary = primaryOf(round, offered)
  return offered.map(({ step, state }) => {
    const again = isAgain(round, step)
    return { step, state, again, label: labelOf(step, again), keys: KEYS[step], primary: step === primary }
  })
}

/** Once a correction is due, freezing anew is next; until the seed is drawn, nothing in the head is. */
function primaryOf(
  { status, correctionDue }: Round,
  offered: readonly { step: BoardStep; state: ActionState }[],
): BoardStep | undefined {
  if (status === 'published' || status === 'closed') return undefined
  if (correctionDue) return offered.find(({ step }) => step === 'freeze')?.step
  if (status === 'ran' || status === 'announced') return offered.find(({ state }) => state.allowed)?.step
  return offered[0]?.step
}

function isAgain({ freeze, run, earlierRuns }: Round, step: BoardStep): boolean {
  if (step === 'freeze') return freeze !== undefined
  return step === 'run' && (run !== undefined || earlierRuns.length > 0)
}

function labelOf(step: BoardStep, again: boolean): string {
  switch (step) {
    case 'amend':
      return '调整方案'
    case 'freeze':
      return again ? '再次冻结' : '冻结名单'
    case 'run':
      return again ? '再次运行' : '运行批次'
    case 'announce':
      return '公示'
    case 'publish':
      return '公布结果'
    case 'close':
      return '办结批次'
    default:
      return assertNever(step)
  }
}

type Followed = Pick<
  RoundPage,
  'freeze' | 'run' | 'earlierRuns' | 'applications' | 'places' | 'correctionDue'
> & {
  plan: Pick<RoundPage['plan'], 'cutOff' | 'publicityDays' | 'replyDays'>
}

/** What follows from a step, said before it is taken. */
export function followsFrom(step: Exclude<BoardStep, 'amend'>, round: Followed): string[] {
  const { plan } = round
  switch (step) {
    case 'freeze':
      return [
        round.freeze === undefined
          ? `现在的 ${round.applications} 件申请按截止日 ${plan.cutOff} 的积分定成名单，不再受理新的申请。`
          : round.correctionDue
            ? '在上一份名单上写入成立的更正，别的都不动，库里后来的变动也不写入；以前的名单保留。'
            : '按库里现在的申请和积分重新读一遍，另成一份名单；以前的名单保留。',
        '名单的指纹印在公告上。之后库里改了什么，都不影响这份名单。',
      ]
    case 'run':
      return [
        `按冻结的名单和种子分配 ${round.places} 个名额，结果人人可以重算。`,
        round.run === undefined && round.earlierRuns.length === 0
          ? '运行的人不能公布结果，要由另一位主管公布。'
          : '这次运行另成一份结果，以前的保留；种子不变。',
      ]
    case 'announce':
      return [
        `公示 ${plan.publicityDays} 个工作日，从明天起算。`,
        '公示期内可以登记异议；异议都答复了才能公布。',
      ]
    case 'publish':
      return [
        '公布之后结果不能再改，可以出具各人的通知书。',
        `得到名额的人应在 ${plan.replyDays} 个工作日内答复；放弃的名额按候补次序递补。`,
      ]
    case 'close':
      return ['办结之后不再递补，也不再统筹安排。', '全部经过、名单和结果都保留，可以随时查看和导出。']
    default:
      return assertNever(step)
  }
}

/** How many steps at the end of the funnel a round in each status has not come to. */
const AHEAD = { open: 5, frozen: 4, ran: 2, announced: 2, published: 0, closed: 0 } as const

/** The funnel with undefined for what is still to come: 0 would say that nobody got that far. */
export function funnelSteps({
  status,
  funnel,
}: Pick<RoundPage, 'status' | 'funnel'>): { name: string; count: number | undefined }[] {
  const reached = funnel.length - AHEAD[status]
  return funnel.map(({ step, count }, index) => ({ name: step, count: index < reached ? count : undefined }))
}

/** What comes next in a round, in one sentence. */
export function nextHint(
  round: Pick<
    RoundPage,
    'status' | 'draw' | 'announced' | 'freed' | 'actions' | 'correctionDue' | 'earlierRuns'
  >,
): string {
  const { draw, status, correctionDue, earlierRuns } = round
  if (correctionDue) {
    const isFirst = status === 'frozen' && earlierRuns.length === 0
    return `有异议成立。请写明理由再次冻结名单${isFirst ? '，别的步骤在它之后。' : '，再运行、公示；种子不变。'}`
  }
  switch (status) {
    case 'open':
      return draw.revealers.some(({ commitment }) => commitment === null)
        ? '正在受理。冻结名单之前，先在“摇号种子”里登记每位揭示人的承诺值。'
        : '正在受理。申请收齐后冻结名单。'
    case 'frozen':
      return draw.seed === null
        ? `名单已冻结。${seedHint(round)}种子定下后运行。`
        : '名单已冻结，种子已定。可以出具冻结公告，然后运行。'
    case 'ran':
      return '已有结果。请核对后公示。'
    case 'announced':
      return round.announced === undefined
        ? '正在公示。'
        : `公示到 ${round.announced.until} 止。异议都答复、公示期满后，由另一位主管公布。`
    case 'published':
      return publishedHint(round)
    case 'closed':
      return '本批次已办结。'
    default:
      return assertNever(status)
  }
}

function publishedHint({ freed }: Pick<RoundPage, 'freed'>): string {
  const awaited = freed.filter((entry) => entry.awaited).length
  if (awaited > 0) return `有 ${awaited} 个空出的名额有人候补，请在“待递补”里逐个递补。`
  const next = '已公布。请出具通知书、登记答复；都有着落后办结。'
  return freed.length === 0
    ? next
    : `${next}空出的 ${freed.length} 个名额没有人候补，可以由主管统筹安排，或留给第二轮。`
}

/** What is still missing for the seed: reveals, absences once the number is out, and the number last. */
function seedHint({ draw, actions }: Pick<RoundPage, 'draw' | 'actions'>): string {
  const may = (step: string) => actions.some(({ action, allowed }) => action === step && allowed)
  const missing = draw.revealers.filter(({ secret }) => secret === null).map(({ name }) => name)
  if (missing.length === 0)
    return may('number')
      ? '各人都揭示或登记缺席了，请登记公共号码。'
      : `各人都揭示或登记缺席了，等 ${draw.number?.day ?? ''} 公共号码产生后登记。`
  const names = missing.join('、')
  return may('reveal')
    ? `请当众揭示：${names}；都揭示了，最后登记公共号码。`
    : `不再收揭示，请登记缺席：${names}，再登记公共号码。`
}
