import { type CellProblem, cellFinding, checkText, describeProblem } from './cell-findings.ts'
import { trimCell } from './cell-text.ts'
import { isExportMark } from './export-marks.ts'
import { createFindings, type Findings } from './findings.ts'
import { addMerge } from './merged-cells.ts'
import { createPackedRows, type PackedRows } from './packed-rows.ts'
import { type CellRange, columnPlace } from './places.ts'
import { emptyFile, noHeader, oversizedWorkbook, tooManyColumns, tooManyRows } from './refusals.ts'
import { DEFAULT_MAX_ROWS, type FileFinding, MAX_COLUMNS, type ReadOptions, type Table } from './table.ts'

/** Two hundred thousand rows of eight columns are about 20 MB. Cells that share a text would else grow without end. */
const MAX_TEXT_MEGABYTES = 256

/** What a file tells of itself beside its rows. */
type FileIdentity = Pick<Table, 'format' | 'encoding' | 'sheet'>

/** Takes the rows of a file in order, whichever the format, and makes the table of them. */
export interface TableBuilder {
  /** `row` is the place in the file from 1, `cells` the raw texts, `problems` what their reader saw. */
  addRow(row: number, cells: string[], problems: CellProblem[]): void
  addMerge(range: CellRange): void
  addFinding(finding: FileFinding): void
  readonly rowsRead: number
  /** The table; a file without a header is refused with BAD_INPUT. */
  finish(): Table
}

interface State {
  identity: FileIdentity
  header: string[] | undefined
  headerRow: number
  rows: PackedRows
  findings: Findings
  repaired: number
  maxRows: number
  /** How many more rows may be looked through for merged cells. */
  mergeBudget: number | undefined
}

export function createTableBuilder(
  identity: FileIdentity,
  { maxRows = DEFAULT_MAX_ROWS }: ReadOptions,
): TableBuilder {
  const state: State = {
    identity,
    header: undefined,
    headerRow: 0,
    rows: createPackedRows(),
    findings: createFindings(),
    repaired: 0,
    maxRows,
    mergeBudget: undefined,
  }
  return {
    get rowsRead() {
      return state.rows.length
    },
    addRow(row, raw, problems) {
      const cells = raw.map(trimCell)
      if (problems.length === 0 && cells.every((cell) => cell === '')) return
      if (state.header !== undefined) addDataRow(state, state.header, { row, cells, problems })
      else if (!isExportMark(cells)) setHeader(state, { row, cells, problems })
    },
    addMerge(range) {
      const { header, headerRow, rows, findings } = state
      if (header === undefined) return
      state.mergeBudget ??= (rows.length + 1) * header.length
      state.mergeBudget -= addMerge(range, { header, headerRow, rows, findings, budget: state.mergeBudget })
    },
    addFinding(finding) {
      state.findings.add(finding)
    },
    finish: () => finish(state),
  }
}

type ReadRow = { row: number; cells: string[]; problems: CellProblem[] }

function setHeader(state: State, { row, cells, problems }: ReadRow): void {
  const titles = cells.map((cell) => mendText(state, cell).text)
  const header = titles.slice(0, titles.findLastIndex((title) => title !== '') + 1)
  if (header.length === 0 || header.some(looksLikeData)) throw noHeader()
  if (header.length > MAX_COLUMNS) throw tooManyColumns(MAX_COLUMNS)
  state.header = header
  state.headerRow = row
  for (const { column, code } of problems) {
    const what = describeProblem(code)
    state.findings.add({
      ...cellFinding({ row, column: null, place: placeOf(state, row, column) }, { code, what }),
      severity: 'note',
    })
  }
  for (const finding of titleFindings(state, header)) state.findings.add(finding)
}

/** An identity number or a mobile number is no title: the file begins with its data. */
function looksLikeData(title: string): boolean {
  return /^(\d{15}|\d{17}[\dXx]|1\d{10})$/.test(title)
}

function titleFindings({ identity: { format }, headerRow }: State, header: string[]): FileFinding[] {
  const row = headerRow
  return header.flatMap((title, index): FileFinding[] => {
    const place = columnPlace(format, index)
    const first = header.indexOf(title)
    if (title === '') {
      const message = `表头的${spaced(place)}没有列名，这一列不会读入。需要这一列的，请补上列名后重新导入。`
      return [{ row, column: null, severity: 'note', code: 'EMPTY_TITLE', message }]
    }
    if (first === index) return []
    const message = `表头的${spaced(place)}与 ${columnPlace(format, first)}列名相同，无法分清该用哪一列。请改成不同的列名，或删去一列后重新导入。`
    return [{ row, column: title, severity: 'note', code: 'DUPLICATE_TITLE', message }]
  })
}

function spaced(place: string): string {
  return place.startsWith('第') ? place : ` ${place}`
}

function addDataRow(state: State, header: string[], read: ReadRow): void {
  const { row, cells, problems } = read
  if (state.rows.length === 0 && isBanner(header, cells)) throw noHeader()
  if (state.rows.length >= state.maxRows) throw tooManyRows(state.maxRows)
  const findings = problems.map(({ column, code }) => ({ column, code, what: describeProblem(code) }))
  const kept = header.map((_, column) => {
    const cell = cells[column] ?? ''
    if (cell === '') return ''
    const checked = mendText(state, cell)
    for (const finding of checked.findings) findings.push({ column, ...finding })
    return checked.text
  })
  for (const { column, ...finding } of findings) {
    const place = placeOf(state, row, column)
    state.findings.add(cellFinding({ row, column: header[column] ?? null, place }, finding))
  }
  const isLonger = cells.findLastIndex((cell) => cell !== '') >= header.length
  if (isLonger) state.findings.add(longerRow(state, row, header.length))
  state.rows.append(row, kept)
  if (state.rows.byteLength > MAX_TEXT_MEGABYTES * 1024 * 1024) throw oversizedWorkbook(MAX_TEXT_MEGABYTES)
  if (isLonger || findings.length > 0) state.rows.markUnsound(state.rows.length - 1)
}

/** One title over a row of several cells is the list's own title, not its header. */
function isBanner(header: string[], firstCells: string[]): boolean {
  return header.length === 1 && firstCells.filter((cell) => cell !== '').length > 1
}

function longerRow({ identity: { format } }: State, row: number, columns: number): FileFinding {
  const message = `第 ${row} 行在表头的最后一列（${columnPlace(format, columns - 1)}）之后还有内容，可能整行错位。请核对这一行，删去多余的内容或补上列名。`
  return { row, column: null, severity: 'row', code: 'ROW_LONGER', message }
}

function placeOf({ identity: { format } }: State, row: number, column: number): string {
  return `第 ${row} 行${spaced(columnPlace(format, column))}`
}

function mendText(state: State, cell: string): ReturnType<typeof checkText> {
  const checked = checkText(cell)
  state.repaired += checked.repaired
  return checked
}

function finish(state: State): Table {
  const { identity, header, rows, findings, repaired } = state
  if (header === undefined) throw emptyFile()
  if (repaired > 0) {
    const message = `有 ${repaired} 个旧编码的字已换成标准汉字编码，字形不变，无需处理。`
    findings.add({ row: null, column: null, severity: 'note', code: 'REPAIRED_CHARACTERS', message })
  }
  return { ...identity, header, rows, findings: findings.list(), findingCount: findings.count }
}
