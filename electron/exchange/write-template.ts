import { EXAMPLE_MARK, HELP_SHEET } from './export-marks.ts'
import type { ColumnKind, SheetRow } from './sheet-xml.ts'
import { workbookBytes } from './workbook-file.ts'
import type { StyleName } from './workbook-styles.ts'

/** An empty list for a department to fill in. */
export interface TemplateSheet {
  sheetName: string
  columns: {
    title: string
    required: boolean
    /** Visibly invented; at least one text column's begins with 示例. */
    example: string
    help: string
    kind: ColumnKind
  }[]
  notes: string[]
}

const HELP_COLUMNS = [
  { title: '列名', width: 18 },
  { title: '是否必填', width: 10 },
  { title: '示例', width: 24 },
  { title: '怎样填写', width: 70 },
]
const MIN_WIDTH = 12

/**
 * A template workbook: the header with one invented row below it, and a second sheet that explains each column.
 * Every column is text except dates, so that an identity number typed into it keeps its digits.
 */
export async function writeTemplate(template: TemplateSheet): Promise<Uint8Array> {
  const { sheetName, columns, notes } = template
  if (!columns.some(({ kind, example }) => kind === 'text' && example.startsWith(EXAMPLE_MARK)))
    throw new Error('a template needs a visibly invented example')
  return workbookBytes([
    {
      name: sheetName,
      columns: columns.map(({ title, example, kind }) => ({
        width: Math.max(MIN_WIDTH, 2 * title.length + 2, example.length + 4),
        style: kind === 'date' ? 'date' : 'text',
      })),
      rows: templateRows(columns),
      frozenRows: 1,
    },
    {
      name: HELP_SHEET,
      columns: HELP_COLUMNS.map(({ width }) => ({ width, style: 'wrapped' })),
      rows: helpRows(columns, notes),
      frozenRows: 1,
    },
  ])
}

function templateRows(columns: TemplateSheet['columns']): SheetRow[] {
  const headerStyles = columns.map(({ required }): StyleName => (required ? 'requiredHeader' : 'header'))
  return [
    { cells: columns.map(({ title }) => title), styles: headerStyles },
    {
      cells: columns.map(({ example }) => example),
      kinds: columns.map(({ kind }) => (kind === 'date' ? 'date' : 'text')),
      styles: columns.map(({ kind }) => (kind === 'date' ? 'date' : 'text')),
    },
  ]
}

function helpRows(columns: TemplateSheet['columns'], notes: string[]): SheetRow[] {
  return [
    { cells: HELP_COLUMNS.map(({ title }) => title), styles: 'header' },
    ...columns.map(
      ({ title, required, example, help }): SheetRow => ({
        cells: [title, required ? '必填' : '选填', example, help],
        styles: 'wrapped',
      }),
    ),
    { cells: [], styles: 'wrapped' },
    ...['黄色表头为必填列。', '第二行是示例，填写前请删去。', ...notes].map(
      (note): SheetRow => ({ cells: ['说明', null, null, note], styles: 'wrapped' }),
    ),
  ]
}
