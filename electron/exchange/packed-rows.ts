import { createNumbers, createPackedTexts } from './packed-texts.ts'
import type { TableRow, TableRows } from './table.ts'

// No cell may hold it: XML cannot, and a CSV file with it is refused.
const BETWEEN_CELLS = '\0'

/** Rows while a file is being read: can grow, and a row can be found unsound after it was read. */
export interface PackedRows extends TableRows {
  /** Of the texts of all cells together. */
  readonly byteLength: number
  append(row: number, cells: string[]): void
  markUnsound(index: number): void
  /** Index of the first row at or after the row `row` of the file; `length` when there is none. */
  indexFrom(row: number): number
}

/** An empty store of rows; rows come in the order of the file. */
export function createPackedRows(): PackedRows {
  const numbers = createNumbers()
  const texts = createPackedTexts()
  const unsound = new Set<number>()

  function at(index: number): TableRow {
    return {
      row: numbers.at(index),
      cells: texts.at(index).split(BETWEEN_CELLS),
      isSound: !unsound.has(index),
    }
  }

  return {
    get length() {
      return numbers.length
    },
    get byteLength() {
      return texts.byteLength
    },
    get unsound() {
      return unsound.size
    },
    at,
    append(row, cells) {
      numbers.append(row)
      texts.append(cells.join(BETWEEN_CELLS))
    },
    markUnsound(index) {
      unsound.add(index)
    },
    indexFrom(row) {
      let low = 0
      let high = numbers.length
      while (low < high) {
        const middle = (low + high) >>> 1
        if (numbers.at(middle) < row) low = middle + 1
        else high = middle
      }
      return low
    },
    *[Symbol.iterator]() {
      for (let index = 0; index < numbers.length; index += 1) yield at(index)
    },
  }
}
