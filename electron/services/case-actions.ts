import { z } from 'zod'
import type { Transaction } from '#electron/store/database.ts'
import { type CaseListRow, listCaseActions, updateCaseCache } from '#electron/store/tables/cases.ts'
import { CounterError } from '#shared/base/failure.ts'
import { CaseStatus, requireAllowed } from '#shared/domain/cases/index.ts'
import type { ActOnCaseRequest } from '#shared/ipc/cases.ts'
import { caseActions, recordCaseAction } from './case-state.ts'
import { freeze, requireNotRefused } from './case-submission.ts'
import { carryOut } from './command.ts'
import type { ServiceContext } from './context.ts'
import { getCase, getRound } from './getters.ts'
import { Submission } from './submission.ts'

const Acted = z.object({ status: CaseStatus })

/**
 * Approves, returns, resubmits or withdraws a case. Approving and resubmitting freeze the judgement of the day.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED with the reason the button shows; BAD_INPUT at `reason` where a
 *   return has none, at `action` for a notice, which `papers.issueNotice` writes
 * @idempotent with `request.commandId`
 */
export function actOnCase(context: ServiceContext, request: ActOnCaseRequest): { status: CaseStatus } {
  const { caseId, action } = request
  const reason = request.reason ?? ''
  const command = { id: request.commandId, kind: 'cases.act', result: Acted }
  return carryOut(context, command, (tx, at) => {
    if (action === 'issueNotice') throw onlyWithPaper()
    const file = getCase(tx, caseId)
    const today = submissionToday(context, tx, file)
    const { account } = context
    requireAllowed(caseActions(tx, file, { account, today: today.eligibility }), action)
    if (action === 'return' && reason === '') throw reasonMissing()
    if (action === 'resubmit') {
      requireNotRefused(today.eligibility)
      updateCaseCache(tx, caseId, { points_x100: today.points.certainX100 })
    }
    const { status } = recordCaseAction(tx, {
      case_id: caseId,
      action,
      account_id: account.accountId,
      at,
      reason: reason === '' ? null : reason,
      detail: JSON.stringify(action === 'approve' || action === 'resubmit' ? today : {}),
    })
    return { result: { status }, object: `case:${caseId}`, detail: { action } }
  })
}

/** What the case would be if it were submitted today with the same answers. */
export function submissionToday(
  context: ServiceContext,
  reader: Transaction | ServiceContext['reader'],
  file: CaseListRow,
): Submission {
  const { answers } = lastSubmission(reader, file.id)
  const round = getRound(reader, file.round_id)
  return freeze(context, reader, { residentId: file.resident_id, round, answers })
}

/** What the last submission of a case froze. */
export function lastSubmission(reader: ServiceContext['reader'], caseId: string): Submission {
  const submitted = listCaseActions(reader, caseId).findLast(
    ({ action }) => action === 'submit' || action === 'resubmit',
  )
  if (submitted === undefined) throw new Error('a case begins with its submission')
  return Submission.parse(JSON.parse(submitted.detail))
}

function reasonMissing(): CounterError {
  return new CounterError('BAD_INPUT', '退回补正没有写原因，没有退回：居民要照着原因补材料。', {
    at: 'reason',
    hint: '请写明要补什么，让经办和居民看得懂。',
  })
}

function onlyWithPaper(): CounterError {
  return new CounterError('BAD_INPUT', '办件不能单独改成“已通知”，没有保存：通知要连同通知书一起出具。', {
    at: 'action',
    hint: '请用“出具通知书”办理。',
  })
}
