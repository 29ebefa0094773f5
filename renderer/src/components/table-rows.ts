import { readCount } from './form-checks.ts'
import type { Answer, TableColumn } from './form-page.ts'

export type Cells = readonly string[]

/** The rows under a question, each cell as typed. */
export function rowsOf(answer: Answer | undefined): Cells[] {
  return answer === undefined || typeof answer === 'string' ? [] : answer.map((row) => row.split('\t'))
}

/** Rows as they are kept: one text a row, cells parted by tabs. */
export function answerOf(rows: readonly Cells[]): string[] {
  return rows.map((row) => row.map((cell) => cell.replaceAll(/[\t\r\n]+/g, ' ')).join('\t'))
}

/** The rows that hold something, each with its number on screen (from 1) and its cells trimmed by column name. */
export function filledRows(answer: Answer | undefined, columns: readonly TableColumn[]) {
  return rowsOf(answer)
    .map((cells, index) => ({ number: index + 1, cells: cellsByName(cells, columns) }))
    .filter(({ cells }) => Object.values(cells).some((cell) => cell !== ''))
}

function cellsByName(cells: Cells, columns: readonly TableColumn[]): Readonly<Record<string, string>> {
  return Object.fromEntries(columns.map(({ name }, index) => [name, (cells[index] ?? '').trim()]))
}

/** A change of one cell; rows and cells up to it come into being. */
export function withCell(
  rows: readonly Cells[],
  { row, column, columns }: { row: number; column: number; columns: number },
  text: string,
): Cells[] {
  const wide = Array.from({ length: Math.max(rows.length, row + 1) }, (_, at) =>
    Array.from({ length: columns }, (_cell, index) => rows[at]?.[index] ?? ''),
  )
  return wide.map((cells, at) =>
    at === row ? cells.map((cell, index) => (index === column ? text : cell)) : cells,
  )
}

/**
 * Text of a spreadsheet put in from one cell on, to the right and down: cells parted by tabs, rows by line ends. A
 * first row that repeats the columns' names is left out; words of a choice become its value.
 */
export function pasted(
  rows: readonly Cells[],
  at: { row: number; column: number; columns: readonly TableColumn[] },
  text: string,
): Cells[] {
  const { columns } = at
  const block = spreadsheetRows(text)
  const headed = block[0]?.every((cell, index) => columns[at.column + index]?.label === cell.trim()) === true
  let result: Cells[] = [...rows]
  for (const [down, cells] of (headed ? block.slice(1) : block).entries()) {
    for (const [right, cell] of cells.entries()) {
      const column = columns[at.column + right]
      if (column === undefined) continue
      const place = { row: at.row + down, column: at.column + right, columns: columns.length }
      result = withCell(result, place, pastedCell(cell, column))
    }
  }
  return result
}

function pastedCell(cell: string, { kind, options = [] }: TableColumn): string {
  const text = cell.trim().normalize('NFC')
  if (kind !== 'choice') return text
  return options.find(({ label }) => label === text)?.value ?? text
}

/** The cells of text as a spreadsheet copies it; a quoted cell may hold tabs, line ends and doubled quotes. */
export function spreadsheetRows(text: string): string[][] {
  const rows: string[][] = [[]]
  const cells = `${text}\n`.matchAll(/(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\r|\n)/g)
  for (const [, quoted, plain = '', end] of cells) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end !== '\t') rows.push([])
  }
  return rows.filter((row) => row.some((cell) => cell.trim() !== ''))
}

/** What is wrong with a cell: missing, no number, none of the choices, or refused by its column. Cells of an empty row are never wrong. */
export function cellError(cell: string, column: TableColumn): string | undefined {
  const text = cell.trim()
  if (text === '') return column.optional === true ? undefined : `请填写${column.label}。`
  if (column.kind === 'count' && readCount(text) === undefined) return `${column.label}应为整数，只写数字。`
  if (column.kind === 'choice' && column.options?.every(({ value }) => value !== text) === true)
    return `${column.label}没有“${text}”这一项。`
  return column.check?.(text)
}

/** The first thing wrong in a table, with the row it stands in. */
export function tableError(answer: Answer | undefined, columns: readonly TableColumn[]): string | undefined {
  for (const { number, cells } of filledRows(answer, columns)) {
    for (const column of columns) {
      const error = cellError(cells[column.name] ?? '', column)
      if (error !== undefined) return `第 ${number} 行：${error}`
    }
  }
  return undefined
}
