import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type FileFinding, isRefused, matchColumns, readTable, type Table } from '#electron/exchange/index.ts'
import { findColumnMatching, listSameFile } from '#electron/store/tables/imports.ts'
import { CounterError } from '#shared/base/failure.ts'
import {
  type CheckProgress,
  IMPORT_MOST_BYTES,
  IMPORT_MOST_ROWS,
  type ImportFinding,
  type Staged,
  type StageRequest,
} from '#shared/ipc/imports.ts'
import type { ServiceContext } from '../context.ts'
import { sha256 } from '../hash.ts'
import { rulesOf } from './datasets/index.ts'
import { reporting } from './progress.ts'
import { getStages, type StagedFile } from './stages.ts'

/** Findings shown before a file is checked; the rest are counted. */
const MOST_FINDINGS = 200

const SEVERITIES = { refuse: 'bad', row: 'bad', note: 'note' } as const satisfies Record<
  FileFinding['severity'],
  ImportFinding['severity']
>

/**
 * Reads a department's file into memory and says which of its columns is which. Nothing is written.
 * @throws CounterError BAD_INPUT with the place where the file cannot be used; CANCELLED
 */
export function stageFile(
  context: ServiceContext,
  request: StageRequest,
  signal: AbortSignal,
): AsyncGenerator<CheckProgress> {
  const stages = getStages(context)
  return reporting<CheckProgress>(signal, (report, leaving) =>
    stages.alone(leaving, async (aborted) => {
      requirePastDay(context, request)
      const table = await readTable(
        { name: request.fileName, bytes: request.bytes },
        {
          signal: aborted,
          maxRows: IMPORT_MOST_ROWS,
          maxBytes: IMPORT_MOST_BYTES,
          onProgress: (done) => report({ phase: 'reading', done, total: 0 }),
        },
      )
      requireUsable(table)
      const { bytes, ...described } = request
      const file = { ...described, id: randomUUID(), sha256: sha256(bytes), byteCount: bytes.length, table }
      stages.add(file)
      const { length } = table.rows
      return { phase: 'done', done: length, total: length, staged: stagedView(context, file) }
    }),
  )
}

function requirePastDay({ clock }: ServiceContext, { dataDate }: StageRequest): void {
  if (dataDate <= clock.today()) return
  throw new CounterError('BAD_INPUT', '数据日期晚于今天，没有读入文件。', {
    at: 'dataDate',
    hint: '请填来件单位出具数据的日期。',
  })
}

function requireUsable(table: Table): void {
  const refusal = table.findings.find(({ severity }) => severity === 'refuse')
  if (isRefused(table) && refusal !== undefined) {
    const column = refusal.column === null ? '' : `“${refusal.column}”列`
    const at = refusal.row === null ? column : `第 ${refusal.row} 行${column}`
    throw new CounterError('BAD_INPUT', refusal.message, {
      ...(at === '' ? {} : { at }),
      hint: '请更正原文件后重新选择。',
    })
  }
  if (table.rows.length > 0) return
  throw new CounterError('BAD_INPUT', '文件只有表头，没有数据行，没有可以导入的内容。', {
    hint: '请确认选对了文件和工作表。',
  })
}

function stagedView({ reader }: ServiceContext, file: StagedFile): Staged {
  const { id, dataset, department, fileName, table } = file
  const { columns } = rulesOf(dataset)
  const text = findColumnMatching(reader, department, dataset)
  const remembered = text === undefined ? {} : Remembered.parse(JSON.parse(text))
  const { matched, missing, ambiguous } = matchColumns(table.header, columns, remembered)
  const titleOf = (key: string) => columns.find((column) => column.key === key)?.title ?? key
  const matching = Object.fromEntries(
    Object.entries(matched).map(([key, index]) => [key, table.header[index] ?? '']),
  )
  const findings = [
    ...missing.map((key) =>
      aboutColumns(`没有找到“${titleOf(key)}”列。请在下面选定，或在文件里补上这一列。`),
    ),
    ...ambiguous.map(({ key }) => aboutColumns(`有几列都像“${titleOf(key)}”。请在下面选定用哪一列。`)),
    ...table.findings.map(({ row, column, severity, message }) => ({
      row,
      column,
      severity: SEVERITIES[severity],
      message,
    })),
  ]
  return {
    stageId: id,
    dataset,
    fileName,
    rows: table.rows.length,
    format: formatWords(table),
    header: table.header,
    matching,
    remembered: Object.entries(matching).some(([key, title]) => remembered[title] === key),
    findings: findings.slice(0, MOST_FINDINGS),
    findingCount: missing.length + ambiguous.length + table.findingCount,
    sameFile: listSameFile(reader, file.sha256).map((batch) => ({
      batchId: batch.id,
      at: batch.at,
      undone: batch.undone_at !== null,
    })),
  }
}

/** File title to column key. */
const Remembered = z.record(z.string(), z.string())

function aboutColumns(message: string): ImportFinding {
  return { row: null, column: null, severity: 'bad', message }
}

const ENCODINGS = { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', gb18030: 'GB 18030' } as const

function formatWords({ format, encoding, sheet }: Table): string {
  if (format === 'xlsx') return sheet === null ? 'Excel' : `Excel · 工作表“${sheet}”`
  return encoding === null ? 'CSV' : `CSV · ${ENCODINGS[encoding]}`
}
