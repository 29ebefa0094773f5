import type { FactValue, OffenceKind } from '#shared/domain/people/index.ts'
import { readDay, readText, readWord, requireCell } from '../cells.ts'
import type { JudgedRow } from '../judged-row.ts'
import { judgeFacts } from '../person-facts.ts'
import { ID_NUMBER, NAME } from './columns.ts'
import type { PeopleDataset } from './dataset.ts'

const NATURES = {
  刑事犯罪: 'criminal',
  刑事: 'criminal',
  行政处罚: 'administrative',
  行政: 'administrative',
  治安处罚: 'administrative',
  失信: 'dishonesty',
  失信被执行人: 'dishonesty',
} as const satisfies Record<string, OffenceKind>

/** Offences and breaches of credit, by the number of the decision. */
export const offences: PeopleDataset = {
  dataset: 'offences',
  title: '违法失信',
  department: '公安',
  subject: 'people',
  columns: [
    ID_NUMBER,
    NAME,
    {
      key: 'nature',
      title: '类别',
      aliases: ['违法类别', '案件类别'],
      required: true,
      help: '刑事犯罪、行政处罚或失信。',
      example: '行政处罚',
    },
    {
      key: 'document',
      title: '决定文书号',
      aliases: ['文书号', '决定书文号', '判决书号', '案号'],
      required: true,
      help: '决定书、判决书的文号，同一文号只记一次。',
      example: '示例公决字〔2024〕第1号',
    },
    {
      key: 'decidedOn',
      title: '决定日期',
      aliases: ['处罚日期', '判决日期', '作出日期'],
      required: true,
      help: '作出决定的日期。',
      example: '2024-06-18',
    },
  ],
  judge: (subject, desk) => judgeFacts(subject, desk, { read: readOffence, columnOf: {}, besides: [] }),
}

function readOffence(row: JudgedRow): FactValue[] {
  const nature = readWord(row, 'nature', NATURES)
  const document = readText(row, 'document', 100)
  const decidedOn = readDay(row, 'decidedOn')
  if (row.cell('decidedOn') === '') requireCell(row, 'decidedOn')
  if (nature === undefined || decidedOn === undefined || document === '') return []
  return [{ kind: 'offence', nature, document, decidedOn }]
}
