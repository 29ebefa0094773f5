import type { RoundTable } from '#electron/store/schema.ts'
import { snapshot } from '#electron/store/snapshot.ts'
import {
  type CaseListRow,
  listCaseActions,
  listCases as listCaseRows,
  type WaitingFor,
} from '#electron/store/tables/cases.ts'
import { findHolding } from '#electron/store/tables/holdings.ts'
import { findPaperOfCase } from '#electron/store/tables/papers.ts'
import { findSeatOfCase } from '#electron/store/tables/runs.ts'
import { type CaseStatus, statusText } from '#shared/domain/cases/index.ts'
import type { CaseList, CaseListRequest, CasePage, CaseRow, EligibilityView } from '#shared/ipc/cases.ts'
import type { SignedIn } from '#shared/ipc/session.ts'
import { lastSubmission, submissionToday } from './case-actions.ts'
import { caseActions } from './case-state.ts'
import { dayOf } from './clock.ts'
import type { ServiceContext } from './context.ts'
import { getCase, getRound } from './getters.ts'
import { getProgramme, type Resources } from './resources.ts'
import { planOf } from './rounds/plan.ts'
import { holdingWords } from './seat-words.ts'
import { caseTimeline } from './timeline.ts'

/** Cases in these statuses wait for somebody of the role to go on. */
const WAITING_STATUSES = {
  clerk: ['returned', 'seated'],
  supervisor: ['submitted', 'returned', 'seated'],
} as const satisfies Record<SignedIn['role'], readonly CaseStatus[]>

/** Statuses in which a change of the judgement can still matter. */
const UNDECIDED: readonly CaseStatus[] = ['submitted', 'returned', 'approved']

/** What of all cases waits for a person. */
export function waitingFor({ accountId, role }: SignedIn): WaitingFor {
  return { accountId, statuses: WAITING_STATUSES[role] }
}

/** A window of cases. */
export function listCases(
  { reader, account, resources }: ServiceContext,
  request: CaseListRequest,
): CaseList {
  const { status, roundId, mine } = request.filters
  const filters = { status, roundId, waitingFor: mine === true ? waitingFor(account) : undefined }
  const { total, rows } = listCaseRows(reader, { ...request, filters })
  return { total, rows: rows.map((row) => caseRow(row, resources)) }
}

/** A case with its frozen submission, today's judgement, outcome and history. @throws CounterError NOT_FOUND */
export function getCasePage(context: ServiceContext, id: string): CasePage {
  const { reader, account, resources } = context
  return snapshot(reader, () => {
    const file = getCase(reader, id)
    const { document, eligibility } = lastSubmission(reader, id)
    const today = submissionToday(context, reader, file).eligibility
    const paper = findPaperOfCase(reader, id)
    const round = getRound(reader, file.round_id)
    return {
      ...caseRow(file, resources),
      roundId: file.round_id,
      roundTitle: file.round_title,
      roundStatus: round.status,
      answers: document,
      eligibility,
      ...(UNDECIDED.includes(file.status) && differs(eligibility, today) ? { today } : {}),
      ...outcomePart(context, file, round),
      ...(paper === undefined ? {} : { paperId: paper.id }),
      timeline: caseTimeline(listCaseActions(reader, id)),
      actions: caseActions(reader, file, { account, today }),
    }
  })
}

/** A case as lists show it. */
export function caseRow(row: CaseListRow, resources: Resources): CaseRow {
  return {
    id: row.id,
    receiptNo: row.receipt_no,
    residentId: row.resident_id,
    name: row.name,
    title: getProgramme(resources, dayOf(row.submitted_at)).policy.name,
    status: row.status,
    statusText: statusText(row.status),
    pointsX100: row.points_x100,
    submittedAt: row.submitted_at,
    submittedBy: row.submitter,
  }
}

/**
 * The rank is for staff as soon as the round ran, but it binds only once it is published; while the list is frozen
 * anew after an objection, the run before it says nothing any more.
 */
function outcomePart(
  { reader }: ServiceContext,
  file: CaseListRow,
  round: RoundTable,
): Pick<CasePage, 'outcome'> {
  const seat = findSeatOfCase(reader, file.id)
  if (seat === undefined || round.status === 'open' || round.status === 'frozen') return {}
  const { place, shown_rank: rank, why } = seat
  const holding = findHolding(reader, file.round_id, file.receipt_no)
  if (holding === undefined) return { outcome: { rank, seated: place !== null, text: `${why}（待公布）` } }
  const text = holdingWords(holding, { rank, plan: planOf(round), why })
  return { outcome: { rank, seated: holding.place !== null, text } }
}

function differs(before: EligibilityView, now: EligibilityView): boolean {
  const verdicts = ({ verdict, reasons }: EligibilityView) =>
    [verdict, ...reasons.map((reason) => `${reason.condition}=${reason.verdict}`)].join(';')
  return verdicts(before) !== verdicts(now)
}
