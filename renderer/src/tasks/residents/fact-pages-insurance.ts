import type { PlainDate } from '#shared/base/plain-date.ts'
import { toMonths } from '#shared/base/year-month.ts'
import { Fund, fundText } from '#shared/domain/people/index.ts'
import { countError, monthError, readCount, readMonth } from '../../components/form-checks.ts'
import { type Body, textOf } from '../../components/form-page.ts'
import { type FactQuestions, optionsOf, reading } from './fact-questions.ts'

const LONGEST_MONTHS = 720

export const insurance: FactQuestions = {
  questions: [
    { name: 'months', label: '省内累计缴纳月数', kind: 'count', hint: '截至数据日，只写整月数', half: true },
  ],
  read(body) {
    const text = textOf(body, 'months')
    const months = readCount(text)
    return reading(
      { months: countError(text, '累计缴纳月数', { least: 0, most: LONGEST_MONTHS, unit: '个月' }) },
      () => (months === undefined ? undefined : { kind: 'insurance', months }),
    )
  },
}

/** How the months of one statement were paid; one letter for all of them. */
const LETTERS = [
  { value: 'P', label: '当月缴纳' },
  { value: 'B', label: '补缴' },
  { value: 'T', label: '外地转入' },
  { value: '-', label: '证明没有缴' },
]

export const contribution: FactQuestions = {
  questions: [
    { name: 'fund', label: '险种', kind: 'list', options: optionsOf(Fund.options, fundText) },
    { name: 'from', label: '从', kind: 'month', half: true },
    { name: 'to', label: '到', kind: 'month', half: true, hint: '含这一个月；只有一个月就两处写同一个月' },
    {
      name: 'letter',
      label: '这几个月',
      kind: 'choice',
      options: LETTERS,
      hint: '缴法不同的月份分几次记；没有查到记录的月份不要记，保持未知',
    },
  ],
  read(body, today) {
    const fund = Fund.safeParse(textOf(body, 'fund')).data
    const letter = LETTERS.find(({ value }) => value === textOf(body, 'letter'))?.value
    const { from, count, errors } = readMonths(body, today)
    return reading(
      {
        fund: fund === undefined ? '请选择险种。' : undefined,
        ...errors,
        letter: letter === undefined ? '请照缴费清单选择。' : undefined,
      },
      () =>
        fund === undefined || from === undefined || letter === undefined
          ? undefined
          : { kind: 'contribution', fund, from, months: letter.repeat(count) },
    )
  },
}

/** The first month and how many there are, both ends counted. */
function readMonths(body: Body, today: PlainDate | undefined) {
  const [fromText, toText] = [textOf(body, 'from'), textOf(body, 'to')]
  const [from, to] = [readMonth(fromText), readMonth(toText)]
  const count = from === undefined || to === undefined ? 0 : toMonths(to) - toMonths(from) + 1
  const wrongSpan =
    from === undefined || to === undefined
      ? undefined
      : count < 1
        ? '结束的月份早于开始的月份。'
        : count > LONGEST_MONTHS
          ? `最多一次记 ${LONGEST_MONTHS} 个月，请核对年份。`
          : undefined
  return {
    from,
    count,
    errors: {
      from: monthError(fromText, '开始的月份', today),
      to: monthError(toText, '结束的月份', today) ?? wrongSpan,
    },
  }
}
