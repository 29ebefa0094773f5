import { z } from 'zod'
import type { Transaction } from '#electron/store/database.ts'
import type { LongStep } from '#electron/store/long-transaction.ts'
import { type BatchUndo, undoBatchRows } from '#electron/store/tables/batch-undo.ts'
import {
  findEarlierEmployer,
  listAcceptedEmployers,
  setEmployerState,
} from '#electron/store/tables/employers.ts'
import { type ReceiptRow, setBatchUndone } from '#electron/store/tables/imports.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { ApplyProgress, UndoImportRequest } from '#shared/ipc/imports.ts'
import type { Done } from '../command.ts'
import type { ServiceContext } from '../context.ts'
import { keepSearchKeys } from '../search-keys.ts'
import { getBatch, undoBlocked } from './batches.ts'
import { carryOutInSteps } from './carry-out-in-steps.ts'
import { reporting } from './progress.ts'
import { getStages } from './stages.ts'

const Undone = z.object({ batchId: z.string() })
type Undone = z.infer<typeof Undone>

const ROWS_PER_STEP = 500

/**
 * Takes an import back as one whole: its facts are rejected with the reason, what they took the place of holds again
 * unless something newer does, and the people it brought are no longer listed. Nothing is deleted, and the same file
 * can be taken in again.
 * @throws CounterError NOT_FOUND; CONFLICT where it was taken back already, or later work rests on it; CANCELLED
 * @idempotent with `request.commandId`
 */
export function undoImport(
  context: ServiceContext,
  request: UndoImportRequest,
  signal: AbortSignal,
): AsyncGenerator<ApplyProgress> {
  const command = { id: request.commandId, kind: 'imports.undo', result: Undone }
  return reporting<ApplyProgress>(signal, (report, leaving) =>
    getStages(context).alone(leaving, async (aborted) => {
      const { batchId } = await carryOutInSteps(
        context,
        command,
        (tx, at) => takeBack(tx, { request, accountId: context.account.accountId, at }),
        { signal: aborted, onStep: (step) => report({ phase: 'applying', ...step }) },
      )
      return { phase: 'done', done: 1, total: 1, batchId }
    }),
  )
}

type Taking = { request: UndoImportRequest; accountId: string; at: string }

function* takeBack(tx: Transaction, taking: Taking): Generator<LongStep, Done<Undone>> {
  const { request, accountId, at } = taking
  const batch = getBatch(tx, request.batchId)
  const blocked = undoBlocked(tx, batch)
  if (blocked !== null) throw cannotUndo(blocked)
  const reason = `批次撤销：${request.reason}`
  const undo = undoBatchRows(tx, { batch: batch.seq, reason, accountId, at })
  const counts = { facts: 0, people: 0, employers: 0 }
  const step = () => ({ done: counts.facts + counts.people + counts.employers, total: batch.rows })
  for (const done of rejectFacts(tx, undo)) {
    counts.facts = done
    yield step()
  }
  for (const done of bringEmployersBack(tx, batch)) {
    counts.employers = done
    yield step()
  }
  for (const done of unlistPeople(tx, undo)) {
    counts.people = done
    yield step()
  }
  setBatchUndone(tx, batch.seq, { reason: request.reason, accountId, at })
  return { result: { batchId: batch.id }, object: `import:${batch.id}`, detail: counts }
}

function* rejectFacts(tx: Transaction, undo: BatchUndo): Generator<number, void> {
  let done = 0
  for (let after = 0; ; ) {
    const facts = undo.standing(after, ROWS_PER_STEP)
    for (const fact of facts) {
      const back = undo.reject(fact)
      undo.markPointsStale(fact.resident)
      // A permit is found by its number, the one that is gone no more and the one that holds again.
      if (fact.kind === 'permit') for (const seq of new Set([fact.resident, ...back])) keepSearchKeys(tx, seq)
    }
    after = facts.at(-1)?.seq ?? after
    done += facts.length
    yield done
    if (facts.length === 0) return
  }
}

function* bringEmployersBack(tx: Transaction, { seq }: ReceiptRow): Generator<number, void> {
  let done = 0
  for (let after = 0; ; ) {
    const employers = listAcceptedEmployers(tx, seq, { after, limit: ROWS_PER_STEP })
    for (const employer of employers) {
      setEmployerState(tx, employer.seq, 'rejected')
      const earlier = findEarlierEmployer(tx, employer)
      if (earlier !== undefined) setEmployerState(tx, earlier.seq, 'accepted')
    }
    after = employers.at(-1)?.seq ?? after
    done += employers.length
    yield done
    if (employers.length === 0) return
  }
}

function* unlistPeople(tx: Transaction, undo: BatchUndo): Generator<number, void> {
  let done = 0
  for (let after = 0; ; ) {
    const people = undo.listed(after, ROWS_PER_STEP)
    for (const seq of people) {
      undo.unlist(seq)
      keepSearchKeys(tx, seq)
    }
    after = people.at(-1) ?? after
    done += people.length
    yield done
    if (people.length === 0) return
  }
}

function cannotUndo(blocked: string): CounterError {
  return new CounterError('CONFLICT', `这次导入没有撤销。${blocked}`, {
    at: 'batchId',
    hint: '请先处理这些事项；只有个别内容有误的，可以在居民页逐项更正。',
  })
}
