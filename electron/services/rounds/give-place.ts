import type { Transaction } from '#electron/store/database.ts'
import { findEntrant } from '#electron/store/tables/entrants.ts'
import { upsertHolding } from '#electron/store/tables/holdings.ts'
import { findSeat } from '#electron/store/tables/runs.ts'
import type { RoundState } from '#shared/domain/cases/index.ts'
import { recordCaseAction } from '../case-state.ts'
import { type NewRoundEvent, recordRoundEvent } from './state.ts'

type Giving = Extract<NewRoundEvent, { kind: 'replace' | 'arrange' }>

/** Gives a place after publication: the event, the holding, and the case behind the application where there is one. */
export function givePlace(
  tx: Transaction,
  {
    roundId,
    accountId,
    at,
    runs,
  }: { roundId: string; accountId: string; at: string } & Pick<RoundState, 'runs'>,
  event: Giving,
): void {
  const { no, place, kind } = event
  recordRoundEvent(tx, { roundId, accountId, at }, event)
  upsertHolding(tx, { round_id: roundId, no, place, via: kind, reply: null })
  const caseId = findEntrant(tx, roundId, no)?.case_id ?? null
  if (caseId === null) return
  const runId = runs.at(-1)?.runId ?? ''
  const rank = findSeat(tx, runId, no)?.shown_rank
  recordCaseAction(tx, {
    case_id: caseId,
    action: 'seat',
    account_id: accountId,
    at,
    reason: event.reason ?? null,
    detail: JSON.stringify({ runId, rank, seated: true, via: kind }),
  })
}
