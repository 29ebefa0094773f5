import { type SqlBool, sql } from 'kysely'
import type { PrintOutcome } from '#shared/ipc/papers.ts'
import type { Reader, Transaction } from '../connection.ts'
import { all, get, query, run } from '../query.ts'
import type { PaperPrintTable, PaperTable } from '../schema.ts'
import { contains, countOf, type Page } from './windows.ts'

/**
 * A paper without its bytes and data, with what lists show. `resident_id` is whom it is for, also through a case or an
 * application; null where nobody of the store stands behind the application, or the paper is about a whole round.
 * `name`: the applicant's of a round (of a school place the child), else the resident's, else the round's title.
 */
export type PaperListRow = Omit<PaperTable, 'bytes' | 'data'> & {
  name: string
  issuer: string
  printed: number
}
export type PaperPrintRow = Omit<PaperPrintTable, 'seq'> & { seq: number; actor: string }

/** A print whose end is not known counts as handed out. */
const HANDED_OUT = sql<SqlBool>`paper_print.outcome is not 'cancelled'`

export function insertPaper(tx: Transaction, row: PaperTable): void {
  run(tx, query.insertInto('paper').values(row))
}

/** Records a print that is about to leave. @returns its number */
export function insertPrint(tx: Transaction, row: Omit<PaperPrintTable, 'seq' | 'outcome'>): number {
  run(tx, query.insertInto('paper_print').values({ ...row, outcome: null }))
  const last = get(tx, query.selectFrom('paper_print').select('seq').orderBy('seq', 'desc'))
  if (last === undefined) throw new Error('the print was recorded a moment ago')
  return last.seq
}

export function findPrint(reader: Reader, seq: number): PaperPrintRow | undefined {
  return get(reader, prints().where('paper_print.seq', '=', seq))
}

/** Adds to a print what became of it; the schema refuses to say it twice. */
export function settlePrint(tx: Transaction, seq: number, outcome: PrintOutcome): void {
  run(tx, query.updateTable('paper_print').set({ outcome }).where('seq', '=', seq))
}

export function findPaper(reader: Reader, id: string): PaperListRow | undefined {
  return get(reader, joined().where('paper.id', '=', id).select(LISTED))
}

export function findPaperOfCase(reader: Reader, caseId: string): PaperListRow | undefined {
  return get(reader, joined().where('paper.case_id', '=', caseId).select(LISTED))
}

/** The archived bytes and the data they were made from. */
export function findPaperContent(reader: Reader, id: string) {
  const content = query
    .selectFrom('paper')
    .select(['bytes', 'data', 'sha256', 'template', 'template_version'])
    .where('id', '=', id)
  return get<Pick<PaperTable, 'bytes' | 'data' | 'sha256' | 'template' | 'template_version'>>(reader, content)
}

/**
 * The papers of a person, of the person's cases and of the applications in rounds, newest first.
 * @param residentIds the ids of the person's records
 */
export function listPapersOfResident(reader: Reader, residentIds: readonly string[]): PaperListRow[] {
  const own = query.selectFrom('paper').select('id').where('resident_id', 'in', residentIds)
  const ofCases = query
    .selectFrom('case_file')
    .innerJoin('paper', 'paper.case_id', 'case_file.id')
    .select('paper.id')
    .where('case_file.resident_id', 'in', residentIds)
  const ofApplications = query
    .selectFrom('entrant')
    .innerJoin('paper', (join) =>
      join.onRef('paper.round_id', '=', 'entrant.round_id').onRef('paper.entrant_no', '=', 'entrant.no'),
    )
    .select('paper.id')
    .where('entrant.resident_id', 'in', residentIds)
  const papers = joined()
    .where('paper.id', 'in', own.union(ofCases).union(ofApplications))
    .select(LISTED)
    .orderBy('paper.issued_at', 'desc')
  return all(reader, papers)
}

/** The papers of a round as a whole, newest first; with `no` those for one applicant. */
export function listPapersOfRound(
  reader: Reader,
  { roundId, no }: { roundId: string; no?: string },
): PaperListRow[] {
  const papers = joined()
    .where('paper.round_id', '=', roundId)
    .where('paper.entrant_no', no === undefined ? 'is' : '=', no ?? null)
    .select(LISTED)
    .orderBy('paper.issued_at', 'desc')
    .orderBy('paper.serial', 'desc')
  return all(reader, papers)
}

/** The prints of a paper that were not cancelled, the original first. */
export function listPrints(reader: Reader, paperId: string): PaperPrintRow[] {
  return all(reader, prints().where('paper_id', '=', paperId).where(HANDED_OUT).orderBy('seq'))
}

/** Papers that were issued and never printed or saved. */
export function countUnprintedPapers(reader: Reader): number {
  const unprinted = query
    .selectFrom('paper')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('paper_print')
            .select('seq')
            .whereRef('paper_print.paper_id', '=', 'paper.id')
            .where(HANDED_OUT),
        ),
      ),
    )
    .select(sql<number>`count(*)`.as('n'))
  return countOf(reader, unprinted)
}

export type PaperListQuery = {
  text: string
  filters: { template?: string | undefined }
  sort: { key: 'number' | 'issuedAt' | 'name'; descending: boolean }
  offset: number
  limit: number
}

/** Whom a paper is for, or which round it is about. */
const NAME = sql<string>`coalesce(entrant.name, resident.name, round.title)`

// Numbers sort by year and running number; as text, 10号 would come before 2号.
const SORT_COLUMNS = {
  number: sql.ref('paper.year'),
  issuedAt: sql.ref('paper.issued_at'),
  name: NAME,
} as const

const LISTED = [
  'paper.id',
  'paper.number',
  'paper.year',
  'paper.serial',
  'paper.template',
  'paper.template_version',
  'paper.title',
  'paper.case_id',
  'paper.round_id',
  'paper.entrant_no',
  'paper.sha256',
  'paper.pages',
  'paper.issued_by',
  'paper.issued_at',
  'resident.id as resident_id',
  'account.name as issuer',
  sql<number>`(select count(*) from paper_print where paper_print.paper_id = paper.id and ${HANDED_OUT})`.as(
    'printed',
  ),
  NAME.as('name'),
] as const

const SEARCHED = [
  'paper.number',
  'resident.name',
  'entrant.name',
  'round.title',
  'case_file.receipt_no',
  'paper.entrant_no',
] as const

/** A window of papers. Text matches part of the number, the name, or the receipt or application number. */
export function listPapers(reader: Reader, list: PaperListQuery): Page<PaperListRow> {
  const matching = filtered(list)
  const direction = list.sort.descending ? 'desc' : 'asc'
  const rows = matching
    .select(LISTED)
    .orderBy(SORT_COLUMNS[list.sort.key], direction)
    .orderBy('paper.serial', direction)
    .orderBy('paper.id')
    .limit(list.limit)
    .offset(list.offset)
  return { total: countOf(reader, matching.select(sql<number>`count(*)`.as('n'))), rows: all(reader, rows) }
}

function prints() {
  return query
    .selectFrom('paper_print')
    .innerJoin('account', 'account.id', 'paper_print.account_id')
    .selectAll('paper_print')
    .select('account.name as actor')
}

function joined() {
  return query
    .selectFrom('paper')
    .leftJoin('case_file', 'case_file.id', 'paper.case_id')
    .leftJoin('round', 'round.id', 'paper.round_id')
    .leftJoin('entrant', (join) =>
      join.onRef('entrant.round_id', '=', 'paper.round_id').onRef('entrant.no', '=', 'paper.entrant_no'),
    )
    .leftJoin('resident', (join) =>
      join.on(
        'resident.id',
        '=',
        sql<string>`coalesce(paper.resident_id, case_file.resident_id, entrant.resident_id)`,
      ),
    )
    .innerJoin('account', 'account.id', 'paper.issued_by')
}

function filtered({ text, filters }: PaperListQuery) {
  let matching = joined()
  if (text !== '') {
    matching = matching.where(contains(text, ...SEARCHED))
  }
  if (filters.template !== undefined) matching = matching.where('paper.template', '=', filters.template)
  return matching
}
