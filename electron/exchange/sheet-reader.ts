import type { CellProblem } from './cell-findings.ts'
import { unescapeExcel } from './cell-text.ts'
import { type NumberFormat, readNumber } from './number-format.ts'
import { type CellRange, columnIndex, parseRange } from './places.ts'
import { damagedWorkbook } from './refusals.ts'
import { MAX_COLUMNS } from './table.ts'
import { isTrue, type Workbook } from './workbook.ts'
import { type Attributes, readXml, type XmlHandlers } from './xml-reader.ts'

export interface SheetHandlers {
  /** One row that has cells; `row` from 1, `cells` by column from 0, raw. Rows come in order. */
  row(row: number, cells: string[], problems: CellProblem[]): void
  /** Rows that the sheet hides, from 1. */
  hiddenRow(row: number): void
  merge(range: CellRange): void
}

const LAST_COLUMN = 16_384
/** As many as Excel allows. */
const MAX_CELL_CHARACTERS = 32_767
/** Formulas that fill ranges reaching one row; legal ones cannot overlap. */
const MAX_FILLED = 2_000
const PLAIN: NumberFormat = { kind: 'plain' }

interface OpenCell {
  /** From 0; what lies beyond the last column that is read stands together in the one after it. */
  column: number
  type: string
  style: number
  text: string
  isFormula: boolean
  hasValue: boolean
}

interface OpenRow {
  row: number
  cells: string[]
  problems: CellProblem[]
  nextColumn: number
}

/**
 * Tells a worksheet's rows, then its merged ranges (ECMA-376 Part 1, 18.3). A cell that is a formula, or lies in the
 * range of one that fills several cells, has no text: the stored result is whatever the last program left there.
 */
export async function readSheet(
  source: AsyncIterable<Uint8Array>,
  workbook: Workbook,
  handlers: SheetHandlers,
): Promise<void> {
  await readXml(source, createSheetParser(workbook, handlers))
}

/** Whether a worksheet has any cell with content. */
export async function hasContent(source: AsyncIterable<Uint8Array>): Promise<boolean> {
  let found = false
  await readXml(source, {
    open(name) {
      found ||= name === 'v' || name === 'is' || name === 'f'
    },
    isDone: () => found,
  })
  return found
}

/** Where the reader stands in the sheet. */
interface Parsing {
  handlers: SheetHandlers
  workbook: Workbook
  lastRow: number
  row: OpenRow | undefined
  cell: OpenCell | undefined
  isText: boolean
  isPhonetic: boolean
  /** Ranges filled by a formula of an earlier cell, as far as they reach this row. */
  filled: CellRange[]
}

function createSheetParser(workbook: Workbook, handlers: SheetHandlers): XmlHandlers {
  const parsing: Parsing = {
    handlers,
    workbook,
    lastRow: 0,
    row: undefined,
    cell: undefined,
    isText: false,
    isPhonetic: false,
    filled: [],
  }
  return {
    open: (name, attributes) => openElement(parsing, name, attributes),
    text(text) {
      if (parsing.isText && parsing.cell !== undefined) parsing.cell.text += text
    },
    close: (name) => closeElement(parsing, name),
  }
}

function openElement(parsing: Parsing, name: string, attributes: Attributes): void {
  if (name === 'row') openRow(parsing, attributes)
  else if (name === 'c' && parsing.row !== undefined) openCell(parsing, parsing.row, attributes)
  else if (name === 'f' && parsing.cell !== undefined) openFormula(parsing, parsing.cell, attributes)
  else if (name === 'rPh') parsing.isPhonetic = true
  else if (name === 'mergeCell') mergeOf(attributes, parsing.handlers)
  const { cell } = parsing
  parsing.isText = cell !== undefined && (name === 'v' || (name === 't' && !parsing.isPhonetic))
  if (parsing.isText && cell !== undefined) cell.hasValue = true
}

function closeElement(parsing: Parsing, name: string): void {
  const { row, cell, workbook, handlers } = parsing
  parsing.isText = false
  if (name === 'rPh') parsing.isPhonetic = false
  if (name === 'c' && cell !== undefined && row !== undefined) {
    keepCell(row, cell, workbook)
    parsing.cell = undefined
  } else if (name === 'row' && row !== undefined) {
    handlers.row(
      row.row,
      Array.from(row.cells, (text) => text ?? ''),
      row.problems,
    )
    parsing.row = undefined
  }
}

function openRow(parsing: Parsing, attributes: Attributes): void {
  const row = Number(attributes('r') ?? parsing.lastRow + 1)
  if (!Number.isInteger(row) || row <= parsing.lastRow) throw damagedWorkbook('order of rows')
  parsing.lastRow = row
  if (isTrue(attributes('hidden'))) parsing.handlers.hiddenRow(row)
  if (parsing.filled.length > 0) parsing.filled = parsing.filled.filter(({ lastRow }) => lastRow >= row)
  parsing.row = { row, cells: [], problems: [], nextColumn: 0 }
}

function openCell(parsing: Parsing, open: OpenRow, attributes: Attributes): void {
  const reference = attributes('r')
  const column = reference === undefined ? open.nextColumn : columnIndex(reference)
  if (column < open.nextColumn || column >= LAST_COLUMN) throw damagedWorkbook('order of cells')
  open.nextColumn = column + 1
  parsing.cell = {
    column: Math.min(column, MAX_COLUMNS),
    type: attributes('t') ?? 'n',
    style: Number(attributes('s') ?? 0),
    text: '',
    isFormula: parsing.filled.some((range) => contains(range, open.row, column)),
    hasValue: false,
  }
}

function openFormula({ filled }: Parsing, cell: OpenCell, attributes: Attributes): void {
  cell.isFormula = true
  const kind = attributes('t')
  const range = kind === 'array' || kind === 'dataTable' ? parseRange(attributes('ref') ?? '') : undefined
  if (range === undefined || (range.firstRow === range.lastRow && range.firstColumn === range.lastColumn))
    return
  if (filled.length >= MAX_FILLED) throw damagedWorkbook('ranges of formulas')
  filled.push(range)
}

function mergeOf(attributes: Attributes, handlers: SheetHandlers): void {
  const range = parseRange(attributes('ref') ?? '')
  if (range === undefined) throw damagedWorkbook('merged range')
  handlers.merge(range)
}

function contains(range: CellRange, row: number, column: number): boolean {
  return (
    row >= range.firstRow && row <= range.lastRow && column >= range.firstColumn && column <= range.lastColumn
  )
}

function keepCell(row: OpenRow, cell: OpenCell, workbook: Workbook): void {
  if (!cell.hasValue && !cell.isFormula) return
  const { column } = cell
  const { text, problem } = readCell(cell, workbook)
  if (text.length > MAX_CELL_CHARACTERS) throw damagedWorkbook('length of a cell')
  row.cells[column] = text
  if (problem !== undefined) row.problems.push({ column, code: problem })
}

function readCell(
  cell: OpenCell,
  { sharedStrings, formats, from1904 }: Workbook,
): ReturnType<typeof readNumber> {
  if (cell.isFormula) return { text: '', problem: 'FORMULA' }
  const { type, text } = cell
  switch (type) {
    case 's': {
      const index = Number(text)
      if (!(Number.isInteger(index) && index >= 0 && index < sharedStrings.length))
        throw damagedWorkbook('string')
      return { text: sharedStrings.at(index) }
    }
    case 'str':
    case 'inlineStr':
      return { text: unescapeExcel(text) }
    case 'b':
      return { text: isTrue(text.trim()) ? '是' : '否' }
    case 'e':
      return { text: '', problem: 'ERROR_CELL' }
    case 'd':
      return readIsoDate(text)
    default: {
      if (text.trim() === '') return { text: '' }
      const value = Number(text)
      if (Number.isNaN(value)) throw damagedWorkbook('number')
      return readNumber(value, formats[cell.style] ?? PLAIN, from1904)
    }
  }
}

function readIsoDate(text: string): ReturnType<typeof readNumber> {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text.trim())?.[0] ?? ''
  const time = Date.parse(`${day}T00:00:00Z`)
  const exists = Number.isFinite(time) && new Date(time).toISOString().startsWith(day)
  return exists ? { text: day } : { text: '', problem: 'IMPOSSIBLE_DATE' }
}
