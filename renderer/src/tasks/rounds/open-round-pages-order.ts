import { type RoundPlan, RoundPoints, TieKey } from '#shared/domain/allocation/index.ts'
import { readCount } from '../../components/form-checks.ts'
import {
  type Body,
  type FormPage,
  gatherErrors,
  type Question,
  type Step,
  type SummaryLine,
  stepOf,
  type TableColumn,
  textOf,
} from '../../components/form-page.ts'
import { halfWidth } from '../../components/format.ts'
import { filledRows, tableError } from '../../components/table-rows.ts'
import { TWIN_WORDS, tieText } from '../../text/words.ts'
import { basisErrors, basisQuestions, basisSummary } from './open-round-pages-basis.ts'

/** Says that equals go to the ticket at once; the first tie must be chosen, so that nobody leaves it out unawares. */
const TICKET = 'ticket'
const TIE_NAMES = ['tie1', 'tie2', 'tie3', 'tie4'] as const

const same = (body: Body) => body

const CLASS_COLUMNS: readonly TableColumn[] = [
  {
    name: 'class',
    label: '类别号',
    kind: 'count',
    width: 22,
    check: (text) =>
      (readCount(text) ?? 0) < 1 || (readCount(text) ?? 0) > 30 ? '应在 1 至 30 之间。' : undefined,
  },
  {
    name: 'name',
    label: '这一类是谁',
    kind: 'text',
    width: 70,
    check: (text) => (text.length > 60 ? '最多 60 个字。' : undefined),
  },
]

const orderPage: FormPage<Body> = {
  id: 'order',
  title: '排序',
  questions: [
    {
      name: 'orderBy',
      label: '先后按什么定',
      kind: 'choice',
      options: [
        { value: 'points', label: '按积分，同分再比' },
        { value: 'draw', label: '按摇号签号' },
      ],
    },
    {
      name: 'classes',
      label: '类别',
      kind: 'table',
      hint: '号小的在前；不分类别就空着',
      columns: CLASS_COLUMNS,
      optional: true,
    },
  ],
  read: same,
  errors: (body) => gatherErrors({ orderBy: orderByError(body), classes: classesError(body) }),
  next: (body) => {
    const twins = asksTwins(body)
    if (textOf(body, 'orderBy') === 'draw') return twins ? 'order-draw-twins' : 'order-draw'
    if (isSingle(body)) return 'order-list'
    return twins ? 'order-wishes' : 'order-plain'
  },
  summary: (body) => [
    { question: '先后', answer: textOf(body, 'orderBy') === 'draw' ? '按摇号签号' : '按积分，同分再比' },
    {
      question: '类别',
      answer:
        readClasses(body)
          .map((row) => `${row.class} ${row.name}`)
          .join('；') || '不分类别',
    },
  ],
}

function orderByError(body: Body): string | undefined {
  if (textOf(body, 'kind') === 'health-check' && textOf(body, 'orderBy') === 'draw')
    return '免费健康体检按积分排序，不摇号。'
  return ['points', 'draw'].includes(textOf(body, 'orderBy')) ? undefined : '请选择先后按什么定。'
}

function readClasses(body: Body): RoundPlan['classes'] {
  return filledRows(body.classes, CLASS_COLUMNS).map(({ cells }) => ({
    class: readCount(cells.class ?? '') ?? 0,
    name: cells.name ?? '',
  }))
}

function classesError(body: Body): string | undefined {
  const numbers = readClasses(body).map((row) => row.class)
  return (
    tableError(body.classes, CLASS_COLUMNS) ??
    (new Set(numbers).size < numbers.length ? '同一个类别号写了两次。' : undefined)
  )
}

/** Health checks and rent support give out one list; schools and flats go along wishes. */
function isSingle(body: Body): boolean {
  return ['health-check', 'rent-support'].includes(textOf(body, 'kind'))
}

/** Only schools with classes can put the second of twins into a better class. */
function asksTwins(body: Body): boolean {
  return textOf(body, 'kind') === 'school' && readClasses(body).length > 0
}

const TWINS: Question = {
  name: 'twins',
  label: '双胞胎（家庭号相同的申请）',
  kind: 'choice',
  hint: '同校优先：一个先排到某校，另一个也填了该校的，在该校排到最前的类别再排一次；不保证同校，写在公告上',
  options: [
    { value: 'no', label: '各自排序' },
    { value: 'yes', label: '双胞胎同校优先' },
  ],
}

function twinsSummary(body: Body): SummaryLine {
  return { question: '双胞胎', answer: TWIN_WORDS[textOf(body, 'twins') === 'yes' ? 'yes' : 'no'] }
}

const TIE_LABELS = ['积分相同的，接着比什么', '仍相同的，再比', '仍相同的，再比', '仍相同的，最后比'] as const

const tieQuestions: readonly Question[] = TIE_NAMES.map((name, index) => ({
  name,
  label: index === 0 ? TIE_LABELS[0] : `${TIE_LABELS[index]}（第 ${index + 1} 项）`,
  kind: 'list',
  half: true,
  ...(index === 0 ? { hint: '上级没有规定的，由主管事先选定并公开' } : { optional: true }),
  options: [
    ...TieKey.options.map((key) => ({ value: key, label: tieText(key) })),
    ...(index === 0 ? [{ value: TICKET, label: '不比，直接看签号' }] : []),
  ],
}))

const listQuestions: readonly Question[] = [
  {
    name: 'line',
    label: '最低积分（含）',
    kind: 'count',
    half: true,
    optional: true,
    hint: '不设分数线就空着，由名额决定',
  },
  {
    name: 'equals',
    label: '末位同分的',
    kind: 'choice',
    options: [
      { value: 'ticket', label: '看签号，名额不增加' },
      { value: 'admit', label: '同分同录，名额可能超出' },
    ],
  },
]

const plainPage: FormPage<Body> = {
  id: 'order-plain',
  title: '同分怎么排',
  questions: [...tieQuestions, ...basisQuestions('order')],
  read: same,
  errors: (body) => gatherErrors({ ...tieErrors(body), ...basisErrors('order', body) }),
  next: () => 'draw',
  summary: (body) => [tieSummary(body), basisSummary('order', body)],
}

const wishesPage: FormPage<Body> = {
  ...plainPage,
  id: 'order-wishes',
  questions: [...tieQuestions, TWINS, ...basisQuestions('order')],
  summary: (body) => [tieSummary(body), twinsSummary(body), basisSummary('order', body)],
}

const listPage: FormPage<Body> = {
  ...plainPage,
  id: 'order-list',
  questions: [...tieQuestions, ...listQuestions, ...basisQuestions('order')],
  errors: (body) =>
    gatherErrors({
      ...tieErrors(body),
      line: lineError(textOf(body, 'line')),
      equals: ['ticket', 'admit'].includes(textOf(body, 'equals')) ? undefined : '请选择末位同分的怎么办。',
      ...basisErrors('order', body),
    }),
  summary: (body) => [
    tieSummary(body),
    { question: '最低积分', answer: textOf(body, 'line') === '' ? '不设' : `${textOf(body, 'line')} 分` },
    {
      question: '末位同分',
      answer: textOf(body, 'equals') === 'admit' ? '同分同录，名额可能超出' : '看签号，名额不增加',
    },
    basisSummary('order', body),
  ],
}

const drawOrderPage: FormPage<Body> = {
  ...plainPage,
  id: 'order-draw',
  title: '排序依据',
  questions: basisQuestions('order'),
  errors: (body) => gatherErrors(basisErrors('order', body)),
  summary: (body) => [basisSummary('order', body)],
}

const drawTwinsPage: FormPage<Body> = {
  ...drawOrderPage,
  id: 'order-draw-twins',
  questions: [TWINS, ...basisQuestions('order')],
  summary: (body) => [twinsSummary(body), basisSummary('order', body)],
}

/** The pages on the order. */
export const orderSteps: readonly Step[] = [
  orderPage,
  listPage,
  plainPage,
  wishesPage,
  drawOrderPage,
  drawTwinsPage,
].map(stepOf)

function chosenTies(body: Body): string[] {
  return TIE_NAMES.map((name) => textOf(body, name))
}

function tieErrors(body: Body): Record<string, string | undefined> {
  const ties = chosenTies(body)
  const errors: Record<string, string | undefined> = {}
  if (ties[0] === '') errors.tie1 = '请选择同分规则。没有规定的，由主管选定。'
  TIE_NAMES.forEach((name, index) => {
    const tie = ties[index]
    if (index === 0 || tie === '') return
    if (ties[0] === TICKET) errors[name] = '已选直接看签号，这里请空着。'
    else if (ties[index - 1] === '') errors[name] = '请先选前一项。'
    else if (ties.indexOf(tie ?? '') < index) errors[name] = '这一项前面已经选过。'
  })
  return errors
}

function tieSummary(body: Body): SummaryLine {
  return { question: '同分次序', answer: [...readTies(body).map(tieText), '签号'].join('，再') }
}

function readTies(body: Body): TieKey[] {
  return chosenTies(body).flatMap((tie) => TieKey.safeParse(tie).data ?? [])
}

/** Points as typed, with half-width digits. */
function lineOf(text: string): string {
  return halfWidth(text).replaceAll('．', '.').trim()
}

function lineError(text: string): string | undefined {
  if (text === '' || RoundPoints.safeParse(lineOf(text)).success) return undefined
  return '最低积分只写数字，最多两位小数，如 60 或 60.5。'
}

type OrderPart = Pick<RoundPlan, 'order' | 'classes' | 'ties' | 'equals' | 'line' | 'siblingClass'>

/** In front of every class that a plan can have. */
const FIRST_CLASS = 0

/** The class of the second of twins; a plan from elsewhere keeps its own. */
function readTwins(body: Body): Pick<RoundPlan, 'siblingClass'> {
  if (!asksTwins(body) || textOf(body, 'twins') !== 'yes') return {}
  return { siblingClass: readCount(textOf(body, 'siblingClass')) ?? FIRST_CLASS }
}

/** The order as the form means it; a draw has neither ties nor a line. */
export function readOrder(body: Body): OrderPart {
  const classes = readClasses(body)
  if (textOf(body, 'orderBy') === 'draw')
    return { order: 'draw', classes, ties: [], ...readTwins(body), equals: 'ticket', line: null }
  const single = isSingle(body)
  const line = lineOf(textOf(body, 'line'))
  return {
    order: 'points',
    classes,
    ties: readTies(body),
    ...readTwins(body),
    equals: single && textOf(body, 'equals') === 'admit' ? 'admit' : 'ticket',
    line: single && line !== '' ? line : null,
  }
}
