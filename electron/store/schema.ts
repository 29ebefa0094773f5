import type { Generated } from 'kysely'
import type { CaseStatus, RecordedCaseAction } from '#shared/domain/cases/index.ts'
import type { Role } from '#shared/ipc/common.ts'
import type { PrintOutcome } from '#shared/ipc/papers.ts'
import type { PeopleTables } from './schema-people.ts'
import type { PointsTables } from './schema-points.ts'
import type { RoundTables } from './schema-rounds.ts'

export type * from './schema-people.ts'
export type * from './schema-points.ts'
export type * from './schema-rounds.ts'

/** The office this store belongs to; exactly one row, `id` is always 1. */
export type OfficeTable = {
  id: number
  name: string
  /** The office's part of document numbers, such as 慈新. */
  document_code: string
  window: string
  /** Identity of the store, given once at set-up. */
  store_id: string
  created_at: string
}

export type AccountTable = {
  id: string
  login: string
  name: string
  role: Role
  /** 1 or 0. An account that has acted is never deleted, only put out of use. */
  active: number
  created_at: string
}

/** Commands that were carried out, so that one sent twice is done once and answered alike. */
export type CommandTable = {
  id: string
  kind: string
  /** The answer given the first time, as JSON. */
  result: string
  at: string
}

/** Append-only: triggers refuse to change or delete a row. */
export type AuditTable = {
  seq: Generated<number>
  at: string
  account_id: string | null
  action: string
  object: string
  detail: string
}

export type CaseFileTable = {
  id: string
  receipt_no: string
  resident_id: string
  round_id: string
  /** A cache of `case_action`, kept in the same transaction: the fold of the actions. */
  status: CaseStatus
  /** Points judged on the last submission, for sorting; null while nothing can be said. */
  points_x100: number | null
  submitted_at: string
  submitted_by: string
}

/** Append-only: the truth about a case. */
export type CaseActionTable = {
  seq: Generated<number>
  case_id: string
  action: RecordedCaseAction
  account_id: string
  at: string
  reason: string | null
  /** What the action froze, as JSON; its shape belongs to the action. */
  detail: string
}

/** Last number given in a series and year, such as receipts or the office's notices. */
export type NumberSeriesTable = { code: string; year: number; last: number }

/** Append-only: a paper archived as it was issued. It belongs to a case, a resident or a round, never to two. */
export type PaperTable = {
  id: string
  number: string
  /** Year and running number within it, as they stand in `number`. */
  year: number
  serial: number
  template: string
  template_version: string
  title: string
  case_id: string | null
  resident_id: string | null
  round_id: string | null
  /** Whom a round's paper is for; null where it is about the whole round. */
  entrant_no: string | null
  /** The template's data as JSON. */
  data: string
  sha256: string
  pages: number
  issued_by: string
  issued_at: string
  bytes: Uint8Array
}

/**
 * A print or a saved file, recorded before it leaves; the first that was not cancelled is the original. Only the
 * outcome is added later, once.
 */
export type PaperPrintTable = {
  seq: Generated<number>
  paper_id: string
  account_id: string
  at: string
  /** 1 or 0. */
  copy: number
  /** Null while the print goes on, and for ever where its end is not known: then it counts as handed out. */
  outcome: PrintOutcome | null
}

/** Every table of the store, by name. A migration that adds a table adds its row type here. */
export interface Database extends PeopleTables, PointsTables, RoundTables {
  office: OfficeTable
  account: AccountTable
  command: CommandTable
  audit: AuditTable
  case_file: CaseFileTable
  case_action: CaseActionTable
  number_series: NumberSeriesTable
  paper: PaperTable
  paper_print: PaperPrintTable
}
