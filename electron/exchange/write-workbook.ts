import { createHash } from 'node:crypto'
import { NOTE_MARK, WATERMARK_MARK } from './export-marks.ts'
import { requireGoingOn } from './refusals.ts'
import type { CellValue, ColumnKind, SheetRow } from './sheet-xml.ts'
import { takeTurn } from './turn.ts'
import { workbookBytes } from './workbook-file.ts'
import type { StyleName } from './workbook-styles.ts'

/** A list to be taken out of the program. */
export interface ExportSheet {
  name: string
  /** Widths are in characters. Text stays text, also an identity number; a date is YYYY-MM-DD. */
  columns: { title: string; width: number; kind: ColumnKind }[]
  /** One value a column; '' and null leave the cell empty. Taken one by one. */
  rows: Iterable<CellValue[]>
  /** Who takes the list out, at which window, when and why: the first row, and below each printed page. */
  watermark: string
  /** Remarks, a row each, between the watermark and the header. */
  note?: string[]
}

export interface WriteOptions {
  signal?: AbortSignal
  /** Called every few thousand rows and once at the end. */
  onProgress?: (rowsWritten: number) => void
}

/** A finished export: the file, its data rows, and the SHA-256 of its bytes in hexadecimal. */
export type ExportedFile = { bytes: Uint8Array; rows: number; sha256: string }

const ROWS_PER_TURN = 1_000
const STYLE_OF_KIND: Record<ColumnKind, StyleName> = { text: 'text', number: 'plain', date: 'date' }

/**
 * An .xlsx workbook of one sheet with a bold header that stays in sight. Text cells are written as text whatever they
 * begin with, so that none is taken for a formula. The same list gives the same bytes. A cell too long for Excel is
 * refused with BAD_INPUT; cancelled with CANCELLED.
 */
export async function writeWorkbook(sheet: ExportSheet, options: WriteOptions = {}): Promise<ExportedFile> {
  const counter = { rows: 0 }
  const watermark = WATERMARK_MARK + sheet.watermark
  const bytes = await workbookBytes([
    {
      name: sheet.name,
      columns: sheet.columns.map(({ width, kind }) => ({ width, style: STYLE_OF_KIND[kind] })),
      rows: exportRows({ ...sheet, watermark }, counter, options),
      frozenRows: 2 + (sheet.note?.length ?? 0),
      footer: watermark,
    },
  ])
  requireGoingOn(options.signal)
  options.onProgress?.(counter.rows)
  return { bytes, rows: counter.rows, sha256: createHash('sha256').update(bytes).digest('hex') }
}

async function* exportRows(
  { columns, rows, watermark, note = [] }: ExportSheet,
  counter: { rows: number },
  { signal, onProgress }: WriteOptions,
): AsyncGenerator<SheetRow> {
  requireGoingOn(signal)
  yield { cells: [watermark], styles: 'remark' }
  for (const line of note) yield { cells: [NOTE_MARK + line], styles: 'remark' }
  yield { cells: columns.map(({ title }) => title), styles: 'header' }
  const kinds = columns.map(({ kind }) => kind)
  const styles = kinds.map((kind) => STYLE_OF_KIND[kind])
  for (const cells of rows) {
    yield { cells, kinds, styles }
    counter.rows += 1
    if (counter.rows % ROWS_PER_TURN !== 0) continue
    onProgress?.(counter.rows)
    await takeTurn(signal)
  }
}
