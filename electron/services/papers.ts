import { createHash } from 'node:crypto'
import { z } from 'zod'
import { snapshot } from '#electron/store/snapshot.ts'
import {
  findPaperContent,
  insertPrint,
  listPapers as listPaperRows,
  listPrints,
  type PaperListRow,
} from '#electron/store/tables/papers.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { PaperList, PaperListRequest, PaperPage, PaperRow, PrintRequest } from '#shared/ipc/papers.ts'
import { carryOut } from './command.ts'
import type { ServiceContext } from './context.ts'
import { getPaper } from './getters.ts'

const Printed = z.object({ copy: z.boolean() })
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
 * Records that a paper was printed or saved, once it was. The first is the original.
 * @returns whether it is a copy (副本)
 * @throws CounterError NOT_FOUND
 * @idempotent with `request.commandId`
 */
export function recordPrint(
  context: ServiceContext,
  request: z.infer<typeof PrintRequest>,
): { copy: boolean } {
  const { paperId } = request
  const command = { id: request.commandId, kind: 'papers.recordPrint', result: Printed }
  return carryOut(context, command, (tx, at) => {
    const copy = getPaper(tx, paperId).printed > 0
    const accountId = context.account.accountId
    insertPrint(tx, { paper_id: paperId, account_id: accountId, at, copy: copy ? 1 : 0 })
    return { result: { copy }, object: `paper:${paperId}`, detail: { copy } }
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
  const content = getContent(context, id)
  if (copy) return new Uint8Array(context.documents.pdf(content.template, asCopy(content.data)).bytes)
  if (createHash('sha256').update(content.bytes).digest('hex') !== content.sha256) {
    throw new CounterError('STORE_DAMAGED', '存档的文书与出具时不一致，没有打开。', {
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

/**
 * A paper as `app://` answers it. The file is a copy once the original was printed or saved.
 * @throws as `getPaperBytes`
 */
export function paperBytes(
  context: ServiceContext,
  id: string,
  format: 'pdf' | 'svg',
): Uint8Array<ArrayBuffer> {
  if (format === 'svg') return new TextEncoder().encode(getPaperPicture(context, id))
  return getPaperBytes(context, id, { copy: getPaper(context.reader, id).printed > 0 })
}

function getContent({ reader }: ServiceContext, id: string) {
  getPaper(reader, id)
  const content = findPaperContent(reader, id)
  if (content === undefined) throw new Error('a paper that is listed has its content')
  return content
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
    caseId: row.case_id,
    issuedAt: row.issued_at,
    issuedBy: row.issuer,
    pages: row.pages,
    printed: row.printed,
  }
}
