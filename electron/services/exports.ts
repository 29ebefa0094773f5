import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { writeWorkbook } from '#electron/exchange/index.ts'
import type { Reader } from '#electron/store/database.ts'
import {
  type ExportRecordRow,
  findExport,
  insertExport,
  listExports as listExportRows,
  settleExport,
} from '#electron/store/tables/exports.ts'
import { getOffice } from '#electron/store/tables/office.ts'
import { CounterError } from '#shared/base/failure.ts'
import {
  type EndExportRequest,
  EXPORT_MOST_ROWS,
  ExportableList,
  type ExportColumn,
  type ExportList,
  type ExportListRequest,
  ExportQuestion,
  type ExportRequest,
  type ExportRow,
} from '#shared/ipc/exports.ts'
import { dayOf, minuteOf } from './clock.ts'
import { carryOut } from './command.ts'
import type { ServiceContext } from './context.ts'
import { EXPORT_LISTS, type ExportableRows, named } from './exports/index.ts'

const Begun = z.strictObject({ exportId: z.string(), fileName: z.string() })
const Ended = z.strictObject({})
const Keys = z.array(z.string())

/** A list as a file; `sha256` is that of the bytes. */
export type BuiltExport = { bytes: Uint8Array<ArrayBuffer>; rows: number; sha256: string; fileName: string }
export type BuildOptions = { signal?: AbortSignal; onProgress?: (rowsWritten: number, total: number) => void }

/** The columns a list can leave with, in the order in which they usually stand. */
export function exportColumns(list: ExportableList): ExportColumn[] {
  return EXPORT_LISTS[list].columns.map(({ key, title, personal }) => ({ key, title, personal }))
}

/**
 * Records that a list is about to leave, before anything does. Numbers shown whole are for supervisors, and the
 * reason then stands in the audit trail too.
 * @returns also the name the file is offered under, which names nobody
 * @throws CounterError BAD_INPUT at `columns` or `question`, naming what the list does not have; NOT_ALLOWED
 * @idempotent with `request.commandId`
 */
export function beginExport(context: ServiceContext, request: ExportRequest): z.infer<typeof Begun> {
  const { list, columns, question, reason } = request
  const { account } = context
  const source = EXPORT_LISTS[list]
  requireColumns(source, columns)
  source.checkQuestion(question)
  const whole = source.columns.filter(({ key, personal }) => personal && columns.includes(key))
  if (whole.length > 0 && account.role !== 'supervisor') throw wholeNumbersRefused()
  const command = { id: request.commandId, kind: 'exports.begin', result: Begun }
  return carryOut(context, command, (tx, at) => {
    const id = randomUUID()
    insertExport(tx, {
      id,
      list,
      columns: JSON.stringify(columns),
      question: JSON.stringify(question),
      reason,
      account_id: account.accountId,
      at,
    })
    const unmask = whole.length === 0 ? {} : { unmask: { columns: whole.map(({ key }) => key), reason } }
    const result = { exportId: id, fileName: fileNameOf(source, at) }
    return { result, object: `export:${id}`, detail: { list, columns, ...unmask } }
  })
}

/**
 * The file of an export that was begun: every row of the list with the filters and in the order of the question,
 * below a line that says who took it out, where, when and why. Which rows is settled at one moment.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED for another person's export; CONFLICT where it has ended; BAD_INPUT
 *   where Excel has no room for the rows; CANCELLED
 */
export async function buildExport(
  context: ServiceContext,
  exportId: string,
  { signal, onProgress }: BuildOptions = {},
): Promise<BuiltExport> {
  const { reader } = context
  const record = getOwnOpenExport(context, reader, exportId)
  const source = EXPORT_LISTS[ExportableList.parse(record.list)]
  const keys = Keys.parse(JSON.parse(record.columns))
  const wanted = { columns: keys, limit: EXPORT_MOST_ROWS }
  const { total, rows } = source.read(context, ExportQuestion.parse(JSON.parse(record.question)), wanted)
  if (total > EXPORT_MOST_ROWS) throw tooManyRows(total)
  const now = context.clock.now()
  const sheet = {
    name: source.title,
    columns: keys.map((key) => getColumn(source, key)),
    rows,
    watermark: watermark(reader, record, { at: minuteOf(now), total }),
  }
  const written = await writeWorkbook(sheet, {
    ...(signal === undefined ? {} : { signal }),
    onProgress: (done) => onProgress?.(done, total),
  })
  const bytes = new Uint8Array(written.bytes)
  return { ...written, bytes, fileName: fileNameOf(source, now) }
}

function fileNameOf({ title }: ExportableRows, at: string): string {
  return `${title}-${dayOf(at)}.xlsx`
}

/**
 * Records what became of an export, once.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED for another person's export; CONFLICT where its end is recorded already;
 *   BAD_INPUT where a file that left has no rows or no hash, or one that did not leave has them
 * @idempotent with `request.commandId`
 */
export function endExport(context: ServiceContext, request: EndExportRequest): z.infer<typeof Ended> {
  const { exportId, outcome, rows, sha256 } = request
  const command = { id: request.commandId, kind: 'exports.end', result: Ended }
  return carryOut(context, command, (tx) => {
    const { list } = getOwnOpenExport(context, tx, exportId)
    if ((outcome === 'done') !== (rows !== null && sha256 !== null)) throw unclearEnd()
    settleExport(
      tx,
      exportId,
      outcome === 'done' ? { outcome, rows, sha256 } : { outcome, rows: null, sha256: null },
    )
    return { result: {}, object: `export:${exportId}`, detail: { list, outcome, rows } }
  })
}

/** A window of the register of exports. */
export function listExports({ reader }: ServiceContext, request: ExportListRequest): ExportList {
  const { total, rows } = listExportRows(reader, request)
  return { total, rows: rows.map(exportRow) }
}

function exportRow(row: ExportRecordRow): ExportRow {
  const list = ExportableList.parse(row.list)
  const source = EXPORT_LISTS[list]
  return {
    id: row.id,
    list,
    title: source.title,
    // A column that a later version no longer has is shown by its key.
    columns: Keys.parse(JSON.parse(row.columns)).map((key) => findColumn(source, key)?.title ?? key),
    reason: row.reason,
    by: row.actor,
    at: row.at,
    outcome: row.outcome,
    rows: row.rows,
    hash: row.sha256?.slice(0, 12) ?? null,
  }
}

function getOwnOpenExport({ account }: ServiceContext, reader: Reader, id: string): ExportRecordRow {
  const record = findExport(reader, id)
  if (record === undefined) {
    throw new CounterError('NOT_FOUND', '没有找到这次导出的登记，没有导出。', {
      hint: '请回到名单页重新导出。',
    })
  }
  if (record.account_id !== account.accountId) {
    throw new CounterError('NOT_ALLOWED', '这次导出由另一个人登记，没有导出。', {
      hint: '请用自己的账号登录，重新导出。',
    })
  }
  if (record.outcome === null) return record
  throw new CounterError('CONFLICT', '这次导出已经结束，没有改动。', {
    at: 'exportId',
    hint: '请在导出登记中核对；需要再导出请重新登记事由。',
  })
}

function watermark(
  reader: Reader,
  { actor, reason }: ExportRecordRow,
  { at, total }: { at: string; total: number },
): string {
  const { name, window } = getOffice(reader)
  return `${actor} · ${name}${window} · ${at} · 事由：${reason} · 共 ${total} 行`
}

function requireColumns(source: ExportableRows, keys: readonly string[]): void {
  for (const [index, key] of keys.entries()) {
    const isTwice = keys.indexOf(key) < index
    if (findColumn(source, key) !== undefined && !isTwice) continue
    const what = isTwice
      ? `第 ${index + 1} 列${named(key)}选了两次`
      : `${source.title}没有第 ${index + 1} 列${named(key)}`
    throw new CounterError('BAD_INPUT', `${what}，没有导出。`, {
      at: `columns.${index}`,
      hint: '请重新选择要导出的列。',
    })
  }
}

function findColumn({ columns }: ExportableRows, key: string) {
  return columns.find((column) => column.key === key)
}

function getColumn(source: ExportableRows, key: string) {
  const column = findColumn(source, key)
  if (column === undefined) throw new Error(`no column ${key}`)
  return column
}

function wholeNumbersRefused(): CounterError {
  return new CounterError('NOT_ALLOWED', '完整的证件号码和手机号只有主管可以导出，没有导出。', {
    at: 'columns',
    hint: '请改选打码的列，或由主管登录后导出。',
  })
}

function tooManyRows(total: number): CounterError {
  return new CounterError(
    'BAD_INPUT',
    `名单有 ${total} 行，一个 Excel 工作表最多放 ${EXPORT_MOST_ROWS} 行，没有导出。`,
    { at: 'question', hint: '请先按镇（街道）等条件筛选，分几次导出。' },
  )
}

function unclearEnd(): CounterError {
  return new CounterError('BAD_INPUT', '导出结果与行数、校验值对不上，没有登记。', {
    at: 'outcome',
    hint: '请重新导出；再次出现请联系系统管理员。',
  })
}
