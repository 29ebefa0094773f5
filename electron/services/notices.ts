import { z } from 'zod'
import type { Reader } from '#electron/store/database.ts'
import { type CaseListRow, listCaseActions } from '#electron/store/tables/cases.ts'
import { findHolding } from '#electron/store/tables/holdings.ts'
import { getOffice } from '#electron/store/tables/office.ts'
import { personSeqs } from '#electron/store/tables/residents.ts'
import { findRun, findSeatOfCase } from '#electron/store/tables/runs.ts'
import { CounterError } from '#shared/base/failure.ts'
import { formatX100 } from '#shared/base/points-text.ts'
import { maskResidentId } from '#shared/base/resident-id.ts'
import { findWorkdayAfter } from '#shared/base/workday.ts'
import { totalPlaces } from '#shared/domain/allocation/index.ts'
import { requireAllowed } from '#shared/domain/cases/index.ts'
import { HEALTH_CHECK_NOTICE_TITLE, type HealthCheckNotice } from '#shared/domain/documents/index.ts'
import type { IssueNoticeRequest } from '#shared/ipc/papers.ts'
import { submissionToday } from './case-actions.ts'
import { caseActions, recordCaseAction } from './case-state.ts'
import { dayOf } from './clock.ts'
import { getWriter, type ServiceContext } from './context.ts'
import { getCase, getResident, getRound } from './getters.ts'
import { issuePaper } from './issue-paper.ts'
import { findValueAt } from './resident-facts.ts'
import { planOf } from './rounds/plan.ts'
import { roundState } from './rounds/state.ts'

/** 检: what the office's document code is followed by in the numbers of these notices. */
const SERIES_WORD = '检'

const Issued = z.object({ id: z.string() })

type Request = z.infer<typeof IssueNoticeRequest>

/**
 * Issues the notice of a place and archives it as issued.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED where the case has no published place; GLYPH_MISSING; CONFLICT where
 *   the number was taken three times in a row
 * @idempotent with `request.commandId`
 */
export function issueNotice(context: ServiceContext, request: Request): { id: string } {
  const { caseId } = request
  return issuePaper(context, {
    command: { id: request.commandId, kind: 'papers.issueNotice', result: Issued },
    template: 'health-check-notice',
    title: HEALTH_CHECK_NOTICE_TITLE,
    seriesWord: SERIES_WORD,
    owner: { caseId },
    requireIssuable: (reader) => requireIssuable(context, reader, caseId),
    dataFor: (number) => noticeData(context, caseId, number),
    settle(tx, { id, number, at }) {
      recordCaseAction(tx, {
        case_id: caseId,
        action: 'issueNotice',
        account_id: context.account.accountId,
        at,
        reason: null,
        detail: JSON.stringify({ paperId: id, number }),
      })
      return { id }
    },
  })
}

function requireIssuable(context: ServiceContext, reader: Reader, caseId: string): void {
  const file = getCase(reader, caseId)
  const today = submissionToday(context, reader, file).eligibility
  requireAllowed(caseActions(reader, file, { account: context.account, today }), 'issueNotice')
  const holding = findHolding(reader, file.round_id, file.receipt_no)
  if (holding === undefined || holding.place !== null) return
  throw new CounterError('CONFLICT', `办件 ${file.receipt_no} 的名额已经放弃或逾期，通知书没有出具。`, {
    at: file.receipt_no,
    hint: '请在本批次办理递补，给递补的人出具通知书。',
  })
}

/**
 * The notice's data. What the office has not decided (place, time, contact) stays empty, and so does the last day for
 * the answer while the State Council has not announced that year's holidays.
 */
function noticeData(context: ServiceContext, caseId: string, number: string): HealthCheckNotice {
  const { clock, resources } = context
  const writer = getWriter(context)
  const file = getCase(writer, caseId)
  const person = getResident(writer, file.resident_id)
  const round = getRound(writer, file.round_id)
  const plan = planOf(round)
  const { seat, employer } = placeOf(writer, file)
  const issuedOn = clock.today()
  return {
    organ: getOffice(writer).name,
    number,
    name: person.name,
    idNumberMasked: maskResidentId(person.id_number),
    receiptNo: file.receipt_no,
    receivedOn: dayOf(firstSubmittedAt(writer, caseId)),
    roundTitle: round.title,
    employer,
    town: seat.town,
    points: formatX100(seat.points_x100),
    rank: seat.shown_rank,
    places: totalPlaces(plan),
    acceptBy: findWorkdayAfter(issuedOn, plan.replyDays, resources.calendar) ?? null,
    place: null,
    time: null,
    contact: null,
    issuedOn,
    copy: false,
  }
}

/** The rank and values of the published run, and the employer as it was recorded when the list was read. */
function placeOf(reader: Reader, file: CaseListRow) {
  const { town, points_x100, shown_rank, run_id } = findSeatOfCase(reader, file.id) ?? {}
  const run = run_id === undefined ? undefined : findRun(reader, run_id)
  if (run === undefined || town == null || points_x100 == null || shown_rank === undefined)
    throw new Error('a case with a place was ranked with its town and points')
  const persons = personSeqs(reader, getResident(reader, file.resident_id).seq)
  const read = roundState(reader, file.round_id).freezes.findLast(({ corrects }) => !corrects)
  const value = findValueAt(reader, persons, { kind: 'employment', slot: '', at: read?.at ?? run.ran_at })
  if (value?.kind !== 'employment') throw new Error('a ranked applicant had an employer')
  return { seat: { town, points_x100, shown_rank }, employer: value.employer }
}

function firstSubmittedAt(reader: Reader, caseId: string): string {
  const [first] = listCaseActions(reader, caseId)
  if (first === undefined) throw new Error('a case begins with its submission')
  return first.at
}
