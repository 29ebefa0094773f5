import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import type Sqlite from 'better-sqlite3'
import { seededRandom } from '#electron/cli/demo/random.ts'
import { readTable, writeWorkbook } from '#electron/exchange/index.ts'
import type { ServiceContext } from '#electron/services/context.ts'
import { stageFile } from '#electron/services/imports/stage.ts'
import { connection } from '#electron/store/connection.ts'
import { storePaths } from '#electron/store/create-store.ts'
import { closeStore, openStore, type Writer } from '#electron/store/database.ts'
import { unlockSlot } from '#electron/store/keys.ts'
import type { Department } from '#shared/domain/people/index.ts'
import type { Dataset } from '#shared/ipc/imports.ts'
import { cityPeople } from '#test/fixtures/people-generator.ts'
import { apply, check, csv, GOING_ON, HEADERS, last } from '#test/services/imports/import-files.ts'
import { median, report } from './measure.ts'
import { batchContext, cityOf, LOGIN, ON } from './people-open.ts'

/**
 * A file read, checked and taken in, against reading the file alone and inserting the same rows with bare statements:
 * one transaction, values at hand, table after table in the order of their keys, the search keys of each resident
 * together, with the same cache. Each run has a fresh copy of the city's store; import, reading and inserting take turns.
 */
const ROUNDS = 5
const TABLES = ['import_batch', 'resident', 'fact', 'search_key'] as const

const [folder = '', residents = '', rowCount = ''] = process.argv.slice(2)
const ROWS = Number(rowCount)
const { store, keys } = storePaths(folder)
const key = await unlockSlot(keys, LOGIN.login, LOGIN.password)
const copies = mkdtempSync(join(tmpdir(), 'counter-bench-import-'))
const people = chosenPeople(Number(residents))

try {
  for (const { dataset, department, rows } of [
    { dataset: 'residents', department: '公安', rows: people.newcomers },
    { dataset: 'contributions', department: '人社', rows: people.insured },
  ] as const) {
    const lines = [HEADERS[dataset], ...rows]
    await measure({ dataset, department, name: '示例.csv', bytes: csv(lines) })
    await measure({ dataset, department, name: '示例.xlsx', bytes: await workbook(lines) })
  }
} finally {
  rmSync(copies, { recursive: true, force: true })
}

type MeasuredFile = { dataset: Dataset; department: Department; name: string; bytes: Uint8Array<ArrayBuffer> }

/** People who are not registered, and months of three funds for people who are, in no order. */
function chosenPeople(count: number) {
  const random = seededRandom('import')
  const newcomers: string[][] = []
  const known: { order: number; cells: [string, string] }[] = []
  for (const person of cityPeople(cityOf(count + ROWS))) {
    const { seq, name, idNumber, phone, town } = person
    if (seq > count) newcomers.push([name, idNumber, phone ?? '', town])
  }
  for (const { name, idNumber, birth } of cityPeople(cityOf(count))) {
    // Of working age in every month of the file.
    if (birth < '2006') known.push({ order: random.below(2 ** 31), cells: [idNumber, name] })
  }
  const insured = known
    .sort((a, b) => a.order - b.order)
    .flatMap(({ cells }) =>
      ['医疗保险', '住房公积金', '失业保险'].map((fund) => [
        ...cells,
        fund,
        '2024-01',
        '2026-05',
        '正常缴费',
      ]),
    )
  return { newcomers, insured: insured.slice(0, ROWS) }
}

async function workbook(lines: readonly (readonly string[])[]): Promise<Uint8Array<ArrayBuffer>> {
  const [header = [], ...rows] = lines
  const { bytes } = await writeWorkbook({
    name: '示例',
    columns: header.map((title) => ({ title, width: 20, kind: 'text' })),
    rows: rows.map((cells) => [...cells]),
    watermark: '示例',
  })
  return new Uint8Array(bytes)
}

async function measure(file: MeasuredFile): Promise<void> {
  const rounds: { importing: number; reading: number; inserting: number }[] = []
  let inserted: InsertedRows | undefined
  for (let round = 0; round < ROUNDS; round += 1) {
    let importing = 0
    await onCopy(async (writer) => {
      importing = await timed(() => importWhole(batchContext(writer), file))
      inserted ??= insertedRows(writer[connection].database)
    })
    const reading = await timed(() => readTable(file))
    let inserting = 0
    await onCopy(async (writer) => {
      const rows = inserted
      if (rows === undefined) throw new Error('the rows are those the import inserted')
      inserting = await timed(() => insertRaw(writer[connection].database, rows))
    })
    rounds.push({ importing, reading, inserting })
  }
  const reading = median(rounds.map((round) => round.reading))
  const inserting = median(rounds.map((round) => round.inserting))
  report({
    bench: 'people',
    what: `import of ${ROWS} rows of ${file.dataset} as ${file.name.slice(3)}, against reading (${reading.toPrecision(3)} s) and inserting (${inserting.toPrecision(3)} s) alone`,
    median: median(rounds.map(({ importing }) => importing)),
    floor: reading + inserting,
    // Round by round, so that a slow minute of the machine falls on both.
    ratio: median(rounds.map((round) => round.importing / (round.reading + round.inserting))),
    unit: 's',
  })
}

async function importWhole(context: ServiceContext, file: MeasuredFile): Promise<void> {
  const { dataset, department, name: fileName, bytes } = file
  const request = { dataset, department, dataDate: ON, fileName, bytes }
  const { staged } = await last(stageFile(context, request, GOING_ON))
  if (staged === undefined) throw new Error('the file was read')
  const preview = await check(context, staged)
  if (preview.add !== ROWS) throw new Error(`the file is to add its rows: ${JSON.stringify(preview)}`)
  await apply(context, staged.stageId)
}

type InsertedRows = { table: (typeof TABLES)[number]; columns: string[]; rows: unknown[][] }[]

/** What an import put into the store that was not there before. */
function insertedRows(database: Sqlite.Database): InsertedRows {
  const batch = database.prepare('SELECT max(seq) FROM import_batch').pluck().get()
  const conditions = {
    import_batch: `seq = ${batch}`,
    resident: `batch = ${batch} ORDER BY seq`,
    fact: `batch = ${batch} ORDER BY seq`,
    search_key: `resident IN (SELECT seq FROM resident WHERE batch = ${batch}) ORDER BY resident, key`,
  }
  return TABLES.map((table) => {
    const select = database.prepare(`SELECT * FROM ${table} WHERE ${conditions[table]}`)
    const columns = select.columns().map(({ name }) => name)
    return { table, columns, rows: select.raw().all() as unknown[][] }
  })
}

async function insertRaw(database: Sqlite.Database, tables: InsertedRows): Promise<void> {
  database.pragma('cache_size = -65536')
  database.exec('BEGIN IMMEDIATE')
  for (const { table, columns, rows } of tables) {
    const statement = database.prepare(`INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`)
    for (const row of rows) statement.run(row)
  }
  database.exec('COMMIT')
}

async function onCopy(work: (writer: Writer) => Promise<void>): Promise<void> {
  const path = join(copies, 'store.db')
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
  copyFileSync(store, path)
  const writer = openStore({ path, key, mode: 'write', keyProven: true, alreadyChecked: true })
  try {
    await work(writer)
  } finally {
    closeStore(writer)
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now()
  await work()
  return (performance.now() - begin) / 1000
}
