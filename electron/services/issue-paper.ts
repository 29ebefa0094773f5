import { randomUUID } from 'node:crypto'
import type { FinishedPaper, PaperTemplate } from '#electron/documents/index.ts'
import type { Reader, Transaction } from '#electron/store/database.ts'
import { peekNextNumber, takeNextNumber } from '#electron/store/tables/number-series.ts'
import { getOffice } from '#electron/store/tables/office.ts'
import { insertPaper } from '#electron/store/tables/papers.ts'
import { CounterError } from '#shared/base/failure.ts'
import { yearOf } from '#shared/base/plain-date.ts'
import { type CommandOf, carryOut, findAnswer } from './command.ts'
import { getWriter, type ServiceContext } from './context.ts'

/** How often a paper is set anew because its number was taken meanwhile. */
const ATTEMPTS = 3

/** A paper that was archived a moment ago, in the transaction that archived it. */
export type IssuedPaper = { id: string; number: string; at: string }

/** A paper to be issued: what it is, to whom it belongs, and what has to hold. */
export type PaperToIssue<Result> = {
  command: CommandOf<Result>
  template: PaperTemplate
  title: string
  /** What the office's document code is followed by in the numbers of these papers. */
  seriesWord: string
  /** `entrantNo`: whom of the round it is for; without it the paper is about the whole round. */
  owner: { caseId: string } | { residentId: string } | { roundId: string; entrantNo?: string }
  /** Refuses, before the paper is set and again when it is archived. */
  requireIssuable(reader: Reader): void
  /** The template's data under this number. */
  dataFor(number: string): object
  /** Records beside the paper what follows from it, and answers the command. */
  settle(tx: Transaction, issued: IssuedPaper): Result
}

type Numbered = { code: string; year: number; serial: number; number: string }

/**
 * Issues a paper: takes the next number, sets the paper and archives it as issued. The paper is set before the
 * transaction, so the transaction makes sure that its number is still the next one.
 * @throws CounterError what `requireIssuable` throws; GLYPH_MISSING; CONFLICT where the number was taken three times
 *   in a row
 * @idempotent with `paper.command.id`
 */
export function issuePaper<Result>(context: ServiceContext, paper: PaperToIssue<Result>): Result {
  const writer = getWriter(context)
  const earlier = findAnswer(writer, paper.command)
  if (earlier !== undefined) return earlier.result
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    paper.requireIssuable(writer)
    const numbered = nextNumber(context, paper.seriesWord)
    const data = paper.dataFor(numbered.number)
    const finished = context.documents.pdf(paper.template, data)
    if (nextNumber(context, paper.seriesWord).number !== numbered.number) continue
    return carryOut(context, paper.command, (tx, at) => {
      paper.requireIssuable(tx)
      const id = archive(context, tx, { paper, numbered, data, finished, at })
      const { number } = numbered
      return { result: paper.settle(tx, { id, number, at }), object: `paper:${id}`, detail: { number } }
    })
  }
  throw new CounterError('CONFLICT', '编号三次都被同时出具的其他文书占用，文书没有出具，编号没有浪费。', {
    hint: '请稍等片刻，再点一次出具。',
  })
}

type Finished = {
  paper: Pick<PaperToIssue<unknown>, 'template' | 'title' | 'owner'>
  numbered: Numbered
  data: object
  finished: FinishedPaper
  at: string
}

function archive(context: ServiceContext, tx: Transaction, issuing: Finished): string {
  const { paper, numbered, data, finished, at } = issuing
  const { code, year, serial, number } = numbered
  if (takeNextNumber(tx, code, year) !== serial) throw new Error('the number was the next one a moment ago')
  const id = randomUUID()
  insertPaper(tx, {
    id,
    number,
    year,
    serial,
    template: paper.template,
    template_version: finished.templateVersion,
    title: paper.title,
    case_id: 'caseId' in paper.owner ? paper.owner.caseId : null,
    resident_id: 'residentId' in paper.owner ? paper.owner.residentId : null,
    round_id: 'roundId' in paper.owner ? paper.owner.roundId : null,
    entrant_no: 'roundId' in paper.owner ? (paper.owner.entrantNo ?? null) : null,
    data: JSON.stringify(data),
    sha256: finished.sha256,
    pages: finished.pages,
    issued_by: context.account.accountId,
    issued_at: at,
    bytes: finished.bytes,
  })
  return id
}

function nextNumber(context: ServiceContext, seriesWord: string): Numbered {
  const writer = getWriter(context)
  const code = `${getOffice(writer).document_code}${seriesWord}`
  const year = yearOf(context.clock.today())
  const serial = peekNextNumber(writer, code, year)
  return { code, year, serial, number: `${code}〔${year}〕${serial}号` }
}
