/** What can be wrong with a file, or worth saying about it; the screen may choose by it, never by the wording. */
export type FileFindingCode =
  | 'MIXED_ENCODING'
  | 'HEADER_MERGED'
  | 'DUPLICATE_TITLE'
  | 'EMPTY_TITLE'
  | 'OTHER_SHEETS'
  | 'HIDDEN_ROWS'
  | 'REPAIRED_CHARACTERS'
  | 'FORMULA'
  | 'ERROR_CELL'
  | 'LONG_NUMBER'
  | 'SCIENTIFIC_NUMBER'
  | 'IMPOSSIBLE_DATE'
  | 'MERGED_CELLS'
  | 'ROW_LONGER'
  | 'PRIVATE_USE_CHARACTER'
  | 'LOST_CHARACTER'
  | 'CONTROL_CHARACTER'

/**
 * One thing a person has to know or to mend. `refuse`: nothing of the file may be imported. `row`: this row may not
 * be imported as it is. `note`: nothing to do.
 */
export interface FileFinding {
  /** Excel row or CSV line, counted from 1. */
  row: number | null
  /** The column's title; null where the finding is not about one titled column. */
  column: string | null
  severity: 'refuse' | 'row' | 'note'
  code: FileFindingCode
  /** Chinese; says what to do. Names places, never the content of a cell. */
  message: string
}

export interface TableRow {
  /** Where the row begins in the file as a person sees it: Excel row or CSV line, counted from 1. */
  row: number
  /** One trimmed text a column of the header; '' where there is nothing, or nothing that may be trusted. */
  cells: string[]
  /** False when a finding of severity `row` is about this row, also when it is beyond the findings kept. */
  isSound: boolean
}

/** The rows of a file, kept as packed bytes and unpacked one at a time. */
export interface TableRows extends Iterable<TableRow> {
  readonly length: number
  /** How many rows are not sound. */
  readonly unsound: number
  /** The row at `index`, counted from 0; outside 0 to length - 1 is a RangeError. */
  at(index: number): TableRow
}

/** A file as rows of text, with everything that is doubtful about it named. */
export interface Table {
  format: 'xlsx' | 'csv'
  /** Null for a workbook. */
  encoding: 'utf-8' | 'utf-16le' | 'gb18030' | null
  /** The name of the sheet that was read; null for CSV. */
  sheet: string | null
  header: string[]
  rows: TableRows
  /** The first findings, refusals first, at most `MAX_FINDINGS` of them. */
  findings: FileFinding[]
  /** How many findings there are in all. */
  findingCount: number
}

export interface ReadOptions {
  signal?: AbortSignal
  /** Called every few thousand rows and once at the end. */
  onProgress?: (rowsRead: number) => void
  /** Data rows, without the header. */
  maxRows?: number
  maxBytes?: number
}

export const DEFAULT_MAX_ROWS = 200_000
export const DEFAULT_MAX_BYTES = 50 * 1024 * 1024
export const MAX_COLUMNS = 300
export const MAX_FINDINGS = 1_000

/** Whether some finding forbids importing anything of the file. */
export function isRefused(table: Table): boolean {
  return table.findings.some(({ severity }) => severity === 'refuse')
}
