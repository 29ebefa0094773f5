import type { FactValue } from '#shared/domain/people/index.ts'
import { readDay } from '../cells.ts'
import type { JudgedRow } from '../judged-row.ts'
import { judgeFacts } from '../person-facts.ts'
import { ID_NUMBER, NAME } from './columns.ts'
import type { PeopleDataset } from './dataset.ts'

const LONGEST_NUMBER = 40

/** Residence registration, permit and yearly endorsement: three clocks, each a fact of its own. */
export const permits: PeopleDataset = {
  dataset: 'permits',
  title: '居住登记和居住证',
  department: '公安',
  subject: 'people',
  columns: [
    ID_NUMBER,
    NAME,
    {
      key: 'number',
      title: '居住证号',
      aliases: ['居住证编号', '居住证号码', '证件编号'],
      required: false,
      help: '居住证上的编号，没有的留空。',
      example: '示例0000000001',
    },
    day('registeredOn', '居住登记日期', ['登记日期', '暂住登记日期'], '第一次办理居住登记的日期。'),
    day(
      'issuedOn',
      '签发日期',
      ['发证日期', '居住证签发日期'],
      '居住证第一次签发的日期，须同时填写签注有效期至。',
    ),
    day('endorsedOn', '签注日期', ['最近签注日期'], '最近一次签注的日期，须同时填写签注有效期至。'),
    day('until', '签注有效期至', ['有效期至', '签注到期日', '签注有效期'], '最近一次签注有效到哪一天。'),
  ],
  judge: (subject, desk) =>
    judgeFacts(subject, desk, {
      read: readPermit,
      columnOf: { endorsedUntil: 'until' },
      besides: ['residence', 'permit', 'endorsement', 'hukou'],
    }),
}

function day(key: string, title: string, aliases: string[], help: string) {
  return { key, title, aliases, required: false, help, example: '2024-06-18' }
}

function readPermit(row: JudgedRow): FactValue[] {
  const registeredOn = readDay(row, 'registeredOn')
  const issuedOn = readDay(row, 'issuedOn')
  const endorsedOn = readDay(row, 'endorsedOn')
  const until = readDay(row, 'until')
  const number = row.cell('number')
  if (number.length > LONGEST_NUMBER) row.refuse('number', '居住证号太长，可能错列。请核对这一行。')
  if (row.isBad) return []
  if ((issuedOn ?? endorsedOn) !== undefined && until === undefined) {
    row.refuse('until', '填了签发日期或签注日期的，须同时填写签注有效期至。')
  }
  if (issuedOn === undefined && endorsedOn === undefined && (until !== undefined || number !== '')) {
    row.refuse('issuedOn', '填了居住证号或签注有效期的，须同时填写签发日期或签注日期。')
  }
  if ((registeredOn ?? issuedOn ?? endorsedOn ?? until) === undefined) {
    row.refuse(null, '这一行没有任何日期，没有可以导入的内容。')
  }
  return [
    ...(registeredOn === undefined ? [] : [{ kind: 'residence', registeredOn } as const]),
    ...(issuedOn === undefined || until === undefined
      ? []
      : [{ kind: 'permit', issuedOn, endorsedUntil: until, ...(number === '' ? {} : { number }) } as const]),
    ...(endorsedOn === undefined || until === undefined
      ? []
      : [{ kind: 'endorsement', endorsedOn, until } as const]),
  ]
}
