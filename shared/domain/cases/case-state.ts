import { CounterError } from '../../base/failure.ts'
import type { CaseRecord } from './case-record.ts'
import type { CaseStatus } from './status.ts'
import { findStep } from './steps.ts'

/** The present state of a case, computed from its records. */
export interface CaseState {
  status: CaseStatus
  /** Accounts that submitted or resubmitted the case: they entered it. */
  enteredBy: readonly string[]
  /** The last submission. */
  submittedAt: string
  submittedBy: string
  /** Why it was returned, while it is returned. */
  returnReason?: string
}

/**
 * The state of a case from its records, oldest first. Records that do not follow from one another (none, the first
 * no submission, a step the table does not have) are STORE_DAMAGED with the record's id in `at`.
 */
export function foldCase(records: readonly CaseRecord[]): CaseState {
  const [first, ...others] = records
  if (first?.kind !== 'submit') throw contradiction(first?.id)
  const opened: CaseState = {
    status: 'submitted',
    enteredBy: [first.by.accountId],
    submittedAt: first.at,
    submittedBy: first.by.accountId,
  }
  return others.reduce(applyRecord, opened)
}

function applyRecord(state: CaseState, record: CaseRecord): CaseState {
  const status = nextStatus(state.status, record)
  const { enteredBy, submittedAt, submittedBy } = state
  if (record.kind === 'resubmit')
    return {
      status,
      enteredBy: [...new Set([...enteredBy, record.by.accountId])],
      submittedAt: record.at,
      submittedBy: record.by.accountId,
    }
  if (record.kind === 'return')
    return { status, enteredBy, submittedAt, submittedBy, returnReason: record.reason }
  return { status, enteredBy, submittedAt, submittedBy }
}

function nextStatus(status: CaseStatus, record: CaseRecord): CaseStatus {
  if (record.kind === 'seat' && status === 'approved') return record.seated ? 'seated' : 'waiting'
  // A place was given up, and this person is the next of those who wait (递补).
  if (record.kind === 'seat' && status === 'waiting' && record.seated) return 'seated'
  const step = record.kind === 'submit' || record.kind === 'seat' ? undefined : findStep(status, record.kind)
  if (step === undefined) throw contradiction(record.id)
  return step.to
}

function contradiction(id: string | undefined): CounterError {
  return new CounterError('STORE_DAMAGED', '办件的办理记录前后矛盾，无法得出当前状态，为免误办已停止。', {
    ...(id === undefined ? {} : { at: id }),
    hint: '请不要继续办理此件，记下编号并联系系统管理员核对备份。',
  })
}
