import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CsvError, type Parser, parse } from 'csv-parse'
import { CounterError } from '#shared/base/failure.ts'
import { detectEncoding, type EncodingReading } from './encoding.ts'
import { createPackedRows } from './packed-rows.ts'
import { refusal, requireGoingOn } from './refusals.ts'
import type { ReadOptions, Table } from './table.ts'
import { createTableBuilder, type TableBuilder } from './table-builder.ts'
import { takeTurn } from './turn.ts'

const PIECE_BYTES = 128 * 1024
/** A row of three hundred cells is far below this; beyond it a quote is open or the file is no table. */
const MAX_RECORD_BYTES = 1024 * 1024
const ROWS_PER_TURN = 2_000
const SEPARATORS = [',', ';', '\t']

/**
 * Reads CSV (RFC 4180; comma, semicolon or tab). A file in two encodings gives a table without rows and one
 * refusing finding that names the line. Broken quotes, overlong records and unreadable bytes are refused with
 * BAD_INPUT naming the line.
 */
export async function readCsv(bytes: Uint8Array, options: ReadOptions): Promise<Table> {
  const reading = await detectEncoding(bytes, options.signal)
  const { encoding, mixedAt } = reading
  const builder = createTableBuilder({ format: 'csv', encoding, sheet: null }, options)
  if (mixedAt !== undefined) return mixedTable(mixedAt, encoding)
  const lines = { next: 1 }
  const parser = createParser(detectSeparator(firstText(bytes, reading)), lines)
  try {
    await pipeline(Readable.from(decodePieces(bytes, reading)), parser, (records: AsyncIterable<string[]>) =>
      takeRecords(records, builder, options),
    )
  } catch (error) {
    requireGoingOn(options.signal)
    throw explain(error, lines.next)
  }
  options.onProgress?.(builder.rowsRead)
  return builder.finish()
}

/** `lines` runs ahead of what is taken: when a record is bad, those before it may still wait in the parser. */
function createParser(delimiter: string, lines: { next: number }): Parser {
  return parse({
    delimiter,
    // Each of them always: left to itself the parser takes the first one it meets for the only one.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: MAX_RECORD_BYTES,
    on_record(record) {
      lines.next += linesOf(record)
      return record
    },
  })
}

async function takeRecords(
  records: AsyncIterable<string[]>,
  builder: TableBuilder,
  options: ReadOptions,
): Promise<void> {
  let line = 1
  let count = 0
  for await (const record of records) {
    builder.addRow(line, record, [])
    line += linesOf(record)
    count += 1
    if (count % ROWS_PER_TURN === 0) await report(builder, options)
  }
}

async function report(builder: TableBuilder, { onProgress, signal }: ReadOptions): Promise<void> {
  onProgress?.(builder.rowsRead)
  await takeTurn(signal)
}

function* decodePieces(bytes: Uint8Array, { encoding, byteOrderMark }: EncodingReading): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  for (let start = byteOrderMark; start < bytes.length; start += PIECE_BYTES) {
    yield requireNoZero(decoder.decode(bytes.subarray(start, start + PIECE_BYTES), { stream: true }))
  }
  yield decoder.decode()
}

function firstText(bytes: Uint8Array, reading: EncodingReading): string {
  for (const text of decodePieces(bytes, reading)) if (text.trim() !== '') return text
  return ''
}

function requireNoZero(text: string): string {
  if (!text.includes('\0')) return text
  throw refusal(
    '文件中有空字符，不是文本文件或已损坏，没有导入任何数据。',
    '请从来源重新导出为 CSV 或 xlsx 后再导入。',
  )
}

/** The separator that occurs most often in the first line with content, outside quotes; a comma when none does. */
function detectSeparator(text: string): string {
  const outside = text.trimStart().replace(/"[^"]*"/g, '')
  const line = outside.slice(0, outside.search(/[\r\n]|$/))
  const counts = SEPARATORS.map((separator) => ({ separator, count: line.split(separator).length }))
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).separator
}

/** How many lines of the file a record takes up. */
function linesOf(record: string[]): number {
  return record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 1)
}

function mixedTable(line: number, encoding: Table['encoding']): Table {
  const message = `第 ${line} 行的文字编码与前面各行不同（一部分是 UTF-8，一部分是 GB 18030），可能由几份文件拼成，继续读取会出现乱码，没有导入任何数据。请把各份文件分别用 Excel 或 WPS 另存为“CSV UTF-8（逗号分隔）”后分次导入。`
  const finding = { row: line, column: null, severity: 'refuse', code: 'MIXED_ENCODING', message } as const
  const rows = createPackedRows()
  return { format: 'csv', encoding, sheet: null, header: [], rows, findings: [finding], findingCount: 1 }
}

function explain(error: unknown, line: number): unknown {
  if (error instanceof CounterError) return error
  if (error instanceof CsvError) return explainCsv(error, line)
  if (error instanceof TypeError) {
    const hint =
      '请在 Excel 或 WPS 中打开原文件，另存为“CSV UTF-8（逗号分隔）”或“Excel 工作簿（*.xlsx）”后再导入。'
    return refusal('文件末尾或中间有不完整的文字，可能没有保存完，没有导入任何数据。', hint, { cause: error })
  }
  return error
}

function explainCsv(error: CsvError, line: number): CounterError {
  const at = `第 ${line} 行`
  const isTooLong = error.code === 'CSV_MAX_RECORD_SIZE'
  const message = isTooLong
    ? `${at}开始的一行内容太长（超过 1 MB），不像名单，没有导入任何数据。`
    : `${at}的英文双引号没有成对，后面各列会错位，没有导入任何数据。`
  const hint = isTooLong
    ? '请检查这一行的英文双引号是否成对，或确认选对了文件。'
    : '内容里有英文双引号的，整格要用双引号括起，里面的双引号写两个；也可以用 Excel 另存为 xlsx 后再导入。'
  return refusal(message, hint, { at })
}
