import { z } from 'zod'
import { checkText, type TableRow, type TableRows, trimCell } from '#electron/exchange/index.ts'
import type { Reader, Transaction } from '#electron/store/database.ts'
import { findSetAside, type ReceiptRow, settleSetAside } from '#electron/store/tables/imports.ts'
import { CounterError } from '#shared/base/failure.ts'
import { FactSource } from '#shared/domain/people/index.ts'
import { type DropRowRequest, MendedRow, type MendRowRequest } from '#shared/ipc/imports.ts'
import { carryOut, findAnswer } from '../command.ts'
import type { ServiceContext } from '../context.ts'
import { getBatch } from './batches.ts'
import { rulesOf } from './datasets/index.ts'
import { makePlan, OUTCOMES, type Plan } from './plan.ts'
import { getStages } from './stages.ts'
import { takeIn } from './take-in.ts'

/**
 * Takes in a row that was set aside, with the cells as a person mended them, as part of its batch. Where it is still
 * wrong the findings come back and nothing is changed.
 * @throws CounterError NOT_FOUND; CONFLICT where the row does not wait any more
 * @idempotent with `request.commandId`
 */
export function mendRow(context: ServiceContext, request: MendRowRequest): Promise<MendedRow> {
  const { signal } = new AbortController()
  return getStages(context).alone(signal, async () => {
    const command = { id: request.commandId, kind: 'imports.mend', result: MendedRow }
    const earlier = findAnswer(context.reader, command)
    if (earlier !== undefined) return earlier.result
    const first = judgeRow(context, context.reader, request)
    if (first.outcome === 'bad') return first
    return carryOut(context, command, (tx, at) => {
      const batch = getWaitingBatch(tx, request)
      const plan = planRow(context, { reader: tx, batch, request })
      const mended = mendedOf(plan)
      if (mended.outcome === 'bad') throw changedMeanwhile()
      const { accountId } = context.account
      const taking = { batch: batch.seq, accountId, at, fileName: batch.file_name }
      for (const _done of takeIn(tx, plan.changes, taking));
      settleSetAside(
        tx,
        { batch: batch.seq, row: request.row },
        {
          state: 'mended',
          accountId,
          at,
          cells: JSON.stringify(request.cells),
          findings: JSON.stringify(mended.findings),
        },
      )
      return {
        result: mended,
        object: `import:${batch.id}`,
        detail: { row: request.row, outcome: mended.outcome },
      }
    })
  })
}

/**
 * Gives a row up that was set aside; it stays with its batch.
 * @throws CounterError NOT_FOUND; CONFLICT where the row does not wait any more
 * @idempotent with `request.commandId`
 */
export function dropRow(context: ServiceContext, request: DropRowRequest): Record<string, never> {
  const command = { id: request.commandId, kind: 'imports.dropRow', result: z.strictObject({}) }
  return carryOut(context, command, (tx, at) => {
    const batch = getWaitingBatch(tx, request)
    const { accountId } = context.account
    settleSetAside(tx, { batch: batch.seq, row: request.row }, { state: 'dropped', accountId, at })
    return {
      result: {},
      object: `import:${batch.id}`,
      detail: { row: request.row, reason: request.reason },
    }
  })
}

function judgeRow(context: ServiceContext, reader: Reader, request: MendRowRequest): MendedRow {
  const batch = getBatch(reader, request.batchId)
  const unreadable = unreadableCells(batch, request)
  if (unreadable.length > 0) return { outcome: 'bad', findings: unreadable }
  return mendedOf(planRow(context, { reader, batch, request }))
}

/** What a person typed is read as carefully as a file. */
function unreadableCells(batch: ReceiptRow, { row, cells }: MendRowRequest): MendedRow['findings'] {
  return rulesOf(batch.dataset).columns.flatMap(({ key, title }) =>
    checkText(trimCell(cells[key] ?? '')).findings.map(({ what }) => ({
      row,
      column: title,
      severity: 'bad' as const,
      message: `这一格${what}`,
    })),
  )
}

function mendedOf({ outcomes, findings }: Plan): MendedRow {
  return { outcome: OUTCOMES[outcomes[0] ?? 0] ?? 'bad', findings: findings.get(0) ?? [] }
}

function planRow(
  { clock, resources }: ServiceContext,
  { reader, batch, request }: { reader: Reader; batch: ReceiptRow; request: MendRowRequest },
): Plan {
  const rules = rulesOf(batch.dataset)
  const keys = rules.columns.map(({ key }) => key)
  const cells = keys.map((key) => checkText(trimCell(request.cells[key] ?? '')).text)
  const file = {
    rules,
    rows: oneRow({ row: request.row, cells, isSound: true }),
    columns: new Map(keys.map((key, index) => [key, index])),
    findings: [],
  }
  const source = FactSource.parse(JSON.parse(batch.source))
  const steps = makePlan(reader, file, { on: clock.today(), source, towns: resources.towns })
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

function oneRow(row: TableRow): TableRows {
  return {
    length: 1,
    unsound: 0,
    at: () => row,
    *[Symbol.iterator]() {
      yield row
    },
  }
}

/** The batch of a row that waits. */
function getWaitingBatch(tx: Transaction, { batchId, row }: { batchId: string; row: number }): ReceiptRow {
  const batch = getBatch(tx, batchId)
  if (batch.undone_at !== null) throw notWaiting('这次导入已经撤销，这一行不再处理')
  const found = findSetAside(tx, batch.seq, row)
  if (found === undefined) {
    throw new CounterError('NOT_FOUND', '这次导入没有留待修正的这一行，没有做任何改动。', { at: 'row' })
  }
  if (found.state !== 'waiting') throw notWaiting('这一行已经处理过')
  return batch
}

function notWaiting(words: string): CounterError {
  return new CounterError('CONFLICT', `${words}，没有再改动。`, {
    at: 'row',
    hint: '请刷新列表看最新情况。',
  })
}

function changedMeanwhile(): CounterError {
  return new CounterError('CONFLICT', '检查之后情况刚有变化，这一行没有导入。', {
    at: 'row',
    hint: '请再检查一次。',
  })
}
