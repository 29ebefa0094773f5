import type { Generated } from 'kysely'
import type { RoundKind } from '#shared/domain/allocation/index.ts'
import type { Holding, Reply, RoundEventKind, RoundStatus } from '#shared/domain/cases/index.ts'

export type RoundTable = {
  id: string
  title: string
  kind: RoundKind
  /** `RoundPlan` as JSON: a cache of the last `open` or `amend`. */
  plan: string
  /** A cache of `round_action`: what the last action led to. */
  status: RoundStatus
  /** The round whose leftovers this one gives out. */
  after_round: string | null
}

/** Append-only: the truth about a round. */
export type RoundActionTable = {
  seq: Generated<number>
  round_id: string
  action: RoundEventKind
  account_id: string
  at: string
  reason: string | null
  /** The fields of the `RoundEvent` beside who, when and why, as JSON. */
  detail: string
}

/** An application of a round. It may change while the round takes applications; what counts later is the frozen list. */
export type EntrantTable = {
  round_id: string
  /** The application number: a case's receipt number, or one of the round's own. */
  no: string
  source: 'case' | 'query' | 'list' | 'round'
  /** Whose points and ties count; null where the list gave them. */
  resident_id: string | null
  case_id: string | null
  /** Who gets the place: of a school place the child. */
  name: string
  id_number: string | null
  town: string | null
  /** Points last worked out or given, for lists; the frozen list is what counts. */
  points_x100: number | null
  /** `EntrantGiven` as JSON. */
  given: string
  entered_by: string
  entered_at: string
  /** Why it was taken out before the freeze; null while it stands. */
  withdrawn: string | null
}

/** Append-only: a list as it was frozen, with its hash. */
export type RoundFreezeTable = {
  id: string
  round_id: string
  /** The text of `listText`. */
  list: string
  list_hash: string
  policy_hash: string
  frozen_by: string
  frozen_at: string
}

/** Append-only: one allocation run with everything needed to perform it again. */
export type RoundRunTable = {
  id: string
  round_id: string
  /** `counter.round/1` and `counter.result/1`, as JSON. */
  frozen: string
  result: string
  input_hash: string
  policy_hash: string
  engine: string
  seed: string
  ran_by: string
  ran_at: string
  /** Null for runs from before lists were frozen apart. */
  freeze_id: string | null
}

/** Append-only: what a run gave one applicant. */
export type SeatTable = {
  run_id: string
  no: string
  case_id: string | null
  /** Position in the whole order of the round, and the one to be shown where equals share one. */
  rank: number
  shown_rank: number
  place: string | null
  points_x100: number | null
  town: string | null
  /** The engine's `Seat` as JSON. */
  outcome: string
  why: string
}

/** Who holds a place after publication: a cache of `round_action` over the published seats. */
export type HoldingTable = {
  round_id: string
  no: string
  place: string | null
  via: Holding['via']
  reply: Reply | null
}

export interface RoundTables {
  round: RoundTable
  round_action: RoundActionTable
  entrant: EntrantTable
  round_freeze: RoundFreezeTable
  round_run: RoundRunTable
  seat: SeatTable
  holding: HoldingTable
}
