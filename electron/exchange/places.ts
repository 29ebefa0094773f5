const LETTERS = 26

/** The letters over an Excel column, counted from 0: A, …, Z, AA, … */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % LETTERS))
  return index < LETTERS ? last : columnLetters(Math.floor(index / LETTERS) - 1) + last
}

/** The column index, from 0, that begins an Excel reference such as `AB12`; -1 when it begins with no letter. */
export function columnIndex(reference: string): number {
  let index = 0
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - 64
    if (letter < 1 || letter > LETTERS) break
    index = index * LETTERS + letter
  }
  return index - 1
}

/** A rectangle of cells, rows counted from 1 and columns from 0, both ends included. */
export interface CellRange {
  firstRow: number
  lastRow: number
  firstColumn: number
  lastColumn: number
}

/** The rectangle of a reference such as `B5:B8` or `B5`; undefined when it is none. */
export function parseRange(reference: string): CellRange | undefined {
  const ends = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/.exec(reference)
  if (ends === null) return undefined
  const [, column = '', row = '', lastColumn = column, lastRow = row] = ends
  return {
    firstRow: Number(row),
    lastRow: Number(lastRow),
    firstColumn: columnIndex(column),
    lastColumn: columnIndex(lastColumn),
  }
}

/** A column as a person finds it in the file: `B 列` in Excel, `第 2 列` in CSV. `index` from 0. */
export function columnPlace(format: 'xlsx' | 'csv', index: number): string {
  return format === 'xlsx' ? `${columnLetters(index)} 列` : `第 ${index + 1} 列`
}
