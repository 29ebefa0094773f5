import { z } from 'zod'
import { CommandId, listRequest, listResponse } from './common.ts'

/** The lists that can leave as an Excel file. */
export const ExportableList = z.enum(['residents', 'cases', 'papers', 'imports', 'entrants'])
export type ExportableList = z.infer<typeof ExportableList>

/** A column of a list; a personal one is marked before it is chosen. */
export const ExportColumn = z.object({ key: z.string(), title: z.string(), personal: z.boolean() })
export type ExportColumn = z.infer<typeof ExportColumn>

/** The most rows a worksheet holds below the line about the export and the header. */
export const EXPORT_MOST_ROWS = 1_048_576 - 2

/** Text, filters and sort of a list on screen, as the list asks them. */
export const ExportQuestion = z.strictObject({
  text: z.string().max(100),
  filters: z.record(z.string(), z.union([z.string(), z.boolean()])),
  sort: z.strictObject({ key: z.string(), descending: z.boolean() }),
})
export type ExportQuestion = z.infer<typeof ExportQuestion>

export const ExportRequest = z.strictObject({
  commandId: CommandId,
  list: ExportableList,
  columns: z.array(z.string()).min(1).max(40),
  question: ExportQuestion,
  reason: z.string().trim().min(2).max(200),
})
export type ExportRequest = z.infer<typeof ExportRequest>

/** What became of an export, told by the desktop after the file was written. */
export const EndExportRequest = z.strictObject({
  commandId: CommandId,
  exportId: z.string(),
  outcome: z.enum(['done', 'cancelled']),
  rows: z.int().min(0).nullable(),
  sha256: z.string().length(64).nullable(),
})
export type EndExportRequest = z.infer<typeof EndExportRequest>

export const ExportRow = z.object({
  id: z.string(),
  list: ExportableList,
  title: z.string(),
  columns: z.array(z.string()),
  reason: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  /** null while the file is written, and for ever where its end is not known. */
  outcome: z.enum(['done', 'cancelled']).nullable(),
  rows: z.int().nullable(),
  hash: z.string().nullable(),
})
export type ExportRow = z.infer<typeof ExportRow>
export const ExportListRequest = listRequest(['at'], { list: ExportableList })
export type ExportListRequest = z.infer<typeof ExportListRequest>
export const ExportList = listResponse(ExportRow)
export type ExportList = z.infer<typeof ExportList>
