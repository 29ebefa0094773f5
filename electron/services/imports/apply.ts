import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Transaction } from '#electron/store/database.ts'
import type { LongStep } from '#electron/store/long-transaction.ts'
import { lastAuditSeq } from '#electron/store/tables/audit.ts'
import { insertBatch, insertSetAside, saveColumnMatching } from '#electron/store/tables/imports.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { ApplyImportRequest, ApplyProgress } from '#shared/ipc/imports.ts'
import { type Done, findAnswer } from '../command.ts'
import { getWriter, type ServiceContext } from '../context.ts'
import { carryOutInSteps } from './carry-out-in-steps.ts'
import { circumstancesOf, getMade, sourceOf } from './check.ts'
import { makePlan, OUTCOMES, type Plan, type ReadableFile } from './plan.ts'
import { reporting } from './progress.ts'
import { getStages, type MadePlan, type StagedFile } from './stages.ts'
import { takeIn } from './take-in.ts'

const Applied = z.object({ batchId: z.string() })
type Applied = z.infer<typeof Applied>

const ROWS_PER_STEP = 1_000

/**
 * Takes a checked file in as one whole: every change with its receipt, or nothing. What was changed in the store since
 * the check is weighed again first; the receipt says what was done. Rows that are bad are set aside to be mended, or
 * the file is refused for them. A file that changes nothing gets its receipt too.
 * @throws CounterError NOT_FOUND; CONFLICT where the file was not checked; BAD_INPUT where rows are bad and none may be
 *   set aside; CANCELLED; STORE_FULL
 * @idempotent with `request.commandId`
 */
export function applyImport(
  context: ServiceContext,
  request: ApplyImportRequest,
  signal: AbortSignal,
): AsyncGenerator<ApplyProgress> {
  const stages = getStages(context)
  const command = { id: request.commandId, kind: 'imports.takeIn', result: Applied }
  return reporting<ApplyProgress>(signal, (report, leaving) =>
    stages.alone(leaving, async (aborted) => {
      const earlier = findAnswer(getWriter(context), command)
      if (earlier !== undefined) return finished(earlier.result)
      const staged = stages.get(request.stageId)
      const made = getMade(staged)
      const applied = await carryOutInSteps(
        context,
        command,
        (tx, at) => applyPlan(tx, { context, request, staged, made, at }),
        { signal: aborted, onStep: (step) => report({ phase: 'applying', ...step }) },
      )
      stages.discard(staged.id)
      return finished(applied)
    }),
  )
}

function finished({ batchId }: Applied): ApplyProgress {
  return { phase: 'done', done: 1, total: 1, batchId }
}

type Applying = {
  context: ServiceContext
  request: ApplyImportRequest
  staged: StagedFile
  made: MadePlan
  at: string
}

function* applyPlan(tx: Transaction, applying: Applying): Generator<LongStep, Done<Applied>> {
  const { context, request, staged, made, at } = applying
  const plan = yield* presentPlan(tx, applying)
  const { preview } = plan
  if (preview.bad > 0 && request.badRows === 'refuse') throw hasBadRows(preview.bad)
  const id = randomUUID()
  const { accountId } = context.account
  const { rows, add: added, unchanged, differing, bad: set_aside } = preview
  const batch = insertBatch(tx, {
    id,
    dataset: staged.dataset,
    source: JSON.stringify(sourceOf(staged)),
    file_name: staged.fileName,
    sha256: staged.sha256,
    byte_count: staged.byteCount,
    ...{ rows, added, unchanged, differing, set_aside },
    account_id: accountId,
    at,
  })
  const total = plan.changes.length + set_aside
  const taking = { batch, accountId, at, fileName: staged.fileName }
  for (const done of takeIn(tx, plan.changes, taking)) yield { done, total }
  for (const done of setAside(tx, { plan, file: made.file, batch })) {
    yield { done: plan.changes.length + done, total }
  }
  rememberColumns(tx, applying)
  const detail = { dataset: staged.dataset, rows, added, unchanged, differing, setAside: set_aside }
  return { result: { batchId: id }, object: `import:${id}`, detail }
}

/** The plan as it was shown where nothing was changed since; else a new one, made of the store as it is now. */
function* presentPlan(tx: Transaction, { context, staged, made }: Applying): Generator<LongStep, Plan> {
  const isFresh = lastAuditSeq(tx) === made.asOf.auditSeq && context.clock.today() === made.asOf.on
  if (isFresh) return made.plan
  const steps = makePlan(tx, made.file, circumstancesOf(context, staged))
  let step = steps.next()
  while (step.done !== true) {
    yield { done: 0, total: made.plan.changes.length }
    step = steps.next()
  }
  return step.value
}

/** Keeps the bad rows with their whole cells, so that they can be mended. */
function* setAside(
  tx: Transaction,
  { plan, file, batch }: { plan: Plan; file: ReadableFile; batch: number },
): Generator<number, void> {
  const bad = OUTCOMES.indexOf('bad')
  let done = 0
  for (let index = 0; index < plan.outcomes.length; index += 1) {
    if (plan.outcomes[index] !== bad) continue
    const { row, cells } = file.rows.at(index)
    const byKey = Object.fromEntries([...file.columns].map(([key, column]) => [key, cells[column] ?? '']))
    const findings = JSON.stringify(plan.findings.get(index) ?? [])
    insertSetAside(tx, { batch, row, cells: JSON.stringify(byKey), findings })
    done += 1
    if (done % ROWS_PER_STEP === 0) yield done
  }
}

function rememberColumns(tx: Transaction, { staged, made, at }: Applying): void {
  const columns = Object.fromEntries(Object.entries(made.matching).map(([key, title]) => [title, key]))
  const { department, dataset } = staged
  saveColumnMatching(tx, { department, dataset, columns: JSON.stringify(columns), at })
}

function hasBadRows(count: number): CounterError {
  return new CounterError('BAD_INPUT', `文件里有 ${count} 行不能导入，所以整个文件都没有导入。`, {
    at: 'badRows',
    hint: '请更正文件后重新导入，或者选择先导入其余各行，把这些行留待修正。',
  })
}
