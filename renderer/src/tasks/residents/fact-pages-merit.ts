import {
  DonationKind,
  donationText,
  HonourCategory,
  HonourLevel,
  honourCategoryText,
  honourText,
  TaxPayer,
  taxPayerText,
} from '#shared/domain/people/index.ts'
import { countError, dayError, readCount, readDay, readFen, textError } from '../../components/form-checks.ts'
import { textOf } from '../../components/form-page.ts'
import { type FactQuestions, optionsOf, reading, yearError } from './fact-questions.ts'

const HOURS_OF_A_YEAR = 8784
const MOST_MILLILITRES = 10_000

export const honour: FactQuestions = {
  questions: [
    { name: 'title', label: '名称', kind: 'text', hint: '照证书写，如：市优秀新市民' },
    {
      name: 'category',
      label: '类别',
      kind: 'choice',
      options: optionsOf(HonourCategory.options, honourCategoryText),
    },
    {
      name: 'level',
      label: '级别',
      kind: 'list',
      options: optionsOf(HonourLevel.options, honourText),
      half: true,
    },
    { name: 'awardedOn', label: '授予日期', kind: 'day', half: true },
  ],
  read(body, today) {
    const [title, dayText] = [textOf(body, 'title'), textOf(body, 'awardedOn')]
    const level = HonourLevel.safeParse(textOf(body, 'level')).data
    const category = HonourCategory.safeParse(textOf(body, 'category')).data
    const awardedOn = readDay(dayText)
    return reading(
      {
        title: textError(title, '表彰名称', 100),
        category: category === undefined ? '请照证书选择类别。' : undefined,
        level: level === undefined ? '请照落款单位选择级别。' : undefined,
        awardedOn: dayError(dayText, '授予日期', today),
      },
      () =>
        level === undefined || category === undefined || awardedOn === undefined
          ? undefined
          : { kind: 'honour', title, level, category, awardedOn },
    )
  },
}

export const service: FactQuestions = {
  questions: [
    { name: 'organisation', label: '服务组织', kind: 'text' },
    { name: 'year', label: '年度', kind: 'count', half: true },
    { name: 'hours', label: '时长（小时）', kind: 'count', hint: '这一年合计，只写整小时', half: true },
  ],
  read(body, today) {
    const organisation = textOf(body, 'organisation')
    const [yearText, hoursText] = [textOf(body, 'year'), textOf(body, 'hours')]
    const [year, hours] = [readCount(yearText), readCount(hoursText)]
    return reading(
      {
        organisation: textError(organisation, '服务组织', 100),
        year: yearError(yearText, '年度', today),
        hours: countError(hoursText, '时长', { least: 0, most: HOURS_OF_A_YEAR, unit: '小时' }),
      },
      () =>
        year === undefined || hours === undefined
          ? undefined
          : { kind: 'service', organisation, year, hours },
    )
  },
}

export const donation: FactQuestions = {
  questions: [
    { name: 'what', label: '捐献', kind: 'list', options: optionsOf(DonationKind.options, donationText) },
    { name: 'donatedOn', label: '日期', kind: 'day', half: true },
    {
      name: 'amount',
      label: '数量',
      kind: 'code',
      half: true,
      optional: true,
      hint: '献血、血小板写毫升，捐款写元；不知道就不填',
    },
  ],
  read(body, today) {
    const what = DonationKind.safeParse(textOf(body, 'what')).data
    const [dayText, amountText] = [textOf(body, 'donatedOn'), textOf(body, 'amount')]
    const donatedOn = readDay(dayText)
    const amount = readAmount(what, amountText)
    return reading(
      {
        what: what === undefined ? '请选择捐献的是什么。' : undefined,
        donatedOn: dayError(dayText, '捐献日期', today),
        amount: amountText !== '' && amount === null ? amountWrong(what) : undefined,
      },
      () =>
        what === undefined || donatedOn === undefined
          ? undefined
          : { kind: 'donation', what, donatedOn, amount },
    )
  },
}

/** Millilitres of blood or platelets, or fen of money; null where none was typed or it is none. */
function readAmount(what: DonationKind | undefined, text: string): number | null {
  const amount = what === 'money' ? readFen(text) : isBlood(what) ? readCount(text) : undefined
  if (amount === undefined || amount < 1) return null
  return isBlood(what) && amount > MOST_MILLILITRES ? null : amount
}

function isBlood(what: DonationKind | undefined): boolean {
  return what === 'blood' || what === 'platelets'
}

function amountWrong(what: DonationKind | undefined): string {
  if (isBlood(what)) return `献血量应在 1 至 ${MOST_MILLILITRES} 毫升之间，只写数字。`
  if (what === 'money') return '捐款应写元，最多两位小数，如 200 或 200.50。'
  return '这一类捐献没有数量，请留空。'
}

export const tax: FactQuestions = {
  questions: [
    { name: 'payer', label: '纳税人', kind: 'choice', options: optionsOf(TaxPayer.options, taxPayerText) },
    { name: 'year', label: '年度', kind: 'count', half: true },
    { name: 'amount', label: '缴纳税款（元）', kind: 'code', hint: '照完税证明，最多两位小数', half: true },
  ],
  read(body, today) {
    const payer = TaxPayer.safeParse(textOf(body, 'payer')).data
    const [yearText, amountText] = [textOf(body, 'year'), textOf(body, 'amount')]
    const [year, amountFen] = [readCount(yearText), readFen(amountText)]
    return reading(
      {
        payer: payer === undefined ? '请照完税证明选择。' : undefined,
        year: yearError(yearText, '年度', today),
        amount: amountFen === undefined ? '请写税款金额，如 3560.20；没有税款写 0。' : undefined,
      },
      () =>
        payer === undefined || year === undefined || amountFen === undefined
          ? undefined
          : { kind: 'tax', payer, year, amountFen },
    )
  },
}
