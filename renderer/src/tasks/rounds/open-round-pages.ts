import type { PlainDate } from '#shared/base/plain-date.ts'
import type { OpenRoundRequest } from '#shared/ipc/rounds.ts'
import { countError, dayError, readCount, readDay, textError } from '../../components/form-checks.ts'
import {
  type Body,
  chosenOf,
  type FormPage,
  gatherErrors,
  type Step,
  stepOf,
  textOf,
} from '../../components/form-page.ts'
import { tieText } from '../../text/words.ts'

type Tie = OpenRoundRequest['ties'][number]

const MOST_PLACES = 100_000
const MOST_FEN = 10_000_000

/** Yuan as typed, in fen; undefined where it is no amount. */
export function readFen(text: string): number | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text)
  if (match === null) return undefined
  const [, yuan = '', cents = ''] = match
  return Number(yuan) * 100 + Number(cents.padEnd(2, '0'))
}

function fenError(text: string): string | undefined {
  if (text === '') return '请填写每人费用；没有确定就先不开批次。'
  const fen = readFen(text)
  if (fen === undefined) return '每人费用只写数字，最多两位小数，如 350 或 350.50。'
  return fen > MOST_FEN ? '每人费用不能超过 100000 元。请核对小数点。' : undefined
}

interface Plan {
  title: string
  places: string
  towns: readonly string[]
}

const planPage: FormPage<Plan> = {
  id: 'plan',
  title: '名额和镇街',
  questions: [
    { name: 'title', label: '批次名称', kind: 'text', hint: '写明年度，不与以前的批次同名' },
    { name: 'places', label: '名额', kind: 'count', half: true, hint: '2022 年答复为 50 名' },
    {
      name: 'towns',
      label: '试点镇街（单位所在地）',
      kind: 'many',
      hint: '市里没有公布名单，由主管按本年安排选定',
    },
  ],
  read: (body) => ({
    title: textOf(body, 'title'),
    places: textOf(body, 'places'),
    towns: chosenOf(body, 'towns'),
  }),
  errors: (plan) =>
    gatherErrors({
      title:
        textError(plan.title, '批次名称', 60) ??
        (plan.title.length < 2 ? '批次名称至少 2 个字。' : undefined),
      places: countError(plan.places, '名额', { least: 1, most: MOST_PLACES, unit: '个' }),
      towns: plan.towns.length === 0 ? '请至少选一个镇或街道。' : undefined,
    }),
  next: () => 'money',
  summary: (plan) => [
    { question: '批次名称', answer: plan.title },
    { question: '名额', answer: `${plan.places} 个` },
    { question: '试点镇街', answer: plan.towns.join('、') },
  ],
}

interface Money {
  cost: string
  cutOff: string
}

const moneyPage: FormPage<Money> = {
  id: 'money',
  title: '费用和截止日',
  questions: [
    { name: 'cost', label: '每人费用（元）', kind: 'count', half: true, hint: '总额按三方各三分之一分担' },
    {
      name: 'cutOff',
      label: '积分截止日',
      kind: 'day',
      half: true,
      hint: '积分算到这一天，到这一天才能运行',
    },
  ],
  read: (body) => ({ cost: textOf(body, 'cost'), cutOff: textOf(body, 'cutOff') }),
  errors: (money) =>
    gatherErrors({ cost: fenError(money.cost), cutOff: dayError(money.cutOff, '积分截止日') }),
  next: () => 'order',
  summary: (money) => [
    { question: '每人费用', answer: `${money.cost} 元` },
    { question: '积分截止日', answer: money.cutOff },
  ],
}

const TIE_CHOICES: Readonly<Record<string, { label: string; ties: readonly Tie[] }>> = {
  residence: { label: tieText('residenceMonths'), ties: ['residenceMonths'] },
  insured: { label: tieText('insuredMonths'), ties: ['insuredMonths'] },
  'residence-insured': {
    label: '先比居住登记月数，再比社保月数',
    ties: ['residenceMonths', 'insuredMonths'],
  },
  'insured-residence': {
    label: '先比社保月数，再比居住登记月数',
    ties: ['insuredMonths', 'residenceMonths'],
  },
  ticket: { label: '不比，直接抽签', ties: [] },
}

interface Order {
  ties: string
  seed: string
}

const orderPage: FormPage<Order> = {
  id: 'order',
  title: '同分怎么排',
  questions: [
    {
      name: 'ties',
      label: '积分相同的，接着比什么',
      kind: 'list',
      hint: '上级没有规定同分规则，由主管事先选定并公开',
      options: Object.entries(TIE_CHOICES).map(([value, choice]) => ({ value, label: choice.label })),
    },
    {
      name: 'seed',
      label: '抽签用的公开种子',
      kind: 'text',
      hint: '事先公开的一段文字，如指定某日某期彩票开奖号；任何人都能据此重算抽签',
    },
  ],
  read: (body) => ({ ties: textOf(body, 'ties'), seed: textOf(body, 'seed') }),
  errors: (order) =>
    gatherErrors({
      ties: TIE_CHOICES[order.ties] === undefined ? '请选择同分规则。' : undefined,
      seed:
        textError(order.seed, '抽签种子', 200) ??
        (order.seed.length < 4 ? '抽签种子至少 4 个字。' : undefined),
    }),
  next: () => null,
  summary: (order) => [
    { question: '同分规则', answer: `${TIE_CHOICES[order.ties]?.label ?? '—'}；仍相同的抽签` },
    { question: '抽签种子', answer: order.seed },
  ],
}

/**
 * What a round usually has, to be changed where this one differs: the number of places of the reply of 2022
 * (慈新服建〔2022〕6号 三（三）), a title by year, and points as of today.
 */
export function roundDefaults(today: PlainDate | undefined): Body {
  if (today === undefined) return { places: '50' }
  return { places: '50', title: `${today.slice(0, 4)} 年度新市民职工免费健康体检`, cutOff: today }
}

/** The pages of opening a round. */
export const openRoundSteps: readonly Step[] = [stepOf(planPage), stepOf(moneyPage), stepOf(orderPage)]

/** The plan that the filled form means; undefined while anything is missing. */
export function readRound(body: Body): Omit<OpenRoundRequest, 'commandId'> | undefined {
  const plan = planPage.read(body)
  const money = moneyPage.read(body)
  const order = orderPage.read(body)
  const places = readCount(plan.places)
  const costPerHeadFen = readFen(money.cost)
  const cutOff = readDay(money.cutOff)
  const ties = TIE_CHOICES[order.ties]?.ties
  if (places === undefined || costPerHeadFen === undefined || cutOff === undefined || ties === undefined)
    return undefined
  return {
    title: plan.title,
    places,
    towns: [...plan.towns],
    costPerHeadFen,
    cutOff,
    ties: [...ties],
    seed: order.seed,
  }
}
