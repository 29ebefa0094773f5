import type { Generated } from 'kysely'
import type { PlainDate } from '#shared/base/plain-date.ts'
import type { Custody, FactKind, FactOrigin, FactState, StoredRelation } from '#shared/domain/people/index.ts'
import type { Dataset } from '#shared/ipc/imports.ts'

/** A person known to the counter; registered once, by the normal form of the identity number. */
export type ResidentTable = {
  /** The key inside the store; outside it a person goes by `id`. */
  seq: Generated<number>
  id: string
  name: string
  /** Normal form: 18 characters, X in upper case. */
  id_number: string
  sex: '男' | '女'
  birth: PlainDate
  phone: string | null
  town: string
  registered_at: string
  registered_by: string
  /** The import that brought this person. */
  batch: Generated<number | null>
  /** The person this record was found to be the same as; nothing is moved by a merge. */
  merged_into: Generated<number | null>
  /** 1 while lists show the person: neither merged nor taken back with an import. */
  listed: Generated<number>
  /** The name as it is compared (folded) and as it is sorted (pinyin); caches with the version that made them. */
  name_key: Generated<string>
  sort_key: Generated<string>
  keys_version: Generated<number>
  /** Points last kept for lists, with their day and pack; the empty text where they must be computed anew. */
  points_on: Generated<PlainDate | ''>
  points_pack: Generated<string>
  points_x100: Generated<number | null>
  /** 1 when every fact the points need is known. */
  complete: Generated<number>
}

/** A fact as it was recorded. Only its state changes, and each change is an event. */
export type FactTable = {
  seq: Generated<number>
  resident: number
  kind: FactKind
  /** What it competes for within its kind (`slotOf`). */
  slot: string
  /** `FactValue` as JSON. */
  value: string
  valid_from: PlainDate | null
  valid_to: PlainDate | null
  origin: FactOrigin
  /** `FactSource` as JSON; null where it is that of the batch. */
  source: string | null
  batch: number | null
  recorded_by: string
  recorded_at: string
  initial_state: 'claimed' | 'accepted'
  /** A cache: the initial state and the events after it. */
  state: FactState
}

/** Append-only: what became of a fact after it was recorded. */
export type FactEventTable = {
  seq: Generated<number>
  fact: number
  event: 'accept' | 'reject' | 'supersede' | 'reinstate'
  /** The fact that took its place. */
  by_fact: number | null
  reason: string | null
  account_id: string
  at: string
}

/** Append-only: a change of a person's own fields. `listed` is '1' or '0'. */
export type ResidentChangeTable = {
  seq: Generated<number>
  resident: number
  field: 'name' | 'idNumber' | 'phone' | 'town' | 'listed'
  before: string | null
  after: string | null
  reason: string
  account_id: string
  at: string
}

/** Texts by whose beginning a person is found; the first letter says which kind of text it is. */
export type SearchKeyTable = { key: string; resident: number }

/** How many listed residents there are, kept by triggers, so that a million need not be counted. */
export type ResidentTallyTable = { town: string; complete: number; n: number }

/** Counts what changes the order or the filters of a list of residents, by triggers; one row, `id` is 1. */
export type ResidentListVersionTable = { id: number; version: number }

export type HouseholdTable = {
  id: string
  town: string
  address: string | null
  created_by: string
  created_at: string
}

export type HouseholdMemberTable = {
  seq: Generated<number>
  household_id: string
  resident: number
  joined_by: string
  joined_at: string
  left_by: string | null
  left_at: string | null
}

export type RelationTable = {
  seq: Generated<number>
  kind: StoredRelation
  resident: number
  other: number
  /** Of a parent: whether custody is with this one, with both, or with the other. */
  custody: Custody | null
  source: string
  recorded_by: string
  recorded_at: string
  ended_on: PlainDate | null
  ended_reason: string | null
  ended_by: string | null
  ended_at: string | null
}

/** Two records that may be one person; `first` is the smaller key. */
export type DuplicatePairTable = {
  seq: Generated<number>
  first: number
  second: number
  why: string
  found_at: string
  state: 'open' | 'different' | 'merged'
  reason: string | null
  decided_by: string | null
  decided_at: string | null
}

export type ResidentMergeTable = {
  id: string
  kept: number
  merged: number
  reason: string
  /** Facts that lost their place to one of the other record, as a JSON list; undoing reinstates them. */
  superseded: string
  merged_by: string
  merged_at: string
  undone_reason: string | null
  undone_by: string | null
  undone_at: string | null
}

export type EvidenceTable = {
  id: string
  resident: number
  title: string
  media_type: 'image/jpeg' | 'image/png' | 'application/pdf'
  byte_count: number
  pages: number
  sha256: string
  added_by: string
  added_at: string
  /** A cache of the last event. */
  state: 'pending' | 'accepted' | 'rejected'
}

export type EvidenceBytesTable = {
  evidence_id: string
  /** A JPEG; null where the page could not make one. */
  thumbnail: Uint8Array | null
  bytes: Uint8Array
}

export type EvidenceEventTable = {
  seq: Generated<number>
  evidence_id: string
  event: 'accept' | 'reject'
  reason: string | null
  account_id: string
  at: string
}

export type FactEvidenceTable = { fact: number; evidence_id: string }

/** The receipt of a file that was taken in. */
export type ImportBatchTable = {
  seq: Generated<number>
  id: string
  dataset: Dataset
  /** `FactSource` of every fact of the batch, as JSON. */
  source: string
  file_name: string
  sha256: string
  byte_count: number
  rows: number
  added: number
  unchanged: number
  /** Rows whose value stands beside one a clerk accepted. */
  differing: number
  set_aside: number
  account_id: string
  at: string
  undone_reason: string | null
  undone_by: string | null
  undone_at: string | null
}

/** A row that could not be taken in and waits to be mended. */
export type SetAsideRowTable = {
  batch: number
  row: number
  /** Cells by column key, and what is wrong, as JSON. */
  cells: string
  findings: string
  state: 'waiting' | 'mended' | 'dropped'
  account_id: string | null
  at: string | null
}

/** Column titles a department uses for a dataset: file title to column key, as JSON. */
export type ColumnMatchingTable = { department: string; dataset: Dataset; columns: string; at: string }

/** An employer as one import stated it. */
export type EmployerTable = {
  seq: Generated<number>
  uscc: string
  name: string
  town: string
  unionised: number | null
  batch: number
  state: 'accepted' | 'rejected' | 'superseded'
}

/** A form half filled in, kept for the person who fills it. */
export type DraftTable = { account_id: string; key: string; body: string; saved_at: string }

/** A list that left the office as a file; recorded before it leaves, settled once after. */
export type ExportRecordTable = {
  id: string
  list: string
  columns: string
  question: string
  reason: string
  account_id: string
  at: string
  outcome: 'done' | 'cancelled' | null
  rows: number | null
  sha256: string | null
}

/** The tables about people, their facts and what came with them. */
export interface PeopleTables {
  resident: ResidentTable
  fact: FactTable
  fact_event: FactEventTable
  resident_change: ResidentChangeTable
  search_key: SearchKeyTable
  resident_tally: ResidentTallyTable
  resident_list_version: ResidentListVersionTable
  household: HouseholdTable
  household_member: HouseholdMemberTable
  relation: RelationTable
  duplicate_pair: DuplicatePairTable
  resident_merge: ResidentMergeTable
  evidence: EvidenceTable
  evidence_bytes: EvidenceBytesTable
  evidence_event: EvidenceEventTable
  fact_evidence: FactEvidenceTable
  import_batch: ImportBatchTable
  set_aside_row: SetAsideRowTable
  column_matching: ColumnMatchingTable
  employer: EmployerTable
  draft: DraftTable
  export_record: ExportRecordTable
}
