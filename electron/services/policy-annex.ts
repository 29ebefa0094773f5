import {
  type CellValue,
  matchColumns,
  readTable,
  type Table,
  writeWorkbook,
} from '#electron/exchange/index.ts'
import { getOffice } from '#electron/store/tables/office.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import { jsonPath } from '#shared/base/read-strictly.ts'
import { ExactText, type Figure, FigureStatus, type PointsPack, parsePack } from '#shared/policy/index.ts'
import { minuteOf } from './clock.ts'
import type { ServiceContext } from './context.ts'
import { type PackFigure, packFigures } from './policy-figures.ts'
import { getRegisteredPolicy } from './policy-register.ts'

/** How sure a figure is, as the table says it. */
const STATUS_WORDS = {
  READ: '原文已读',
  SEED: '答复载明',
  DEFAULT: '默认值',
  CONFLICT: '来源不一致',
  UNREAD: '未装载',
} as const satisfies Record<FigureStatus, string>

const COLUMNS = [
  { key: 'code', title: '指标代码', width: 14 },
  { key: 'name', title: '指标', width: 18 },
  { key: 'place', title: '位置', width: 36 },
  { key: 'meaning', title: '含义', width: 36 },
  { key: 'value', title: '分值', width: 12 },
  { key: 'status', title: '状态', width: 14 },
  { key: 'citation', title: '出处', width: 40 },
  { key: 'note', title: '备注', width: 40 },
] as const
type ColumnKey = (typeof COLUMNS)[number]['key']

const NOTES = [
  '只改分值、状态、出处、备注四列；位置一列用来认出是哪一个数值，请不要改动、增删行。',
  '分值写整数、小数或分数，如 5、0.25、1/4，扣分也不带负号；没有读到的留空，状态写“未装载”。',
  `状态写其中之一：${Object.values(STATUS_WORDS).join('、')}。`,
]

/** What the new version is called, from when it holds, and whether the pack it is made from is in force. */
export type AnnexTarget = {
  policyId: string
  documentNumber: string
  effectiveFrom: PlainDate
  isInForce: boolean
}

/**
 * Every figure of a pack as a workbook, a row each, for the office to write the new figures into.
 * @throws CounterError NOT_FOUND; BAD_INPUT for what is no pack
 */
export async function getAnnex(
  { reader, resources, account, clock }: ServiceContext,
  key: string,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; fileName: string }> {
  const { content } = getRegisteredPolicy(reader, resources, key)
  if (content.kind !== 'pack') {
    throw new CounterError('BAD_INPUT', '这份政策文件不是积分政策包，没有附表。', {
      at: 'key',
      hint: '请选择一份积分政策包。',
    })
  }
  const { name, window } = getOffice(reader)
  const { bytes } = await writeWorkbook({
    name: '分值附表',
    columns: COLUMNS.map(({ title, width }) => ({ title, width, kind: 'text' })),
    rows: packFigures(content.policy).map(annexRow),
    watermark: `${account.name} · ${name}${window} · ${minuteOf(clock.now())} · 政策包 ${content.policy.id} 的分值附表`,
    note: NOTES,
  })
  return { bytes: new Uint8Array(bytes), fileName: `分值附表-${content.policy.id}.xlsx` }
}

/**
 * A new version of a pack with the figures of an annex table: the same structure, another id, document number and
 * first day. Its worked cases were for the old figures and are left out. It supersedes a pack that is in force.
 * @throws CounterError BAD_INPUT naming every bad row and column; POLICY_BAD where the figures do not fit together
 */
export async function packFromAnnex(
  base: PointsPack,
  target: AnnexTarget,
  file: { name: string; bytes: Uint8Array },
): Promise<PointsPack> {
  const table = await readTable(file, { maxRows: 10_000 })
  const figures = readFigures(table, packFigures(base))
  const { policyId, documentNumber, effectiveFrom, isInForce } = target
  const { supersedes: _older, ...kept } = base
  const supersedes = isInForce ? base.id : base.supersedes
  const renewed = {
    ...kept,
    id: policyId,
    name: `${base.name.replace(/（[^（）]*）$/, '')}（${documentNumber}）`,
    documentNumber,
    effectiveFrom,
    effectiveTo: null,
    ...(supersedes === undefined ? {} : { supersedes }),
    cases: [],
  }
  return parsePack(replaced(renewed, figures))
}

function annexRow({ code, name, path, meaning, figure, usual }: PackFigure): CellValue[] {
  return [
    code,
    name,
    jsonPath(path),
    meaning,
    figure.value ?? '',
    STATUS_WORDS[figure.status ?? usual.status],
    figure.citation ?? usual.citation ?? '',
    figure.note ?? '',
  ]
}

/** One fault of the table: where, and what is the matter. */
type Fault = { row: number; column: string; message: string }

/** The figures of the table by their place; refused with every fault when there is any. */
function readFigures(table: Table, wanted: readonly PackFigure[]): Map<string, Figure> {
  const columns = readColumns(table)
  const byPlace = new Map(wanted.map((figure) => [jsonPath(figure.path), figure]))
  const read = new Map<string, Figure>()
  const faults: Fault[] = cellFaults(table)
  for (const { row, cells } of table.rows) {
    const cell = (key: ColumnKey) => cells[columns[key]]?.trim() ?? ''
    const place = cell('place')
    const figure = byPlace.get(place)
    if (figure === undefined) faults.push({ row, column: '位置', message: '这份政策包里没有这个位置' })
    else if (read.has(place)) faults.push({ row, column: '位置', message: '这个位置前面已有一行' })
    else
      read.set(
        place,
        newFigure(figure, cell, (column, message) => faults.push({ row, column, message })),
      )
  }
  const absent = wanted.filter(({ path }) => !read.has(jsonPath(path)))
  if (faults.length > 0 || absent.length > 0) throw badAnnex(faults, absent)
  return read
}

/** What cannot be trusted about the cells themselves. */
function cellFaults({ findings }: Table): Fault[] {
  return findings
    .filter(({ severity }) => severity !== 'note')
    .map(({ row, column, message }) => ({ row: row ?? 1, column: column ?? '表头', message }))
}

function readColumns(table: Table): Record<ColumnKey, number> {
  const { matched, missing, ambiguous } = matchColumns(
    table.header,
    COLUMNS.map(({ key, title }) => ({
      key,
      title,
      aliases: [],
      required: key !== 'name' && key !== 'code',
    })),
  )
  const unclear = [...missing, ...ambiguous.map(({ key }) => key)]
  if (unclear.length > 0) {
    const titles = COLUMNS.filter(({ key }) => unclear.includes(key)).map(({ title }) => title)
    throw new CounterError('BAD_INPUT', `附表里缺少或重复的列：${titles.join('、')}，没有起草。`, {
      at: titles.join('、'),
      hint: '请下载这份政策包的分值附表，在上面填写。',
    })
  }
  const place = (key: ColumnKey) => matched[key] ?? -1
  return {
    code: place('code'),
    name: place('name'),
    place: place('place'),
    meaning: place('meaning'),
    value: place('value'),
    status: place('status'),
    citation: place('citation'),
    note: place('note'),
  }
}

/** The figure as a row of the table gives it; what the row does not change stays as it was said before. */
function newFigure(
  { figure: before, usual }: PackFigure,
  cell: (key: ColumnKey) => string,
  fault: (column: string, message: string) => void,
): Figure {
  const value = cell('value') === '' ? null : cell('value')
  const status = readStatus(cell('status'))
  const citation = cell('citation')
  const note = cell('note')
  if (value !== null && !ExactText.safeParse(value).success)
    fault('分值', '应为不带负号的整数、小数或分数，如 5、0.25、1/4')
  if (status === undefined) fault('状态', `应为其中之一：${Object.values(STATUS_WORDS).join('、')}`)
  if (value === null && status !== undefined && status !== 'UNREAD')
    fault('状态', '没有分值的，状态应为“未装载”')
  if (value !== null && status === 'UNREAD') fault('状态', '填了分值的，状态不能是“未装载”')
  if (status === 'CONFLICT' && before.alternative === undefined)
    fault('状态', '“来源不一致”还须写明另一读法，附表写不下，请改用 JSON 文件起草')
  const isUsualStatus = status === usual.status && before.status === undefined
  const isUsualCitation = (citation === '' || citation === usual.citation) && before.citation === undefined
  return {
    value,
    ...(isUsualStatus || status === undefined ? {} : { status }),
    ...(isUsualCitation || citation === '' ? {} : { citation }),
    ...(note === '' ? {} : { note }),
    ...(status === 'CONFLICT' && before.alternative !== undefined ? { alternative: before.alternative } : {}),
  }
}

/** A status by its words or its code; undefined where it is neither. */
function readStatus(text: string): FigureStatus | undefined {
  return FigureStatus.options.find((status) => STATUS_WORDS[status] === text || status === text)
}

/** A copy of a JSON value in which the figures at these places are others. */
function replaced(
  value: unknown,
  figures: ReadonlyMap<string, Figure>,
  path: readonly (string | number)[] = [],
): unknown {
  const figure = figures.get(jsonPath(path))
  if (figure !== undefined) return figure
  if (Array.isArray(value)) return value.map((part, index) => replaced(part, figures, [...path, index]))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, replaced(part, figures, [...path, name])]),
  )
}

function badAnnex(faults: readonly Fault[], absent: readonly PackFigure[]): CounterError {
  const words = [
    ...faults.map(({ row, column, message }) => `第 ${row} 行“${column}”：${message}`),
    ...absent.map(({ name, path }) => `缺少${name}的一行（位置 ${jsonPath(path)}）`),
  ]
  const [first] = faults
  return new CounterError('BAD_INPUT', `附表有 ${words.length} 处不能使用，没有起草。${words.join('；')}。`, {
    at: first === undefined ? '位置' : `第 ${first.row} 行“${first.column}”`,
    hint: '请在附表中逐处更正后重新选择。',
  })
}
