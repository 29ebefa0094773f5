import { z } from 'zod'
import type { Reader, Transaction } from '#electron/store/database.ts'
import {
  type CaseActionRow,
  type CaseListRow,
  insertCaseAction,
  listCaseActions,
  type NewCaseAction,
  updateCaseCache,
} from '#electron/store/tables/cases.ts'
import { hasAcceptedFactBy } from '#electron/store/tables/facts.ts'
import { personSeqs } from '#electron/store/tables/residents.ts'
import {
  type ActionState,
  allowedActions,
  type CaseAction,
  CaseRecord,
  type CaseState,
  foldCase,
} from '#shared/domain/cases/index.ts'
import type { Eligibility } from '#shared/domain/eligibility/index.ts'
import type { SignedIn } from '#shared/ipc/session.ts'
import { getResident, getRound } from './getters.ts'

const SeatDetail = z.object({ seated: z.boolean() })

/** The state of a case from its recorded actions. @throws CounterError STORE_DAMAGED where they contradict */
export function caseState(reader: Reader, caseId: string): CaseState {
  return foldCase(listCaseActions(reader, caseId).map(recordOf))
}

/** Adds an action to a case and keeps what lists sort by, from the fold of all actions. */
export function recordCaseAction(tx: Transaction, row: NewCaseAction): CaseState {
  insertCaseAction(tx, row)
  const state = caseState(tx, row.case_id)
  updateCaseCache(tx, row.case_id, {
    status: state.status,
    submitted_at: state.submittedAt,
    submitted_by: state.submittedBy,
  })
  return state
}

/**
 * What the signed-in person can do with a case now: for the buttons and for the services alike. Approving also
 * needs every condition to hold today.
 */
export function caseActions(
  reader: Reader,
  file: CaseListRow,
  { account, today }: { account: SignedIn; today: Eligibility },
): ActionState<CaseAction>[] {
  // Whoever recorded any fact the case rests on now has entered a part of it.
  const factsBy = hasAcceptedFactBy(
    reader,
    personSeqs(reader, getResident(reader, file.resident_id).seq),
    account.accountId,
  )
    ? account.accountId
    : null
  const round = getRound(reader, file.round_id).status
  const states = allowedActions(caseState(reader, file.id), account, { factsBy, round })
  if (today.verdict === 'TRUE') return states
  return states.map((state) =>
    state.action === 'approve' && state.allowed
      ? { action: state.action, allowed: false, reason: `今天还不能通过：${today.summary}` }
      : state,
  )
}

function recordOf(row: CaseActionRow): CaseRecord {
  return CaseRecord.parse({
    id: String(row.seq),
    at: row.at,
    by: { accountId: row.account_id, name: row.actor },
    kind: row.action,
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.action === 'seat' ? { seated: SeatDetail.parse(JSON.parse(row.detail)).seated } : {}),
  })
}
