import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { FinishedPaper } from '#electron/documents/index.ts'
import type { Reader, Transaction } from '#electron/store/database.ts'
import { type CaseListRow, listCaseActions } from '#electron/store/tables/cases.ts'
import { peekNextNumber, takeNextNumber } from '#electron/store/tables/number-series.ts'
import { getOffice } from '#electron/store/tables/office.ts'
import { insertPaper } from '#electron/store/tables/papers.ts'
import { personSeqs } from '#electron/store/tables/residents.ts'
import { findRun, findSeatOfCase } from '#electron/store/tables/runs.ts'
import { CounterError } from '#shared/base/failure.ts'
import { yearOf } from '#shared/base/plain-date.ts'
import { formatX100 } from '#shared/base/points-text.ts'
import { maskResidentId } from '#shared/base/resident-id.ts'
import { findWorkdayAfter } from '#shared/base/workday.ts'
import { requireAllowed } from '#shared/domain/cases/index.ts'
import { HEALTH_CHECK_NOTICE_TITLE, type HealthCheckNotice } from '#shared/domain/documents/index.ts'
import type { IssueNoticeRequest } from '#shared/ipc/papers.ts'
import { submissionToday } from './case-actions.ts'
import { caseActions, recordCaseAction } from './case-state.ts'
import { dayOf } from './clock.ts'
import { carryOut, findAnswer } from './command.ts'
import { getWriter, type ServiceContext } from './context.ts'
import { getCase, getResident, getRound } from './getters.ts'
import { findValueAt } from './resident-facts.ts'
import { getProgramme } from './resources.ts'

const TEMPLATE = 'health-check-notice'
/** 检: what the office's document code is followed by in the numbers of these notices. */
const SERIES_WORD = '检'
/** How often a paper is set anew because its number was taken meanwhile. */
const ATTEMPTS = 3

const Issued = z.object({ id: z.string() })

type Request = z.infer<typeof IssueNoticeRequest>
type Numbered = { code: string; year: number; serial: number; number: string }

/**
 * Issues the notice of a place: takes the next number, sets the paper and archives it as issued. The paper is set
 * before the transaction, so the transaction makes sure that its number is still the next one.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED where the case has no published place; GLYPH_MISSING; CONFLICT where
 *   the number was taken three times in a row
 * @idempotent with `request.commandId`
 */
export function issueNotice(context: ServiceContext, request: Request): { id: string } {
  const writer = getWriter(context)
  const command = { id: request.commandId, kind: 'papers.issueNotice', result: Issued }
  const earlier = findAnswer(writer, command)
  if (earlier !== undefined) return earlier.result
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    requireIssuable(context, writer, request.caseId)
    const numbered = nextNumber(context, writer)
    const data = noticeData(context, request.caseId, numbered)
    const paper = context.documents.pdf(TEMPLATE, data)
    if (nextNumber(context, writer).number !== numbered.number) continue
    return carryOut(context, command, (tx, at) => {
      requireIssuable(context, tx, request.caseId)
      const id = archive(context, tx, { at, caseId: request.caseId, numbered, data, paper })
      return { result: { id }, object: `paper:${id}`, detail: { number: numbered.number } }
    })
  }
  throw new CounterError('CONFLICT', '编号三次都被同时出具的其他文书占用，通知书没有出具，编号没有浪费。', {
    hint: '请稍等片刻，再点一次“出具通知书”。',
  })
}

type Finished = {
  at: string
  caseId: string
  numbered: Numbered
  data: HealthCheckNotice
  paper: FinishedPaper
}

function archive(
  context: ServiceContext,
  tx: Transaction,
  { at, caseId, numbered, data, paper }: Finished,
): string {
  const { code, year, serial, number } = numbered
  if (takeNextNumber(tx, code, year) !== serial) throw new Error('the number was the next one a moment ago')
  const id = randomUUID()
  const accountId = context.account.accountId
  insertPaper(tx, {
    id,
    number,
    year,
    serial,
    template: TEMPLATE,
    template_version: paper.templateVersion,
    title: HEALTH_CHECK_NOTICE_TITLE,
    case_id: caseId,
    data: JSON.stringify(data),
    sha256: paper.sha256,
    pages: paper.pages,
    issued_by: accountId,
    issued_at: at,
    bytes: paper.bytes,
  })
  const detail = JSON.stringify({ paperId: id, number })
  recordCaseAction(tx, {
    case_id: caseId,
    action: 'issueNotice',
    account_id: accountId,
    at,
    reason: null,
    detail,
  })
  return id
}

function requireIssuable(context: ServiceContext, reader: Reader, caseId: string): void {
  const file = getCase(reader, caseId)
  const today = submissionToday(context, reader, file).eligibility
  requireAllowed(caseActions(reader, file, { account: context.account, today }), 'issueNotice')
}

function nextNumber({ clock }: ServiceContext, reader: Reader): Numbered {
  const code = `${getOffice(reader).document_code}${SERIES_WORD}`
  const year = yearOf(clock.today())
  const serial = peekNextNumber(reader, code, year)
  return { code, year, serial, number: `${code}〔${year}〕${serial}号` }
}

/**
 * The notice's data. What the office has not decided (place, time, contact) stays empty, and so does the last day for
 * the answer while the State Council has not announced that year's holidays.
 */
function noticeData(context: ServiceContext, caseId: string, { number }: Numbered): HealthCheckNotice {
  const { clock, resources } = context
  const writer = getWriter(context)
  const file = getCase(writer, caseId)
  const person = getResident(writer, file.resident_id)
  const round = getRound(writer, file.round_id)
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
    rank: seat.rank,
    places: round.places,
    acceptBy: findWorkdayAfter(issuedOn, acceptWorkingDays(context), resources.calendar) ?? null,
    place: null,
    time: null,
    contact: null,
    issuedOn,
    copy: false,
  }
}

/** The place a published run gave, and the employer as it was recorded when the list was frozen. */
function placeOf(reader: Reader, file: CaseListRow) {
  const seat = findSeatOfCase(reader, file.id)
  const run = seat && findRun(reader, seat.run_id)
  if (seat === undefined || run === undefined) throw new Error('a seated case has its seat')
  const persons = personSeqs(reader, getResident(reader, file.resident_id).seq)
  const value = findValueAt(reader, persons, { kind: 'employment', slot: '', at: run.ran_at })
  if (value?.kind !== 'employment') throw new Error('a ranked applicant had an employer')
  return { seat, employer: value.employer }
}

function firstSubmittedAt(reader: Reader, caseId: string): string {
  const [first] = listCaseActions(reader, caseId)
  if (first === undefined) throw new Error('a case begins with its submission')
  return first.at
}

function acceptWorkingDays({ resources, clock }: ServiceContext): number {
  const days = getProgramme(resources, clock.today()).policy.acceptWorkingDays.value
  if (days !== null) return days
  throw new CounterError(
    'POLICY_BAD',
    '政策文件里没有答复期限（几个工作日），算不出截止日，通知书没有出具。',
    {
      at: 'acceptWorkingDays',
      hint: '请主管确认期限，再由系统管理员装载新版政策文件。',
    },
  )
}
