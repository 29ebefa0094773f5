import { z } from 'zod'
import type { Transaction } from '#electron/store/database.ts'
import type { LongStep } from '#electron/store/long-transaction.ts'
import { type TakenBack, undoBatchRows } from '#electron/store/tables/batch-undo.ts'
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
import { keepManySearchKeys } from '../search-keys.ts'
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
  const rekeyed: number[] = []
  let keyed = 0
  const step = () => ({
    done: counts.facts + counts.people + counts.employers + keyed,
    total: batch.rows + rekeyed.length,
  })
  for (const { count, rekeyed: found } of inSteps(undo.rejectFacts)) {
    counts.facts += count
    for (const seq of found) rekeyed.push(seq)
    yield step()
  }
  for (const done of bringEmployersBack(tx, batch)) {
    counts.employers = done
    yield step()
  }
  for (const { count, rekeyed: found } of inSteps(undo.unlistPeople)) {
    counts.people += count
    for (const seq of found) rekeyed.push(seq)
    yield step()
  }
  for (const done of keepManySearchKeys(tx, rekeyed)) {
    keyed = done
    yield step()
  }
  setBatchUndone(tx, batch.seq, { reason: request.reason, accountId, at })
  return { result: { batchId: batch.id }, object: `import:${batch.id}`, detail: counts }
}

function* inSteps(takeBack: (after: number, limit: number) => TakenBack): Generator<TakenBack, void> {
  for (let after = 0; ; ) {
    const taken = takeBack(after, ROWS_PER_STEP)
    yield taken
    after = taken.last
    if (taken.count === 0) return
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

function cannotUndo(blocked: string): CounterError {
  return new CounterError('CONFLICT', `这次导入没有撤销。${blocked}`, {
    at: 'batchId',
    hint: '请先处理这些事项；只有个别内容有误的，可以在居民页逐项更正。',
  })
}
