import { z } from 'zod'
import { snapshot } from '#electron/store/snapshot.ts'
import {
  findPaperContent,
  insertPrint,
  listPapers as listPaperRows,
  listPrints,
  type PaperListRow,
  settlePrint,
} from '#electron/store/tables/papers.ts'
import { CounterError } from '#shared/base/failure.ts'
import {
  type BeginPrintRequest,
  BegunPrint,
  type EndPrintRequest,
  type PaperList,
  type PaperListRequest,
  type PaperPage,
  type PaperRow,
} from '#shared/ipc/papers.ts'
import { carryOut } from './command.ts'
import type { ServiceContext } from './context.ts'
import { getPaper, getPrint } from './getters.ts'
import { sha256 } from './hash.ts'

const Ended = z.strictObject({})
const PaperData = z.record(z.string(), z.unknown())

/** A window of papers. */
export function listPapers({ reader }: ServiceContext, request: PaperListRequest): PaperList {
  const { total, rows } = listPaperRows(reader, request)
  return { total, rows: rows.map(paperRow) }
}

/** A paper with its prints. @throws CounterError NOT_FOUND */
export function getPaperPage({ reader }: ServiceContext, id: string): PaperPage {
  return snapshot(reader, () => {
    const paper = getPaper(reader, id)
    return {
      ...paperRow(paper),
      sha256: paper.sha256,
      templateVersion: paper.template_version,
      prints: listPrints(reader, id).map(({ at, actor, copy }) => ({ at, who: actor, copy: copy === 1 })),
    }
  })
}

/**
 * Records that a paper is about to be printed or saved, before it leaves: whatever happens after, no second unmarked
 * original can leave. The first print is the original.
 * @returns the print's number and whether it must be a copy (副本)
 * @throws CounterError NOT_FOUND
 * @idempotent with `request.commandId`
 */
export function beginPrint(context: ServiceContext, request: z.infer<typeof BeginPrintRequest>): BegunPrint {
  const { paperId } = request
  const command = { id: request.commandId, kind: 'prints.begin', result: BegunPrint }
  return carryOut(context, command, (tx, at) => {
    const copy = getPaper(tx, paperId).printed > 0
    const accountId = context.account.accountId
    const printId = insertPrint(tx, { paper_id: paperId, account_id: accountId, at, copy: copy ? 1 : 0 })
    return { result: { printId, copy }, object: `paper:${paperId}`, detail: { printId, copy } }
  })
}

/**
 * Records what became of a print. A cancelled one does not count: the original can still be handed out.
 * @throws CounterError NOT_FOUND; CONFLICT where its outcome is recorded already
 * @idempotent with `request.commandId`
 */
export function endPrint(
  context: ServiceContext,
  request: z.infer<typeof EndPrintRequest>,
): Record<string, never> {
  const { printId, outcome } = request
  const command = { id: request.commandId, kind: 'prints.end', result: Ended }
  return carryOut(context, command, (tx) => {
    const print = getPrint(tx, printId)
    if (print.outcome !== null) throw alreadyEnded()
    settlePrint(tx, printId, outcome)
    return { result: {}, object: `paper:${print.paper_id}`, detail: { printId, outcome } }
  })
}

/**
 * A paper to be handed out: the original is the archived file, byte for byte; a copy is set anew from the archived
 * data and marked 副本.
 * @throws CounterError NOT_FOUND; STORE_DAMAGED where the archived bytes are not those that were issued
 */
export function getPaperBytes(
  context: ServiceContext,
  id: string,
  { copy }: { copy: boolean },
): Uint8Array<ArrayBuffer> {
  const { number, ...content } = getContent(context, id)
  if (copy) return new Uint8Array(context.documents.pdf(content.template, asCopy(content.data)).bytes)
  if (sha256(content.bytes) !== content.sha256) {
    throw new CounterError('STORE_DAMAGED', `文书 ${number} 的存档内容与出具时不一致，为免发错，没有打开。`, {
      at: 'paper',
      hint: '请不要再使用这份文书，联系系统管理员用备份核对。',
    })
  }
  return new Uint8Array(content.bytes)
}

/** A picture of all pages of a paper as it was issued, as SVG. @throws CounterError NOT_FOUND */
export function getPaperPicture(context: ServiceContext, id: string): string {
  const { template, data } = getContent(context, id)
  return context.documents.svg(template, readData(data))
}

function alreadyEnded(): CounterError {
  return new CounterError('CONFLICT', '这次打印的结果已经记录过，没有改动。', {
    at: 'printId',
    hint: '请在文书页核对打印记录；需要再打印请重新点“打印”。',
  })
}

function getContent({ reader }: ServiceContext, id: string) {
  const { number } = getPaper(reader, id)
  const content = findPaperContent(reader, id)
  if (content === undefined) throw new Error('a paper that is listed has its content')
  return { number, ...content }
}

function readData(data: string): Record<string, unknown> {
  return PaperData.parse(JSON.parse(data))
}

function asCopy(data: string): Record<string, unknown> {
  return { ...readData(data), copy: true }
}

function paperRow(row: PaperListRow): PaperRow {
  return {
    id: row.id,
    number: row.number,
    template: row.template,
    title: row.title,
    name: row.name,
    residentId: row.resident_id,
    caseId: row.case_id,
    roundId: row.round_id,
    issuedAt: row.issued_at,
    issuedBy: row.issuer,
    pages: row.pages,
    printed: row.printed,
  }
}
