import { HELP_SHEET } from './export-marks.ts'
import { requirePlainWorkbook } from './file-kind.ts'
import { emptyFile } from './refusals.ts'
import { hasContent, readSheet } from './sheet-reader.ts'
import type { FileFinding, ReadOptions, Table } from './table.ts'
import { createTableBuilder, type TableBuilder } from './table-builder.ts'
import { takeTurn } from './turn.ts'
import { readWorkbook, type VisibleSheet, type Workbook } from './workbook.ts'
import { type Archive, openArchive } from './zip-reader.ts'

/**
 * Reads the first visible sheet that has content. SAX reading over yauzl instead of exceljs' streaming
 * reader: that one keeps sheets unencrypted in temporary files when they stand before the shared strings (as Excel
 * writes them), drops merged ranges, error values and the formulas that repeat a shared one, and decodes XML twice.
 */
export async function readXlsx(
  file: { name: string; bytes: Uint8Array },
  options: ReadOptions,
): Promise<Table> {
  const { signal } = options
  const archive = await openArchive(file.bytes, signal)
  requirePlainWorkbook(archive, file.name)
  const workbook = await readWorkbook(archive, signal)
  const [sheet, ...others] = await sheetsWithContent(archive, workbook, signal)
  if (sheet === undefined) throw emptyFile()
  const builder = createTableBuilder({ format: 'xlsx', encoding: null, sheet: sheet.name }, options)
  if (others.length > 0) builder.addFinding(otherSheets(sheet, others))
  let hiddenRows = 0
  await readSheet(reporting(archive.read(sheet.path, signal), builder, options), workbook, {
    row: builder.addRow,
    merge: builder.addMerge,
    hiddenRow() {
      hiddenRows += 1
    },
  })
  if (hiddenRows > 0) builder.addFinding(hiddenRowsFinding(hiddenRows))
  options.onProgress?.(builder.rowsRead)
  return builder.finish()
}

async function* reporting(
  pieces: AsyncIterable<Uint8Array>,
  builder: TableBuilder,
  { onProgress, signal }: ReadOptions,
): AsyncGenerator<Uint8Array> {
  let reported = 0
  for await (const piece of pieces) {
    yield piece
    await takeTurn(signal)
    if (builder.rowsRead - reported < 2_000) continue
    reported = builder.rowsRead
    onProgress?.(reported)
  }
}

async function sheetsWithContent(
  archive: Archive,
  { sheets }: Workbook,
  signal: AbortSignal | undefined,
): Promise<VisibleSheet[]> {
  const found: VisibleSheet[] = []
  for (const sheet of sheets) {
    if (sheet.name !== HELP_SHEET && (await hasContent(archive.read(sheet.path, signal)))) found.push(sheet)
  }
  return found
}

function otherSheets(sheet: VisibleSheet, others: VisibleSheet[]): FileFinding {
  const names = others.map(({ name }) => `“${name}”`).join('、')
  const message = `只读取了第一张有内容的工作表“${sheet.name}”，没有读取${names}。需要其他工作表的，请分别另存为文件后导入。`
  return { row: null, column: null, severity: 'note', code: 'OTHER_SHEETS', message }
}

function hiddenRowsFinding(count: number): FileFinding {
  const message = `工作表中有 ${count} 行被隐藏或筛选掉了，也一并读取。不需要的，请在 Excel 中删去后重新导入。`
  return { row: null, column: null, severity: 'note', code: 'HIDDEN_ROWS', message }
}
