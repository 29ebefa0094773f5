import { randomUUID } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import type { ServiceContext } from '#electron/services/context.ts'
import { applyImport } from '#electron/services/imports/apply.ts'
import { getBatchPage } from '#electron/services/imports/batches.ts'
import { checkImport, listImportRows } from '#electron/services/imports/check.ts'
import { stageFile } from '#electron/services/imports/stage.ts'
import { undoImport } from '#electron/services/imports/undo.ts'
import type { Reader } from '#electron/store/database.ts'
import { all } from '#electron/store/query.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import type { Department } from '#shared/domain/people/index.ts'
import type {
  ApplyImportRequest,
  ApplyProgress,
  CheckProgress,
  Dataset,
  ImportPreview,
  Staged,
} from '#shared/ipc/imports.ts'
import { day, idNumber, TOWN } from '../test-people.ts'

/** A file as a test writes it: CSV in UTF-8. */
export type TestFile = {
  dataset: Dataset
  /** Lines of cells, the header first. */
  lines: readonly (readonly string[])[]
  department?: Department
  dataDate?: PlainDate
  fileName?: string
}

const DEPARTMENTS = {
  residents: '公安',
  contributions: '人社',
  permits: '公安',
  employers: '市场监管',
  offences: '公安',
} as const satisfies Record<Dataset, Department>

export const HEADERS = {
  residents: ['姓名', '证件号码', '手机号', '居住地镇街'],
  contributions: ['证件号码', '姓名', '险种', '起始年月', '截止年月', '缴费状态'],
  permits: ['证件号码', '姓名', '居住证号', '居住登记日期', '签发日期', '签注日期', '签注有效期至'],
  employers: ['统一社会信用代码', '单位名称', '注册地镇街', '是否建工会'],
  offences: ['证件号码', '姓名', '类别', '决定文书号', '决定日期'],
} as const satisfies Record<Dataset, readonly string[]>

/** A file of a dataset with its usual header. */
export function fileOf(dataset: Dataset, rows: readonly (readonly string[])[]): TestFile {
  return { dataset, lines: [HEADERS[dataset], ...rows] }
}

export function csv(lines: readonly (readonly string[])[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(lines.map((cells) => cells.join(',')).join('\n'))
}

export const GOING_ON = new AbortController().signal

/** The last of what long work reported. */
export async function last<Step>(steps: AsyncIterable<Step>): Promise<Step> {
  let latest: Step | undefined
  for await (const step of steps) latest = step
  if (latest === undefined) throw new Error('nothing was reported')
  return latest
}

export async function stage(context: ServiceContext, file: TestFile): Promise<Staged> {
  const { dataset, department = DEPARTMENTS[dataset], dataDate = day('2026-06-01') } = file
  const request = {
    dataset,
    department,
    dataDate,
    fileName: file.fileName ?? '示例文件.csv',
    bytes: csv(file.lines),
  }
  const { staged } = await last<CheckProgress>(stageFile(context, request, GOING_ON))
  if (staged === undefined) throw new Error('the last step of staging has what was read')
  return staged
}

export async function check(
  context: ServiceContext,
  { stageId, matching }: Pick<Staged, 'stageId' | 'matching'>,
): Promise<ImportPreview> {
  const { preview } = await last<CheckProgress>(checkImport(context, { stageId, matching }, GOING_ON))
  if (preview === undefined) throw new Error('the last step of checking has the preview')
  return preview
}

/** Reads and checks a file. */
export async function preview(context: ServiceContext, file: TestFile) {
  const staged = await stage(context, file)
  return { stageId: staged.stageId, staged, preview: await check(context, staged) }
}

export function rowsOf(
  context: ServiceContext,
  stageId: string,
  only: 'all' | 'bad' | 'differing' | 'warning' = 'all',
) {
  return listImportRows(context, { stageId, only, offset: 0, limit: 200 }).rows
}

export function apply(
  context: ServiceContext,
  stageId: string,
  {
    badRows = 'refuse',
    commandId = randomUUID(),
    signal = GOING_ON,
  }: Partial<ApplyImportRequest> & { signal?: AbortSignal } = {},
): Promise<ApplyProgress> {
  return last(applyImport(context, { commandId, stageId, badRows }, signal))
}

/** Reads, checks and takes in a file, and gives its receipt. */
export async function importFile(
  context: ServiceContext,
  file: TestFile,
  badRows: ApplyImportRequest['badRows'] = 'refuse',
) {
  const { stageId } = await preview(context, file)
  const { batchId = '' } = await apply(context, stageId, { badRows })
  return getBatchPage(context, batchId)
}

export function undo(context: ServiceContext, batchId: string): Promise<ApplyProgress> {
  return last(undoImport(context, { commandId: randomUUID(), batchId, reason: '示例文件有误' }, GOING_ON))
}

/** What holds now of everybody, without keys that another order of recording would change. */
export function heldFacts(reader: Reader): unknown[] {
  return all(
    reader,
    CompiledQuery.raw(
      `SELECT id_number, kind, slot, value FROM fact JOIN resident ON resident.seq = fact.resident
        WHERE state = 'accepted' ORDER BY id_number, kind, slot`,
    ),
  )
}

/** Every person who is listed, with their own fields. */
export function listedPeople(reader: Reader): unknown[] {
  return all(
    reader,
    CompiledQuery.raw(
      'SELECT name, id_number, phone, town FROM resident WHERE listed = 1 ORDER BY id_number',
    ),
  )
}

/** A row of a list of residents. */
export const person = (serial: number, changes: { phone?: string; town?: string; name?: string } = {}) => [
  changes.name ?? `示例·第${serial}人`,
  idNumber(serial),
  changes.phone ?? '',
  changes.town ?? TOWN,
]
/** A row of months of insurance. */
export const months = (serial: number, from: string, to: string, status = '正常缴费', fund = '养老保险') => [
  idNumber(serial),
  `示例·第${serial}人`,
  fund,
  from,
  to,
  status,
]
/** The words of every finding. */
export const messages = (found: { findings: { message: string }[] }[]) =>
  found.flatMap(({ findings }) => findings.map(({ message }) => message))
