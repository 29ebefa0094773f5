import type { EmployerRow } from '#electron/store/tables/employers.ts'
import { checkUscc } from '#shared/base/uscc.ts'
import { findTown, readText, readYesNo } from '../cells.ts'
import type { Desk } from '../desk.ts'
import { refuseContradiction } from '../disposition.ts'
import type { JudgedRow } from '../judged-row.ts'
import type { EmployersDataset } from './dataset.ts'

/** Employers with the town they are registered in; a statement takes the place of the one before. */
export const employers: EmployersDataset = {
  dataset: 'employers',
  title: '用人单位',
  department: '市场监管',
  subject: 'employers',
  columns: [
    {
      key: 'uscc',
      title: '统一社会信用代码',
      aliases: ['信用代码', '社会信用代码', '单位代码'],
      required: true,
      help: '营业执照上的 18 位代码。这一列请设为“文本”格式。',
      example: '示例 91330282MADEM0015X',
    },
    {
      key: 'name',
      title: '单位名称',
      aliases: ['企业名称', '用人单位', '名称'],
      required: true,
      help: '与营业执照一致。',
      example: '示例轴承厂',
    },
    {
      key: 'town',
      title: '注册地镇街',
      aliases: ['注册地', '镇街', '所属镇街', '注册地镇（街道）'],
      required: true,
      help: '营业执照住所所在的镇或街道；不在本市的写所在地。',
      example: '浒山街道',
    },
    {
      key: 'unionised',
      title: '是否建工会',
      aliases: ['建会情况', '是否建会', '工会'],
      required: false,
      help: '是或否；不清楚的留空，表示不知道。',
      example: '是',
    },
  ],
  judge({ known, rows }, desk) {
    const read = rows.map((row) => readEmployer(row, desk))
    const texts = new Set(read.map(({ name, town, unionised }) => JSON.stringify([name, town, unionised])))
    const places = rows.map(({ row }) => row)
    if (texts.size > 1) for (const row of rows) refuseContradiction(row, places)
    const [first, ...repeated] = read.filter(({ row }) => !row.isBad)
    if (first === undefined) return
    disposeEmployer(first, known, desk)
    for (const { row } of repeated) row.note(`与第 ${first.row.row} 行重复，只记一次。`)
  },
}

type ReadEmployer = { row: JudgedRow; uscc: string; name: string; town: string; unionised: boolean | null }

function readEmployer(row: JudgedRow, { towns }: Desk): ReadEmployer {
  const { normal, problems } = checkUscc(row.cell('uscc'))
  for (const { severity, message } of problems) {
    if (severity === 'error') row.refuse('uscc', message)
    else row.warn('uscc', message)
  }
  const name = readText(row, 'name', 100)
  const town = readText(row, 'town', 50)
  const unionised = readYesNo(row, 'unionised')
  return { row, uscc: normal, name, town: findTown(towns, town) ?? town, unionised }
}

function disposeEmployer({ row, ...read }: ReadEmployer, known: EmployerRow | undefined, desk: Desk): void {
  // A blank cell is not known, which takes nothing away.
  const unionised = read.unionised === null ? (known?.unionised ?? null) : Number(read.unionised)
  const isSame =
    known !== undefined &&
    known.name === read.name &&
    known.town === read.town &&
    known.unionised === unionised
  if (isSame) return
  desk.changes.add({
    what: 'employer',
    uscc: read.uscc,
    name: read.name,
    town: read.town,
    unionised: unionised === null ? '' : unionised === 1 ? '1' : '0',
    replaces: known?.seq ?? 0,
  })
  row.settle('add')
}
