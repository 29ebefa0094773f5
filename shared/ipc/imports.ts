import { z } from 'zod'
import { PlainDate } from '../base/plain-date.ts'
import { Department } from '../domain/people/index.ts'
import { CommandId, listRequest, listResponse } from './common.ts'

/** What a department's file is about. */
export const Dataset = z.enum(['residents', 'contributions', 'permits', 'employers', 'offences'])
export type Dataset = z.infer<typeof Dataset>

/** The most a file may weigh and hold; larger ones are refused with the advice to split them. */
export const IMPORT_MOST_BYTES = 50 * 1024 * 1024
export const IMPORT_MOST_ROWS = 200_000

/** A column a dataset knows. */
export const DatasetColumn = z.object({
  key: z.string(),
  title: z.string(),
  required: z.boolean(),
  help: z.string(),
  example: z.string(),
})
export type DatasetColumn = z.infer<typeof DatasetColumn>
export const DatasetView = z.object({
  dataset: Dataset,
  title: z.string(),
  /** The department such files usually come from. */
  department: Department,
  columns: z.array(DatasetColumn),
})
export type DatasetView = z.infer<typeof DatasetView>

/** A thing worth knowing about the file or one of its rows, with its place and the remedy. */
export const ImportFinding = z.object({
  row: z.int().nullable(),
  column: z.string().nullable(),
  severity: z.enum(['bad', 'warning', 'note']),
  message: z.string(),
})
export type ImportFinding = z.infer<typeof ImportFinding>

export const StageRequest = z.strictObject({
  dataset: Dataset,
  department: Department,
  dataDate: PlainDate,
  fileName: z.string().min(1).max(200),
  bytes: z.instanceof(Uint8Array),
})
export type StageRequest = z.infer<typeof StageRequest>

/** A file that was read and lies in memory: which of its columns is which, before its rows are looked at. */
export const Staged = z.object({
  stageId: z.string(),
  dataset: Dataset,
  fileName: z.string(),
  rows: z.int(),
  /** In words, such as Excel · 工作表“名单” or CSV · GB 18030. */
  format: z.string(),
  header: z.array(z.string()),
  /** Column key to title in the file. */
  matching: z.record(z.string(), z.string()),
  /** Whether the matching is the one this department used last time. */
  remembered: z.boolean(),
  findings: z.array(ImportFinding),
  findingCount: z.int(),
  /** Earlier batches of the very same file: receipts, with the day. */
  sameFile: z.array(z.object({ batchId: z.string(), at: z.iso.datetime(), undone: z.boolean() })),
})
export type Staged = z.infer<typeof Staged>

export const CheckImportRequest = z.strictObject({
  stageId: z.string(),
  matching: z.record(z.string(), z.string()),
})
export type CheckImportRequest = z.infer<typeof CheckImportRequest>

/** What would become of the rows if the file were taken in now. */
export const ImportPreview = z.object({
  rows: z.int(),
  add: z.int(),
  unchanged: z.int(),
  /** Rows that would stand beside what a clerk accepted, to be decided. */
  differing: z.int(),
  bad: z.int(),
  warnings: z.int(),
})
export type ImportPreview = z.infer<typeof ImportPreview>

/** A step of long work; the last one carries what came out of it. */
export const CheckProgress = z.object({
  phase: z.enum(['reading', 'checking', 'done']),
  done: z.int(),
  total: z.int(),
  staged: Staged.optional(),
  preview: ImportPreview.optional(),
})
export type CheckProgress = z.infer<typeof CheckProgress>

export const ImportRowsRequest = z.strictObject({
  stageId: z.string(),
  only: z.enum(['all', 'bad', 'differing', 'warning']),
  offset: z.int().min(0),
  limit: z.int().min(1).max(200),
})
export type ImportRowsRequest = z.infer<typeof ImportRowsRequest>
/** A row of the file as it would be taken in. Numbers are masked. */
export const ImportRow = z.object({
  row: z.int(),
  outcome: z.enum(['add', 'unchanged', 'differing', 'bad']),
  /** Cells by column key; identity numbers and telephones masked. */
  cells: z.record(z.string(), z.string()),
  findings: z.array(ImportFinding),
})
export type ImportRow = z.infer<typeof ImportRow>
export const ImportRowList = listResponse(ImportRow)
export type ImportRowList = z.infer<typeof ImportRowList>

export const ApplyImportRequest = z.strictObject({
  commandId: CommandId,
  stageId: z.string(),
  /** What to do where rows are bad: take in nothing, or take in the rest and set these aside to be mended. */
  badRows: z.enum(['refuse', 'setAside']),
})
export type ApplyImportRequest = z.infer<typeof ApplyImportRequest>
export const UndoImportRequest = z.strictObject({
  commandId: CommandId,
  batchId: z.string(),
  reason: z.string().trim().min(2).max(200),
})
export type UndoImportRequest = z.infer<typeof UndoImportRequest>
export const ApplyProgress = z.object({
  phase: z.enum(['applying', 'saving', 'done']),
  done: z.int(),
  total: z.int(),
  batchId: z.string().optional(),
})
export type ApplyProgress = z.infer<typeof ApplyProgress>

/** The receipt of a file that was taken in. */
export const BatchRow = z.object({
  id: z.string(),
  dataset: Dataset,
  title: z.string(),
  department: Department,
  dataDate: PlainDate,
  fileName: z.string(),
  rows: z.int(),
  added: z.int(),
  unchanged: z.int(),
  differing: z.int(),
  setAside: z.int(),
  by: z.string(),
  at: z.iso.datetime(),
  undone: z.object({ by: z.string(), at: z.iso.datetime(), reason: z.string() }).nullable(),
})
export type BatchRow = z.infer<typeof BatchRow>
export const BatchListRequest = listRequest(['at', 'rows'], { dataset: Dataset })
export type BatchListRequest = z.infer<typeof BatchListRequest>
export const BatchList = listResponse(BatchRow)
export type BatchList = z.infer<typeof BatchList>
export const BatchPage = BatchRow.extend({
  sha256: z.string(),
  byteCount: z.int(),
  /** Differences of this batch that wait, and rows that wait to be mended. */
  waitingDifferences: z.int(),
  waitingRows: z.int(),
  columns: z.array(DatasetColumn),
  /** Why the batch cannot be undone now; null where it can. */
  undoBlocked: z.string().nullable(),
})
export type BatchPage = z.infer<typeof BatchPage>

export const SetAsideRequest = z.strictObject({
  batchId: z.string(),
  offset: z.int().min(0),
  limit: z.int().min(1).max(200),
})
export type SetAsideRequest = z.infer<typeof SetAsideRequest>
/** A row to be mended. Its cells are whole, because a person must mend them; looking at them is recorded. */
export const SetAsideRow = z.object({
  row: z.int(),
  cells: z.record(z.string(), z.string()),
  findings: z.array(ImportFinding),
  state: z.enum(['waiting', 'mended', 'dropped']),
})
export type SetAsideRow = z.infer<typeof SetAsideRow>
export const SetAsideList = listResponse(SetAsideRow)
export type SetAsideList = z.infer<typeof SetAsideList>
/** Takes in a mended row; findings come back where it is still wrong, and nothing is changed then. */
export const MendRowRequest = z.strictObject({
  commandId: CommandId,
  batchId: z.string(),
  row: z.int(),
  cells: z.record(z.string().max(40), z.string().max(500)),
})
export type MendRowRequest = z.infer<typeof MendRowRequest>
export const MendedRow = z.object({
  outcome: z.enum(['add', 'unchanged', 'differing', 'bad']),
  findings: z.array(ImportFinding),
})
export type MendedRow = z.infer<typeof MendedRow>
export const DropRowRequest = z.strictObject({
  commandId: CommandId,
  batchId: z.string(),
  row: z.int(),
  reason: z.string().trim().min(2).max(100),
})
export type DropRowRequest = z.infer<typeof DropRowRequest>
