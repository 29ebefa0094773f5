import { growCache, shrinkCache } from '#electron/store/cache.ts'
import { lastAuditSeq } from '#electron/store/tables/audit.ts'
import { CounterError } from '#shared/base/failure.ts'
import { maskPhone } from '#shared/base/mask.ts'
import { maskResidentId } from '#shared/base/resident-id.ts'
import { FactSource, maskPaperNumber } from '#shared/domain/people/index.ts'
import type {
  CheckImportRequest,
  CheckProgress,
  ImportRow,
  ImportRowList,
  ImportRowsRequest,
} from '#shared/ipc/imports.ts'
import type { ServiceContext } from '../context.ts'
import { rulesOf } from './datasets/index.ts'
import type { Circumstances } from './desk.ts'
import { makePlan, OUTCOMES, type Plan, type ReadableFile } from './plan.ts'
import { inTurns, reporting } from './progress.ts'
import { getStages, type MadePlan, type StagedFile } from './stages.ts'

/**
 * Works out what would become of every row of a staged file, with the columns as they were matched. Nothing is written.
 * @throws CounterError NOT_FOUND; BAD_INPUT at `matching` where a column is missing or used twice; CANCELLED
 */
export function checkImport(
  context: ServiceContext,
  request: CheckImportRequest,
  signal: AbortSignal,
): AsyncGenerator<CheckProgress> {
  const stages = getStages(context)
  return reporting<CheckProgress>(signal, (report, leaving) =>
    stages.alone(leaving, async (aborted) => {
      const staged = stages.get(request.stageId)
      delete staged.made
      const file = readableFile(staged, request.matching)
      const total = file.rows.length
      // Kept until the file is taken in or discarded: the same pages are asked for again.
      growCache(context.reader)
      const asOf = { on: context.clock.today(), auditSeq: lastAuditSeq(context.reader) }
      let done = 0
      const plan = await inTurns(makePlan(context.reader, file, circumstancesOf(context, staged)), {
        reader: context.reader,
        signal: aborted,
        onStep: (rows) => {
          // Each row is looked at twice.
          done += rows / 2
          report({ phase: 'checking', done: Math.floor(done), total })
        },
      })
      staged.made = { plan, file, matching: request.matching, asOf }
      return { phase: 'done', done: total, total, preview: plan.preview }
    }),
  )
}

/** What the rows of a staged file are judged by today. */
export function circumstancesOf({ clock, resources }: ServiceContext, staged: StagedFile): Circumstances {
  return { on: clock.today(), source: sourceOf(staged), towns: resources.towns }
}

/** The source of every fact of the file: department, what kind of list, and the day of its data. */
export function sourceOf({ dataset, department, dataDate }: StagedFile): FactSource {
  return FactSource.parse({ department, evidence: `${rulesOf(dataset).title}文件`, dataDate })
}

function readableFile(
  { dataset, table }: StagedFile,
  matching: Readonly<Record<string, string>>,
): ReadableFile {
  const rules = rulesOf(dataset)
  const columns = new Map<string, number>()
  for (const { key, title, required } of rules.columns) {
    const chosen = matching[key]
    if (chosen !== undefined) columns.set(key, placeOf(table.header, chosen, key))
    else if (required) throw badMatching(key, `没有选定“${title}”是哪一列`)
  }
  if (new Set(columns.values()).size < columns.size) throw badMatching(null, '同一列选给了两项内容')
  return { rules, rows: table.rows, columns, findings: table.findings }
}

function placeOf(header: readonly string[], title: string, key: string): number {
  const place = header.indexOf(title)
  if (place < 0) throw badMatching(key, '选定的列不在文件里')
  if (header.lastIndexOf(title) !== place) throw badMatching(key, '文件里有两列同名，分不清用哪一列')
  return place
}

function badMatching(key: string | null, words: string): CounterError {
  return new CounterError('BAD_INPUT', `列没有对好，没有检查：${words}。`, {
    at: key === null ? 'matching' : `matching.${key}`,
    hint: '请为每一项必填内容选定文件里的一列。',
  })
}

/** A window of the rows of a checked file. @throws CounterError NOT_FOUND; CONFLICT where it was not checked */
export function listImportRows(context: ServiceContext, request: ImportRowsRequest): ImportRowList {
  const { plan, file } = getMade(getStages(context).get(request.stageId))
  const indexes = indexesOf(plan, request.only)
  const window = indexes.slice(request.offset, request.offset + request.limit)
  return { total: indexes.length, rows: [...window].map((index) => rowView(plan, file, index)) }
}

/** @throws CounterError CONFLICT where the file was not checked since it was read */
export function getMade(staged: StagedFile): MadePlan {
  if (staged.made !== undefined) return staged.made
  throw new CounterError('CONFLICT', '这个文件还没有检查，没有导入任何数据。', {
    at: 'stageId',
    hint: '请先对好各列并检查，再导入。',
  })
}

function indexesOf({ outcomes, findings }: Plan, only: ImportRowsRequest['only']): Uint32Array {
  const every = Uint32Array.from(outcomes, (_, index) => index)
  if (only === 'all') return every
  if (only === 'warning') {
    return every.filter(
      (index) => findings.get(index)?.some(({ severity }) => severity === 'warning') ?? false,
    )
  }
  const outcome = OUTCOMES.indexOf(only)
  return every.filter((index) => outcomes[index] === outcome)
}

const MASKS: Readonly<Record<string, (text: string) => string>> = {
  idNumber: maskResidentId,
  number: maskPaperNumber,
  phone: maskPhone,
}

/** A cell as pages get it. A number that stands in a column where it does not belong is masked too. */
function maskCell(key: string, text: string): string {
  const mask = MASKS[key]
  if (mask !== undefined) return mask(text)
  if (/\d{14,}[\dX]/i.test(text)) return maskPaperNumber(text)
  return /^1\d{10}$/.test(text) ? maskPhone(text) : text
}

function rowView({ outcomes, findings }: Plan, { rows, columns }: ReadableFile, index: number): ImportRow {
  const { row, cells } = rows.at(index)
  return {
    row,
    outcome: OUTCOMES[outcomes[index] ?? 0] ?? 'bad',
    cells: Object.fromEntries([...columns].map(([key, column]) => [key, maskCell(key, cells[column] ?? '')])),
    findings: findings.get(index) ?? [],
  }
}

/** Forgets a staged file, and gives the memory back that was used for it. */
export function discardFile(context: ServiceContext, stageId: string): void {
  getStages(context).discard(stageId)
  shrinkCache(context.reader)
}
