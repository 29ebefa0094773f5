import { escapeExcel } from './cell-text.ts'
import { dateSerial } from './number-format.ts'
import { columnLetters } from './places.ts'
import { refusal } from './refusals.ts'
import { STYLE, type StyleName } from './workbook-styles.ts'

/** What a column holds: text never becomes a number, a day is YYYY-MM-DD. */
export type ColumnKind = 'text' | 'number' | 'date'

export type CellValue = string | number | null

/** One row of a sheet with the styles of its cells; a style stands for the whole row or for each column. */
export interface SheetRow {
  cells: CellValue[]
  kinds?: ColumnKind[]
  styles: StyleName | StyleName[]
}

export interface SheetSource {
  name: string
  /** Widths are in characters. */
  columns: { width: number; style: StyleName }[]
  rows: Iterable<SheetRow> | AsyncIterable<SheetRow>
  /** How many rows stay in sight above. */
  frozenRows: number
  /** Printed below each page; plain text. */
  footer?: string
}

const MAX_CELL_CHARACTERS = 32_767
const MAX_FOOTER_CHARACTERS = 255
const PAGE_NUMBERS = '&R第 &P 页，共 &N 页'
const ROWS_PER_PIECE = 500

/** The XML of a worksheet (ECMA-376 Part 1, 18.3.1.99), in pieces. */
export async function* sheetXml(sheet: SheetSource): AsyncGenerator<string> {
  yield sheetStart(sheet)
  let piece: string[] = []
  let row = 0
  for await (const each of sheet.rows) {
    row += 1
    piece.push(rowXml(each, row))
    if (piece.length < ROWS_PER_PIECE) continue
    yield piece.join('')
    piece = []
  }
  yield piece.join('')
  yield sheetEnd(sheet)
}

/** A text as it may stand between or inside XML tags. */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

function sheetStart({ columns, frozenRows }: SheetSource): string {
  const pane =
    frozenRows === 0
      ? ''
      : `<pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/>`
  const cols = columns.map(
    ({ width, style }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${STYLE[style]}" customWidth="1"/>`,
  )
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' +
    `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>` +
    `<cols>${cols.join('')}</cols><sheetData>`
  )
}

function sheetEnd({ footer }: SheetSource): string {
  const footerXml =
    footer === undefined
      ? ''
      : `<headerFooter><oddFooter>${xmlText(footerCode(footer))}</oddFooter></headerFooter>`
  return `</sheetData><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>${footerXml}</worksheet>`
}

/** In a footer `&` begins a code and is doubled; Excel allows 255 characters in all. */
function footerCode(text: string): string {
  const room = MAX_FOOTER_CHARACTERS - PAGE_NUMBERS.length - 3
  let code = '&L'
  for (const character of text.replace(/\s+/g, ' ')) {
    const next = character === '&' ? '&&' : character
    if (code.length + next.length > room) return `${code}…${PAGE_NUMBERS}`
    code += next
  }
  return code + PAGE_NUMBERS
}

function rowXml({ cells, kinds, styles }: SheetRow, row: number): string {
  const xml = cells.map((value, column) => {
    if (value === null || value === '') return ''
    const style = typeof styles === 'string' ? styles : (styles[column] ?? 'text')
    const open = `<c r="${columnLetters(column)}${row}" s="${STYLE[style]}"`
    const number = numberOf(value, kinds?.[column] ?? 'text')
    if (number !== undefined) return `${open}><v>${number}</v></c>`
    return `${open} t="inlineStr"><is><t xml:space="preserve">${textXml(value, row, column)}</t></is></c>`
  })
  return `<row r="${row}">${xml.join('')}</row>`
}

/** What the cell holds as a number; undefined where it holds text, also a date before Excel's calendar is right. */
function numberOf(value: string | number, kind: ColumnKind): number | undefined {
  if (kind === 'number' && typeof value === 'number' && Number.isFinite(value)) return value
  return kind === 'date' && typeof value === 'string' ? dateSerial(value) : undefined
}

function textXml(value: string | number, row: number, column: number): string {
  const text = String(value).replace(/\r\n?/g, '\n')
  if (text.length > MAX_CELL_CHARACTERS) {
    throw refusal(
      `第 ${row} 行 ${columnLetters(column)} 列超过 ${MAX_CELL_CHARACTERS} 个字，Excel 放不下，没有导出。`,
      '请去掉这一列后重新导出。',
    )
  }
  return xmlText(escapeExcel(text))
}
