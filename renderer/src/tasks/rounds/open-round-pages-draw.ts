import { type PlainDate, toDays } from '#shared/base/plain-date.ts'
import { LONGEST_WAIT_DAYS, type RoundPlan } from '#shared/domain/allocation/index.ts'
import { dayError, readDay, textError } from '../../components/form-checks.ts'
import {
  type Body,
  type FormPage,
  gatherErrors,
  type Step,
  stepOf,
  type TableColumn,
  textOf,
} from '../../components/form-page.ts'
import { filledRows, tableError } from '../../components/table-rows.ts'
import { basisErrors, basisQuestions, basisSummary } from './open-round-pages-basis.ts'

const LONGEST_SEED = 200
const SHORTEST_SEED = 4
const MOST_REVEALERS = 20

const same = (body: Body) => body

/** What is wrong with a text that becomes part of a seed; parts are joined by `|`. */
function seedError(text: string, what: string): string | undefined {
  const wrong = textError(text, what, LONGEST_SEED)
  if (wrong !== undefined) return wrong
  if (text.length < SHORTEST_SEED) return `${what}至少 ${SHORTEST_SEED} 个字。`
  return text.includes('|') ? `${what}不能含有“|”。` : undefined
}

const REVEALER_COLUMNS: readonly TableColumn[] = [
  { name: 'name', label: '揭示人', kind: 'text', width: 24, check: (text) => textError(text, '揭示人', 60) },
  { name: 'role', label: '身份', kind: 'text', width: 30, check: (text) => textError(text, '身份', 60) },
  {
    name: 'fallback',
    label: '缺席时用的备用值',
    kind: 'text',
    width: 40,
    check: (text) => seedError(text, '备用值'),
  },
]

const drawPage: FormPage<Body> = {
  id: 'draw',
  title: '摇号种子',
  questions: [
    {
      name: 'mode',
      label: '签号的种子怎么定',
      kind: 'choice',
      hint: '种子定下后，任何人都能用它重算每个签号',
      options: [
        { value: 'named', label: '事先公开一段文字' },
        { value: 'commit-reveal', label: '几人承诺、当众揭示，再加一个公共号码' },
      ],
    },
  ],
  read: same,
  errors: (body) =>
    gatherErrors({
      mode: ['named', 'commit-reveal'].includes(textOf(body, 'mode')) ? undefined : '请选择种子怎么定。',
    }),
  next: (body) => (textOf(body, 'mode') === 'commit-reveal' ? 'draw-reveal' : 'draw-named'),
  summary: () => [],
}

const namedPage: FormPage<Body> = {
  id: 'draw-named',
  title: '公开的文字',
  questions: [
    {
      name: 'seed',
      label: '抽签用的公开种子',
      kind: 'text',
      hint: '任何人都能据此重算签号，也能事先算出每个编号的签号：编号须按受理先后连着编，不能挑。单凭摇号分配的，宜用承诺和揭示',
    },
    ...basisQuestions('draw'),
  ],
  read: same,
  errors: (body) =>
    gatherErrors({ seed: seedError(textOf(body, 'seed'), '抽签种子'), ...basisErrors('draw', body) }),
  next: () => null,
  summary: (body) => [{ question: '公开种子', answer: textOf(body, 'seed') }, basisSummary('draw', body)],
}

const revealPage: FormPage<Body> = {
  id: 'draw-reveal',
  title: '承诺和揭示',
  questions: [
    {
      name: 'revealers',
      label: '揭示人（如公证员、人大代表、申请人代表）',
      kind: 'table',
      columns: REVEALER_COLUMNS,
    },
    {
      name: 'numberSource',
      label: '公共号码从哪里来',
      kind: 'text',
      hint: '谁都左右不了的号码，如某日某期双色球开奖号',
    },
    {
      name: 'numberDay',
      label: '号码哪天产生',
      kind: 'day',
      hint: '名单冻结和各人揭示都到前一天为止；没有揭示的，从这天起登记缺席；都齐了最后登记号码',
    },
    { name: 'numberOtherwise', label: '那天没有号码怎么办', kind: 'text', hint: '事先写明，到时不再商量' },
    ...basisQuestions('draw'),
  ],
  read: same,
  errors: (body) =>
    gatherErrors({
      revealers: revealersError(body),
      numberSource: textError(textOf(body, 'numberSource'), '号码来源', 200),
      numberDay: dayError(textOf(body, 'numberDay'), '号码产生的日期') ?? numberDayError(body),
      numberOtherwise: textError(textOf(body, 'numberOtherwise'), '没有号码时的办法', 200),
      ...basisErrors('draw', body),
    }),
  next: () => null,
  summary: (body) => [
    {
      question: '揭示人',
      answer: readRevealers(body)
        .map(({ name, role, fallback }) => `${name}（${role}，缺席用“${fallback}”）`)
        .join('；'),
    },
    { question: '公共号码', answer: `${textOf(body, 'numberDay')} ${textOf(body, 'numberSource')}` },
    { question: '没有号码时', answer: textOf(body, 'numberOtherwise') },
    basisSummary('draw', body),
  ],
}

/** The pages on the draw. */
export const drawSteps: readonly Step[] = [drawPage, namedPage, revealPage].map(stepOf)

/** The list is frozen after the cut-off and the last day of applying, and before the day of the number. */
function numberDayError(body: Body): string | undefined {
  const day = readDay(textOf(body, 'numberDay'))
  const ends = [readDay(textOf(body, 'cutOff')), readDay(textOf(body, 'applyUntil'))]
  const last = ends
    .filter((end) => end !== undefined)
    .sort()
    .at(-1)
  if (day === undefined || last === undefined) return undefined
  if (day <= last)
    return `号码要在 ${last} 以后的日子产生：名单到那天才能冻结，而冻结和揭示只到号码产生的前一天。`
  return toDays(day) - toDays(last) > LONGEST_WAIT_DAYS
    ? `号码比 ${last} 晚了超过一年，请核对年份；名单冻结以后不能再改。`
    : undefined
}

function readRevealers(body: Body): { name: string; role: string; fallback: string }[] {
  return filledRows(body.revealers, REVEALER_COLUMNS).map(({ cells }) => ({
    name: cells.name ?? '',
    role: cells.role ?? '',
    fallback: cells.fallback ?? '',
  }))
}

function revealersError(body: Body): string | undefined {
  const names = readRevealers(body).map(({ name }) => name)
  if (names.length === 0) return '请至少写一位揭示人。'
  if (names.length > MOST_REVEALERS) return `揭示人最多 ${MOST_REVEALERS} 位。`
  if (new Set(names).size < names.length) return '同一个揭示人写了两次。'
  return tableError(body.revealers, REVEALER_COLUMNS)
}

/** The draw as the form means it; undefined while a day is missing. */
export function readDraw(body: Body): RoundPlan['draw'] | undefined {
  if (textOf(body, 'mode') !== 'commit-reveal') return { mode: 'named', seed: textOf(body, 'seed') }
  const day: PlainDate | undefined = readDay(textOf(body, 'numberDay'))
  if (day === undefined) return undefined
  return {
    mode: 'commit-reveal',
    revealers: readRevealers(body),
    number: {
      source: textOf(body, 'numberSource'),
      day,
      otherwise: textOf(body, 'numberOtherwise'),
    },
  }
}
