import { expect } from 'vitest'
import { type FileFinding, type ReadOptions, readTable, type Table } from '#electron/exchange/index.ts'
import { CounterError } from '#shared/base/failure.ts'

/** Reads bytes, or text as UTF-8, as a file whose name says nothing. */
export async function read(
  content: Uint8Array | string,
  options: ReadOptions = {},
  name = 'file',
): Promise<Table> {
  return readTable({ name, bytes: typeof content === 'string' ? Buffer.from(content) : content }, options)
}

/** Every row's cells. */
export function cellsOf(table: Table): string[][] {
  return Array.from(table.rows, ({ cells }) => cells)
}

/** Findings as `code@row`, with the column where one is named. */
export function codesOf(table: Table): string[] {
  return table.findings.map(({ code, row, column }: FileFinding) => `${code}@${row ?? ''}${column ?? ''}`)
}

/** The refusal of a file; fails the test when it is read. */
export async function refusalOf(
  content: Uint8Array | string,
  options: ReadOptions = {},
  name = 'file',
): Promise<CounterError> {
  const error = await read(content, options, name).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof CounterError)) throw new Error('the file was not refused', { cause: error })
  expect(error.hint).toBeTruthy()
  return error
}
