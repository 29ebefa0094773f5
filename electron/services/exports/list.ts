import type { z } from 'zod'
import type { CellValue, ColumnKind } from '#electron/exchange/index.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { ExportColumn, ExportQuestion } from '#shared/ipc/exports.ts'
import type { ServiceContext } from '../context.ts'

/** The rows of a list as of one moment; their cells are read one row at a time. */
export type Rows<Row> = { total: number; rows: Iterable<Row> }

/** A column of a list; `width` is in characters. */
export type Column<Row> = {
  title: string
  width: number
  kind: ColumnKind
  /** Shows a number whole, which only a supervisor may take out. */
  personal?: true
  value: (row: Row) => CellValue
}

/** A list that can leave as a file. */
export interface ExportableRows {
  readonly title: string
  readonly columns: readonly (ExportColumn & Pick<Column<never>, 'width' | 'kind'>)[]
  /** @throws CounterError BAD_INPUT at the filter or the sort that this list does not have */
  checkQuestion(question: ExportQuestion): void
  /** The rows of a checked question with the cells of these columns. At most `limit` of them are read. */
  read(
    context: ServiceContext,
    question: ExportQuestion,
    wanted: { columns: readonly string[]; limit: number },
  ): Rows<CellValue[]>
}

/** Makes a list of its question's schema, its columns by key, and the reading of its rows. */
export function exportableRows<Asked, Row>(list: {
  title: string
  question: z.ZodType<Asked>
  columns: Record<string, Column<Row>>
  read: (context: ServiceContext, question: Asked, limit: number) => Rows<Row>
}): ExportableRows {
  const columns = Object.entries(list.columns).map(([key, { title, width, kind, personal = false }]) => ({
    key,
    title,
    personal,
    width,
    kind,
  }))
  return {
    title: list.title,
    columns,
    checkQuestion(question) {
      const answer = list.question.safeParse(question)
      if (!answer.success) throw unknownQuestion(list.title, answer.error)
    },
    read(context, question, wanted) {
      const { total, rows } = list.read(context, list.question.parse(question), wanted.limit)
      const values = wanted.columns.map((key) => list.columns[key]?.value ?? unknown(key))
      return { total, rows: cellsOf(rows, values) }
    },
  }
}

function* cellsOf<Row>(rows: Iterable<Row>, values: ((row: Row) => CellValue)[]): Generator<CellValue[]> {
  for (const row of rows) yield values.map((value) => value(row))
}

function unknown(key: string): never {
  throw new Error(`no column ${key}`)
}

function unknownQuestion(title: string, { issues: [issue] }: z.ZodError): CounterError {
  const [part, key] = issue?.path ?? []
  const name = issue?.code === 'unrecognized_keys' ? issue.keys[0] : key
  const what = part === 'sort' ? '这样的排序' : `筛选条件${named(String(name ?? ''))}，或它的取值不对`
  return new CounterError('BAD_INPUT', `${title}没有${what}，没有导出。`, {
    at: ['question', part, name].filter((step) => isProgramWord(String(step ?? ''))).join('.'),
    hint: '请回到名单页重新设置筛选和排序，再导出。',
  })
}

/** A key in quotation marks; what is no word of the program may be personal data and is not repeated. */
export function named(key: string): string {
  return isProgramWord(key) ? `“${key}”` : ''
}

function isProgramWord(text: string): boolean {
  return /^[a-z][A-Za-z]{0,29}$/.test(text)
}
