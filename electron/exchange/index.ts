export { checkText } from './cell-findings.ts'
export { trimCell } from './cell-text.ts'
export { EXAMPLE_MARK, HELP_SHEET, WATERMARK_MARK } from './export-marks.ts'
export { type ColumnMatch, foldTitle, matchColumns, type WantedColumn } from './match-columns.ts'
export { readTable } from './read-table.ts'
export type { CellValue, ColumnKind } from './sheet-xml.ts'
export {
  DEFAULT_MAX_BYTES,
  DEFAULT_MAX_ROWS,
  type FileFinding,
  type FileFindingCode,
  isRefused,
  MAX_COLUMNS,
  MAX_FINDINGS,
  type ReadOptions,
  type Table,
  type TableRow,
  type TableRows,
} from './table.ts'
export { type TemplateSheet, writeTemplate } from './write-template.ts'
export { type ExportedFile, type ExportSheet, type WriteOptions, writeWorkbook } from './write-workbook.ts'
export { type TextFile, zipBytes } from './zip-writer.ts'
