import type { PlainDate } from '#shared/base/plain-date.ts'
import { type PlanCitation, RoundKind, RoundPlan } from '#shared/domain/allocation/index.ts'
import type { OpenRoundRequest } from '#shared/ipc/rounds.ts'
import {
  countError,
  dayError,
  optionalDayError,
  readCount,
  readDay,
  readFen,
  textError,
} from '../../components/form-checks.ts'
import {
  type Body,
  chosenOf,
  type FormPage,
  gatherErrors,
  type Step,
  stepOf,
  textOf,
} from '../../components/form-page.ts'
import { basisErrors, basisQuestions, basisSummary, readBasis } from './open-round-pages-basis.ts'
import { capacityStep } from './open-round-pages-capacities.ts'
import { drawSteps, readDraw } from './open-round-pages-draw.ts'
import { orderSteps, readOrder } from './open-round-pages-order.ts'
import { placesStepOf, placesSteps, readPlaces } from './open-round-pages-places.ts'
import { KIND_WORDS } from './round-look.ts'

const MOST_FEN = 10_000_000
const MOST_DAYS = 60

const same = (body: Body) => body

function fenError(text: string): string | undefined {
  if (text === '') return '请填写每人费用；没有确定就先不开批次。'
  const fen = readFen(text)
  if (fen === undefined) return '每人费用只写数字，最多两位小数，如 350 或 350.50。'
  return fen > MOST_FEN ? '每人费用不能超过 100000 元。请核对小数点。' : undefined
}

const kindPage: FormPage<Body> = {
  id: 'kind',
  title: '用途',
  questions: [
    {
      name: 'kind',
      label: '批次用途',
      kind: 'choice',
      hint: '体检和补贴排一张名单；入学和保租房按各人志愿分配',
      options: RoundKind.options.map((value) => ({ value, label: KIND_WORDS[value] })),
    },
  ],
  read: same,
  errors: (body) => gatherErrors({ kind: kindOf(body) === undefined ? '请选择批次用途。' : undefined }),
  next: (body) => (kindOf(body) === 'health-check' ? 'name-cost' : 'name'),
  summary: (body) => [{ question: '批次用途', answer: kindText(body) }],
}

function kindOf(body: Body): RoundKind | undefined {
  return RoundKind.safeParse(textOf(body, 'kind')).data
}

function kindText(body: Body): string {
  const kind = kindOf(body)
  return kind === undefined ? '—' : KIND_WORDS[kind]
}

const namePage: FormPage<Body> = {
  id: 'name',
  title: '名称和镇街',
  questions: [
    { name: 'title', label: '批次名称', kind: 'text', hint: '写明年度，不与以前的批次同名' },
    {
      name: 'towns',
      label: '面向的镇（街道）',
      kind: 'many',
      hint: '没有文件写明的，由主管按本年安排选定',
    },
  ],
  read: same,
  errors: (body) => gatherErrors({ title: titleError(textOf(body, 'title')), towns: townsError(body) }),
  next: () => 'days',
  summary: (body) => [
    { question: '批次名称', answer: textOf(body, 'title') },
    { question: '面向镇街', answer: chosenOf(body, 'towns').join('、') },
  ],
}

const costPage: FormPage<Body> = {
  ...namePage,
  id: 'name-cost',
  title: '名称、镇街和费用',
  questions: [
    { name: 'title', label: '批次名称', kind: 'text', hint: '写明年度，不与以前的批次同名' },
    { name: 'cost', label: '每人费用（元）', kind: 'count', half: true, hint: '总额按三方各三分之一分担' },
    {
      name: 'towns',
      label: '试点镇街（单位所在地）',
      kind: 'many',
      hint: '市里没有公布名单，由主管按本年安排选定',
    },
  ],
  errors: (body) =>
    gatherErrors({
      title: titleError(textOf(body, 'title')),
      cost: fenError(textOf(body, 'cost')),
      towns: townsError(body),
    }),
  summary: (body) => [
    ...namePage.summary(body),
    { question: '每人费用', answer: `${textOf(body, 'cost')} 元` },
  ],
}

function titleError(title: string): string | undefined {
  if (title.includes('|')) return '批次名称不能含有“|”。'
  return textError(title, '批次名称', 60) ?? (title.length < 2 ? '批次名称至少 2 个字。' : undefined)
}

function townsError(body: Body): string | undefined {
  return chosenOf(body, 'towns').length === 0 ? '请至少选一个镇或街道。' : undefined
}

const daysPage: FormPage<Body> = {
  id: 'days',
  title: '日期和期限',
  questions: [
    { name: 'cutOff', label: '积分截止日', kind: 'day', hint: '积分和同分次序都算到这一天' },
    { name: 'applyFrom', label: '受理开始', kind: 'day', half: true, optional: true },
    { name: 'applyUntil', label: '受理截止', kind: 'day', half: true, optional: true },
    {
      name: 'publicityDays',
      label: '公示期（工作日）',
      kind: 'count',
      half: true,
      hint: '默认值 5，从公示次日起算',
    },
    {
      name: 'replyDays',
      label: '答复期（工作日）',
      kind: 'count',
      half: true,
      hint: '默认值 3，从通知次日起算；逾期视为放弃',
    },
    ...basisQuestions('windows'),
  ],
  read: same,
  errors: (body) =>
    gatherErrors({
      cutOff: dayError(textOf(body, 'cutOff'), '积分截止日'),
      applyFrom: optionalDayError(textOf(body, 'applyFrom'), '受理开始日'),
      applyUntil: optionalDayError(textOf(body, 'applyUntil'), '受理截止日') ?? windowError(body),
      publicityDays: daysError(body, 'publicityDays', '公示期', 0),
      replyDays: daysError(body, 'replyDays', '答复期', 1),
      ...basisErrors('windows', body),
    }),
  next: (body) => placesStepOf(textOf(body, 'kind')),
  summary: (body) => [
    { question: '积分截止日', answer: textOf(body, 'cutOff') },
    { question: '受理期', answer: windowText(body) },
    { question: '公示期', answer: `${textOf(body, 'publicityDays')} 个工作日` },
    { question: '答复期', answer: `${textOf(body, 'replyDays')} 个工作日` },
    basisSummary('windows', body),
  ],
}

function daysError(body: Body, name: string, what: string, least: number): string | undefined {
  return countError(textOf(body, name), what, { least, most: MOST_DAYS, unit: '个工作日' })
}

function windowError(body: Body): string | undefined {
  const [from, until] = [readDay(textOf(body, 'applyFrom')), readDay(textOf(body, 'applyUntil'))]
  if (from === undefined || until === undefined || from <= until) return undefined
  return `受理截止日早于受理开始日（${from}）。`
}

function windowText(body: Body): string {
  const [from, until] = [textOf(body, 'applyFrom'), textOf(body, 'applyUntil')]
  return from === '' && until === '' ? '不另定，冻结前都可受理' : `${from || '即日'} 至 ${until || '冻结时'}`
}

const REASON_LONGEST = 500

const reasonPage: FormPage<Body> = {
  id: 'reason',
  title: '为什么调整',
  questions: [{ name: 'reason', label: '调整的理由', kind: 'text', hint: '记入经过' }],
  read: same,
  errors: (body) => gatherErrors({ reason: textError(textOf(body, 'reason'), '调整的理由', REASON_LONGEST) }),
  next: (body) => (kindOf(body) === 'health-check' ? 'towns-cost' : 'towns'),
  summary: (body) => [{ question: '调整的理由', answer: textOf(body, 'reason') }],
}

/** The pages of a round's plan; which follow one another depends on the kind. */
export const openRoundSteps: readonly Step[] = [
  ...[kindPage, costPage, namePage, daysPage].map(stepOf),
  ...placesSteps,
  ...orderSteps,
  ...drawSteps,
]

/** The pages of a second round, whose purpose is that of the first. */
export function secondRoundSteps(kind: RoundKind): readonly Step[] {
  const [, cost, name, ...others] = openRoundSteps
  const first = kind === 'health-check' ? cost : name
  return first === undefined ? others : [first, ...others]
}

/** A page without the name of the round, which stays. */
function nameless(page: FormPage<Body>, id: string, title: string): FormPage<Body> {
  return {
    ...page,
    id,
    title,
    questions: page.questions.filter(({ name }) => name !== 'title'),
    summary: (body) => page.summary(body).filter(({ question }) => question !== '批次名称'),
  }
}

/** The pages of amending a plan: the reason first; name and purpose of the round stay. */
export const amendSteps: readonly Step[] = [
  stepOf(reasonPage),
  stepOf(nameless(namePage, 'towns', '镇街')),
  stepOf(nameless(costPage, 'towns-cost', '镇街和费用')),
  ...openRoundSteps,
]

/** The pages of amending a round that is published: places can still be added or taken away, and nothing else. */
export function publishedSteps(plan: RoundPlan): readonly Step[] {
  const capacities = capacityStep(plan)
  return [stepOf({ ...reasonPage, next: () => capacities.id }), capacities]
}

/**
 * What a round usually has, to be changed where this one differs. A health check has the number of places of the
 * reply of 2022 (慈新服建〔2022〕6号 三（三）); working days are the program's own defaults and marked so.
 */
export function roundDefaults(today: PlainDate | undefined, kind: string): Body {
  const health = kind === 'health-check'
  const year = today?.slice(0, 4)
  return {
    kind: 'health-check',
    ...(today === undefined ? {} : { cutOff: today }),
    publicityDays: '5',
    replyDays: '3',
    windowsStatus: 'DEFAULT',
    windowsBasis: '没有文件写明，按本程序默认：公示 5 个工作日，答复 3 个工作日',
    byTown: 'no',
    reversion: 'city-order',
    orderBy: kind === 'housing' ? 'draw' : 'points',
    equals: 'ticket',
    twins: 'no',
    mode: kind === 'housing' ? 'commit-reveal' : 'named',
    drawStatus: 'DECIDED',
    drawBasis: '上级没有规定摇号办法，由主管选定并事先公开',
    ...(health ? HEALTH_CHECK_DEFAULTS : {}),
    ...(health && year !== undefined ? { title: `${year} 年度新市民职工免费健康体检` } : {}),
  }
}

const HEALTH_CHECK_DEFAULTS: Body = {
  places: '50',
  placesStatus: 'READ',
  placesBasis: '慈新服建〔2022〕6号 三（三）：50 名',
}

type FilledRound = Pick<OpenRoundRequest, 'title' | 'plan'>

/** The plan that the filled form means; undefined while anything is missing. */
export function readRound(body: Body): FilledRound | undefined {
  const plan = RoundPlan.safeParse(planOf(body)).data
  const title = textOf(body, 'title')
  return plan === undefined || titleError(title) !== undefined ? undefined : { title, plan }
}

/** What the whole plan is refused for, beyond single pages; empty where it can be opened. */
export function planProblems(body: Body): string[] {
  const parsed = RoundPlan.safeParse(planOf(body))
  if (parsed.success) return []
  const own = parsed.error.issues.filter(({ code }) => code === 'custom').map(({ message }) => `${message}。`)
  return [...new Set(own)]
}

function planOf(body: Body): unknown {
  const kind = textOf(body, 'kind')
  const { places, quotas, reversion } = readPlaces(kind, body)
  return {
    kind,
    cutOff: readDay(textOf(body, 'cutOff')),
    applyFrom: readDay(textOf(body, 'applyFrom')) ?? null,
    applyUntil: readDay(textOf(body, 'applyUntil')) ?? null,
    publicityDays: readCount(textOf(body, 'publicityDays')),
    replyDays: readCount(textOf(body, 'replyDays')),
    towns: [...chosenOf(body, 'towns')],
    ...readOrder(body),
    places,
    quotas,
    reversion,
    costPerHeadFen: kind === 'health-check' ? readFen(textOf(body, 'cost')) : null,
    draw: readDraw(body),
    citations: readCitations(body, quotas.length > 0),
  }
}

function readCitations(body: Body, hasQuotas: boolean): PlanCitation[] {
  const parts = ['places', ...(hasQuotas ? (['quotas'] as const) : []), 'windows', 'order', 'draw'] as const
  return parts.flatMap((part) => readBasis(part, body) ?? [])
}
