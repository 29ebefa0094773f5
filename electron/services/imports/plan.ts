import type { FileFinding, TableRow, TableRows } from '#electron/exchange/index.ts'
import type { Reader } from '#electron/store/database.ts'
import type { ImportFinding, ImportPreview } from '#shared/ipc/imports.ts'
import type { Changes } from './changes.ts'
import type { DatasetRules } from './datasets/dataset.ts'
import { type Circumstances, createDesk, type Desk } from './desk.ts'
import { JudgedRow, type Outcome } from './judged-row.ts'
import { employerSubjects, personSubjects, type Subjects } from './subjects.ts'

/** A file whose columns are known. */
export type ReadableFile = {
  rules: DatasetRules
  rows: TableRows
  /** Where each column of the dataset stands in the file. */
  columns: ReadonlyMap<string, number>
  /** What the reader of the file found in single rows. */
  findings: readonly FileFinding[]
}

/** What would become of every row of a file, and every change it would make. */
export type Plan = {
  /** By row, an index into `OUTCOMES`. */
  outcomes: Uint8Array
  /** By row, only where there is something to say. */
  findings: ReadonlyMap<number, ImportFinding[]>
  changes: Changes
  preview: ImportPreview
}

export const OUTCOMES = ['add', 'unchanged', 'differing', 'bad'] as const satisfies Outcome[]

const ROWS_PER_STEP = 2_000

/**
 * Works out what would become of the rows of a file, and changes nothing. Each `yield` is the number of rows done
 * meanwhile, of twice as many as there are: every row is looked at once to group the rows by person or employer, and once with its group.
 */
export function* makePlan(
  reader: Reader,
  file: ReadableFile,
  circumstances: Circumstances,
): Generator<number, Plan> {
  const desk = createDesk(reader, circumstances)
  const { rules } = file
  const verdicts = createVerdicts(file.rows.length)
  if (rules.subject === 'people') {
    const subjects = personSubjects(desk.people, circumstances.on)
    yield* judgeAll(file, { subjects, verdicts, judge: (subject) => rules.judge(subject, desk) })
  } else {
    const subjects = employerSubjects(reader)
    yield* judgeAll(file, { subjects, verdicts, judge: (subject) => rules.judge(subject, desk) })
  }
  return planOf(verdicts, desk)
}

type Judging<Known> = {
  subjects: Subjects<Known>
  verdicts: Verdicts
  judge: (subject: { known: Known | undefined; rows: JudgedRow[] }) => void
}

function* judgeAll<Known>(file: ReadableFile, judging: Judging<Known>): Generator<number, void> {
  const { subjects, verdicts, judge } = judging
  const keys = yield* keysOf(file, subjects)
  const order = orderBy(keys)
  const context = rowContext(file)
  let since = 0
  for (let start = 0; start < order.length; ) {
    const key = keys[order[start] ?? 0] ?? 0
    let end = start
    const rows: JudgedRow[] = []
    for (; end < order.length && keys[order[end] ?? 0] === key; end += 1) {
      rows.push(readRow(file, order[end] ?? 0, context))
    }
    const sound = rows.filter(({ isBad }) => !isBad)
    if (sound.length > 0) judge({ known: subjects.known(key), rows: sound })
    for (const row of rows) verdicts.add(row)
    since += end - start
    start = end
    if (since >= ROWS_PER_STEP) {
      yield since
      since = 0
    }
  }
}

function* keysOf<Known>(file: ReadableFile, subjects: Subjects<Known>): Generator<number, Float64Array> {
  const column = file.columns.get(subjects.column)
  if (column === undefined) throw new Error('a file that is judged has the column of the number')
  const keys = new Float64Array(file.rows.length)
  for (let index = 0; index < keys.length; index += 1) {
    keys[index] = subjects.keyOf(file.rows.at(index).cells[column] ?? '')
    if ((index + 1) % ROWS_PER_STEP === 0) yield ROWS_PER_STEP
  }
  return keys
}

/** The rows by their keys, those of one key in the order of the file. The order of keys is that of the store. */
function orderBy(keys: Float64Array): Uint32Array {
  const order = Uint32Array.from(keys, (_, index) => index)
  return order.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b)
}

type RowContext = {
  unsound: ReadonlyMap<number | null, FileFinding[]>
  titles: ReadonlyMap<string, string>
}

function rowContext({ findings, rules }: ReadableFile): RowContext {
  const ofRows = findings.filter(({ severity }) => severity === 'row')
  return {
    unsound: Map.groupBy(ofRows, ({ row }) => row),
    titles: new Map(rules.columns.map(({ key, title }) => [key, title])),
  }
}

function readRow({ rows, columns }: ReadableFile, index: number, { unsound, titles }: RowContext): JudgedRow {
  const read: TableRow = rows.at(index)
  const cells: Record<string, string> = {}
  for (const [key, column] of columns) cells[key] = read.cells[column] ?? ''
  const row = new JudgedRow({ index, row: read.row }, cells, titles)
  if (!read.isSound) refuseUnsound(row, unsound.get(read.row) ?? [])
  return row
}

/** A row of which the file itself could not be read safely. */
function refuseUnsound(row: JudgedRow, findings: readonly FileFinding[]): void {
  for (const { message } of findings) row.refuse(null, message)
  if (findings.length === 0)
    row.refuse(null, '这一行有读不准的内容，文件里这样的行太多，没有一一列出。请核对原文件。')
}

type Verdicts = Pick<Plan, 'outcomes'> & { findings: Map<number, ImportFinding[]>; add(row: JudgedRow): void }

function createVerdicts(length: number): Verdicts {
  const outcomes = new Uint8Array(length)
  const findings = new Map<number, ImportFinding[]>()
  return {
    outcomes,
    findings,
    add(row) {
      outcomes[row.index] = OUTCOMES.indexOf(row.outcome)
      if (row.findings.length > 0) findings.set(row.index, row.findings)
    },
  }
}

function planOf({ outcomes, findings }: Verdicts, { changes }: Desk): Plan {
  const counts = OUTCOMES.map(() => 0)
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1
  const [add = 0, unchanged = 0, differing = 0, bad = 0] = counts
  const isWarned = (each: ImportFinding[]) => each.some(({ severity }) => severity === 'warning')
  const warnings = [...findings.values()].filter(isWarned).length
  return {
    outcomes,
    findings,
    changes,
    preview: { rows: outcomes.length, add, unchanged, differing, bad, warnings },
  }
}
