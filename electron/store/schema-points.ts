import type { Generated } from 'kysely'
import type { PlainDate } from '#shared/base/plain-date.ts'
import type { Standing } from '#shared/domain/points/index.ts'
import type { RecheckOutcome, RecheckState } from '#shared/ipc/points.ts'
import type { PolicyDocumentKind } from '#shared/ipc/policies.ts'

/** Append-only: a pack, an amendment or a list as it was handed in. */
export type PolicyDocumentTable = {
  id: string
  kind: PolicyDocumentKind
  /** The id within the text; of a list its id and year. */
  policy_id: string
  /** The JSON text, with `sha256` over its UTF-8 bytes. */
  body: string
  sha256: string
  file_name: string
  drafted_by: string
  drafted_at: string
}

/** Append-only: a document was put in force or taken back; its state is the fold of these. */
export type PolicyEventTable = {
  seq: Generated<number>
  document: string
  action: 'confirm' | 'withdraw'
  account_id: string
  at: string
  reason: string
}

/** Append-only: everybody's points under one pack on one day. */
export type PointsRunTable = {
  seq: Generated<number>
  id: string
  /** The document the pack came from, and the pack itself: id, name and hex SHA-256. */
  policy_key: string
  policy_id: string
  policy_name: string
  policy_hash: string
  purpose: string
  on_day: PlainDate
  reason: string
  account_id: string
  at: string
  /** The last audit row of the state of the store that was read. */
  data_as_of: number
  /** What the lines of each result stand for, in order, as a JSON list. */
  line_codes: string
  residents: number
  complete: number
  sum_x100: number
  /** `QuotaFinding`s as JSON. */
  findings: string
  result_hash: string
}

/** Append-only: one resident's result of a run. */
export type PointsResultTable = {
  run: number
  resident: number
  total_x100: number
  /** 1 or 0. */
  complete: number
  standing: Standing['kind']
  /** Points of each line in hundredths as Int32, little-endian; what has none is a sentinel of shared/domain/points. */
  lines: Uint8Array
}

/** What a resident asked a department to look at again. Only the cache of its events changes. */
export type RecheckTable = {
  id: string
  receipt_no: string
  resident: number
  indicator: string
  indicator_name: string
  department: string
  /** JSON list of months in order, YYYY-MM. */
  months: string
  /** In the resident's words. */
  claim: string
  /** `PointsView` as it stood, as JSON. */
  before: string
  asked_by: string
  asked_at: string
  /** The day in China on which it was asked; the day the answer is due follows from it. */
  asked_on: PlainDate
  /** Caches of `recheck_event`: the fold of the events. */
  state: RecheckState
  outcome: RecheckOutcome | null
}

/** Append-only: the truth about a re-check. */
export type RecheckEventTable = {
  seq: Generated<number>
  recheck_id: string
  event: 'ask' | 'answer' | 'close'
  account_id: string
  at: string
  /** What the event froze, as JSON; its shape belongs to the event. */
  detail: string
}

/** The tables of policies, points runs and re-checks, by name. */
export interface PointsTables {
  policy_document: PolicyDocumentTable
  policy_event: PolicyEventTable
  points_run: PointsRunTable
  points_result: PointsResultTable
  recheck: RecheckTable
  recheck_event: RecheckEventTable
}
