import { z } from 'zod'
import type { Reader } from '#electron/store/database.ts'
import { insertAudit } from '#electron/store/tables/audit.ts'
import { countUndoObstacles } from '#electron/store/tables/batch-undo.ts'
import {
  countWaitingFacts,
  countWaitingRows,
  findBatch,
  listBatches as listBatchRows,
  listSetAside as listSetAsideRows,
  type ReceiptRow,
} from '#electron/store/tables/imports.ts'
import { transaction } from '#electron/store/transaction.ts'
import { CounterError } from '#shared/base/failure.ts'
import { FactSource } from '#shared/domain/people/index.ts'
import {
  type BatchList,
  type BatchListRequest,
  type BatchPage,
  type BatchRow,
  ImportFinding,
  type SetAsideList,
  type SetAsideRequest,
} from '#shared/ipc/imports.ts'
import { getWriter, type ServiceContext } from '../context.ts'
import { rulesOf } from './datasets/index.ts'
import { listDatasets } from './template.ts'

/** A window of receipts. */
export function listBatches({ reader }: ServiceContext, request: BatchListRequest): BatchList {
  const { total, rows } = listBatchRows(reader, request)
  return { total, rows: rows.map(batchView) }
}

/** A receipt with what still waits of it. @throws CounterError NOT_FOUND */
export function getBatchPage({ reader }: ServiceContext, id: string): BatchPage {
  const batch = getBatch(reader, id)
  return {
    ...batchView(batch),
    sha256: batch.sha256,
    byteCount: batch.byte_count,
    waitingDifferences: countWaitingFacts(reader, batch.seq),
    waitingRows: batch.undone_at === null ? countWaitingRows(reader, batch.seq) : 0,
    columns: listDatasets().find(({ dataset }) => dataset === batch.dataset)?.columns ?? [],
    undoBlocked: undoBlocked(reader, batch),
  }
}

/** @throws CounterError NOT_FOUND */
export function getBatch(reader: Reader, id: string): ReceiptRow {
  const batch = findBatch(reader, id)
  if (batch !== undefined) return batch
  throw new CounterError('NOT_FOUND', '没有找到这次导入的回执，没有做任何改动。', {
    hint: '请返回导入记录重新选择。',
  })
}

/** Why a batch cannot be taken back now, with how many things stand in the way; null where it can. */
export function undoBlocked(reader: Reader, batch: ReceiptRow): string | null {
  if (batch.undone_at !== null) return '这次导入已经撤销。'
  const { cases, facts, others, decided } = countUndoObstacles(reader, batch.seq)
  const reasons = [
    counted(cases, '件办件属于这次导入的人，须先办结撤回'),
    counted(facts, '条事实是后来为这次导入的人登记的，须先作不采信处理或撤销带来它的导入'),
    counted(others, '项材料、家庭关系、合并或更正属于这次导入的人'),
    counted(decided, '项差异已由工作人员采信，须先改为不采信'),
  ].filter((reason) => reason !== null)
  return reasons.length === 0 ? null : `暂不能撤销：${reasons.join('；')}。`
}

function counted(count: number, words: string): string | null {
  return count === 0 ? null : `有 ${count} ${words}`
}

/**
 * Rows of a batch that wait to be mended, with their whole cells; looking at them is recorded.
 * @throws CounterError NOT_FOUND
 */
export function listSetAside(context: ServiceContext, request: SetAsideRequest): SetAsideList {
  const { account, clock } = context
  return transaction(getWriter(context), (tx) => {
    const batch = getBatch(tx, request.batchId)
    const { total, rows } = listSetAsideRows(tx, batch.seq, request)
    if (rows.length > 0) {
      insertAudit(tx, {
        at: clock.now(),
        account_id: account.accountId,
        action: 'imports.setAside',
        object: `import:${batch.id}`,
        detail: JSON.stringify({ rows: rows.length, offset: request.offset }),
      })
    }
    return {
      total,
      rows: rows.map(({ row, cells, findings, state }) => ({
        row,
        cells: Cells.parse(JSON.parse(cells)),
        findings: z.array(ImportFinding).parse(JSON.parse(findings)),
        state,
      })),
    }
  })
}

const Cells = z.record(z.string(), z.string())

function batchView(batch: ReceiptRow): BatchRow {
  const { department, dataDate } = FactSource.parse(JSON.parse(batch.source))
  const { undone_at: at, undone_reason: reason, undoer: by } = batch
  return {
    id: batch.id,
    dataset: batch.dataset,
    title: rulesOf(batch.dataset).title,
    department,
    dataDate,
    fileName: batch.file_name,
    rows: batch.rows,
    added: batch.added,
    unchanged: batch.unchanged,
    differing: batch.differing,
    setAside: batch.set_aside,
    by: batch.actor,
    at: batch.at,
    undone: at === null || reason === null || by === null ? null : { by, at, reason },
  }
}
