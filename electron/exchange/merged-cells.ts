import type { Findings } from './findings.ts'
import type { PackedRows } from './packed-rows.ts'
import { type CellRange, columnLetters } from './places.ts'
import { damagedWorkbook } from './refusals.ts'

interface MergedInto {
  header: string[]
  headerRow: number
  rows: PackedRows
  findings: Findings
  /** Rows that may still be looked through: each cell can lie in one merged range only. */
  budget: number
}

/**
 * Records one merged range: in the header it forbids the import, over data rows it makes them unsound, elsewhere it
 * means nothing. Gives the number of rows looked through; ranges that lie over one another are refused as damage.
 */
export function addMerge(range: CellRange, into: MergedInto): number {
  const { header, headerRow, rows, findings } = into
  if (range.firstColumn >= header.length) return 0
  const place = rangeText(range)
  if (range.firstRow <= headerRow && range.lastRow >= headerRow) {
    const message = `表头行有合并单元格（${place}），无法分清各列。请取消合并，让每一列有自己的列名，并删去列名上方的大标题行后重新导入。`
    findings.add({ row: headerRow, column: null, severity: 'refuse', code: 'HEADER_MERGED', message })
    return 0
  }
  const first = rows.indexFrom(Math.max(range.firstRow, headerRow + 1))
  const end = rows.indexFrom(range.lastRow + 1)
  if (end <= first) return 0
  if (end - first > into.budget) throw damagedWorkbook()
  for (let index = first; index < end; index += 1) rows.markUnsound(index)
  const message = `${place} 是合并单元格，只有左上角一格有内容，其余各格属于谁不能猜测，所在各行暂不导入。请取消合并并逐行填写后重新导入。`
  const column = header[range.firstColumn] ?? null
  findings.add({ row: rows.at(first).row, column, severity: 'row', code: 'MERGED_CELLS', message })
  return end - first
}

function rangeText({ firstRow, lastRow, firstColumn, lastColumn }: CellRange): string {
  return `${columnLetters(firstColumn)}${firstRow}:${columnLetters(lastColumn)}${lastRow}`
}
