import type { KnownPerson } from '#electron/store/tables/bulk-people.ts'
import { monthsOfDay, toMonths } from '#shared/base/year-month.ts'
import type { Fund } from '#shared/domain/people/index.ts'
import { readMonth, readWord, requireCell } from '../cells.ts'
import type { Desk } from '../desk.ts'
import { judgeMonths, LONGEST_STATEMENT, type SaidLetter, type SaidMonths } from '../fund-statements.ts'
import type { JudgedRow } from '../judged-row.ts'
import { requirePerson } from '../person-rows.ts'
import { weigh } from '../weigh.ts'
import { ID_NUMBER, NAME } from './columns.ts'
import type { PeopleDataset } from './dataset.ts'

const FUNDS = {
  养老保险: 'pension',
  养老: 'pension',
  基本养老保险: 'pension',
  企业职工基本养老保险: 'pension',
  城镇职工基本养老保险: 'pension',
  医疗保险: 'medical',
  医疗: 'medical',
  基本医疗保险: 'medical',
  职工基本医疗保险: 'medical',
  失业保险: 'unemployment',
  失业: 'unemployment',
  工伤保险: 'injury',
  工伤: 'injury',
  生育保险: 'maternity',
  生育: 'maternity',
  住房公积金: 'housingFund',
  公积金: 'housingFund',
} as const satisfies Record<string, Fund>

const LETTERS = {
  正常缴费: 'P',
  正常: 'P',
  正常缴存: 'P',
  已缴: 'P',
  实缴: 'P',
  补缴: 'B',
  补存: 'B',
  转入: 'T',
  转移接续: 'T',
  未缴: '-',
  欠缴: '-',
  欠费: '-',
  中断: '-',
  停缴: '-',
} as const satisfies Record<string, SaidLetter>

/** Months of insurance and housing fund, as a range of months in one row. */
export const contributions: PeopleDataset = {
  dataset: 'contributions',
  title: '参保缴存月份',
  department: '人社',
  subject: 'people',
  columns: [
    ID_NUMBER,
    NAME,
    {
      key: 'fund',
      title: '险种',
      aliases: ['险种名称', '保险类型', '缴费险种', '类型'],
      required: true,
      help: '养老保险、医疗保险、失业保险、工伤保险、生育保险或住房公积金。',
      example: '养老保险',
    },
    {
      key: 'from',
      title: '起始年月',
      aliases: ['开始年月', '起始月份', '缴费起始年月', '缴费年月', '费款所属期'],
      required: true,
      help: '这一段的第一个月，如 2024-01。',
      example: '2024-01',
    },
    {
      key: 'to',
      title: '截止年月',
      aliases: ['结束年月', '终止年月', '截止月份', '缴费截止年月'],
      required: false,
      help: '这一段的最后一个月；只有一个月的可以留空。',
      example: '2024-12',
    },
    {
      key: 'status',
      title: '缴费状态',
      aliases: ['状态', '缴费类型', '缴存状态', '缴费标志'],
      required: true,
      help: '正常缴费、补缴、转入或未缴。没有列出的月份是不知道，不是未缴。',
      example: '正常缴费',
    },
  ],
  judge(subject, desk) {
    const person = requirePerson(subject, desk)
    if (person === undefined) return
    const said = subject.rows.flatMap((row) => readMonths(row, person, desk))
    judgeMonths(person.seq, said, desk)
  },
}

function readMonths(row: JudgedRow, person: KnownPerson, desk: Desk): SaidMonths[] {
  const fund = readWord(row, 'fund', FUNDS)
  const letter = readWord(row, 'status', LETTERS)
  const from = readMonth(row, 'from')
  const to = row.cell('to') === '' ? from : readMonth(row, 'to')
  if (row.cell('from') === '') requireCell(row, 'from')
  if (fund === undefined || letter === undefined || from === undefined || to === undefined) return []
  const first = toMonths(from)
  const last = toMonths(to)
  if (last < first) row.refuse('to', '截止年月早于起始年月。请核对，可能两格填反了。')
  else if (last - first >= LONGEST_STATEMENT) row.refuse('to', '一段超过 60 年，不可能。请核对起止年月。')
  else if (!isPlain({ first, last }, person, desk)) {
    const value = { kind: 'contribution', fund, from, months: letter.repeat(last - first + 1) } as const
    // What the store holds of these months is weighed month by month when the rows are put together.
    weigh(row, value, { person, facts: [], desk, columnOf: { months: 'to' } })
  }
  return row.isBad ? [] : [{ row, fund, first, last, letter }]
}

/** A year past working age (16, 劳动法 art. 15), so that no day of the month matters. */
const SURELY_WORKING_MONTHS = 17 * 12

/** Months after the youth of the person and not after the data: no contradiction looks further, and most rows are so. */
function isPlain(
  { first, last }: { first: number; last: number },
  { birth }: KnownPerson,
  { source }: Desk,
): boolean {
  return first >= monthsOfDay(birth) + SURELY_WORKING_MONTHS && last <= monthsOfDay(source.dataDate)
}
